"""Tells sentences from commands.

A model that explains instead of answering must not have its sentences run, and a sentence that begins
with "find" looks much like a command.  When in doubt it is a command: it will be shown, checked by the
shell's own parser and screened before anything happens.
"""

from __future__ import annotations

import re
from typing import Final

_OPENERS: Final = frozenset(
    "i the this that these those it its here there to sorry sure use try we you please unfortunately "
    "certainly of an as because since and or but so first second finally alternatively also simply "
    "however okay".split()
)
"""Words that begin an English sentence and are the name of no usual program."""

_CAPITAL_PROGRAMS: Final = frozenset({"Rscript", "Xephyr", "Xorg", "Xvfb"})

_GLUE: Final = frozenset(
    "the an this that these those you your is are was will would can could should which because of with by "
    "it its and or cannot not".split()
)
"""Words that join a sentence; two of them in plain words are one too many for arguments."""

_TALKERS: Final = frozenset(
    {"echo", "printf", "say", "git", "wall", "write", "notify-send", "logger", "figlet", "cowsay"}
)
"""Programs whose arguments may well be sentences."""

_CAPITALISED: Final = re.compile(r"[A-Z][a-z]+(?:'[a-z]+)?[,:.!]?|I|A|I'(?:m|ll|ve|d)")
_CONTRACTION: Final = re.compile(r"[A-Za-z]+['\u2019][a-z]+[,.]?")
_QUOTED: Final = re.compile(r"'[^']*'|\"(?:\\.|[^\"\\])*\"")
_SHELL_SIGNS: Final = re.compile(r"(?:^|\s)-{1,2}\w|[|<>$*=;&~\\{}()]|\w/\w|(?:^|\s)\.{0,2}/")
_REFUSAL: Final = re.compile(
    r"\b(?:sorry|unable|impossible|not possible|no way|can(?:not|['\u2019]?t)|never|avoid|dangerous|refuse"
    r"|(?:do|should|would|must)(?: not|n['\u2019]t)|instead of)\b",
    re.IGNORECASE,
)


def is_prose(line: str) -> bool:
    """Return whether a line is a sentence, or the beginning of one, rather than a command."""
    words = line.split()
    if not words:
        return True
    first = words[0]
    if not first.isascii() and any(sign.isalpha() for sign in first) and "/" not in first:
        return True  # a sentence in another language; programs have ASCII names
    if _CONTRACTION.fullmatch(first) or first.lower().rstrip(",:.!") in _OPENERS:
        return True
    if _CAPITALISED.fullmatch(first) and first not in _CAPITAL_PROGRAMS:
        return len(words) > 1 or first.endswith((",", ":", ".", "!"))
    if first in _TALKERS:
        return False
    bare = _QUOTED.sub("", line)
    if _SHELL_SIGNS.search(bare):
        return False
    plain = bare.split()
    glue = sum(word.lower().strip(",.") in _GLUE for word in plain[1:])
    ends_as_sentence = len(plain) > 3 and re.search(r"\w[.!?]$", plain[-1]) is not None
    return glue >= 2 or (ends_as_sentence and glue >= 1)


def is_refusal(text: str) -> bool:
    """Return whether a text warns or declines; a command quoted in it is not the answer."""
    return _REFUSAL.search(text) is not None
