"""A value as it is said and as it is written."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias


class Value(NamedTuple):
    """A value as it is said, as it is written, and how it is quoted: ``raw``, ``arg``, ``q``, ``re`` or ``sed``."""

    words: str
    written: str
    quoting: str = "arg"


Draw: TypeAlias = Callable[[random.Random], Value]
PLAIN: Final = re.compile(r"[A-Za-z0-9_@%+=:,./~^-]+\Z")


def quoted(value: str) -> str:
    """Quote for a POSIX shell, in double quotes wherever they do."""
    if re.search(r"[$`\"!]|\\(?![.*\[\]^$])", value):
        return "'" + value.replace("'", "'\\''") + "'"
    return '"' + value + '"'


def rendered(value: str, how: str) -> str:
    """Write a value into a command."""
    if how == "raw":
        return value
    if how == "re":
        return quoted(re.sub(r"([.*\[\]^$\\])", r"\\\1", value))
    if how == "sed":
        return re.sub(r"([.*\[\]^$\\/&])", r"\\\1", value)
    if how == "q":
        return quoted(value)
    if PLAIN.match(value):
        return value
    return value[:2] + quoted(value[2:]) if value.startswith("~/") else quoted(value)


def closed_list(body: str) -> Draw:
    """Read ``monday|mon => 1 | tuesday => 2`` as a pool.

    Raises:
        ValueError: an entry has no ``=>``.
    """
    entries: list[tuple[list[str], str]] = []
    words: list[str] = []
    for part in re.split(r"(?<!\\)\|", body):
        said, arrow, value = part.partition("=>")
        words.append(said.strip().replace("\\|", "|"))
        if arrow:
            entries.append((words, value.strip().replace("\\|", "|")))
            words = []
    if words or not entries:
        message = "a list is written as: words => value | other words|synonym => value"
        raise ValueError(message)

    def draw(rng: random.Random) -> Value:
        said, value = rng.choice(entries)
        return Value(rng.choice(said), value, "raw")

    return draw
