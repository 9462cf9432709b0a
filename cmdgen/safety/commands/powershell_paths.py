"""Paths as PowerShell writes them: drives, backslashes, providers and wildcards, as the shared path model knows them."""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re, places
from cmdgen.safety.resolve.marks import DECODED, HOME, ONE, SOME, STAR, UNKNOWN
from cmdgen.safety.syntax import cmd_paths
from cmdgen.safety.syntax.powershell_text import LIST

BLOCK: Final = "\ue021"
"""Stands before the text of a script block that is used as a value."""
ALL: Final = "\ue022"
"""Stands for every object of a kind, such as what `Get-Service` returns without a name."""
TYPE: Final = "\ue023"
"""Stands before the name of an object's class."""
PAIR: Final = "\ue024"
"""Stands between the entries of a hash table, which begins with it."""
VALUE: Final = "\ue025"
"""Stands between the key and the value of an entry."""

_PROVIDER: Final = lazy_re.compile(r"(?i)^(?:Microsoft\.PowerShell\.(?:Core|Security)\\)?(\w+)::")
_HIVES: Final = {
    "hkey_local_machine": "HKLM:", "hkey_current_user": "HKCU:", "hkey_classes_root": "HKCR:", "hkey_users": "HKU:", "hkey_current_config": "HKCC:", "hklm": "HKLM:", "hkcu": "HKCU:", "hkcr": "HKCR:", "hku": "HKU:",
}  # fmt: skip
_TEMPORARY: Final = lazy_re.compile(rf"(?i)^(?:{HOME}|C:/Users/[^/]+)/AppData/Local/Temp(?=/|$)")
_PROFILE: Final = lazy_re.compile(
    rf"(?i)^(?:{HOME}|C:/Users/[^/]+)/Documents/(?:Windows)?PowerShell/[\w.]*profile\.ps1$"
)
_SECRETS: Final = lazy_re.compile(
    r"(?i)(?:/Microsoft/(?:Credentials|Protect|Vault|Crypto)(?:/|$)|/User Data/(?:Default|Profile \d+)/(?:Login Data|Cookies|Web Data|Network/Cookies)|/Windows/System32/config/(?:SAM|SECURITY|SYSTEM)$|"
    r"ntds\.dit$|unattend\.xml$|/\.(?:ssh|aws|azure|kube|gnupg)/(?!known_hosts|config$|[^/]*\.pub$)[^/]+$|\.(?:pfx|p12|kdbx|ppk|rdg)$|/Windows/repair/(?:SAM|SYSTEM)$)"
)
_REGISTRY: Final = lazy_re.compile(r"(?i)^(HKLM|HKCU|HKCR|HKU|HKCC):/?")
_OTHER_DRIVES: Final = lazy_re.compile(
    r"(?i)^(env|variable|function|alias|cert|wsman|ad|iis|sqlserver|psprovider|microsoft\.\w+):"
)


def items(text: str) -> list[str]:
    """Return the elements of an array or the lines of a pipeline's input."""
    return [item for item in text.replace("\n", LIST).split(LIST) if item]


def plain(text: str) -> str:
    """Return a value as other programs would get it: the marks of PowerShell's own objects become unknown text."""
    if (
        BLOCK not in text
        and ALL not in text
        and TYPE not in text
        and PAIR not in text
        and DECODED not in text
    ):
        return text
    return re.sub(
        f"{TYPE}[^{LIST}\n]*|{ALL}|{PAIR}|{VALUE}", UNKNOWN, text.replace(BLOCK, "").replace(DECODED, "")
    )


def to_path(text: str, *, literal: bool = False) -> str:
    """Return a path with forward slashes and marks for wildcards; other providers' paths keep their drive.

    Args:
        literal: wildcards stand for themselves, as with -LiteralPath.
    """
    found = plain(text).strip("\r\n")
    provider = _PROVIDER.match(found)
    if provider:
        found = found[provider.end() :]
        if provider.group(1).lower() == "registry":
            hive, _, rest = found.replace("\\", "/").partition("/")
            return _HIVES.get(hive.lower(), hive + ":") + "/" + rest
    if found.startswith(("\\\\?\\", "//?/")):
        found = found[4:]
    if found.startswith("\\\\.\\"):
        return found
    if re.match(rf"[A-Za-z]:{HOME}", found):  # `$env:HOMEDRIVE$env:HOMEPATH`
        found = found[2:]
    rooted = found[:1] == "\\" and found[1:2] != "\\"
    found = found.replace("\\", "/")
    found = cmd_paths.settled(found)
    if rooted:
        found = "C:" + found
    if found == "~" or found.startswith("~/"):
        found = HOME + found[1:]
    found = _TEMPORARY.sub("C:/Temp", found)
    if _PROFILE.match(found):
        found = HOME + "/.config/powershell/profile.ps1"
    if not literal and any(char in found for char in "*?["):
        found = re.sub(r"\[[^\]/]*\]", ONE, found).replace("*", STAR).replace("?", ONE)
    return found


def readings(path: str) -> list[str]:
    """Return what a path may be when its unknown beginning is anything, and when it is empty: then it starts at the drive."""
    if path.startswith(UNKNOWN + "/"):
        return [SOME + path[1:], "C:" + path[1:]]
    return [path]


def registry(path: str) -> tuple[str, list[str]] | None:
    """Return the hive and the keys below it of a registry path, or None."""
    match = _REGISTRY.match(path)
    if not match:
        return None
    return match.group(1).upper(), [part for part in path[match.end() :].split("/") if part]


def other_drive(path: str) -> str | None:
    """Return the name of a provider's drive that holds no files, or None."""
    match = _OTHER_DRIVES.match(path)
    return match.group(1).lower() if match else None


def is_secret(path: str, cwd: str) -> bool:
    """Return whether a file holds keys, credentials or passwords."""
    return (
        _SECRETS.search(path) is not None
        or places.is_secret(path, cwd)
        or places.is_account_database(path, cwd)
    )
