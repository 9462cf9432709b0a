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
    fish,
    interpreters,
    machine,
    managed,
    network,
    networking,
    package_tools,
    packages,
    permissions,
    powershell,
    remote,
    services,
    storage,
    text,
    versions,
    windows,
    wrappers,
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
    **networking.HANDLERS,
    **packages.HANDLERS,
    **package_tools.HANDLERS,
    **services.HANDLERS,
    **escapes.HANDLERS,
    **windows.HANDLERS,
    **powershell.HANDLERS,
    **fish.HANDLERS,
}

TRANSPARENT_TO_HELP: Final = frozenset({*powershell.HANDLERS, *wrappers.HANDLERS, *interpreters.HANDLERS, *remote.HANDLERS, *builtins.HANDLERS, "echo", "printf", "find", *windows.TRANSPARENT_TO_HELP, *fish.HANDLERS})
"""Programs whose `--help` may belong to the command inside them."""
