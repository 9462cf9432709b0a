"""The circuit breaker of one backend, shared by all programs of one user."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from cmdgen.backends.resilience.circuit import Circuit, from_json, to_json
from cmdgen.backends.resilience.state_file import Content, StateFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE_NAME: Final = "breaker.json"


class Breaker:
    """Remembers whether a backend keeps failing, in one small file for all backends.

    Where the file cannot be read or written the circuit is closed: the worst that can happen is that a
    dead server is asked once more.

    Args:
        folder: the state folder; None remembers nothing.
        key: of the backend in the file.
        clock: seconds since 1970.
    """

    def __init__(self, folder: Path | None, key: str, *, clock: Callable[[], float] = time.time) -> None:
        self._file = StateFile(folder, FILE_NAME)
        self._key = key
        self._clock = clock

    def circuit(self) -> Circuit:
        """Return what is known."""
        return self._of(self._file.read())

    def wait_s(self) -> float:
        """Return how long the backend is skipped from now on, in seconds; 0 if it is not."""
        return self.circuit().wait_s(self._clock())

    def try_pass(self) -> bool:
        """Return whether a request may start.

        Of all programs that ask after an open circuit's time is over, one may.
        """

        def decide(content: Content) -> bool:
            circuit, now = self._of(content), self._clock()
            if circuit.wait_s(now) > 0:
                return False
            self._put(content, circuit.passed(now))
            return True

        return self._file.update(decide) if self._is_known() else True

    def succeeded(self) -> None:
        """Close the circuit: the server is well."""
        if self._is_known():
            self._file.update(lambda content: self._put(content, Circuit()))

    def failed(self, reason: str) -> None:
        """Count a request that failed because the server is ill.

        Args:
            reason: what happened, in a few words that hold no address and no key.
        """
        self._file.update(lambda content: self._put(content, self._of(content).failed(reason, self._clock())))

    def released(self) -> None:
        """Take back a start that `try_pass` allowed: the request ended without a verdict."""
        if self._is_known():
            self._file.update(lambda content: self._put(content, self._of(content).released()))

    def _is_known(self) -> bool:
        """Return whether there is anything to change: a healthy backend costs one look and no writing."""
        return self._key in self._file.read()

    def _of(self, content: Content) -> Circuit:
        return from_json(content.get(self._key, {}))

    def _put(self, content: Content, circuit: Circuit) -> None:
        content.pop(self._key, None)  # so that what was changed last stands last
        if circuit != Circuit():
            content[self._key] = to_json(circuit)
