"""What `Get-ChildItem` hands on to the next cmdlet of a pipeline.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.management/get-childitem
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.powershell_binding import bind
from cmdgen.safety.commands.powershell_paths import items
from cmdgen.safety.effects.powershell_names import name_code
from cmdgen.safety.effects.records import Listing, Pattern
from cmdgen.safety.resolve.expand import Arg

if TYPE_CHECKING:
    from cmdgen.safety.effects.targets import Sources
    from cmdgen.safety.resolve.state import State

_VALUES: Final = "path literalpath filter include exclude depth attributes"
_SWITCHES: Final = "recurse force file directory hidden readonly system name followsymlink"
_FOLLOWED: Final = frozenset({"recurse", "force", "file", "directory", "verbose", "debug"})


def listing(args: list[Arg], text: str, sources: Sources, state: State) -> Listing | None:
    """Return what a call lists, or None where that is not followed.

    Args:
        args: the cmdlet and its arguments.
        text: of the whole command.
        sources: tell what a word names.
        state: of the shell.
    """
    bound = bind(args[1:], _VALUES, _SWITCHES, "path filter")
    recursive = bound.on("recurse")
    named = bound.named
    if bound.rest or not bound.switches <= _FOLLOWED or {"exclude", "depth", "attributes"} & named.keys():
        return None
    if state.remote or ("include" in named and not recursive):
        return None  # without -Recurse, -Include depends on how the path ends
    starts: list[Pattern] = []
    given = named.get("path") or named.get("literalpath") or Arg(".", args[0].span)
    for item in items(given.text):
        code = name_code(item, text, literal="literalpath" in named)
        target = sources.target(Arg(code, given.span), state) if isinstance(code, str) else None
        if not isinstance(target, Pattern):
            return None
        starts.append(target)
    patterns = [*items(bound.text("include")), *items(bound.text("filter"))]
    if not starts or any(not item.isprintable() or set(item) & set("[]`/\\") for item in patterns):
        return None  # what is known only when it runs is a private character, and not printable
    return Listing(
        starts=tuple(starts),
        name_filter=bound.text("filter") or None,
        include=tuple(items(bound.text("include"))),
        recursive=recursive,
        files=bound.on("file"),
        folders=bound.on("directory"),
        hidden=bound.on("force"),
    )
