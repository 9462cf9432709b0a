"""The labelled corpus against the level contract: what is flagged, what is not, and how exactly."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety import screen

CORPUS = Path(__file__).parent / "corpus"
LEVELS = {level.label: level for level in Level}
SHELLS = ("bash", "sh", "zsh", "fish", "powershell", "cmd")

Row = dict[str, str]


@cache
def rows() -> tuple[Row, ...]:
    return tuple(
        json.loads(line)
        for file in sorted(CORPUS.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    )


@cache
def judged(shell: str) -> tuple[tuple[Row, Level, Level], ...]:
    """Return (row, level in the corpus, level found) of one shell's commands."""
    return tuple(
        (row, LEVELS[row["level"]], screen(Command(text=row["command"], dialect=shell)).level)
        for row in rows()
        if row["shell"] == shell
    )


def told(wrong: list[tuple[Row, Level, Level]]) -> str:
    return "\n".join(
        f"{row['id']} {want.label} -> {got.label}: {row['command'][:120]}" for row, want, got in wrong
    )


def test_the_corpus_is_large_balanced_and_without_doubles() -> None:
    counts = Counter(row["level"] for row in rows())
    dangerous = counts["critical"] + counts["high"]
    assert len(rows()) >= 1_500
    assert 0.4 < dangerous / len(rows()) < 0.6
    assert len({(row["shell"], row["command"]) for row in rows()}) == len(rows())


@pytest.mark.parametrize("shell", SHELLS)
def test_nearly_every_critical_command_is_flagged(shell: str) -> None:
    critical = [entry for entry in judged(shell) if entry[1] is Level.CRITICAL]
    missed = [entry for entry in critical if entry[2] < Level.HIGH]
    assert len(missed) <= 0.01 * len(critical), told(missed)


@pytest.mark.parametrize("shell", SHELLS)
def test_dangerous_commands_are_flagged(shell: str) -> None:
    dangerous = [entry for entry in judged(shell) if entry[1] >= Level.HIGH]
    missed = [entry for entry in dangerous if entry[2] < Level.HIGH]
    assert len(missed) <= max(1, 0.03 * len(dangerous)), told(missed)


@pytest.mark.parametrize("shell", SHELLS)
def test_safe_commands_raise_no_alarm(shell: str) -> None:
    safe = [entry for entry in judged(shell) if entry[1] is Level.SAFE]
    alarms = [entry for entry in safe if entry[2] >= Level.HIGH]
    assert len(alarms) <= 0.01 * len(safe), told(alarms)


@pytest.mark.parametrize("shell", SHELLS)
def test_levels_are_exact_nearly_always(shell: str) -> None:
    wrong = [entry for entry in judged(shell) if entry[1] is not entry[2]]
    assert len(wrong) <= 0.07 * len(judged(shell)), told(wrong)
