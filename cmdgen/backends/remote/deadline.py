"""How long one try may take, and whose limit it is when it is over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.core.errors import TimedOutError

if TYPE_CHECKING:
    from cmdgen.backends.remote.explain import Server
    from cmdgen.core.errors import CmdgenError


class Deadline:
    """The earlier of two moments: the end of one try, and the end of the user's whole budget.

    The first is the server's fault, and another try or another backend may help.  After the second nothing
    can.

    Args:
        try_s: what one try may take, in seconds.
        budget_s: what is left of the whole budget; None is without end.
    """

    __slots__ = ("_end", "_is_budget", "limit_s")

    def __init__(self, try_s: float, budget_s: float | None = None) -> None:
        self._is_budget = budget_s is not None and budget_s < try_s
        self.limit_s = try_s if budget_s is None else min(try_s, budget_s)
        self._end = time.monotonic() + self.limit_s

    @property
    def left_s(self) -> float:
        """Seconds that are left; never negative."""
        return max(0.0, self._end - time.monotonic())

    def check(self, server: Server) -> None:
        """Raise `error` if the time is spent."""
        if not self.left_s:
            raise self.error(server)

    def error(self, server: Server) -> CmdgenError:
        """Return what to raise when the time is spent."""
        message = f"{server.name} at {server.url} gave no complete answer within {self.limit_s:.3g} s"
        if self._is_budget:
            return TimedOutError(message, hint="allow more time with --timeout, or use a smaller model")
        return RemoteFailureError(
            message,
            hint="raise request_timeout_s, or use a smaller model on the server",
            backend=server.backend,
            kind=Kind.TIMED_OUT,
        )
