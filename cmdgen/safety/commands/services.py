"""Programs that start and stop services, whatever the init system is called, and change what the machine runs."""

from __future__ import annotations

import re
from dataclasses import replace
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

VITAL: Final = "machine.stop-vital-service"
PROTECTING: Final = "protection.stop-service"
"""Rules that hold the lists of services as their `operands`."""


@lru_cache(maxsize=64)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return lazy_re.compile("|".join(translate(pattern) for pattern in patterns))


def matches_list(patterns: tuple[str, ...], name: str) -> bool:
    """Return whether a name is in a list of names and patterns; a pattern that is given matches what it could match."""
    if _any_of(patterns).match(name):
        return True
    if "*" in name or STAR in name:
        given = re.compile(translate(name.replace(STAR, "*").replace(UNKNOWN, "*").replace(SOME, "*")))
        return any(given.match(pattern) for pattern in patterns)
    return False


def plain_name(unit: str) -> str:
    """Return a service's name without folders, domains and suffixes."""
    name = unit.rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"\.(?:service|socket|target|timer|plist|path|mount|slice)$", "", name)


def is_vital(call: Call, unit: str) -> bool:
    """Return whether remote access, login, network or logging depends on a service."""
    return matches_list(call.analysis.book[VITAL].operands, plain_name(unit))


_INIT: Final = frozenset({"init", "systemd", "launchd"})
_PID_FILE: Final = lazy_re.compile(r"/(?:private/)?(?:var/)?run/(?:[^/]+/)*([\w@.-]+?)\.pid$")


def process_id(call: Call, name: str) -> str:
    """Return the id of a program's process, as far as it matters: 1, one that others depend on, or any."""
    name = name.strip("^$ ").rsplit("/", 1)[-1].replace("[", "").replace("]", "")
    if name in _INIT:
        return "1"
    return marks.VITAL if name and marks.is_known(name) and is_vital(call, name) else marks.SOME


def id_in_file(call: Call, path: str) -> str:
    """Return the mark of a process that others depend on where a file holds its id: `/run/sshd.pid`."""
    name = pid_file_name(path)
    return marks.VITAL if name and process_id(call, name) == marks.VITAL else ""


def pid_file_name(path: str) -> str | None:
    """Return the program that keeps its process id in a file, or None."""
    found = _PID_FILE.search(path)
    return found.group(1) if found else None


def stop(call: Call, unit: str) -> None:
    """Judge stopping, disabling or masking a service."""
    name = plain_name(unit)
    protects, vital = matches_list(call.analysis.book[PROTECTING].operands, name), is_vital(call, unit)
    if protects:
        call.flag(PROTECTING, unit)
    if vital:
        call.flag(VITAL, unit)
    if not protects and not vital:
        call.flag("machine.service", unit)


# -- systemd ---------------------------------------------------------------------------------------------

_STOPS: Final = frozenset({"stop", "disable", "mask", "kill", "clean", "freeze"})
_CHANGES: Final = frozenset({
    "start", "restart", "reload", "try-restart", "reload-or-restart", "try-reload-or-restart", "enable", "reenable", "unmask", "edit", "revert", "preset", "set-property",
    "daemon-reload", "daemon-reexec", "reset-failed", "link", "add-wants", "add-requires", "set-environment", "unset-environment", "import-environment", "thaw", "bind",
    "mount-image", "preset-all", "condrestart", "force-reload", "cancel", "service-log-level", "log-level", "default", "suspend", "hibernate", "hybrid-sleep", "sleep",
    "suspend-then-hibernate",
})  # fmt: skip
_POWER: Final = frozenset(
    {"poweroff", "reboot", "halt", "kexec", "soft-reboot", "rescue", "emergency", "switch-root", "exit"}
)
_POWER_UNITS: Final = lazy_re.compile(
    r"^(?:poweroff|reboot|halt|kexec|soft-reboot|rescue|emergency|shutdown|exit|ctrl-alt-del|runlevel[0126s])$",
    re.IGNORECASE,
)
_FEWER_SERVICES: Final = lazy_re.compile(
    r"^(?:multi-user|basic|sysinit|runlevel[345]|network|local-fs|initrd\w*)$"
)


def systemctl(call: Call) -> str:
    """Follow systemctl."""
    parsed = call.parsed
    if not parsed.operands or parsed.has_exactly("--dry-run"):
        return UNKNOWN
    verb, units = parsed.operands[0].text, [arg.text for arg in parsed.operands[1:]]
    user = parsed.has("--user")
    if verb in _POWER:
        call.flag("machine.power" if verb != "exit" or not user else "machine.service", verb)
    elif verb == "isolate" or (
        verb in ("start", "set-default") and any(_POWER_UNITS.match(plain_name(unit)) for unit in units)
    ):
        _target(call, verb, units)
    elif verb[:1] in (UNKNOWN, SOME) and not units:
        call.flag("machine.power", verb)
    elif verb in _STOPS or verb[:1] in (UNKNOWN, SOME):
        for unit in units:
            stop(call, unit)
    elif verb in _CHANGES or verb == "set-default":
        call.flag("machine.service", " ".join(units) or verb)
    elif verb == "show" and any("MainPID" in text for text in call.texts) and units:
        return process_id(call, units[-1])
    return UNKNOWN


