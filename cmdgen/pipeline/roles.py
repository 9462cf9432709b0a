"""What the use case needs of the world outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from cmdgen.core.ports import CommandGenerator, Executor, Screener
    from cmdgen.core.records import Command, GeneratedCommand
    from cmdgen.pipeline.decisions import Decision
    from cmdgen.pipeline.values import Candidate


class View(Protocol):
    """What the pipeline needs of a user interface."""

    def waiting(self) -> AbstractContextManager[object]:
        """Show that something is being worked on."""
        ...

    def show(self, candidate: Candidate) -> None:
        """Show the command, its level and the reasons."""
        ...

    def offer(self, candidate: Candidate, others: Sequence[Candidate]) -> None:
        """Show the other candidates, and in what they differ."""
        ...

    def decide(self, candidate: Candidate) -> Decision:
        """Ask what to do with what was shown last."""
        ...

    def explain(self, candidate: Candidate) -> None:
        """Say more about it."""
        ...

    def note(self, text: str) -> None:
        """Say one thing."""
        ...


def _all_known(answer: GeneratedCommand) -> None:
    """Find nothing: where nobody looks at the installed programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Everything that touches the world."""

    generator: CommandGenerator
    screen: Screener
    syntax_error: Callable[[Command], str | None]
    """Returns the shell's own complaint about a command, or None."""
    view: View
    execute: Executor
    option_error: Callable[[GeneratedCommand], str | None] = _all_known
    """Returns which option of an answer the installed programs do not know, in words, or None."""
