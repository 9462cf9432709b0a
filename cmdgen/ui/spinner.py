"""A sign of life while the model thinks, gone without a trace afterwards."""

from __future__ import annotations

import threading
import time
from itertools import cycle
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

    from cmdgen.ui.sink import Messages
    from cmdgen.ui.terminal import Terminal

# Most answers of the starter model come sooner, and a flash of text is worse than none.
_DELAY_S: Final = 0.15
_FRAME_S: Final = 0.1
_COUNT_FROM_S: Final = 3.0
_BRAILLE: Final = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_ASCII: Final = "-\\|/"


class Spinner:
    """Context manager; the work happens in the body, in its own thread, so Ctrl-C reaches it.

    Nothing is drawn unless stderr is a terminal that can take back what it shows.
    """

    def __init__(self, messages: Messages, terminal: Terminal, label: str = "thinking") -> None:
        self._messages = messages
        self._active = terminal.stderr_is_tty and not terminal.plain
        self._frames = cycle(_BRAILLE if terminal.unicode else _ASCII)
        self._label = label[: max(terminal.width - 8, 0)]
        self._drawn = 0
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Spinner:  # noqa: PYI034  (typing.Self came with Python 3.11)
        """Start to count; drawing begins later."""
        if self._active:
            self._thread = threading.Thread(target=self._spin, name="spinner", daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take everything off the line again."""
        self._done.set()
        with self._lock:
            self._erase()
        if self._thread is not None:
            self._thread.join()

    def say(self, text: str) -> None:
        """Write lines above the spinner."""
        with self._lock:
            self._erase()
            self._messages.write(text)

    def _spin(self) -> None:
        started = time.monotonic()
        if self._done.wait(_DELAY_S):
            return
        while True:
            elapsed = time.monotonic() - started
            seconds = f" {elapsed:.0f}s" if elapsed >= _COUNT_FROM_S else ""
            with self._lock:
                # Asked again under the lock: nothing may be drawn after the line was cleared.
                if self._done.is_set():
                    return
                line = f"{next(self._frames)} {self._label}{seconds}"
                self._messages.write("\r" + line)
                self._drawn = len(line)
            if self._done.wait(_FRAME_S):
                return

    def _erase(self) -> None:
        if self._drawn:
            self._messages.write("\r" + " " * self._drawn + "\r")
            self._drawn = 0
