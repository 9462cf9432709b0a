"""The options that a call uses, read by a list of those that the program has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONG_NAMES: Final = frozenset({"find", "gfind"})
"""Programs whose options have one dash and several letters, and stand between operands."""
_RUNNERS: Final = frozenset({"xargs", "env", "timeout", "gxargs", "genv", "gtimeout"})
"""Programs that run another one: what follows their first operand is the options of that."""
_UNKNOWN_WORD: Final = "…"


def unknown_options(words: Sequence[str], known: Mapping[str, bool]) -> Iterator[tuple[int, str]]:  # noqa: C901, PLR0912  a reader of a grammar branches as often as the grammar
    """Yield the position and the spelling of each option that is not known.

    Args:
        words: the program and its arguments.
        known: spelling -> whether it takes the next word as its value.
    """
    position = 0
    has_long_names = words[0] in LONG_NAMES
    while (position := position + 1) < len(words):
        word = words[position]
        if word == "--" or (words[0] in _RUNNERS and not word.startswith("-")):
            return
        if (
            len(word) < 2
            or word[0] != "-"
            or _UNKNOWN_WORD in word
            or (re.fullmatch(r"-\d+", word) and "-NUM" in known)
        ):
            continue
        name, equals, _ = word.partition("=")
        if has_long_names:
            if word in {"-exec", "-execdir", "-ok", "-okdir"}:
                position = next(
                    (i for i in range(position, len(words)) if words[i] in {";", "+"}), len(words)
                )
            elif word.startswith("-newer") or re.fullmatch(r"-O\d", word):
                position += word != "-newer" or known.get("-newer", True)
            elif name not in known:
                yield position, name
            else:
                position += known[name]
        elif name.startswith("--"):
            full = _full_name(name, known)
            if full is None:
                yield position, name
            elif known[full] and not equals:
                position += 1
        else:
            for spelling, takes_next in _letters(word, known):
                if spelling not in known:
                    yield position, spelling
                position += takes_next


def _full_name(name: str, known: Mapping[str, bool]) -> str | None:
    if name in known:
        return name
    return next((option for option in known if option.startswith(name)), None)


def _letters(word: str, known: Mapping[str, bool]) -> Iterator[tuple[str, bool]]:
    """Yield each option of a bundle, and whether its value is the next word."""
    if word in known:
        yield word, known[word]
        return
    for index, letter in enumerate(word[1:], start=1):
        spelling = f"-{letter}"
        if known.get(spelling):  # what follows in the same word is the value
            yield spelling, index + 1 == len(word)
            return
        if spelling not in known and not letter.isalpha():
            return  # the value of an option whose value may be left out, such as -i.bak
        yield spelling, False
        if spelling not in known:
            return  # the letters behind may be its value
