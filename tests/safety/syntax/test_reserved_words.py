"""Reserved words that follow a compound command at once."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen

CRITICAL, HIGH, MODERATE, SAFE = Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.SAFE


def level(text: str, dialect: str = "bash") -> Level:
    return screen(Command(text=text, dialect=dialect)).level


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "if ((1)) then echo hi; fi", SAFE),
        ("bash", "if [[ -f x ]] then echo hi; fi", SAFE),
        ("bash", "if (true) then echo hi; fi", SAFE),
        ("bash", "while ((i<3)) do ((i++)); done", SAFE),
        ("bash", "until ((i>3)) do ((i++)); done", SAFE),
        ("bash", "if [ -f x ]; then echo hi; elif ((1)) then echo y; fi", SAFE),
        ("bash", "if ! ((x)) then echo; fi", SAFE),
        ("bash", "if true; then (echo) fi", SAFE),
        ("bash", "while read x; do { echo; } done", SAFE),
        ("zsh", "if [[ -f x ]] then echo hi; fi", SAFE),
        ("bash", "if ((1)) then rm -rf /; fi", CRITICAL),
        ("bash", "while [[ -n x ]] do rm -rf /; done", CRITICAL),
        ("bash", "if true; then (rm -rf /) fi", CRITICAL),
        ("bash", "if true then rm -rf x; fi", HIGH),
        ("bash", "time for i in 1 2 3; do curl -s h >/dev/null; done", SAFE),
        ("bash", "time while read x; do echo $x; done < f", SAFE),
        ("bash", "! for i in 1; do ls x; done", SAFE),
        ("bash", "if ! while read x; do ls; done; then ls; fi", SAFE),
        ("bash", "time if [ -f x ]; then ls; fi", SAFE),
        ("bash", "time for i in 1; do rm -rf /; done", CRITICAL),
        ("bash", "! while :; do rm -rf /; done", CRITICAL),
    ],
)
def test_a_compound_command_needs_no_separator_behind_it(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
