"""Cmdlets that switch a machine off or change its objects through WMI, and cmdlets without a handler of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.powershell_binding import bind
from cmdgen.safety.commands.powershell_names import is_cmdlet
from cmdgen.safety.commands.powershell_paths import ALL, items
from cmdgen.safety.commands.powershell_run import any_blocks, beside, objects
from cmdgen.safety.commands.powershell_targets import targets
from cmdgen.safety.inline import statements
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.syntax.powershell_text import OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def power(call: Call) -> str:
    """Follow Stop-Computer and Restart-Computer."""
    call.flag(
        "powershell.power",
        bind(
            call.args,
            "computername credential protocol wsmanauthentication timeout",
            "force wait",
            "computername",
        ).text("computername")
        or "this machine",
    )
    return ""


def sql(call: Call) -> str:
    """Follow Invoke-Sqlcmd: the statements of its query."""
    bound = bind(
        call.args,
        "query q inputfile serverinstance database username password hostname querytimeout outputas variable connectionstring",
        "trustservercertificate",
        "query",
    )
    text = bound.text("query") or bound.text("q")
    rule = statements.judge(text) if text else None
    if rule:
        call.flag(rule, statements.shortened(text))
    if "inputfile" in bound.named:
        call.flag("interpreter.local-script", bound.text("inputfile"))
    return UNKNOWN


def item(call: Call) -> str:
    """Follow Invoke-Item: opens a file with its program, or runs it."""
    bound = bind(call.args, "path literalpath filter include exclude", "", "path")
    for arg in targets(call, bound):
        if re.search(r"(?i)\.(?:exe|com|bat|cmd|ps1|vbs|js|wsf|hta|msi|lnk|scr)$", arg.text):
            call.run_inner([Arg(OPERATOR + "call", call.span), beside(call, Arg(arg.text, arg.span))])
    return ""


def route(call: Call) -> str:
    """Follow Remove-NetRoute: without the default route the machine is cut off."""
    bound = bind(
        call.args,
        "destinationprefix interfaceindex interfacealias nexthop addressfamily routemetric policystore protocol cimsession",
        "confirm includeallcompartments asjob",
        "destinationprefix",
    )
    given = bound.text("destinationprefix")
    if given in ("0.0.0.0/0", "::/0", "*") or not given:
        call.flag("powershell.route-removed", given)
    return ""


def wmi(call: Call) -> str:
    """Follow Invoke-WmiMethod, Invoke-CimMethod, Remove-WmiObject, Remove-CimInstance."""
    bound = bind(
        call.args,
        "class classname name methodname argumentlist arguments query path inputobject computername namespace credential filter property",
        "enableallprivileges confirm",
        "class name argumentlist" if call.name == "invoke-wmimethod" else "class name",
    )
    kind = (
        bound.text("class")
        or bound.text("classname")
        or bound.text("query")
        or bound.text("path")
        or bound.text("inputobject")
        or call.stdin
    ).lower()
    name = (bound.text("name") or bound.text("methodname")).lower()
    if "shadowcopy" in kind and (call.name.startswith("remove") or "delete" in name):
        call.flag("powershell.recovery", "the shadow copies")
    elif "operatingsystem" in kind and name in (
        "win32shutdown",
        "shutdown",
        "reboot",
        "win32shutdowntracker",
    ):
        call.flag("powershell.power", bound.text("computername") or "this machine")
    elif "process" in kind and name == "create":
        for text in items(
            bound.text("argumentlist") or re.sub("^[^\ue025]*\ue025", "", bound.text("arguments"))
        ):
            call.run_text(text, dialect="cmd")
    elif call.name.startswith("remove"):
        call.flag(
            "powershell.every-object" if ALL in call.stdin else "powershell.delete-object", kind.strip()
        )
    else:
        call.flag("powershell.setting", kind.strip())
    return UNKNOWN


def remove_objects(call: Call) -> str:
    """Follow the removal of objects that stand for many: packages, network settings, cloud resources."""
    any_blocks(call)
    named = [arg.text for arg in call.args if not arg.text.startswith("-")]
    everything = any(text and not text.strip("*") for text in named) or (not named and ALL in call.stdin)
    if everything and call.name not in (
        "remove-variable",
        "remove-job",
        "remove-module",
        "remove-event",
        "remove-pssession",
        "remove-typedata",
        "remove-alias",
        "remove-pssnapin",
        "remove-cimsession",
        "remove-breakpoint",
    ):
        call.flag("powershell.every-object", call.name.split("-", 1)[1])
    return UNKNOWN


def default(name: str) -> Callable[[Call], str] | None:
    """Return how a cmdlet without a handler of its own is followed, by its verb."""
    if not is_cmdlet(name):
        return None
    if name.startswith("get-"):
        return objects
    return (
        remove_objects
        if name.startswith(("remove-", "uninstall-", "disable-", "unregister-", "clear-", "stop-", "revoke-"))
        else any_blocks
    )


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    **dict.fromkeys(("stop-computer", "restart-computer"), power), "invoke-sqlcmd": sql, "invoke-item": item, "remove-netroute": route,
    **dict.fromkeys(("invoke-wmimethod", "invoke-cimmethod", "remove-wmiobject", "remove-ciminstance"), wmi),
}  # fmt: skip
