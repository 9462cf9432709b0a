"""The states of a circuit breaker and what leads from one to the next: values, no files.

closed     requests pass; so many failures in a row open it
open       requests are skipped, at first for FIRST_SKIP_S
half-open  that time is over: one request probes; its success closes the circuit, its failure opens
           it again for twice as long, up to LONGEST_SKIP_S

Times are those of the wall clock, because programs share the state and machines restart.  When the
clock was set back, the past that the state tells of has not happened yet: the circuit is half-open.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.resilience.state_file import number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

FAILURES_TO_OPEN: Final = 3
FIRST_SKIP_S: Final = 30.0
LONGEST_SKIP_S: Final = 600.0
PROBE_S: Final = 60.0
"""A probe that has said nothing for so long was killed; another one may start."""
_MAX_COUNT: Final = 1_000_000
_MAX_TIME: Final = 1e12
_MAX_REASON: Final = 40


class State(enum.Enum):
    """Whether a backend is asked."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """What is known about the requests to one backend."""

    failures: int = 0
    """In a row."""
    reason: str = ""
    """Of the last failure, in a few words."""
    opened_at: float | None = None
    """Seconds since 1970; None while it is closed."""
    skip_s: float = FIRST_SKIP_S
    """How long it stays open."""
    probe_at: float | None = None
    """When the request started that finds out whether the backend is back."""

    def state(self, now: float) -> State:
        """Return the state at this moment."""
        if self.opened_at is None:
            return State.CLOSED
        return State.OPEN if _is_within(now, self.opened_at, self.skip_s) else State.HALF_OPEN

    def wait_s(self, now: float) -> float:
        """Return how long no request may pass, in seconds; 0 if one may pass now."""
        if self.opened_at is not None and _is_within(now, self.opened_at, self.skip_s):
            return self.opened_at + self.skip_s - now
        if self.probe_at is not None and _is_within(now, self.probe_at, PROBE_S):
            return self.probe_at + PROBE_S - now
        return 0.0

    def passed(self, now: float) -> Circuit:
        """Return the circuit after a request was let pass."""
        return replace(self, probe_at=now) if self.state(now) is State.HALF_OPEN else self

    def failed(self, reason: str, now: float) -> Circuit:
        """Return the circuit after a request that failed."""
        failures = min(self.failures + 1, _MAX_COUNT)
        state = self.state(now)
        changed = replace(self, failures=failures, reason=reason[:_MAX_REASON])
        if state is State.HALF_OPEN:
            skip_s = min(self.skip_s * 2, LONGEST_SKIP_S)
            return replace(changed, opened_at=now, skip_s=skip_s, probe_at=None)
        if state is State.CLOSED and failures >= FAILURES_TO_OPEN:
            return replace(changed, opened_at=now, skip_s=FIRST_SKIP_S, probe_at=None)
        # While it is open, the failure is of a request that started earlier or was asked for by name.
        return changed

    def released(self) -> Circuit:
        """Return the circuit after a request that ended without a verdict."""
        return replace(self, probe_at=None)


def to_json(circuit: Circuit) -> dict[str, Any]:
    """Return the circuit for a file."""
    return {
        name: getattr(circuit, name) for name in ("failures", "reason", "opened_at", "skip_s", "probe_at")
    }


def from_json(content: Mapping[str, Any]) -> Circuit:
    """Return the circuit from a file; what makes no sense counts as closed."""
    failures = number_in(content.get("failures"), 0, _MAX_COUNT)
    skip_s = number_in(content.get("skip_s"), FIRST_SKIP_S, LONGEST_SKIP_S)
    reason = content.get("reason")
    if failures is None or skip_s is None or not isinstance(reason, str):
        return Circuit()
    return Circuit(
        failures=int(failures),
        reason=reason[:_MAX_REASON],
        opened_at=number_in(content.get("opened_at"), 0, _MAX_TIME),
        skip_s=skip_s,
        probe_at=number_in(content.get("probe_at"), 0, _MAX_TIME),
    )


def _is_within(now: float, start: float, length_s: float) -> bool:
    return 0 <= now - start < length_s
