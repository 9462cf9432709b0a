"""Cmdlets that change what later commands of the session mean: aliases, variables, modules, settings, the history."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.powershell_binding import bind, pairs
from cmdgen.safety.commands.powershell_paths import items, other_drive, to_path
from cmdgen.safety.commands.powershell_registry import is_registry, new_key
from cmdgen.safety.commands.powershell_run import script_file
from cmdgen.safety.commands.powershell_targets import define, targets
from cmdgen.safety.commands.windows_code import loader_path
from cmdgen.safety.resolve.marks import NETWORK, OPAQUE, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


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


def variable_value(call: Call) -> str:
    """Return the value of a variable that Get-Variable names."""
    bound = bind(call.args, "name scope include exclude", "valueonly", "name")
    values = [
        value
        for name in items(bound.text("name"))
        for value in call.state.variables.get(name.lower(), (UNKNOWN,))
    ]
    return "\n".join(values) + "\n" if values else UNKNOWN


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
    for name, value in pairs(call):
        if name.startswith("historysave") and re.search(r"(?i)nothing$|nul$|^$|/dev/null", value):
            call.flag("powershell.history-off", value)
    return ""


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    **dict.fromkeys(("set-alias", "new-alias"), set_alias), **dict.fromkeys(("set-variable", "new-variable"), set_variable), "get-variable": variable_value,
    "set-item": set_item, "import-module": module, "remove-module": remove_module, "set-psreadlineoption": history_setting,
}  # fmt: skip
