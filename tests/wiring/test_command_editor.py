"""The user's editor, with a small program in its place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cmdgen.wiring.command_editor import command_editor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the editor is a script of sh")


def script(folder: Path, text: str) -> str:
    file = folder / "an editor"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return f"'{file}' --wait"


def environ(tmp_path: Path, text: str, name: str = "EDITOR") -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", name: script(tmp_path, text)}


@pytest.mark.parametrize("name", ["EDITOR", "VISUAL"])
def test_the_saved_text_comes_back_without_the_line_end_behind_it(tmp_path: Path, name: str) -> None:
    edit = command_editor(environ(tmp_path, 'test "$1" = --wait && printf "b\\nc\\n\\n" >> "$2"', name))
    assert edit is not None
    assert edit("a") == "a\nb\nc"


def test_nobody_else_can_read_the_text_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    edit = command_editor(
        environ(tmp_path, f'ls -ld "$(dirname "$2")" > {tmp_path}/seen; echo "$2" >> {tmp_path}/seen')
    )
    assert edit is not None
    assert edit("a") == "a"
    listed, file = (tmp_path / "seen").read_text().splitlines()
    assert listed.startswith("drwx------")
    assert not Path(file).exists()


def test_an_editor_that_fails_or_is_missing_changes_nothing(tmp_path: Path) -> None:
    edit = command_editor(environ(tmp_path, 'echo b > "$2"; exit 1'))
    assert edit is not None
    assert edit("a") is None
    missing = command_editor({"PATH": "/usr/bin:/bin", "EDITOR": "/nowhere/at-all"})
    assert missing is not None
    assert missing("a") is None


@pytest.mark.parametrize("named", ["", "  ", "'not closed"])
def test_without_a_named_editor_there_is_none(named: str) -> None:
    assert command_editor({"EDITOR": named}) is None
