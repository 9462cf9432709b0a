#!/usr/bin/env python3
"""Writes docs/rules: one page for each pack of the validator, made from the rule data.

`--check` writes nothing, and ends with status 1 if a page is missing, left over or not up to date.
"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tree that this script lies in, whatever else is installed

from cmdgen.core.records import Level  # noqa: E402
from cmdgen.safety.rules.book import Rule, builtin_book  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER: Final = ROOT / "docs" / "rules"
MADE: Final = "<!-- Made by scripts/rules_docs.py from cmdgen/safety/rules; do not edit. -->"


def pages() -> dict[str, str]:
    """Return the content of every page by file name."""
    rules = sorted(builtin_book().rules.values(), key=lambda rule: rule.id)
    packs = {name: list(found) for name, found in groupby(rules, key=lambda rule: rule.id.partition(".")[0])}
    return {"index.md": _index(packs), **{f"{name}.md": _page(name, found) for name, found in packs.items()}}


def _index(packs: dict[str, list[Rule]]) -> str:
    rows = [
        f"| [{name}]({name}.md) | {len(rules)} | "
        + " | ".join(str(sum(rule.level is level for rule in rules)) for level in reversed(Level))
        + " |"
        for name, rules in packs.items()
    ]
    total = sum(len(rules) for rules in packs.values())
    return "\n".join(
        [
            MADE,
            "# Rules",
            "",
            f"What the validator looks for: {total} rules in {len(packs)} packs. An id never changes its meaning. A rule may be",
            "found at another level than its own where the command makes it worse or better; [Safety](../safety.md) tells what",
            "the levels mean, [Own rules](../own-rules.md) how to change or add rules. `cmdgen rules show ID` prints one rule.",
            "",
            "| pack | rules | critical | high | moderate | safe |",
            "|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
        ]
    )


def _page(name: str, rules: Sequence[Rule]) -> str:
    lines = [
        MADE,
        f"# Rules of the pack {name}",
        "",
        "[All packs](index.md)",
        "",
        "| rule | level | what it says |",
        "|---|---|---|",
    ]
    lines += [
        f"| [{rule.id}](#{rule.id.replace('.', '')}) | {rule.level.label} | {_plain(rule.message)} |"
        for rule in rules
    ]
    for rule in rules:
        lines += ["", *_section(rule)]
    return "\n".join([*lines, ""])


def _section(rule: Rule) -> list[str]:
    lines = [f"## {rule.id}", "", f"Level **{rule.level.label}**: {_plain(rule.message)}.", ""]
    facts = [f"* Safer: {_plain(rule.fix)}"] if rule.fix else []
    facts += [f"* Shells: {', '.join(rule.shells)}"] if rule.shells else []
    facts += (
        [
            f"* Source: <{rule.source}>"
            if rule.source.startswith("http")
            else f"* Source: {_plain(rule.source)}"
        ]
        if rule.source
        else []
    )
    lines += [*facts, ""] if facts else []
    for title, examples in (("Found in", rule.match), ("Not found in", rule.not_match)):
        if examples:
            # Indented code needs no fence, whatever stands in the command.
            shown = [line for text in examples for line in _visible(text).split("\n")]
            lines += [f"{title}:", "", *(f"    {line}".rstrip() for line in shown), ""]
    return lines[:-1]


def _plain(text: str) -> str:
    """Return text in which markdown sees no markup."""
    return "".join(f"\\{char}" if char in "\\`*_<>[]|" else char for char in " ".join(text.split()))


def _visible(text: str) -> str:
    """Return a command with what a page would hide as an escape."""
    return "".join(
        char if char == "\n" or char.isprintable() else char.encode("unicode_escape").decode()
        for char in text
    )


def differences() -> list[str]:
    """Return one line for each page that is not what the rules say."""
    wanted = pages()
    there = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md")}
    return [
        *(f"docs/rules/{name} is missing" for name in sorted(wanted.keys() - there.keys())),
        *(f"docs/rules/{name} has no pack any more" for name in sorted(there.keys() - wanted.keys())),
        *(
            f"docs/rules/{name} is not up to date"
            for name in sorted(wanted.keys() & there.keys())
            if wanted[name] != there[name]
        ),
    ]


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def main() -> int:
    """Write or check the pages and return the exit status."""
    parser = argparse.ArgumentParser(description="Writes docs/rules from the rule data.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a page is not up to date"
    )
    if parser.parse_args().check:
        found = differences()
        _say("\n".join([*found, "run scripts/rules_docs.py"]) if found else "docs/rules is up to date")
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for file in FOLDER.glob("*.md"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    _say(f"{len(wanted)} pages in docs/rules")
    return 0


if __name__ == "__main__":
    sys.exit(main())
