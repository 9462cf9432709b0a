"""Notes on what a command needs and this machine lacks, for the pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cmdgen.availability import Note
    from cmdgen.core.records import Command, Platform


def notes_for(platform: Platform, environ: Mapping[str, str]) -> Callable[[Command], tuple[Note, ...]]:
    """Return what looks a command over; nothing is read before the first one."""

    def look(command: Command) -> tuple[Note, ...]:
        from cmdgen.availability import notes  # noqa: PLC0415  not every call has a command to look at

        return notes(command, platform, environ.get("PATH"))

    return look
