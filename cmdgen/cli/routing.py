"""Decides whether the words on the command line are a subcommand or a request.

A first word that is the name of a subcommand is that subcommand only if the rest fits it:
``cmdgen status`` is one, ``cmdgen status of nginx`` is a request.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

ASK: Final = "ask"
"""Not a word that anybody types: the command that answers a request."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a subcommand's command line looks like."""

    least: int
    most: int
    """How many words it takes besides its options."""
    valued: frozenset[str]
    """Options that take the next argument as their value."""
    fits: Callable[[Sequence[str]], bool] | None = None
    """Whether these words, at least one, can be meant for it; None looks at their number only."""
    is_sure_with: frozenset[str] = frozenset()
    """Options that only it has: with one of them, or with `--`, a line is never a request."""


_SETTINGS = frozenset({"-b", "--backend", "-m", "--model", "-s", "--shell", "-p", "--profile", "--config"})

_RULES_WORDS: Final[Mapping[str, int]] = {"list": 0, "show": 1, "test": 1}
"""What `cmdgen rules` can do -> how many words it takes."""
_SCRIPT_SUFFIXES: Final = (
    ".sh", ".bash", ".ksh", ".bats", ".zsh", ".fish", ".ps1", ".psm1", ".cmd", ".bat", ".mk", "makefile",
)  # fmt: skip


def _fits_rules(words: Sequence[str]) -> bool:
    return words[0] in _RULES_WORDS and len(words) - 1 in {0, _RULES_WORDS[words[0]]}


def _fits_scan(words: Sequence[str]) -> bool:
    """Return whether each word is, or looks like, a file: `cmdgen scan open ports` is a request."""
    return all(
        os.path.lexists(word) or "/" in word or "\\" in word or word.lower().endswith(_SCRIPT_SUFFIXES)
        for word in words
    )


SHAPES: Final[Mapping[str, Shape]] = {
    "check": Shape(1, 1, frozenset({"-s", "--shell"})),
    "explain": Shape(1, 1, frozenset({"-s", "--shell"})),
    # A format that is not known is a mistake to be told: as a request it would look like consent to a coding agent.
    "hook": Shape(1, 1, frozenset({"-s", "--shell"})),
    "rules": Shape(1, 2, frozenset({"-s", "--shell", "--pack"}), _fits_rules),
    "scan": Shape(
        1,
        sys.maxsize,
        frozenset({"-s", "--shell", "--format", "--level"}),
        _fits_scan,
        frozenset({"--format", "--level", "--"}),
    ),
    "status": Shape(0, 0, _SETTINGS),
}
ASK_VALUED: Final = _SETTINGS | {"--timeout", "--temperature", "--seed"}


@dataclass(frozen=True, slots=True)
class Route:
    """A command and the arguments for it."""

    command: str
    arguments: tuple[str, ...]


def route(arguments: Sequence[str]) -> Route:
    """Return which command gets which arguments."""
    position = _first_word(arguments)
    if position is not None and _fits(arguments[position], arguments[position + 1 :]):
        # Options may stand in front of a subcommand as well; if it does not know them, it says so.
        return Route(arguments[position], (*arguments[:position], *arguments[position + 1 :]))
    return Route(ASK, tuple(arguments))


def _first_word(arguments: Sequence[str]) -> int | None:
    """Return the position of the first argument that is neither an option nor an option's value."""
    value_next = False
    for position, argument in enumerate(arguments):
        if value_next:
            value_next = False
        elif argument == "--":
            return None
        elif argument.startswith("-") and argument != "-":
            value_next = argument in ASK_VALUED
        else:
            return position
    return None


def _fits(name: str, rest: Sequence[str]) -> bool:
    """Return whether the rest of the line is one that this subcommand can be meant by.

    Only the words count: a mistyped option is a mistake to be told, not a request.
    """
    shape = SHAPES.get(name)
    if shape is None:
        return False
    words = _words(rest, shape)
    number = len(words)
    if any(argument.partition("=")[0] in shape.is_sure_with for argument in rest):
        return True
    if number and shape.fits is not None and not shape.fits(words):
        return False
    if "-h" in rest or "--help" in rest:
        return number <= shape.most
    # The bare name of a subcommand that wants a word is a subcommand with a word missing.
    return shape.least <= number <= shape.most or number == 0


def _words(rest: Sequence[str], shape: Shape) -> list[str]:
    words: list[str] = []
    value_next = False
    for position, argument in enumerate(rest):
        if value_next:
            value_next = False
        elif argument == "--":
            return [*words, *rest[position + 1 :]]
        elif argument.startswith("-") and argument != "-":
            value_next = argument in shape.valued
        else:
            words.append(argument)
    return words
