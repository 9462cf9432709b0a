"""What a command needs and this machine lacks: for the pipeline, which asks again, and for the views, which say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from cmdgen.wiring.past import OWN_SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cmdgen.availability import Note
    from cmdgen.core.records import Command, GeneratedCommand, Platform

    Lacking: TypeAlias = Callable[[Command], tuple[Note, ...]]
    """Returns what a command needs and this machine lacks."""

MACHINE: Final = "machine"
"""Backend's name of commands that were made by looking at this machine."""
_CERTAIN: Final = frozenset({OWN_SOURCE.backend, MACHINE})
"""Sources whose commands are not replaced: the user has written and run them, or they were made for this machine."""


def notes_for(platform: Platform, environ: Mapping[str, str]) -> Lacking:
    """Return what looks a command over; nothing is read before the first one, and none twice."""
    known: dict[Command, tuple[Note, ...]] = {}

    def look(command: Command) -> tuple[Note, ...]:
        if command not in known:
            from cmdgen.availability import notes  # noqa: PLC0415  not every call has a command to look at

            known[command] = notes(command, platform, environ.get("PATH"))
        return known[command]

    return look


def option_error(look: Lacking) -> Callable[[GeneratedCommand], str | None]:
    """Return what tells the pipeline which option of an answer is unknown here, and what there is instead.

    Args:
        look: looks a command over.
    """

    def unknown(answer: GeneratedCommand) -> str | None:
        if answer.source.backend in _CERTAIN or "-" not in answer.command.text:
            return None
        found = [note.text for note in look(answer.command) if note.kind == "unknown-option"]
        return "; ".join(found) or None

    return unknown
