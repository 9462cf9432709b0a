"""One answer, and a second one where the first uses an option that the installed program does not know."""

from __future__ import annotations

import contextlib
from collections import deque
from dataclasses import dataclass, field, replace

import pytest

from cmdgen.core.errors import CmdgenError, NeedsDetailError, TimedOutError
from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    CommandRequest,
    Confidence,
    GeneratedCommand,
    Platform,
    Report,
    Sampling,
)
from cmdgen.pipeline import Candidate, Quit, Roles, propose
from cmdgen.pipeline.proposing import report_on
from cmdgen.safety.engine import screen

REQUEST = CommandRequest(text="list", dialect="bash", platform=Platform(system="linux", userland="gnu"))
MODEL = BackendInfo(backend="embedded", engine="fake", model="big")
STARTER = replace(MODEL, model="starter", is_starter=True)


@dataclass
class Model:
    """A backend that gives the queued answers; an error in the queue is raised."""

    answers: deque[str | CmdgenError]
    source: BackendInfo = MODEL
    certainty: Certainty = Certainty.SURE
    requests: list[CommandRequest] = field(default_factory=list)
    samplings: list[Sampling] = field(default_factory=list)

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        self.requests.append(request)
        self.samplings.append(sampling)
        found = self.answers.popleft()
        if isinstance(found, CmdgenError):
            raise found
        return GeneratedCommand(
            command=Command(text=found, dialect="bash"),
            source=self.source,
            confidence=Confidence(certainty=self.certainty),
        )

    def is_available(self) -> bool:
        return True

    def info(self) -> BackendInfo:
        return self.source

    def shutdown(self) -> None:
        """Nothing to release."""


class Nobody:
    """A view that shows nothing and asks nobody."""

    def waiting(self) -> contextlib.AbstractContextManager[object]:
        return contextlib.nullcontext()

    def show(self, candidate: Candidate) -> None: ...

    def offer(self, candidate: Candidate, others: object) -> None: ...

    def decide(self, candidate: Candidate) -> Quit:
        return Quit()

    def explain(self, candidate: Candidate) -> None: ...

    def note(self, text: str) -> None: ...


def model(
    *answers: str | CmdgenError, source: BackendInfo = MODEL, certainty: Certainty = Certainty.SURE
) -> Model:
    return Model(deque(answers), source, certainty)


def unknown_option(answer: GeneratedCommand) -> str | None:
    return "ls has no option --new here; instead: ls -t" if "--new" in answer.command.text else None


def proposed(asked: Model, sampling: Sampling = Sampling(seed=7)) -> str:  # noqa: B008  a frozen value
    roles = Roles(
        generator=asked,
        screen=lambda command: Report(command=command, findings=()),
        syntax_error=lambda command: "unexpected end of file" if command.text.endswith("'") else None,
        view=Nobody(),
        execute=lambda _: pytest.fail("nothing runs"),
        option_error=unknown_option,
    )
    candidate = propose(REQUEST, sampling, roles)
    assert candidate.report.command == candidate.answer.command
    return candidate.command.text


def test_a_model_that_can_be_talked_to_is_told_which_option_is_unknown_and_what_there_is() -> None:
    asked = model("ls --new", "ls -t")
    assert proposed(asked) == "ls -t"
    assert asked.requests[0].revisions == ()
    (repair,) = asked.requests[1].revisions
    assert repair.command == "ls --new"
    assert "--new" in repair.wish
    assert "ls -t" in repair.wish


def test_an_answer_with_known_options_is_asked_for_once() -> None:
    asked = model("ls -t")
    assert proposed(asked) == "ls -t"
    assert len(asked.requests) == 1


@pytest.mark.parametrize(
    "second",
    [
        "ls --new -l",
        "ls '",
        NeedsDetailError("which folder?", hint="say it"),
        TimedOutError("too late", hint="allow more"),
    ],
)
def test_a_second_answer_that_is_no_better_leaves_the_first(second: str | CmdgenError) -> None:
    asked = model("ls --new", second)
    assert proposed(asked) == "ls --new"
    assert len(asked.requests) == 2


def test_the_starter_is_not_talked_to_but_gives_its_next_answer() -> None:
    asked = model("ls --new", "ls -t", source=STARTER)
    assert proposed(asked) == "ls -t"
    assert [request.revisions for request in asked.requests] == [(), ()]
    assert asked.samplings[1].temperature > 0
    assert asked.samplings[1].seed == 8


def test_a_next_answer_of_the_starter_that_is_a_guess_is_not_taken() -> None:
    asked = model("ls --new", "ls -t", source=STARTER, certainty=Certainty.UNSURE)
    assert proposed(asked) == "ls --new"


def test_a_syntax_error_of_the_starter_gets_its_next_answer_as_well() -> None:
    asked = model("ls '", "ls", source=STARTER)
    assert proposed(asked) == "ls"
    assert asked.requests[1].revisions == ()


def test_where_the_time_is_spent_nobody_is_asked_again() -> None:
    asked = model("ls --new", "ls -t")
    assert proposed(asked, Sampling(timeout_s=0)) == "ls --new"
    assert len(asked.requests) == 1


def test_there_is_one_repair_and_no_more() -> None:
    asked = model("ls '", "ls --new", "ls -t")
    assert proposed(asked) == "ls --new"
    assert len(asked.requests) == 2


@pytest.mark.parametrize(
    ("text", "level", "messages"),
    [
        ("tar -czf <ARCHIVE> <FOLDER>", "safe", []),
        ("cp <FROM> <TO>", "safe", []),
        ("sudo rm <FILE>", "moderate", ["deletes <FILE>"]),
        ("rm -rf <OLD-DIR>", "high", ["deletes <OLD-DIR> with everything in it"]),
    ],
)
def test_a_blank_at_the_end_is_no_mistake_of_the_command(text: str, level: str, messages: list[str]) -> None:
    report = report_on(Command(text=text, dialect="bash"), screen)
    assert report.command.text == text
    assert report.level.label == level
    assert [found.message for found in report.findings] == messages
    assert all(
        text[found.span.start : found.span.end] in {"<FILE>", "<OLD-DIR>"} for found in report.findings
    )


@pytest.mark.parametrize("text", ["rm -rf / <B>", "cat x <X>/dev/sda\necho <Y>"])
def test_a_blank_hides_no_danger(text: str) -> None:
    assert report_on(Command(text=text, dialect="bash"), screen).level.label == "critical"


def test_a_mistake_beside_a_blank_stays_one() -> None:
    (found,) = report_on(Command(text="cat 'a <FILE>", dialect="bash"), screen).findings
    assert found.rule == "unreadable.syntax"
