"""The starter in place of a model that fails only when it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from cmdgen.core.errors import BackendUnavailableError, NoCommandError, UsageError
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
from cmdgen.wiring.standing_in import StarterStandsIn

REQUEST = CommandRequest(text="list files", dialect="sh", platform=Platform(system="linux", userland="gnu"))


class Model:
    """Says its own name as a command, or raises."""

    def __init__(self, name: str, error: Exception | None = None, *, works: bool = True) -> None:
        self.name, self.error, self.works, self.closed, self.asked = name, error, works, 0, 0

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return GeneratedCommand(
            command=Command(text=self.name, dialect="sh"),
            source=self.info(),
            confidence=Confidence(certainty=Certainty.SURE),
        )

    def is_available(self) -> bool:
        return self.works

    def info(self) -> BackendInfo:
        return BackendInfo(backend="embedded", engine="none", model=self.name)

    def shutdown(self) -> None:
        self.closed += 1


def standing(chosen: Model | Exception, starter: Model, told: list[str]) -> StarterStandsIn:
    def make() -> Model:
        if isinstance(chosen, Exception):
            raise chosen
        return chosen

    # The protocol of both is that of a backend; nothing of the embedded one's own is used.
    factory: Callable[[], object] = make
    return StarterStandsIn(factory, lambda: starter, told.append)  # type: ignore[arg-type, return-value]


def text(backend: StarterStandsIn) -> str:
    return backend.generate(REQUEST, Sampling()).command.text


def test_a_model_that_works_is_all_there_is() -> None:
    told: list[str] = []
    starter = Model("starter")
    backend = standing(Model("chosen"), starter, told)
    assert text(backend) == "chosen"
    assert backend.info().model == "chosen"
    assert (starter.asked, told) == (0, [])


def test_one_that_fails_is_released_and_told_once() -> None:
    told: list[str] = []
    chosen = Model("chosen", BackendUnavailableError("it is too large", hint="buy memory"))
    backend = standing(chosen, Model("starter"), told)
    assert [text(backend), text(backend)] == ["starter", "starter"]
    assert (chosen.asked, chosen.closed) == (1, 1)
    assert told == ["it is too large; the starter model answers instead (buy memory)"]


def test_a_name_that_leads_nowhere_is_told_when_something_is_asked() -> None:
    told: list[str] = []
    backend = standing(UsageError("there is no model x"), Model("starter"), told)
    assert backend.is_available()
    assert told == []
    assert text(backend) == "starter"
    assert told == ["there is no model x; the starter model answers instead"]


def test_where_the_starter_cannot_answer_either_the_first_error_counts() -> None:
    told: list[str] = []
    failing = BackendUnavailableError("no engine")
    backend = standing(Model("chosen", failing, works=False), Model("starter", works=False), told)
    with pytest.raises(BackendUnavailableError, match="no engine"):
        text(backend)
    assert not backend.is_available()
    assert told == []


def test_an_answer_that_is_no_command_is_no_reason_to_ask_another_model() -> None:
    backend = standing(Model("chosen", NoCommandError("prose")), Model("starter"), [])
    with pytest.raises(NoCommandError):
        text(backend)


def test_several_threads_that_find_out_at_once_tell_it_once() -> None:
    told: list[str] = []
    barrier = threading.Barrier(4)

    class Slow(Model):
        def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
            barrier.wait(10)
            return super().generate(request, sampling)

    backend = standing(Slow("chosen", BackendUnavailableError("gone")), Model("starter"), told)
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(text(backend))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert answers == ["starter"] * 4
    assert len(told) == 1
