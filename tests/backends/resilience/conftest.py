"""A backend whose answers and failures are written down, and a clock that only moves when told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
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

Step = str | BaseException | Callable[[CommandRequest, Sampling], str]


class Scripted:
    """A `CommandGenerator` that does step after step; the last one again and again."""

    def __init__(self, *steps: Step, name: str = "vllm", is_starter: bool = False) -> None:
        self.steps = list(steps)
        self.source = BackendInfo(backend=name, engine=name, model=f"{name}-model", is_starter=is_starter)
        self.requests: list[CommandRequest] = []
        self.samplings: list[Sampling] = []
        self.is_well = True
        self.stopped = threading.Event()

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        self.requests.append(request)
        self.samplings.append(sampling)
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        if isinstance(step, BaseException):
            raise step
        text = step if isinstance(step, str) else step(request, sampling)
        return GeneratedCommand(
            command=Command(text=text, dialect=request.dialect),
            source=self.source,
            confidence=Confidence(certainty=Certainty.UNRATED),
        )

    def is_available(self) -> bool:
        return self.is_well

    def info(self) -> BackendInfo:
        return self.source

    def shutdown(self) -> None:
        self.stopped.set()


class Clock:
    """Seconds since some moment."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def taking(self, seconds: float, step: str | BaseException) -> Callable[[CommandRequest, Sampling], str]:
        """Return a step that takes so long, or as long as it may, and then is late."""

        def run(_request: CommandRequest, sampling: Sampling) -> str:
            self.now += min(seconds, sampling.timeout_s)
            if seconds > sampling.timeout_s:
                raise failure(Kind.TIMED_OUT)
            if isinstance(step, BaseException):
                raise step
            return step

        return run


def failure(kind: Kind = Kind.NOT_RUNNING, message: str | None = None, **more: Any) -> RemoteFailureError:
    return RemoteFailureError(
        message or f"vLLM at http://gpu:8000 is {kind.value}",
        hint="start it",
        backend="vllm",
        kind=kind,
        **more,
    )


@pytest.fixture
def scripted() -> type[Scripted]:
    return Scripted


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def failed() -> Callable[..., RemoteFailureError]:
    return failure


@pytest.fixture
def request_() -> CommandRequest:
    platform = Platform(system="linux", userland="gnu")
    return CommandRequest(text="list files", dialect="bash", platform=platform)
