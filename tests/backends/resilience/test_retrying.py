"""Tries, pauses and the one budget over all of them."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.resilience.giving_up import BudgetSpentError, Effort, GaveUpError, StoppedError
from cmdgen.backends.resilience.retrying import Retrying
from cmdgen.core.errors import NeedsDetailError, NoCommandError, TimedOutError
from cmdgen.core.records import CommandRequest, Sampling

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.backends.resilience.conftest import Clock, Scripted

    Failed = Callable[..., RemoteFailureError]


def _retrying(
    generator: Scripted, clock: Clock, *, retries: int = 2, request_timeout_s: float = 30.0
) -> Retrying:
    return Retrying(
        generator,
        "vllm",
        retries=retries,
        request_timeout_s=request_timeout_s,
        clock=clock,
        pause=clock.pause,
        draw=lambda: 1.0,
    )


def test_an_answer_at_once_is_one_try(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest
) -> None:
    retrying = _retrying(scripted("ls"), clock)
    assert retrying.generate(request_, Sampling()).command.text == "ls"
    assert retrying.effort == Effort(1, 0.0)
    assert clock.pauses == []


def test_two_failures_and_an_answer_are_an_answer(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed
) -> None:
    generator = scripted(failed(), failed(Kind.BUSY), "ls")
    retrying = _retrying(generator, clock)
    assert retrying.generate(request_, Sampling()).command.text == "ls"
    assert clock.pauses == [0.5, 1.0]
    assert retrying.effort == Effort(3, 1.5)
    assert [sampling.timeout_s for sampling in generator.samplings] == [30.0, 29.5, 28.5]


def test_when_three_seconds_were_waited_no_further_try_follows(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed
) -> None:
    with pytest.raises(GaveUpError, match=r"4 tries in 3\.0 s"):
        _retrying(scripted(failed()), clock, retries=10).generate(request_, Sampling())
    assert clock.pauses == [0.5, 1.0, 1.5]


def test_after_the_last_try_the_message_tells_tries_and_seconds(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed
) -> None:
    generator = scripted(failed(Kind.BUSY, status=503))
    with pytest.raises(GaveUpError) as caught:
        _retrying(generator, clock).generate(request_, Sampling())
    assert len(generator.requests) == 3
    assert caught.value.message == "vLLM at http://gpu:8000 is busy (3 tries in 1.5 s)"
    assert (caught.value.kind, caught.value.status, caught.value.hint) == (Kind.BUSY, 503, "start it")
    assert caught.value.effort == Effort(3, 1.5)


@pytest.mark.parametrize("kind", [Kind.UNAUTHORISED, Kind.NO_MODEL, Kind.BAD_ANSWER, Kind.TLS, Kind.REJECTED])
def test_what_is_final_is_asked_once_and_keeps_its_words(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed, kind: Kind
) -> None:
    generator = scripted(failed(kind, "no"))
    with pytest.raises(RemoteFailureError, match=r"^no$"):
        _retrying(generator, clock).generate(request_, Sampling())
    assert len(generator.requests) == 1


def test_a_final_failure_after_a_passing_one_ends_the_tries(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed
) -> None:
    generator = scripted(failed(), failed(Kind.UNAUTHORISED, "no"), "ls")
    with pytest.raises(RemoteFailureError, match=r"^no \(2 tries in 0.5 s\)$"):
        _retrying(generator, clock).generate(request_, Sampling())


@pytest.mark.parametrize("error", [NoCommandError("prose"), NeedsDetailError("which?"), ValueError("a bug")])
def test_anything_else_passes_unchanged(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, error: Exception
) -> None:
    generator = scripted(error)
    with pytest.raises(type(error)) as caught:
        _retrying(generator, clock).generate(request_, Sampling())
    assert caught.value is error
    assert len(generator.requests) == 1


def test_no_retries_is_one_try(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed
) -> None:
    generator = scripted(failed())
    with pytest.raises(GaveUpError, match=r"1 try in 0\.0 s"):
        _retrying(generator, clock, retries=0).generate(request_, Sampling())
    assert len(generator.requests) == 1


def test_retry_after_is_obeyed_beyond_our_own_three_seconds(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed
) -> None:
    generator = scripted(failed(Kind.BUSY, retry_after_s=10.0), "ls")
    _retrying(generator, clock).generate(request_, Sampling())
    assert clock.pauses == [10.5]


def test_a_retry_after_beyond_the_budget_ends_it_at_once(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed
) -> None:
    generator = scripted(failed(Kind.BUSY, retry_after_s=120.0), "ls")
    with pytest.raises(GaveUpError) as caught:
        _retrying(generator, clock).generate(request_, Sampling())
    assert clock.pauses == []
    assert caught.value.retry_after_s == 120.0


def test_a_slow_server_gets_a_second_try_within_the_budget(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest
) -> None:
    generator = scripted(clock.taking(99, "ls"), clock.taking(3, "ls"))
    _retrying(generator, clock, request_timeout_s=10).generate(request_, Sampling(timeout_s=20))
    assert [sampling.timeout_s for sampling in generator.samplings] == [10, 9.5]


def test_a_spent_budget_is_a_timeout_with_the_reason(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest
) -> None:
    start = clock.now
    generator = scripted(clock.taking(99, "ls"))
    with pytest.raises(BudgetSpentError, match=r"the 12 s .* is timed out \(2 tries in 12.0 s\)"):
        _retrying(generator, clock, request_timeout_s=10).generate(request_, Sampling(timeout_s=11.9999))
    assert clock.now - start == pytest.approx(11.9999)


def test_a_dead_server_is_no_timeout_however_short_the_budget(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest, failed: Failed
) -> None:
    with pytest.raises(GaveUpError, match="not running"):
        _retrying(scripted(failed()), clock).generate(request_, Sampling(timeout_s=0.2))


def test_the_limit_of_one_try_is_not_the_end_of_all(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest
) -> None:
    generator = scripted(TimedOutError("no complete answer within 30 s"), "ls")
    assert _retrying(generator, clock).generate(request_, Sampling()).command.text == "ls"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(Kind), st.floats(0, 20), st.none() | st.floats(-1, 40)),
        min_size=1,
        max_size=8,
    ),
    retries=st.integers(0, 10),
    budget=st.floats(0.1, 40),
    limit=st.floats(0.1, 40),
)
def test_whatever_fails_the_budget_and_the_number_of_tries_hold(
    scripted: type[Scripted],
    request_: CommandRequest,
    failed: Failed,
    clock: Clock,
    steps: list[tuple[Kind, float, float | None]],
    retries: int,
    budget: float,
    limit: float,
) -> None:
    clock.now, clock.pauses = 0.0, []
    generator = scripted(
        *(clock.taking(seconds, failed(kind, retry_after_s=asked)) for kind, seconds, asked in steps)
    )
    with pytest.raises((RemoteFailureError, TimedOutError)):
        _retrying(generator, clock, retries=retries, request_timeout_s=limit).generate(
            request_, Sampling(timeout_s=budget)
        )
    assert clock.now <= budget + 1e-6
    assert len(generator.requests) <= retries + 1
    assert len(clock.pauses) == len(generator.requests) - 1
    assert all(0 < sampling.timeout_s <= limit for sampling in generator.samplings)


def test_shutdown_ends_a_pause_and_all_tries(
    scripted: type[Scripted], request_: CommandRequest, failed: Failed
) -> None:
    asked, caught = threading.Event(), list[BaseException]()

    def busy(_request: CommandRequest, _sampling: Sampling) -> str:
        asked.set()
        raise failed(Kind.BUSY, retry_after_s=3000.0)

    generator = scripted(busy)
    retrying = Retrying(generator, "vllm")

    def ask() -> None:
        try:
            retrying.generate(request_, Sampling(timeout_s=3600))
        except RemoteFailureError as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert asked.wait(60)
    retrying.shutdown()
    thread.join(30)
    assert not thread.is_alive()
    assert [type(error) for error in caught] == [StoppedError]
    assert len(generator.requests) == 1
    assert generator.stopped.is_set()


def test_after_a_shutdown_it_can_be_asked_again(
    scripted: type[Scripted], clock: Clock, request_: CommandRequest
) -> None:
    retrying = _retrying(scripted("ls"), clock)
    retrying.shutdown()
    retrying.shutdown()
    assert retrying.generate(request_, Sampling()).command.text == "ls"


CHILD = """
import signal, sys
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.resilience.retrying import Retrying
from cmdgen.core.records import Sampling
signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background it is ignored
class Server:
    def __init__(self, is_busy): self.is_busy = is_busy
    def generate(self, request, sampling):
        print("asked", flush=True)
        if self.is_busy:
            raise RemoteFailureError("busy", hint="wait", backend="b", kind=Kind.BUSY, retry_after_s=3000.0)
try:
    Retrying(Server(sys.argv[1] == "busy"), "b").generate(None, Sampling(timeout_s=3600))
except KeyboardInterrupt:
    print("interrupted")
print("tenacity" in sys.modules)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_ctrl_c_ends_a_pause_at_once() -> None:
    with subprocess.Popen([sys.executable, "-c", CHILD, "busy"], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "asked\n"
        child.send_signal(signal.SIGINT)
        try:
            said, _ = child.communicate(timeout=60)
        finally:
            child.kill()
        assert said.startswith("interrupted")


def test_a_good_request_does_not_import_tenacity() -> None:
    said = subprocess.run([sys.executable, "-c", CHILD, "well"], capture_output=True, text=True, check=True)
    assert said.stdout == "asked\nFalse\n"
