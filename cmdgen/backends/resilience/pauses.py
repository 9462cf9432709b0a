"""How long to wait before the next try, and waiting that Ctrl-C and other threads can end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import threading

    from cmdgen.backends.remote.failures import RemoteFailureError

MAX_BACKOFF_S: Final = 3.0
"""All waiting of one answer together, in seconds; what a server asks for with Retry-After comes on top."""
SHORTEST_TRY_S: Final = 0.1
"""A try that could not last this long is not started."""
_FIRST_BACKOFF_S: Final = 0.5
_SLICE_S: Final = 0.1


def backoff_s(tries: int, spent_s: float, draw: float) -> float:
    """Return our own part of the pause: it doubles with each try and is drawn from its upper half.

    Args:
        tries: how many there were, at least 1.
        spent_s: what earlier pauses of this kind took; all of them together stay within MAX_BACKOFF_S.
        draw: a random number from 0 to 1, so that clients that failed together do not come back together.
    """
    longest = min(_FIRST_BACKOFF_S * 2.0 ** (min(tries, 30) - 1), MAX_BACKOFF_S)
    return max(0.0, min(longest * (0.5 + draw / 2), MAX_BACKOFF_S - spent_s))


def pause_s(failure: RemoteFailureError, backoff: float, left_s: float) -> float | None:
    """Return how long to wait before the next try; None if there is no point in one.

    Args:
        backoff: our own part of it; 0 when nothing is left of that.
        left_s: what is left of the time budget; the pause leaves enough of it for a try.
    """
    if not failure.worth_another_try:
        return None
    asked = failure.retry_after_s
    if asked is not None and math.isnan(asked):
        asked = None
    # A little later than asked for: a thousand clients were told the same moment.
    pause = backoff + max(0.0, asked or 0.0)
    if pause <= 0:  # our own waiting is used up, and tries without a pause would only hammer the server
        return None
    return pause if pause + SHORTEST_TRY_S <= left_s else None


def wait(event: threading.Event, seconds: float) -> bool:
    """Wait until the event is set, at most this long, and return whether it is.

    In slices, because Windows does not let Ctrl-C end a wait on a lock.
    """
    while seconds > 0:
        if event.wait(min(seconds, _SLICE_S)):
            return True
        seconds -= _SLICE_S
    return event.is_set()
