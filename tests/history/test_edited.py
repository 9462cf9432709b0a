"""Commands that the user made of answers are found in the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cmdgen.history import Entry, History
from cmdgen.history.edited import own_commands

if TYPE_CHECKING:
    from pathlib import Path

OWN = Entry(
    time="2026-01-02T03:04:05+00:00", request="disk usage", command="df -hT", shell="bash", level="safe",
    backend="embedded", model="starter", executed=True, exit_code=0, edited=True,
)  # fmt: skip


def found(folder: Path, *entries: Entry, shell: str = "bash") -> list[tuple[str, str]]:
    history = History(folder)
    for entry in entries:
        assert history.add(entry)
    return own_commands(history.path, shell)


def test_what_was_edited_and_ran_well_is_found(tmp_path: Path) -> None:
    other = replace(OWN, request="size", command="du -sh .")
    plain = replace(OWN, edited=False, command="df")
    assert found(tmp_path, plain, OWN, plain, other, plain) == [
        ("disk usage", "df -hT"),
        ("size", "du -sh ."),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"edited": False},
        {"executed": False, "exit_code": None},
        {"exit_code": 1},
        {"shell": "fish"},
        {"request": "", "command": ""},
        {"edited": False, "request": 'say "edited": true'},
    ],
    ids=str,
)
def test_everything_else_is_not(tmp_path: Path, change: dict[str, object]) -> None:
    assert found(tmp_path, replace(OWN, **change)) == []  # type: ignore[arg-type]


def test_a_command_that_failed_later_is_no_example_any_more(tmp_path: Path) -> None:
    assert found(tmp_path, OWN, replace(OWN, exit_code=2)) == []
    assert found(tmp_path, OWN) == [("disk usage", "df -hT")]


def test_damage_and_a_missing_file_leave_the_rest(tmp_path: Path) -> None:
    assert own_commands(None, "bash") == []
    assert own_commands(tmp_path / "none", "bash") == []
    history = History(tmp_path)
    history.add(OWN)
    assert history.path is not None
    with history.path.open("ab") as file:
        file.write(b'{"edited": true\n"edited": true')
    assert own_commands(history.path, "bash") == [("disk usage", "df -hT")]
