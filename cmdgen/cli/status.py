"""`cmdgen status`: who would answer, with which settings, and what to do about anything red."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Backend, Config, Model, Profile, Shell

HELP = """Show which backend, engine and model would answer, the settings and where each comes from.

\b
Examples:
  cmdgen status
  cmdgen status --json
  cmdgen status --model ./other.gguf    what would change with this option?

\b
Exit status: 0 the backend can answer, 69 it cannot, 78 the configuration cannot be used.
"""


def status(
    backend: Backend = None,
    model: Model = None,
    shell: Shell = None,
    profile: Profile = None,
    config: Config = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Show the state of everything."""
    from cmdgen.wiring import status as wiring  # noqa: PLC0415

    flags = {"backend": backend, "model": model, "shell": shell, "profile": profile}
    return wiring.status(flags, config, json=json)
