"""Which of several answers is taken, and when no further one is asked for."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

import pytest

from cmdgen.core.errors import (
    BackendUnavailableError,
    CmdgenError,
    NeedsDetailError,
    NoCommandError,
    TimedOutError,
)
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
from cmdgen.pipeline.choosing import TEMPERATURE, Choosing, same

REQUEST = CommandRequest(text="list", dialect="bash", platform=Platform(system="linux", userland="gnu"))
SOURCE = BackendInfo(backend="fake", engine="fake", model="fake")
ASKS = NeedsDetailError("which file?", hint="say which")
NOTHING = NoCommandError("prose", hint="say it again")
GONE = BackendUnavailableError("gone", hint="start it")
LATE = TimedOutError("late", hint="wait")


@dataclass
class Model:
    """Gives the queued answers, with a mean log probability where there is one, and takes its time."""

    says: list[str | tuple[str, float] | CmdgenError]
    takes_s: float = 0.0
    samplings: list[Sampling] = field(default_factory=list)
    closed: int = 0

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        said = self.says[len(self.samplings)]
        self.samplings.append(sampling)
        time.sleep(self.takes_s)
        if isinstance(said, CmdgenError):
            raise said
        text, logprob = said if isinstance(said, tuple) else (said, None)
        return GeneratedCommand(
            command=Command(text=text, dialect="bash"),
            source=SOURCE,
            confidence=Confidence(certainty=Certainty.UNRATED),
            mean_logprob=logprob,
        )

    def is_available(self) -> bool:
        return True

    def info(self) -> BackendInfo:
        return SOURCE

    def shutdown(self) -> None:
        self.closed += 1


def complaint(command: Command) -> str | None:
    assert "<" not in command.text  # blanks are filled before the shell is asked
    return "unexpected end" if command.text.endswith("(") else None


def answer(model: Model, count: int | None = None, sampling: Sampling | None = None) -> str:
    choosing = Choosing(model, count or len(model.says), complaint)
    return choosing.generate(REQUEST, sampling or Sampling()).command.text


def test_the_answer_that_most_agree_on_wins() -> None:
    assert answer(Model(["ls -a", "ls", "ls"])) == "ls"
    assert answer(Model(["ls -a", "ls", "pwd", "ls", "ls -a", "ls"], 0)) == "ls"


def test_among_equal_ones_the_likeliest_wins_and_without_probabilities_the_first() -> None:
    assert answer(Model([("a", -0.9), ("b", -0.2), ("c", -0.5)])) == "b"
    assert answer(Model(["a", "b", "c"])) == "a"
    assert answer(Model(["a", ("b", -3.0), "c"])) == "b"


def test_what_the_shell_cannot_read_and_what_is_no_command_loses() -> None:
    assert answer(Model(["ls (", "ls (", "pwd"])) == "pwd"
    assert answer(Model([NOTHING, NOTHING, "pwd"])) == "pwd"


def test_without_a_good_answer_there_is_the_first_one_that_could_be_repaired() -> None:
    assert answer(Model([NOTHING, "ls (", "pwd ("])) == "ls ("
    with pytest.raises(NoCommandError, match="prose"):
        answer(Model([NOTHING, NOTHING]))


def test_asking_back_is_an_answer_that_can_win() -> None:
    with pytest.raises(NeedsDetailError):
        answer(Model([ASKS, "rm x", ASKS]))
    assert answer(Model([ASKS, "rm x", "rm x"])) == "rm x"
    with pytest.raises(NeedsDetailError):
        answer(Model([ASKS, NOTHING]))


def test_the_first_is_asked_as_wanted_and_the_others_with_variety() -> None:
    model = Model(["a", "b", "c"])
    answer(model, sampling=Sampling(seed=7, timeout_s=60))
    assert [sampling.temperature for sampling in model.samplings] == [0.0, TEMPERATURE, TEMPERATURE]
    assert [sampling.seed for sampling in model.samplings] == [7, 8, 9]
    assert model.samplings[0].timeout_s == 60
    assert all(sampling.timeout_s < 60 for sampling in model.samplings[1:])


def test_nobody_is_asked_who_could_not_change_the_outcome() -> None:
    model = Model(["ls", "ls", "never", "never"])
    assert answer(model, 3) == "ls"
    assert len(model.samplings) == 2
    assert answer(Model(["only"]), 1) == "only"


def test_a_request_for_variety_is_passed_on() -> None:
    model = Model(["a", "b", "b"])
    assert answer(model, sampling=Sampling(temperature=0.9)) == "a"
    assert len(model.samplings) == 1


def test_no_further_answer_is_begun_without_time_for_it() -> None:
    model = Model(["a", "b", "b"], takes_s=0.05)
    assert answer(model, sampling=Sampling(timeout_s=0.08)) == "a"
    assert len(model.samplings) == 1


def test_what_fails_later_costs_only_the_later_answers() -> None:
    assert answer(Model(["a", GONE, "b"])) == "a"
    assert answer(Model(["a", "b", LATE])) == "a"
    for error in (GONE, LATE):
        with pytest.raises(type(error)):
            answer(Model([error, "a"]))


def test_blanks_to_fill_in_are_no_error_of_syntax() -> None:
    assert answer(Model(["cat <FILE>", "cat <FILE>"])) == "cat <FILE>"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ls  -l   /tmp", "ls -l /tmp"),
        ("grep 'foo' a.txt ;", 'grep "foo" a.txt'),
        ("find . -name '*.py'", 'find . -name "*.py"'),
        ("cd /tmp\nls", "cd /tmp \n  ls"),
    ],
)
def test_blanks_and_needless_quotes_make_no_other_command(one: str, other: str) -> None:
    assert same(one) == same(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("grep 'a  b' f", "grep 'a b' f"),
        ('echo "$HOME"', "echo '$HOME'"),
        ("rm 'a b'", "rm a b"),
        ("ls '*.py'", "ls *.py"),
        ("echo a\\ b", "echo a b"),
        ("find . -exec cat {} \\;", "find . -exec cat {}"),
    ],
)
def test_what_means_something_else_stays_another_command(one: str, other: str) -> None:
    assert same(one) != same(other)


def test_a_backend_is_closed_and_described_through_it() -> None:
    model = Model([])
    choosing = Choosing(model, 3, complaint)
    choosing.shutdown()
    assert (model.closed, choosing.is_available(), choosing.info()) == (1, True, replace(SOURCE))
