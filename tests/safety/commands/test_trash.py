"""The trash can: what can be taken back is safe, unless it is what the system or the user lives on."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety import screen


@pytest.mark.parametrize(
    "text",
    [
        "gio trash /",
        "sudo gio trash --force -- /usr",
        "trash-put -v ~",
        "trash-put ~/*",
        "rmtrash /etc",
        "gvfs-trash $HOME",
        "kioclient5 move / trash:/",
        "cd / && trash-put *",
        "find / | xargs trash-put",
        "find / -exec trash {} +",
    ],
)
def test_what_the_system_runs_on_has_no_place_in_the_trash(text: str) -> None:
    assert screen(Command(text=text, dialect="bash")).level is Level.CRITICAL


@pytest.mark.parametrize(
    "text",
    [
        "gio trash a b/",
        "gio list /",
        "gio trash --list",
        "trash-put --trash-dir / a",
        "trash ~/Downloads/*.deb",
        "kioclient move notes.txt trash:/",
        'find . -name "*.log" -exec gio trash -- {} +',
    ],
)
def test_all_else_may_go_there(text: str) -> None:
    assert screen(Command(text=text, dialect="bash")).level is Level.SAFE
