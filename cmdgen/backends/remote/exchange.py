"""One HTTP exchange in a thread of its own, so that whoever waits for it can always leave.

Timeouts of sockets bound each single wait.  They bound neither a name server that does not answer, nor
several addresses tried in turn, nor a server that sends a byte every second.  So the caller waits for the
thread, with a clock of its own, and on leaving cuts the connection.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

_INTERRUPTIBLE_S: Final = 0.1
"""Windows notices Ctrl-C only between waits."""


class GivenUpError(Exception):
    """The exchange was given up: by `abort`, or by the clock."""


class NotConnectedError(Exception):
    """No connection within the time for one."""


class OutOfTimeError(Exception):
    """No end within the time for all."""


class Exchange(Generic[T]):
    """A piece of work that can be left at any moment."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._connected = False
        self._finished = False
        self._given_up = False
        self._socket: socket.socket | None = None
        self._results: list[T] = []
        self._failures: list[BaseException] = []

    def run(self, work: Callable[[], T], *, connect_s: float, limit_s: float | None) -> T:
        """Return what `work` returns, and raise what it raises.

        Args:
            work: runs in another thread and hands `trace` to the HTTP library.
            connect_s: seconds until the connection must stand.
            limit_s: seconds for everything; None is without end.

        Raises:
            GivenUpError: another thread called `abort`.
            NotConnectedError, OutOfTimeError: the time is spent.
        """
        threading.Thread(target=self._work, args=(work,), name="cmdgen-http", daemon=True).start()
        try:
            self._wait(connect_s, limit_s)
        except BaseException:
            self.abort()
            raise
        if self._failures:
            raise self._failures[0]
        return self._results[0]

    def abort(self) -> None:
        """Make `run` raise at once and cut the connection; harmless at any time, from any thread."""
        with self._changed:
            self._given_up = True
            connection, self._socket = self._socket, None
            self._changed.notify_all()
        if connection is not None:
            # Of the plain socket: SSLSocket's own would take the TLS layer away under the thread that reads.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of how far the HTTP library has got; the `trace` extension of httpx."""
        with self._changed:
            if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
                self._socket = info["return_value"].get_extra_info("socket")
            elif event.endswith(".send_request_headers.started"):
                self._connected = True
                self._changed.notify_all()
            if self._given_up and not event.endswith((".failed", ".complete")):
                raise GivenUpError

    def check(self) -> None:
        """Raise GivenUpError if nobody waits any more."""
        if self._given_up:
            raise GivenUpError

    def _work(self, work: Callable[[], T]) -> None:
        try:
            self._results.append(work())
        except BaseException as error:  # noqa: BLE001  (raised again by the thread that waits)
            self._failures.append(error)
        finally:
            with self._changed:
                self._socket = None
                self._finished = True
                self._changed.notify_all()

    def _wait(self, connect_s: float, limit_s: float | None) -> None:
        started = time.monotonic()
        with self._changed:
            while not self._finished:
                if self._given_up:
                    raise GivenUpError
                passed = time.monotonic() - started
                if limit_s is not None and passed >= limit_s:
                    raise OutOfTimeError
                if not self._connected and passed >= connect_s:
                    raise NotConnectedError
                self._changed.wait(
                    _INTERRUPTIBLE_S if limit_s is None else min(_INTERRUPTIBLE_S, limit_s - passed)
                )
