"""`cmdgen serve`: a process that keeps the model loaded."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Config, Model, Profile

HELP = """Keep the model loaded and answer other calls of cmdgen, which then need not load it.

\b
Examples:
  cmdgen serve                    until Ctrl-C, or ten minutes without a request
  cmdgen serve --background       the same without the terminal
  cmdgen serve --status
  cmdgen serve --stop
  cmdgen config set resident on   started by the first call that misses it

\b
It listens at a Unix socket that only you can reach.  Whatever goes wrong with it, calls answer by
themselves.  Questions are asked, and commands are run, by the call and never by this process.
"""
EPILOG = """\b
Exit status: 0 done, 69 it is not running, or runs already, or cannot listen.
"""


def serve(
    background: Annotated[
        bool, typer.Option("--background", help="Go on without this terminal; return once it answers.")
    ] = False,
    warm: Annotated[
        bool, typer.Option("--warm", help="The same without a word and without waiting, for startup files.")
    ] = False,
    stop: Annotated[bool, typer.Option("--stop", help="End it.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Say what it does.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --status: print JSON.")] = False,
    idle: Annotated[
        float, typer.Option("--idle", metavar="SECONDS", min=0, help="End after so long; 0 never does.")
    ] = 600.0,
    model: Model = None,
    profile: Profile = None,
    config: Config = None,
) -> int:
    """Serve, or deal with who does."""
    from cmdgen.wiring import resident  # noqa: PLC0415

    if status:
        return resident.status(json=json)
    if stop:
        return resident.stop()
    if background or warm:
        named = (("--model", model), ("--profile", profile), ("--config", config and config.absolute()))
        given = [word for option, value in named if value is not None for word in (option, str(value))]
        return resident.background([*given, "--idle", str(idle)], waits=not warm)
    flags = {"model": model, "profile": profile}
    return resident.serve(flags, config, idle_s=idle, is_request=_is_request)


def _is_request(arguments: list[str]) -> bool:
    from cmdgen.cli.unparsed import is_request  # noqa: PLC0415  the caller's own first look
    from cmdgen.core.errors import CmdgenError  # noqa: PLC0415

    try:
        return is_request(arguments)
    except CmdgenError:  # a mistake that the caller tells
        return False
