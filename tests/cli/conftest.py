"""The program as a user starts it, and a backend that says what a test wants."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from cmdgen.core.records import BackendInfo, Certainty, Command, Confidence, GeneratedCommand
from cmdgen.wiring import backends

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.core.records import CommandRequest, Sampling


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run `cmdgen` with these arguments in a process of its own, without a terminal."""

    def run(
        *arguments: str | bytes, stdin: bytes = b"", environ: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "cmdgen", *arguments],
            input=stdin,
            env={**os.environ, **(environ or {})},
            capture_output=True,
            timeout=60,
            check=False,
        )

    return run


@dataclass
class FakeBackend:
    """Answers every request with one text, or raises one error."""

    says: str | BaseException = "ls"
    starter: bool = False
    requests: list[CommandRequest] = field(default_factory=list)
    samplings: list[Sampling] = field(default_factory=list)
    closed: int = 0

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        self.requests.append(request)
        self.samplings.append(sampling)
        if isinstance(self.says, BaseException):
            raise self.says
        return GeneratedCommand(
            command=Command(text=self.says, dialect=request.dialect),
            source=self.info(),
            confidence=Confidence(certainty=Certainty.SURE),
        )

    def is_available(self) -> bool:
        return True

    def info(self) -> BackendInfo:
        return BackendInfo(backend="fake", engine="none", model="fake", is_starter=self.starter)

    def shutdown(self) -> None:
        self.closed += 1


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> FakeBackend:
    """Return a backend that `cmdgen` uses in this process in place of the embedded one."""
    fake = FakeBackend()
    monkeypatch.setattr(backends, "embedded", lambda _: fake)
    monkeypatch.setenv("CMDGEN_SHELL", "bash")
    return fake
