"""Values that a request names and its command uses: each draw gives the words, the value, and how it is written.

Open-class pools (names, patterns, hosts ...) are huge and partly made of random syllables, so that the model has to
learn to copy.  Closed-class pools (sizes, times, extensions) map words to values.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DATA: Final = Path(__file__).parent / "data"
_LISTS: Final[dict[str, list[str]]] = {
    name: text.split() for name, text in tomllib.loads((DATA / "values.toml").read_text("utf-8")).items()
}
WORDS: Final = _LISTS["words"]
USERS: Final = _LISTS["users"]
PROCS: Final = _LISTS["procs"]
SERVICES: Final = _LISTS["services"]
PKGS: Final = _LISTS["pkgs"]
PYPKGS: Final = _LISTS["pypkgs"]
NPMPKGS: Final = _LISTS["npmpkgs"]
IMAGES: Final = _LISTS["images"]
SYSDIRS: Final = _LISTS["sysdirs"]
SYL: Final = _LISTS["syl"]
TLD: Final = _LISTS["tld"]
LOCALDIRS: Final = _LISTS["localdirs"]
PLAIN: Final = re.compile(r"[A-Za-z0-9_@%+=:,./~^-]+\Z")


class Value(NamedTuple):
    """A value as it is said, as it is written, and how it is quoted: ``raw``, ``arg``, ``q``, ``re`` or ``sed``."""

    words: str
    written: str
    quoting: str = "arg"


Draw: TypeAlias = Callable[[random.Random], Value]


def quoted(value: str) -> str:
    """Quote for a POSIX shell, in double quotes wherever they do."""
    if re.search(r"[$`\"!]|\\(?![.*\[\]^$])", value):
        return "'" + value.replace("'", "'\\''") + "'"
    return '"' + value + '"'


def rendered(value: str, how: str) -> str:
    """Write a value into a command."""
    if how == "raw":
        return value
    if how == "re":
        return quoted(re.sub(r"([.*\[\]^$\\])", r"\\\1", value))
    if how == "sed":
        return re.sub(r"([.*\[\]^$\\/&])", r"\\\1", value)
    if how == "q":
        return quoted(value)
    if PLAIN.match(value):
        return value
    return value[:2] + quoted(value[2:]) if value.startswith("~/") else quoted(value)


def closed_list(body: str) -> Draw:
    """Read ``monday|mon => 1 | tuesday => 2`` as a pool.

    Raises:
        ValueError: an entry has no ``=>``.
    """
    entries: list[tuple[list[str], str]] = []
    words: list[str] = []
    for part in re.split(r"(?<!\\)\|", body):
        said, arrow, value = part.partition("=>")
        words.append(said.strip().replace("\\|", "|"))
        if arrow:
            entries.append((words, value.strip().replace("\\|", "|")))
            words = []
    if words or not entries:
        message = "a list is written as: words => value | other words|synonym => value"
        raise ValueError(message)

    def draw(rng: random.Random) -> Value:
        said, value = rng.choice(entries)
        return Value(rng.choice(said), value, "raw")

    return draw


def word(rng: random.Random) -> str:
    r = rng.random()
    if r < 0.6:
        return rng.choice(WORDS)
    w = "".join(rng.choice(SYL) for _ in range(rng.choice((2, 2, 3))))
    return w + rng.choice("nrstlm") if r > 0.9 else w


def stem(rng: random.Random) -> str:
    """A name as people give to files and folders."""
    r = rng.random()
    if r < 0.5:
        s = word(rng)
    elif r < 0.75:
        s = word(rng) + rng.choice("_-_-") + word(rng)
    elif r < 0.85:
        s = (
            word(rng)
            + rng.choice(["", "_", "-"])
            + str(rng.choice([1, 2, 3, 10, 42, 99, 2023, 2024, 2025, rng.randrange(1000)]))
        )
    elif r < 0.9:
        s = word(rng).capitalize()
    elif r < 0.94:
        s = word(rng) + word(rng).capitalize()
    elif r < 0.97:
        s = word(rng) + "-" + str(rng.randrange(2019, 2027)) + "-%02d" % rng.randrange(1, 13)
    else:
        s = word(rng) + " " + word(rng)
    return s


# ------------------------------------------------------------ closed classes
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
NUMBER_WORDS = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    12: "twelve",
    15: "fifteen",
    20: "twenty",
    30: "thirty",
    50: "fifty",
    100: "a hundred",
}


def s_ext(rng: random.Random) -> Value:
    names, value = rng.choice(EXT)
    return Value(rng.choice(names), value, "raw")


def s_size(rng: random.Random) -> Value:
    unit = rng.choice("kMMMMGG")
    n = rng.choice(
        [1, 2, 4, 5, 8, 10, 15, 20, 25, 50, 64, 75, 100, 100, 128, 150, 200, 250, 300, 500, 512, 750, 800]
    )
    if unit == "G":
        n = rng.choice([1, 1, 2, 3, 4, 5, 8, 10, 20, 50])
    forms = {
        "k": ["kb", " kb", "k", "K", "KB", " KB", " kilobytes", " kB"],
        "M": ["mb", " mb", "MB", " MB", "M", "m", " megs", " megabytes", " meg", " Mb", " MiB"],
        "G": ["gb", " gb", "GB", " GB", "G", "g", " gigs", " gigabytes", " gig", " GiB"],
    }[unit]
    text = f"{n}{rng.choice(forms)}"
    if n == 1 and rng.random() < 0.5:
        text = {
            "k": "a kilobyte",
            "M": rng.choice(["a megabyte", "one meg", "1 meg", "a meg"]),
            "G": rng.choice(["a gigabyte", "one gig", "a gig", "1 gig"]),
        }[unit]
    return Value(text, f"{n}{unit}", "raw")


def num_text(n: int, rng: random.Random) -> str:
    return NUMBER_WORDS[n] if n in NUMBER_WORDS and rng.random() < 0.25 else str(n)


def s_since(rng: random.Random) -> Value:
    r = rng.random()
    the = rng.choice(
        [
            "in the last",
            "in the past",
            "within the last",
            "in last",
            "over the last",
            "during the last",
            "the last",
            "last",
        ]
    )
    if r < 0.13:
        return Value(
            rng.choice(
                [
                    "today",
                    "in the last 24 hours",
                    "in the last day",
                    "in the past day",
                    "within a day",
                    "in the last 1 day",
                ]
            ),
            "-mtime -1",
            "raw",
        )
    if r < 0.28:
        return Value(
            rng.choice(
                [
                    "this week",
                    "last week",
                    "in the last week",
                    "in the past week",
                    "within the last week",
                    "over the past week",
                    "in the past 7 days",
                ]
            ),
            "-mtime -7",
            "raw",
        )
    if r < 0.38:
        return Value(
            rng.choice(["this month", "last month", "in the last month", "in the past month"]),
            "-mtime -30",
            "raw",
        )
    if r < 0.41:
        return Value(rng.choice(["this year", "in the last year", "in the past year"]), "-mtime -365", "raw")
    if r < 0.66:
        n = rng.choice([2, 3, 3, 4, 5, 6, 7, 7, 10, 14, 15, 20, 21, 30, 45, 60, 90, 100, 180])
        return Value(f"{the} {num_text(n, rng)} days", f"-mtime -{n}", "raw")
    if r < 0.72:
        n = rng.choice([2, 3, 4])
        return Value(f"{the} {num_text(n, rng)} weeks", f"-mtime -{7 * n}", "raw")
    if r < 0.82:
        return Value(
            rng.choice(
                [
                    "in the last hour",
                    "in the past hour",
                    "within the last hour",
                    "last hour",
                    "in the last 60 minutes",
                ]
            ),
            "-mmin -60",
            "raw",
        )
    if r < 0.91:
        n = rng.choice([2, 3, 4, 5, 6, 8, 10, 12, 24, 48])
        return Value(
            f"{the} {num_text(n, rng)} hours",
            (f"-mmin -{60 * n}" if n not in (24, 48) else f"-mtime -{n // 24}"),
            "raw",
        )
    n = rng.choice([5, 10, 15, 20, 30, 45, 90, 120])
    return Value(f"{the} {num_text(n, rng)} " + rng.choice(["minutes", "mins", "min"]), f"-mmin -{n}", "raw")


def s_older(rng: random.Random) -> Value:
    r = rng.random()
    o = rng.choice(
        [
            "older than",
            "not modified in",
            "not changed in",
            "older than",
            "more than",
            "untouched for",
            "not touched in",
            "over",
        ]
    )
    tail = " old" if o in ("more than", "over") else ""
    if r < 0.15:
        return Value(f"{o} {rng.choice(['a week', '1 week', 'one week'])}{tail}", "-mtime +7", "raw")
    if r < 0.35:
        return Value(f"{o} {rng.choice(['a month', '1 month', 'one month'])}{tail}", "-mtime +30", "raw")
    if r < 0.45:
        return Value(f"{o} {rng.choice(['a year', '1 year', 'one year'])}{tail}", "-mtime +365", "raw")
    if r < 0.5:
        return Value(f"{o} {rng.choice(['a day', '1 day', '24 hours'])}{tail}", "-mtime +1", "raw")
    if r < 0.57:
        n = rng.choice([2, 3, 4, 6])
        return Value(f"{o} {num_text(n, rng)} weeks{tail}", f"-mtime +{7 * n}", "raw")
    if r < 0.65:
        n = rng.choice([2, 3, 6])
        return Value(f"{o} {num_text(n, rng)} months{tail}", f"-mtime +{30 * n}", "raw")
    if r < 0.7:
        return Value(
            f"{o} {rng.choice(['an hour', '1 hour', 'one hour', '60 minutes'])}{tail}", "-mmin +60", "raw"
        )
    n = rng.choice([2, 3, 5, 7, 7, 10, 14, 15, 20, 30, 30, 45, 60, 90, 90, 100, 120, 180, 365])
    return Value(f"{o} {num_text(n, rng)} days{tail}", f"-mtime +{n}", "raw")


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


def stem_plain(rng: random.Random) -> str:
    while True:
        s = stem(rng)
        if " " not in s:
            return s


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


def with_words(table: Sequence[tuple[list[str], str]]) -> Draw:
    def f(rng: random.Random) -> Value:
        names, value = rng.choice(table)
        return Value(rng.choice(names), value, "raw")

    return f


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


def s_word(rng: random.Random) -> Value:
    """A pattern to search for; sometimes quoted, sometimes with a space."""
    r = rng.random()
    if r < 0.45:
        w = word(rng)
    elif r < 0.6:
        w = rng.choice(
            [
                "TODO",
                "FIXME",
                "error",
                "ERROR",
                "warning",
                "WARN",
                "failed",
                "Exception",
                "timeout",
                "password",
                "import",
                "DEBUG",
                "null",
                "connection refused",
                "404",
                "500",
                "out of memory",
                "permission denied",
                "localhost",
                "segfault",
                "main",
                "class",
                "function",
                "return",
                "console.log",
                "print",
                "foo",
                "bar",
                "hello",
                "DEPRECATED",
            ]
        )
    elif r < 0.75:
        w = word(rng) + rng.choice(["_", "-", " ", ""]) + word(rng)
    elif r < 0.85:
        w = word(rng).upper() if rng.random() < 0.5 else word(rng).capitalize()
    elif r < 0.93:
        w = word(rng) + rng.choice(["Id", "Name", "Count", "_id", "_key", "Handler", "Error", "Service"])
    else:
        w = word(rng) + " " + word(rng) + (" " + word(rng) if rng.random() < 0.3 else "")
    q = rng.random()
    if " " in w:
        t = f'"{w}"' if q < 0.6 else (f"'{w}'" if q < 0.9 else w)
    else:
        t = w if q < 0.55 else (f'"{w}"' if q < 0.8 else f"'{w}'")
        if q > 0.97:
            t = "the word " + w
    return Value(t, w, "q")


def s_text(rng: random.Random) -> Value:
    w = " ".join(word(rng) for _ in range(rng.choice([1, 2, 2, 3, 4])))
    if rng.random() < 0.2:
        w = w.capitalize()
    t = rng.choice([f'"{w}"', f"'{w}'", w])
    return Value(t, w, "q")


def s_message(rng: random.Random) -> Value:
    w = rng.choice(
        [
            "fix",
            "add",
            "update",
            "remove",
            "refactor",
            "initial commit",
            "wip",
            "bump",
            "improve",
            "document",
            "clean up",
            "Fix",
            "Add",
        ]
    )
    if " " not in w and w != "wip":
        w += " " + " ".join(word(rng) for _ in range(rng.choice([1, 2, 2, 3])))
    t = rng.choice([f'"{w}"', f"'{w}'", w, f'"{w}"'])
    return Value(t, w, "q")


def s_n(rng: random.Random) -> Value:
    n = rng.choice(
        [
            1,
            2,
            3,
            4,
            5,
            5,
            6,
            7,
            8,
            9,
            10,
            10,
            10,
            12,
            15,
            20,
            20,
            25,
            30,
            40,
            50,
            100,
            200,
            500,
            1000,
            rng.randrange(1, 400),
        ]
    )
    return Value(num_text(n, rng), str(n), "raw")


def s_small(rng: random.Random) -> Value:
    n = rng.randrange(1, 10)
    return Value(num_text(n, rng), str(n), "raw")


def s_count(rng: random.Random) -> Value:
    """How many: words in front of a plural."""
    n = rng.choice([2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10, 12, 15, 20, 20, 25, 30, 50, 100])
    return Value(num_text(n, rng), str(n), "raw")


def s_col(rng: random.Random) -> Value:
    n = rng.randrange(1, 10)
    th = {
        1: ["first", "1st"],
        2: ["second", "2nd"],
        3: ["third", "3rd"],
        4: ["fourth", "4th"],
        5: ["fifth", "5th"],
        6: ["sixth", "6th"],
        7: ["seventh", "7th"],
        8: ["eighth", "8th"],
        9: ["ninth", "9th"],
    }[n]
    c = rng.choice(["column", "column", "field", "col"])
    return Value(
        rng.choice([f"{c} {n}", f"the {rng.choice(th)} {c}", f"{rng.choice(th)} {c}", f"{c} number {n}"]),
        str(n),
        "raw",
    )


def s_delim(rng: random.Random) -> Value:
    t, v = rng.choice(
        [
            ("comma", ","),
            ("comma", ","),
            ("colon", ":"),
            ("semicolon", ";"),
            ("pipe", "|"),
            ("tab", "\\t"),
            ("space", " "),
            ("dash", "-"),
        ]
    )
    return Value(t, v, "q" if v != "\\t" else "raw")


def s_port(rng: random.Random) -> Value:
    n = rng.choice(
        [
            22,
            80,
            443,
            3000,
            3306,
            5000,
            5432,
            6379,
            8000,
            8080,
            8081,
            8443,
            8888,
            9000,
            9090,
            9200,
            27017,
            rng.randrange(1024, 65535),
            rng.randrange(1024, 10000),
        ]
    )
    return Value(str(n), str(n), "raw")


def s_pid(rng: random.Random) -> Value:
    n = str(rng.randrange(300, 99999))
    return Value(n, n, "raw")


def s_mode(rng: random.Random) -> Value:
    n = rng.choice(["644", "600", "755", "700", "640", "750", "664", "400", "444", "775", "660"])
    return Value(n, n, "raw")


def choice_of(values: Sequence[str]) -> Draw:
    def f(rng: random.Random) -> Value:
        v = rng.choice(values)
        return Value(v, v, "arg")

    return f


def s_user(rng: random.Random) -> Value:
    v = rng.choice(USERS) if rng.random() < 0.7 else word(rng) + rng.choice(["", "", "1", "2"])
    return Value(rng.choice([v, v, v, f"user {v}", f"the user {v}"]), v, "arg")


def s_uname(rng: random.Random) -> Value:
    v = rng.choice(USERS) if rng.random() < 0.6 else word(rng) + rng.choice(["", "", "1", "2"])
    return Value(v, v, "arg")


def s_group(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "staff",
            "docker",
            "sudo",
            "www-data",
            "developers",
            "admins",
            "users",
            "wheel",
            "video",
            "audio",
            word(rng),
        ]
    )
    return Value(v, v, "arg")


def domain(rng: random.Random) -> str:
    return (
        word(rng)
        + (rng.choice(["", "-", ""]) + word(rng) if rng.random() < 0.3 else "")
        + "."
        + rng.choice(TLD)
    )


def s_host(rng: random.Random) -> Value:
    r = rng.random()
    if r < 0.3:
        v = rng.choice(
            [
                "google.com",
                "github.com",
                "example.com",
                "example.org",
                "localhost",
                "myserver",
                "wikipedia.org",
                "server1",
                "web01",
                "db01",
                "raspberrypi",
            ]
        )
    elif r < 0.5:
        v = s_ip(rng)[1]
    elif r < 0.8:
        v = rng.choice(["", "", "www.", "mail.", "api."]) + domain(rng)
    else:
        v = word(rng) + rng.choice(["", "1", "2", "01", "-prod", "-dev"])
    return Value(v, v, "arg")


def s_ip(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "192.168.%d.%d" % (rng.randrange(3), rng.randrange(1, 255)),
            "10.0.%d.%d" % (rng.randrange(9), rng.randrange(1, 255)),
            "172.16.0.%d" % rng.randrange(1, 255),
            "8.8.8.8",
            "1.1.1.1",
            "%d.%d.%d.%d" % tuple(rng.randrange(1, 255) for _ in range(4)),
        ]
    )
    return Value(v, v, "arg")


def s_url(rng: random.Random) -> Value:
    v = (
        rng.choice(["https://", "https://", "http://"])
        + rng.choice(["", "www.", "api.", "cdn."])
        + domain(rng)
    )
    if rng.random() < 0.7:
        v += (
            "/"
            + rng.choice(["", word(rng) + "/"])
            + stem_plain(rng)
            + rng.choice(["", ".html", ".zip", ".tar.gz", ".json", ".pdf", ".csv", ".iso", ".txt"])
        )
    return Value(v, v, "arg")


def s_repo(rng: random.Random) -> Value:
    a, b = stem_plain(rng).lower(), stem_plain(rng)
    v = rng.choice(
        [
            f"https://github.com/{a}/{b}.git",
            f"https://github.com/{a}/{b}",
            f"git@github.com:{a}/{b}.git",
            f"https://gitlab.com/{a}/{b}.git",
        ]
    )
    return Value(v, v, "arg")


def s_branch(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "main",
            "master",
            "develop",
            "dev",
            "staging",
            "feature/" + stem_plain(rng),
            "fix/" + stem_plain(rng),
            "release-%d.%d" % (rng.randrange(9), rng.randrange(9)),
            stem_plain(rng),
            word(rng),
            "hotfix-" + word(rng),
            "feature-" + word(rng),
        ]
    )
    return Value(v, v, "arg")


def s_tag(rng: random.Random) -> Value:
    v = (
        rng.choice(["v", "v", ""])
        + "%d.%d" % (rng.randrange(9), rng.randrange(20))
        + rng.choice(["", ".%d" % rng.randrange(10), ".%d" % rng.randrange(10)])
    )
    return Value(v, v, "arg")


def s_hash(rng: random.Random) -> Value:
    v = "".join(rng.choice("0123456789abcdef") for _ in range(rng.choice([7, 7, 8])))
    return Value(v, v, "arg")


def s_remote(rng: random.Random) -> Value:
    v = rng.choice(["origin", "origin", "upstream", "fork", word(rng)])
    return Value(v, v, "arg")


def s_container(rng: random.Random) -> Value:
    v = rng.choice(
        [
            word(rng),
            word(rng) + rng.choice(["_1", "-1", "-db", "-web", "-api"]),
            rng.choice(["web", "db", "redis", "postgres", "nginx", "app", "api"]),
        ]
    )
    return Value(rng.choice([v, v, v, f"container {v}", f"the {v} container"]), v, "arg")


def s_cname(rng: random.Random) -> Value:
    v = rng.choice(
        [
            word(rng),
            word(rng) + rng.choice(["-1", "-db", "-web", "-api", "-app"]),
            rng.choice(["web", "db", "cache", "app", "api"]),
        ]
    )
    return Value(v, v, "arg")


def s_pod(rng: random.Random) -> Value:
    v = rng.choice([word(rng), rng.choice(["web", "api", "redis", "nginx", "worker"])]) + rng.choice(
        ["", "-0", "-1", "-" + "".join(rng.choice("abcdefghjkmnpqrstvwxz0123456789") for _ in range(5))]
    )
    return Value(v, v, "arg")


def s_ns(rng: random.Random) -> Value:
    v = rng.choice(
        ["default", "kube-system", "production", "staging", "dev", "monitoring", "prod", word(rng)]
    )
    return Value(v, v, "arg")


def s_image(rng: random.Random) -> Value:
    v = rng.choice(IMAGES) if rng.random() < 0.7 else word(rng) + "/" + word(rng)
    if rng.random() < 0.35:
        v += ":" + rng.choice(["latest", "alpine", "3.11", "16", "1.25", "22.04", "slim", "v2"])
    return Value(v, v, "arg")


def mixed(known: Sequence[str], p: float = 0.75) -> Draw:
    def f(rng: random.Random) -> Value:
        v = (
            rng.choice(known)
            if rng.random() < p
            else word(rng) + rng.choice(["", "", "d", "-server", "-cli"])
        )
        return Value(v, v, "arg")

    return f


def s_env(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "PATH",
            "HOME",
            "EDITOR",
            "JAVA_HOME",
            "API_KEY",
            "DEBUG",
            "LANG",
            "NODE_ENV",
            "DATABASE_URL",
            word(rng).upper(),
            word(rng).upper() + "_" + word(rng).upper(),
        ]
    )
    return Value(rng.choice([v, v, "$" + v]), v, "raw")


def s_value(rng: random.Random) -> Value:
    v = rng.choice(
        [word(rng), "1", "true", "production", str(rng.randrange(9999)), "/opt/" + word(rng), "vim"]
    )
    return Value(v, v, "arg")


def s_key(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "name",
            "id",
            "version",
            "status",
            "email",
            "title",
            "url",
            "price",
            "items",
            "users",
            "data",
            "message",
            word(rng),
            word(rng) + "_id",
        ]
    )
    return Value(v, v, "raw")


def s_date(rng: random.Random) -> Value:
    v = "20%02d-%02d-%02d" % (rng.randrange(20, 27), rng.randrange(1, 13), rng.randrange(1, 29))
    return Value(v, v, "arg")


def s_year(rng: random.Random) -> Value:
    v = str(rng.randrange(1990, 2031))
    return Value(v, v, "raw")


def s_prefix(rng: random.Random) -> Value:
    v = stem_plain(rng)
    t = rng.choice([v, f'"{v}"', f"'{v}'", v])
    return Value(t, v, "raw")


def s_stem(rng: random.Random) -> Value:
    """A name without extension, never quoted."""
    v = stem_plain(rng)
    return Value(v, v, "raw")


def s_mins(rng: random.Random) -> Value:
    n = rng.choice([2, 3, 5, 10, 15, 20, 30, 45])
    return Value(num_text(n, rng), str(n), "raw")


def s_hour(rng: random.Random) -> Value:
    h = rng.randrange(24)
    if h == 0:
        t = rng.choice(["midnight", "0:00", "12am"])
    elif h == 12:
        t = rng.choice(["noon", "12:00", "12pm"])
    else:
        t = rng.choice(
            [
                f"{h}:00",
                f"{h % 12 or 12}{'am' if h < 12 else 'pm'}",
                f"{h % 12 or 12} {'am' if h < 12 else 'pm'}",
            ]
            + ([f"{h} o'clock"] if h < 12 else [])
        )
    return Value(t, str(h), "raw")


def s_expr(rng: random.Random) -> Value:
    a, b = rng.randrange(1, 1000), rng.randrange(1, 200)
    op, names = rng.choice(
        [("+", ["+", "plus"]), ("-", ["-", "minus"]), ("*", ["*", "times", "x"]), ("/", ["/", "divided by"])]
    )
    return Value(f"{a} {rng.choice(names)} {b}", f"{a} {op} {b}", "raw")


def s_script(rng: random.Random) -> Value:
    v = rng.choice(["./", "", ""]) + stem_plain(rng) + rng.choice([".sh", ".sh", ".py"])
    return Value(v, v, "arg")


def s_cmd(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "date",
            "df -h",
            "free -h",
            "uptime",
            "ls -l",
            "git status",
            "docker ps",
            "nvidia-smi",
            "make",
            "npm test",
            "pytest",
            "kubectl get pods",
            "who",
        ]
    )
    return Value(rng.choice([v, f'"{v}"', f"'{v}'", f"`{v}`"]), v, "raw")


def s_prog(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "python3",
            "node",
            "git",
            "docker",
            "gcc",
            "java",
            "npm",
            "pip",
            "bash",
            "ffmpeg",
            "make",
            "go",
            "cargo",
            "curl",
            "kubectl",
            "terraform",
            "php",
            "ruby",
            "vim",
            word(rng),
        ]
    )
    return Value(v, v, "arg")


def s_fmt(rng: random.Random) -> Value:
    v = rng.choice(["jpg", "png", "webp", "gif", "bmp", "tiff"])
    return Value(v, v, "raw")


def s_res(rng: random.Random) -> Value:
    v = "%dx%d" % rng.choice(
        [(800, 600), (1024, 768), (1920, 1080), (640, 480), (1280, 720), (300, 200), (512, 512), (200, 200)]
    )
    return Value(v, v, "raw")


def s_pct(rng: random.Random) -> Value:
    n = rng.choice([10, 20, 25, 30, 40, 50, 60, 75, 80])
    t = "half" if n == 50 and rng.random() < 0.4 else rng.choice([f"{n}%", f"{n} percent"])
    return Value(t, f"{n}", "raw")


def s_time(rng: random.Random) -> Value:
    h, m, s = rng.randrange(3), rng.randrange(60), rng.randrange(60)
    v = "%02d:%02d:%02d" % (h, m, s)
    return Value(v, v, "raw")


def s_range(rng: random.Random) -> Value:
    a = rng.randrange(1, 100)
    b = a + rng.choice([1, 5, 10, 10, 20, 50, 100])
    return Value(
        rng.choice([f"{a} to {b}", f"{a}-{b}", f"{a} through {b}", f"{a} and {b}"]), f"{a},{b}", "raw"
    )


def s_pw(rng: random.Random) -> Value:
    n = rng.choice([8, 10, 12, 16, 20, 24, 32, 64])
    return Value(str(n), str(n), "raw")


def s_archive(rng: random.Random) -> Value:
    return name_with("tar.gz tar.gz tgz")(rng)


SLOTS: Final[dict[str, Draw]] = {
    "ext": s_ext,
    "size": s_size,
    "since": s_since,
    "older": s_older,
    "dir": s_dir,
    "ownd": s_ownd,
    "in": s_in,
    "file": s_file,
    "bname": s_bname,
    "word": s_word,
    "text": s_text,
    "msg": s_message,
    "n": s_n,
    "small": s_small,
    "count": s_count,
    "col": s_col,
    "delim": s_delim,
    "port": s_port,
    "pid": s_pid,
    "mode": s_mode,
    "user": s_user,
    "uname": s_uname,
    "group": s_group,
    "host": s_host,
    "ip": s_ip,
    "url": s_url,
    "repo": s_repo,
    "branch": s_branch,
    "tag": s_tag,
    "hash": s_hash,
    "remote": s_remote,
    "container": s_container,
    "cname": s_cname,
    "pod": s_pod,
    "ns": s_ns,
    "image": s_image,
    "env": s_env,
    "value": s_value,
    "key": s_key,
    "date": s_date,
    "year": s_year,
    "prefix": s_prefix,
    "mins": s_mins,
    "hour": s_hour,
    "expr": s_expr,
    "script": s_script,
    "stem": s_stem,
    "cmd": s_cmd,
    "prog": s_prog,
    "fmt": s_fmt,
    "res": s_res,
    "pct": s_pct,
    "time": s_time,
    "range": s_range,
    "len": s_pw,
    "proc": mixed(PROCS),
    "service": mixed(SERVICES),
    "pkg": mixed(PKGS),
    "pypkg": mixed(PYPKGS),
    "npmpkg": mixed(NPMPKGS),
    "tgz": s_archive,
    "tarf": name_with("tar"),
    "tbz": name_with("tar.bz2 tbz2"),
    "txz": name_with("tar.xz"),
    "zip": name_with("zip"),
    "gz": name_with("gz log.gz csv.gz sql.gz"),
    "seven": name_with("7z"),
    "csv": name_with("csv"),
    "json": name_with("json"),
    "log": name_with("log"),
    "txt": name_with("txt md log csv"),
    "video": name_with("mp4 mkv mov avi webm"),
    "audio": name_with("mp3 wav flac ogg"),
    "img": name_with("jpg png jpeg webp"),
    "pdf": name_with("pdf"),
    "yaml": name_with("yaml yml"),
    "sql": name_with("sql"),
    "iso": name_with("iso img"),
    "pem": name_with("pem crt key"),
    "shf": name_with("sh"),
    "pyf": name_with("py"),
}
SLOT_DEFAULTS: Final = {"in": ".", "n": "10", "count": "10", "dir": ".", "size": "100M", "remote": "origin"}


def draw_slot(kind: str) -> Draw | None:
    """Return the pool of that name."""
    return SLOTS.get(kind)
