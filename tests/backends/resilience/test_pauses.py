"""How long to wait: bounded, growing, and never beyond the budget."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.resilience.pauses import MAX_BACKOFF_S, SHORTEST_TRY_S, backoff_s, pause_s, wait

if TYPE_CHECKING:
    from collections.abc import Callable


def _failure(kind: Kind = Kind.BUSY, retry_after_s: float | None = None) -> RemoteFailureError:
    return RemoteFailureError("busy", hint="wait", backend="vllm", kind=kind, retry_after_s=retry_after_s)


@given(draws=st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_our_own_pauses_never_take_more_than_three_seconds_in_all(draws: list[float]) -> None:
    spent = 0.0
    for tries, draw in enumerate(draws, 1):
        pause = backoff_s(tries, spent, draw)
        assert pause >= 0
        spent += pause
    assert spent <= MAX_BACKOFF_S + 1e-9
    assert len(draws) < 8 or spent == pytest.approx(MAX_BACKOFF_S)


def test_pauses_grow_and_are_spread() -> None:
    assert [backoff_s(tries, 0, 1) for tries in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert backoff_s(1, 0, 0) == 0.25


@given(
    asked=st.none() | st.floats(allow_nan=True, allow_infinity=True),
    backoff=st.floats(0, 3),
    left=st.floats(0, 3600),
)
def test_a_pause_always_leaves_time_for_a_try(asked: float | None, backoff: float, left: float) -> None:
    pause = pause_s(_failure(retry_after_s=asked), backoff, left)
    if pause is not None:
        assert 0 < pause <= left - SHORTEST_TRY_S + 1e-9
        assert asked is None or asked != asked or pause >= asked  # noqa: PLR0124  NaN is not itself


@pytest.mark.parametrize(("asked", "left", "pause"), [
    (None, 10, 0.5), (2.0, 10, 2.5), (9.4, 10, 9.9), (9.5, 10, None), (3600, 30, None), (0, 10, 0.5),
    (-5, 10, 0.5), (float("inf"), 3600, None), (float("nan"), 10, 0.5), (None, 0.55, None),
])  # fmt: skip
def test_what_the_server_asks_for_is_obeyed_or_ends_the_tries(
    asked: float | None, left: float, pause: float | None
) -> None:
    assert pause_s(_failure(retry_after_s=asked), 0.5, left) == pause


def test_when_our_own_waiting_is_used_up_only_a_servers_wish_leads_on() -> None:
    assert pause_s(_failure(), 0.0, 30) is None
    assert pause_s(_failure(retry_after_s=0), 0.0, 30) is None
    assert pause_s(_failure(retry_after_s=4), 0.0, 30) == 4


@pytest.mark.parametrize("kind", list(Kind))
def test_only_what_may_pass_is_tried_again(kind: Kind) -> None:
    again = {Kind.NOT_RUNNING, Kind.UNREACHABLE, Kind.TIMED_OUT, Kind.BUSY}
    assert (pause_s(_failure(kind), 0.5, 30) is not None) == (kind in again)


def test_a_wait_ends_when_the_event_is_set(failed: Callable[..., RemoteFailureError]) -> None:
    event = threading.Event()
    threading.Timer(0.05, event.set).start()
    assert wait(event, 3600)
    assert not wait(threading.Event(), 0.15)
    assert wait(event, 0)
