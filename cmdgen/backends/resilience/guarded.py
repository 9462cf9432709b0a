"""Asks a server only if its circuit breaker allows that, and tells the breaker how it went."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.resilience.giving_up import SkippedError, StoppedError
from cmdgen.core.errors import NeedsDetailError, NoCommandError, TimedOutError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.resilience.breaker import Breaker
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import BackendInfo, CommandRequest, GeneratedCommand, Sampling

ILL: Final = frozenset({Kind.NOT_RUNNING, Kind.UNREACHABLE, Kind.TIMED_OUT, Kind.BUSY, Kind.BAD_ANSWER})
"""What says that a server is ill.  The other kinds are matters of configuration: they cost next to no
time, and the user should read their reason at every request."""


class Guarded:
    """A `CommandGenerator` behind a circuit breaker.

    Args:
        generator: the one to ask.
        name: its name for --backend.
        breaker: its circuit breaker.
        is_obeyed: False asks even while the circuit is open, for a backend that the user has just
            named on the command line or that is the only one that may answer; the breaker still
            learns how it went.
        observe: gets the seconds that an answer took, or None for a request without one.
        clock: seconds that never go back.
    """

    def __init__(  # noqa: PLR0913  (what is optional has a default)
        self,
        generator: CommandGenerator,
        name: str,
        *,
        breaker: Breaker,
        is_obeyed: bool = True,
        observe: Callable[[float | None], None] = lambda _seconds: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._generator = generator
        self._name = name
        self._breaker = breaker
        self._is_obeyed = is_obeyed
        self._observe = observe
        self._clock = clock

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`.

        Raises:
            SkippedError: the circuit is open.
            CmdgenError: whatever the generator raises.
        """
        if self._is_obeyed:
            self._check()
        started = self._clock()
        try:
            answer = self._generator.generate(request, sampling)
        except NoCommandError:
            self._breaker.succeeded()  # the server is well, its answer is not
            self._observe(None)
            raise
        except NeedsDetailError:
            self._breaker.succeeded()
            self._observe(self._clock() - started)
            raise
        except (RemoteFailureError, TimedOutError) as error:
            self._record(error)
            raise
        except BaseException:
            self._breaker.released()
            raise
        self._breaker.succeeded()
        self._observe(self._clock() - started)
        return answer

    def is_available(self) -> bool:
        """Return whether the server answers now, whatever the breaker says."""
        return self._generator.is_available()

    def info(self) -> BackendInfo:
        """Return who would answer."""
        return self._generator.info()

    def shutdown(self) -> None:
        """Release everything."""
        self._generator.shutdown()

    def _check(self) -> None:
        if self._breaker.try_pass():
            return
        circuit, open_for_s = self._breaker.circuit(), self._breaker.wait_s()
        raise SkippedError(
            self._name, reason=circuit.reason, failures=circuit.failures, open_for_s=open_for_s
        )

    def _record(self, error: RemoteFailureError | TimedOutError) -> None:
        if isinstance(error, StoppedError):
            self._breaker.released()
            return
        kind = error.kind if isinstance(error, RemoteFailureError) else Kind.TIMED_OUT
        if kind in ILL:
            self._breaker.failed(kind.value)
        else:
            self._breaker.succeeded()
        self._observe(None)
