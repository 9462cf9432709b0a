"""Files and folders."""

from __future__ import annotations

import random

from scripts.starter.values.value import Draw, Value
from scripts.starter.values.words import LOCALDIRS, SYSDIRS, stem, stem_plain

EXT = [  # words before "files", extension
    (["python", "py", ".py", "*.py", "Python"], "py"),
    (["javascript", "js", ".js", "*.js"], "js"),
    (["typescript", "ts", ".ts"], "ts"),
    (["java", ".java", "Java"], "java"),
    (["c", ".c", "C source"], "c"),
    (["c++", "cpp", ".cpp"], "cpp"),
    (["header", ".h", "C header"], "h"),
    (["go", ".go", "golang"], "go"),
    (["rust", ".rs", "rs"], "rs"),
    (["ruby", ".rb", "rb"], "rb"),
    (["php", ".php", "PHP"], "php"),
    (["shell", ".sh", "sh", "*.sh", "shell script", "bash"], "sh"),
    (["text", "txt", ".txt", "*.txt", "plain text"], "txt"),
    (["log", ".log", "*.log", "log"], "log"),
    (["json", ".json", "JSON", "*.json"], "json"),
    (["yaml", ".yaml", "YAML"], "yaml"),
    (["yml", ".yml"], "yml"),
    (["xml", ".xml", "XML"], "xml"),
    (["csv", ".csv", "CSV", "*.csv"], "csv"),
    (["html", ".html", "HTML"], "html"),
    (["css", ".css"], "css"),
    (["markdown", "md", ".md", "Markdown"], "md"),
    (["pdf", ".pdf", "PDF", "*.pdf"], "pdf"),
    (["jpg", ".jpg", "jpeg", "JPG", "*.jpg"], "jpg"),
    (["png", ".png", "PNG"], "png"),
    (["gif", ".gif"], "gif"),
    (["mp3", ".mp3", "MP3"], "mp3"),
    (["mp4", ".mp4", "MP4"], "mp4"),
    (["mkv", ".mkv"], "mkv"),
    (["wav", ".wav"], "wav"),
    (["zip", ".zip"], "zip"),
    (["sql", ".sql", "SQL"], "sql"),
    (["conf", ".conf", "config"], "conf"),
    (["ini", ".ini"], "ini"),
    (["toml", ".toml"], "toml"),
    (["backup", ".bak", "bak"], "bak"),
    (["temp", ".tmp", "tmp"], "tmp"),
    (["svg", ".svg"], "svg"),
    (["word", "docx", ".docx"], "docx"),
    (["excel", "xlsx", ".xlsx"], "xlsx"),
    (["iso", ".iso"], "iso"),
    (["tex", "latex", ".tex"], "tex"),
    (["lua", ".lua"], "lua"),
    (["kotlin", ".kt"], "kt"),
    (["swift", ".swift"], "swift"),
    (["notebook", "ipynb", ".ipynb", "jupyter"], "ipynb"),
    (["deb", ".deb"], "deb"),
    (["gz", ".gz", "gzipped"], "gz"),
    (["jar", ".jar"], "jar"),
    (["pyc", ".pyc"], "pyc"),
    (["object", ".o"], "o"),
    (["swp", ".swp", "vim swap"], "swp"),
    (["pem", ".pem"], "pem"),
    (["db", ".db"], "db"),
    (["parquet", ".parquet"], "parquet"),
]
HOMES = [
    ("downloads", "~/Downloads"),
    ("my downloads", "~/Downloads"),
    ("Downloads", "~/Downloads"),
    ("the downloads folder", "~/Downloads"),
    ("documents", "~/Documents"),
    ("my documents folder", "~/Documents"),
    ("the desktop", "~/Desktop"),
    ("my desktop", "~/Desktop"),
    ("my home", "~"),
    ("my home directory", "~"),
    ("home", "~"),
    ("the home folder", "~"),
    ("~", "~"),
    ("my pictures", "~/Pictures"),
    ("my home folder", "~"),
    ("~/Downloads", "~/Downloads"),
    ("~/Documents", "~/Documents"),
]


def s_ext(rng: random.Random) -> Value:
    names, value = rng.choice(EXT)
    return Value(rng.choice(names), value, "raw")


