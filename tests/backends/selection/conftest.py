"""Backends that say yes or no at their own pace, settings for choosing among them, and a clock."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.selection.candidates import Candidate
from cmdgen.core.errors import CmdgenError
from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    CommandRequest,
    Confidence,
    GeneratedCommand,
    Platform,
    Sampling,
)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Server:
    """What one backend would do, and what was asked of it."""

    def __init__(self, name: str, url: str | None = None) -> None:
        self.name = name
        self.url = url
        self.is_configured = True
        self.is_well = True
        self.problem: Exception | None = None
        """Raised instead of making the backend."""
        self.gate: threading.Event | None = None
        """`is_available` waits for it."""
        self.made = 0
        self.checks = 0
        self.requests = 0
        self.shutdowns = 0

    def make(self) -> Server:
        if self.problem is not None:
            raise self.problem
        self.made += 1
        return self

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        self.requests += 1
        if not self.is_well:
            message = f"{self.name} is down"
            raise RemoteFailureError(message, hint="start it", backend=self.name, kind=Kind.NOT_RUNNING)
        return GeneratedCommand(
            command=Command(text=f"echo {self.name}", dialect=request.dialect),
            source=self.info(),
            confidence=Confidence(certainty=Certainty.UNRATED),
        )

    def is_available(self) -> bool:
        self.checks += 1
        if self.gate is not None:
            self.gate.wait(60)
        return self.is_well

    def info(self) -> BackendInfo:
        return BackendInfo(backend=self.name, engine="none", model=f"{self.name}-model")

    def shutdown(self) -> None:
        self.shutdowns += 1

    @property
    def candidate(self) -> Candidate:
        return Candidate(name=self.name, make=self.make, url=self.url, is_configured=self.is_configured)


@dataclass
class Origin:
    source: str


@dataclass
class Wanted:
    """The settings that selecting looks at."""

    candidates: tuple[str, ...] = ("embedded",)
    fallback: bool = True
    offline: bool = False
    request_timeout_s: float = 30.0
    retries: int = 0
    max_wait_s: float | None = None
    sources: dict[str, str] = field(default_factory=dict)

    def origin(self, key: str) -> Origin:
        return Origin(self.sources.get(key, "default"))

    @property
    def backends(self) -> tuple[str, ...]:
        return self.candidates if len(self.candidates) > 1 else ()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def embedded() -> Server:
    return Server("embedded")


@pytest.fixture
def vllm() -> Server:
    return Server("vllm", "http://me:secret@gpu:8000")


@pytest.fixture
def ollama() -> Server:
    return Server("ollama", "http://localhost:11434")


@pytest.fixture
def wanted() -> type[Wanted]:
    return Wanted


@pytest.fixture
def broken() -> CmdgenError:
    return CmdgenError("cannot be made")


@pytest.fixture
def request_() -> CommandRequest:
    platform = Platform(system="linux", userland="gnu")
    return CommandRequest(text="list files", dialect="bash", platform=platform)
