"""Cmdlets that list, name and change folders.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.management
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths as shared
from cmdgen.safety.commands import powershell_registry as registry
from cmdgen.safety.commands.powershell_binding import bind
from cmdgen.safety.commands.powershell_paths import ALL, items, other_drive
from cmdgen.safety.commands.powershell_targets import ITEM, joined, names, targets
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import CWD, ENVIRONMENT, HOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_FLAGS: Final = "recurse force name file directory hidden readonly system attributes passthru usetransaction"


def list_items(call: Call) -> str:
    """Return patterns for what Get-ChildItem finds."""
    bound = bind(call.args, ITEM, _FLAGS, "path filter")
    filters = names(bound)
    starts = targets(call, bound) or [Arg(".", call.span)]
    found: list[str] = []
    recursive = bound.on("recurse") or "depth" in bound.named
    for arg in starts:
        drive = other_drive(arg.text)
        if drive:
            found.append(ENVIRONMENT if drive == "env" else f"{arg.text}/{STAR}")
        elif registry.is_registry(arg.text):
            found.append(arg.text.rstrip("/") + "/" + STAR)
        else:
            found += [joined(arg.text, name, recursive=recursive) for name in filters] or [
                _listed(arg.text, recursive=recursive)
            ]
    return "\n".join(found) + "\n"


def _listed(start: str, *, recursive: bool) -> str:
    last = start.rstrip("/").rsplit("/", 1)[-1]
    if shared.has_pattern(last) and not shared.is_everything(last):
        return joined(start[: -len(last)].rstrip("/") or ".", last, recursive=True) if recursive else start
    if shared.has_pattern(last):
        return start
    return start.rstrip("/") + "/" + STAR


def get_item(call: Call) -> str:
    """Return the paths that Get-Item, Resolve-Path and the like name."""
    bound = bind(call.args, ITEM, _FLAGS + " relative", "path")
    return "\n".join(arg.text for arg in targets(call, bound)) + "\n"


def join_path(call: Call) -> str:
    """Return the path that Join-Path makes."""
    bound = bind(call.args, "path childpath additionalchildpath credential", "resolve", "path childpath")
    parts = [
        bound.text("path"),
        bound.text("childpath"),
        *(arg.text for arg in bound.rest),
        *items(bound.text("additionalchildpath")),
    ]
    return (
        "/".join(
            part.replace("\\", "/").strip("/") if number else part.replace("\\", "/").rstrip("/")
            for number, part in enumerate(parts)
            if part or not number
        )
        + "\n"
    )


def split_path(call: Call) -> str:
    """Return the part of a path that Split-Path cuts out."""
    bound = bind(
        call.args,
        "path literalpath",
        "parent leaf qualifier noqualifier isabsolute resolve extension leafbase",
        "path",
    )
    texts = [arg.text for arg in targets(call, bound)]
    if bound.on("leaf", "leafbase"):
        return "\n".join(text.rsplit("/", 1)[-1] for text in texts) + "\n"
    return "\n".join(_above(text) for text in texts) + "\n"


def _above(text: str) -> str:
    if text in (HOME, CWD):
        return shared.canonical(text + "/..")
    return text.rsplit("/", 1)[0] if "/" in text else ""


def change_folder(call: Call) -> str:
    """Follow Set-Location and Push-Location: later relative paths start elsewhere."""
    bound = bind(call.args, "path literalpath stackname", "passthru", "path")
    found = targets(call, bound)
    if found:
        target = found[0].text
        call.state.cwd = shared.canonical(target, call.state.cwd) if target != UNKNOWN else UNKNOWN
    elif call.name == "set-location" and not call.stdin:
        call.state.cwd = HOME
    return ""


def previous_folder(call: Call) -> str:
    """Follow Pop-Location."""
    call.state.cwd = CWD
    return ""


def drives(call: Call) -> str:
    """Return the drives that Get-PSDrive and Get-Volume list."""
    bound = bind(call.args, "name psprovider scope driveletter", "", "name")
    named = bound.text("name") or bound.text("driveletter")
    if named:
        return "\n".join(f"{item.rstrip(':')}:/" for item in items(named)) + "\n"
    return "C:/\n" if bound.text("psprovider").lower() in ("filesystem", "") else ALL + "\n"


HANDLERS: Final = {
    "get-childitem": list_items, **dict.fromkeys(("get-item", "resolve-path", "convert-path"), get_item), "join-path": join_path, "split-path": split_path,
    **dict.fromkeys(("set-location", "push-location"), change_folder), "pop-location": previous_folder, "get-psdrive": drives,
}  # fmt: skip
