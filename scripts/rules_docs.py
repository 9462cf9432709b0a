#!/usr/bin/env python3
"""Writes docs/rules from the rule data: README.md, a page for each pack, and one for each rule.

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
from cmdgen.safety.policy import NEVER_ALLOWED  # noqa: E402
from cmdgen.safety.rules.book import Rule, builtin_book  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER: Final = ROOT / "docs" / "rules"
MADE: Final = "<!-- Made by scripts/rules_docs.py from cmdgen/safety/rules; do not edit. -->"
MAX_NAMES: Final = 12
"""Programs that a page names; the rule data has the others."""
_DEMANDS: Final = {
    Level.CRITICAL: "cmdgen refuses such a command. With `allow_critical = true` in the configuration it asks for a phrase.",
    Level.HIGH: "cmdgen says why and wants the word `yes`; `--yes` does not run it.",
    Level.MODERATE: "cmdgen says so in one line and asks once more than for a safe command.",
    Level.SAFE: "cmdgen asks as for any command.",
}
_STRICTER: Final = {Level.HIGH: "critical", Level.MODERATE: "high", Level.SAFE: "high"}


def pages() -> dict[str, str]:
    """Return the content of every page by its path below docs/rules."""
    rules = sorted(builtin_book().rules.values(), key=lambda rule: rule.id)
    packs = {name: list(found) for name, found in groupby(rules, key=lambda rule: rule.id.partition(".")[0])}
    return {
        "README.md": _index(packs),
        **{f"{name}.md": _pack(name, found) for name, found in packs.items()},
        **{f"{rule.id.replace('.', '/')}.md": _page(rule) for rule in rules},
    }


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
            f"What the validator looks for: {total} rules in {len(packs)} packs, each with a page of its own. An id never changes",
            "its meaning. A rule may be found at another level than its own where the command makes it worse or better;",
            "[Safety](../safety.md) tells what the levels mean, [Own rules](../own-rules.md) how to change or add rules.",
            "`cmdgen rules show ID` prints one rule.",
            "",
            "| pack | rules | critical | high | moderate | safe |",
            "|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
        ]
    )


def _pack(name: str, rules: Sequence[Rule]) -> str:
    return "\n".join(
        [
            MADE,
            f"# Rules of the pack {name}",
            "",
            "[All packs](README.md)",
            "",
            "| rule | level | what the command does |",
            "|---|---|---|",
            *(
                f"| [{rule.id}]({rule.id.replace('.', '/')}.md) | {rule.level.label} | {_plain(rule.summary)} |"
                for rule in rules
            ),
            "",
        ]
    )


def _page(rule: Rule) -> str:
    pack = rule.id.partition(".")[0]
    summary = rule.summary
    lines = [
        MADE,
        f"# {rule.id}",
        "",
        f"Level **{rule.level.label}**. The command {_plain(summary)}{'' if summary.endswith('…') else '.'}",
        _DEMANDS[rule.level],
        "",
        *_facts(rule),
    ]
    for title, examples in (("Found in", rule.match), ("Not found in", rule.not_match)):
        if examples:
            lines += [f"## {title}", "", *_examples(examples), ""]
    lines += ["## Change it", "", *_changes(rule), ""]
    return "\n".join([*lines, f"[Pack {pack}](../{pack}.md), [all packs](../README.md)", ""])


def _facts(rule: Rule) -> list[str]:
    facts = [f"* Safer: {_plain(rule.remedy)}"] if rule.remedy else []
    if rule.programs:
        more = len(rule.programs) - MAX_NAMES
        names = ", ".join(_plain(name) for name in rule.programs[:MAX_NAMES])
        facts.append(f"* Programs: {names}{f' and {more} more' if more > 0 else ''}")
    else:
        facts.append("* Programs: whichever do this; code that follows the command finds it")
    facts += [f"* Shells: {', '.join(rule.shells)}"] if rule.shells else []
    if rule.source:
        is_address = rule.source.startswith("http")
        facts.append(f"* Source: <{rule.source}>" if is_address else f"* Source: {_plain(rule.source)}")
    return [*facts, ""] if facts else []


def _examples(commands: Sequence[str]) -> list[str]:
    # Indented code needs no fence, whatever stands in the command.
    return [f"    {line}".rstrip() for text in commands for line in _visible(text).split("\n")]


def _changes(rule: Rule) -> list[str]:
    """Return how the configuration allows or denies what the rule finds."""
    if rule.id.startswith(NEVER_ALLOWED):
        allow = ["It cannot be allowed: nobody can judge an exception by what cannot be read."]
    elif rule.level is Level.CRITICAL:
        allow = ["It cannot be allowed: it is critical."]
    elif rule.level is Level.HIGH:
        allow = [
            "To have it count as moderate in one place ([all conditions](../../own-rules.md)):",
            "",
            *_toml("[[rules.allow]]", f'rules = ["{rule.id}"]', 'directory = "~/work/site"', 'reason = "why it is right there"'),
        ]  # fmt: skip
    else:
        allow = ["There is nothing to allow: it does not keep a command from running."]
    stricter = _STRICTER.get(rule.level)
    deny = (
        [
            "",
            "To have it count for more, everywhere ([in one place](../../own-rules.md#deny): `[[rules.deny]]`):",
            "",
            *_toml("[rules.levels]", f'"{rule.id}" = "{stricter}"'),
        ]
        if stricter
        else []
    )
    return [*allow, *deny]


def _toml(*lines: str) -> list[str]:
    return ["```toml", *lines, "```"]


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
    there = {
        file.relative_to(FOLDER).as_posix(): file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.md")
    }
    return [
        *(f"docs/rules/{name} is missing" for name in sorted(wanted.keys() - there.keys())),
        *(f"docs/rules/{name} has no rule any more" for name in sorted(there.keys() - wanted.keys())),
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
    for file in FOLDER.rglob("*.md"):
        if file.relative_to(FOLDER).as_posix() not in wanted:
            file.unlink()
    for folder in {(FOLDER / name).parent for name in wanted}:
        folder.mkdir(exist_ok=True)
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    for folder in [folder for folder in FOLDER.iterdir() if folder.is_dir() and not any(folder.iterdir())]:
        folder.rmdir()
    _say(f"{len(wanted)} pages in docs/rules")
    return 0


if __name__ == "__main__":
    sys.exit(main())
