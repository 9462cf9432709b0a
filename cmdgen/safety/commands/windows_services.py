"""Services, processes and scheduled tasks of Windows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places
from cmdgen.safety.commands.windows_files import windows_options
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.syntax.cmd_words import as_path

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_GUARDS: Final = lazy_re.compile(
    r"(?i)^(?:eventlog|windows event log|windefend|wdnissvc|wdfilter|wdboot|sense|wscsvc|securityhealthservice|sgrmbroker|mpssvc|windows defender.*|microsoft defender.*|windows firewall|"
    r"security center|bfe|base filtering engine|termservice|remote desktop services|umrdpservice|sshd|ssh-agent-server|openssh ssh server|winrm|netlogon|lanmanworkstation|"
    r"lanmanserver|workstation|server|dnscache|dns client|dhcp|dhcp client|nlasvc|netprofm|nsi|rpcss|rpceptmapper|dcomlaunch|samss|kdc|ntds|dns|adws|lsm|gpsvc|profsvc|wlansvc|"
    r"wwansvc|tcpip|afd|http|keyiso|vaultsvc|tamper.*|mcafee.*|mcshield|masvc|mfe\w+|symantec.*|sepmaster\w*|sep\w*service|csfalcon\w*|csagent|sentinel\w*|sophos.*|savservice|"
    r"ekrn|egui|avp\w*|avast.*|avg\w*|bdredline|epsecurity\w*|mbamservice|cylance\w*|carbonblack\w*|cb|cbdefense|sysmon(?:64|drv)?|tmlisten|ntrtscan|windowsdefender|"
    r"elastic(?:-agent| agent|endpoint)|wazuh\w*|ossec\w*|splunk\w*|osqueryd|qualysagent|tanium.*|huntress\w*|xagt|cyserver|diagtrack-guard)$"
)
_VITAL_PROCESSES: Final = lazy_re.compile(
    r"(?i)^(?:csrss|wininit|smss|winlogon|services|lsass|lsaiso|system)(?:\.exe)?$"
)
_GUARD_PROCESSES: Final = lazy_re.compile(
    r"(?i)^(?:msmpeng|nissrv|mpcmdrun|securityhealth\w*|svchost|dwm|mssense|sysmon(?:64)?|csfalcon\w*|sentinel\w*|mcshield|ccsvchst|savservice|ekrn|avp|mbam\w*|bdagent|wininit|eventlog|cyserver|cb|xagt|sshd)(?:\.exe)?$"
)
EVERY: Final = lazy_re.compile(r"^[*\ue002]$")
"""The whole of a list: `*`, as written or as a pattern."""


# -- services ----------------------------------------------------------------------------------------------------


def stop_service(call: Call, name: str) -> None:
    """Judge that a service stops, now or for good."""
    if _GUARDS.match(name) or EVERY.match(name):
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
    elif kind in (
        "start",
        "continue",
        "control",
        "description",
        "triggerinfo",
        "failureflag",
        "boot",
        "managedaccount",
        "preferrednode",
        "lock",
    ):
        call.flag("windows.service", name)
    return UNKNOWN


def _service_program(call: Call, program: str) -> None:
    inner = call.state.fork()
    inner.privileged = True
    path = as_path(re.split(r"(?i)(?<=\.exe)\s|\s", program.strip('"'))[0])
    if path.startswith("//") or re.match(
        r"(?i)c:/(?:windows/)?temp/|c:/users/public/|c:/programdata/[^/]+\.exe$", path
    ):
        call.flag("windows.hijack", program)
    call.run_text(program, state=inner, dialect="cmd")


# -- processes ---------------------------------------------------------------------------------------------------


def task_kill(call: Call) -> str:
    """Follow taskkill: `/im` names programs, `/pid` one process, `/fi` filters."""
    texts = call.texts
    images = [texts[i + 1] for i, text in enumerate(texts[:-1]) if re.fullmatch(r"(?i)[/-]{1,2}im", text)]
    filters = [texts[i + 1] for i, text in enumerate(texts[:-1]) if re.fullmatch(r"(?i)[/-]{1,2}fi", text)]
    numbers = [texts[i + 1] for i, text in enumerate(texts[:-1]) if re.fullmatch(r"(?i)[/-]{1,2}pid", text)]
    named = any(
        re.match(r"(?i)(?:imagename|pid|services|windowtitle|modules)\s+eq\s", text)
        or re.match(r"(?i)status\s", text)
        for text in filters
    )
    for image in images:
        if _VITAL_PROCESSES.match(image):
            call.flag("windows.kill-vital", image)
        elif _GUARD_PROCESSES.match(image):
            call.flag("windows.stop-guard", image)
        elif (EVERY.match(image) and not named) or re.fullmatch(r"[*\ue002]\.exe", image):
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
        rule = (
            "windows.kill-vital"
            if _VITAL_PROCESSES.match(name)
            else "windows.stop-guard"
            if _GUARD_PROCESSES.match(name)
            else "windows.kill-all"
            if EVERY.match(name)
            else "windows.kill"
        )
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
        call.flag("windows.delete-all-tasks" if EVERY.match(name) else "windows.task", name)
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
    everything = re.search(r"like\s+[\"']+%+[\"']+", lower)
    filtered = re.search(r"\bwhere\b|\bpath\b.+\bwhere\b", lower) is not None and not everything
    created = re.search(r"(?i)process\s+call\s+create\s+(.+)$", line)
    if created:
        state = call.state.fork()
        state.remote = bool(remote)
        call.run_text(created.group(1).strip().strip("\"'").replace('\\"', '"'), state=state, dialect="cmd")
        call.flag("windows.setting", "a process")
        return UNKNOWN
    changes = re.search(
        r"\b(delete|call|set|create|assoc|reboot|shutdown|win32shutdown)\b",
        re.sub(r"\bwhere\b\s*(?:\([^)]*\)|\"[^\"]*\"|\S+)", "", lower),
    )
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
    elif re.search(r"\bservice\b", lower) and (
        re.search(r"stopservice|delete|changestartmode|pauseservice", lower)
    ):
        named = re.search(r"name\s*(?:=|like)\s*[\"']?%?([\w .-]+)", lower)
        stop_service(call, named.group(1).strip() if named else "*")
    elif re.search(r"\b(?:volume|logicaldisk)\b", lower) and "format" in lower:
        call.flag("windows.disk-script", line)
    elif re.search(r"\bnic(?:config)?\b|networkadapter", lower) and re.search(
        r"\bdisable\b|releasedhcp", lower
    ):
        call.flag("windows.link-down", line)
    elif (
        "antivirusproduct" in lower
        or "\\\\root\\subscription" in lower
        or "eventconsumer" in lower
        or "antispyware" in lower
    ):
        call.flag("windows.protection-off", line)
    else:
        call.flag("windows.setting", line)
    return UNKNOWN


HANDLERS: Final = {
    "sc": service_control, "taskkill": task_kill, **dict.fromkeys(("tskill", "pskill", "pskill64"), kill_by_name), "schtasks": scheduled_tasks, "wmic": wmic,
}  # fmt: skip
