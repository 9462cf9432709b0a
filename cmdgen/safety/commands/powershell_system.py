"""Cmdlets that change the machine where a table of conditions cannot say it: services, processes, tasks, accounts, protection."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places
from cmdgen.safety.commands import windows_services
from cmdgen.safety.commands.powershell_binding import Bound, bind
from cmdgen.safety.commands.powershell_items import define, targets
from cmdgen.safety.commands.powershell_names import is_cmdlet
from cmdgen.safety.commands.powershell_paths import ALL, items, other_drive, to_path
from cmdgen.safety.commands.powershell_registry import is_registry, new_key
from cmdgen.safety.commands.powershell_run import any_blocks, beside, command_line, objects, script_file
from cmdgen.safety.commands.windows_code import loader_path
from cmdgen.safety.inline import statements
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import NETWORK, OPAQUE, UNKNOWN
from cmdgen.safety.syntax.powershell_text import OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_TRUE: Final = lazy_re.compile(r"(?i)^(?:true|1|\$true)$")
_ADMINISTRATORS: Final = lazy_re.compile(
    r"(?i)^(?:(?:builtin\\)?administrators?|.*\badmins?|administratoren|administrateurs|administradores|backup operators|remote desktop users|s-1-5-32-544|account operators|hyper-v administrators)$"
)
_ON_OFF: Final = "name displayname id inputobject computername servicename processname taskname taskpath"


def _every(call: Call, bound: Bound, *names: str) -> bool:
    """Return whether a call is about every object of a kind."""
    given = [item for name in names for item in items(bound.text(name))]
    return any(not item.strip("*") for item in given) or (not given and ALL in call.stdin)


def stop_service(call: Call) -> str:
    """Follow Stop-Service, Suspend-Service, Remove-Service, Restart-Service."""
    bound = bind(
        call.args,
        "name displayname inputobject include exclude computername",
        "force passthru nowait confirm",
        "name",
    )
    if _every(call, bound, "name", "displayname"):
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
    everything = _every(call, bound, "taskname") or (
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


# -- protection --------------------------------------------------------------------------------------------------


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
    for name, value in _pairs(call):
        off = (
            (name.startswith("disable") and _TRUE.match(value))
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


def _pairs(call: Call) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    texts = call.texts
    for index, text in enumerate(texts):
        match = re.match(r"-([A-Za-z_]\w*)(?::(.*))?$", text)
        if match:
            following = (
                texts[index + 1]
                if index + 1 < len(texts) and not texts[index + 1].startswith("-")
                else "True"
            )
            found.append(
                (match.group(1).lower(), match.group(2) if match.group(2) is not None else following)
            )
    return found


def firewall_profile(call: Call) -> str:
    """Follow Set-NetFirewallProfile."""
    given = dict(_pairs(call))

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
            or _every(call, bound, "name", "displayname", "displaygroup", "group")
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


def group_member(call: Call) -> str:
    """Follow Add-LocalGroupMember and Add-ADGroupMember."""
    bound = bind(
        call.args,
        "group name sid member identity members server credential",
        "confirm passthru",
        "group member" if "local" in call.name else "identity members",
    )
    group = (bound.text("group") or bound.text("name") or bound.text("identity") or bound.text("sid")).strip()
    call.flag(
        "powershell.administrator"
        if _ADMINISTRATORS.match(group) or not marks.is_known(group)
        else "powershell.account",
        bound.text("member") or bound.text("members"),
    )
    return ""


def new_user(call: Call) -> str:
    """Follow New-LocalUser, Set-LocalUser, New-ADUser and the like."""
    names = {name for name, _ in _pairs(call)}
    weak = any(len(name) > 2 and "nopassword".startswith(name) for name in names) or any(
        name == "passwordnotrequired" and _TRUE.match(value) for name, value in _pairs(call)
    )
    call.flag(
        "powershell.no-password" if weak else "powershell.account",
        next((text for text in call.texts if not text.startswith("-")), ""),
    )
    return ""


def access_list(call: Call) -> str:
    """Follow Set-Acl."""
    bound = bind(
        call.args,
        "path literalpath aclobject inputobject securitydescriptor include exclude filter",
        "passthru clearcentralaccesspolicy",
        "path aclobject",
    )
    for arg in targets(call, bound):
        value = paths.classify(arg.text, call.state.cwd)
        system = places.is_system(arg.text, call.state.cwd) or places.is_authentication(
            arg.text, call.state.cwd
        )
        call.flag("powershell.acl-root" if value is Value.ROOT or system else "powershell.acl", arg.text)
    return ""


# -- other -------------------------------------------------------------------------------------------------------


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


def module(call: Call) -> str:
    """Follow Import-Module: a file or a downloaded text runs."""
    bound = bind(
        call.args,
        "name assembly fullyqualifiedname function cmdlet variable alias prefix requiredversion minimumversion maximumversion argumentlist scope",
        "force passthru global disablenamechecking ascustomobject noclobber skipeditioncheck",
        "name",
    )
    for name in items(bound.text("name") or bound.text("assembly") or call.stdin):
        if NETWORK in name or OPAQUE in name:
            call.flag("code.download-run", "a module")
        elif re.search(r"[\\/]|\.(?:ps[m]?1|dll|psd1)$", name):
            path = to_path(name, literal=True)
            if path.startswith("//"):
                call.flag("code.download-run", path)
            else:
                script_file(call, path)
    return ""


def item(call: Call) -> str:
    """Follow Invoke-Item: opens a file with its program, or runs it."""
    bound = bind(call.args, "path literalpath filter include exclude", "", "path")
    for arg in targets(call, bound):
        if re.search(r"(?i)\.(?:exe|com|bat|cmd|ps1|vbs|js|wsf|hta|msi|lnk|scr)$", arg.text):
            call.run_inner([Arg(OPERATOR + "call", call.span), beside(call, Arg(arg.text, arg.span))])
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


def set_alias(call: Call) -> str:
    """Follow Set-Alias and New-Alias."""
    bound = bind(call.args, "name value description option scope", "force passthru", "name value")
    if bound.text("name"):
        call.state.variables["alias:" + bound.text("name").lower()] = (bound.text("value"),)
    return ""


def set_variable(call: Call) -> str:
    """Follow Set-Variable and New-Variable."""
    bound = bind(
        call.args,
        "name value description option scope visibility include exclude",
        "force passthru",
        "name value",
    )
    if bound.text("name"):
        call.state.assign(
            bound.text("name").lower(),
            (bound.text("value") if "value" in bound.named else call.stdin.rstrip("\n"),),
        )
    return ""


def set_item(call: Call) -> str:
    """Follow Set-Item: settings of remoting, of the environment, values of the registry."""
    bound = bind(
        call.args,
        "path literalpath value filter include exclude credential type",
        "force passthru",
        "path value",
    )
    for arg in targets(call, bound):
        if arg.text.lower().startswith("wsman:"):
            call.flag("powershell.remoting", arg.text)
        elif is_registry(arg.text):
            new_key(call, arg.text, bound.text("value"))
        elif other_drive(arg.text) in ("alias", "function"):
            define(call, other_drive(arg.text) or "", arg.text, bound.named.get("value"))
        elif (drive := other_drive(arg.text)) is not None:
            name = arg.text.split(":", 1)[1].strip("/")
            call.state.assign(f"{drive}:{name.lower()}", (bound.text("value"),))
            if drive == "env":
                loader_path(call, name, bound.text("value"))
    return ""


def remove_module(call: Call) -> str:
    """Follow Remove-Module: without PSReadLine nothing is kept of what is typed."""
    if any("psreadline" in text.lower() for text in (*call.texts, call.stdin)):
        call.flag("powershell.history-off", "PSReadLine")
    return ""


def history_setting(call: Call) -> str:
    """Follow Set-PSReadLineOption."""
    for name, value in _pairs(call):
        if name.startswith("historysave") and re.search(r"(?i)nothing$|nul$|^$|/dev/null", value):
            call.flag("powershell.history-off", value)
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


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    "set-item": set_item, "remove-module": remove_module, "set-psreadlineoption": history_setting, "remove-netroute": route,
    **dict.fromkeys(("stop-service", "suspend-service", "remove-service", "restart-service"), stop_service), "set-service": set_service, "new-service": new_service, "stop-process": stop_process,
    **dict.fromkeys(("unregister-scheduledtask", "disable-scheduledtask", "stop-scheduledtask"), task), "new-scheduledtaskaction": task_action, "set-executionpolicy": execution_policy,
    **dict.fromkeys(("set-mppreference", "add-mppreference", "remove-mppreference"), defender), "set-netfirewallprofile": firewall_profile,
    **dict.fromkeys(("remove-netfirewallrule", "disable-netfirewallrule", "new-netfirewallrule", "set-netfirewallrule"), firewall_rule),
    **dict.fromkeys(("add-localgroupmember", "add-adgroupmember", "add-adprincipalgroupmembership"), group_member),
    **dict.fromkeys(("new-localuser", "set-localuser", "new-aduser", "set-aduser", "set-adaccountcontrol", "enable-localuser", "enable-adaccount"), new_user), "set-acl": access_list,
    **dict.fromkeys(("stop-computer", "restart-computer"), power), "invoke-sqlcmd": sql, "import-module": module, **dict.fromkeys(("register-psrepository", "set-psrepository", "register-psresourcerepository", "set-psresourcerepository", "register-packagesource", "set-packagesource"), package_source), "invoke-item": item, **dict.fromkeys(("set-alias", "new-alias"), set_alias),
    **dict.fromkeys(("set-variable", "new-variable"), set_variable), **dict.fromkeys(("invoke-wmimethod", "invoke-cimmethod", "remove-wmiobject", "remove-ciminstance"), wmi),
}  # fmt: skip


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
