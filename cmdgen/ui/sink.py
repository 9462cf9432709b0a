"""Where text leaves the program: stdout for the command, stderr for everything else."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING, Final, TextIO

from cmdgen.core.errors import UsageError
from cmdgen.ui.escape import printable

if TYPE_CHECKING:
    from io import BufferedIOBase

_CLOSED: Final = "it is closed"


def write_line(stream: TextIO | None, text: str) -> bool:
    """Write one line of result to stdout, byte for byte, and return whether somebody received it.

    A terminal gets control and invisible characters escaped.  A pipe or file gets exactly the text: in
    the stream's encoding, or in UTF-8 where that encoding lacks a character.  (Replacing the character
    would hand another command to whoever reads it.)

    Returns:
        False when the reader went away (`| head -0`), which is not worth a message; the convention
        for the exit status is 141, as if SIGPIPE had ended us.

    Raises:
        UsageError: stdout is closed, full or cannot be written to for another reason.
    """
    if stream is None:
        raise _unwritable(_CLOSED)
    try:
        if stream.isatty():
            stream.write(printable(text) + "\n")
            stream.flush()
        else:
            stream.flush()
            _write_bytes(stream, text + "\n")
    except ValueError as error:
        raise _unwritable(_CLOSED) from error
    except OSError as error:
        point_at_nothing(stream)
        if isinstance(error, BrokenPipeError):
            return False
        # Windows answers EINVAL for a pipe whose reader went away.
        if os.name == "nt" and error.errno == errno.EINVAL:
            return False
        raise _unwritable(error.strerror or "unknown reason") from error
    return True


def _write_bytes(stream: TextIO, text: str) -> None:
    buffer: BufferedIOBase | None = getattr(stream, "buffer", None)
    if buffer is None:  # a stream in memory
        stream.write(text)
        return
    try:
        data = text.encode(stream.encoding or "utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass" if _has_lone_surrogates(text) else "surrogateescape")
    buffer.write(data)
    buffer.flush()


def _has_lone_surrogates(text: str) -> bool:
    """Return whether there are surrogates that do not stand for an undecodable byte."""
    return any("\ud800" <= char <= "\udfff" and not "\udc80" <= char <= "\udcff" for char in text)


def _unwritable(reason: str) -> UsageError:
    return UsageError(f"the result cannot be written to stdout: {reason}", hint="check where stdout goes")


def point_at_nothing(stream: TextIO) -> None:
    """Keep the interpreter from failing again when it flushes this stream at its end.

    https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


class Messages:
    """stderr, for people: what cannot be written is dropped, since there is nobody to tell."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write at once; characters that the encoding lacks come out as escapes."""
        if self._stream is None:
            return
        with contextlib.suppress(OSError, ValueError):
            encoding = self._stream.encoding or "utf-8"
            self._stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
            self._stream.flush()
