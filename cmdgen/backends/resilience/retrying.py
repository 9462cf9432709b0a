"""Asks a server again when that may help, within one time budget."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.resilience.giving_up import (
    BudgetSpentError,
    Effort,
    GaveUpError,
    StoppedError,
    hint_of,
)
from cmdgen.backends.resilience.pauses import SHORTEST_TRY_S, backoff_s, pause_s, wait
from cmdgen.core.errors import TimedOutError

if TYPE_CHECKING:
    from collections.abc import Callable

    import tenacity

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import BackendInfo, CommandRequest, GeneratedCommand, Sampling


@dataclass(eq=False, slots=True, kw_only=True)
class _Call:
    """The course of one `generate`."""

    request: CommandRequest
    sampling: Sampling
    started: float
    tries: int = 0
    backed_off_s: float = 0.0
    next_pause_s: float | None = None
    """None: no further try."""
    stopped: threading.Event = field(default_factory=threading.Event)


class Retrying:
    """A `CommandGenerator` that repeats failed requests of another one.

    Only failures that say of themselves that another try may help are repeated, after a growing and
    randomly shortened pause, at most `MAX_BACKOFF_S` of pauses in all.  A server's Retry-After is
    obeyed as long as it fits into the time budget, and ends the tries at once when it does not.
    `sampling.timeout_s` is the budget of all tries and pauses together.

    Safe to use from several threads, if the generator is.

    Args:
        generator: the one to ask.
        name: its name for --backend.
        retries: how many tries may follow the first.
        request_timeout_s: limit of one try, in seconds; each gets this much or the rest of the budget.
        clock: seconds that never go back.
        pause: waits that many seconds; None is real waiting, which `shutdown` and Ctrl-C end.
        draw: random numbers from 0 to 1.
    """

    def __init__(  # noqa: PLR0913  (what is optional has a default)
        self,
        generator: CommandGenerator,
        name: str,
        *,
        retries: int = 2,
        request_timeout_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] | None = None,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._generator = generator
        self._name = name
        self._retries = retries
        self._request_timeout_s = request_timeout_s
        self._clock = clock
        self._pause = pause
        self._draw = draw
        self._lock = threading.Lock()
        self._running: set[_Call] = set()
        self._effort: Effort | None = None

    @property
    def effort(self) -> Effort | None:
        """What the last `generate` cost, whether it succeeded or not; None before the first."""
        return self._effort

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`.

        Raises:
            GaveUpError: the last failure, with the number of tries and the seconds.
            BudgetSpentError: the last try took all the time that was left.
            StoppedError: `shutdown` was called meanwhile.
            CmdgenError: whatever else the generator raises, unchanged.
        """
        call = _Call(request=request, sampling=sampling, started=self._clock())
        with self._lock:
            self._running.add(call)
        try:
            return self._first(call)
        except RemoteFailureError as failure:
            raise self._given_up(failure, call) from failure
        finally:
            with self._lock:
                self._running.discard(call)
                self._effort = self._cost(call)

    def is_available(self) -> bool:
        """Return whether the server answers now; this is not tried twice."""
        return self._generator.is_available()

    def info(self) -> BackendInfo:
        """Return who would answer."""
        return self._generator.info()

    def shutdown(self) -> None:
        """Call off what is running, pauses included, and release everything."""
        with self._lock:
            for call in self._running:
                call.stopped.set()
        self._generator.shutdown()

    def _first(self, call: _Call) -> GeneratedCommand:
        try:
            return self._try(call)
        except RemoteFailureError as failure:
            self._plan(failure, call)
            if call.next_pause_s is None:
                raise
            return self._further(failure, call)

    def _further(self, first: RemoteFailureError, call: _Call) -> GeneratedCommand:
        """Go on after a failure; only this needs tenacity, whose import costs more than a good request."""
        import tenacity  # noqa: PLC0415

        played_back = [first]

        def attempt() -> GeneratedCommand:
            if played_back:
                raise played_back.pop()
            return self._try(call)

        def pause(state: tenacity.RetryCallState) -> float:
            failure = None if state.outcome is None else state.outcome.exception()
            if call.tries > 1 and isinstance(failure, RemoteFailureError):
                self._plan(failure, call)
            return call.next_pause_s or 0.0

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(RemoteFailureError),
            wait=pause,
            stop=lambda _state: call.next_pause_s is None,  # asked after the pause is known
            sleep=lambda seconds: self._rest(seconds, call),
            reraise=True,
        )
        return retrying(attempt)

    def _try(self, call: _Call) -> GeneratedCommand:
        left_s = self._left_s(call)
        call.tries += 1
        limited = replace(call.sampling, timeout_s=min(left_s, self._request_timeout_s))
        try:
            return self._generator.generate(call.request, limited)
        except TimedOutError as error:
            # For the generator its limit is spent; here it was one try.
            raise RemoteFailureError(
                error.message, hint=hint_of(error), backend=self._name, kind=Kind.TIMED_OUT
            ) from error

    def _plan(self, failure: RemoteFailureError, call: _Call) -> None:
        """Decide about the next try, in `call.next_pause_s`."""
        call.next_pause_s = None
        if call.tries > self._retries or call.stopped.is_set():
            return
        backoff = backoff_s(call.tries, call.backed_off_s, self._draw())
        call.next_pause_s = pause_s(failure, backoff, self._left_s(call))
        call.backed_off_s += backoff

    def _rest(self, seconds: float, call: _Call) -> None:
        if self._pause is not None:
            self._pause(seconds)
        else:
            wait(call.stopped, seconds)
        if call.stopped.is_set():
            raise StoppedError(self._name)

    def _given_up(self, failure: RemoteFailureError, call: _Call) -> RemoteFailureError | TimedOutError:
        if call.stopped.is_set():
            return StoppedError(self._name)
        if failure.kind is Kind.TIMED_OUT and self._left_s(call) < SHORTEST_TRY_S:
            return BudgetSpentError(failure, call.sampling.timeout_s, self._cost(call))
        return GaveUpError(failure, self._cost(call))

    def _left_s(self, call: _Call) -> float:
        return max(0.0, call.sampling.timeout_s - (self._clock() - call.started))

    def _cost(self, call: _Call) -> Effort:
        return Effort(call.tries, self._clock() - call.started)
