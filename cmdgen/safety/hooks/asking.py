"""What all formats have in common: one question, one decision, and a strict reader of JSON."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

MAX_BYTES: Final = 16_777_216
"""A longer question is not read, and counts as not understood."""
_POWERSHELL_TOOLS: Final = frozenset({"powershell", "pwsh"})


class Decision(enum.Enum):
    """What the program that asks should do."""

    NONE = "none"
    """Go on as if nobody had been asked: its own permission rules decide."""
    ALLOW = "allow"
    """Run it without a question of its own."""
    ASK = "ask"
    """Ask the person."""
    DENY = "deny"
    """Do not run it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A command that is about to run."""

    command: str
    cwd: str | None = None
    """Where it would run, as the program says; None if it does not say."""
    dialect: str | None = None
    """Shell, where the name of the tool tells it."""
    can_ask: bool = True
    """Whether the program would really ask a person now; where not, asking would mean allowing."""


class NotUnderstood(Exception):  # noqa: N818  not a bug but an expected kind of input, which is answered strictly
    """The question is not one of this format; the message says why, in words for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One published format."""

    name: str
    read: Callable[[Mapping[str, Any]], Asked | None]
    """Return the command that is asked about, None where the question is about something else.

    Raises NotUnderstood where it is about a command but does not say which one.
    """
    write: Callable[[Decision, str], str]
    """(decision, reason) -> what stands on stdout; nothing is printed for an empty text."""
    asks: bool = True
    """Whether the program obeys `Decision.ASK`; where not, it has to be a denial."""


def read_payload(data: bytes) -> Mapping[str, Any]:
    """Return the JSON object in what the program has written.

    Raises:
        NotUnderstood: it is too long, no JSON, no object, or says one thing twice: two readers may take
            different ones, and only one of them would be screened.
    """
    if len(data) > MAX_BYTES:
        problem = f"the question is longer than {MAX_BYTES:,} bytes"
        raise NotUnderstood(problem)
    try:
        value = json.loads(data, object_pairs_hook=_without_repetition)
    except (ValueError, RecursionError) as error:
        problem = "the question is not valid JSON"
        raise NotUnderstood(problem) from error
    if not isinstance(value, dict):
        problem = "the question is not a JSON object"
        raise NotUnderstood(problem)
    return value


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        problem = "a key stands twice"
        raise ValueError(problem)
    return result


def text_of(table: object, key: str, what: str) -> str:
    """Return a text that has to be there.

    Raises:
        NotUnderstood: it is not, or is no text.
    """
    value = table.get(key) if isinstance(table, Mapping) else None
    if not isinstance(value, str):
        problem = f"the question names no {what}"
        raise NotUnderstood(problem)
    return value


def optional_text(table: Mapping[str, Any], key: str) -> str | None:
    """Return a text, or None where there is none."""
    value = table.get(key)
    return value if isinstance(value, str) else None


def dialect_of(tool: str) -> str | None:
    """Return the shell that a tool's name tells, or None."""
    return "powershell" if tool.lower() in _POWERSHELL_TOOLS else None
