#!/usr/bin/env python3
"""Writes the tables of docs/configuration.md from the keys and the built-in profiles.

`--check` writes nothing, and ends with status 1 if the page is not up to date.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tree that this script lies in, whatever else is installed

from cmdgen.settings import KEYS, Key, Settings, spelled  # noqa: E402
from cmdgen.settings.profiles import BUILT_IN  # noqa: E402
from cmdgen.settings.tables import flattened  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE: Final = ROOT / "docs" / "configuration.md"


def filled(text: str) -> str:
    """Return the page with its tables made anew.

    Raises:
        ValueError: the page has lost the place of a table.
    """
    for name, table in (("keys", _keys()), ("profiles", _profiles())):
        start, end = f"<!-- {name}: made by scripts/config_docs.py -->", f"<!-- end of {name} -->"
        place = re.compile(f"{re.escape(start)}\n.*?{re.escape(end)}", re.DOTALL)
        made = "\n".join((start, *table, end)).replace("\\", r"\\")
        text, number = place.subn(made, text)
        if number != 1:
            message = f"{PAGE}: {start} ... {end} must be there once"
            raise ValueError(message)
    return text


def _keys() -> list[str]:
    rows = ["| key | meaning | values | default | variable | option |", "|---|---|---|---|---|---|"]
    return rows + [
        f"| `{key.dotted}` | {key.meaning} | {key.allowed} | {_default(key)} | `{key.variable}` |"
        f" {f'`{key.flag}`' if key.flag else ''} |"
        for key in KEYS.values()
    ]


def _profiles() -> list[str]:
    rows = ["| profile | sets |", "|---|---|"]
    for name, table in BUILT_IN.items():
        values = ((KEYS[field], raw) for field, raw in flattened(table, name).items())
        said = ", ".join(f"`{key.dotted} = {_toml(key, raw)}`" for key, raw in values)
        rows.append(f"| `{name}` | {said} |")
    return rows


def _default(key: Key) -> str:
    value = spelled(key, getattr(Settings(), key.name))
    return f"`{value}`" if value else "none"


def _toml(key: Key, raw: object) -> str:
    if isinstance(raw, list):
        return "[" + ", ".join(f'"{item}"' for item in raw) + "]"
    return f'"{raw}"' if isinstance(raw, str) else spelled(key, raw)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare the page and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    wanted = parser.parse_args(arguments)
    before = PAGE.read_text(encoding="utf-8")
    after = filled(before)
    if wanted.check:
        if after != before:
            print(f"{PAGE.relative_to(ROOT)} is not up to date; run scripts/config_docs.py")
        return int(after != before)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
