"""What the C++ library would print: kept off the terminal, and searched for the reason of a failure."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_STDERR: Final = 2
_REASON: Final = "error loading model: "
_LAST_WORDS: Final = "exiting due to"
_PATIENCE_S: Final = 0.5


def load_failure(log: str) -> str | None:
    """Return the reason in llama.cpp's own words for why a model did not load; None if the log has none.

    Args:
        log: everything that the library said, one message a line.
    """
    for line in log.splitlines():
        _, found, reason = line.partition(_REASON)
        if found and reason.strip():
            return reason.strip()
    return None


class CapturedLog:
    """What was written to the file descriptor of stderr meanwhile."""

    text = ""


@contextlib.contextmanager
def captured_stderr() -> Iterator[CapturedLog]:
    """Collect what any code of this process writes to stderr, C++ included, instead of showing it.

    The redirection holds for all threads, so it is only for the moment in which a load is known to fail.
    """
    import tempfile  # noqa: PLC0415  (only after a failure)

    log = CapturedLog()
    try:
        original = os.dup(_STDERR)
    except OSError:  # the process has no stderr
        yield log
        return
    try:
        with tempfile.TemporaryFile() as file:
            os.dup2(file.fileno(), _STDERR)
            try:
                yield log
            finally:
                log.text = _settled(file.fileno())
                os.dup2(original, _STDERR)
    finally:
        os.close(original)


def _settled(descriptor: int) -> str:
    """Return the log once its last line is there: a thread of the library writes it a moment later."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        text = _content(descriptor)
        if _LAST_WORDS in text or time.monotonic() > end:
            return text
        time.sleep(0.005)


def _content(descriptor: int) -> str:
    # The library's own writes move the shared file position: it is put back to the end after reading.
    size = os.lseek(descriptor, 0, os.SEEK_END)
    os.lseek(descriptor, 0, os.SEEK_SET)
    data = os.read(descriptor, size)
    os.lseek(descriptor, 0, os.SEEK_END)
    return data.decode("utf-8", "replace")
