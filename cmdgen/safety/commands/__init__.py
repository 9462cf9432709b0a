"""What programs do with their arguments, where a table of conditions cannot say it.

A handler follows what the call would do, adds findings, and returns what the program would print.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Final

from cmdgen.safety.call import Call
from cmdgen.safety.commands import on_demand
from cmdgen.safety.commands.names import MODULE_OF, MODULES, WITH_SIDE_COMMANDS

Handler = Callable[[Call], str]

_TRANSPARENT_TO_HELP: Final = frozenset(
    {
        *(
            name
            for module in ("wrappers", "xargs", "editors", "interpreters", "remote", "builtins")
            for name in MODULES[module].split()
        ),
        "echo",
        "printf",
        "find",
    }
)

_loaded: Final[dict[str, Handler]] = {}


def handler(name: str) -> Handler | None:
    """Return what follows a call of this program, or None for a program that nothing is known about.

    The module of a program is imported when one of its programs is met for the first time.
    """
    found = _loaded.get(name)
    if found is not None:
        return found
    module = MODULE_OF.get(name)
    if module is None:
        return on_demand.handlers().get(name) if on_demand.has(name) else None
    found = importlib.import_module(f"{__name__}.{module}").HANDLERS[name]
    return _loaded.setdefault(name, found)


def follow_side_commands(call: Call) -> None:
    """Follow the commands that options of an ordinary program name."""
    if call.name in WITH_SIDE_COMMANDS:
        from cmdgen.safety.commands import side_commands  # noqa: PLC0415  most programs have none

        side_commands.follow(call)


def is_transparent_to_help(name: str) -> bool:
    """Return whether a program's `--help` may belong to the command inside it."""
    return name in _TRANSPARENT_TO_HELP or (on_demand.has(name) and name in on_demand.transparent())
