"""Why nobody waits for a server any longer.

CmdgenError
├── TimedOutError
│   └── BudgetSpentError       the last try took all the time that was left
└── RemoteFailureError
    ├── GaveUpError            tried as often as it makes sense
    ├── SkippedError           not asked: the circuit breaker is open
    ├── OvertakenError         too late for --max-wait
    └── StoppedError           called off from outside, which says nothing about the server
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.core.errors import TimedOutError

if TYPE_CHECKING:
    from cmdgen.core.errors import CmdgenError


@dataclass(frozen=True, slots=True)
class Effort:
    """What one answer, or one failure, has cost."""

    tries: int
    """Requests that were sent."""
    seconds: float
    """From the first request to the end, the waiting included."""

    def __str__(self) -> str:
        return f"{self.tries} {'try' if self.tries == 1 else 'tries'} in {self.seconds:.1f} s"


class GaveUpError(RemoteFailureError):
    """The failure of the last try, with what all of them cost."""

    def __init__(self, last: RemoteFailureError, effort: Effort) -> None:
        # An answer such as 401 comes at once and is final: how long it took is no news.
        cost = f" ({effort})" if last.worth_another_try or effort.tries > 1 else ""
        super().__init__(
            last.message + cost,
            hint=hint_of(last),
            backend=last.backend,
            kind=last.kind,
            status=last.status,
            retry_after_s=last.retry_after_s,
        )
        self.effort = effort


class BudgetSpentError(TimedOutError):
    """The time budget ended while the server was still expected to answer."""

    def __init__(self, last: RemoteFailureError, budget_s: float, effort: Effort) -> None:
        message = f"the {budget_s:.3g} s of the time budget are spent: {last.message} ({effort})"
        super().__init__(message, hint="allow more time with --timeout, or use --backend embedded")
        self.effort = effort


class SkippedError(RemoteFailureError):
    """The backend failed so often that it is not asked for a while."""

    def __init__(self, backend: str, *, reason: str, failures: int, open_for_s: float) -> None:
        why = f"its last {failures} requests failed" + (f" ({reason})" if reason else "")
        super().__init__(
            f"{backend} is skipped for another {max(1, round(open_for_s))} s because {why}",
            hint=f"ask it nevertheless with --backend {backend}",
            backend=backend,
            kind=Kind.UNREACHABLE,
        )


class OvertakenError(RemoteFailureError):
    """The server is late, and somebody else can answer sooner."""

    def __init__(self, backend: str, max_wait_s: float) -> None:
        super().__init__(
            f"{backend} had no answer after the {max_wait_s:g} s of --max-wait",
            hint="wait longer with --max-wait",
            backend=backend,
            kind=Kind.TIMED_OUT,
        )


class StoppedError(RemoteFailureError):
    """The request was called off by `shutdown` while it ran."""

    def __init__(self, backend: str) -> None:
        super().__init__(
            f"the request to {backend} was called off",
            hint="ask again",
            backend=backend,
            kind=Kind.UNREACHABLE,
        )


def hint_of(error: CmdgenError) -> str:
    """Return what to do about an error, in words that always say something."""
    return error.hint or "see cmdgen status"
