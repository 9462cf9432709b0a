"""Cmdlets that delete or empty files and other items of PowerShell's drives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level
from cmdgen.safety import paths as shared
from cmdgen.safety import places, redirection
from cmdgen.safety.commands import deleting, windows_files
from cmdgen.safety.commands import powershell_registry as registry
from cmdgen.safety.commands.powershell_binding import bind
from cmdgen.safety.commands.powershell_paths import TYPE, other_drive, readings
from cmdgen.safety.commands.powershell_targets import ITEM, joined, names, targets
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import SOME, STAR, UNKNOWN
from cmdgen.safety.syntax import cmd_paths

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def remove_item(call: Call) -> str:
    """Follow Remove-Item and its aliases, in any spelling."""
    bound = bind(call.args, ITEM, "recurse force confirm usetransaction", "path")
    slashes = {
        arg.text.lower()
        for arg in [*bound.rest, *([bound.named["path"]] if "path" in bound.named else [])]
        if re.fullmatch(r"/[a-zA-Z]", arg.text)
    }
    bound.rest = [arg for arg in bound.rest if arg.text.lower() not in slashes]
    if slashes and bound.text("path").lower() in slashes:
        del bound.named["path"]
    recursive = bound.on("recurse", "rf", "fr") or "/s" in slashes
    filters = names(bound)
    prompts = bound.on("confirm")
    for arg in targets(call, bound):
        if filters:
            _found(
                call,
                Arg(joined(arg.text, filters[0], recursive=True), arg.span),
                recursive=True,
                prompts=prompts,
            )
        else:
            delete(call, arg, recursive=recursive, prompts=prompts)
    return ""


def delete(call: Call, arg: Arg, *, recursive: bool, prompts: bool = False) -> None:
    """Judge the deletion of one item of any drive."""
    text = arg.text
    if text.startswith(("./" + TYPE, TYPE)):
        return
    hive = registry.delete(call, arg, recursive=recursive)
    drive = other_drive(text)
    if hive or drive:
        if drive == "cert" or drive == "ad":
            call.flag(
                "powershell.delete-certificates"
                if recursive or text.endswith(STAR)
                else "powershell.delete-object",
                text,
            )
        return
    if STAR + SOME in text:
        _found(call, arg, recursive=recursive, prompts=prompts)
        return
    for reading in readings(text):
        path = cmd_paths.matched_root(reading) if recursive else reading
        if windows_files.is_boot_file(path, call.state.cwd):
            call.flag("system.write-authentication", text)
            continue
        value = shared.classify(path, call.state.cwd)
        if (
            value is Value.ROOT
            and not recursive
            and not shared.is_everything(path.rsplit("/", 1)[-1])
            and not places.is_authentication(path, call.state.cwd)
        ):
            # A folder that is not empty is deleted only after a question.
            call.flag("files.delete-root", text, level=Level.HIGH)
            continue
        deleting.delete(call, Arg(path, call.span), recursive=recursive, prompts=prompts)


def _found(call: Call, arg: Arg, *, recursive: bool, prompts: bool) -> None:
    """Judge the deletion of what a search with a name filter found."""
    base, _, name = arg.text.partition(STAR + SOME)
    base = base.rstrip("/") or "/"
    name = name.strip("/")
    if name in shared.ARTEFACTS:
        call.flag("files.delete-disposable", arg.text)
        return
    for path in readings(base + "/" if base == UNKNOWN else base):
        deleting.delete_all(call, Arg(path.rstrip("/") or path, call.span), filtered=True, prompts=prompts)
    del recursive


def clear_item(call: Call) -> str:
    """Follow Clear-Content and Clear-Item: files become empty."""
    bound = bind(call.args, ITEM, "force", "path")
    for arg in targets(call, bound):
        if registry.is_registry(arg.text):
            registry.delete(call, arg, recursive=True)
        elif not other_drive(arg.text):
            redirection.write_file(call.analysis, arg, call.state, "", call.span, append=False)
            windows_files.judge_written(call, arg.text, "")
    return ""


HANDLERS: Final = {"remove-item": remove_item, "clear-content": clear_item, "clear-item": clear_item}
