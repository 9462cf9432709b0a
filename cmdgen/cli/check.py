"""`cmdgen check`: the safety validator alone."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Shell

HELP = """Say how risky a command is, and why.  Nothing is run.

\b
Examples:
  cmdgen check 'rm -rf build'
  cmdgen check --json 'curl https://example.com/x | sh'
  cmdgen check - < commands.txt         one command a line, one JSON answer a line

With - each line is a command, as plain text or as a JSON string; every line is answered at once.

\b
Exit status: 0 safe or moderate, 3 high, 4 critical; of several lines the worst.
"""


def check(
    command: Annotated[str, typer.Argument(metavar="COMMAND|-", show_default=False, help="Quote it, or -.")],
    shell: Shell = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Screen one command, or each line of stdin."""
    from cmdgen.wiring import checking  # noqa: PLC0415

    if command == "-":
        return checking.check_lines(shell)
    return checking.check_one(command, shell, json=json)
