"""A command of several lines as one line that does the same, where there is one.

bash keeps a history without times one line an entry.  What a line end means depends on where it stands: the end of a
statement, a blank, or a part of a quoted text.  So each of them is replaced in turn, and the statements that the
parser of the screening then reads must be those that it read before; at the end bash itself is asked.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Command
from cmdgen.safety.ir import SyntaxProblem, TooComplex
from cmdgen.safety.syntax.posix import parse

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_LINES: Final = 60
_HEREDOC: Final = re.compile(r"(?<!<)<<(?!<)")
_CONTINUED: Final = re.compile(r"(?<!\\)(?:\\\\)*\\\n")
_NO_END: Final = re.compile(r"(?:[;&|({]|(?:^|[\s;&|(])(?:then|do|else|in|if|elif|while|until))$")
"""Behind this a statement cannot have ended: the line end is a blank."""


def one_line(text: str, syntax_error: Callable[[Command], str | None]) -> str | None:
    """Return a bash command in one line that does the same; None where no such line is known.

    There is none for here-documents, quoted line ends and comments.

    Args:
        text: one command of any number of lines.
        syntax_error: bash's own complaint about a command, or None.
    """
    text = text.strip("\n")
    if "\n" not in text:
        return text
    if text.count("\n") >= _MAX_LINES or _HEREDOC.search(text):
        return None
    try:
        meant = _statements(text)
        joined = _CONTINUED.sub(lambda found: found.group()[:-2], text)
        while "\n" in joined:
            joined = _with_one_less(joined, meant)
        if _statements(joined) != meant:
            return None
    except (SyntaxProblem, TooComplex):
        return None
    return joined if syntax_error(Command(text=joined, dialect="bash")) is None else None


def _with_one_less(text: str, meant: object) -> str:
    """Return the text with something in place of its first line end.

    Raises:
        SyntaxProblem: nothing there leaves the statements as they are.
    """
    before, after = text.split("\n", 1)
    before, after = before.rstrip(" \t"), after.lstrip(" \t\n")
    if not before:
        return after
    # A closing parenthesis ends a subshell, or begins a branch of `case` or the body of a function.
    first = " " if _NO_END.search(before) or before.endswith(")") else "; "
    for between in (first, "; " if first == " " else " "):
        candidate = before + between + after
        try:
            if _statements(candidate) == meant:
                return candidate
        except SyntaxProblem:
            continue
    message = "this line end cannot be replaced"
    raise SyntaxProblem(message, len(before))


def _statements(text: str) -> object:
    return _without_places(parse(text))


def _without_places(value: object) -> object:
    """Return what the parser read, without where it stands."""
    if isinstance(value, tuple):
        return tuple(map(_without_places, value))
    if is_dataclass(value):
        return (
            type(value).__name__,
            *(_without_places(getattr(value, field.name)) for field in fields(value) if field.name != "span"),
        )
    return value
