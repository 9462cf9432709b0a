"""Other spellings of well-known places of Windows: administrative shares, short names, drives by an unknown letter.

Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re, paths
from cmdgen.safety.resolve.marks import SOME, UNKNOWN

_DRIVE_SHARE: Final = lazy_re.compile(r"(?i)^//[^/]+/([a-z])\$(?=/|$)")
_SYSTEM_SHARE: Final = lazy_re.compile(r"(?i)^//[^/]+/admin\$(?=/|$)")
_UNKNOWN_DRIVE: Final = lazy_re.compile(rf"^[{UNKNOWN}{SOME}]+:(?=/|$)")
_SHORT: Final = lazy_re.compile(r"(?i)(?<=^[a-z]:/)(?:(progra)~(\d)|(docume)~\d|window~\d|(users)~\d)(?=/|$)")
_ROOTS: Final = ("windows", "users", "program files", "program files (x86)", "programdata")
_PATTERNED: Final = lazy_re.compile(r"([A-Za-z]:)/([^/]+)")


def settled(path: str) -> str:
    """Return a path with forward slashes in its usual spelling: a drive, and folders by their long names."""
    found = _DRIVE_SHARE.sub(lambda match: match.group(1).upper() + ":", path)
    found = _SYSTEM_SHARE.sub("C:/Windows", found)
    found = _UNKNOWN_DRIVE.sub("C:", found)
    return _SHORT.sub(_long_name, found) if "~" in found else found


def _long_name(match: re.Match[str]) -> str:
    if match.group(1):
        return {"1": "Program Files", "2": "Program Files (x86)"}.get(match.group(2), "ProgramData")
    return "Users" if match.group(3) or match.group(4) else "Windows"


def is_far(path: str) -> bool:
    """Return whether a path is a share of a machine outside: by its address, its full name, or over the web."""
    return re.match(r"//[^/]*[.@][^/]*/", path) is not None and not path.startswith("//./")


def matched_root(path: str) -> str:
    """Return the folder of Windows that a pattern such as `C:/Win*` stands for, else the path itself."""
    parts = path.split("/")
    while len(parts) > 2 and paths.is_everything(parts[-1]):
        parts = parts[:-1]
    found = _PATTERNED.fullmatch("/".join(parts))
    if not found or not paths.has_pattern(found.group(2)) or paths.is_everything(found.group(2)):
        return path
    name = found.group(2).lower()
    return next((f"{found.group(1)}/{root}" for root in _ROOTS if paths.could_be(name, root)), path)
