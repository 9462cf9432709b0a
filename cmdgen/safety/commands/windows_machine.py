"""Disks, accounts, shares and the power state of Windows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, redirection
from cmdgen.safety.commands.windows_files import windows_options
from cmdgen.safety.commands.windows_services import EVERY, stop_service
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.syntax.cmd_words import as_path

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_DISK_WIPES: Final = lazy_re.compile(r"(?im)^\s*(?:clean(?:\s+all)?|format\b.*|delete\s+(?:disk|partition|volume).*|convert\s+(?:mbr|gpt|basic|dynamic)\b.*|create\s+(?:partition|volume).*|"
                                r"(?:set\s+id|gpt\s+attributes|extend|shrink|recover|repair|break|import|add\s+disk|inactive|active|retain|merge|compact|expand|uniqueid\s+disk\s+id)\b.*)")  # fmt: skip
_DISK_CHANGES: Final = lazy_re.compile(
    r"(?im)^\s*(?:assign|remove|online|offline|attributes\s+\w+\s+(?:set|clear)|automount|san\s+policy|attach|detach)\b"
)
_SHADOWS: Final = lazy_re.compile(
    r"(?im)^\s*(delete\s+shadows\b.*|revert\b.*|exec\b.*|create\b.*|expose\b.*)"
)
_ADMINISTRATORS: Final = lazy_re.compile(
    r"(?i)^(?:administrators?|administratoren|administrateurs|administradores|amministratori|domain admins|enterprise admins|schema admins|domänen-admins|backup operators|account operators|server operators|"
    r"remote desktop users|hyper-v administrators|remote management users|dnsadmins|print operators|администраторы)$"
)


def shutdown(call: Call) -> str:
    """Follow shutdown: everything but aborting, asking and the dialog ends the session or the machine."""
    switches, _ = windows_options(call)
    if not switches or "a" in switches or "?" in switches:
        return UNKNOWN
    if {"s", "r", "g", "sg", "p", "h", "l", "fw", "hybrid", "o"} & set(switches):
        call.flag("windows.shutdown", "the machine" if "l" not in switches else "your session")
    elif "i" in switches:
        call.flag("windows.setting", "the shutdown dialog")
    return UNKNOWN


# -- disks ---------------------------------------------------------------------------------------------------


def disk_editor(call: Call) -> str:
    """Follow diskpart: it reads commands from its input or, with `/s`, from a file."""
    script = next(
        (call.args[i + 1] for i, text in enumerate(call.texts[:-1]) if text.lower() in ("/s", "-s")), None
    )
    if script is None:
        match = next((text[3:] for text in call.texts if re.match(r"(?i)[/-]s:", text)), None)
        content = call.stdin if match is None else redirection.file_content(as_path(match), call.state)
    else:
        content = redirection.file_content(as_path(script.text), call.state)
    if not content:
        call.flag("windows.disk-editor", "diskpart")
    elif found := _DISK_WIPES.search(content):
        call.flag("windows.disk-script", found.group().strip())
    elif _DISK_CHANGES.search(content):
        call.flag("windows.disk-setting", "diskpart")
    elif not marks.is_known(content):
        call.flag("windows.disk-editor", "an unseen script")
    return UNKNOWN


def shadow_editor(call: Call) -> str:
    """Follow diskshadow: it reads commands from its input or, with `/s`, from a file; `exec` runs programs."""
    script = next(
        (call.args[i + 1] for i, text in enumerate(call.texts[:-1]) if text.lower() in ("/s", "-s")), None
    )
    content = call.stdin if script is None else redirection.file_content(as_path(script.text), call.state)
    if not content:
        call.flag("windows.setting", "diskshadow")
    elif not marks.is_known(content):
        call.flag("windows.disk-editor", "an unseen script")
    for found in _SHADOWS.findall(content):
        words = found.lower().split()
        if words[:2] == ["delete", "shadows"]:
            call.flag(
                "windows.delete-recovery"
                if words[2:3] in ([], ["all"], ["volume"])
                else "windows.delete-snapshot",
                found,
            )
        elif words[0] == "exec":
            call.run_text(found[4:].strip(), dialect="cmd")
    return UNKNOWN


# -- accounts and shares ---------------------------------------------------------------------------------------


def net(call: Call) -> str:
    """Follow net: its first word is the subcommand."""
    switches, operands = windows_options(call)
    words = [arg.text for arg in operands]
    if not words or "?" in switches or words[0].lower() == "help":
        return UNKNOWN
    kind, rest = words[0].lower(), words[1:]
    if kind in ("user", "users"):
        _account(call, switches, rest)
    elif kind in ("localgroup", "group") and len(rest) >= 1 and {"add", "delete"} & set(switches):
        administers = _ADMINISTRATORS.match(rest[0]) and "add" in switches and len(rest) > 1
        call.flag(
            "windows.add-administrator" if administers else "windows.account",
            rest[1] if administers else rest[0],
        )
    elif kind == "stop" and rest:
        stop_service(call, rest[0])
    elif kind in ("start", "pause", "continue") and rest:
        call.flag("windows.service", rest[0])
    elif kind == "share" and rest:
        _share(call, switches, rest)
    elif kind == "use" and (rest or "delete" in switches):
        everything = rest and EVERY.match(rest[0]) and {"delete", "d"} & set(switches)
        if everything or len(rest) > 1 or switches:
            call.flag("windows.unmount-all" if everything else "windows.setting", " ".join(rest))
    elif kind == "accounts" and switches:
        weak = [
            f"/{key}:{value}"
            for key, value in switches.items()
            if (key in ("minpwlen", "lockoutthreshold", "uniquepw") and value == "0")
        ]
        call.flag(
            "windows.weak-password" if weak else "windows.setting", weak[0] if weak else "the password policy"
        )
    elif kind in ("session", "file", "computer", "time", "print", "name") and (
        {"delete", "close", "set", "add", "d"} & set(switches)
    ):
        call.flag("windows.setting", kind)
    return UNKNOWN


def _account(call: Call, switches: dict[str, str], rest: list[str]) -> None:
    if not rest:
        return
    name, password = rest[0], rest[1] if len(rest) > 1 else None
    built_in = re.fullmatch(r"(?i)administrator|administrateur|administrador|krbtgt", name)
    if switches.get("passwordreq", "").lower() == "no" or password == "":
        call.flag("windows.weak-password", name)
    elif built_in and password is not None and "add" not in switches:
        call.flag("windows.administrator-password", name)
    elif (
        re.fullmatch(r"(?i)administrator|guest|administrateur|administrador", name)
        and switches.get("active", "").lower() == "yes"
    ):
        call.flag("windows.add-administrator", name)
    elif password is not None or {
        "add",
        "delete",
        "active",
        "expires",
        "times",
        "passwordchg",
        "profilepath",
        "scriptpath",
        "logonpasswordchg",
        "random",
        "workstations",
    } & set(switches):
        call.flag("windows.account", name)


def _share(call: Call, switches: dict[str, str], rest: list[str]) -> None:
    if "delete" in switches:
        call.flag("windows.setting", f"share {rest[0]}")
        return
    _, equals, folder = rest[0].partition("=")
    if not equals:
        return
    grant = switches.get("grant", "").lower()
    everything = paths.classify(as_path(folder)) is paths.Value.ROOT
    opened = re.match(r"(?:everyone|guest|anonymous logon|users)\s*,\s*(?:full|change)", grant)
    call.flag("windows.open-share" if everything or opened else "windows.setting", rest[0])


def route(call: Call) -> str:
    """Follow route of Windows: `-f` empties the table, the default route is the way out."""
    words = [text.lower() for text in call.texts]
    verb = next((word for word in words if word in ("add", "delete", "change")), None)
    if "-f" in words or "/f" in words:
        call.flag("windows.link-down", "all routes")
    elif verb in ("delete", "change") and any(
        word in ("0.0.0.0", "*", "::/0", "0.0.0.0/0", "0") for word in words
    ):
        call.flag("windows.link-down", "the default route")
    elif verb:
        call.flag("windows.setting", "a route")
    return UNKNOWN


HANDLERS: Final = {
    "diskpart": disk_editor,
    "diskshadow": shadow_editor,
    **dict.fromkeys(("net", "net1"), net),
}
