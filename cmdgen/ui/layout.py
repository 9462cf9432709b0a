"""Lines of prose in the width of the terminal.

Only prose: a command is never broken by us, since a line break that the terminal makes is not part
of what is copied, and one that we make is.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from cmdgen.ui.escape import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

# Longer lines of prose are hard to read, however wide the terminal is.
_READING_WIDTH: Final = 100
# Narrower than this, a label has its own line.
_NARROW: Final = 40
_LABEL_WIDTH: Final = 11


def cells(text: str) -> int:
    """Return how many columns the text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(char) for char in text)


def _cells_of(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` columns, broken between words where possible."""
    lines = []
    for paragraph in printable(text).expandtabs(4).split("\n"):
        line = ""
        for word in _pieces(paragraph, width):
            longer = f"{line} {word}" if line else word
            if line and cells(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def _pieces(paragraph: str, width: int) -> Iterator[str]:
    """Yield the words, those that are wider than a line in several parts."""
    for word in paragraph.split():
        part = ""
        for char in word:
            if part and cells(part + char) > width:
                yield part
                part = ""
            part += char
        yield part


def shorten(text: str, width: int) -> str:
    """Return one line of at most `width` columns, with three dots where something was left out."""
    line = " ".join(printable(text).split())
    if cells(line) <= width:
        return line
    while line and cells(line) > width - 3:
        line = line[:-1]
    return line + "..."


def columns(width: int) -> tuple[int, int]:
    """Return the indent and the width of the text beside a label."""
    indent = 2 if width < _NARROW else _LABEL_WIDTH
    return indent, max(min(width, _READING_WIDTH) - indent - 1, 8)


def row(label: str, painted: str, body: list[str], width: int) -> list[str]:
    """Return a label with its text: beside each other, or on top of each other where it is narrow.

    Args:
        painted: the label as it is written, escape sequences included.
    """
    indent, _ = columns(width)
    if width < _NARROW:
        return [painted, *(" " * indent + line for line in body)]
    first, *rest = body or [""]
    head = painted + " " * (indent - len(label)) + first
    return [head.rstrip(" "), *(" " * indent + line for line in rest)]
