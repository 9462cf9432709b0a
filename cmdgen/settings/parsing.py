"""Turns the raw value of a key (text from a variable, or a TOML value) into the typed one.

Every parser raises ValueError with what is allowed, in words that follow the name of the key:
"timeout_s must be a number from 0.1 to 3600".
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level
from cmdgen.shells.dialects import DIALECTS, known_name

if TYPE_CHECKING:
    from collections.abc import Callable

SHELL_NAMES: Final = tuple(DIALECTS)
_TRUTHS: Final = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
# https://pkg.go.dev/time#ParseDuration, which Ollama reads keep_alive with
_GO_DURATION: Final = re.compile(r"-?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+")
_LIST_SIGNS: Final = re.compile("[\\[\\]\"']")
_PLAIN_NUMBER: Final = re.compile(r"-?\d+")


def text(raw: object) -> str:
    """Return text without the white space around it."""
    if not isinstance(raw, str) or not raw.strip():
        problem = "must be text that is not empty"
        raise ValueError(problem)
    if any(ord(char) < ord(" ") or char == "\x7f" for char in raw.strip()):
        problem = "must be one line of text without control characters"
        raise ValueError(problem)
    return raw.strip()


def unless(word: str, parse: Callable[[object], object]) -> Callable[[object], object]:
    """Return a parser that takes this word for None, and leaves the rest to another."""

    def parsed(raw: object) -> object:
        if isinstance(raw, str) and raw.strip() == word:
            return None
        try:
            return parse(raw)
        except ValueError as error:
            problem = f"{error}, or {word}"
            raise ValueError(problem) from None

    return parsed


def shell(raw: object) -> str | None:
    """Return the name of a shell, whatever path or spelling it comes in; None stands for auto."""
    value = text(raw)
    if value == "auto":
        return None
    name = known_name(value)
    if name is None:
        problem = f"must be auto or one of {', '.join(SHELL_NAMES)}"
        raise ValueError(problem)
    return name


def yes_level(raw: object) -> Level:
    """Return the highest level that `--yes` runs."""
    levels = {"safe": Level.SAFE, "moderate": Level.MODERATE}
    if not isinstance(raw, str) or raw not in levels:
        problem = "must be safe or moderate: --yes never runs anything of a higher level"
        raise ValueError(problem)
    return levels[raw]


def one_of(*words: str) -> Callable[[object], str]:
    """Return a parser that takes these words only."""
    problem = f"must be one of {', '.join(words)}"

    def parsed(raw: object) -> str:
        if not isinstance(raw, str) or raw not in words:
            raise ValueError(problem)
        return raw

    return parsed


def truth(raw: object) -> bool:
    """Return true or false."""
    if isinstance(raw, bool):
        return raw
    try:
        return _TRUTHS[str(raw).lower()]
    except KeyError:
        problem = "must be true or false"
        raise ValueError(problem) from None


def number(low: float, high: float) -> Callable[[object], float]:
    """Return a parser of numbers within these bounds, both included."""
    problem = f"must be a number from {low:g} to {high:g}"

    def parsed(raw: object) -> float:
        if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
            raise ValueError(problem)  # noqa: TRY004  the caller turns ValueError into a message
        try:
            value = float(raw)
        except (ValueError, OverflowError):
            raise ValueError(problem) from None
        if not low <= value <= high:  # NaN fails here too
            raise ValueError(problem)
        return value

    return parsed


def whole(low: int, high: int) -> Callable[[object], int]:
    """Return a parser of whole numbers within these bounds, both included."""
    problem = f"must be a whole number from {low} to {high}"

    def parsed(raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, (str, int)):
            raise ValueError(problem)  # noqa: TRY004  the caller turns ValueError into a message
        try:
            value = int(raw)
        except ValueError:
            raise ValueError(problem) from None
        if not low <= value <= high:
            raise ValueError(problem)
        return int(value)

    return parsed


def names(raw: object) -> tuple[str, ...]:
    """Return names in their order, each once; text separates them by commas or spaces, or is a list of TOML."""
    if isinstance(raw, str):
        bare = _LIST_SIGNS.sub(" ", raw) if raw.strip().startswith("[") else raw
        raw = re.split(r"[,\s]+", bare.strip(" ,\t")) if bare.strip(" ,\t") else []
    if not isinstance(raw, (list, tuple)) or not all(isinstance(name, str) and name.strip() for name in raw):
        problem = "must be a list of names"
        raise ValueError(problem)
    return tuple(dict.fromkeys(text(name) for name in raw))


def folder(raw: object) -> Path:
    """Return the path of a folder; a ~ in front stands for the home directory."""
    try:
        return Path(text(raw)).expanduser()
    except RuntimeError:
        problem = "must be a path that needs no home directory: there is none"
        raise ValueError(problem) from None


def keep_alive(raw: object) -> str:
    """Return how long a model stays in memory, as Ollama reads it; a bare number means seconds.

    Ollama takes a bare number for seconds as a JSON number only; as text it needs a unit.
    """
    if raw == "forever":
        return "-1s"  # any negative duration
    value = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if isinstance(value, str):
        value = value.strip()
        if _PLAIN_NUMBER.fullmatch(value):
            return f"{value}s"
        if _GO_DURATION.fullmatch(value):
            return value
    problem = "must be a time such as 5m, 1h30m or 0, or forever"
    raise ValueError(problem)


def api_key(raw: object) -> str:
    """Return a key that can be sent in a header."""
    value = text(raw)
    if not value.isascii() or " " in value:
        problem = "must be ASCII without spaces"
        raise ValueError(problem)
    return value
