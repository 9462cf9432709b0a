"""Listings of processes, and what is done with them."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen

CRITICAL, HIGH, MODERATE, SAFE = Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.SAFE


def level(text: str, dialect: str) -> Level:
    return screen(Command(text=text, dialect=dialect)).level


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "kill -9 $(pgrep -u $USER)", HIGH),
        ("bash", "ps -u $USER -o pid= | xargs kill -9", HIGH),
        ("bash", "ps aux | awk '{print $2}' | xargs kill -9", HIGH),
        ("bash", "ps -ef | grep -v root | awk '{print $2}' | xargs kill", HIGH),
        ("bash", "kill $(pgrep .)", HIGH),
        ("bash", "kill -9 `ps -A -o pid=`", HIGH),
        ("bash", "for p in /proc/[0-9]*; do kill -9 ${p##*/}; done", HIGH),
        ("bash", "ps -eo pid= | while read p; do kill -9 $p; done", HIGH),
        ("bash", 'for p in $(ps -e -o pid=); do kill -9 "$p"; done', HIGH),
        ("bash", "ps aux | grep python | awk '{print $2}' | xargs kill", MODERATE),
        ("bash", "ps aux | awk '/firefox/{print $2}' | xargs kill -9", MODERATE),
        ("bash", "kill $(ps -C nginx -o pid=)", MODERATE),
        ("bash", "kill $(pgrep -u bob firefox)", MODERATE),
        ("bash", "ps aux --sort=-%mem | head -2 | awk '{print $2}' | xargs kill", MODERATE),
        ("bash", "kill -9 $(lsof -t -i:8080)", MODERATE),
        ("zsh", "while (( 1 )) { sleep 600 & }", HIGH),
        ("bash", "while ((1)); do sleep 600 & done", HIGH),
        ("zsh", "kill %?vim", MODERATE),
    ],
)
def test_killing_what_a_listing_names(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
