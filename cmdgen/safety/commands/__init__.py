"""What programs do with their arguments, where a table of conditions cannot say it.

A handler follows what the call would do, adds findings, and returns what the program would print.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from cmdgen.safety.call import Call
from cmdgen.safety.commands import (
    accounts,
    builtins,
    code,
    copying,
    databases,
    deleting,
    disks,
    escapes,
    firewalls,
    interpreters,
    machine,
    managed,
    network,
    networking,
    on_demand,
    package_tools,
    packages,
    permissions,
    processes,
    remote,
    services,
    storage,
    text,
    versions,
    wrappers,
    zsh,
)

Handler = Callable[[Call], str]

HANDLERS: Final[Mapping[str, Handler]] = {
    **text.HANDLERS,
    **builtins.HANDLERS,
    **wrappers.HANDLERS,
    **interpreters.HANDLERS,
    **code.HANDLERS,
    **network.HANDLERS,
    **remote.HANDLERS,
    **managed.HANDLERS,
    **databases.HANDLERS,
    **deleting.HANDLERS,
    **copying.HANDLERS,
    **storage.HANDLERS,
    **permissions.HANDLERS,
    **versions.HANDLERS,
    **accounts.HANDLERS,
    **disks.HANDLERS,
    **firewalls.HANDLERS,
    **machine.HANDLERS,
    **processes.HANDLERS,
    **networking.HANDLERS,
    **packages.HANDLERS,
    **package_tools.HANDLERS,
    **services.HANDLERS,
    **escapes.HANDLERS,
    **zsh.HANDLERS,
}

_TRANSPARENT_TO_HELP: Final = frozenset(
    {
        *wrappers.HANDLERS,
        *interpreters.HANDLERS,
        *remote.HANDLERS,
        *builtins.HANDLERS,
        "echo",
        "printf",
        "find",
    }
)


def handler(name: str) -> Handler | None:
    """Return what follows a call of this program, or None for a program that nothing is known about."""
    found = HANDLERS.get(name)
    return on_demand.handlers().get(name) if found is None and on_demand.has(name) else found


def is_transparent_to_help(name: str) -> bool:
    """Return whether a program's `--help` may belong to the command inside it."""
    return name in _TRANSPARENT_TO_HELP or (on_demand.has(name) and name in on_demand.transparent())
