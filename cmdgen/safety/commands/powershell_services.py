"""Cmdlets that start, stop and change services, processes and scheduled tasks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands import windows_services
from cmdgen.safety.commands.powershell_binding import bind, is_about_every
from cmdgen.safety.commands.powershell_paths import ALL, items
from cmdgen.safety.commands.powershell_run import command_line
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.syntax.powershell_text import OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def stop_service(call: Call) -> str:
    """Follow Stop-Service, Suspend-Service, Remove-Service, Restart-Service."""
    bound = bind(
        call.args,
        "name displayname inputobject include exclude computername",
        "force passthru nowait confirm",
        "name",
    )
    if is_about_every(call, bound, "name", "displayname"):
        call.flag("powershell.every-object", "services")
        return ""
    named = items(bound.text("name") or bound.text("displayname") or call.stdin)
    for name in named:
        if call.name == "restart-service":
            call.flag("powershell.service", name)
        else:
            windows_services.stop_service(call, name)
    if not named:
        call.flag("powershell.service", "a service")
    return ""


def set_service(call: Call) -> str:
    """Follow Set-Service: what is disabled does not start again."""
    bound = bind(
        call.args,
        "name displayname description startuptype starttype status credential inputobject computername securitydescriptorsddl",
        "force passthru confirm",
        "name",
    )
    off = bound.text("startuptype").lower() == "disabled" or bound.text("status").lower() in (
        "stopped",
        "paused",
    )
    for name in items(bound.text("name") or call.stdin) or [UNKNOWN]:
        if off:
            windows_services.stop_service(call, name)
        else:
            call.flag("powershell.service", name)
    return ""


def new_service(call: Call) -> str:
    """Follow New-Service: its program runs at every start."""
    bound = bind(
        call.args,
        "name binarypathname displayname description startuptype credential dependson securitydescriptorsddl",
        "",
        "name binarypathname",
    )
    call.flag("powershell.service", bound.text("name"))
    words = command_line(bound.text("binarypathname"))
    if words:
        state = call.state.fork()
        state.privileged = True
        call.run_inner(
            [Arg(OPERATOR + "call", call.span), *(Arg(word, call.span) for word in words)], state=state
        )
    return ""


def stop_process(call: Call) -> str:
    """Follow Stop-Process."""
    bound = bind(call.args, "name id inputobject processname", "force passthru confirm", "id")
    named = items(
        " ".join(bound.text(name) for name in ("name", "processname", "id", "inputobject")).strip()
        or call.stdin
    )
    if (
        any(not name.strip("* ") for name in named)
        or (ALL in call.stdin and not call.args[:1])
        or (ALL in call.stdin and not any(bound.text(n) for n in ("name", "id")))
    ):
        call.flag("powershell.every-object", "processes")
    elif any(
        re.search(
            r"(?i)^(?:lsass|csrss|wininit|winlogon|services|smss|system|svchost)(?:\.exe)?$",
            name.strip(marks.UNKNOWN),
        )
        for name in named
    ):
        call.flag("powershell.vital-process", named[0])
    else:
        call.flag("powershell.stop-process", named[0] if named else "a process")
    return ""


def task(call: Call) -> str:
    """Follow the cmdlets that delete, stop or disable scheduled tasks."""
    bound = bind(call.args, "taskname taskpath inputobject cimsession", "confirm asjob", "taskname")
    everything = is_about_every(call, bound, "taskname") or (
        not bound.text("taskname") and bool(bound.text("taskpath"))
    )
    call.flag(
        "powershell.every-object" if everything else "powershell.task",
        "scheduled tasks" if everything else bound.text("taskname") or "a task",
    )
    return ""


def task_action(call: Call) -> str:
    """Follow New-ScheduledTaskAction: the program will run."""
    bound = bind(call.args, "execute argument workingdirectory id cimsession", "", "execute argument")
    words = [Arg(word, call.span) for word in command_line(bound.text("argument"))]
    if bound.text("execute"):
        call.run_inner([Arg(OPERATOR + "call", call.span), bound.named["execute"], *words])
    return UNKNOWN


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    **dict.fromkeys(("stop-service", "suspend-service", "remove-service", "restart-service"), stop_service), "set-service": set_service, "new-service": new_service, "stop-process": stop_process,
    **dict.fromkeys(("unregister-scheduledtask", "disable-scheduledtask", "stop-scheduledtask"), task), "new-scheduledtaskaction": task_action,
}  # fmt: skip
