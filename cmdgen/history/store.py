"""The file of the history: appended to by whoever answers, cut when it is too long, never worth an error."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from cmdgen.history.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME: Final = "history.jsonl"
MAX_BYTES: Final = 4_194_304
"""At twice this size the older half goes."""
_MAX_LINE_BYTES: Final = 262_144


class History:
    """The requests of the past, oldest first.

    Args:
        folder: the state folder; None, as on a machine without one, keeps nothing.
        max_bytes: how much is kept when the file is cut.
    """

    def __init__(self, folder: Path | None, *, max_bytes: int = MAX_BYTES) -> None:
        self._path = None if folder is None else folder / FILE_NAME
        self._max_bytes = max_bytes

    @property
    def path(self) -> Path | None:
        """The file, whether it exists or not."""
        return self._path

    def add(self, entry: Entry) -> bool:
        """Add an entry and return whether that was possible.

        One write in append mode: two programs at once lose nothing, and a killed one leaves at most a last line
        without its end, which the next one closes.
        """
        if self._path is None:
            return False
        line = entry.line().encode("ascii")
        if len(line) > _MAX_LINE_BYTES:
            return False
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _opened(self._path) as file:
                size = os.fstat(file).st_size
                os.write(file, line if _ends_whole(self._path, size) else b"\n" + line)
            if size > 2 * self._max_bytes:
                self._cut()
        except OSError:
            return False
        return True

    def entries(self) -> Iterator[Entry]:
        """Yield what can be read, oldest first; damaged lines are passed over."""
        if self._path is None:
            return
        try:
            with self._path.open("rb") as file:
                while line := file.readline(_MAX_LINE_BYTES):
                    entry = Entry.of(line)
                    if entry is not None:
                        yield entry
        except OSError:
            return

    def search(self, words: str, *, limit: int) -> list[Entry]:
        """Return the newest entries whose request or command holds all the words, oldest first.

        Args:
            words: separated by blanks; case does not matter; none finds everything.
            limit: entries at most.
        """
        wanted = words.casefold().split()
        found = [
            entry
            for entry in self.entries()
            if all(word in f"{entry.request}\n{entry.command}".casefold() for word in wanted)
        ]
        return found[-limit:] if limit else []

    def clear(self) -> bool:
        """Delete everything and return whether there was something.

        Raises:
            OSError: it cannot be deleted.
        """
        if self._path is None:
            return False
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        return True

    def _cut(self) -> None:
        """Keep the newer part, in whole lines."""
        if self._path is None:
            return
        temporary = self._path.with_suffix(".new")
        with self._path.open("rb") as old:
            old.seek(-self._max_bytes, os.SEEK_END)
            old.readline()
            kept = old.read()
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        with _opened(temporary) as new:
            os.write(new, kept)
        temporary.replace(self._path)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _ends_whole(path: Path, size: int) -> bool:
    """Return whether the file ends with a line end: a program that was killed may have left half a line."""
    if not size:
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
