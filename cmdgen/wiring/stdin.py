"""Data on stdin: the beginning of it is context for a request."""

from __future__ import annotations

import os
import stat
import sys
import threading
from typing import Final

MAX_BYTES: Final = 8192
PATIENCE_S: Final = 5.0
"""How long to wait for a program that writes slowly, or holds its end open and never writes."""


def has_data_source() -> bool:
    """Return whether stdin is something other than a terminal, a closed stream or the empty device."""
    if sys.stdin is None:
        return False
    try:
        descriptor = sys.stdin.fileno()
        return not os.isatty(descriptor) and not _is_empty_device(descriptor)
    except (OSError, ValueError):
        return False


def has_waiting_data() -> bool:
    """Return whether something stands on stdin already, without reading any of it; False where nobody can tell."""
    try:
        import fcntl  # noqa: PLC0415  POSIX only
        import termios  # noqa: PLC0415

        descriptor = sys.stdin.fileno()
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return os.fstat(descriptor).st_size > 0
        waiting = fcntl.ioctl(descriptor, termios.FIONREAD, b"\0\0\0\0")
        return int.from_bytes(waiting, sys.byteorder) > 0
    except (ImportError, OSError, ValueError, AttributeError):
        return False


def excerpt(*, max_bytes: int = MAX_BYTES, patience_s: float = PATIENCE_S) -> str:
    """Return the beginning of the data on stdin, as text; bytes that are not UTF-8 become U+FFFD.

    Reads until the end, until `max_bytes` are there, or until `patience_s` seconds have passed.
    """
    pieces: list[bytes] = []
    # A thread, because no way of waiting for input with a time limit works on pipes of all systems; one
    # that still waits when the program ends does not hold it up.
    reader = threading.Thread(target=_read, args=(pieces, max_bytes), name="stdin", daemon=True)
    reader.start()
    reader.join(patience_s)
    data = b"".join(list(pieces))[:max_bytes]
    # A character that the limit has cut in two is no damage in the data.
    return data.decode("utf-8", "replace" if len(data) < max_bytes else "ignore").replace("\0", "\ufffd")


def _read(pieces: list[bytes], max_bytes: int) -> None:
    left = max_bytes
    try:
        while left > 0:
            # os.read and not sys.stdin: its lock would be held at the end of the program.
            piece = os.read(sys.stdin.fileno(), left)
            if not piece:
                return
            pieces.append(piece)
            left -= len(piece)
    except (OSError, ValueError):
        return


def _is_empty_device(descriptor: int) -> bool:
    try:
        empty, stdin = os.stat(os.devnull), os.fstat(descriptor)  # noqa: PTH116
    except OSError:
        return False
    return (empty.st_dev, empty.st_ino, empty.st_rdev) == (stdin.st_dev, stdin.st_ino, stdin.st_rdev)
