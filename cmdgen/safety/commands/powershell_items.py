"""Cmdlets that make, read and write files and other items of PowerShell's drives.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.management
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import links, places, redirection
from cmdgen.safety import paths as shared
from cmdgen.safety.commands import powershell_registry as registry
from cmdgen.safety.commands import windows_files
from cmdgen.safety.commands.powershell_binding import bind
from cmdgen.safety.commands.powershell_paths import items, other_drive, plain, readings, to_path
from cmdgen.safety.commands.powershell_targets import ITEM, content, define, targets, written
from cmdgen.safety.resolve.marks import LOCAL, SOME, UNKNOWN
from cmdgen.safety.syntax.powershell_text import OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def read(call: Call) -> str:
    """Return what Get-Content reads."""
    bound = bind(
        call.args,
        ITEM + " totalcount head first tail last readcount encoding delimiter",
        "raw wait force asbytestream",
        "path",
    )
    found = ""
    for arg in targets(call, bound):
        if other_drive(arg.text):
            found += SOME
            continue
        found += content(call, arg.text)
    return found + "\n"


def search(call: Call) -> str:
    """Return what Select-String finds."""
    bound = bind(
        call.args,
        "pattern path literalpath include exclude encoding context culture",
        "simplematch casesensitive quiet list allmatches notmatch raw noemphasis",
        "pattern path",
    )
    if "path" not in bound.named and "literalpath" not in bound.named:
        return call.stdin or UNKNOWN
    return "".join(content(call, arg.text) for arg in targets(call, bound)) + "\n"


def write(call: Call) -> str:
    """Follow Set-Content, Out-File, Tee-Object and Add-Content."""
    bound = bind(
        call.args,
        ITEM + " value encoding inputobject filepath width variable",
        "force nonewline append passthru asbytestream noclobber confirm",
        "path value",
    )
    if "filepath" in bound.named:
        bound.named["path"] = bound.named["filepath"]
    append = call.name == "add-content" or bound.on("append")
    text = (
        bound.text("value") or bound.text("inputobject")
        if "value" in bound.named or "inputobject" in bound.named
        else call.stdin
    )
    path = [bound.named[key] for key in ("path", "literalpath") if key in bound.named]
    for arg in path:
        for item in items(arg.text):
            target = to_path(item)
            if (drive := other_drive(target)) in ("alias", "function"):
                define(call, drive, target, bound.named.get("value"))
            written(call, target, plain(text), append=append)
    return call.stdin if call.name == "tee-object" or bound.on("passthru") else ""


def look_at_written(call: Call) -> str:
    """Follow the look at the files that a redirection has written."""
    for text in call.texts:
        for reading in readings(text):
            windows_files.judge_written(call, reading, redirection.file_content(reading, call.state))
    return ""


def new_item(call: Call) -> str:
    """Follow New-Item: files, folders, links, registry keys."""
    bound = bind(call.args, "path name itemtype type value target credential", "force", "path")
    kind = (bound.text("itemtype") or bound.text("type")).lower()
    for arg in targets(call, bound):
        path = to_path(arg.text.rstrip("/") + "/" + bound.text("name")) if "name" in bound.named else arg.text
        if registry.is_registry(path):
            registry.new_key(call, path, plain(bound.text("value")))
        elif (drive := other_drive(path)) in ("alias", "function"):
            define(call, drive, path, bound.named.get("value"))
        elif windows_files.is_autostart(path) or ("link" in kind and places.is_system(path, call.state.cwd)):
            written(call, path, plain(bound.text("value")) or LOCAL, copied=True)
        elif path.startswith("wsman:"):
            call.flag("powershell.remoting", path)
        elif kind == "file" or ("value" in bound.named and "link" not in kind and kind != "junction"):
            written(call, path, plain(bound.text("value")) or LOCAL, copied=not bound.on("force"))
        if ("link" in kind or kind == "junction") and (
            leads_to := bound.text("target") or bound.text("value")
        ):
            links.remember(call.state, to_path(leads_to), path)
        call.state.files.setdefault(shared.canonical(path, call.state.cwd), LOCAL) if kind == "file" else None
    return ""


HANDLERS: Final = {
    "get-content": read, "select-string": search, **dict.fromkeys(("set-content", "add-content", "out-file", "tee-object"), write), "new-item": new_item,
    OPERATOR + "written": look_at_written,
}  # fmt: skip
