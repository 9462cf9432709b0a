"""Cmdlets that list, read, write, move and delete files and other items of PowerShell's drives.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.management
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level
from cmdgen.safety import links, places, redirection
from cmdgen.safety import paths as shared
from cmdgen.safety.commands import deleting, windows_files
from cmdgen.safety.commands import powershell_registry as registry
from cmdgen.safety.commands.powershell_binding import Bound, bind
from cmdgen.safety.commands.powershell_paths import (
    ALL,
    TYPE,
    is_secret,
    items,
    other_drive,
    plain,
    readings,
    to_path,
)
from cmdgen.safety.commands.powershell_values import taints
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import CWD, ENVIRONMENT, HOME, LOCAL, SECRET, SOME, STAR, UNKNOWN
from cmdgen.safety.syntax import cmd_paths
from cmdgen.safety.syntax.powershell_text import OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_ITEM: Final = "path literalpath filter include exclude credential stream depth"
_FLAGS: Final = "recurse force name file directory hidden readonly system attributes passthru usetransaction"


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


# -- deleting --------------------------------------------------------------------------------------------


def remove_item(call: Call) -> str:
    """Follow Remove-Item and its aliases, in any spelling."""
    bound = bind(call.args, _ITEM, "recurse force confirm usetransaction", "path")
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
                Arg(_joined(arg.text, filters[0], recursive=True), arg.span),
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
    bound = bind(call.args, _ITEM, "force", "path")
    for arg in targets(call, bound):
        if registry.is_registry(arg.text):
            registry.delete(call, arg, recursive=True)
        elif not other_drive(arg.text):
            redirection.write_file(call.analysis, arg, call.state, "", call.span, append=False)
            windows_files.judge_written(call, arg.text, "")
    return ""


# -- listing and reading -----------------------------------------------------------------------------------


def list_items(call: Call) -> str:
    """Return patterns for what Get-ChildItem finds."""
    bound = bind(call.args, _ITEM, _FLAGS, "path filter")
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
            found += [_joined(arg.text, name, recursive=recursive) for name in filters] or [
                _listed(arg.text, recursive=recursive)
            ]
    return "\n".join(found) + "\n"


def _joined(start: str, name: str, *, recursive: bool) -> str:
    base = start
    last = start.rsplit("/", 1)[-1]
    if shared.has_pattern(last):
        base = start[: -len(last)].rstrip("/") or ("." if "/" not in start else "/")
    between = f"/{STAR}{SOME}/" if recursive else "/"
    return base.rstrip("/") + between + name.replace("*", STAR).replace("?", marks.ONE)


def _listed(start: str, *, recursive: bool) -> str:
    last = start.rstrip("/").rsplit("/", 1)[-1]
    if shared.has_pattern(last) and not shared.is_everything(last):
        return _joined(start[: -len(last)].rstrip("/") or ".", last, recursive=True) if recursive else start
    if shared.has_pattern(last):
        return start
    return start.rstrip("/") + "/" + STAR


def get_item(call: Call) -> str:
    """Return the paths that Get-Item, Resolve-Path and the like name."""
    bound = bind(call.args, _ITEM, _FLAGS + " relative", "path")
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


def read(call: Call) -> str:
    """Return what Get-Content reads."""
    bound = bind(
        call.args,
        _ITEM + " totalcount head first tail last readcount encoding delimiter",
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


def content(call: Call, path: str) -> str:
    """Return the content of a file; showing a key is worth a notice."""
    if is_secret(path, call.state.cwd):
        call.flag("secrets.show", path)
        return SECRET
    return redirection.file_content(path, call.state)


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


# -- writing -----------------------------------------------------------------------------------------------


def write(call: Call) -> str:
    """Follow Set-Content, Out-File, Tee-Object and Add-Content."""
    bound = bind(
        call.args,
        _ITEM + " value encoding inputobject filepath width variable",
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


def written(call: Call, path: str, text: str, *, append: bool = False, copied: bool = False) -> None:
    """Judge a write to a file of any drive."""
    if other_drive(path) or registry.is_registry(path):
        return
    for reading in readings(path):
        redirection.write_file(
            call.analysis, Arg(reading, call.span), call.state, text, call.span, append=append, copied=copied
        )
        windows_files.judge_written(call, reading, text)


def look_at_written(call: Call) -> str:
    """Follow the look at the files that a redirection has written."""
    for text in call.texts:
        for reading in readings(text):
            windows_files.judge_written(call, reading, redirection.file_content(reading, call.state))
    return ""


def arrived(call: Call, source: str, destination: str) -> None:
    """Remember that a file's content is now at the destination, or in it when that is a folder."""
    content = call.state.files.get(shared.canonical(source, call.state.cwd))
    if content is None:
        return
    name = source.rsplit("/", 1)[-1]
    for path in (destination, f"{destination.rstrip('/')}/{name}"):
        call.state.files[shared.canonical(path, call.state.cwd)] = content


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
        _ITEM + " destination fromsession tosession",
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
    bound = bind(call.args, _ITEM + " destination newname", "force passthru confirm", "path destination")
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


def same(call: Call) -> str:
    """Return the input or the arguments: cmdlets that pass objects on."""
    bound = bind(call.args, "inputobject property expandproperty first last skip")
    for arg in call.args if call.name == "sort-object" else ():
        if arg.process is not None:
            call.analysis.run_script(arg.process, call.state.fork(), call.stdin)
    return call.stdin or "\n".join([bound.text("inputobject"), *(arg.text for arg in bound.rest)]).strip(
        "\n"
    ) + taints(*call.texts)


def variable_value(call: Call) -> str:
    """Return the value of a variable that Get-Variable names."""
    bound = bind(call.args, "name scope include exclude", "valueonly", "name")
    values = [
        value
        for name in items(bound.text("name"))
        for value in call.state.variables.get(name.lower(), (UNKNOWN,))
    ]
    return "\n".join(values) + "\n" if values else UNKNOWN


def printed(call: Call) -> str:
    """Follow Write-Host and the like: nothing goes down the pipeline."""
    del call
    return ""


HANDLERS: Final = {
    "remove-item": remove_item, **dict.fromkeys(("clear-content", "clear-item"), clear_item), "get-childitem": list_items, **dict.fromkeys(("get-item", "resolve-path", "convert-path"), get_item),
    "join-path": join_path, "split-path": split_path, "get-content": read, "select-string": search, **dict.fromkeys(("set-content", "add-content", "out-file", "tee-object"), write), "new-item": new_item,
    "copy-item": copy, **dict.fromkeys(("move-item", "rename-item"), move), **dict.fromkeys(("set-location", "push-location"), change_folder), "pop-location": previous_folder,
    "get-psdrive": drives, "compress-archive": archive, "expand-archive": unpack, OPERATOR + "written": look_at_written,
    **dict.fromkeys(("write-output", "sort-object", "out-string", "get-unique", "convertto-json", "convertfrom-json", "convertto-csv", "convertfrom-csv", "convertto-base64"), same), "get-variable": variable_value,
    **dict.fromkeys(("write-host", "write-verbose", "write-warning", "write-error", "write-debug", "write-information", "write-progress", "out-null", "out-host", "out-default"), printed),
}  # fmt: skip
