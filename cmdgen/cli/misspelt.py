"""What was meant by a word that is nearly the name of a subcommand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG: Final = 6
"""Letters from which on two mistakes are still the same word; in a shorter one they make another word of it."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that this word most likely stands for; None if it is a name itself, or near to none."""
    found = sorted((distance(word, name), name) for name in names)
    if not found:
        return None
    mistakes, name = found[0]
    return name if 0 < mistakes <= (2 if len(name) >= _LONG else 1) else None


def distance(left: str, right: str) -> int:
    """Return how many letters are to be added, left out, replaced or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, char in enumerate(left, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]
