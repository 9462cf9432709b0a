"""Cmdlets that copy, move, pack and unpack files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths as shared
from cmdgen.safety import places, redirection
from cmdgen.safety.commands import powershell_registry as registry
from cmdgen.safety.commands import windows_files
from cmdgen.safety.commands.powershell_binding import bind
from cmdgen.safety.commands.powershell_paths import is_secret, other_drive, readings, to_path
from cmdgen.safety.commands.powershell_targets import ITEM, targets, written
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve.marks import LOCAL, SECRET, SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def arrived(call: Call, source: str, destination: str) -> None:
    """Remember that a file's content is now at the destination, or in it when that is a folder."""
    content = call.state.files.get(shared.canonical(source, call.state.cwd))
    if content is None:
        return
    name = source.rsplit("/", 1)[-1]
    for path in (destination, f"{destination.rstrip('/')}/{name}"):
        call.state.files[shared.canonical(path, call.state.cwd)] = content


def unpack(call: Call) -> str:
    """Follow Expand-Archive: what comes out is what went in."""
    bound = bind(
        call.args, "path literalpath destinationpath", "force passthru confirm", "path destinationpath"
    )
    for arg in targets(call, bound):
        content = redirection.file_content(arg.text, call.state)
        name = re.sub(r"(?i)\.zip$", "", arg.text.rsplit("/", 1)[-1])
        given = bound.text("destinationpath")
        folder = to_path(given, literal=True) if given else name
        if content not in (LOCAL, SECRET, ""):
            call.state.files[shared.canonical(folder, call.state.cwd) + "/"] = content
        if places.is_system(folder, call.state.cwd):
            call.flag("system.write", folder)
    return ""


def copy(call: Call) -> str:
    """Follow Copy-Item: what is written where, and whose content it is."""
    bound = bind(
        call.args,
        ITEM + " destination fromsession tosession",
        "recurse force container passthru confirm",
        "path destination",
    )
    destination = to_path(bound.text("destination"), literal=True) if "destination" in bound.named else "."
    outside = destination.startswith("//") or "tosession" in bound.named
    for arg in targets(call, bound):
        if is_secret(arg.text, call.state.cwd):
            call.flag("secrets.sent" if outside else "secrets.show", arg.text)
        if not outside:
            to = destination
            if windows_files.is_autostart(to) and "." not in to.rsplit("/", 1)[-1]:
                to = f"{to.rstrip('/')}/{arg.text.rsplit('/', 1)[-1]}"
            written(call, to, redirection.file_content(arg.text, call.state), copied=True)
            arrived(call, arg.text, destination)
    return ""


def move(call: Call) -> str:
    """Follow Move-Item and Rename-Item: a system folder that goes away is lost."""
    bound = bind(call.args, ITEM + " destination newname", "force passthru confirm", "path destination")
    for arg in targets(call, bound):
        if registry.is_registry(arg.text):
            registry.delete(call, arg, recursive=True)
            continue
        if other_drive(arg.text):
            continue
        for path in readings(arg.text):
            value = shared.classify(path, call.state.cwd)
            if STAR + SOME in path:
                continue
            if value is Value.ROOT and (path not in (UNKNOWN, SOME)):
                call.flag("files.move-root", path)
            elif places.is_authentication(path, call.state.cwd):
                call.flag("system.write-authentication", path)
            elif places.is_system(path, call.state.cwd):
                call.flag("system.write", path)
    if "destination" in bound.named:
        destination = to_path(bound.text("destination"), literal=True)
        for arg in targets(call, bound):
            arrived(call, arg.text, destination)
        if destination.lower() in ("nul", "/dev/null"):
            call.flag("files.delete-tree", bound.text("path"))
        elif (
            places.is_system(destination, call.state.cwd)
            or places.is_authentication(destination, call.state.cwd)
            or places.is_startup(destination, call.state.cwd)
            or windows_files.is_autostart(destination)
        ):
            written(call, destination, LOCAL, copied=True)
    elif "newname" in bound.named or bound.rest:
        name = bound.text("newname") or bound.rest[0].text
        for arg in targets(call, bound)[:1]:
            folder = arg.text.rpartition("/")[0]
            arrived(call, arg.text, f"{folder}/{name}" if folder else name)
    return ""


def archive(call: Call) -> str:
    """Follow Compress-Archive: the archive holds what goes into it."""
    bound = bind(
        call.args,
        "path literalpath destinationpath compressionlevel",
        "update force passthru",
        "path destinationpath",
    )
    secret = any(
        is_secret(arg.text, call.state.cwd)
        or arg.text.rstrip("/" + STAR).endswith(("/.ssh", "/.aws", "/.gnupg", "/.azure", "/.kube"))
        for arg in targets(call, bound)
    )
    if secret:
        call.flag("secrets.show", bound.text("path"))
    if "destinationpath" in bound.named:
        written(call, to_path(bound.text("destinationpath")), SECRET if secret else LOCAL, copied=True)
    return ""


HANDLERS: Final = {
    "copy-item": copy, "move-item": move, "rename-item": move, "compress-archive": archive, "expand-archive": unpack,
}  # fmt: skip
