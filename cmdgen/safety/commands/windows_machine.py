"""Disks, accounts, services, processes and scheduled tasks of Windows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths, places, redirection
from cmdgen.safety.commands.windows_files import windows_options
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.syntax.cmd_words import as_path

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_DISK_WIPES: Final = re.compile(r"(?im)^\s*(?:clean(?:\s+all)?|format\b.*|delete\s+(?:disk|partition|volume).*|convert\s+(?:mbr|gpt|basic|dynamic)\b.*|create\s+(?:partition|volume).*|"
                                r"(?:set\s+id|gpt\s+attributes|extend|shrink|recover|repair|break|import|add\s+disk|inactive|active|retain|merge|compact|expand|uniqueid\s+disk\s+id)\b.*)")  # fmt: skip
_DISK_CHANGES: Final = re.compile(r"(?im)^\s*(?:assign|remove|online|offline|attributes\s+\w+\s+(?:set|clear)|automount|san\s+policy|attach|detach)\b")
_SHADOWS: Final = re.compile(r"(?im)^\s*(delete\s+shadows\b.*|revert\b.*|exec\b.*|create\b.*|expose\b.*)")
_GUARDS: Final = re.compile(
    r"(?i)^(?:eventlog|windows event log|windefend|wdnissvc|wdfilter|wdboot|sense|wscsvc|securityhealthservice|sgrmbroker|mpssvc|windows defender.*|microsoft defender.*|windows firewall|"
    r"security center|bfe|base filtering engine|termservice|remote desktop services|umrdpservice|sshd|ssh-agent-server|openssh ssh server|winrm|netlogon|lanmanworkstation|"
    r"lanmanserver|workstation|server|dnscache|dns client|dhcp|dhcp client|nlasvc|netprofm|nsi|rpcss|rpceptmapper|dcomlaunch|samss|kdc|ntds|dns|adws|lsm|gpsvc|profsvc|wlansvc|"
    r"wwansvc|tcpip|afd|http|keyiso|vaultsvc|tamper.*|mcafee.*|mcshield|masvc|mfe\w+|symantec.*|sepmaster\w*|sep\w*service|csfalcon\w*|csagent|sentinel\w*|sophos.*|savservice|"
    r"ekrn|egui|avp\w*|avast.*|avg\w*|bdredline|epsecurity\w*|mbamservice|cylance\w*|carbonblack\w*|cb|cbdefense|sysmon(?:64|drv)?|tmlisten|ntrtscan|windowsdefender|"
    r"elastic(?:-agent| agent|endpoint)|wazuh\w*|ossec\w*|splunk\w*|osqueryd|qualysagent|tanium.*|huntress\w*|xagt|cyserver|diagtrack-guard)$"
)
_VITAL_PROCESSES: Final = re.compile(r"(?i)^(?:csrss|wininit|smss|winlogon|services|lsass|lsaiso|system)(?:\.exe)?$")
_GUARD_PROCESSES: Final = re.compile(r"(?i)^(?:msmpeng|nissrv|mpcmdrun|securityhealth\w*|svchost|dwm|mssense|sysmon(?:64)?|csfalcon\w*|sentinel\w*|mcshield|ccsvchst|savservice|ekrn|avp|mbam\w*|bdagent|wininit|eventlog|cyserver|cb|xagt|sshd)(?:\.exe)?$")
_ADMINISTRATORS: Final = re.compile(
    r"(?i)^(?:administrators?|administratoren|administrateurs|administradores|amministratori|domain admins|enterprise admins|schema admins|domänen-admins|backup operators|account operators|server operators|"
    r"remote desktop users|hyper-v administrators|remote management users|dnsadmins|print operators|администраторы)$"
)
_EVERY: Final = re.compile(r"^[*\ue002]$")


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
    script = next((call.args[i + 1] for i, text in enumerate(call.texts[:-1]) if text.lower() in ("/s", "-s")), None)
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
    script = next((call.args[i + 1] for i, text in enumerate(call.texts[:-1]) if text.lower() in ("/s", "-s")), None)
    content = call.stdin if script is None else redirection.file_content(as_path(script.text), call.state)
    if not content:
        call.flag("windows.setting", "diskshadow")
    elif not marks.is_known(content):
        call.flag("windows.disk-editor", "an unseen script")
    for found in _SHADOWS.findall(content):
        words = found.lower().split()
        if words[:2] == ["delete", "shadows"]:
            call.flag("windows.delete-recovery" if words[2:3] in ([], ["all"], ["volume"]) else "windows.delete-snapshot", found)
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
        call.flag("windows.add-administrator" if administers else "windows.account", rest[1] if administers else rest[0])
    elif kind == "stop" and rest:
        stop_service(call, rest[0])
    elif kind in ("start", "pause", "continue") and rest:
        call.flag("windows.service", rest[0])
    elif kind == "share" and rest:
        _share(call, switches, rest)
    elif kind == "use" and (rest or "delete" in switches):
        everything = rest and _EVERY.match(rest[0]) and {"delete", "d"} & set(switches)
        if everything or len(rest) > 1 or switches:
            call.flag("windows.unmount-all" if everything else "windows.setting", " ".join(rest))
    elif kind == "accounts" and switches:
        weak = [f"/{key}:{value}" for key, value in switches.items() if (key in ("minpwlen", "lockoutthreshold", "uniquepw") and value == "0")]
        call.flag("windows.weak-password" if weak else "windows.setting", weak[0] if weak else "the password policy")
    elif kind in ("session", "file", "computer", "time", "print", "name") and ({"delete", "close", "set", "add", "d"} & set(switches)):
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
    elif re.fullmatch(r"(?i)administrator|guest|administrateur|administrador", name) and switches.get("active", "").lower() == "yes":
        call.flag("windows.add-administrator", name)
    elif password is not None or {"add", "delete", "active", "expires", "times", "passwordchg", "profilepath", "scriptpath", "logonpasswordchg", "random", "workstations"} & set(switches):
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


# -- services ----------------------------------------------------------------------------------------------------


def stop_service(call: Call, name: str) -> None:
    """Judge that a service stops, now or for good."""
    if _GUARDS.match(name) or _EVERY.match(name):
        call.flag("windows.stop-guard", name)
    else:
        call.flag("windows.service", name)


def service_control(call: Call) -> str:
    r"""Follow sc: `sc [\\host] subcommand service options`, options as `start= disabled` or `start=disabled`."""
    texts = [text for text in call.texts if not text.startswith("\\\\")]
    if len(texts) < 2:
        return UNKNOWN
    kind, name, rest = texts[0].lower(), texts[1], texts[2:]
    settings = dict(re.findall(r"(\w+)=\s*((?:(?!\s\w+=).)*)", " ".join(rest)))
    settings = {key.lower(): value.strip() for key, value in settings.items()}
    if kind in ("stop", "delete", "pause"):
        stop_service(call, name)
    elif kind in ("config", "create"):
        program = settings.get("binpath", "")
        if settings.get("start", "").lower() == "disabled":
            stop_service(call, name)
        else:
            call.flag("windows.service", name)
        if program:
            _service_program(call, program)
    elif kind == "failure":
        call.flag("windows.service", name)
        if settings.get("command"):
            _service_program(call, settings["command"])
    elif kind in ("sdset", "sidtype", "privs"):
        call.flag("windows.service-rights" if kind == "sdset" else "windows.service", name)
    elif kind in ("start", "continue", "control", "description", "triggerinfo", "failureflag", "boot", "managedaccount", "preferrednode", "lock"):
        call.flag("windows.service", name)
    return UNKNOWN


def _service_program(call: Call, program: str) -> None:
    inner = call.state.fork()
    inner.privileged = True
    path = as_path(re.split(r"(?i)(?<=\.exe)\s|\s", program.strip('"'))[0])
    if path.startswith("//") or re.match(r"(?i)c:/(?:windows/)?temp/|c:/users/public/|c:/programdata/[^/]+\.exe$", path):
        call.flag("windows.hijack", program)
    call.run_text(program, state=inner, dialect="cmd")


# -- processes ---------------------------------------------------------------------------------------------------


def task_kill(call: Call) -> str:
    """Follow taskkill: `/im` names programs, `/pid` one process, `/fi` filters."""
    texts = call.texts
    images = [texts[i + 1] for i, text in enumerate(texts[:-1]) if re.fullmatch(r"(?i)[/-]{1,2}im", text)]
    filters = [texts[i + 1] for i, text in enumerate(texts[:-1]) if re.fullmatch(r"(?i)[/-]{1,2}fi", text)]
    numbers = [texts[i + 1] for i, text in enumerate(texts[:-1]) if re.fullmatch(r"(?i)[/-]{1,2}pid", text)]
    named = any(re.match(r"(?i)(?:imagename|pid|services|windowtitle|modules)\s+eq\s", text) or re.match(r"(?i)status\s", text) for text in filters)
    for image in images:
        if _VITAL_PROCESSES.match(image):
            call.flag("windows.kill-vital", image)
        elif _GUARD_PROCESSES.match(image):
            call.flag("windows.stop-guard", image)
        elif (_EVERY.match(image) and not named) or re.fullmatch(r"[*\ue002]\.exe", image):
            call.flag("windows.kill-all", image)
        else:
            call.flag("windows.kill", image)
    for number in numbers:
        call.flag("windows.kill-vital" if number in ("0", "4") else "windows.kill", number)
    if filters and not images and not numbers:
        call.flag("windows.kill" if named else "windows.kill-all", filters[0])
    return UNKNOWN


def kill_by_name(call: Call) -> str:
    """Follow tskill and pskill."""
    _, operands = windows_options(call)
    for arg in operands[:1]:
        name = arg.text
        rule = "windows.kill-vital" if _VITAL_PROCESSES.match(name) else "windows.stop-guard" if _GUARD_PROCESSES.match(name) else "windows.kill-all" if _EVERY.match(name) else "windows.kill"
        call.flag(rule, name)
    return UNKNOWN


# -- scheduled tasks -----------------------------------------------------------------------------------------------


def scheduled_tasks(call: Call) -> str:
    """Follow schtasks: `/create /tr` holds a command for later."""
    texts = call.texts
    lower = [text.lower().replace("-", "/", 1) if text.startswith("-") else text.lower() for text in texts]

    def value(option: str) -> str:
        return next((texts[i + 1] for i, text in enumerate(lower[:-1]) if text == option), "")

    name = value("/tn")
    if "/delete" in lower:
        call.flag("windows.delete-all-tasks" if _EVERY.match(name) else "windows.task", name)
    elif "/create" in lower or "/change" in lower:
        _scheduled(call, value("/tr"), value("/ru"))
        if "/disable" in lower and re.search(r"(?i)defender|antimalware|windowsupdate|security", name):
            call.flag("windows.protection-off", name)
        call.flag("windows.task", name or value("/xml"))
    elif "/run" in lower or "/end" in lower:
        call.flag("windows.task", name)
    return UNKNOWN


def _scheduled(call: Call, command: str, user: str) -> None:
    if not command:
        return
    inner = call.state.fork()
    inner.privileged = bool(re.fullmatch(r'(?i)"?(?:nt authority\\)?(?:system|administrator)"?', user))
    path = as_path(command.split(" ", maxsplit=1)[0])
    if places.is_device(path) or path.startswith("//"):
        call.flag("windows.hijack", command)
    call.run_text(command.replace("'", '"'), state=inner, dialect="cmd")


# -- wmic --------------------------------------------------------------------------------------------------------------


def wmic(call: Call) -> str:
    """Follow wmic: `alias [where ...] verb`; reading verbs are list, get, and none."""
    line = " ".join(call.texts)
    lower = line.lower()
    if re.search(r"(?i)/format:\s*\"?\s*(?:https?:|\\\\)", line):
        call.flag("code.download-run", line)
        return UNKNOWN
    remote = re.search(r"(?i)/node:", line)
    filtered = re.search(r"\bwhere\b|\bpath\b.+\bwhere\b", lower) is not None
    created = re.search(r"(?i)process\s+call\s+create\s+(.+)$", line)
    if created:
        state = call.state.fork()
        state.remote = bool(remote)
        call.run_text(created.group(1).strip().strip("\"'").replace('\\"', '"'), state=state, dialect="cmd")
        call.flag("windows.setting", "a process")
        return UNKNOWN
    changes = re.search(r"\b(delete|call|set|create|assoc|reboot|shutdown|win32shutdown)\b", re.sub(r"\bwhere\b\s*(?:\([^)]*\)|\"[^\"]*\"|\S+)", "", lower))
    if not changes:
        return UNKNOWN
    verb = changes.group(1)
    if "shadowcopy" in lower:
        if verb == "delete":
            call.flag("windows.delete-snapshot" if filtered else "windows.delete-recovery", line)
    elif re.search(r"\b(?:reboot|shutdown|win32shutdown)\b", lower):
        call.flag("windows.shutdown", "the machine")
    elif re.search(r"\bcleareventlog\b", lower) or ("nteventlog" in lower and verb in ("call", "delete")):
        call.flag("machine.delete-logs", "the event log")
    elif re.search(r"\bprocess\b", lower) and (verb == "delete" or "terminate" in lower):
        call.flag("windows.kill" if filtered else "windows.kill-all", line)
    elif re.search(r"\bproduct\b", lower) and "uninstall" in lower and not filtered:
        call.flag("windows.uninstall-all", "all programs")
    elif re.search(r"\bservice\b", lower) and (re.search(r"stopservice|delete|changestartmode|pauseservice", lower)):
        named = re.search(r"name\s*(?:=|like)\s*[\"']?%?([\w .-]+)", lower)
        stop_service(call, named.group(1).strip() if named else "*")
    elif "volume" in lower and "format" in lower:
        call.flag("windows.disk-script", line)
    elif re.search(r"\bnic(?:config)?\b|networkadapter", lower) and re.search(r"\bdisable\b|releasedhcp", lower):
        call.flag("windows.link-down", line)
    elif "antivirusproduct" in lower or "\\\\root\\subscription" in lower or "eventconsumer" in lower or "antispyware" in lower:
        call.flag("windows.protection-off", line)
    else:
        call.flag("windows.setting", line)
    return UNKNOWN


def route(call: Call) -> str:
    """Follow route of Windows: `-f` empties the table, the default route is the way out."""
    words = [text.lower() for text in call.texts]
    verb = next((word for word in words if word in ("add", "delete", "change")), None)
    if "-f" in words or "/f" in words:
        call.flag("windows.link-down", "all routes")
    elif verb in ("delete", "change") and any(word in ("0.0.0.0", "*", "::/0", "0.0.0.0/0", "0") for word in words):
        call.flag("windows.link-down", "the default route")
    elif verb:
        call.flag("windows.setting", "a route")
    return UNKNOWN


HANDLERS: Final = {
    "diskpart": disk_editor, "diskshadow": shadow_editor, **dict.fromkeys(("net", "net1"), net), "sc": service_control, "taskkill": task_kill,
    **dict.fromkeys(("tskill", "pskill", "pskill64"), kill_by_name), "schtasks": scheduled_tasks, "wmic": wmic,
}  # fmt: skip
