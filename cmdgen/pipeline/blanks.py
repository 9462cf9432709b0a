"""Finds the parts of a command that were left for the user to fill in, and puts something there."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# <FILE>, <YOUR NAME>, <file-name>.  Not after "<": that is a here-document.  Small letters only where
# no redirection from one file to another (`sort <in>out`) can be meant.
_BLANK = re.compile(
    r"(?<!<)<[A-Z][A-Z0-9_-]*(?: [A-Z][A-Z0-9_-]*)*>"
    r"|(?<![<\w])<[a-z][\w-]*>(?![\w./>&$\"'~(\0])"
)
_QUOTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"|\\.", re.DOTALL)
_PLAIN = re.compile(r"[\w@%+=:,./~*?\[\]{}$-]+")
"""A value that goes into a command as it is; what a person types as a pattern or a variable is meant as one."""
_POSIX = frozenset({"bash", "zsh", "sh"})
_WHOLE_BLANK = re.compile(r"[\"']<[A-Z][A-Z0-9_ -]*>[\"']")


def blanks(text: str) -> tuple[str, ...]:
    """Return the placeholders of a command, each once, in order.

    Text inside quotes is data (``grep '<title>'``), unless the quotes hold one name in capitals only.
    """
    return tuple(dict.fromkeys(text[start:end] for start, end in _places(text)))


def filled(text: str, word: str = "x") -> str:
    """Return the command with a word in each placeholder: what the shell's grammar may be asked about."""
    return _replaced(text, lambda _start, _end: word)


def stand_in(text: str) -> tuple[str, dict[str, str]]:
    """Return the command with a name of the same length for each placeholder, and name -> placeholder.

    Every other character keeps its place.
    """
    names = {_name_for(blank): blank for blank in blanks(text)}
    return _replaced(text, lambda start, end: _name_for(text[start:end])), names


def fill_in(text: str, values: Mapping[str, str], dialect: str) -> str:
    """Return the command with a value in each placeholder.

    A value with blanks or signs of the shell is quoted, unless it holds quotes of its own.

    Args:
        values: placeholder -> what was typed.
        dialect: shell of the command.
    """

    def value(start: int, end: int) -> str:
        around = text[start - 1 : start] if text[start - 1 : start] == text[end : end + 1] else ""
        return _quoted(values[text[start:end]], around if around in {"'", '"'} else "", dialect)

    return _replaced(text, value)


def _quoted(value: str, around: str, dialect: str) -> str:
    posix = dialect in _POSIX
    if around == "'":
        return value.replace("'", "'\\''") if posix else value
    if around == '"':
        return re.sub(r'(["\\`])', r"\\\1", value) if posix else value
    if _PLAIN.fullmatch(value) or re.search(r"['\"\\]", value):
        return value
    return shlex.quote(value) if posix else f'"{value}"'


def _name_for(blank: str) -> str:
    return re.sub(r"[<> -]", "_", blank)


def _replaced(text: str, by: Callable[[int, int], str]) -> str:
    for start, end in reversed(_places(text)):
        text = text[:start] + by(start, end) + text[end:]
    return text


def _places(text: str) -> list[tuple[int, int]]:
    whole = [(match.start() + 1, match.end() - 1) for match in _WHOLE_BLANK.finditer(text)]
    # Another character of the same length keeps the places right and the neighbours apart.
    bare = _QUOTED.sub(lambda match: "\0" * len(match.group()), text)
    return sorted({*whole, *(match.span() for match in _BLANK.finditer(bare))})