def _target(call: Call, verb: str, units: list[str]) -> None:
    for unit in units:
        name = plain_name(unit)
        lower = _POWER_UNITS.match(name) or (
            verb == "isolate" and _FEWER_SERVICES.match(name) and name != "runlevel5"
        )
        call.flag("machine.power" if lower else "machine.service", unit)


# -- other init systems ----------------------------------------------------------------------------------

_LOOKS: Final = frozenset({"status", "fullstatus", "configtest", "show", "list", "describe", "ls", "get"})
_STOP_WORDS: Final = frozenset(
    {
        "stop",
        "force-stop",
        "shutdown",
        "down",
        "d",
        "exit",
        "x",
        "e",
        "zap",
        "kill",
        "k",
        "once",
        "disable",
        "del",
        "delete",
        "remove",
        "off",
        "pause",
        "onestop",
        "forcestop",
    }
)


def name_first(call: Call) -> str:
    """Follow `service NAME ACTION`, `rc-service`, `chkconfig`, `update-rc.d`."""
    words = [arg.text for arg in call.parsed.operands]
    if call.name == "service" and call.args and "/" in call.args[0].text:
        # A path from /etc/init.d on, which may lead anywhere.
        path = paths.canonical("/etc/init.d/" + call.args[0].text)
        return call.run_inner([replace(call.args[0], text=path), *call.args[1:]])
    if len(words) < 2 or words[1] in _LOOKS or call.parsed.has_exactly("--status-all", "--list", "-l", "-e"):
        return UNKNOWN
    _act(call, words[1], [words[0]])
    return UNKNOWN


def action_first(call: Call) -> str:
    """Follow `initctl ACTION NAME`, `sv`, `rc-update`, `dinitctl`, `rcctl`, `supervisorctl`, `svcadm`, `brew services`."""
    words = [arg.text for arg in call.parsed.operands]
    if len(words) < 2 or words[0] in _LOOKS:
        return UNKNOWN
    _act(call, words[0], words[1:])
    return UNKNOWN


def _act(call: Call, action: str, units: list[str]) -> None:
    for unit in units:
        if action in _STOP_WORDS or action == UNKNOWN:
            stop(call, unit)
        else:
            call.flag("machine.service", unit)


def supervise(call: Call) -> str:
    """Follow s6-svc, svc and s6-rc: options say what is done."""
    downs = (
        call.parsed.has("-d", "-x", "-k", "-t", "-O", "-o", "-X")
        if call.name != "s6-rc"
        else call.parsed.has("-d")
    )
    for arg in call.parsed.operands:
        if arg.text in ("change", "list", "listall", "db", "help", "diff"):
            if arg.text != "change":
                return UNKNOWN
            continue
        if downs:
            stop(call, arg.text)
        else:
            call.flag("machine.service", arg.text)
    return UNKNOWN


def launchctl(call: Call) -> str:
    """Follow launchctl."""
    texts = [text for text in call.texts if text in ("-w",) or not text.startswith("-")]
    verb, units = (texts[0], [text for text in texts[1:] if text != "-w"]) if texts else ("", [])
    if verb == "reboot":
        call.flag("machine.power", verb)
    elif verb in ("unload", "bootout", "disable", "kill", "remove", "stop"):
        named = units[1:] if verb == "kill" else units
        # `bootout gui/501 path` names a domain first; a whole domain ends a login.
        for unit in named[-1:]:
            if re.fullmatch(r"(?:system|user/\d+|gui/\d+|login/\d+)/?", unit):
                call.flag(VITAL, unit)
            else:
                stop(call, unit)
    elif verb in (
        "load",
        "bootstrap",
        "enable",
        "kickstart",
        "start",
        "setenv",
        "unsetenv",
        "config",
        "limit",
        "attach",
        "debug",
        "submit",
    ):
        call.flag("machine.service", " ".join(units) or verb)
        if verb == "submit" and "--" in call.texts:
            return call.run_inner(call.args[call.texts.index("--") + 1 :])
    elif verb == "asuser" and len(call.args) > 2:
        return call.run_inner(call.args[2:])
    return UNKNOWN


HANDLERS: Final = {
    "systemctl": systemctl,
    **dict.fromkeys(("service", "rc-service", "chkconfig", "update-rc.d", "invoke-rc.d", "sysv-rc-conf"), name_first),
    **dict.fromkeys(("initctl", "sv", "rc-update", "dinitctl", "rcctl", "supervisorctl", "svcadm", "monit", "stop"), action_first),
    **dict.fromkeys(("s6-svc", "svc", "s6-rc"), supervise), "launchctl": launchctl,
}  # fmt: skip
