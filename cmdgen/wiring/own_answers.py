"""The user's own commands as answers, and as examples: read from the history, where they stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cmdgen.core.records import Certainty, Command, Confidence, GeneratedCommand
from cmdgen.history import History
from cmdgen.history.edited import own_commands
from cmdgen.settings import place
from cmdgen.wiring.past import OWN_SOURCE

if TYPE_CHECKING:
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import BackendInfo, CommandRequest, Sampling
    from cmdgen.prompting.own_examples import OwnExamples
    from cmdgen.settings import Settings


def own_first(generator: CommandGenerator, request: CommandRequest, settings: Settings) -> CommandGenerator:
    """Return what answers a request with what the user made of an earlier answer to it, and then as the backend does.

    Where that was another request like it, the backend gets it as its first example.
    """
    own = _own(request, settings)
    return generator if own is None else _OwnFirst(generator, own, settings.examples)


def with_own_examples(request: CommandRequest, settings: Settings) -> CommandRequest:
    """Return the request with the own examples that would go to a model with it."""
    own = _own(request, settings) if settings.examples else None
    return request if own is None else _with_examples(request, own, settings.examples)


def _own(request: CommandRequest, settings: Settings) -> OwnExamples | None:
    # What is kept while nothing should be kept is from another time.
    if not settings.own_examples or settings.history != "on":
        return None
    pairs = own_commands(History(place("state")).path, request.dialect)
    if not pairs:
        return None
    from cmdgen.prompting.own_examples import OwnExamples  # noqa: PLC0415  not needed by who never edits

    return OwnExamples(pairs)


def _with_examples(request: CommandRequest, own: OwnExamples, count: int) -> CommandRequest:
    return replace(request, examples=own.similar(request.text, count)) if count else request


class _OwnFirst:
    """Answers with the user's own command the first time, and gives the backend own examples ever after."""

    def __init__(self, generator: CommandGenerator, own: OwnExamples, examples: int) -> None:
        self._generator = generator
        self._own = own
        self._examples = examples
        self._is_fresh = True

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return the user's own command for this very request, once; then what the backend says."""
        is_fresh, self._is_fresh = self._is_fresh and not request.revisions, False
        command = self._own.exact(request.text) if is_fresh else None
        if command is None:
            return self._generator.generate(_with_examples(request, self._own, self._examples), sampling)
        return GeneratedCommand(
            command=Command(text=command, dialect=request.dialect),
            source=OWN_SOURCE,
            confidence=Confidence(certainty=Certainty.SURE),
            explanation="you changed an earlier answer to this request into it, and it ran well",
        )

    def is_available(self) -> bool:
        """Pass the question on."""
        return self._generator.is_available()

    def info(self) -> BackendInfo:
        """Pass the question on."""
        return self._generator.info()

    def shutdown(self) -> None:
        """Pass the order on."""
        self._generator.shutdown()
