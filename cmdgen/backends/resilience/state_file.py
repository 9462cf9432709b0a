"""Small JSON files in the state folder that several programs share; never worth an error."""

from __future__ import annotations

import contextlib
import json
import math
import os
import stat
import sys
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MAX_BYTES: Final = 65_536
_MAX_ENTRIES: Final = 64
_LOCK_WAIT_S: Final = 0.2
_LOCK_STEP_S: Final = 0.005
Result = TypeVar("Result")
Content = dict[str, dict[str, Any]]
"""JSON objects by key."""


class StateFile:
    """One JSON object by key, each value a JSON object again.

    A reader sees the whole old or the whole new content, whenever a writer is killed.  Writers take
    turns by a lock.  Whoever does not get it soon, or may not write, goes on without writing: what
    is kept here only saves time.

    Args:
        folder: the state folder, made on the first writing; None keeps nothing.
        name: of the file.
    """

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder = folder
        self._name = name

    def read(self) -> Content:
        """Return the content; empty if there is none, or none of use."""
        if self._folder is None:
            return {}
        try:
            content = json.loads(_read_regular(self._folder / self._name))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(content, dict):
            return {}
        return {key: value for key, value in content.items() if isinstance(value, dict)}

    def update(self, change: Callable[[Content], Result]) -> Result:
        """Change the content in place and return what `change` returns, whether it could be kept or not.

        When more entries are there than are worth keeping, those that were put in first go.
        """
        with self._locked() as is_locked:
            before = self.read()
            content = dict(before)
            result = change(content)
            if is_locked and content != before:
                self._write(dict(list(content.items())[-_MAX_ENTRIES:]))
        return result

    def _write(self, content: Content) -> None:
        if self._folder is None:
            return
        # One name for all, safe under the lock: what a killed program leaves, the next one replaces.
        temporary = self._folder / f".{self._name}.new"
        try:
            temporary.unlink(missing_ok=True)
            number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "w", encoding="utf-8") as stream:
                stream.write(json.dumps(content) + "\n")
            temporary.replace(self._folder / self._name)
        except (OSError, ValueError):
            with contextlib.suppress(OSError):
                temporary.unlink()

    @contextlib.contextmanager
    def _locked(self) -> Iterator[bool]:
        """Hold the lock of this file, and tell whether it was to be had."""
        number = None
        try:
            if self._folder is not None:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                number = os.open(self._folder / f".{self._name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except (OSError, ValueError):
            number = None
        if number is None:
            yield False
            return
        try:
            yield _acquired(number)
        finally:
            os.close(number)  # which also gives the lock back


def number_in(value: Any, low: float, high: float) -> float | None:
    """Return a number from a file; None if it is none, or outside of [low, high]."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if low <= value <= high and math.isfinite(value) else None


def _read_regular(path: Path) -> bytes:
    """Return the beginning of a file; a named pipe in its place must not make us wait."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(number, "rb") as stream:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            return b""
        return stream.read(_MAX_BYTES)


def _acquired(number: int) -> bool:
    end = time.monotonic() + _LOCK_WAIT_S
    try:
        while not _try_lock(number):
            if time.monotonic() >= end:
                return False
            time.sleep(_LOCK_STEP_S)
    except OSError:
        return False  # a file system without locks
    return True


if sys.platform == "win32":
    import msvcrt

    def _try_lock(number: int) -> bool:
        """Return whether nobody else has the lock."""
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_lock(number: int) -> bool:
        """Return whether nobody else has the lock."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
