"""What looks at a command is loaded while the model still writes it: the engine and the network leave Python idle."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from cmdgen.core.records import Command

if TYPE_CHECKING:
    from cmdgen.core.ports import Screener


def load_screening(screen: Screener, dialect: str) -> None:
    """Begin to load the parser of a dialect, the rules, and what knows about programs and their options.

    Args:
        screen: the validator.
        dialect: of the command that is to come.
    """
    threading.Thread(target=_loaded, args=(screen, dialect), name="ahead", daemon=True).start()


def _loaded(screen: Screener, dialect: str) -> None:
    # Whatever goes wrong here goes wrong again where the command is looked at, and is told there.
    with contextlib.suppress(Exception):
        import cmdgen.availability  # noqa: F401, PLC0415

        screen(Command(text="ls", dialect=dialect))
