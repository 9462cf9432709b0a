"""A download on the screen: a bar with speed and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final, TextIO

from cmdgen.models.hub_errors import megabytes
from cmdgen.ui.errors import render_note
from cmdgen.ui.escape import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.models.progress import Progress
    from cmdgen.ui.paint import Paint
    from cmdgen.ui.sink import Messages
    from cmdgen.ui.terminal import Terminal

LINE_EVERY_S: Final = 5.0
_SPEED_OVER_S: Final = 10.0


def download_progress(
    stream: TextIO | None, messages: Messages, terminal: Terminal, paint: Paint, *, quiet: bool = False
) -> Progress:
    """Return what shows downloads on stderr.

    Args:
        stream: stderr itself.
        quiet: notes only.
    """
    if stream is not None and terminal.stderr_is_tty and not terminal.plain and not quiet:
        return DownloadBar(stream, terminal, paint)
    return DownloadLines(messages, paint, every_s=float("inf") if quiet else LINE_EVERY_S)


class DownloadBar:
    """One line that is drawn over and over, with rich."""

    def __init__(self, stream: TextIO, terminal: Terminal, paint: Paint) -> None:
        self._stream = stream
        self._terminal = terminal
        self._paint = paint
        self._bar: Any = None
        self._task: Any = None

    def begin(self, name: str, size_bytes: int | None, done_bytes: int) -> None:
        """Draw the bar, or set it back."""
        if self._bar is None:
            self._bar = self._new()
            self._task = self._bar.add_task(printable(name), total=size_bytes, completed=done_bytes)
            self._bar.start()
        else:
            self._bar.reset(self._task, total=size_bytes, completed=done_bytes, description=printable(name))

    def advance(self, count: int) -> None:
        """Move on."""
        if self._bar is not None:
            self._bar.advance(self._task, count)

    def end(self) -> None:
        """Leave the line as it is and go to the next."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def note(self, text: str) -> None:
        """Write a line above the bar."""
        if self._bar is None:
            self._stream.write(render_note(text, self._paint))
            self._stream.flush()
        else:
            self._bar.console.print(
                f"cmdgen: {printable(text)}", markup=False, highlight=False, soft_wrap=True
            )

    def _new(self) -> Any:
        from rich.console import Console  # noqa: PLC0415, TID251  a tenth of a second to import
        from rich.progress import (  # noqa: PLC0415, TID251
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        console = Console(
            file=self._stream,
            width=self._terminal.width,
            force_terminal=True,
            no_color=not self._terminal.colours,
            legacy_windows=False,
        )
        # The widths of its parts are fixed: on a narrow terminal the name gives way first.
        name = [TextColumn("{task.description}", markup=False)] if self._terminal.width >= 100 else []
        columns = [BarColumn(bar_width=None), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()]
        return Progress(*name, *columns, console=console, expand=True, speed_estimate_period=_SPEED_OVER_S)


class DownloadLines:
    """A line at the beginning, every few seconds, and at the end: for pipes, logs and plain terminals."""

    def __init__(
        self,
        messages: Messages,
        paint: Paint,
        *,
        every_s: float = LINE_EVERY_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._messages = messages
        self._paint = paint
        self._every_s = every_s
        self._clock = clock
        self._name = ""
        self._size: int | None = None
        self._done = self._came = 0
        self._started = self._said = 0.0

    def begin(self, name: str, size_bytes: int | None, done_bytes: int) -> None:
        """Say what begins."""
        self._name, self._size, self._done, self._came = name, size_bytes, done_bytes, 0
        self._started = self._said = self._clock()
        if self._every_s != float("inf"):
            size = "" if size_bytes is None else f", {megabytes(size_bytes)}"
            here = f"; {megabytes(done_bytes)} are here already" if done_bytes else ""
            self.note(f"fetching {name}{size}{here}")

    def advance(self, count: int) -> None:
        """Say how far it is, if some seconds have passed."""
        self._done += count
        self._came += count
        now = self._clock()
        if now - self._said >= self._every_s:
            self._said = now
            self.note(f"{self._name}: {self._state(now)}")

    def end(self) -> None:
        """Say how long it took."""
        if self._every_s != float("inf") and self._came:
            seconds = max(self._clock() - self._started, 0.001)
            speed = megabytes(int(self._came / seconds))
            self.note(f"{self._name}: {megabytes(self._came)} in {_span(seconds)}, {speed}/s")

    def note(self, text: str) -> None:
        """Write one line."""
        self._messages.write(render_note(text, self._paint))

    def _state(self, now: float) -> str:
        speed = self._came / max(now - self._started, 0.001)
        if not self._size:
            return f"{megabytes(self._done)}, {megabytes(int(speed))}/s"
        left = f", {_span((self._size - self._done) / speed)} left" if speed else ""
        share = 100 * self._done // self._size
        return (
            f"{share} %, {megabytes(self._done)} of {megabytes(self._size)}, {megabytes(int(speed))}/s{left}"
        )


def _span(seconds: float) -> str:
    whole = int(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60} min"
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{seconds:.1f} s"
