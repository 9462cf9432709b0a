"""A bounded walk over the bytes of a GGUF header: no count in the file is believed before it is checked."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import mmap

Scalar = int | float | bool | str

STRING: Final = 8
ARRAY: Final = 9
FIXED: Final = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: struct.Struct("<I"),
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<?"),
    10: struct.Struct("<Q"),
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}
"""Value types of fixed size by the number that stands for them in the file."""

MAX_KEY_BYTES: Final = 65535
"""The format's own limit is 2**16 - 1."""
MAX_TEXT_BYTES: Final = 1 << 24
"""Longest text value that is read; chat templates stay below 100 kB."""
MAX_STRINGS: Final = 1 << 23
"""Longest list of strings that is walked: sixteen times the largest vocabularies."""


class CutShortError(Exception):
    """The file ends before the value does."""


class NonsenseError(Exception):
    """A count or a type that no real file has."""


class Cursor:
    """A position in the mapped file.

    Args:
        data: the whole file; only the pages that are read get loaded.
    """

    __slots__ = ("_data", "_size", "position")

    def __init__(self, data: mmap.mmap | bytes) -> None:
        self._data = data
        self._size = len(data)
        self.position = 0

    def number(self, layout: struct.Struct) -> Scalar:
        """Read one value of fixed size."""
        start = self._advance(layout.size)
        value: Scalar = layout.unpack_from(self._data, start)[0]
        return value

    def count(self, *, each: int, what: str, limit: int) -> int:
        """Read a 64-bit count of things that take at least `each` bytes.

        Raises:
            NonsenseError: more than `limit`.
            CutShortError: the rest of the file cannot hold so many.
        """
        count = int(self.number(FIXED[10]))
        if count > limit:
            message = f"it claims {count} {what}"
            raise NonsenseError(message)
        if count * each > self._size - self.position:
            raise CutShortError
        return count

    def text(self, *, what: str, limit: int) -> str:
        """Read a string; bytes that are no UTF-8 are replaced."""
        length = self.count(each=1, what=f"bytes of {what}", limit=limit)
        start = self._advance(length)
        return bytes(self._data[start : start + length]).decode("utf-8", "replace")

    def value(self, kind: int) -> Scalar | None:
        """Read a metadata value; a list is walked over and comes back as None."""
        if kind == STRING:
            return self.text(what="text", limit=MAX_TEXT_BYTES)
        if kind == ARRAY:
            self._skip_list()
            return None
        if kind not in FIXED:
            message = f"it has a value of the unknown type {kind}"
            raise NonsenseError(message)
        return self.number(FIXED[kind])

    def _skip_list(self) -> None:
        kind = int(self.number(FIXED[4]))
        if kind == STRING:
            self._skip_strings(self.count(each=8, what="strings in a list", limit=MAX_STRINGS))
        elif kind in FIXED:
            self._advance(self.count(each=FIXED[kind].size, what="values", limit=1 << 40) * FIXED[kind].size)
        else:
            message = f"it has a list of the unknown type {kind}"
            raise NonsenseError(message)

    def _skip_strings(self, count: int) -> None:
        # Vocabularies have 150,000 entries, twice: the loop is kept to one unpack and one addition.
        data, position, last = self._data, self.position, self._size - 8
        length_at = FIXED[10].unpack_from
        for _ in range(count):
            if position > last:
                raise CutShortError
            position += 8 + length_at(data, position)[0]
        if position > self._size:
            raise CutShortError
        self.position = position

    def _advance(self, size: int) -> int:
        start = self.position
        if size > self._size - start:
            raise CutShortError
        self.position = start + size
        return start
