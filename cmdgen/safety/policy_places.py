"""Places that a user's own rules name, compared with the paths that a command names.

Only the text of a path counts, as everywhere in the screening: links in the file system are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from cmdgen.safety import lazy_re, paths
from cmdgen.safety.call import Call
from cmdgen.safety.resolve.marks import CWD, FRESH, HOME, SOME, UNKNOWN, as_text

MAX_DEEP_WILDCARDS: Final = 2
"""How many `**` one pattern may hold; each one multiplies the ways to compare."""

_DRIVE: Final = lazy_re.compile(r"[A-Za-z]:(?:[\\/]|$)")
_MOVES_TREES: Final = frozenset(
    {
        "mv",
        "find",
        "gfind",
        "rsync",
        "rd",
        "rmdir",
        "move",
        "robocopy",
        "move-item",
        "tar",
        "srm",
        "shred",
        "fd",
    }
)
_RECURSIVE: Final = ("-r", "-R", "--recursive", "-recurse", "/s", "-delete", "--delete")

Pattern = tuple[str, ...]
"""The components of a place, the root or drive first; `*` and `?` stand inside one, `**` for any number of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Where the command would run; None for what is not known."""

    cwd: str | None = None
    """Absolute path of the working directory."""
    home: str | None = None
    """Absolute path of the user's home directory."""


def pattern(text: str, here: Here, folder: str | None) -> Pattern:
    """Return a place as a rule writes it; `~` is the home directory, a relative one starts at `folder`.

    Raises:
        ValueError: it is empty, relative to a folder that is not known, or has too many `**`.
    """
    text = text.strip()
    if text == "~" or text.startswith(("~/", "~\\")):
        full = f"{here.home}/{text[2:]}" if here.home else HOME + "/" + text[2:]
    elif text.startswith("/") or _DRIVE.match(text):
        full = text
    elif not text or folder is None:
        problem = f"{text!r} is no place: write an absolute path, or one that begins with ~/"
        raise ValueError(problem)
    else:
        full = f"{folder}/{text}"
    parts = [part for part in _split(paths.canonical(_slashes(full))) if part]
    parts = [part for index, part in enumerate(parts) if part != "**" or parts[index - 1 : index] != ["**"]]
    while parts[-1] == "**":  # a place stands for everything below it anyway
        parts.pop()
    if parts.count("**") > MAX_DEEP_WILDCARDS:
        problem = f"{text!r} has more than {MAX_DEEP_WILDCARDS} times **"
        raise ValueError(problem)
    return tuple(parts)


def absolute(text: str, cwd: str, here: Here) -> str:
    """Return a path of a command in full, as far as it is known; marks stay."""
    full = paths.canonical(_slashes(as_text(text)), cwd)
    if full[:1] == CWD and here.cwd is not None:
        full = paths.canonical(_slashes(here.cwd).rstrip("/") + "/" + full[1:].lstrip("/"))
    elif full[:1] == HOME and here.home is not None:
        full = paths.canonical(_slashes(here.home).rstrip("/") + "/" + full[1:].lstrip("/"))
    return full


def touches(path: str, place: Pattern, *, whole_trees: bool = False) -> bool:
    """Return whether a path may be the place or lie below it; what is open is taken for the worse.

    Args:
        path: from `absolute`.
        whole_trees: a folder above the place counts as well, since the program takes all that is in it.
    """
    return _touches(_split(path), _folded(path, place), whole_trees)


def lies_within(path: str, place: Pattern) -> bool:
    """Return whether a path surely is the place or lies below it."""
    if any(mark in path for mark in (UNKNOWN, SOME, FRESH)):
        return False
    parts = _split(path)
    # A pattern such as name* in the path may stand for a neighbour of the place.
    fixed = (
        len(parts)
        if not paths.has_pattern(path)
        else next(i for i, part in enumerate(parts) if paths.has_pattern(part))
    )
    return _touches(parts[:fixed], _folded(path, place), whole_trees=False)


def named_places(call: Call) -> Iterator[str]:
    """Yield every text in a call's words that may be a path: operands, values, what stands behind `=` or `@`."""
    for arg in call.args:
        text = arg.text
        if not text.startswith("-"):
            yield text
        elif "/" in text or "\\" in text:  # -I/place, --out=/place
            yield text[
                min(index for index in (text.find("/"), text.find("\\"), text.find("~")) if index >= 0) :
            ]
        if "=" in text:
            yield text.partition("=")[2]
        if text.startswith("@"):
            yield text[1:]
    for _, value, _ in call.parsed.options:
        if value is not None:
            yield value


def takes_whole_trees(call: Call) -> bool:
    """Return whether a call acts on all that lies in the folders it names."""
    return (
        call.name in _MOVES_TREES
        or call.parsed.has(*_RECURSIVE)
        or any("r" in arg.text.lower() for arg in call.args if re.fullmatch(r"-[A-Za-z]{1,4}", arg.text))
    )


def is_open(text: str) -> bool:
    """Return whether nothing is known about how a path begins: such a path is no reason to flag every place."""
    return as_text(text)[:1] in ("", UNKNOWN, SOME, FRESH)


def _slashes(text: str) -> str:
    return text.replace("\\", "/")


def _split(path: str) -> list[str]:
    if path.startswith("/"):
        return ["/", *(part for part in path.split("/") if part)]
    return [part for part in path.split("/") if part]


def _folded(path: str, place: Pattern) -> Pattern:
    # Drives belong to Windows, where the case of names does not matter.
    if re.match(r"[A-Z]:", path):
        lower = {part.lower(): part for part in _split(path)}
        return tuple(lower.get(part.lower(), part) for part in place)
    return place


def _touches(parts: list[str], place: Pattern, whole_trees: bool) -> bool:
    if not place:
        return True
    if not parts:
        return whole_trees
    head = place[0]
    if head == "**":
        return _touches(parts, place[1:], whole_trees) or _touches(parts[1:], place, whole_trees)
    part = parts[0]
    if UNKNOWN in part or SOME in part:
        known = re.split(f"[{UNKNOWN}{SOME}]", part)[0]
        return any(char in head for char in "*?[") or head.startswith(known)
    if not (paths.could_be(part, head) if paths.has_pattern(part) else fnmatchcase(part, head)):
        return False
    return _touches(parts[1:], place[1:], whole_trees)
