"""The syntax check by the real shells."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from cmdgen.core.records import Command
from cmdgen.shells.syntax import syntax_error

if TYPE_CHECKING:
    from pathlib import Path

POSIX = ["bash", "zsh", "sh"]
CHECKED = [*POSIX, "fish"]
INSTALLED = {name for name in CHECKED if shutil.which(name)}


def check(text: str, dialect: str) -> str | None:
    if dialect not in INSTALLED:
        pytest.skip(f"{dialect} is not installed")
    return syntax_error(Command(text=text, dialect=dialect))


@pytest.mark.parametrize("dialect", CHECKED)
@pytest.mark.parametrize(
    "text", ["ls -la", "echo 'ü $x'", "ls | wc -l", "-x", "--version", "-c 'a", "ls\necho two"]
)
def test_a_readable_text_has_no_error(text: str, dialect: str) -> None:
    if text == "-c 'a":
        assert check(text, dialect) is not None
    else:
        assert check(text, dialect) is None


@pytest.mark.parametrize("dialect", CHECKED)
@pytest.mark.parametrize("text", ["ls )", 'echo "x', "if true", "echo $(ls"])
def test_an_unreadable_text_gets_one_clean_line(text: str, dialect: str) -> None:
    message = check(text, dialect)
    assert message
    assert "\n" not in message
    assert not message.startswith((dialect, "-c", "line", ":", " ", "1:"))


def test_the_message_is_the_shells_own() -> None:
    assert check("ls )", "bash") == "syntax error near unexpected token `)'"


@pytest.mark.parametrize("dialect", CHECKED)
@pytest.mark.parametrize(
    "text", ["touch {0}", "x=$(touch {0})", "cat `touch {0}`", "exec touch {0}", "eval 'touch {0}'"]
)
def test_nothing_is_executed(text: str, dialect: str, tmp_path: Path) -> None:
    if "`" in text and dialect == "fish":
        pytest.skip("fish has no such substitution")
    mark = tmp_path / "mark"
    check(text.format(mark), dialect)
    assert not mark.exists()


@pytest.mark.parametrize("dialect", POSIX)
def test_no_startup_file_of_the_user_is_read(
    dialect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, startup = tmp_path / "mark", tmp_path / "startup"
    startup.write_text(f"touch '{mark}'\n", encoding="utf-8")
    for name in (".zshenv", ".bashrc", ".profile"):
        shutil.copy(startup, tmp_path / name)
    for name in ("BASH_ENV", "ENV"):
        monkeypatch.setenv(name, str(startup))
    for name in ("HOME", "ZDOTDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    assert check("ls", dialect) is None
    assert not mark.exists()


def test_a_here_document_without_an_end_is_an_error_in_bash() -> None:
    message = check("cat <<EOF\nhi", "bash")
    assert message is not None
    assert "here-document" in message


@pytest.mark.parametrize("dialect", ["powershell", "cmd", "tcsh"])
def test_a_shell_without_a_checker_has_no_opinion(dialect: str) -> None:
    assert syntax_error(Command(text="ls )", dialect=dialect)) is None


def test_a_missing_shell_has_no_opinion(tmp_path: Path) -> None:
    assert syntax_error(Command(text="ls )", dialect="bash"), path=str(tmp_path)) is None


def test_a_broken_shell_has_no_opinion(tmp_path: Path) -> None:
    (tmp_path / "bash").write_bytes(b"\x7fELF nonsense")
    (tmp_path / "bash").chmod(0o755)
    assert os.access(tmp_path / "bash", os.X_OK)
    assert syntax_error(Command(text="ls )", dialect="bash"), path=str(tmp_path)) is None


def test_a_nul_character_is_an_error() -> None:
    assert check("ls\0", "bash") == "it holds a NUL character"


def test_half_signs_and_huge_texts_do_not_raise() -> None:
    assert check("ls \udcff", "bash") is None
    assert check("echo " + "x" * 3_000_000, "bash") is None
    assert check("ls \ud800", "bash") is None
