"""What a command would do to files, read from its statements: nothing is run and no file is looked at.

`effects` says which calls delete, move, overwrite or change what, by pattern; `cmdgen.preview` then looks up
what those patterns match right now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.safety.effects.records import (
    Effect,
    Example,
    Kind,
    Listing,
    Loss,
    Pattern,
    Preview,
    Search,
    SeenCall,
    Work,
)

if TYPE_CHECKING:
    from cmdgen.core.records import Command
    from cmdgen.safety.effects.following import Followed

__all__ = [
    "Effect",
    "Example",
    "Kind",
    "Listing",
    "Loss",
    "Pattern",
    "Preview",
    "Search",
    "SeenCall",
    "Work",
    "effects",
    "follow",
]


def effects(command: Command) -> tuple[Effect, ...]:
    """Return what a command does to files, in the order of its text; never raises, never looks at a file."""
    return follow(command).effects


def follow(command: Command) -> Followed:
    """Return the effects of a command together with the calls behind them; never raises."""
    from cmdgen.safety.effects.following import follow as follow_fully  # noqa: PLC0415 - the parsers load on first use

    return follow_fully(command)
