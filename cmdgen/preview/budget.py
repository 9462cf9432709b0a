"""How much may be looked at for all previews of one command together."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Spent(Exception):  # noqa: N818 - expected: the limits are there to be reached
    """The limit of entries or of time is reached."""


class Budget:
    """Counts what was looked at.

    Args:
        entries: files, folders and links at most.
        seconds: wall-clock time at most; a single question to the file system is not cut short.
        clock: tells the time in seconds.
    """

    def __init__(self, entries: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._left = entries
        self._clock = clock
        self._deadline = clock() + seconds

    def spend(self) -> None:
        """Count one entry.

        Raises:
            Spent: there is nothing left.
        """
        self._left -= 1
        if self._left < 0 or self._clock() > self._deadline:
            raise Spent
