"""What cmdlets do to files, read from their calls: a table of small functions, as for the programs of other shells.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.management
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.powershell_binding import Bound, bind
from cmdgen.safety.commands.powershell_paths import items
from cmdgen.safety.effects import codes
from cmdgen.safety.effects.drafts import Draft
from cmdgen.safety.effects.powershell_names import NO_FILE, name_code
from cmdgen.safety.effects.records import Kind
from cmdgen.safety.ir import Simple, Sub, Word
from cmdgen.safety.resolve.expand import Arg

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

WHAT_IF: Final = "... -WhatIf"
"""The same command with this at its end only says what it would do."""
FORCE: Final = "force"
"""Option of a pattern: hidden files count."""
_CHOOSING: Final = ("filter", "include", "exclude", "stream")
_ITEM: Final = "path literalpath filter include exclude credential stream"
_COMMON: Final = "force confirm passthru usetransaction"
_ARCHIVE: Final = "only the archive knows which files it holds"


class Given:
    """The arguments of one call of a cmdlet.

    Args:
        call: of the cmdlet, by its full name.
        text: of the whole command; a folder that is not written there comes from a variable.
        values: names of parameters that take a value.
        switches: names of parameters that take none.
        positional: names of parameters that take the arguments without a name, in order.
    """

    def __init__(self, call: Call, text: str, values: str, switches: str, positional: str) -> None:
        self._call = call
        self._text = text
        self.bound: Bound = bind(call.args, values, switches, positional)

    def on(self, switch: str) -> bool:
        """Return whether a switch is given."""
        return self.bound.on(switch)

    def draft(
        self,
        kind: Kind,
        *parameters: str,
        destination: str = "",
        recursive: bool = False,
    ) -> list[Draft]:
        """Return what happens to the files that parameters name, or that come down the pipeline.

        Args:
            kind: what happens.
            parameters: names of parameters that hold them; wildcards count, but not in literal ones.
            destination: name of the parameter that says where they go.
            recursive: folders are touched with everything in them.
        """
        found: list[Arg] = []
        chosen = reason = self._reason()
        given = [self.bound.named[name] for name in parameters if name in self.bound.named]
        for parameter in parameters:
            arg = self.bound.named.get(parameter)
            if arg is None:
                continue
            for item in items(arg.text) or [""]:
                code = name_code(item, self._text, literal=parameter.startswith("literal"))
                if isinstance(code, str):
                    found.append(Arg(code, arg.span))
                elif code is not NO_FILE:
                    reason = reason or code.reason
        if not given:
            piped = items(self._call.stdin)
            if not piped or any(len(codes.found_in(item)) != 1 or len(item) != 1 for item in piped):
                reason = reason or "the names come down the pipeline"
            else:
                found = [Arg(item, self._call.span) for item in piped]
        if chosen is not None:
            found = []  # not all of what is named
        if not (found or reason):
            return []  # variables, keys of the registry and the like
        goal = None
        if destination and destination in self.bound.named:
            arg = self.bound.named[destination]
            code = name_code(arg.text, self._text, literal=True)
            goal = Arg(code, arg.span) if isinstance(code, str) else None
            if not isinstance(code, str):
                reason = reason or code.reason
        options = frozenset({FORCE}) if self.on("force") else frozenset[str]()
        return [
            Draft(
                kind,
                found,
                recursive=recursive,
                destination=goal,
                unknown=reason,
                shows=WHAT_IF,
                name_options=options,
            )
        ]

    def _reason(self) -> str | None:
        """Return why the files cannot be told from the names."""
        chosen = next((name for name in _CHOOSING if name in self.bound.named), None)
        if chosen is not None:
            return f"-{chosen.capitalize()} chooses the files"
        if self.bound.rest:
            return f"{self._call.name} takes fewer words"
        if "tosession" in self.bound.named or "fromsession" in self.bound.named:
            return "it happens on another machine or in another root folder"
        return None


Reader = Callable[["Call", str], list[Draft]]


def drafts(call: Call, text: str) -> list[Draft]:
    """Return what a call does to files; nothing for a cmdlet that is not in the table."""
    reader = READERS.get(call.name)
    return reader(call, text) if reader else []


def redirected_to(word: Word) -> Word:
    """Return the word behind `>`, which the statements hold as a call that makes a path of it."""
    if len(word.parts) == 1 and isinstance(word.parts[0], Sub) and len(word.parts[0].script.items) == 1:
        node = word.parts[0].script.items[0]
        if isinstance(node, Simple) and len(node.words) == 2:
            return node.words[1]
    return word


def redirected(arg: Arg, text: str) -> list[Draft]:
    """Return what the redirection to a file overwrites; nothing for `$null`."""
    if not arg.text or arg.text.startswith("/dev/fd/"):
        return []
    code = name_code(arg.text, text, literal=True)
    if isinstance(code, str) and not any(char in code for char in "*?["):
        return [Draft(Kind.OVERWRITE, [Arg(code, arg.span)])]
    if code is NO_FILE:
        return []
    reason = "a redirection to a pattern is not followed here" if isinstance(code, str) else code.reason
    return [Draft(Kind.OVERWRITE, unknown=reason)]


def _remove(call: Call, text: str) -> list[Draft]:
    given = Given(call, text, _ITEM, "recurse " + _COMMON, "path")
    recursive = given.on("recurse")
    # Without -Recurse a folder that is not empty is asked about; the preview looks into it.
    return given.draft(Kind.DELETE, "path", "literalpath", recursive=recursive)


def _move(call: Call, text: str) -> list[Draft]:
    given = Given(call, text, _ITEM + " destination", _COMMON, "path destination")
    moved = given.draft(Kind.MOVE, "path", "literalpath", destination="destination", recursive=True)
    # Without -Force a file that is in the way makes it fail.
    replaced = given.draft(Kind.OVERWRITE, "path", "literalpath", destination="destination")
    return moved + (replaced if given.on("force") and "destination" in given.bound.named else [])


def _rename(call: Call, text: str) -> list[Draft]:
    given = Given(call, text, "path literalpath newname credential", _COMMON, "path newname")
    return given.draft(Kind.MOVE, "path", "literalpath", recursive=True)


def _copy(call: Call, text: str) -> list[Draft]:
    given = Given(
        call,
        text,
        _ITEM + " destination fromsession tosession",
        "recurse container " + _COMMON,
        "path destination",
    )
    if "destination" not in given.bound.named:
        return []
    recursive = given.on("recurse")
    return given.draft(Kind.OVERWRITE, "path", "literalpath", destination="destination", recursive=recursive)


def _write(call: Call, text: str) -> list[Draft]:
    given = Given(
        call,
        text,
        _ITEM + " value encoding inputobject filepath width variable delimiter culture",
        _COMMON
        + " nonewline append passthru asbytestream noclobber notypeinformation includetypeinformation useculture",
        "filepath inputobject" if call.name in ("out-file", "tee-object") else "path value",
    )
    if given.bound.on("append", "noclobber") or "variable" in given.bound.named:
        return []
    if call.name == "export-csv":
        given.bound.named.pop("value", None)
    if not {"path", "literalpath", "filepath"} & given.bound.named.keys():
        return []
    return given.draft(Kind.OVERWRITE, "path", "literalpath", "filepath")


def _clear(call: Call, text: str) -> list[Draft]:
    return Given(call, text, _ITEM, _COMMON, "path").draft(Kind.OVERWRITE, "path", "literalpath")


def _new(call: Call, text: str) -> list[Draft]:
    given = Given(call, text, "path name itemtype type value target credential", _COMMON, "path")
    kind = (given.bound.text("itemtype") or given.bound.text("type")).lower()
    if not given.on("force") or kind != "file":
        return []
    name = given.bound.named.pop("name", None)
    if name is not None:
        folder = given.bound.text("path").rstrip("/\\")
        given.bound.named["path"] = Arg(f"{folder}/{name.text}" if folder else name.text, name.span)
    given.bound.named["literalpath"] = given.bound.named.pop("path", Arg("", call.span))
    return given.draft(Kind.OVERWRITE, "literalpath")


def _download(call: Call, text: str) -> list[Draft]:
    given = Given(
        call,
        text,
        "uri outfile method headers body useragent credential proxy timeoutsec contenttype infile sessionvariable websession",
        "usebasicparsing passthru resume skipcertificatecheck",
        "uri",
    )
    if "outfile" not in given.bound.named or given.on("resume"):
        return []
    given.bound.named["literalpath"] = given.bound.named["outfile"]
    return given.draft(Kind.OVERWRITE, "literalpath")


def _pack(call: Call, text: str) -> list[Draft]:
    given = Given(
        call,
        text,
        "path literalpath destinationpath compressionlevel",
        "update " + _COMMON,
        "path destinationpath",
    )
    goal = given.bound.named.get("destinationpath")
    if goal is None or not given.on("force"):
        return []  # what is there makes it fail, or gets more with -Update
    named = goal.text if re.search(r"\.\w+$", goal.text) else goal.text + ".zip"
    given.bound.named["literalpath"] = Arg(named, goal.span)
    return given.draft(Kind.OVERWRITE, "literalpath")


def _unpack(call: Call, text: str) -> list[Draft]:
    given = Given(call, text, "path literalpath destinationpath", _COMMON, "path destinationpath")
    return [Draft(Kind.OVERWRITE, unknown=_ARCHIVE)] if given.on("force") else []


READERS: Final[dict[str, Reader]] = {
    "remove-item": _remove, "move-item": _move, "rename-item": _rename, "copy-item": _copy, "new-item": _new,
    **dict.fromkeys(("set-content", "out-file", "tee-object", "export-csv", "export-clixml"), _write),
    **dict.fromkeys(("clear-content", "clear-item"), _clear), "invoke-webrequest": _download,
    "invoke-restmethod": _download, "compress-archive": _pack, "expand-archive": _unpack,
}  # fmt: skip
