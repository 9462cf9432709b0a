"""What the breaker learns from a request, and what it forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.resilience.breaker import Breaker
from cmdgen.backends.resilience.giving_up import SkippedError, StoppedError
from cmdgen.backends.resilience.guarded import Guarded
from cmdgen.core.errors import CmdgenError, NeedsDetailError, NoCommandError, TimedOutError, UsageError
from cmdgen.core.records import CommandRequest, Sampling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.backends.resilience.conftest import Clock, Scripted

    Failed = Callable[..., RemoteFailureError]


@pytest.fixture
def breaker(tmp_path: Path, clock: Clock) -> Breaker:
    return Breaker(tmp_path, "key", clock=clock)


def _fail(guarded: Guarded, request: CommandRequest, times: int) -> None:
    for _ in range(times):
        with pytest.raises(CmdgenError):
            guarded.generate(request, Sampling())


def test_after_three_failures_the_server_is_not_asked(
    scripted: type[Scripted], breaker: Breaker, request_: CommandRequest, failed: Failed, clock: Clock
) -> None:
    generator = scripted(failed())
    guarded = Guarded(generator, "vllm", breaker=breaker)
    _fail(guarded, request_, 3)
    clock.now += 7
    with pytest.raises(SkippedError) as caught:
        guarded.generate(request_, Sampling())
    assert len(generator.requests) == 3
    assert caught.value.message == (
        "vllm is skipped for another 23 s because its last 3 requests failed (not running)"
    )
    assert caught.value.hint == "ask it nevertheless with --backend vllm"


def test_a_server_named_on_the_command_line_is_asked_all_the_same_and_closes_it(
    scripted: type[Scripted], breaker: Breaker, request_: CommandRequest, failed: Failed
) -> None:
    _fail(Guarded(scripted(failed()), "vllm", breaker=breaker), request_, 3)
    Guarded(scripted("ls"), "vllm", breaker=breaker, is_obeyed=False).generate(request_, Sampling())
    assert (
        Guarded(scripted("ls"), "vllm", breaker=breaker).generate(request_, Sampling()).command.text == "ls"
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_only_an_ill_server_opens_it(
    scripted: type[Scripted], breaker: Breaker, request_: CommandRequest, failed: Failed, kind: Kind
) -> None:
    _fail(Guarded(scripted(failed(kind)), "vllm", breaker=breaker), request_, 3)
    ill = {Kind.NOT_RUNNING, Kind.UNREACHABLE, Kind.TIMED_OUT, Kind.BUSY, Kind.BAD_ANSWER}
    assert breaker.try_pass() == (kind not in ill)


def test_a_spent_budget_counts_as_ill(
    scripted: type[Scripted], breaker: Breaker, request_: CommandRequest
) -> None:
    _fail(Guarded(scripted(TimedOutError("late")), "vllm", breaker=breaker), request_, 3)
    assert not breaker.try_pass()


@pytest.mark.parametrize("answer", [NoCommandError("prose"), NeedsDetailError("which?")])
def test_an_answer_of_any_kind_is_one_of_a_server_that_is_well(
    scripted: type[Scripted], breaker: Breaker, request_: CommandRequest, failed: Failed, answer: CmdgenError
) -> None:
    generator = scripted(failed(), failed(), answer, failed(), failed(), "ls")
    guarded = Guarded(generator, "vllm", breaker=breaker)
    _fail(guarded, request_, 5)
    assert guarded.generate(request_, Sampling()).command.text == "ls"


@pytest.mark.parametrize(
    "end", [KeyboardInterrupt(), StoppedError("vllm"), UsageError("too long"), ValueError()]
)
def test_a_probe_that_ends_without_a_verdict_is_taken_back(
    scripted: type[Scripted],
    breaker: Breaker,
    request_: CommandRequest,
    failed: Failed,
    clock: Clock,
    end: BaseException,
) -> None:
    _fail(Guarded(scripted(failed()), "vllm", breaker=breaker), request_, 3)
    clock.now += 30
    with pytest.raises(type(end)):
        Guarded(scripted(end), "vllm", breaker=breaker).generate(request_, Sampling())
    assert breaker.circuit().failures == 3
    assert breaker.try_pass()


def test_latency_and_success_are_observed(
    scripted: type[Scripted], breaker: Breaker, request_: CommandRequest, failed: Failed, clock: Clock
) -> None:
    seen: list[float | None] = []
    generator = scripted(
        clock.taking(2, "ls"),
        failed(),
        NoCommandError("prose"),
        clock.taking(1, NeedsDetailError("which?")),
        StoppedError("vllm"),
        failed(Kind.UNAUTHORISED),
        failed(),
        failed(),
        failed(),
    )
    guarded = Guarded(generator, "vllm", breaker=breaker, observe=seen.append, clock=clock)
    guarded.generate(request_, Sampling())
    _fail(guarded, request_, 9)
    assert seen == [2, None, None, 1, None, None, None, None]


def test_the_rest_is_the_generators(scripted: type[Scripted], breaker: Breaker) -> None:
    generator = scripted("ls")
    guarded = Guarded(generator, "vllm", breaker=breaker)
    assert guarded.info() is generator.source
    assert guarded.is_available()
    generator.is_well = False
    assert not guarded.is_available()
    guarded.shutdown()
    assert generator.stopped.is_set()
