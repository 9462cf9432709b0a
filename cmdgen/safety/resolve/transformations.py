"""What the operators of a parameter expansion make of a known value: cuts, replacements, changes of case."""

from __future__ import annotations

import fnmatch
import re
from typing import Final

from cmdgen.safety.resolve.marks import UNKNOWN

MAX_TRANSFORMED: Final = 2_000
"""Characters of a value whose cuts and replacements are computed; both take time in the square of the length."""
MAX_STARS: Final = 4
"""Wildcards of a pattern that is matched; each one multiplies the work."""


def transformed(value: str, op: str, operand: str) -> str:
    """Return a known value after a cut, replacement or change of case."""
    if len(value) > MAX_TRANSFORMED or operand.count("*") > MAX_STARS:
        return UNKNOWN
    if op in ("#", "##", "%", "%%"):
        return _cut(value, op, operand)
    if op[0] == "/":
        pattern, _, replacement = operand.partition("/")
        expression = fnmatch.translate(pattern).removesuffix(r"\Z").removesuffix(r"\z")
        return (
            re.sub(expression, lambda _: replacement, value, count=0 if op == "//" else 1)
            if pattern
            else value
        )
    if op in ("^", "^^", ",", ",,"):
        change = str.upper if op[0] == "^" else str.lower
        return change(value) if len(op) == 2 else change(value[:1]) + value[1:]
    if op == ":":
        offset, _, length = operand.partition(":")
        return _slice(value, offset.strip(), length.strip())
    return UNKNOWN


def _cut(value: str, op: str, pattern: str) -> str:
    ends = range(len(value) + 1) if op in ("#", "%%") else range(len(value), -1, -1)
    for end in ends:
        part = value[:end] if op[0] == "#" else value[end:]
        if fnmatch.fnmatchcase(part, pattern):
            return value[end:] if op[0] == "#" else value[:end]
    return value


def _slice(value: str, offset: str, length: str) -> str:
    if not re.fullmatch(r"-?\d+", offset) or not re.fullmatch(r"(-?\d+)?", length):
        return UNKNOWN
    start = int(offset)
    start = max(0, len(value) + start) if start < 0 else start
    if not length:
        return value[start:]
    end = len(value) + int(length) if int(length) < 0 else start + int(length)
    return value[start:end]
