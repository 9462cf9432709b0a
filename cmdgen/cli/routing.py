"""Decides whether the words on the command line are a subcommand or a request.

A first word that is the name of a subcommand is that subcommand only if the rest fits it:
``cmdgen status`` is one, ``cmdgen status of nginx`` is a request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


_SETTINGS = frozenset({"-b", "--backend", "-m", "--model", "-s", "--shell", "-p", "--profile", "--config"})

SHAPES: Final[Mapping[str, Shape]] = {
    "check": Shape(1, 1, frozenset({"-s", "--shell"})),
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

    Only the number of words counts: a mistyped option is a mistake to be told, not a request.
    """
    shape = SHAPES.get(name)
    if shape is None:
        return False
    words = _words(rest, shape)
    if "-h" in rest or "--help" in rest:
        return words <= shape.most
    # The bare name of a subcommand that wants a word is a subcommand with a word missing.
    return shape.least <= words <= shape.most or words == 0


def _words(rest: Sequence[str], shape: Shape) -> int:
    words, value_next = 0, False
    for position, argument in enumerate(rest):
        if value_next:
            value_next = False
        elif argument == "--":
            return words + len(rest) - position - 1
        elif argument.startswith("-") and argument != "-":
            value_next = argument in shape.valued
        else:
            words += 1
    return words
