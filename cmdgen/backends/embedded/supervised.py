"""Work inside the C++ library, in a thread of its own, so that Ctrl-C reaches the thread that waits for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_INTERRUPTIBLE_S: Final = 0.1
"""Windows notices Ctrl-C only between waits."""


class Supervised:
    """One piece of work whose callbacks can end it, and whose failure is raised by whoever waits for it.

    Python raises KeyboardInterrupt in the main thread, wherever it is.  Inside a callback that would be the
    library's own code as often as ours, and xllamacpp drops whatever a callback raises and goes on.

    Args:
        go_on: called at each callback; what it raises ends the work.
        name: of the thread.
    """

    def __init__(self, go_on: Callable[[], None], name: str) -> None:
        self._go_on = go_on
        self._name = name
        self._failures: list[BaseException] = []
        self._interrupted = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether the work is to end before its time."""
        return bool(self._failures) or self._interrupted.is_set()

    def watched(self, step: Callable[[dict[str, Any]], bool]) -> Callable[[dict[str, Any]], bool]:
        """Return a callback for the library; True ends the work, as with `step`."""

        def callback(chunk: dict[str, Any]) -> bool:
            try:
                self._go_on()
                return step(chunk) or self._interrupted.is_set()
            except BaseException as error:  # noqa: BLE001  (raised again by `run`)
                self._failures.append(error)
                return True

        return callback

    def run(self, work: Callable[[], None]) -> None:
        """Do the work and wait for it; raises whatever it, a callback or Ctrl-C raised."""
        done = threading.Event()

        def guarded() -> None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001  (raised again below)
                self._failures.append(error)
            finally:
                done.set()

        threading.Thread(target=guarded, name=self._name, daemon=True).start()
        try:
            while not done.wait(_INTERRUPTIBLE_S):
                pass
        except BaseException:
            self._interrupted.set()
            done.wait()  # one token, or one batch of the prompt
            raise
        if self._failures:
            raise self._failures[0]
