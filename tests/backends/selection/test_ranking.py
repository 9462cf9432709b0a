"""The order of several servers: by what was measured, and always the same for the same record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.backends.selection.ranking import FILE_NAME, FORGET_S, RECOVERY_S, Ranking, Record

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.backends.selection.candidates import Candidate
    from tests.backends.selection.conftest import Clock, Server


@pytest.fixture
def ranking(tmp_path: Path, clock: Clock) -> Ranking:
    return Ranking(tmp_path, clock=clock)


def _names(ranked: tuple[Candidate, ...]) -> list[str]:
    return [candidate.name for candidate in ranked]


def test_unknown_ones_keep_the_given_order(ranking: Ranking, vllm: Server, ollama: Server) -> None:
    assert _names(ranking.ranked([vllm.candidate, ollama.candidate])) == ["vllm", "ollama"]
    assert _names(ranking.ranked([ollama.candidate, vllm.candidate])) == ["ollama", "vllm"]
    assert ranking.ranked([]) == ()


def test_each_one_is_measured_and_then_the_quicker_one_is_first(
    ranking: Ranking, vllm: Server, ollama: Server
) -> None:
    both = [vllm.candidate, ollama.candidate]
    ranking.observe(vllm.candidate.key, 3.0)
    assert _names(ranking.ranked(both)) == ["ollama", "vllm"]  # nothing is known of ollama
    ranking.observe(ollama.candidate.key, 1.0)
    assert _names(ranking.ranked(both)) == ["ollama", "vllm"]
    for _ in range(10):
        ranking.observe(ollama.candidate.key, 9.0)
    assert _names(ranking.ranked(both)) == ["vllm", "ollama"]


def test_failures_make_a_quick_one_worth_less_until_they_are_forgotten(
    ranking: Ranking, vllm: Server, ollama: Server, clock: Clock
) -> None:
    both = [vllm.candidate, ollama.candidate]
    ranking.observe(vllm.candidate.key, 1.0)
    ranking.observe(ollama.candidate.key, 2.0)
    ranking.observe(vllm.candidate.key, None)
    assert _names(ranking.ranked(both)) == ["vllm", "ollama"]  # 1 / 0.7 < 2
    ranking.observe(vllm.candidate.key, None)
    assert _names(ranking.ranked(both)) == ["ollama", "vllm"]  # 1 / 0.49 > 2
    clock.now += RECOVERY_S
    assert _names(ranking.ranked(both)) == ["vllm", "ollama"]


def test_one_that_never_answered_is_last_and_gets_another_chance(
    ranking: Ranking, vllm: Server, ollama: Server, clock: Clock
) -> None:
    both = [vllm.candidate, ollama.candidate]
    ranking.observe(vllm.candidate.key, None)
    ranking.observe(ollama.candidate.key, 50.0)
    assert _names(ranking.ranked(both)) == ["ollama", "vllm"]
    clock.now += RECOVERY_S
    assert _names(ranking.ranked(both)) == ["vllm", "ollama"]


@pytest.mark.parametrize("passing", [FORGET_S, -1])
def test_old_records_and_those_from_the_future_say_nothing(
    ranking: Ranking, vllm: Server, clock: Clock, passing: float
) -> None:
    ranking.observe(vllm.candidate.key, 1.0)
    clock.now += passing
    assert ranking.record(vllm.candidate.key) is None
    ranking.observe(vllm.candidate.key, 7.0)
    assert ranking.record(vllm.candidate.key) == Record(latency_s=7.0, success=1.0, at=clock.now)


def test_averages_are_weighted_towards_the_newest(ranking: Ranking, clock: Clock) -> None:
    ranking.observe("k", 1.0)
    ranking.observe("k", 2.0)
    ranking.observe("k", None)
    record = ranking.record("k")
    assert record is not None
    assert (record.latency_s, record.success) == pytest.approx((1.3, 0.7))


@given(seen=st.lists(st.none() | st.floats(0, 3600), min_size=1), age=st.floats(0, 1e6))
def test_averages_stay_within_what_was_seen(seen: list[float | None], age: float) -> None:
    record = Record()
    for seconds in seen:
        record = record.after(seconds, 0)
    answers = [seconds for seconds in seen if seconds is not None]
    assert 0 <= record.success <= 1
    if record.latency_s is None:
        assert answers == []
    else:
        assert min(answers) - 1e-6 <= record.latency_s <= max(answers) + 1e-6
        assert record.expected_s(age) >= record.latency_s
        assert record.expected_s(age) <= record.expected_s(0)


@pytest.mark.parametrize("entry", [
    {}, {"success": 2, "at": 1e6}, {"success": 1, "at": "x"}, {"success": 1, "at": 1e6, "latency_s": -4},
    {"success": True, "at": 1e6},
])  # fmt: skip
def test_damaged_records_do_no_harm(
    tmp_path: Path, ranking: Ranking, vllm: Server, ollama: Server, entry: dict[str, Any]
) -> None:
    import json  # noqa: PLC0415

    (tmp_path / FILE_NAME).write_text(json.dumps({vllm.candidate.key: entry}))
    assert sorted(_names(ranking.ranked([vllm.candidate, ollama.candidate]))) == ["ollama", "vllm"]
    ranking.observe(vllm.candidate.key, 1.0)
    record = ranking.record(vllm.candidate.key)
    assert record is not None
    assert record.latency_s == 1.0


def test_without_a_folder_the_given_order_holds(vllm: Server, ollama: Server) -> None:
    ranking = Ranking(None)
    ranking.observe(vllm.candidate.key, 1.0)
    assert _names(ranking.ranked([vllm.candidate, ollama.candidate])) == ["vllm", "ollama"]
