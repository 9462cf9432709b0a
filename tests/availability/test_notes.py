"""What is said about programs and options that a machine lacks."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cmdgen.availability import Note, notes
from cmdgen.availability.tables import known_options
from cmdgen.core.records import Command, Platform
from cmdgen.manuals import Library

if TYPE_CHECKING:
    from cmdgen.core.records import Userland

INSTALLED = (
    "awk base64 cp curl cut date du find git grep head host ls md5sum ps rm rsync sed sort ss ssh stat sudo tail tar "
    "uniq wc xargs python3"
).split()
Look = Callable[..., tuple[Note, ...]]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return a folder of programs, which is the whole machine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in INSTALLED:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def look(machine: Path, tmp_path: Path) -> Look:
    """Return what looks a command over on that machine, whose only man pages are those in `man`."""

    class Bare(Library):
        def __init__(self, userland: Userland) -> None:
            super().__init__({}, is_bsd=userland == "bsd", ask=None, budget_s=60)
            self._folders = (tmp_path / "man",)

    def look(
        text: str, userland: Userland = "gnu", manager: str | None = "apt", dialect: str = "bash"
    ) -> tuple[Note, ...]:
        platform = Platform(
            system="macos" if userland == "bsd" else "linux", userland=userland, package_manager=manager
        )
        return notes(Command(text=text, dialect=dialect), platform, str(machine), library=Bare(userland))

    return look


@pytest.mark.parametrize(
    ("manager", "install"),
    [
        ("apt", "apt install fd-find"),
        ("dnf", "dnf install fd-find"),
        ("pacman", "pacman -S fd"),
        ("brew", "brew install fd"),
        ("apk", "apk add fd"),
        ("zypper", "zypper install fd"),
    ],
)
def test_a_missing_program_comes_with_the_line_that_installs_it(
    manager: str, install: str, look: Look
) -> None:
    (note,) = look("cd x && fd big", manager=manager)
    assert (note.kind, note.program, note.option) == ("missing", "fd", None)
    assert install in note.text
    assert "find . -name '*NAME*'" in note.text
    assert (note.span.start, note.span.end) == (8, 10)


def test_a_way_that_is_missing_too_is_not_offered(look: Look) -> None:
    (note,) = look("ifconfig")
    assert "ip addr" not in note.text
    assert "net-tools" in note.text
    (note,) = look("dig example.com")
    assert "host NAME" in note.text


def test_a_program_that_nobody_knows_is_just_missing(look: Look) -> None:
    (note,) = look("frobnicate x", manager=None)
    assert note.text == "frobnicate is not installed"


@pytest.mark.parametrize(
    "text",
    [
        "f() { ls; }; f x",
        "function g { ls; }; g",
        "alias h=ls; h",
        "./rg x",
        "/opt/bin/rg x",
        "$TOOL x",
        "ssh host rg x",
        "cd x; export A=1; [ -f x ] && echo y; read -r z; type rg",
        "if true; then echo x; fi; while read -r l; do echo $l; done",
        "for f in *; do echo $f; done",
        "echo rg",
    ],
)
def test_nothing_is_missing_where_nobody_can_know_or_need_it(text: str, look: Look) -> None:
    assert look(text) == ()


def test_a_program_inside_of_others_is_looked_for_too(look: Look) -> None:
    assert [note.program for note in look("find . -name x | xargs rg y; sudo jq . f")] == ["rg", "jq"]


@pytest.mark.parametrize(
    "text",
    [
        "find . -print0 | xargs -0 rm -f",
        "ls | xargs -I{} mv -v {} dst",
        "ls | xargs -I {} cp -v {} dst",
        "ls | xargs -n 1 -P4 curl -fsS",
        "env A=1 curl -fsS x",
        "timeout -k 3 10 curl -fsS x",
    ],
)
@pytest.mark.parametrize("userland", ["gnu", "bsd", "busybox"])
def test_the_options_of_an_inner_program_are_not_those_of_the_outer_one(
    text: str, userland: str, machine: Path, look: Look
) -> None:
    for name in ("mv", "env", "timeout"):
        (machine / name).write_text("#!/bin/sh\n")
        (machine / name).chmod(0o755)
    assert look(text, userland=userland) == ()


def test_an_unknown_option_in_front_of_the_inner_program_is_noticed(look: Look) -> None:
    (note,) = look("ls | xargs -0 --frobnicate rm -f")
    assert (note.program, note.option) == ("xargs", "--frobnicate")


@pytest.mark.parametrize(
    ("text", "userland", "option", "words"),
    [
        ("find . -printf '%s'", "bsd", "-printf", "GNU"),
        ("find . -printf '%s'", "busybox", "-printf", "GNU"),
        ("find -E . -regex x", "gnu", "-E", "BSD"),
        ("grep -oP x f", "bsd", "-P", "grep -E"),
        ("stat -c %s f", "bsd", "-c", "stat -f"),
        ("date -d yesterday", "bsd", "-d", "date -v"),
        ("date -v-1d", "gnu", "-v", "date -d"),
        ("du --max-depth=1", "bsd", "--max-depth", "du -d"),
        ("ps aux --sort=-%mem", "bsd", "--sort", "ps -m"),
        ("sed -i 's/a/b/' f", "bsd", "-i", "sed -i ''"),
        ("sed -i '' 's/a/b/' f", "gnu", "-i", "sed -i"),
        ("ls -la --colour", "gnu", "--colour", "ls"),
        ("sort --parallel=4 f", "busybox", "--parallel", "speed"),
    ],
)
def test_an_option_of_another_userland_is_noticed(
    text: str, userland: str, option: str, words: str, look: Look
) -> None:
    (note,) = look(text, userland=userland)
    assert (note.kind, note.option) == ("unknown-option", option)
    assert words in note.text
    assert text[note.span.start : note.span.end].startswith("-")


@pytest.mark.parametrize(
    ("text", "userland"),
    [
        ("find . -name '*.py' -newermt 2020-01-01 -o -type d -print0", "gnu"),
        ("find . -name '-x' -exec grep --include=x {} + -print", "gnu"),
        ("find . -type f -size +10M -delete", "bsd"),
        ("tar -czf a.tgz --exclude=x src && tar xzf a.tgz", "gnu"),
        ("du -h --max-depth=1 | sort -rh | head -20", "gnu"),
        ("du -hd1 | sort -rh | head -n 5", "bsd"),
        ("tail -n +2 f; tail -5 f; sort -k2,2n -t, f; cut -d: -f1 f | uniq -c", "gnu"),
        ("tail -n +2 f; sort -k2,2n -t, f; cut -d: -f1 f | uniq -c", "bsd"),
        ("sed -i.bak -e 's/a/b/' f", "gnu"),
        ("sed -i '' -e 's/a/b/' f", "bsd"),
        ("sed -n '$p' f; sed --express=x f", "gnu"),
        ("grep -rn --include='*.c' -A3 -e -zzz . -- --zzz", "gnu"),
        ("xargs -r -n1 -P4 -I{} echo {}", "gnu"),
        ("ls -$X --$Y", "gnu"),
        ("date +%F; stat -c '%s %n' f; ls --color=auto", "gnu"),
    ],
)
def test_options_that_are_there_are_let_be(text: str, userland: str, look: Look) -> None:
    assert look(text, userland=userland) == ()


def test_the_installed_manual_has_the_last_word(look: Look, tmp_path: Path) -> None:
    assert look("find . -printf x", userland="bsd") != ()
    (tmp_path / "man" / "man1").mkdir(parents=True)
    (tmp_path / "man" / "man1" / "find.1").write_text(".Dd May\n.Sh X\n.It Fl printf Ar format\nPrints.\n")
    assert look("find . -printf x", userland="bsd") == ()


def page(tmp_path: Path, name: str, options: str) -> None:
    (tmp_path / "man" / "man1").mkdir(parents=True, exist_ok=True)
    text = ".SH OPTIONS\n" + "".join(f".TP\n{option}\nDoes.\n" for option in options.split("|"))
    (tmp_path / "man" / "man1" / f"{name}.1").write_text(text)


MANY = r"\-a, \-\-all|\-b|\-c|\-d|\-e|\-f FILE|\-\-force|\-\-retry N|\-\-graph"


def test_a_program_that_is_not_in_the_table_is_judged_by_its_page(look: Look, tmp_path: Path) -> None:
    page(tmp_path, "curl", MANY)
    assert look("curl -abf x --retr 3 http://x") == ()
    (note,) = look("curl --retri 3 http://x")
    assert note.option == "--retri"


def test_a_page_of_a_subcommand_is_the_one_that_counts(look: Look, tmp_path: Path) -> None:
    page(tmp_path, "git-commit", MANY)
    (note,) = look("git commit -a --amned")
    assert "git commit has no option --amned" in note.text
    assert look("git commit -a --no-graph") == ()
    assert look("git -C x commit --amned") == ()


def test_a_short_page_or_none_judges_nothing(look: Look, tmp_path: Path) -> None:
    page(tmp_path, "rsync", r"\-a|\-b")
    assert look("rsync --zzz; curl --zzz") == ()


@pytest.mark.parametrize("dialect", ["powershell", "cmd"])
def test_shells_of_windows_are_left_alone(dialect: str, look: Look) -> None:
    assert look("frobnicate --zzz", dialect=dialect) == ()


@pytest.mark.parametrize("path", [None, ""])
def test_without_a_path_nothing_can_be_said(path: str | None) -> None:
    platform = Platform(system="linux", userland="gnu")
    assert notes(Command(text="rg x", dialect="bash"), platform, path) == ()


@pytest.mark.parametrize(
    "text", ["", "(", "'", "|", "\x00", "$(" * 50, "find -exec", "sed -i", "git", "x " * 5000]
)
def test_it_never_raises(text: str, look: Look) -> None:
    assert isinstance(look(text), tuple)


@pytest.mark.parametrize("name", ["packages", "alternatives", "instead", "option_lists"])
def test_every_line_of_the_tables_is_of_the_format(name: str) -> None:
    text = (resources.files("cmdgen.availability") / f"{name}.txt").read_text("utf-8")
    patterns = {
        "packages": r"\S+: [\w.+-]+( [a-z-]+=[\w.+-]*)*",
        "alternatives": r"\S+: \S+ \| \S.*",
        "instead": r"\S+ -\S+ (gnu|bsd|busybox)(,(gnu|bsd|busybox))*: \S.*",
        "option_lists": r"\S+ (gnu|bsd|busybox): \S.*",
    }
    for line in text.splitlines():
        assert line.startswith("#") or re.fullmatch(patterns[name], line), line


def test_what_is_to_be_written_instead_is_about_an_option_that_is_missing() -> None:
    text = (resources.files("cmdgen.availability") / "instead.txt").read_text("utf-8")
    for program, option, userlands in re.findall(r"^(\S+) (-\S+) (\S+): ", text, re.MULTILINE):
        for userland in userlands.split(","):
            known = known_options(program, userland)
            assert known is None or option not in known, (program, option, userland)
