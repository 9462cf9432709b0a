"""Starts an Ollama server on this machine and waits until it answers."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from cmdgen.backends.remote.deadline import Deadline
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.remote.ollama_api import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.remote.transport import Transport

_READY_WITHIN_S: Final = 10.0
_ONE_LOOK_S: Final = 1.0
_PAUSE_S: Final = 0.1


class Starting:
    """Starts the server, however many threads ask for it at once.

    Args:
        start: starts the program and returns without waiting for it.
    """

    def __init__(self, start: Callable[[], None]) -> None:
        self._start = start
        self._lock = threading.Lock()

    def start(self, transport: Transport, deadline: Deadline) -> None:
        """Start the server unless it runs by now, and return once it answers.

        Raises:
            RemoteFailureError: it did not answer in time.
            TimedOutError: the user's whole budget was spent.
            CmdgenError: whatever `start` raised, such as that the program is not installed.
        """
        with self._lock:
            if self._answers(transport, deadline):
                return
            self._start()
            end = time.monotonic() + _READY_WITHIN_S
            while time.monotonic() < end:
                deadline.check(transport.server)
                time.sleep(min(_PAUSE_S, deadline.left_s))
                if self._answers(transport, deadline):
                    return
        message = (
            f"Ollama was started, but does not answer at {transport.server.url} after {_READY_WITHIN_S:g} s"
        )
        hint = "run `ollama serve` in another terminal to see what it says"
        raise transport.server.failure(Kind.NOT_RUNNING, message, hint)

    @staticmethod
    def _answers(transport: Transport, deadline: Deadline) -> bool:
        try:
            transport.json("GET", VERSION, deadline=Deadline(min(_ONE_LOOK_S, deadline.left_s)))
        except RemoteFailureError:
            return False
        return True
