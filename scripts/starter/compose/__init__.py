"""Families of requests that are composed from parts instead of listed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from scripts.starter.language import Piece


@dataclass(frozen=True, slots=True)
class Composed:
    """One request with its command.

    Attributes:
        pieces: the request; values are marked, so that no slip of the fingers changes them.
        command: the command.
        name: the family and what of it, for instance ``find.delete``.
        imperative: whether "how do I" may be put before the request.
        system: the system tag that the command is for.
    """

    pieces: tuple[Piece, ...]
    command: str
    name: str
    imperative: bool = True
    system: str = "linux bash"


Composer: TypeAlias = Callable[[random.Random], Composed]
