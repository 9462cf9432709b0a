"""Processes on which access, login, network or logging depends, however their ids are found."""

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
        ("bash", "kill $(pidof sshd)", HIGH),
        ("bash", "kill -9 $(pgrep -x sshd)", HIGH),
        ("bash", "kill -9 `pidof systemd-logind`", HIGH),
        ("bash", "pidof sshd | xargs kill", HIGH),
        ("bash", "kill $(cat /var/run/sshd.pid)", HIGH),
        ("bash", "kill $(</run/sshd.pid)", HIGH),
        ("bash", "pkill -F /run/sshd.pid", HIGH),
        ("bash", "kill $(ps aux | grep '[s]shd' | awk '{print $2}')", HIGH),
        ("bash", "kill $(ps aux | awk '/sshd/{print $2}')", HIGH),
        ("bash", "kill $(systemctl show -p MainPID --value sshd)", HIGH),
        ("bash", "kill -9 $(lsof -t -i:22)", HIGH),
        ("bash", "fuser -k 22/tcp", HIGH),
        ("bash", "P=$(pidof NetworkManager); kill $P", HIGH),
        ("bash", "pgrep sshd | while read p; do kill -9 $p; done", HIGH),
        ("bash", "kill -9 $(pidof init)", CRITICAL),
        ("bash", "kill -9 $(pgrep -o systemd)", CRITICAL),
        ("bash", "kill -HUP $(pidof sshd)", MODERATE),
        ("bash", "kill $(pidof firefox)", MODERATE),
        ("bash", "kill -9 $(pgrep node)", MODERATE),
        ("bash", "kill $(lsof -ti:3000)", MODERATE),
        ("bash", "fuser -k 3000/tcp", MODERATE),
        ("bash", "kill $(cat app.pid)", MODERATE),
        ("bash", "kill $(cat /var/run/nginx.pid)", MODERATE),
        ("bash", "ps aux | grep node | awk '{print $2}' | xargs kill", MODERATE),
        ("bash", "pidof sshd", SAFE),
        ("bash", "ps aux | grep sshd", SAFE),
        ("bash", "cat /run/sshd.pid", SAFE),
    ],
)
def test_ending_a_vital_process_is_more_than_ending_one(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
