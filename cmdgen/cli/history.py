"""`cmdgen history`: what was asked, answered and run."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Config

HELP = """Show what was asked, answered and run, the newest last.

\b
Examples:
  cmdgen history
  cmdgen history docker          only what has this word in request or command
  cmdgen history --json --limit 1000
  cmdgen history undo            print the command that takes back the last one that ran, where one is known
  cmdgen history --clear         delete all of it

\b
It lies in one file of the state folder that only you can read; secrets are taken out before.
  cmdgen config set history off      keep nothing
  cmdgen config set history private  keep how it went, without the texts
"""


def history(
    word: Annotated[
        str | None, typer.Argument(metavar="[WORD|undo]", show_default=False, help="What to look for.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Entries at most.")] = 50,
    clear: Annotated[bool, typer.Option("--clear", help="Delete the history; asks first.")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Clear without asking.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    config: Config = None,
) -> int:
    """Show, search or clear the history."""
    from cmdgen.wiring import past  # noqa: PLC0415

    if clear:
        return past.clear(yes=yes)
    if word == "undo":
        return past.undo(config)
    return past.show(word or "", limit=limit, json=json)
