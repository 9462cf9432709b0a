"""`cmdgen fix`: the last command failed; what was meant?"""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Backend, Config, Model, Profile, Shell

HELP = """Propose what was probably meant by the last command, which failed.

\b
It needs the keys of the shell, which remember the last command and its status:
  eval "$(cmdgen shell init bash)"     see cmdgen shell --help

\b
Slips of the fingers, wrong names and missing options are mended by looking at this machine; for the rest the model
is asked.  The answer is shown, screened and asked about like any other.
"""


def fix(
    backend: Backend = None,
    model: Model = None,
    shell: Shell = None,
    profile: Profile = None,
    config: Config = None,
    print_only: Annotated[bool, typer.Option("--print", help="Print the command, run nothing.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show everything, run nothing.")] = False,
) -> int:
    """Propose the corrected command."""
    from cmdgen.wiring import fixing, wishes  # noqa: PLC0415

    flags = {"backend": backend, "model": model, "shell": shell, "profile": profile}
    return fixing.fix(flags, config, wishes.Wishes(print_only=print_only, json=json, dry_run=dry_run))
