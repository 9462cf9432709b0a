"""Programs of awk: commands, pipes and files."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command
from cmdgen.safety.engine import screen

LEVELS = {
    "critical": [
        'gawk \'BEGIN{print "rm -rf /" | "sh"}\'',
        "awk 'BEGIN{cmd=\"rm -rf /\"; system(cmd)}'",
        "awk 'BEGIN{\"rm -rf ~\" | getline x}'",
    ],
    "high": [
        'awk \'BEGIN{printf "x" > "/etc/hosts"}\'',
    ],
    "safe": [
        "awk '{print > \"out.txt\"}' a",
        "awk '{print $1 | \"sort\"}' a",
        "awk '$1>5 && $2<3' a",
        "awk 'BEGIN{while((\"date\"|getline d)>0) print d}'",
        "awk '{print > $1\".txt\"}' a",
    ],
}


@pytest.mark.parametrize(
    ("level", "text"), [(level, text) for level, texts in LEVELS.items() for text in texts]
)
def test_a_command_gets_the_level_of_what_it_does(level: str, text: str) -> None:
    assert screen(Command(text=text, dialect="bash")).level.label == level
