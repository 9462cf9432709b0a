"""How valuable a path is: the path classes of the level contract, by text alone."""

from __future__ import annotations

import enum
import re
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve.marks import CWD, FRESH, HOME, ONE, SOME, STAR, UNKNOWN, as_text, emptied
from cmdgen.safety.wildcards import fits


class Value(enum.IntEnum):
    """What losing a path would cost."""

    DISPOSABLE = 0
    """Temporary, cached or regenerable."""
    ORDINARY = 1
    """Everything else: somebody's work or configuration."""
    ROOT = 2
    """A system folder, a home, a drive: its loss is the loss of the machine or of a person's data."""


ARTEFACTS: Final = frozenset({
    "build", "dist", "out", "target", "node_modules", ".venv", "venv", "__pycache__", ".pytest_cache", ".mypy_cache",
    ".ruff_cache", ".next", ".nuxt", ".turbo", ".parcel-cache", ".gradle", ".tox", "coverage", "htmlcov", "tmp", ".tmp", "temp",
    ".cache", "*.egg-info", ".eggs", "bin/Debug", "obj", "cmake-build-*", "DerivedData", ".terraform", ".svelte-kit",
})  # fmt: skip
"""Names of what a build or a tool makes again by itself."""

_SYSTEM_TOPS: Final = frozenset(
    {"bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "sbin", "sys", "usr", "System", "Library"}
)
_SECOND_LEVEL_ROOTS: Final = (
    ("usr", "bin"), ("usr", "sbin"), ("usr", "lib"), ("usr", "lib64"), ("var", "lib"),
)  # fmt: skip
_HOMES: Final = frozenset({"home", "Users"})
_TEMPORARY: Final = (
    ("tmp",),
    ("var", "tmp"),
    ("private", "tmp"),
    ("dev", "shm"),
    ("var", "cache"),
    ("private", "var", "folders"),
)
_CACHES: Final = frozenset({".cache", "Caches", ".npm", "__pycache__"})
_SAME_ROOT: Final = lazy_re.compile(r"(?<!/)/+proc/+(?:self|thread-self|\d+|\$\$)/+root(?=/|$)")
"""Names under which the kernel shows the root folder again."""
_GLOB_MARKS: Final = STAR + ONE
_DRIVE: Final = lazy_re.compile(r"[A-Za-z]:")
_WINDOWS_ROOTS: Final = (
    "windows",
    "users",
    "program files",
    "program files (x86)",
    "programdata",
    "windows/system32",
)


def canonical(text: str, cwd: str = CWD) -> str:
    """Return the path without `.`, `..`, doubled slashes: `/a/b`, `HOME/a`, `CWD/a`, `CWD/..`; marks are kept."""
    if text[:1] == "/":
        root, rest = "/", _SAME_ROOT.sub("", text)
    elif text[:1] in (HOME, FRESH, CWD):
        root, rest = text[0], text[1:]
        if root == CWD and cwd != CWD:
            return (
                canonical(cwd + "/" + rest, CWD)
                if text[0] == CWD and cwd[:1] != CWD
                else canonical(cwd + rest, CWD)
            )
    elif _DRIVE.match(text):
        root, rest = text[:2].upper(), text[2:]
    elif cwd[:1] == CWD:
        root, rest = CWD, cwd[1:] + "/" + text
    else:
        return canonical(cwd + "/" + text, CWD)
    parts: list[str] = []
    for part in rest.split("/"):
        if part in ("", "."):
            continue
        if part == "..":
            if parts and parts[-1] != "..":
                parts.pop()
            elif root == HOME:
                root, parts = "/", ["home"]
            elif root == FRESH:
                root, parts = "/", ["tmp"]
            elif root not in ("/", FRESH) and not _DRIVE.match(root):
                parts.append("..")
            continue
        parts.append(part)
    if root == "/":
        return "/" + "/".join(parts)
    return root + ("/" + "/".join(parts) if parts else "")


MAX_WILDCARDS: Final = 8
"""Open parts of a name that are matched against a list of names; a name with more may stand for any of them."""


def could_be(pattern: str, name: str) -> bool:
    """Return whether text with marks may stand for `name`; `name` may hold `*` and `?` wildcards of its own."""
    if pattern == name:
        return True
    if not any(mark in pattern for mark in _GLOB_MARKS + UNKNOWN + SOME):
        return fits(pattern, name)
    if pattern.count(STAR) + pattern.count(UNKNOWN) > MAX_WILDCARDS:
        return True
    expression = "".join(
        ".*" if char in STAR + UNKNOWN else ".+" if char == SOME else "." if char == ONE else re.escape(char)
        for char in pattern
    )
    return re.fullmatch(expression, name.replace("*", "x"), re.DOTALL) is not None


def has_pattern(text: str) -> bool:
    """Return whether the text is a file name pattern."""
    return STAR in text or ONE in text


def is_everything(name: str) -> bool:
    """Return whether a path component matches about everything in its folder: `*`, `.*`, `?*`, `*.*`, `.[!.]*`."""
    return STAR in name and not name.strip(_GLOB_MARKS + ".")


def classify(text: str, cwd: str = CWD) -> Value:
    """Return the class of a path; what may be empty is taken as empty and as arbitrary, the worse counts."""
    text = as_text(text)
    if UNKNOWN in text:
        bare = emptied(text)
        readings = [_classify(canonical(text.replace(UNKNOWN, SOME), cwd))]
        if bare:
            readings.append(_classify(canonical(bare, cwd)))
        return max(readings)
    return _classify(canonical(text, cwd))


def _classify(path: str) -> Value:
    root, parts = _split(path)
    while parts and is_everything(parts[-1]):
        parts = parts[:-1]  # the contents of a folder are as valuable as the folder
    if root == FRESH:
        return Value.DISPOSABLE
    if root == "/":
        return _classify_absolute(parts)
    if _DRIVE.match(root):
        return _classify_drive(parts)
    if root == HOME:
        if not parts:
            return Value.ROOT
        return Value.DISPOSABLE if _is_regenerable(parts) else Value.ORDINARY
    if parts and all(part == ".." for part in parts):
        return Value.ROOT
    return Value.DISPOSABLE if _is_regenerable(parts) else Value.ORDINARY


def _split(path: str) -> tuple[str, list[str]]:
    if path[:1] == "/":
        return "/", [part for part in path.split("/") if part]
    root, *parts = path.split("/")
    return root, parts


def _classify_absolute(parts: list[str]) -> Value:
    if not parts:
        return Value.ROOT
    if len(parts) == 1:
        if parts[0] == SOME:
            return Value.ORDINARY
        return Value.ORDINARY if parts[0] == "tmp" else Value.ROOT
    if len(parts) == 2 and any(
        could_be(parts[0], a) and could_be(parts[1], b) for a, b in _SECOND_LEVEL_ROOTS
    ):
        return Value.ROOT
    if parts[0] == "mnt" and re.fullmatch(r"[a-z]", parts[1]):
        return _classify_drive(parts[2:])  # a Windows drive, as its Linux subsystem shows it
    if any(could_be(parts[0], home) for home in _HOMES):
        if len(parts) == 2:
            return Value.ROOT
        return Value.DISPOSABLE if _is_regenerable(parts[2:]) else Value.ORDINARY
    for base in _TEMPORARY:
        if tuple(parts[: len(base)]) == base:
            return Value.DISPOSABLE if len(parts) > len(base) else Value.ORDINARY
    if parts[0] in _SYSTEM_TOPS:
        return Value.ORDINARY
    return Value.DISPOSABLE if _is_regenerable(parts[1:]) else Value.ORDINARY


def _classify_drive(parts: list[str]) -> Value:
    lower = [part.lower() for part in parts]
    if not lower or "/".join(lower) in _WINDOWS_ROOTS:
        return Value.ROOT
    if lower[0] == "users" and len(lower) == 2:
        return Value.ROOT
    if lower[0] == "windows":
        return Value.DISPOSABLE if lower[1:2] == ["temp"] and len(lower) > 2 else Value.ORDINARY
    if lower[0] in ("temp", "tmp") and len(lower) > 1:
        return Value.DISPOSABLE
    if "temp" in lower[:-1] and "appdata" in lower:
        return Value.DISPOSABLE
    return Value.DISPOSABLE if _is_regenerable(parts) else Value.ORDINARY


def _is_regenerable(parts: list[str]) -> bool:
    """Return whether a part of the path is a build artefact, or lies below a cache folder."""
    if any(part in _CACHES for part in parts[:-1]):
        return True
    return any(_is_artefact(part) for part in parts)


def _is_artefact(name: str) -> bool:
    if name in ARTEFACTS:
        return True
    plain = name.replace(STAR, "*")
    return any("*" in pattern and fits(plain, pattern) for pattern in ARTEFACTS)


def is_below_start(path: str, cwd: str = CWD) -> bool:
    """Return whether a path is the starting folder or lies below it."""
    full = canonical(path, cwd)
    return full[:1] == CWD and ".." not in full.split("/")


def narrows(text: str) -> bool:
    """Return whether the last component names something, be it by a pattern such as `*.log`."""
    name = text.rstrip("/").rsplit("/", 1)[-1]
    return not is_everything(name) and name not in ("", ".", "..")
