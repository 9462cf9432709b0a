"""What programs do with their arguments, where a table of conditions cannot say it.

A handler follows what the call would do, adds findings, and returns what the program would print.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from cmdgen.safety.call import Call
from cmdgen.safety.commands import (
    builtins,
    code,
    copying,
    deleting,
    escapes,
    interpreters,
    network,
    permissions,
    remote,
    storage,
    text,
    versions,
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
    **deleting.HANDLERS,
    **copying.HANDLERS,
    **storage.HANDLERS,
    **permissions.HANDLERS,
    **versions.HANDLERS,
    **escapes.HANDLERS,
}

TRANSPARENT_TO_HELP: Final = frozenset({*wrappers.HANDLERS, *interpreters.HANDLERS, *remote.HANDLERS, *builtins.HANDLERS, "echo", "printf", "find"})
"""Programs whose `--help` may belong to the command inside them."""
