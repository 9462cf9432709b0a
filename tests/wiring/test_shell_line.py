"""What the key of a shell gets to put on the line, and what it shows under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen.availability import Note
from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    Confidence,
    Finding,
    GeneratedCommand,
    Level,
    Report,
    Span,
)
from cmdgen.pipeline import Candidate
from cmdgen.ui.layout import cells
from cmdgen.ui.paint import Paint
from cmdgen.wiring.shell_line import SEPARATOR, rendered, status_of

PLAIN = Paint(styles=False, colours=False)


def candidate(
    text: str, level: Level = Level.SAFE, certainty: Certainty = Certainty.SURE, fix: str | None = None
) -> Candidate:
    command = Command(text=text, dialect="bash")
    answer = GeneratedCommand(
        command=command,
        source=BackendInfo(backend="embedded", engine="e", model="m"),
        confidence=Confidence(certainty=certainty, reason="the model hesitated over this answer"),
    )
    found = Finding(rule="x", level=level, message="deletes files", span=Span(0, 2), fix=fix)
    findings = () if level is Level.SAFE else (found,)
    return Candidate(answer=answer, report=Report(command=command, findings=findings))


def notes(found: Candidate, columns: int = 80, lacks: tuple[Note, ...] = ()) -> str:
    text, _, shown = rendered(found, PLAIN, columns, {}, lacks).partition(SEPARATOR)
    assert text == found.command.text
    return shown


def test_a_safe_command_that_the_model_is_sure_of_goes_on_the_line_without_a_word() -> None:
    assert notes(candidate("ls")) == ""
    assert status_of(candidate("ls")) == 0


def test_what_a_risky_command_would_touch_is_shown_before_it_is_on_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.log", "b.log", "c.txt"):
        (tmp_path / name).write_text("x")
    found = candidate("rm *.log", Level.HIGH)
    assert "2 files" in notes(found)
    assert status_of(found) == 3


def test_what_is_missing_here_is_shown() -> None:
    note = Note(
        kind="unknown-option",
        text="ls has no option --new here",
        program="ls",
        option="--new",
        span=Span(0, 2),
    )
    assert "ls has no option --new here" in notes(candidate("ls --new"), lacks=(note,))


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_every_line_fits_the_terminal(columns: int) -> None:
    fix = "run it with -print instead of -delete first, and look at what it names"
    found = candidate("rm <FILE> <FOLDER>", Level.MODERATE, Certainty.UNSURE, fix)
    lines = notes(found, columns).split("\n")
    assert len(lines) > 3
    assert max(map(cells, lines)) <= columns
