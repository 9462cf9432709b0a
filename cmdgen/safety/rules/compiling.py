"""Makes the compiled form of the rule packs: `python -m cmdgen.safety.rules.compiling`, after every change of a pack."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cmdgen.safety.rules import compiled
from cmdgen.safety.rules.book import book_from_packs

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def text(folder: Path = compiled.FOLDER) -> str:
    """Return what the compiled form of the packs in the package has to be.

    Raises:
        ValueError: a pack cannot be used.
        OSError: a pack cannot be read.
    """
    book = book_from_packs()
    numbers = {rule: number for number, rule in enumerate(book.rules)}
    styles = list(dict.fromkeys(book.grammars.values()))
    style_numbers = {grammar: number for number, grammar in enumerate(styles)}
    index = {
        "checksum": compiled.checksum(folder),
        "rules": list(book.rules),
        "programs": {name: [numbers[rule.id] for rule in rules] for name, rules in book.by_program.items()},
        "patterned": [numbers[rule.id] for rule in book.patterned],
        "styles": [[grammar.style, sorted(grammar.values), grammar.abbreviates] for grammar in styles],
        "grammars": {name: style_numbers[grammar] for name, grammar in book.grammars.items()},
    }
    entries = _entries(folder)
    lines = [_line(index), *(_line(entries[rule]) for rule in book.rules)]
    return "".join(f"{line}\n" for line in lines)


def _entries(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Return the table of each rule, as it stands in its pack."""
    return {
        entry["id"]: entry
        for file in sorted(folder.glob("*.toml"))
        for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("rule", ())
    }


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    (compiled.FOLDER / compiled.FILE).write_text(text(), encoding="utf-8", newline="\n")
