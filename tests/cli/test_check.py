"""`cmdgen check`, one command and many."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

    Program = Callable[..., subprocess.CompletedProcess[bytes]]


def answers(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "status"),
    [("ls -l", 0), ("rm notes.txt", 0), ("rm -rf src", 3), ("rm -rf /", 4), ('echo "rm -rf /"', 0)],
)
def test_the_status_is_the_level(command: str, status: int, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-s", "bash", command]) == status
    assert command in capfd.readouterr().out


def test_json_has_the_stable_keys(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", "--shell", "bash", "rm -rf /"]) == 4
    answer = json.loads(capfd.readouterr().out)
    assert answer["schema"] == 1
    assert answer["command"] == "rm -rf /"
    assert answer["shell"] == "bash"
    assert answer["risk"]["level"] == "critical"
    assert set(answer["risk"]["findings"][0]) == {"rule", "level", "message", "span", "fix"}


def test_every_line_is_answered_and_the_worst_decides(program: Program) -> None:
    lines = [b"ls", b'"rm -rf src"', b"", b'"echo \\"x\\"\\nls"', b'"no end', b"ls\r"]
    done = program("check", "--shell", "bash", "-", stdin=b"\n".join(lines))
    commands = ["ls", "rm -rf src", "", 'echo "x"\nls', '"no end', "ls"]
    assert [answer["command"] for answer in answers(done)] == commands
    assert [answer["risk"]["level"] for answer in answers(done)][:2] == ["safe", "high"]
    assert done.returncode == 3


def test_no_lines_are_no_danger(program: Program) -> None:
    done = program("check", "-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\x80 x",
        b"ls \x00 x",
        b'"\\ud800"',
        b'"' + b"[" * 100_000,
        b"a" * 1_000_000,
        b"$(" * 20_000,
        b"\x1b[2J",
        "rm -rf ä\u202e".encode(),
    ],
    ids=["bytes", "nul", "surrogate", "brackets", "1MB", "nesting", "escape", "bidi"],
)
def test_a_strange_line_is_answered_in_valid_json(program: Program, line: bytes) -> None:
    done = program("check", "--shell", "bash", "-", stdin=line + b"\nls\n")
    first, second = answers(done)
    assert first["risk"]["level"] in {"safe", "moderate", "high", "critical"}
    assert second["command"] == "ls"
    assert done.stderr == b""


def test_each_line_is_answered_at_once() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "cmdgen", "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child:
        for command in (b"ls", b"pwd"):
            child.stdin.write(command + b"\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["command"] == command.decode()
        child.stdin.close()
        assert child.wait(timeout=30) == 0
