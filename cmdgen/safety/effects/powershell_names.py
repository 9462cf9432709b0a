"""File names as PowerShell writes them, as codes: drives, backslashes, wildcards that the cmdlet itself expands.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_wildcards
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cmdgen.safety.commands.powershell_paths import other_drive, plain
from cmdgen.safety.effects import codes
from cmdgen.safety.effects.codes import ACTIVE
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import HOME

_PROVIDER: Final = re.compile(r"(?i)^(?:microsoft\.powershell\.core\\)?filesystem::")
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_REGISTRY: Final = re.compile(r"(?i)^(?:hk[a-z]{2,3}|registry:?):")
_SETTLED: Final = re.compile(rf"(?:[A-Za-z]:|{HOME})?(?:/[^/]+)?")
"""The part of a path that the screening may have put there for a variable: `C:/Temp`, `~/AppData`."""
_BRACKET: Final = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Unclear:
    """A word whose files cannot be told."""

    reason: str


NO_FILE: Final = Unclear("")
"""What is named is a variable, a key of the registry or the like."""


def name_code(written: str, command: str, *, literal: bool) -> str | Unclear:
    """Return the code of a path, or why there is none.

    Args:
        written: the word, with its variables put in.
        command: the whole command.
        literal: wildcards stand for themselves, as with -LiteralPath.
    """
    text = _PROVIDER.sub("", plain(written)).strip("\r\n")
    if "::" in text or other_drive(text) or _REGISTRY.match(text):
        return NO_FILE
    if text.startswith(("\\\\", "//")):
        return Unclear("what is on another machine is not looked at")
    if not marks.is_known(text.replace(HOME, "")) or codes.found_in(text):
        return Unclear("the names are known only when it runs")
    path = text.replace("\\", "/")
    if path == "~" or path.startswith("~/"):
        path = HOME + path[1:]
    path = re.sub(r"^(?:\./+)+(?=.)", "", path)
    if _is_guess(path, command):
        return Unclear("the folder is known only when it runs")
    if _DRIVE.match(path) and not re.match(r"^[A-Za-z]:/", path):
        return Unclear("the folder of another drive is known only when it runs")
    return path if literal else _with_wildcards(path)


def _is_guess(path: str, command: str) -> bool:
    """Return whether a path begins with what the screening takes a variable for, such as `$env:TEMP`."""
    if not (_DRIVE.match(path) or path[:1] in (HOME, "/")):
        return False
    start = _SETTLED.match(path)
    assert start is not None  # noqa: S101 - it matches the empty text
    return start.group().lstrip(HOME).lower() not in command.replace("\\", "/").lower()


def _with_wildcards(path: str) -> str | Unclear:
    if "`" in path:
        return Unclear("a backtick in a pattern is not followed here")
    pieces, end = [], 0
    for match in _BRACKET.finditer(path):
        pieces += [_stars(path[end : match.start()]), ACTIVE["["], match.group(1), ACTIVE["]"]]
        end = match.end()
    rest = path[end:]
    if "[" in rest or any("[" in piece or "]" in piece for piece in pieces[::4]):
        return Unclear("a bracket that is not closed is an error")
    return "".join([*pieces, _stars(rest)])


def _stars(text: str) -> str:
    return text.replace("*", ACTIVE["*"]).replace("?", ACTIVE["?"])
