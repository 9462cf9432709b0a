"""The lines of a page that a terminal would be shown: comments, definitions and the branches for paper left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONDITION: Final = re.compile(r"^[.']\s*(if|ie|el)\b\s*(.*)$", re.DOTALL)


def shown_lines(text: str) -> Iterator[str]:
    r"""Yield lines of text, and requests in the form `.NAME ARGUMENTS`, in order.

    Of conditions only `n` (terminal) and `t` (typesetter) are understood; anything else counts as not fulfilled,
    since in manuals it asks for a device or a version of the formatter.
    """
    lines = iter(text.split("\n"))
    skipping = 0
    taken = False
    for line in lines:
        if skipping:
            skipping += line.count("\\{") - line.count("\\}")
            continue
        if line[:1] not in {".", "'"}:
            yield line
            continue
        if line.startswith(('.\\"', "'\\\"", ".\\}", "..")) or line in {".", "'"}:
            continue
        request = re.match(r"[.']\s*(\S+)", line)
        name = "" if request is None else request[1]
        if name in {"de", "de1", "am", "ig", "dei"}:
            _skip_definition(lines, line)
            continue
        condition = _CONDITION.match(line)
        if condition is None:
            yield "." + line[1:].lstrip()
            continue
        kind, rest = condition.groups()
        if kind == "el":
            taken = not taken
        else:
            taken, rest = _holds(rest)
        opens = rest.count("\\{") - rest.count("\\}")
        if not taken:
            skipping = max(opens, 0)
            continue
        body = rest.replace("\\{", "").replace("\\}", "").strip().removesuffix("\\")
        if body and not body.startswith(('.\\"', "'br\\\"")):
            yield body


def _holds(condition: str) -> tuple[bool, str]:
    match = re.match(r"(!?)([nt])\b\s*(.*)$", condition, re.DOTALL)
    if match is None:
        return False, condition
    return (match[2] == "n") != bool(match[1]), match[3]


def _skip_definition(lines: Iterator[str], opening: str) -> None:
    ending = opening.split()[2:3]
    end = re.compile(rf"[.']\s*{re.escape(ending[0]) if ending else re.escape('.')}")
    for line in lines:
        if end.match(line):
            return
