"""Formats in which coding agents ask a program whether a command may run; one module for each.

`FORMATS` is the whole list.  A format only reads one question and writes one answer: it knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cmdgen.safety.hooks import claude_code, codex, copilot, cursor, gemini
from cmdgen.safety.hooks.asking import Asked, Decision, Format, NotUnderstood, read_payload

__all__ = ["FORMATS", "Asked", "Decision", "Format", "NotUnderstood", "read_payload"]

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({
    made.name: made for made in (claude_code.FORMAT, codex.FORMAT, copilot.FORMAT, cursor.FORMAT, gemini.FORMAT)
})  # fmt: skip
"""By the name that the command line takes."""
