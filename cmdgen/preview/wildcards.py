"""File name patterns as regular expressions: `*`, `?`, `[...]`, and zsh's groups are not among them.

Source: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_13
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cmdgen.safety.effects.codes import ACTIVE, PLAIN, decoded

_CLASSES: Final = {
    "alpha": r"^\W\d_", "digit": "0-9", "alnum": r"^\W_", "space": r"\s", "blank": " \t", "punct": r"!-/:-@\[-`{-~",
    "upper": "A-Z", "lower": "a-z", "xdigit": "0-9A-Fa-f", "cntrl": r"\x00-\x1f\x7f",
}  # fmt: skip
_MEMBER: Final = re.compile(r"\[:(\w+):\]|(.)-(.)|(.)", re.DOTALL)
_BRACKET_END: Final = re.compile(r"(?![!^]\])[!^]?(?:\[:\w+:\]|.)(?:\[:\w+:\]|[^\]])*\]", re.DOTALL)
NEVER: Final = r"(?!)"
"""What matches nothing."""


@lru_cache(maxsize=256)
def component(code: str) -> re.Pattern[str]:
    """Return what one part of a path must look like, for a code whose active characters are private ones."""
    pieces: list[str] = []
    index = 0
    while index < len(code):
        char = code[index]
        index += 1
        if char == ACTIVE["*"]:
            if pieces[-1:] != [".*"]:
                pieces.append(".*")
        elif char == ACTIVE["?"]:
            pieces.append(".")
        elif char == ACTIVE["["] and (end := code.find(ACTIVE["]"], index)) >= 0:
            pieces.append(bracket(decoded(code[index:end])))
            index = end + 1
        else:
            pieces.append(re.escape(PLAIN.get(char, char)))
    return re.compile("".join(pieces), re.DOTALL)


@lru_cache(maxsize=256)
def quoted(pattern: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """Return the expression of a pattern that a program gets as text: there a backslash quotes, as in fnmatch(3)."""
    pieces: list[str] = []
    index = 0
    while index < len(pattern):
        char = pattern[index]
        index += 1
        if char == "\\" and index < len(pattern):
            pieces.append(re.escape(pattern[index]))
            index += 1
        elif char == "*":
            if pieces[-1:] != [".*"]:
                pieces.append(".*")
        elif char == "?":
            pieces.append(".")
        elif char == "[" and (end := _closing(pattern, index)) is not None:
            pieces.append(bracket(pattern[index:end]))
            index = end + 1
        else:
            pieces.append(re.escape(char))
    return re.compile("".join(pieces), re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def _closing(pattern: str, start: int) -> int | None:
    """Return the place of the `]` that closes a bracket which opened before `start`."""
    match = _BRACKET_END.match(pattern, start)
    return None if match is None else match.end() - 1


def bracket(inside: str) -> str:
    """Return the expression of what stands between `[` and `]`; a class or range that does not exist matches nothing."""
    negated = inside[:1] in ("!", "^")
    alternatives: list[str] = []
    for match in _MEMBER.finditer(inside[1:] if negated else inside):
        name, first, last, single = match.groups()
        if name is not None:
            if name not in _CLASSES:
                return NEVER
            alternatives.append(f"[{_CLASSES[name]}]")
        elif single is not None:
            alternatives.append(re.escape(single))
        elif first <= last:
            alternatives.append(f"[{re.escape(first)}-{re.escape(last)}]")
    either = "|".join(alternatives) or NEVER
    return f"(?:(?!{either}).)" if negated else f"(?:{either})"