def s_dir(rng: random.Random) -> Value:
    """A directory as an object: 'the src folder', '/opt', '~/work'."""
    r = rng.random()
    if r < 0.3:
        d = rng.choice(SYSDIRS)
        d = d + ("/" + stem_plain(rng) if rng.random() < 0.25 else "")
        return Value(d, d, "arg")
    if r < 0.42:
        t, v = rng.choice(HOMES)
        return Value(t, v, "arg")
    d = rng.choice(LOCALDIRS) if r < 0.6 else stem_plain(rng)
    if r > 0.93:
        d = "~/" + d
        return Value(d, d, "arg")
    if r > 0.85:
        d = "./" + d if rng.random() < 0.3 else d + "/" + stem_plain(rng)
        return Value(d, d, "arg")
    return Value(
        rng.choice(
            [
                d,
                d,
                f"the {d} folder",
                f"the {d} directory",
                f"{d} folder",
                f"{d}/",
                f"folder {d}",
                f"directory {d}",
                f"./{d}",
            ]
        ),
        d,
        "arg",
    )


def s_ownd(rng: random.Random) -> Value:
    """A directory that may be deleted or changed as a whole: never a system directory or one of the home's main folders."""
    main = set(SYSDIRS) | {v for _, v in HOMES}
    while True:
        item = s_dir(rng)
        if item[1].rstrip("/") not in main and not item[1].startswith("/etc"):
            return item


def s_in(rng: random.Random) -> Value:
    """Where: '' or 'here' -> '.', 'in /var/log' -> /var/log."""
    r = rng.random()
    if r < 0.4:
        return Value("", ".", "arg")
    if r < 0.55:
        return Value(
            rng.choice(
                [
                    "here",
                    "in this directory",
                    "in the current directory",
                    "in this folder",
                    "in the current folder",
                    "in current dir",
                    "under the current directory",
                    "in here",
                    "in .",
                    "in cwd",
                    "in this dir",
                    "in my current folder",
                ]
            ),
            ".",
            "arg",
        )
    t, v, m = s_dir(rng)
    return Value(
        rng.choice(["in", "in", "in", "under", "inside", "within", "below", "from", "at"]) + " " + t, v, m
    )


def name_with(extensions: str) -> Draw:
    exts = extensions.split()

    def f(rng: random.Random) -> Value:
        s = stem(rng) + "." + rng.choice(exts)
        if rng.random() < 0.12:
            s = (
                rng.choice(
                    [
                        "/tmp/",
                        "~/",
                        "/var/log/",
                        "data/",
                        "src/",
                        "/etc/",
                        "/opt/",
                        "logs/",
                        "docs/",
                        "./",
                        "~/Documents/",
                        "backup/",
                    ]
                )
                + s
            )
        v = s
        if rng.random() < 0.08:
            s = rng.choice(["the file ", "file "]) + s
        elif " " in s and rng.random() < 0.7:
            s = f'"{s}"'
        return Value(s, v, "arg")

    return f


def s_file(rng: random.Random) -> Value:
    r = rng.random()
    if r < 0.1:
        f = rng.choice(
            [
                "README.md",
                "Makefile",
                "Dockerfile",
                ".env",
                ".bashrc",
                "package.json",
                "requirements.txt",
                "index.html",
                "main.py",
                "app.js",
                "docker-compose.yml",
                ".gitignore",
                "config.yaml",
                "setup.py",
            ]
        )
        return Value(f, f, "arg")
    return name_with(
        "txt log csv json md py js sh conf yaml xml html sql pdf dat bak out ini c cpp java go rs"
    )(rng)


def s_bname(rng: random.Random) -> Value:
    """A file name without a folder."""
    while True:
        t, v, m = s_file(rng)
        if "/" not in v:
            return Value(t, v, m)


def s_archive(rng: random.Random) -> Value:
    return name_with("tar.gz tar.gz tgz")(rng)


def s_prefix(rng: random.Random) -> Value:
    v = stem_plain(rng)
    t = rng.choice([v, f'"{v}"', f"'{v}'", v])
    return Value(t, v, "raw")


def s_stem(rng: random.Random) -> Value:
    """A name without extension, never quoted."""
    v = stem_plain(rng)
    return Value(v, v, "raw")


def s_script(rng: random.Random) -> Value:
    v = rng.choice(["./", "", ""]) + stem_plain(rng) + rng.choice([".sh", ".sh", ".py"])
    return Value(v, v, "arg")
