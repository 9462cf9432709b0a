"""A server whose answers take as long as a test wants."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cmdgen.resident import wire
from cmdgen.resident.address import folder
from cmdgen.resident.client import Exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys, time
from cmdgen.resident.listening import Listening
from cmdgen.resident.server import Server

class Answers:
    at_once = most_at_once = 0
    def warm_up(self):
        pass
    def answer(self, operation, fields, caller_pid):
        Answers.at_once += 1
        Answers.most_at_once = max(Answers.most_at_once, Answers.at_once)
        time.sleep(float(fields[0]))
        Answers.at_once -= 1
        return [b"done", fields[1]]
    def state(self):
        return {"most_at_once": Answers.most_at_once}
    def close(self):
        print("closed", flush=True)

server = Server(Listening(sys.argv[1]), Answers(), idle_s=float(sys.argv[2]) or None)
print("listens", flush=True)
server.run()
print(server.reason, flush=True)
"""


@pytest.fixture(autouse=True)
def _no_runtime_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of the socket, below a short path: addresses of sockets are."""
    with tempfile.TemporaryDirectory(prefix="cmdgen-", dir="/tmp") as short:
        monkeypatch.setenv("XDG_STATE_HOME", short)
        found = folder(os.environ)
        assert found is not None
        yield Path(found)


@pytest.fixture
def serve(place: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a server; the first field of a request is how long its answer takes."""
    started: list[subprocess.Popen[str]] = []

    def start(*, idle_s: float = 0, waits: bool = True, first: str = "") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", first + PROGRAM, str(place), str(idle_s)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        if waits:
            assert process.stdout is not None
            assert process.stdout.readline() == "listens\n"
        return process

    yield start
    for process in started:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.communicate(timeout=30)


@pytest.fixture
def ask() -> Callable[..., list[bytes] | None]:
    """Send one request and return the reply; None if nobody answers."""

    def send(seconds: float = 0.0, text: bytes = b"text") -> list[bytes] | None:
        with Exchange(os.environ) as exchange:
            return exchange.ask(wire.CALL, [str(seconds).encode(), text]) if exchange.connect() else None

    return send


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Wait until something is so."""

    def wait(holds: Callable[[], bool], patience_s: float = 30.0) -> None:
        deadline = time.monotonic() + patience_s
        while not holds():
            assert time.monotonic() < deadline, "it never came to pass"
            time.sleep(0.02)

    return wait
