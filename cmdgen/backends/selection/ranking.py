"""Which of several servers to ask first, by how they answered before.

For each backend the state folder keeps two exponentially weighted averages, with a weight of WEIGHT for
the newest request: the latency L of its answers, in seconds, and its success rate S, from 1 on.

1. Whoever has no record comes first, in the order of the configuration, and so gets one.
2. Then by L / S', the smallest first: the time until an answer if failed requests cost as much as
   good ones and are repeated.  S' = 1 - (1 - S) / 2^(age / RECOVERY_S): failures are forgotten by
   half in RECOVERY_S, so that a server that is well again is asked again.
3. Last, whoever has only failed, in the order of the configuration.

A record without an answer is forgotten after RECOVERY_S, every other one after FORGET_S.  Equal ones
stay in the order of the configuration.  The same record at the same time gives the same order.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.resilience.state_file import Content, StateFile, number_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cmdgen.backends.selection.candidates import Candidate

FILE_NAME: Final = "ranking.json"
WEIGHT: Final = 0.3
RECOVERY_S: Final = 600.0
FORGET_S: Final = 86_400.0
_LEAST_SUCCESS: Final = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How a backend answered so far."""

    latency_s: float | None = None
    """Average time of an answer, tries and pauses included; None if there was no answer yet."""
    success: float = 1.0
    """Average share of requests that were answered, 0 to 1."""
    at: float = 0.0
    """Of the last request, in seconds since 1970."""

    def after(self, seconds: float | None, now: float) -> Record:
        """Return the record after one more request.

        Args:
            seconds: until the answer; None for a request without one.
        """
        success = self.success + WEIGHT * ((seconds is not None) - self.success)
        latency_s = self.latency_s
        if seconds is not None:
            latency_s = seconds if latency_s is None else latency_s + WEIGHT * (seconds - latency_s)
        return Record(latency_s=latency_s, success=success, at=now)

    def is_current(self, now: float) -> bool:
        """Return whether it still says something; never if the clock was set back since."""
        return 0 <= now - self.at < (RECOVERY_S if self.latency_s is None else FORGET_S)

    def expected_s(self, now: float) -> float:
        """Return the seconds until an answer; infinite if there never was one."""
        if self.latency_s is None:
            return float("inf")
        forgotten = math.pow(0.5, max(0.0, now - self.at) / RECOVERY_S)
        return self.latency_s / max(1 - (1 - self.success) * forgotten, _LEAST_SUCCESS)


class Ranking:
    """The records of all backends.

    Args:
        folder: the state folder; None keeps nothing.
        clock: seconds since 1970.
    """

    def __init__(self, folder: Path | None, *, clock: Callable[[], float] = time.time) -> None:
        self._file = StateFile(folder, FILE_NAME)
        self._clock = clock

    def record(self, key: str) -> Record | None:
        """Return how a backend answered; None if nothing is known, or nothing any more."""
        record = _parsed(self._file.read().get(key, {}))
        return record if record is not None and record.is_current(self._clock()) else None

    def observe(self, key: str, seconds: float | None) -> None:
        """Add one request to a backend's record."""

        def add(content: Content) -> None:
            now = self._clock()
            before = _parsed(content.pop(key, {}))  # so that the last change stands last
            known = before if before is not None and before.is_current(now) else Record()
            after = known.after(seconds, now)
            content[key] = {"latency_s": after.latency_s, "success": after.success, "at": after.at}

        self._file.update(add)

    def ranked(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the candidates in the order in which to ask them."""
        if len(candidates) < 2:
            return tuple(candidates)
        now, content = self._clock(), self._file.read()

        def place(candidate: Candidate) -> float:
            record = _parsed(content.get(candidate.key, {}))
            return record.expected_s(now) if record is not None and record.is_current(now) else -1.0

        return tuple(sorted(candidates, key=place))


def _parsed(content: Mapping[str, Any]) -> Record | None:
    success = number_in(content.get("success"), 0, 1)
    at = number_in(content.get("at"), 0, 1e12)
    if success is None or at is None:
        return None
    return Record(latency_s=number_in(content.get("latency_s"), 0, 1e6), success=success, at=at)
