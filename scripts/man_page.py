#!/usr/bin/env python3
"""Writes the man page, docs/man/cmdgen.1, from the parsers, their help texts and the settings.

`--check` writes nothing, and ends with status 1 if the page is not up to date.

Source of the macros: man(7), man-pages(7)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tree that this script lies in, whatever else is installed

from cmdgen import __version__  # noqa: E402
from cmdgen.settings import KEYS  # noqa: E402
from scripts.command_line import Command, Option, commands  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE: Final = ROOT / "docs" / "man" / "cmdgen.1"
_VERBATIM: Final = "\b"
"""Click's mark in front of a paragraph whose lines stay as they are."""
_FILES: Final = (
    ("~/.config/cmdgen/config.toml", "Settings; $CMDGEN_CONFIG or --config name another file."),
    ("~/.cache/cmdgen/models/", "Models; $CMDGEN_MODELS_DIR names another folder."),
    ("~/.local/state/cmdgen/", "History and measurements."),
    (".cmdgen.toml", "Own rules of a project, in its folder."),
)


def page(all_commands: Sequence[Command]) -> str:
    """Return the whole page in the macros of man(7)."""
    return "\n".join(_lines(all_commands)) + "\n"


def _lines(all_commands: Sequence[Command]) -> Iterator[str]:
    request, *others = all_commands
    yield '.\\" Made by scripts/man_page.py.'
    yield f'.TH CMDGEN 1 "" "cmdgen {_escaped(__version__)}" "User Commands"'
    yield ".SH NAME"
    yield "cmdgen \\- turns plain words into one shell command"
    yield ".SH SYNOPSIS"
    yield ".B cmdgen"
    yield f"[\\fIOPTION\\fR .\\|.\\|.\\&] \\fI{_escaped(request.words)}\\fR .\\|.\\|.\\&"
    for command in others:
        yield ".br"
        yield f".B cmdgen {_escaped(command.name)}"
        yield f"[\\fIOPTION\\fR .\\|.\\|.\\&] \\fI{_escaped(command.words)}\\fR".replace(" \\fI\\fR", "")
    yield ".SH DESCRIPTION"
    yield from _text(request.help)
    yield ".SH OPTIONS"
    yield from _options(request.options)
    yield ".SH COMMANDS"
    yield "Where a command shares an option with the request, it means the same."
    for command in others:
        heading = f"cmdgen {command.name} {command.words}".strip()
        yield f'.SS "{_escaped(heading)}"'
        yield from _text(command.help)
        yield from _text(command.epilog)
        yield from _options([option for option in command.options if option not in request.options])
    yield ".SH EXIT STATUS"
    yield from _text(request.epilog.replace("Exit status: ", "").replace(_VERBATIM, ""))
    yield ".SH ENVIRONMENT"
    for key in KEYS.values():
        yield ".TP"
        yield f".B {_escaped(key.variable)}"
        yield _sentence(f"{key.meaning} (setting {key.dotted})")
    yield ".TP"
    yield ".B NO_COLOR"
    yield "No colours."
    yield ".SH FILES"
    for path, meaning in _FILES:
        yield ".TP"
        yield f".I {_escaped(path)}"
        yield _sentence(meaning)
    yield ".SH SEE ALSO"
    yield ".BR bash (1),"
    yield ".BR zsh (1),"
    yield ".BR fish (1)"


def _options(options: Sequence[Option]) -> Iterator[str]:
    for option in options:
        value = "" if option.metavar is None else f" \\fI{_escaped(option.metavar)}\\fR"
        yield ".TP"
        yield ", ".join(f"\\fB{_escaped(spelling)}\\fR" for spelling in option.spellings) + value
        yield _sentence(option.help)


def _text(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text; those that are marked keep their lines."""
    for number, paragraph in enumerate(part for part in text.strip("\n").split("\n\n") if part.strip()):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        yield ".PP" if number else '.\\"'
        is_plain = not any(line.startswith("  ") for line in lines)
        if is_plain or not lines[0].startswith(_VERBATIM):
            words = " ".join(" ".join(lines).replace(_VERBATIM, "").split())
            yield _escaped(words)
            continue
        lines = [line for line in (lines[0].removeprefix(_VERBATIM), *lines[1:]) if line.strip()]
        if not lines[0].startswith(" ") and lines[0].endswith(":"):
            yield _escaped(lines.pop(0))
        yield ".RS 4"
        yield ".nf"
        yield from (_escaped(line.removeprefix("  ")) for line in lines)
        yield ".fi"
        yield ".RE"


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    return _escaped(words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else "."))


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti")
    text = text.replace("`", "\\(ga").replace("'", "\\(aq").replace('"', "\\(dq")
    text = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in text)
    return f"\\&{text}" if text.startswith(".") else text


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare the page and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    wanted = parser.parse_args(arguments)
    after = page(commands())
    if wanted.check:
        is_same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == after
        if not is_same:
            print(f"{PAGE.relative_to(ROOT)} is not up to date; run scripts/man_page.py")
        return int(not is_same)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
