"""The circuit breaker: when it opens, for how long, and who may probe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.backends.resilience.breaker import FILE_NAME, Breaker
from cmdgen.backends.resilience.circuit import (
    FAILURES_TO_OPEN,
    FIRST_SKIP_S,
    LONGEST_SKIP_S,
    PROBE_S,
    Circuit,
    State,
    from_json,
    to_json,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.backends.resilience.conftest import Clock

KEY = "vllm 0123"


def _opened(tmp_path: Path, clock: Clock) -> Breaker:
    breaker = Breaker(tmp_path, KEY, clock=clock)
    for _ in range(3):
        assert breaker.try_pass()
        breaker.failed("not running")
    return breaker


def test_three_failures_in_a_row_open_it_for_every_program(tmp_path: Path, clock: Clock) -> None:
    _opened(tmp_path, clock)
    other = Breaker(tmp_path, KEY, clock=clock)
    assert not other.try_pass()
    assert other.wait_s() == 30
    assert (other.circuit().failures, other.circuit().reason) == (3, "not running")
    assert Breaker(tmp_path, "ollama 0123", clock=clock).try_pass()


def test_a_success_in_between_starts_the_row_again(tmp_path: Path, clock: Clock) -> None:
    breaker = Breaker(tmp_path, KEY, clock=clock)
    for _ in range(5):
        breaker.failed("busy")
        breaker.failed("busy")
        breaker.succeeded()
    assert breaker.try_pass()
    assert breaker.circuit() == Circuit()


def test_after_a_while_one_request_may_find_out(tmp_path: Path, clock: Clock) -> None:
    breaker = _opened(tmp_path, clock)
    clock.now += 29.9
    assert not breaker.try_pass()
    clock.now += 0.2
    assert breaker.try_pass()
    assert not Breaker(tmp_path, KEY, clock=clock).try_pass()
    breaker.succeeded()
    assert Breaker(tmp_path, KEY, clock=clock).try_pass()
    assert breaker.wait_s() == 0


def test_each_failed_probe_doubles_the_time_up_to_ten_minutes(tmp_path: Path, clock: Clock) -> None:
    breaker = _opened(tmp_path, clock)
    waits = []
    for _ in range(7):
        waits.append(breaker.wait_s())
        clock.now += breaker.wait_s()
        assert breaker.try_pass()
        breaker.failed("busy")
    assert waits == [30, 60, 120, 240, 480, 600, 600]


def test_a_probe_that_was_killed_does_not_close_the_way_for_ever(tmp_path: Path, clock: Clock) -> None:
    breaker = _opened(tmp_path, clock)
    clock.now += 30
    assert breaker.try_pass()
    clock.now += PROBE_S - 1
    assert not breaker.try_pass()
    clock.now += 1
    assert breaker.try_pass()


def test_a_probe_without_a_verdict_lets_the_next_one_start(tmp_path: Path, clock: Clock) -> None:
    breaker = _opened(tmp_path, clock)
    clock.now += 30
    assert breaker.try_pass()
    breaker.released()
    assert breaker.try_pass()


def test_a_late_failure_of_an_earlier_request_does_not_double_anything(tmp_path: Path, clock: Clock) -> None:
    breaker = _opened(tmp_path, clock)
    clock.now += 10
    breaker.failed("timed out")
    assert breaker.wait_s() == 20


def test_a_clock_that_was_set_back_opens_the_way(tmp_path: Path, clock: Clock) -> None:
    breaker = _opened(tmp_path, clock)
    clock.now -= 86_400
    assert breaker.wait_s() == 0
    assert breaker.try_pass()
    breaker.failed("busy")
    assert breaker.wait_s() == 60


def test_a_healthy_backend_leaves_no_trace(tmp_path: Path, clock: Clock) -> None:
    breaker = Breaker(tmp_path, KEY, clock=clock)
    assert breaker.try_pass()
    breaker.succeeded()
    breaker.released()
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_nothing_is_skipped(clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (None, tmp_path / "file" / "x"):
        breaker = Breaker(folder, KEY, clock=clock)
        for _ in range(5):
            breaker.failed("busy")
        assert breaker.try_pass()


@given(
    entry=st.dictionaries(
        st.sampled_from(["failures", "reason", "opened_at", "skip_s", "probe_at"]),
        st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.just([]),
    ),
    now=st.floats(0, 1e10),
)
def test_whatever_a_file_says_nobody_is_skipped_longer_than_ten_minutes(entry: Any, now: float) -> None:
    circuit = from_json(entry)
    assert 0 <= circuit.wait_s(now) <= LONGEST_SKIP_S
    assert circuit.failed("x", now).wait_s(now) <= LONGEST_SKIP_S
    assert from_json(to_json(circuit)) == circuit


EVENTS = st.lists(
    st.tuples(st.sampled_from(["ask", "fail", "succeed", "release"]), st.floats(-700, 700)), max_size=60
)


@given(events=EVENTS)
def test_whatever_happens_the_way_is_never_closed_for_good(events: list[tuple[str, float]]) -> None:
    circuit, now = Circuit(), 1e6
    for event, passing in events:
        now = max(0.0, now + passing)
        before = circuit
        if event == "ask" and circuit.wait_s(now) == 0:
            circuit = circuit.passed(now)
        elif event == "fail":
            circuit = circuit.failed("busy", now)
            assert circuit.failures == before.failures + 1
        elif event == "succeed":
            circuit = Circuit()
        elif event == "release":
            circuit = circuit.released()
        assert FIRST_SKIP_S <= circuit.skip_s <= LONGEST_SKIP_S
        assert 0 <= circuit.wait_s(now) <= LONGEST_SKIP_S
        assert (circuit.state(now) is State.CLOSED) == (circuit.failures < FAILURES_TO_OPEN)
        assert from_json(to_json(circuit)) == circuit
    for later in (LONGEST_SKIP_S, LONGEST_SKIP_S + PROBE_S, 1e9):
        assert circuit.wait_s(now + later) <= PROBE_S
    assert circuit.wait_s(now + LONGEST_SKIP_S + PROBE_S) == 0


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b'{"vllm 0123": {"opened_at": 1e999}}', b'{"vllm 0123": 3}']
)
def test_a_damaged_file_skips_nobody_and_is_mended(tmp_path: Path, clock: Clock, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    breaker = Breaker(tmp_path, KEY, clock=clock)
    assert breaker.try_pass()
    _opened(tmp_path, clock)
    assert not breaker.try_pass()
