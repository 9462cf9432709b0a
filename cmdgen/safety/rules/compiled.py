"""The rule packs in a form that costs little to load: `packs.jsonl`, made from the TOML files beside it.

The first line is an index, each further line one rule as its pack has it.  A rule is made when it is looked up:
one command meets a few dozen of them.  The file is made, and compared with the packs in a test, by

    python -m cmdgen.safety.rules.compiling

It holds a checksum of the packs.  Where that is not the one of the files that are there, the packs themselves are
read, so an edited pack counts at once; see docs/adr/0017-compiled-rule-packs.md.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from cmdgen.safety.options import Grammar
from cmdgen.safety.rules.book import Book, read_rule

FOLDER: Final = Path(__file__).parent
FILE: Final = "packs.jsonl"
FORMAT: Final = 1
"""Changes whenever the index does."""

T = TypeVar("T")


class OnDemand(Mapping[str, T]):
    """A mapping whose values are made when they are first asked for.

    Args:
        keys: every key, in order, and what its value is made from.
        make: makes a value.
    """

    def __init__(self, keys: Mapping[str, Any], make: Callable[[Any], T]) -> None:
        self._keys = keys
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        """Return a value, made once."""
        found = self._made.get(key)
        if found is None:
            found = self._made.setdefault(key, self._make(self._keys[key]))
        return found

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value or the default; most programs that are asked for have no rules."""
        return self[key] if key in self._keys else default

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def checksum(folder: Path) -> int:
    """Return a number for the names and contents of the packs in a folder.

    It tells an old file from a new one.  It is no seal: whoever can write here can change the program itself.

    Raises:
        OSError: they cannot be read.
    """
    found = FORMAT
    for file in sorted(file for file in folder.iterdir() if file.suffix == ".toml"):
        found = zlib.crc32(file.read_bytes(), zlib.crc32(file.name.encode(), found))
    return found


def book(folder: Path = FOLDER) -> Book | None:
    """Return the rules in the compiled form, or None where it is missing, broken or older than the packs."""
    try:
        # As bytes: most lines are never looked at, and need not become text.
        first, *lines = (folder / FILE).read_bytes().rstrip(b"\n").split(b"\n")
        index = json.loads(first)
        if index["checksum"] != checksum(folder) or len(index["rules"]) != len(lines):
            return None
        return _book(index, lines)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _book(index: Mapping[str, Any], lines: Sequence[bytes]) -> Book:
    names: list[str] = index["rules"]
    rules = OnDemand(dict(zip(names, lines, strict=True)), lambda line: read_rule(json.loads(line)))
    return Book(
        rules,
        OnDemand(index["programs"], lambda numbers: tuple(rules[names[number]] for number in numbers)),
        tuple(rules[names[number]] for number in index["patterned"]),
        OnDemand(index["grammars"], lambda number: _grammar(index["styles"][number])),
    )


def _grammar(entry: Sequence[Any]) -> Grammar:
    style, values, abbreviates = entry
    return Grammar(style, frozenset(values), abbreviates)
