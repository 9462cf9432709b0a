"""Files that programs write because an option, an operand or a command of theirs names them."""

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
        ("bash", "strace -o /etc/passwd ls", CRITICAL),
        ("bash", "time -o /etc/passwd ls", CRITICAL),
        ("bash", "zstd x -o /etc/shadow", CRITICAL),
        ("bash", "tcpdump -w /etc/passwd", CRITICAL),
        ("bash", "iconv -o /etc/passwd x", CRITICAL),
        ("bash", "xmllint --output /etc/passwd x", CRITICAL),
        ("bash", "valgrind --log-file=/etc/passwd ls", CRITICAL),
        ("bash", "unknown --output=/etc/sudoers.d/x", CRITICAL),
        ("bash", "split x /etc/sudoers.d/x", CRITICAL),
        ("bash", "zip /etc/passwd x", CRITICAL),
        ("bash", "script /etc/passwd", CRITICAL),
        ("bash", "convert x /etc/passwd", CRITICAL),
        ("bash", "ex -sc 'w! /etc/passwd' -c q x", CRITICAL),
        ("bash", 'vim -c \'call writefile(["x"],"/etc/passwd")\' -c q', CRITICAL),
        ("bash", "sqlite3 x '.once /etc/passwd' 'select 1'", CRITICAL),
        ("bash", "git archive -o /etc/passwd HEAD", CRITICAL),
        ("bash", "git bundle create /etc/passwd HEAD", CRITICAL),
        ("bash", "strace -o trace.txt ls", SAFE),
        ("bash", "ls -o /etc/passwd", SAFE),
        ("bash", "grep -o root /etc/passwd", SAFE),
        ("bash", "zip -r x.zip src", SAFE),
        ("bash", "ffmpeg -i a.mp4 b.mp3", SAFE),
        ("bash", "sqlite3 app.db '.backup backups/app.db'", SAFE),
        ("bash", "git archive -o x.tar HEAD", SAFE),
        ("bash", "unknown -o /etc/passwd", SAFE),
        ("bash", "vim -es -c '%s/a/b/' -c 'w out.txt' x", SAFE),
    ],
)
def test_a_system_file_that_is_named_as_output_is_written(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
