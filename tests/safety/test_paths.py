"""The path classes of the level contract, in many spellings."""

from __future__ import annotations

import pytest

from cmdgen.safety import paths
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve.marks import CWD, FRESH, HOME, ONE, SOME, STAR, UNKNOWN

ROOTS = (
    *(
        "/",
        "//",
        "/.",
        "/./",
        "/..",
        "/../",
        "/usr/..",
        "/a/../",
        "/tmp/..",
        "/tmp/../usr",
        "/etc",
        "/etc/",
        "/usr",
        "/var",
        "/bin",
        "/boot",
        "/lib",
        "/opt",
        "/srv",
        "/root",
        "/mnt",
        "/proc",
        "/sys",
        "/dev",
        "/data",
    ),
    *("/usr/bin", "/usr/sbin", "/usr/lib", "/var/lib", "/usr//bin/", "/usr/./lib", "/usr/share/../bin"),
    *(
        "/home",
        "/home/",
        "/home/bob",
        "/home/bob/",
        "/home/bob/..",
        "/home/bob/x/..",
        "/Users",
        "/Users/ann",
        "/System",
        "/Library",
        "/Applications",
    ),
    *(HOME, HOME + "/", HOME + "/.", HOME + "/x/..", HOME + "/.."),
    *("..", "../", "../..", "./..", "x/../..", "../../../../..", CWD + "/.."),
    *(
        "/" + STAR,
        HOME + "/" + STAR,
        HOME + "/." + STAR,
        "/usr/" + STAR,
        "/home/" + STAR,
        "/etc/" + STAR,
        "../" + STAR,
        "/" + STAR + "/" + STAR,
    ),
    *(
        UNKNOWN + "/",
        "/" + UNKNOWN,
        UNKNOWN + "/" + STAR,
        "/home/" + UNKNOWN,
        UNKNOWN + "/usr",
        UNKNOWN + UNKNOWN + "/",
        "/home/" + SOME,
        HOME + "/" + UNKNOWN,
    ),
    *(
        "C:",
        "C:\\".replace("\\", "/"),
        "c:/",
        "D:/",
        "C:/Windows",
        "c:/windows/system32",
        "C:/Users",
        "C:/Users/ann",
        "C:/Program Files",
        "C:/" + STAR,
    ),
)
DISPOSABLES = (
    *(
        "/tmp/x",
        "/tmp/x/",
        "/tmp/./x",
        "//tmp//x",
        "/tmp/a/b",
        "/var/tmp/x",
        "/tmp/x" + STAR,
        "/usr/../tmp/x",
        "/tmp/x-" + SOME,
    ),
    *(
        "build",
        "./build",
        "build/",
        "dist",
        "out",
        "target",
        "node_modules",
        "app/node_modules",
        ".venv",
        "venv",
        "__pycache__",
        "src/__pycache__",
        ".pytest_cache",
        ".mypy_cache",
        ".next",
        "coverage",
        "tmp",
        ".cache",
    ),
    *(
        "x.egg-info",
        STAR + ".egg-info",
        "build/" + STAR,
        "dist/x",
        HOME + "/app/node_modules",
        "/home/bob/app/build",
        HOME + "/.cache/x",
        HOME + "/.cache",
        FRESH,
        FRESH + "/x",
        FRESH + "/" + STAR,
    ),
    *("../app/node_modules", "a/../build", CWD + "/build", "/srv/app/node_modules"),
)
ORDINARY = (
    *(
        ".",
        "./",
        "",
        CWD,
        STAR,
        "./" + STAR,
        "." + STAR,
        CWD + "/" + STAR,
        ".git",
        "src",
        "./src",
        "notes.txt",
        STAR + ".log",
        "builds",
        "my-build",
        "distribution",
    ),
    *(
        "/etc/hosts",
        "/etc/x/",
        "/var/www/x",
        "/var/log",
        "/usr/share/x",
        "/usr/local",
        "/opt/x",
        "/srv/www",
        "/var/lib/x",
        "/usr/bin/x",
    ),
    *(
        HOME + "/Documents",
        HOME + "/.ssh",
        "/home/bob/Documents",
        "/root/x",
        "/Users/ann/Desktop",
        HOME + "/Documents/" + STAR,
    ),
    *(
        UNKNOWN,
        SOME,
        "/tmp",
        "/tmp/",
        "/tmp/.",
        "/tmp/" + STAR,
        "/tmp/" + UNKNOWN,
        "/var/tmp",
        "../x",
        "../../x",
        "C:/work",
        "C:/Users/ann/Documents",
        "C:/Windows/x",
        "x" + ONE,
    ),
)


