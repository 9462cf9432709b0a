"""When a completion ends: stop texts, and the time that is left."""

from __future__ import annotations

import time

from cmdgen.core.errors import TimedOutError


class Deadline:
    """A moment after which a completion is given up.

    Args:
        timeout_s: seconds from now.
    """

    __slots__ = ("_end", "_timeout_s")

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._end = time.monotonic() + timeout_s

    @property
    def left_s(self) -> float:
        """Seconds that are left; never negative."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether the time is spent."""
        return time.monotonic() >= self._end

    def check(self) -> None:
        """Raise TimedOutError if the time is spent."""
        if self.passed:
            raise self.error()

    def error(self) -> TimedOutError:
        """Return the error for the user."""
        message = f"the model gave no complete answer within {self._timeout_s:g} s"
        return TimedOutError(message, hint="allow more time with --timeout, or use a smaller model")


def first_stop(text: str, stops: tuple[str, ...]) -> int | None:
    """Return where the first of the stop texts begins, or None."""
    found = [at for stop in stops if stop and (at := text.find(stop)) >= 0]
    return min(found, default=None)
