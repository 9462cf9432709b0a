#!/usr/bin/env python3
"""Writes docs/reference: every command with its options from the parsers, and the Python interface from its docstrings.

`--check` writes nothing, and ends with status 1 if a page is not up to date.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tree that this script lies in, whatever else is installed

import cmdgen  # noqa: E402
from scripts.command_line import Command, commands  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FOLDER: Final = ROOT / "docs" / "reference"
MADE: Final = "<!-- Made by scripts/reference_docs.py; do not edit. -->"
_VERBATIM: Final = "\b"
"""Click's mark in front of a paragraph whose lines stay as they are."""
_RECORDS: Final = (
    "cmdgen.pipeline:Candidate",
    "cmdgen.core.records:Command",
    "cmdgen.core.records:Report",
    "cmdgen.core.records:Finding",
)
"""What the functions answer with."""


def pages() -> dict[str, str]:
    """Return the content of every page by its name."""
    return {"commands.md": _commands(commands()), "python.md": _python()}


def _commands(known: Sequence[Command]) -> str:
    lines = [
        MADE,
        "# Commands",
        "",
        "Made from the parsers: `cmdgen COMMAND --help` says the same. What a script may rely on is on the page",
        "[Exit status](../exit-status.md).",
        "",
    ]
    for command in known:
        lines += [f"## cmdgen {command.name or 'REQUEST'}", "", *_command(command)]
    return "\n".join(lines).rstrip() + "\n"


def _command(command: Command) -> Iterator[str]:
    usage = " ".join(part for part in ("cmdgen", command.name, "[OPTIONS]", command.words) if part)
    yield from ("```text", usage, "```", "")
    yield from _help(command.help)
    yield from ("| option | meaning |", "|---|---|")
    for option in command.options:
        value = f" {option.metavar}" if option.metavar else ""
        names = ", ".join(f"`{spelling}{value}`" for spelling in option.spellings)
        yield f"| {_cell(names)} | {_cell(option.help)} |"
    yield ""
    yield from _help(command.epilog)


def _help(text: str) -> Iterator[str]:
    """Yield a help text: paragraphs that keep their lines as code, the others as text."""
    for paragraph in text.strip("\n").split("\n\n"):
        lines = [line.replace(_VERBATIM, "").rstrip() for line in paragraph.split("\n")]
        lines = [line for line in lines if line]
        if not lines:
            continue
        if any(line.startswith("  ") for line in lines):
            if not lines[0].startswith("  ") and lines[0].endswith(":"):
                yield from (_plain(lines.pop(0)), "")
            yield from ("```text", *(line.removeprefix("  ") for line in lines), "```", "")
        else:
            yield from (_plain(" ".join(lines)), "")


def _python() -> str:
    lines = [
        MADE,
        "# Python",
        "",
        "`import cmdgen` loads nothing but itself; what a function needs comes with its first call. Nothing is printed and",
        "nothing is run. Every name here is typed.",
        "",
    ]
    for name in cmdgen.__all__:
        value = getattr(cmdgen, name, None) or importlib.import_module(f"cmdgen.{name}")
        if inspect.isfunction(value):
            lines += _function(f"cmdgen.{name}", value)
        elif inspect.ismodule(value):
            lines += [f"## cmdgen.{name}", "", *_docstring(inspect.getdoc(value) or "")]
            for inner in value.__all__ if hasattr(value, "__all__") else sorted(vars(value)):
                function = getattr(value, inner)
                if inspect.isfunction(function) and not inner.startswith("_"):
                    lines += _function(f"cmdgen.{name}.{inner}", function)
    for place in _RECORDS:
        lines += _record(place)
    return "\n".join(lines).rstrip() + "\n"


def _function(name: str, function: Callable[..., object]) -> Iterator[str]:
    signature = inspect.signature(function)
    parameters = [str(parameter).replace("'", "") for parameter in signature.parameters.values()]
    if any(parameter.kind is parameter.KEYWORD_ONLY for parameter in signature.parameters.values()):
        first = next(i for i, p in enumerate(signature.parameters.values()) if p.kind is p.KEYWORD_ONLY)
        parameters.insert(first, "*")
    prefix = "async def" if inspect.iscoroutinefunction(function) else "def"
    inside = "".join(f"    {parameter},\n" for parameter in parameters)
    answer = str(signature.return_annotation).strip("'")
    yield from (f"### {name}", "", "```python")
    # As ruff, which formats code in pages too, would write it.
    inside = f"\n{inside}" if inside else ""
    yield f"{prefix} {name.rpartition('.')[2]}({inside}) -> {answer}: ..."
    yield from ("```", "")
    yield from _docstring(inspect.getdoc(function) or "")


def _docstring(text: str) -> Iterator[str]:
    """Yield a docstring in Google's form as Markdown: sections become short lists."""
    for paragraph in text.split("\n\n"):
        title, _, rest = paragraph.partition("\n")
        if re.fullmatch(r"(Args|Raises|Returns):", title):
            yield from (f"{title}", "")
            entries = re.sub(r"\n\s{8,}", " ", rest)
            for line in entries.split("\n"):
                name, _, meaning = line.strip().partition(": ")
                yield f"- `{name}`: {_plain(meaning)}" if meaning else f"- {_plain(name)}"
            yield ""
        elif not paragraph.startswith(">>>"):
            yield from (_plain(" ".join(paragraph.split())), "")


def _record(place: str) -> Iterator[str]:
    module, _, name = place.partition(":")
    record = getattr(importlib.import_module(module), name)
    yield from (f"## {name}", "", f"`{module}.{name}`", "")
    yield from _docstring(inspect.getdoc(record) or "")
    meanings = _field_meanings(record)
    yield from ("| field | type | meaning |", "|---|---|---|")
    for field in dataclasses.fields(record):
        yield f"| `{field.name}` | `{_cell(str(field.type))}` | {_cell(meanings.get(field.name, ''))} |"
    yield ""


def _field_meanings(record: type) -> dict[str, str]:
    """Return the text under each field in the source, as the style of this project writes it."""
    found = re.findall(
        r'^    (\w+): [^\n]+\n    """(.*?)"""', inspect.getsource(record), re.DOTALL | re.MULTILINE
    )
    return {name: _plain(" ".join(text.split())) for name, text in found}


def _plain(text: str) -> str:
    """Return text in which nothing is taken for markup."""
    return re.sub(r"([<>*_\[\]])", r"\\\1", text) if "`" not in text else text


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare the pages and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    wanted = parser.parse_args(arguments)
    status = 0
    for name, after in pages().items():
        page = FOLDER / name
        if wanted.check:
            if not page.is_file() or page.read_text(encoding="utf-8") != after:
                print(f"{page.relative_to(ROOT)} is not up to date; run scripts/reference_docs.py")
                status = 1
        else:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(after, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
