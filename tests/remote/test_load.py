"""The load test finds out what it says it does."""

from __future__ import annotations

import itertools

from scripts.bench.load import Level, load
from tests.backends.remote.servers import (
    COMMAND,
    EVENTS,
    Answer,
    Received,
    response,
    serving,
    stream,
    vllm_events,
)


def test_answers_are_counted_and_timed() -> None:
    level = Level(clients=3)
    with serving(lambda _: stream(vllm_events(COMMAND), EVENTS)) as server:
        load(server.url, "coder", level, seconds=0.5)
    assert len(level.answers_s) == len(server.requests) > 0
    assert (level.fallbacks, level.asked_back, dict(level.failures)) == (0, 0, {})
    assert level.percentile(0.5) <= level.percentile(0.99) <= max(level.answers_s)


def test_tries_that_fail_and_requests_that_fall_back_are_counted_apart() -> None:
    count = itertools.count()

    def answer(_: Received) -> Answer:
        first = next(count) == 0
        return response({}, 503) if first else response({"error": "no key"}, 401)

    level = Level(clients=1)
    with serving(answer) as server:
        load(server.url, "coder", level, seconds=0.1)
    assert level.failures["busy"] == 1
    assert level.failures["unauthorised"] == level.fallbacks >= 1
    assert level.answers_s == []


def test_a_question_of_the_model_is_no_answer_and_no_fallback() -> None:
    level = Level(clients=1)
    with serving(lambda _: stream(vllm_events("#? Which folder?"), EVENTS)) as server:
        load(server.url, "coder", level, seconds=0.1)
    assert level.asked_back == len(server.requests) >= 1
    assert (level.fallbacks, level.answers_s) == (0, [])
