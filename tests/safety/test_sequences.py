"""The worst part wins: a list of two commands is as dangerous as the worse of them, no more and no less."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen

STATE = re.compile(
    r"""(?:^|[\s;&|({])(?:cd|pushd|popd|chdir|set|shopt|setopt|alias|unset|exec|exit|return|read|mapfile|local|declare|umask|trap)\b
        |\b\w+\+?=|\(\)|^function\b|[>]|\btee\b|\b(?:cp|mv|ln|install|curl|wget|dd|touch|scp|tar|unzip|git\s+clone)\b""",
    re.VERBOSE,
)
"""What leaves something behind for the next command: a folder, a variable, a function, a file."""


def report_level(text: str) -> Level:
    return screen(Command(text=text, dialect="bash")).level


def independent(rows: list[dict[str, Any]]) -> list[str]:
    """Return the bash commands that mean the same whatever stands before or after them.

    Left out: what changes the state that the next command starts from, here-documents and comments (they would
    swallow what follows on their line), and texts that do not parse by themselves.
    """
    return [
        row["command"]
        for row in rows
        if row["shell"] == "bash"
        and not STATE.search(row["command"])
        and not re.search(r"<<|#", row["command"])
        and not any(
            found.rule == "unreadable.syntax"
            for found in screen(Command(text=row["command"], dialect="bash")).findings
        )
    ]


@pytest.mark.parametrize("separator", [" ; ", "\n", " && ", " || ", " & "])
def test_two_commands_are_as_dangerous_as_the_worse_one(corpus: list[dict[str, Any]], separator: str) -> None:
    commands = [text for text in independent(corpus) if not text.rstrip().endswith(("&", ";"))]
    levels = {text: report_level(text) for text in commands}
    partners = commands.copy()
    random.Random(separator).shuffle(partners)
    wrong = {
        text: (got.label, levels[first].label, levels[second].label)
        for first, second in zip(commands, partners, strict=True)
        if (got := report_level(text := first + separator + second)) is not max(levels[first], levels[second])
    }
    assert len(commands) > 300
    assert wrong == {}
