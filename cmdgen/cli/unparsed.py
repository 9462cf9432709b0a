"""Calls that are made often and look the same every time, read without the parser, whose import takes longest.

Anything unusual, such as an unknown option, is left to the parser, which also writes the complaint.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from cmdgen.core.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHELL_OPTIONS = {"-s", "--shell"}
_HELP_OPTIONS: Final = {"-h", "--help"}
_SWITCHES: Final[Mapping[str, str]] = {
    "-c": "copy", "--copy": "copy",
    "--context": "context",
    "--dry-run": "dry_run",
    "-x": "explain", "--explain": "explain",
    "--json": "json",
    "--print": "print_only",
    "-q": "quiet", "--quiet": "quiet",
    "-v": "verbose", "--verbose": "verbose",
    "-y": "yes", "--yes": "yes",
}  # fmt: skip
"""Options of a request that take no value -> the wish that they are."""
HELP_COLUMNS: Final = 80
"""Width of the pages of help that lie ready."""


def run(arguments: Sequence[str]) -> int | None:
    """Run such a call and return its exit status; None leaves it to the parser.

    Raises:
        CmdgenError: whatever the command raises.
    """
    name, *rest = arguments or [""]
    if name == "check":
        done = _check(rest)
    elif name == "shell" and rest[:1] == ["--widget"]:
        done = _widget(rest)
    elif is_request(arguments):
        return _request(arguments)
    else:
        done = None
    return _help(arguments) if done is None else done


def is_request(arguments: Sequence[str]) -> bool:
    """Return whether these are the words of a request, with nothing but switches among them.

    Raises:
        UsageError: the name of a subcommand is misspelt.
    """
    if not arguments or list(arguments) in (["help"], ["version"]):
        return False
    if any(argument.startswith("-") and argument not in _SWITCHES for argument in arguments):
        return False
    from cmdgen.cli.routing import ASK, route  # noqa: PLC0415

    chosen = route(arguments)
    return chosen.command == ASK and chosen.note is None


def _request(arguments: Sequence[str]) -> int:
    from cmdgen.wiring import asking, wishes  # noqa: PLC0415

    words = [argument for argument in arguments if argument not in _SWITCHES]
    wished = {_SWITCHES[argument]: True for argument in arguments if argument in _SWITCHES}
    return asking.ask(" ".join(words), {}, None, wishes.Wishes(**wished))


def _help(arguments: Sequence[str]) -> int | None:
    """`--help`, alone or with a subcommand, where its page fits the terminal."""
    if list(arguments) == ["help"]:
        arguments = ["--help"]
    if "--" in arguments or not _HELP_OPTIONS.intersection(arguments) or _columns() < HELP_COLUMNS:
        return None
    from cmdgen.cli.routing import route  # noqa: PLC0415
    from cmdgen.wiring.printout import print_text  # noqa: PLC0415

    chosen = route(arguments)
    if chosen.note is not None:
        return None
    with open(help_page(chosen.command), encoding="utf-8") as page:  # noqa: PTH123  pathlib is not imported yet
        print_text(page.read().rstrip("\n"))
    return ExitCode.OK


def help_page(command: str) -> str:
    """Return the path of a command's page of help, which scripts/help_pages.py writes."""
    return os.path.join(os.path.dirname(__file__), "help", f"{command}.txt")  # noqa: PTH118, PTH120  as above


def _columns() -> int:
    from shutil import get_terminal_size  # noqa: PLC0415

    return get_terminal_size().columns


def _check(rest: list[str]) -> int | None:
    """`check [--json] [--shell NAME] COMMAND`, where the command is one word that cannot be an option."""
    json, shell = False, None
    while len(rest) > 1:
        if rest[0] == "--json":
            json, rest = True, rest[1:]
        elif rest[0] in _SHELL_OPTIONS and len(rest) > 2:
            shell, rest = rest[1], rest[2:]
        else:
            return None
    if not rest or not rest[0] or (rest[0].startswith("-") and rest[0] != "-"):
        return None
    from cmdgen.wiring import checking  # noqa: PLC0415

    return checking.check_lines(shell) if rest[0] == "-" else checking.check_one(rest[0], shell, json=json)


def _widget(rest: list[str]) -> int | None:
    """`shell --widget NAME --columns N -- WORDS`, as the code of the shells has it."""
    if len(rest) != 6 or rest[2] != "--columns" or rest[4] != "--" or not rest[3].isdecimal():
        return None
    from cmdgen.wiring import shell_line  # noqa: PLC0415

    return shell_line.suggest(rest[5], rest[1], columns=int(rest[3]), encoded=False)
