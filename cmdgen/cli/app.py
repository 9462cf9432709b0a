"""The parser of each command; typer gives the words and options, nothing here decides anything."""

from __future__ import annotations

import importlib
import itertools
from typing import TYPE_CHECKING, Any

import typer

from cmdgen.cli.routing import ASK, route
from cmdgen.core.errors import CmdgenError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType


def run(arguments: Sequence[str]) -> int:
    """Run the command that these arguments mean and return its exit status.

    Raises:
        UsageError: an option is unknown or has no good value, or a word is missing.
        CmdgenError: whatever the command raises.
    """
    if list(arguments) == ["help"]:
        arguments = ["--help"]
    chosen = route(arguments)
    if chosen.note is not None:
        from cmdgen.wiring.checking import tell  # noqa: PLC0415  rarely needed

        tell([chosen.note])
    name = "cmdgen" if chosen.command == ASK else f"cmdgen {chosen.command}"
    command = parser(chosen.command)
    if _wants_help(chosen.arguments):
        # The parser would print it by itself, without a word about a stdout that takes nothing.
        print_text(help_of(chosen.command))
        return ExitCode.OK
    try:
        status = command.main(list(chosen.arguments), prog_name=name, standalone_mode=False)
    except typer.TyperException as error:
        from cmdgen.cli import complaint  # noqa: PLC0415  rarely needed

        function = getattr(_module(chosen.command), chosen.command)
        raise complaint.of_parser(error, chosen.command, function, arguments) from error
    except CmdgenError as error:
        if chosen.command != ASK:
            raise
        from cmdgen.cli import complaint  # noqa: PLC0415  rarely needed

        meant = complaint.of_value(error, chosen.arguments)
        if meant is None:
            raise
        raise meant from error
    except SystemExit as error:  # what typer makes of a BrokenPipeError
        raise BrokenPipeError from error
    return int(status)


def help_of(command: str, columns: int | None = None) -> str:
    """Return the page of help of one command, for the terminal or for a number of columns."""
    name = "cmdgen" if command == ASK else f"cmdgen {command}"
    parsed = parser(command)
    context = parsed.make_context(name, [], resilient_parsing=True, terminal_width=columns)
    return str(parsed.get_help(context))


def _wants_help(arguments: Sequence[str]) -> bool:
    options = itertools.takewhile(lambda argument: argument != "--", arguments)
    return any(option in {"-h", "--help"} for option in options)


def parser(command: str) -> Any:
    """Return the parser of one command; the modules of the others are not imported."""
    module = _module(command)
    # rich_markup_mode: help is plain text, and rich, which takes longest to import, stays out.
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(
        help=module.HELP,
        epilog=getattr(module, "EPILOG", None),
        context_settings={"help_option_names": ["-h", "--help"]},
    )(getattr(module, command))
    return typer.main.get_command(app)


def _module(command: str) -> ModuleType:
    return importlib.import_module(f"cmdgen.cli.{command}")
