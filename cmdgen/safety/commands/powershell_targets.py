"""Which files and other items a cmdlet works on, and what is read from them or written to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths as shared
from cmdgen.safety import redirection
from cmdgen.safety.commands import windows_files
from cmdgen.safety.commands.powershell_binding import Bound
from cmdgen.safety.commands.powershell_paths import (
    is_secret,
    items,
    other_drive,
    plain,
    readings,
    registry,
    to_path,
)
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import SECRET, SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

ITEM: Final = "path literalpath filter include exclude credential stream depth"
"""Parameters with a value of the cmdlets that work on items."""


def targets(call: Call, bound: Bound, name: str = "path") -> list[Arg]:
    """Return the paths that a cmdlet works on: its arguments, or what comes down the pipeline."""
    given = [bound.named[key] for key in (name, "literalpath") if key in bound.named]
    given += bound.rest
    if given:
        literal = "literalpath" in bound.named
        return [
            Arg(to_path(item, literal=literal and arg is bound.named.get("literalpath")), arg.span)
            for arg in given
            for item in items(arg.text) or ([UNKNOWN] if not arg.text else [])
        ]
    if call.stdin:
        return [Arg(to_path(item), call.span) for item in items(call.stdin)]
    return []


def _narrow(text: str) -> bool:
    """Return whether a name pattern leaves something out."""
    return bool(re.sub(r"[*?.]", "", text.replace(STAR, "*").replace(marks.ONE, "?"))) and UNKNOWN not in text


def names(bound: Bound) -> list[str]:
    """Return the name patterns of -Filter and -Include that narrow what is found."""
    return [item for key in ("filter", "include") for item in items(bound.text(key)) if _narrow(item)]


def joined(start: str, name: str, *, recursive: bool) -> str:
    """Return a pattern for what has a name in a folder, or anywhere below it."""
    base = start
    last = start.rsplit("/", 1)[-1]
    if shared.has_pattern(last):
        base = start[: -len(last)].rstrip("/") or ("." if "/" not in start else "/")
    between = f"/{STAR}{SOME}/" if recursive else "/"
    return base.rstrip("/") + between + name.replace("*", STAR).replace("?", marks.ONE)


def content(call: Call, path: str) -> str:
    """Return the content of a file; showing a key is worth a notice."""
    if is_secret(path, call.state.cwd):
        call.flag("secrets.show", path)
        return SECRET
    return redirection.file_content(path, call.state)


def written(call: Call, path: str, text: str, *, append: bool = False, copied: bool = False) -> None:
    """Judge a write to a file of any drive."""
    if other_drive(path) or registry(path):
        return
    for reading in readings(path):
        redirection.write_file(
            call.analysis, Arg(reading, call.span), call.state, text, call.span, append=append, copied=copied
        )
        windows_files.judge_written(call, reading, text)


def define(call: Call, drive: str, path: str, value: Arg | None) -> None:
    """Give an alias or a function its meaning through its drive."""
    name = path.split(":", 1)[1].strip("/").lower()
    if value is None or not name:
        return
    if drive == "alias":
        call.state.variables["alias:" + name] = (value.text,)
    elif value.process is not None:
        call.analysis.run_script(value.process, call.state.fork())
        call.state.functions[name] = value.process
    else:
        call.run_text(plain(value.text), dialect="powershell")
        call.state.variables["function:" + name] = (value.text,)
