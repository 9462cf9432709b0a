"""Calls that are made often and look the same every time, read without the parser, whose import takes longest.

Anything unusual, such as an unknown option, is left to the parser, which also writes the complaint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHELL_OPTIONS = {"-s", "--shell"}


def run(arguments: Sequence[str]) -> int | None:
    """Run such a call and return its exit status; None leaves it to the parser.

    Raises:
        CmdgenError: whatever the command raises.
    """
    name, *rest = arguments
    if name == "check":
        return _check(rest)
    if name == "shell" and rest[:1] == ["--widget"]:
        return _widget(rest)
    return None


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
