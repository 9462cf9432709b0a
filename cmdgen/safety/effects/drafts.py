"""An effect before its words are looked at, and what reads it from a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cmdgen.safety.effects.records import Kind, Work
from cmdgen.safety.options import Parsed
from cmdgen.safety.resolve.expand import Arg


@dataclass(frozen=True, slots=True)
class Draft:
    """An effect whose words are not yet looked at."""

    kind: Kind
    args: list[Arg] = field(default_factory=list)
    recursive: bool = False
    folders: bool = False
    destination: Arg | None = None
    into: bool = True
    newer_only: bool = False
    unknown: str | None = None
    shows: str | None = None
    work: Work | None = None
    name_options: frozenset[str] = frozenset()
    """What changes which files the names match, besides the shell's own options."""


Reader = Callable[[list[Arg], Parsed], list[Draft]]
