"""The user's own command answers first, and only first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    CommandRequest,
    Confidence,
    GeneratedCommand,
    Platform,
    Revision,
    Sampling,
)
from cmdgen.history import Entry, History
from cmdgen.settings import Settings, place
from cmdgen.wiring.own_answers import own_first, with_own_examples

REQUEST = CommandRequest(
    text="show disk usage", dialect="bash", platform=Platform(system="linux", userland="gnu")
)


@dataclass
class Backend:
    """Answers everything alike, and remembers what it was asked."""

    requests: list[CommandRequest] = field(default_factory=list)

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        self.requests.append(request)
        return GeneratedCommand(
            command=Command(text="df", dialect=request.dialect),
            source=self.info(),
            confidence=Confidence(certainty=Certainty.SURE),
        )

    def is_available(self) -> bool:
        return True

    def info(self) -> BackendInfo:
        return BackendInfo(backend="fake", engine="fake", model="fake")

    def shutdown(self) -> None:
        """Nothing to release."""


def remember(request: str, command: str) -> None:
    History(place("state")).add(
        Entry(
            time="2026-01-02T03:04:05+00:00", request=request, command=command, shell="bash", level="safe",
            backend="embedded", model="big", executed=True, exit_code=0, edited=True,
        )
    )  # fmt: skip


def test_whoever_wants_another_answer_gets_the_backends() -> None:
    remember("Show disk usage", "df -hT")
    asked = own_first(Backend(), REQUEST, Settings())
    assert [asked.generate(REQUEST, Sampling()).command.text for _ in range(3)] == ["df -hT", "df", "df"]


def test_a_revision_goes_to_the_backend() -> None:
    remember("Show disk usage", "df -hT")
    revised = replace(REQUEST, revisions=(Revision(command="df -hT", wish="only /home"),))
    asked = own_first(Backend(), revised, Settings())
    assert asked.generate(revised, Sampling()).command.text == "df"


def test_who_never_edited_anything_has_the_backend_alone() -> None:
    backend = Backend()
    assert own_first(backend, REQUEST, Settings()) is backend


def test_another_shell_has_other_commands() -> None:
    remember("Show disk usage", "df -hT")
    backend = Backend()
    assert own_first(backend, replace(REQUEST, dialect="fish"), Settings()) is backend


def test_a_prompt_that_is_only_shown_has_the_same_own_examples() -> None:
    remember("show disk usage of the backup", "df -h /backup")
    backend = Backend()
    settings = Settings(examples=3)
    own_first(backend, REQUEST, settings).generate(REQUEST, Sampling())
    assert [example.command for example in backend.requests[0].examples] == ["df -h /backup"]
    assert with_own_examples(REQUEST, settings) == backend.requests[0]
    assert with_own_examples(REQUEST, Settings()) == REQUEST
