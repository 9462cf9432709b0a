"""Cmdlets that change what protects a machine: the execution policy, Defender, the firewall, the trusted sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.powershell_binding import TRUE, bind, is_about_every, pairs
from cmdgen.safety.resolve import marks

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def execution_policy(call: Call) -> str:
    """Follow Set-ExecutionPolicy."""
    bound = bind(call.args, "executionpolicy scope", "force confirm", "executionpolicy scope")
    weak = bound.text("executionpolicy").lower() in (
        "bypass",
        "unrestricted",
        "undefined",
    ) or not marks.is_known(bound.text("executionpolicy"))
    call.flag(
        "powershell.execution-policy" if weak else "powershell.setting",
        bound.text("executionpolicy") if weak else "the execution policy",
    )
    return ""


def defender(call: Call) -> str:
    """Follow Set-MpPreference, Add-MpPreference and Remove-MpPreference."""
    lowered = False
    for name, value in pairs(call):
        off = (
            (name.startswith("disable") and TRUE.match(value))
            or name.startswith("exclusion")
            or (name.endswith("defaultaction") and value.lower() in ("allow", "6", "noaction", "9"))
        )
        weak = name in (
            "mapsreporting",
            "submitsamplesconsent",
            "puaprotection",
            "enablenetworkprotection",
            "enablecontrolledfolderaccess",
            "cloudblocklevel",
            "attacksurfacereductionrules_actions",
            "enablerealtimemonitoring",
        ) and value.lower() in ("0", "disabled", "never", "neversend", "2", "false")
        if (off or weak) and call.name != "remove-mppreference":
            lowered = True
            call.flag("powershell.defender", f"{name} {value}".strip())
    if not lowered and call.args:
        call.flag("powershell.setting", "Microsoft Defender")
    return ""


def firewall_profile(call: Call) -> str:
    """Follow Set-NetFirewallProfile."""
    given = dict(pairs(call))

    def value(full: str) -> str:
        return next(
            (text.lower() for name, text in given.items() if len(name) > 2 and full.startswith(name)), ""
        )

    weak = value("enabled") in ("false", "0") or value("defaultinboundaction") == "allow"
    call.flag("powershell.firewall" if weak else "powershell.setting", "the firewall")
    return ""


def firewall_rule(call: Call) -> str:
    """Follow the cmdlets that add, change, switch off or delete firewall rules."""
    bound = bind(
        call.args,
        "name displayname displaygroup group direction localport remoteport protocol action program service remoteaddress localaddress profile enabled description policystore interfacetype interfacealias newdisplayname inputobject package",
        "all confirm",
        "name",
    )
    if call.name in ("remove-netfirewallrule", "disable-netfirewallrule"):
        every = (
            bound.on("all")
            or is_about_every(call, bound, "name", "displayname", "displaygroup", "group")
            or (
                not call.stdin
                and not any(
                    bound.text(n) for n in ("name", "displayname", "displaygroup", "group", "inputobject")
                )
            )
        )
        call.flag(
            "powershell.firewall" if every else "powershell.firewall-rule",
            "every rule" if every else bound.text("name") or bound.text("displayname"),
        )
        return ""
    inbound = bound.text("direction").lower() in ("inbound", "") and bound.text("action").lower() == "allow"
    narrow = any(
        bound.text(name).lower() not in ("", "any", "*", "0.0.0.0/0")
        for name in ("localport", "program", "service", "remoteaddress", "package", "interfacealias")
    )
    blocks_everything = bound.text("action").lower() == "block" and not any(
        bound.text(name).lower() not in ("", "any")
        for name in ("localport", "remoteport", "program", "service", "remoteaddress")
    )
    icmp = bound.text("protocol").lower().startswith("icmp")
    if call.name == "new-netfirewallrule" and ((inbound and not narrow and not icmp) or blocks_everything):
        call.flag("powershell.firewall", bound.text("displayname"))
    else:
        call.flag("powershell.firewall-rule", bound.text("displayname") or bound.text("name"))
    return ""


_SOURCES: Final = "name location sourcelocation uri url providername provider packagemanagementprovider installationpolicy priority publishlocation scriptsourcelocation scriptpublishlocation credential credentialinfo proxy proxycredential newname newlocation apiversion"


def package_source(call: Call) -> str:
    """Follow the cmdlets that add or change where packages come from."""
    bound = bind(call.args, _SOURCES, "trusted force default psgallery passthru confirm", "name")
    places_given = [bound.text(name) for name in ("location", "sourcelocation", "uri", "url", "newlocation")]
    official = bound.text("name").lower() == "psgallery" or bound.on("psgallery", "default")
    trusted = bound.text("installationpolicy").lower() == "trusted" or bound.on("trusted")
    unsafe = any(re.match(r"(?i)http:|ftp:", text) for text in places_given)
    if unsafe or (trusted and not official):
        call.flag("powershell.package-source", next(filter(None, places_given), bound.text("name")))
    return ""


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    "set-executionpolicy": execution_policy, **dict.fromkeys(("set-mppreference", "add-mppreference", "remove-mppreference"), defender), "set-netfirewallprofile": firewall_profile,
    **dict.fromkeys(("remove-netfirewallrule", "disable-netfirewallrule", "new-netfirewallrule", "set-netfirewallrule"), firewall_rule),
    **dict.fromkeys(("register-psrepository", "set-psrepository", "register-psresourcerepository", "set-psresourcerepository", "register-packagesource", "set-packagesource"), package_source),
}  # fmt: skip