@pytest.mark.parametrize("path", ROOTS)
def test_a_root_is_a_root_however_it_is_spelled(path: str) -> None:
    assert paths.classify(path) is Value.ROOT


@pytest.mark.parametrize("path", ORDINARY)
def test_what_is_neither_root_nor_disposable_is_valuable(path: str) -> None:
    assert paths.classify(path) is Value.ORDINARY


@pytest.mark.parametrize("path", DISPOSABLES)
def test_what_is_temporary_or_can_be_made_again_is_disposable(path: str) -> None:
    assert paths.classify(path) is Value.DISPOSABLE


@pytest.mark.parametrize(
    ("path", "folder", "value"),
    [
        (".", "/", Value.ROOT),
        (STAR, "/", Value.ROOT),
        ("usr", "/", Value.ROOT),
        ("x", "/etc", Value.ORDINARY),
        ("..", "/etc/x", Value.ROOT),
        (".", HOME, Value.ROOT),
        (STAR, HOME, Value.ROOT),
        ("Documents", HOME, Value.ORDINARY),
        ("..", HOME + "/x", Value.ROOT),
        (".", "/tmp/x", Value.DISPOSABLE),
        (STAR, "/tmp/x", Value.DISPOSABLE),
        (STAR, "/tmp", Value.ORDINARY),
        ("..", "/tmp/x", Value.ORDINARY),
        (".", CWD + "/build", Value.DISPOSABLE),
        ("..", CWD + "/src", Value.ORDINARY),
        ("../..", CWD + "/src", Value.ROOT),
        (STAR, FRESH, Value.DISPOSABLE),
        ("/", "/tmp/x", Value.ROOT),
        (HOME, "/tmp/x", Value.ROOT),
    ],
)
def test_a_relative_path_is_seen_from_the_folder_that_cd_went_to(
    path: str, folder: str, value: Value
) -> None:
    assert paths.classify(path, folder) is value


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("/a//b/./c/../d/", "/a/b/d"),
        ("/../../a", "/a"),
        ("/", "/"),
        ("x", CWD + "/x"),
        ("./x/..", CWD),
        ("..", CWD + "/.."),
        ("../../x", CWD + "/../../x"),
        (HOME + "/./a", HOME + "/a"),
        (HOME + "/..", "/home"),
        ("c:/a", "C:/a"),
    ],
)
def test_a_canonical_path_has_no_dots(text: str, plain: str) -> None:
    assert paths.canonical(text) == plain


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("abc", "abc", True),
        ("a" + STAR, "abc", True),
        ("a" + ONE + "c", "abc", True),
        ("a" + ONE, "abc", False),
        (UNKNOWN, "abc", True),
        ("abc" + SOME, "abc", False),
        ("x" + STAR, "abc", False),
        ("abc", "a*", True),
    ],
)
def test_an_open_name_could_be_whatever_it_leaves_room_for(pattern: str, name: str, fits: bool) -> None:
    assert paths.could_be(pattern, name) is fits


@pytest.mark.parametrize(
    "name", [STAR, "." + STAR, STAR + "." + STAR, ONE + STAR, ".[!.]".replace("[!.]", ONE) + STAR]
)
def test_a_pattern_without_letters_means_everything(name: str) -> None:
    assert paths.is_everything(name)


@pytest.mark.parametrize("name", [STAR + ".log", "a" + STAR, "x", "", ".", ".."])
def test_a_pattern_with_letters_narrows(name: str) -> None:
    assert not paths.is_everything(name)
