"""The words of a call on the left, what the manuals say about them on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.ui.escape import printable
from cmdgen.ui.layout import cells, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.manuals import Meaning
    from cmdgen.ui.paint import Paint

_STYLES: Final = {"program": "bold", "subcommand": "bold", "option": "cyan", "operand": ""}
_WIDEST_LABEL: Final = 22
_GAP: Final = 2
_LEAST_ROOM: Final = 16
"""Columns for the text; with less, it goes below the words."""
_READING_WIDTH: Final = 100
UNKNOWN: Final = "not known here"


def meaning_rows(meanings: Sequence[Meaning], paint: Paint, width: int, indent: int) -> list[str]:
    """Return one row for each meaning that says something, wrapped to the terminal's width.

    The source stands once behind the program, and again where another one speaks.

    Args:
        indent: columns in front of each line.
    """
    if not any(meaning.text for meaning in meanings):
        return []
    source = next((meaning.source for meaning in meanings if meaning.source), "")
    rows = [
        (meaning, text)
        for meaning in meanings
        if (text := meaning.text or (UNKNOWN if meaning.kind in {"option", "program"} else ""))
    ]
    labels = [printable(meaning.shown).replace("\n", "\\n") for meaning, _ in rows]
    available = min(width, _READING_WIDTH + indent) - indent
    column = min(max(map(cells, labels)), _WIDEST_LABEL, max(available // 3, 4)) + _GAP
    room = available - column - 1
    below = room < _LEAST_ROOM
    if below:
        column, room = _GAP, max(available - _GAP - 1, 8)
    margin = " " * indent
    lines: list[str] = []
    for (meaning, text), label in zip(rows, labels, strict=True):
        is_first = meaning.kind == "program"
        said = (
            f"{text} [{meaning.source}]" if meaning.source and _is_named(meaning, source, is_first) else text
        )
        body = wrap(said, room)
        painted = margin + paint(label, _STYLES[meaning.kind])
        if below or cells(label) > column - _GAP:
            lines.append(painted)
        else:
            lines.append(painted + " " * (column - cells(label)) + body.pop(0))
        lines += [margin + " " * column + line for line in body]
    return [line.rstrip() for line in lines]


def _is_named(meaning: Meaning, source: str, is_first: bool) -> bool:
    return is_first or (meaning.source != source and meaning.kind != "operand")
