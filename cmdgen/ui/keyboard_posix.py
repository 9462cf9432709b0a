"""The keyboard of a POSIX terminal.

https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap11.html (General Terminal Interface)
"""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import sys
import termios
import threading
from typing import TYPE_CHECKING, Any, Final, TextIO

from cmdgen.ui.escape import printable
from cmdgen.ui.keyboard import END, ENTER, ESCAPE, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# The rest of an arrow key's sequence follows its Esc at once; a person's Esc is followed by nothing.
_SEQUENCE_GAP_S: Final = 0.05
_CHUNK_BYTES: Final = 1024
_LFLAG, _CC = 3, 6  # places in what tcgetattr returns


class PosixKeyboard:
    """Reads the terminal behind a file descriptor, past Python's own buffering."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._encoding = getattr(sys.stdin, "encoding", None) or "utf-8"

    @contextlib.contextmanager
    def single_keys(self) -> Iterator[None]:
        """Read keys without waiting for Enter; signals work, and all of them put the terminal back."""
        before = termios.tcgetattr(self._descriptor)
        while_asking = _one_key_at_a_time(before, self._descriptor)
        with _put_back_by_signals(self._descriptor, before, while_asking):
            # TCSAFLUSH throws away what was typed before the question.
            termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, while_asking)
            try:
                yield
            finally:
                with contextlib.suppress(termios.error):
                    termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)

    def key(self) -> str:
        """Return one key; several characters at once are a paste and count as no key."""
        chunk = self._read()
        if chunk == b"\x1b" and self._more_follows():
            chunk += self._read()
        decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        text = decoder.decode(chunk)
        while not text and chunk and self._more_follows():  # half of a character
            text += decoder.decode(self._read())
        if text in {"", "\x04"}:
            return END
        if text in {"\r", "\n"}:
            return ENTER
        if text == "\x1b":
            return ESCAPE
        return text if len(text) == 1 and text.isprintable() else UNKNOWN

    def discard(self) -> None:
        """Throw away what was typed so far."""
        with contextlib.suppress(termios.error):
            termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def line(self) -> str | None:
        """Return one line; the terminal itself does the editing."""
        data = b""
        while not data.endswith(b"\n"):
            chunk = self._read()
            if not chunk:
                break
            data += chunk
        if not data:
            return None
        return data.rstrip(b"\r\n").decode(self._encoding, "surrogateescape")

    def goes_on(self) -> bool:
        """Return whether something follows a line at once, the beginning of a line included; it is thrown away."""
        try:
            before = termios.tcgetattr(self._descriptor)
        except termios.error:  # the terminal is gone
            return False
        # While lines are read, a line without its end cannot be seen.
        looking = _one_key_at_a_time(before, self._descriptor)
        with _put_back_by_signals(self._descriptor, before, looking), contextlib.suppress(termios.error):
            termios.tcsetattr(self._descriptor, termios.TCSANOW, looking)
            try:
                return self._more_follows()
            finally:
                termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, before)
        return False

    def edit(self, prompt: str, text: str) -> str | None:
        """Let the user change a text with the line editor, his own key bindings included.

        Nothing hidden is handed to the line editor, which would write it to the terminal raw: such
        characters become escapes, so what can be seen is what comes back.
        """
        try:
            import readline  # noqa: PLC0415  (some builds of Python lack it, and it touches the terminal)
        except ImportError:
            return self._edit_without_readline(prompt, text)
        readline.set_auto_history(False)
        readline.set_startup_hook(lambda: readline.insert_text(printable(text)))
        try:
            with _stdout_on_the_terminal():
                return input(prompt)
        except EOFError:
            return None
        finally:
            readline.set_startup_hook(None)

    def _edit_without_readline(self, prompt: str, text: str) -> str | None:
        os.write(2, f"{printable(text)}\n{prompt}(empty keeps it) ".encode(errors="backslashreplace"))
        answer = self.line()
        return text if answer == "" else answer

    def _read(self) -> bytes:
        try:
            return os.read(self._descriptor, _CHUNK_BYTES)
        except OSError:  # the terminal is gone
            return b""

    def _more_follows(self) -> bool:
        return bool(select.select([self._descriptor], [], [], _SEQUENCE_GAP_S)[0])


@contextlib.contextmanager
def without_echo(stream: TextIO | None) -> Iterator[None]:
    """Write no key to the screen; does nothing where the stream is no terminal, or one of another job."""
    before = None
    descriptor = -1
    with contextlib.suppress(termios.error, OSError, ValueError, AttributeError):
        descriptor = stream.fileno() if stream is not None else -1
        if _is_in_front(descriptor):
            before = termios.tcgetattr(descriptor)
    if before is None:
        yield
        return
    silent = list(before)
    silent[_LFLAG] &= ~(termios.ECHO | termios.ECHONL)
    with _put_back_by_signals(descriptor, before, silent):
        termios.tcsetattr(descriptor, termios.TCSADRAIN, silent)
        try:
            yield
        finally:
            with contextlib.suppress(termios.error, OSError):
                if _is_in_front(descriptor):
                    termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _is_in_front(descriptor: int) -> bool:
    """Return whether the terminal is this job's: who changes it from the background is stopped."""
    return os.tcgetpgrp(descriptor) == os.getpgrp()


def _one_key_at_a_time(modes: list[Any], descriptor: int) -> list[Any]:
    changed = list(modes)
    changed[_LFLAG] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    changed[_CC] = list(modes[_CC])
    changed[_CC][termios.VMIN], changed[_CC][termios.VTIME] = 1, 0
    # Ctrl-Z is a key like others here: after it and `fg`, shells differ in whose modes the terminal has.
    changed[_CC][termios.VSUSP] = bytes([os.fpathconf(descriptor, "PC_VDISABLE") & 0xFF])
    return changed


@contextlib.contextmanager
def _put_back_by_signals(descriptor: int, before: list[Any], while_asking: list[Any]) -> Iterator[None]:
    """Put the terminal back when a signal ends us, and take it again after Ctrl-Z and `fg`."""

    def end(signum: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)
        signal.signal(signum, signal.SIG_DFL)
        os.kill(os.getpid(), signum)

    def resume(_signum: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(termios.error, OSError):
            if _is_in_front(descriptor):
                termios.tcsetattr(descriptor, termios.TCSANOW, while_asking)

    handlers = {signal.SIGTERM: end, signal.SIGHUP: end, signal.SIGQUIT: end, signal.SIGCONT: resume}
    previous = {}
    if threading.current_thread() is threading.main_thread():
        for signum, handler in handlers.items():
            if signal.getsignal(signum) is not signal.SIG_IGN:
                previous[signum] = signal.signal(signum, handler)
    try:
        yield
    finally:
        for signum, handler_before in previous.items():
            signal.signal(signum, handler_before)


@contextlib.contextmanager
def _stdout_on_the_terminal() -> Iterator[None]:
    """Let the line editor write to the terminal while stdout goes elsewhere.

    The line editor writes to file descriptor 1 and works only if that is a terminal, but our stdout is
    for the command alone.
    """
    if os.isatty(1):
        yield
        return
    saved: int | None = None
    with contextlib.suppress(OSError):  # stdout is closed
        sys.stdout.flush()
        saved = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        if saved is None:
            os.close(1)
        else:
            os.dup2(saved, 1)
            os.close(saved)
