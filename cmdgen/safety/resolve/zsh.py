"""What zsh's parameter flags, modifiers and subscripts make of a value."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import Final

from cmdgen.safety import lazy_re, paths
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import CWD, HOME, SOME, UNKNOWN

_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "<": ">"}
_MODIFIER: Final = lazy_re.compile(r"([aAehlrtuPQ])(\d*)")
_MODIFIERS: Final = lazy_re.compile(r"\s*[aAehlrtuPQq]\d*(?::[aAehlrtuPQq]\d*)*")


def are_modifiers(text: str) -> bool:
    """Return whether what stands behind a colon are modifiers, not an offset."""
    return _MODIFIERS.fullmatch(text) is not None


def parse_flags(flags: str) -> dict[str, str]:
    """Return the letters of `(Us.:.)` with their arguments; the separator of `s` and `j` stands between marks."""
    found: dict[str, str] = {}
    index = 0
    while index < len(flags):
        letter = flags[index]
        index += 1
        if letter in "sjgIlrZpq" and letter not in "pq" and index < len(flags):
            close = flags.find(_PAIRS.get(flags[index], flags[index]), index + 1)
            if close > 0:
                found[letter] = flags[index + 1 : close]
                index = close + 1
                continue
        found[letter] = ""
    return found


def flagged(value: str, flags: dict[str, str], items: Sequence[str] | None) -> str:
    """Return a value after its flags; fields are left apart by blanks, at which an unquoted value is split."""
    joiner = flags.get("j", "\n" if "F" in flags else None)
    if joiner is not None and items is not None:
        value = joiner.join(items)
    if "L" in flags or "U" in flags:
        value = value.lower() if "L" in flags else value.upper()
    if "C" in flags:
        value = value.title()
    if "Q" in flags or "z" in flags:
        try:
            value = " ".join(shlex.split(value))
        except ValueError:
            value = value.replace("'", "").replace('"', "")
    if flags.get("s"):
        value = value.replace(flags["s"], " ")
    if "%" in flags:
        value = value.replace("%~", CWD).replace("%/", CWD).replace("%d", CWD).replace("%n", SOME)
    return value


def modified(value: str, modifiers: str) -> str:
    """Return a value after modifiers such as `h:t`."""
    for letter, count in _MODIFIER.findall(modifiers):
        if letter == "h":
            value = _folder(value, int(count) if count else 1)
        elif letter == "t":
            value = value.rstrip("/").rsplit("/", 1)[-1]
        elif letter == "r":
            value = re.sub(r"\.[^./]*$", "", value)
        elif letter == "e":
            value = value.rpartition(".")[2] if "." in value.rsplit("/", 1)[-1] else ""
        elif letter in "aAP":
            value = paths.canonical(value)
        elif letter in "lu":
            value = value.lower() if letter == "l" else value.upper()
        elif letter == "Q":
            value = value.replace("'", "").replace('"', "")
    return value


def _folder(value: str, count: int) -> str:
    """Return the folder of a path; a count keeps that many parts from the front."""
    if value in (HOME, CWD) or value.startswith(("/", HOME, CWD)):
        return paths.canonical(value + "/..") if count == 1 else _front(value, count)
    if UNKNOWN in value or SOME in value:
        return value
    return value.rpartition("/")[0] or "."


def _front(value: str, count: int) -> str:
    """Return the first parts of an absolute path: `/a/b/c:h2` is `/a`; of a home it may be any folder above."""
    if value[:1] in (HOME, CWD):
        value = "/home/" + SOME + value[1:]
    return "/" + "/".join([part for part in value.split("/") if part][: count - 1])


def element(value: str, index: str) -> str | None:
    """Return the characters of a text that a numeric subscript chooses, or None for any other subscript."""
    if not re.fullmatch(r"-?\d{1,4}(?:,-?\d{1,4})?", index) or not marks.is_known(value):
        return None
    first, _, last = index.partition(",")
    start = _position(int(first), len(value))
    end = _position(int(last), len(value)) if last else start
    return value[start : end + 1]


def _position(number: int, length: int) -> int:
    return number - 1 if number > 0 else max(0, length + number)
