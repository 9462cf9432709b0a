"""`cmdgen explain`: what each part of a command does, and its risks."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Shell

HELP = """Take a command apart: every program it would run, as the shell would see it, and what is risky.

\b
Examples:
  cmdgen explain 'sudo find / -name core -delete'
  cmdgen explain "bash -c 'X=rm; $X -rf /tmp/x'"
  cmdgen explain --json 'echo bHM= | base64 -d | sh'

Nothing is run.  An ellipsis (…) stands for what is only known when the command runs.
"""


def explain(
    command: Annotated[str, typer.Argument(metavar="COMMAND", show_default=False, help="Quote it.")],
    shell: Shell = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Explain one command."""
    from cmdgen.wiring import explaining  # noqa: PLC0415

    return explaining.explain_one(command, shell, json=json)
