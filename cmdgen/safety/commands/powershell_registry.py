"""The Windows registry as PowerShell reaches it.

Source: https://learn.microsoft.com/powershell/scripting/samples/working-with-registry-keys
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands import windows_registry
from cmdgen.safety.commands.powershell_binding import bind
from cmdgen.safety.commands.powershell_paths import items, plain, registry, to_path
from cmdgen.safety.commands.powershell_targets import written
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL, STAR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_VITAL: Final = lazy_re.compile(
    r"(?i)HKLM:/(?:SAM|SECURITY|SYSTEM/(?:CurrentControlSet|ControlSet\d+)/(?:Services|Control))"
)
_RUN_KEYS: Final = lazy_re.compile(
    r"(?i)currentversion/(?:run|runonce|runservices|runonceex)(?:/|$)|policies/explorer/run"
)
_REMOTE_CODE: Final = lazy_re.compile(
    r"(?i)https?://|\\\\[\w.]+\\|-e(?:nc|ncodedcommand|c)?\s|mshta|regsvr32|rundll32|\biex\b|frombase64|downloadstring|/temp/|\\temp\\"
)


def is_registry(path: str) -> bool:
    """Return whether a path names a key of the registry."""
    return registry(path) is not None


def delete(call: Call, arg: Arg, *, recursive: bool) -> bool:
    """Judge the deletion of a key; return whether the path is one at all."""
    found = registry(arg.text)
    if found is None:
        return False
    hive, keys = found
    while keys and not keys[-1].strip(STAR):
        keys = keys[:-1]
    if len(keys) < 2 and hive in ("HKLM", "HKCU", "HKCR", "HKU") and (recursive or not keys):
        call.flag("powershell.registry-hive", arg.text)
    elif (hive == "HKCU" and len(keys) > 2) or not recursive:
        call.flag("powershell.registry-change", arg.text)
    else:
        call.flag("powershell.registry-tree" if hive != "HKCU" else "powershell.registry-change", arg.text)
    return True


def set_value(call: Call) -> str:
    """Follow Set-ItemProperty, New-ItemProperty, Remove-ItemProperty and their like."""
    bound = bind(
        call.args,
        "path literalpath name value propertytype type inputobject newname destination destinationproperty include exclude filter",
        "force passthru",
        "path name value",
    )
    names, value = items(bound.text("name")) or [""], plain(bound.text("value"))
    for raw in items(bound.text("path") or bound.text("literalpath") or call.stdin):
        path = to_path(raw)
        if not is_registry(path):
            if path.startswith("wsman:"):
                call.flag("powershell.remoting", path)
            elif call.name in ("set-itemproperty", "clear-itemproperty"):
                written(call, path, LOCAL, append=True, copied=True)
            continue
        for name in names:
            call.flag(_rule(call, path, name, value), f"{raw}\\{name}" if name else raw)
    return ""


def _rule(call: Call, path: str, name: str, value: str) -> str:
    if call.name in ("remove-itemproperty", "clear-itemproperty"):
        return "powershell.registry-tree" if _VITAL.match(path) else "powershell.registry-change"
    if _RUN_KEYS.search(path) and _REMOTE_CODE.search(value):
        return "powershell.registry-hook"
    key = windows_registry.key_name(path.replace("/", "\\"))
    found = windows_registry.judge_value(
        call, key, "" if name.lower() in ("(default)", "default") else name, value
    )
    return "powershell.registry-protection" if found else "powershell.registry-change"


def new_key(call: Call, path: str, value: str) -> None:
    """Judge a key that is made or given a default value: some keys name what runs in place of a program."""
    key = windows_registry.key_name(path.replace("/", "\\"))
    found = windows_registry.judge_value(call, key, "", value) if value else None
    call.flag("powershell.registry-protection" if found else "powershell.registry-change", path)


HANDLERS: Final = dict.fromkeys(
    (
        "set-itemproperty",
        "new-itemproperty",
        "remove-itemproperty",
        "clear-itemproperty",
        "rename-itemproperty",
    ),
    set_value,
)
