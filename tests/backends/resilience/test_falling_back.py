"""Who answers when somebody fails, what the user reads, and how long it may take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.resilience.falling_back import FallingBack
from cmdgen.backends.resilience.giving_up import OvertakenError, StoppedError
from cmdgen.backends.resilience.retrying import Retrying
from cmdgen.core.errors import (
    BackendUnavailableError,
    CmdgenError,
    ConfigurationError,
    NeedsDetailError,
    NoCommandError,
    TimedOutError,
    UsageError,
)
from cmdgen.core.records import CommandRequest, Revision, Sampling

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.backends.resilience.conftest import Clock, Scripted

    Failed = Callable[..., RemoteFailureError]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def embedded(scripted: type[Scripted]) -> Scripted:
    return scripted("ls", name="embedded", is_starter=True)


def test_the_first_one_that_can_answers(
    scripted: type[Scripted], embedded: Scripted, request_: CommandRequest, told: list[str]
) -> None:
    both = FallingBack([("vllm", scripted("ls -l"))], ("embedded", embedded), tell=told.append)
    answer = both.generate(request_, Sampling())
    assert (answer.command.text, answer.fallback_from, told) == ("ls -l", None, [])
    assert embedded.requests == []


@pytest.mark.parametrize("error", [
    (Kind.NOT_RUNNING, "vLLM at http://gpu:8000 is not running (3 tries in 1.5 s)"),
    (Kind.UNAUTHORISED, "vLLM at http://gpu:8000 is unauthorised"),
])  # fmt: skip
def test_after_a_failure_one_line_tells_why_how_often_and_who_answered(
    scripted: type[Scripted],
    embedded: Scripted,
    request_: CommandRequest,
    told: list[str],
    failed: Failed,
    clock: Clock,
    error: tuple[Kind, str],
) -> None:
    kind, why = error
    server = Retrying(scripted(failed(kind)), "vllm", clock=clock, pause=clock.pause, draw=lambda: 1)
    both = FallingBack([("vllm", server)], ("embedded", embedded), tell=told.append, clock=clock)
    answer = both.generate(request_, Sampling())
    assert (answer.command.text, answer.fallback_from) == ("ls", "vllm")
    assert told == [f"{why}; the answer is from embedded (the starter model)"]


@pytest.mark.parametrize(
    "error",
    [
        NoCommandError("the answer\nholds \n no command"),
        TimedOutError("late"),
        BackendUnavailableError("gone"),
    ],
)
def test_bad_answers_and_spent_budgets_lead_on_too(
    scripted: type[Scripted],
    embedded: Scripted,
    request_: CommandRequest,
    told: list[str],
    error: CmdgenError,
) -> None:
    both = FallingBack([("vllm", scripted(error))], ("embedded", embedded), tell=told.append)
    assert both.generate(request_, Sampling()).fallback_from == "vllm"
    (line,) = told
    assert line == f"vllm: {' '.join(error.message.split())}; the answer is from embedded (the starter model)"


@pytest.mark.parametrize("error", [
    NeedsDetailError("which folder?"), UsageError("too long"), ConfigurationError("no url"), StoppedError("vllm"),
    KeyError("a bug"),
])  # fmt: skip
def test_answers_and_mistakes_are_not_passed_on(
    scripted: type[Scripted], embedded: Scripted, request_: CommandRequest, told: list[str], error: Exception
) -> None:
    both = FallingBack([("vllm", scripted(error))], ("embedded", embedded), tell=told.append)
    with pytest.raises(type(error)) as caught:
        both.generate(request_, Sampling())
    assert caught.value is error
    assert (embedded.requests, told) == ([], [])


def test_several_failures_are_one_line(
    scripted: type[Scripted], embedded: Scripted, request_: CommandRequest, told: list[str], failed: Failed
) -> None:
    servers = [
        ("vllm", scripted(failed(message="vLLM is down"))),
        ("ollama", scripted("ls -a", name="ollama")),
    ]
    chain = FallingBack(servers, ("embedded", embedded), tell=told.append)
    assert chain.generate(request_, Sampling()).fallback_from == "vllm"
    servers[1][1].steps = [failed(message="Ollama is down")]
    assert chain.generate(request_, Sampling()).fallback_from == "vllm"
    assert told == [
        "vLLM is down; the answer is from ollama (ollama-model)",
        "vLLM is down; Ollama is down; the answer is from embedded (the starter model)",
    ]


def test_a_question_of_the_one_that_stands_in_is_told_with_its_reason(
    scripted: type[Scripted], request_: CommandRequest, told: list[str], failed: Failed
) -> None:
    embedded = scripted(NeedsDetailError("which folder?"), name="embedded")
    both = FallingBack(
        [("vllm", scripted(failed(message="vLLM is down")))], ("embedded", embedded), tell=told.append
    )
    with pytest.raises(NeedsDetailError):
        both.generate(request_, Sampling())
    assert told == ["vLLM is down; the answer is from embedded"]


def test_without_a_fallback_the_failure_is_the_result(
    scripted: type[Scripted], request_: CommandRequest, told: list[str], failed: Failed
) -> None:
    error = failed()
    alone = FallingBack([("vllm", scripted(error))], None, tell=told.append)
    with pytest.raises(RemoteFailureError) as caught:
        alone.generate(request_, Sampling())
    assert caught.value is error
    assert caught.value.hint == "start it"
    assert told == []


@pytest.mark.parametrize("error", [NoCommandError("prose"), UsageError("too long"), TimedOutError("slow")])
def test_when_all_fail_the_first_failure_counts_and_the_hint_tells_of_the_last(
    scripted: type[Scripted], request_: CommandRequest, told: list[str], failed: Failed, error: CmdgenError
) -> None:
    servers = [("vllm", scripted(failed(message="vLLM is down"))), ("ollama", scripted(failed()))]
    both = FallingBack(servers, ("embedded", scripted(error)), tell=told.append)
    revised = replace(request_, revisions=(Revision(command="ls", wish="hidden too"),))
    for request in (request_, revised, revised):
        with pytest.raises(RemoteFailureError, match=r"^vLLM is down$") as caught:
            both.generate(request, Sampling())
        assert caught.value.hint == f"start it; embedded cannot answer either: {error.message}"
    assert told == []


def test_a_repair_goes_on_with_whoever_stood_in_and_tells_nothing_again(
    scripted: type[Scripted],
    embedded: Scripted,
    request_: CommandRequest,
    told: list[str],
    failed: Failed,
    clock: Clock,
) -> None:
    server = scripted(failed(), "ls -l")
    both = FallingBack([("vllm", server)], ("embedded", embedded), tell=told.append, clock=clock)
    both.generate(request_, Sampling())
    repair = replace(request_, revisions=(Revision(command="ls", wish="fix"),))
    assert both.generate(repair, Sampling()).fallback_from == "vllm"
    assert (len(server.requests), len(embedded.requests), len(told)) == (1, 2, 1)
    clock.now += 31
    assert both.generate(repair, Sampling()).command.text == "ls -l"


def test_other_words_go_to_a_server_that_had_no_command_for_the_first(
    scripted: type[Scripted], embedded: Scripted, request_: CommandRequest, told: list[str]
) -> None:
    server = scripted(NoCommandError("prose"), "ls -l")
    both = FallingBack([("vllm", server)], ("embedded", embedded), tell=told.append)
    both.generate(request_, Sampling())
    revised = replace(request_, revisions=(Revision(command="ls", wish="with sizes"),))
    assert both.generate(revised, Sampling()).command.text == "ls -l"


def test_a_new_request_asks_the_server_again(
    scripted: type[Scripted], embedded: Scripted, request_: CommandRequest, told: list[str], failed: Failed
) -> None:
    both = FallingBack([("vllm", scripted(failed(), "ls -l"))], ("embedded", embedded), tell=told.append)
    both.generate(request_, Sampling())
    assert both.generate(request_, Sampling()).fallback_from is None


@pytest.mark.parametrize(
    ("budget", "spent", "left"), [(30, 30, 30), (30, 4, 30), (5, 5, 5), (120, 10, 110), (120, 120, 30)]
)
def test_the_last_resort_gets_a_fair_time(
    scripted: type[Scripted],
    embedded: Scripted,
    request_: CommandRequest,
    told: list[str],
    failed: Failed,
    clock: Clock,
    budget: float,
    spent: float,
    left: float,
) -> None:
    server = scripted(clock.taking(spent, failed()))
    both = FallingBack([("vllm", server)], ("embedded", embedded), tell=told.append, clock=clock)
    both.generate(request_, Sampling(timeout_s=budget))
    assert embedded.samplings[0].timeout_s == left


def test_servers_share_the_budget_and_none_is_asked_after_it(
    scripted: type[Scripted],
    embedded: Scripted,
    request_: CommandRequest,
    told: list[str],
    failed: Failed,
    clock: Clock,
) -> None:
    servers = [
        ("a", scripted(clock.taking(8, failed()))),
        ("b", scripted(clock.taking(99, failed()))),
        ("c", scripted("ls -c")),
    ]
    chain = FallingBack(servers, ("embedded", embedded), tell=told.append, clock=clock)
    assert chain.generate(request_, Sampling(timeout_s=20)).source.backend == "embedded"
    assert [server.samplings[0].timeout_s for _, server in servers[:2]] == [20, 12]
    assert servers[2][1].requests == []


def test_a_late_server_is_overtaken(
    scripted: type[Scripted], embedded: Scripted, request_: CommandRequest, told: list[str]
) -> None:
    def wait(_request: CommandRequest, _sampling: Sampling) -> str:
        server.stopped.wait(60)
        return "too late"

    late: list[tuple[str, type]] = []
    server, other = scripted(wait), scripted("ls -o")
    chain = FallingBack(
        [("vllm", server), ("ollama", other)],
        ("embedded", embedded),
        tell=told.append,
        max_wait_s=0.25,
        on_late=lambda name, error: late.append((name, type(error))),
    )
    answer = chain.generate(request_, Sampling())
    assert (answer.command.text, answer.fallback_from) == ("ls", "vllm")
    assert told == [
        "vllm had no answer after the 0.25 s of --max-wait; the answer is from embedded (the starter model)"
    ]
    assert late == [("vllm", OvertakenError)]
    assert server.stopped.is_set()
    assert other.requests == []


def test_no_time_to_wait_sends_no_request(
    scripted: type[Scripted], embedded: Scripted, request_: CommandRequest, told: list[str]
) -> None:
    server = scripted("ls -l")
    both = FallingBack([("vllm", server)], ("embedded", embedded), tell=told.append, max_wait_s=0)
    assert both.generate(request_, Sampling()).source.backend == "embedded"
    assert server.requests == []


def test_a_server_that_is_deaf_to_its_limit_is_left(
    scripted: type[Scripted], request_: CommandRequest, told: list[str]
) -> None:
    def wait(_request: CommandRequest, _sampling: Sampling) -> str:
        server.stopped.wait(60)
        return "too late"

    late: list[type] = []
    server = scripted(wait)
    alone = FallingBack(
        [("vllm", server)],
        None,
        tell=told.append,
        max_wait_s=0,
        on_late=lambda _, error: late.append(type(error)),
    )
    with pytest.raises(TimedOutError, match=r"vllm gave no answer within 0\.1 s"):
        alone.generate(request_, Sampling(timeout_s=0.1))
    assert late == [TimedOutError]


def test_who_would_answer_and_who_answered(
    scripted: type[Scripted], embedded: Scripted, request_: CommandRequest, told: list[str], failed: Failed
) -> None:
    server = scripted(failed())
    both = FallingBack([("vllm", server)], ("embedded", embedded), tell=told.append)
    assert both.info() is server.source
    both.generate(request_, Sampling())
    assert both.info() is embedded.source


def test_anybody_who_is_there_makes_it_available(scripted: type[Scripted], embedded: Scripted) -> None:
    server = scripted("ls")
    both = FallingBack([("vllm", server)], ("embedded", embedded), tell=print)
    alone = FallingBack([("vllm", server)], None, tell=print)
    for server.is_well in (True, False):
        assert (both.is_available(), alone.is_available()) == (True, server.is_well)
    embedded.is_well = False
    assert not both.is_available()


def test_shutdown_reaches_everybody(scripted: type[Scripted], embedded: Scripted) -> None:
    server = scripted("ls")
    FallingBack([("vllm", server)], ("embedded", embedded), tell=print).shutdown()
    assert server.stopped.is_set()
    assert embedded.stopped.is_set()
