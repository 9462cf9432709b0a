"""The command line as the parsers know it: what the completions and the man page are made from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cmdgen.cli.app import parser
from cmdgen.cli.routing import ASK, SHAPES


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option."""

    spellings: tuple[str, ...]
    metavar: str | None
    """What its value is called; None when it takes none."""
    help: str


@dataclass(frozen=True, kw_only=True)
class Command:
    """One subcommand, or the request itself."""

    name: str
    """Empty for the request."""
    words: str
    """What stands behind the options, as in the usage line."""
    help: str
    epilog: str
    options: tuple[Option, ...]

    @property
    def summary(self) -> str:
        """The first sentence of the help."""
        paragraph = " ".join(self.help.partition("\n\n")[0].split())
        return re.split(r"\.\s+(?=[A-Z])", paragraph)[0].rstrip(".")


def commands() -> tuple[Command, ...]:
    """Return the request and every subcommand, by name."""
    return tuple(_command(name) for name in (ASK, *sorted(SHAPES)))


def _command(name: str) -> Command:
    parsed = parser(name)
    shown = [parameter for parameter in parsed.params if not getattr(parameter, "hidden", False)]
    options = [
        Option(
            spellings=tuple(parameter.opts),
            metavar=None if parameter.is_flag else (parameter.metavar or parameter.name.upper()),
            help=parameter.help or "",
        )
        for parameter in shown
        if parameter.param_type_name == "option"
    ]
    arguments = [p.metavar or p.name.upper() for p in shown if p.param_type_name == "argument"]
    return Command(
        name="" if name == ASK else name,
        words=" ".join(arguments),
        help=parsed.help or "",
        epilog=parsed.epilog or "",
        options=(*options, Option(spellings=("-h", "--help"), metavar=None, help="Show this help.")),
    )
