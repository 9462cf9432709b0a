"""File name patterns of bash's extglob and zsh's extended globbing."""

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
        ("bash", "rm -rf ~/!(x)", CRITICAL),
        ("bash", "shopt -s extglob; rm -rf ~/!(x|y)", CRITICAL),
        ("bash", "rm -rf ~/!(*.txt)", CRITICAL),
        ("bash", "rm -rf /!(tmp)", CRITICAL),
        ("bash", "rm -rf ~/@(*)", CRITICAL),
        ("bash", "rm -rf ~/*(*)", CRITICAL),
        ("bash", "rm -rf /@(home|etc)", CRITICAL),
        ("zsh", "setopt extendedglob; rm -rf ~/^x", CRITICAL),
        ("zsh", "rm -rf ~/^(x|y)", CRITICAL),
        ("zsh", "rm -rf ~/*~x", CRITICAL),
        ("bash", "rm -rf !(x)", HIGH),
        ("bash", "rm -rf src/!(keep)", HIGH),
        ("zsh", "rm -rf *~src", HIGH),
        ("zsh", "rm -rf /*~/tmp", CRITICAL),
        ("bash", "rm -rf build/!(keep)", MODERATE),
        ("bash", "rm @(a|b).txt", MODERATE),
        ("bash", "rm *.@(jpg|png)", MODERATE),
        ("zsh", "rm *.txt~keep.txt", MODERATE),
        ("zsh", "git show HEAD^", SAFE),
        ("bash", "ls !(x)", SAFE),
    ],
)
def test_all_but_a_few_names_is_everything(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
