"""Finds the parts of a command that were left for the user to fill in."""

from __future__ import annotations

import re

# <FILE>, <YOUR NAME>, <file-name>.  Not after "<": that is a here-document.  Small letters only where
# no redirection from one file to another (`sort <in>out`) can be meant.
_BLANK = re.compile(
    r"(?<!<)<[A-Z][A-Z0-9_-]*(?: [A-Z][A-Z0-9_-]*)*>"
    r"|(?<![<\w])<[a-z][\w-]*>(?![\w./>&$\"'~(\0])"
)
_QUOTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"|\\.", re.DOTALL)
_WHOLE_BLANK = re.compile(r"[\"']<[A-Z][A-Z0-9_ -]*>[\"']")


def blanks(text: str) -> tuple[str, ...]:
    """Return the placeholders of a command, each once, in order.

    Text inside quotes is data (``grep '<title>'``), unless the quotes hold one name in capitals only.
    """
    return tuple(dict.fromkeys(text[start:end] for start, end in _places(text)))


def filled(text: str, word: str = "x") -> str:
    """Return the command with a word in each placeholder: what the shell's grammar may be asked about."""
    for start, end in reversed(_places(text)):
        text = text[:start] + word + text[end:]
    return text


def _places(text: str) -> list[tuple[int, int]]:
    whole = [(match.start() + 1, match.end() - 1) for match in _WHOLE_BLANK.finditer(text)]
    # Another character of the same length keeps the places right and the neighbours apart.
    bare = _QUOTED.sub(lambda match: "\0" * len(match.group()), text)
    return sorted({*whole, *(match.span() for match in _BLANK.finditer(bare))})
