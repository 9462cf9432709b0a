"""The tests of `find` on one file, by lstat alone."""

from __future__ import annotations

import math
import os
import re
import stat
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cmdgen.preview.globs import CannotKnow
from cmdgen.preview.wildcards import quoted

_TYPES: Final = {
    "f": stat.S_ISREG, "d": stat.S_ISDIR, "l": stat.S_ISLNK, "p": stat.S_ISFIFO, "s": stat.S_ISSOCK, "b": stat.S_ISBLK, "c": stat.S_ISCHR,
}  # fmt: skip
_UNITS: Final = {"": 512, "b": 512, "c": 1, "w": 2, "k": 1024, "M": 1024**2, "G": 1024**3}
_NUMBER: Final = re.compile(r"([+-]?)(\d{1,18})([bcwkMG]?)")
_DAY_S: Final = 86_400
_MINUTE_S: Final = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """One file on the way of find."""

    path: str
    """As find would print it."""
    place: str
    """Where it is for us: absolute."""
    status: os.stat_result

    @property
    def name(self) -> str:
        """Last part of the path, as `-name` looks at it."""
        return self.path.rstrip("/").rpartition("/")[2] or "/"


@dataclass(frozen=True, slots=True)
class Tests:
    """The tests at one moment.

    Args:
        now: seconds since the epoch.
        folder: where relative names of other files start from.
        bsd: days are rounded up and sizes are not, as on macOS.
    """

    now: float
    folder: str
    bsd: bool = sys.platform == "darwin"

    def holds(self, name: str, value: str, seen: Seen) -> bool:
        """Return whether a test holds.

        Raises:
            CannotKnow: it has a value that is not followed here.
        """
        bare = name.lstrip("-")
        if bare in ("true", "false"):
            return bare == "true"
        if bare in ("name", "iname", "path", "ipath", "wholename", "iwholename"):
            subject = seen.name if bare in ("name", "iname") else seen.path
            return quoted(value, ignore_case=bare[0] == "i").fullmatch(subject) is not None
        if bare == "type":
            return self._type(value, seen)
        if bare == "size":
            return self._size(value, seen.status.st_size)
        if bare in ("mtime", "atime", "ctime", "mmin", "amin", "cmin"):
            return self._age(bare, value, seen.status)
        if bare in ("newer", "newermt"):
            than = self._moment(value) if bare == "newermt" else self._modified(value)
            return seen.status.st_mtime > than
        if bare == "perm":
            return _permissions(value, stat.S_IMODE(seen.status.st_mode))
        if bare in ("readable", "writable", "executable"):
            wanted = {"readable": os.R_OK, "writable": os.W_OK, "executable": os.X_OK}[bare]
            return os.access(seen.place, wanted)
        if bare == "empty":
            return _is_empty(seen)
        return _owner_or_count(bare, value, seen.status)

    def _type(self, value: str, seen: Seen) -> bool:
        letters = value.split(",")
        if not all(letter in _TYPES for letter in letters):
            message = f"find's -type {value} is not looked up here"
            raise CannotKnow(message)
        return any(_TYPES[letter](seen.status.st_mode) for letter in letters)

    def _size(self, value: str, size: int) -> bool:
        sign, number, unit = _number(value, "-size")
        if self.bsd and unit:
            return _compared(sign, size, number * _UNITS[unit])
        return _compared(sign, math.ceil(size / _UNITS[unit]), number)

    def _age(self, name: str, value: str, status: os.stat_result) -> bool:
        sign, number, unit = _number(value, "-" + name)
        if unit:
            message = f"find's -{name} {value} is not looked up here"
            raise CannotKnow(message)
        age = self.now - {"m": status.st_mtime, "a": status.st_atime, "c": status.st_ctime}[name[0]]
        if name.endswith("min"):
            if sign:
                return age > number * _MINUTE_S if sign == "+" else age < number * _MINUTE_S
            return (number - 1) * _MINUTE_S <= age < number * _MINUTE_S
        days = math.ceil(age / _DAY_S) if self.bsd else math.floor(age / _DAY_S)
        return _compared(sign, days, number)

    def _modified(self, name: str) -> float:
        try:
            return os.lstat(os.path.join(self.folder, name)).st_mtime  # noqa: PTH118
        except (OSError, ValueError):
            message = f"there is no {name} to compare with"
            raise CannotKnow(message) from None

    def _moment(self, value: str) -> float:
        if re.fullmatch(r"@\d{1,11}", value):
            return float(value[1:])
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?", value):
                return datetime.fromisoformat(value).timestamp()  # local time, as find takes it
        except (ValueError, OverflowError, OSError):
            pass
        message = f"the date {value} is not understood here"
        raise CannotKnow(message)


def _number(value: str, name: str) -> tuple[str, int, str]:
    match = _NUMBER.fullmatch(value)
    if match is None:
        message = f"find's {name} {value} is not looked up here"
        raise CannotKnow(message)
    return match.group(1), int(match.group(2)), match.group(3)


def _compared(sign: str, value: int, number: int) -> bool:
    if sign == "+":
        return value > number
    return value < number if sign == "-" else value == number


def _permissions(value: str, mode: int) -> bool:
    match = re.fullmatch(r"([-/+]?)([0-7]{1,5})", value)
    if match is None:
        message = f"find's -perm {value} is not looked up here"
        raise CannotKnow(message)
    wanted = int(match.group(2), 8)
    if match.group(1) == "-":
        return mode & wanted == wanted
    if match.group(1):
        return wanted == 0 or mode & wanted != 0
    return mode == wanted


def _is_empty(seen: Seen) -> bool:
    if stat.S_ISREG(seen.status.st_mode):
        return seen.status.st_size == 0
    if not stat.S_ISDIR(seen.status.st_mode):
        return False
    try:
        with os.scandir(seen.place) as entries:
            return next(entries, None) is None
    except OSError:
        return False


def _owner_or_count(name: str, value: str, status: os.stat_result) -> bool:
    if name in ("user", "group"):
        owner = status.st_uid if name == "user" else status.st_gid
        return owner == (int(value) if value.isascii() and value.isdigit() else _id_of(name, value))
    sign, number, _ = _number(value, "-" + name)
    actual = {"uid": status.st_uid, "gid": status.st_gid, "links": status.st_nlink, "inum": status.st_ino}[
        name
    ]
    return _compared(sign, actual, number)


def _id_of(kind: str, name: str) -> int:
    try:
        if kind == "user":
            import pwd  # noqa: PLC0415 - not on Windows

            return pwd.getpwnam(name).pw_uid
        import grp  # noqa: PLC0415 - not on Windows

        return grp.getgrnam(name).gr_gid
    except (ImportError, KeyError, ValueError):
        message = f"the {kind} {name} is not known here"
        raise CannotKnow(message) from None
