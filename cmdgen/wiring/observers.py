"""Thin layers around a backend and a view: one measures, others keep quiet."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cmdgen.core.records import Certainty, Level
from cmdgen.pipeline import Quit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import (
        Approval,
        BackendInfo,
        CommandRequest,
        Execution,
        GeneratedCommand,
        Sampling,
    )
    from cmdgen.pipeline import Candidate, Decision, View
    from cmdgen.wiring.availability import Lacking


class Timed:
    """A backend that remembers how long its last answer took, loading included."""

    def __init__(self, generator: CommandGenerator) -> None:
        self._generator = generator
        self.last_ms: float | None = None

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Pass the request on."""
        started = time.perf_counter()
        generated = self._generator.generate(request, sampling)
        self.last_ms = (time.perf_counter() - started) * 1000
        if generated.timings.total_ms is None:
            generated = replace(generated, timings=replace(generated.timings, total_ms=self.last_ms))
        return generated

    def is_available(self) -> bool:
        """Pass the question on."""
        return self._generator.is_available()

    def info(self) -> BackendInfo:
        """Pass the question on."""
        return self._generator.info()

    def shutdown(self) -> None:
        """Pass the order on."""
        self._generator.shutdown()


class Reticent:
    """A view for a command that a pipe or script reads: it shows only what is a reason to be careful."""

    def __init__(self, view: View, lacking: Lacking, *, verbose: bool, quiet: bool) -> None:
        self._view, self._lacking, self._verbose, self._quiet = view, lacking, verbose, quiet

    def show(self, candidate: Candidate) -> None:
        """Show what is risky or has a blank, and a guess or what is missing here unless it should be quiet."""
        risky = candidate.report.level > Level.SAFE or bool(candidate.blanks)
        doubtful = candidate.answer.confidence.certainty is Certainty.UNSURE
        if self._verbose or risky or (doubtful and not self._quiet):
            self._view.show(candidate)
        for note in () if self._quiet else self._lacking(candidate.command):
            self._view.note(note.text)

    def offer(self, candidate: Candidate, others: Sequence[Candidate]) -> None:
        """Show nothing: whoever wants the others has them in the output."""

    def waiting(self) -> AbstractContextManager[object]:
        """Pass it on."""
        return self._view.waiting()

    def decide(self, candidate: Candidate) -> Decision:
        """Pass the question on."""
        return self._view.decide(candidate)

    def explain(self, candidate: Candidate) -> None:
        """Pass it on."""
        self._view.explain(candidate)

    def note(self, text: str) -> None:
        """Pass it on."""
        self._view.note(text)


class Explaining:
    """A view that explains every candidate without being asked.

    Args:
        view: what shows and asks.
        explain: says what each part of a command does.
    """

    def __init__(self, view: View, explain: Callable[[Candidate], None]) -> None:
        self._view, self._explain = view, explain

    def show(self, candidate: Candidate) -> None:
        """Show and explain."""
        self._view.show(candidate)
        self._explain(candidate)

    def offer(self, candidate: Candidate, others: Sequence[Candidate]) -> None:
        """Pass it on."""
        self._view.offer(candidate, others)

    def waiting(self) -> AbstractContextManager[object]:
        """Pass it on."""
        return self._view.waiting()

    def decide(self, candidate: Candidate) -> Decision:
        """Pass the question on."""
        return self._view.decide(candidate)

    def explain(self, candidate: Candidate) -> None:
        """Pass it on."""
        self._view.explain(candidate)

    def note(self, text: str) -> None:
        """Pass it on."""
        self._view.note(text)


class Silent:
    """A view that shows nothing and asks nobody."""

    def waiting(self) -> AbstractContextManager[object]:
        """Show nothing."""
        return contextlib.nullcontext()

    def show(self, candidate: Candidate) -> None:
        """Show nothing."""

    def offer(self, candidate: Candidate, others: Sequence[Candidate]) -> None:
        """Show nothing."""

    def decide(self, candidate: Candidate) -> Decision:  # noqa: ARG002  the protocol names it
        """Want nothing."""
        return Quit()

    def explain(self, candidate: Candidate) -> None:
        """Show nothing."""

    def note(self, text: str) -> None:
        """Say nothing."""


def never(approval: Approval) -> Execution:
    """Refuse to run anything: the executor where only the text is wanted.

    Raises:
        AssertionError: always.
    """
    message = f"nothing may run from here: {approval.report.command.text}"
    raise AssertionError(message)
