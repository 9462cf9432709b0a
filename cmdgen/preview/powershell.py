"""Which names a wildcard of PowerShell matches right now, and what `Get-ChildItem` lists.

Capitals do not count, hidden names match only with -Force, and a `*` matches a dot like any other character.  On
systems where nothing else marks a file as hidden, a name that begins with a dot is.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_wildcards
"""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cmdgen.preview.globs import CannotKnow
from cmdgen.preview.wildcards import component, quoted
from cmdgen.safety.effects.codes import decoded, is_active
from cmdgen.safety.effects.powershell import FORCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cmdgen.preview.globs import Places
    from cmdgen.safety.effects import Listing, Pattern

_DRIVE: Final = re.compile(r"[A-Za-z]:(?:/|$)")
_HIDDEN: Final = 0x2
"""FILE_ATTRIBUTE_HIDDEN of Windows."""
_IGNORES_CASE: Final = sys.platform in ("win32", "darwin")


def expanded(pattern: Pattern, places: Places) -> Iterator[tuple[str, str]]:
    """Yield place and name of all that exists and matches.

    Raises:
        CannotKnow: it is a path of another system.
        Spent: the budget is.
    """
    for part in (pattern.code, pattern.folder):
        if _DRIVE.match(part) and os.name != "nt":
            message = f"{decoded(part)} is a path of another system"
            raise CannotKnow(message)
    place, name = places.located(pattern)
    if not pattern.glob:
        if os.path.lexists(place):
            yield place, name
        return
    code = places.placed(pattern.code)
    start = "/" if code.startswith("/") else ""
    base = start or places.base(pattern)
    if _DRIVE.match(code):
        base = start = code[:3]
        code = code[3:]
    parts = [part for part in code.split("/") if part]
    yield from _matches(base, start, parts, places, hidden=FORCE in pattern.options)


def _matches(
    base: str, before: str, parts: list[str], places: Places, *, hidden: bool
) -> Iterator[tuple[str, str]]:
    if not parts:
        yield os.path.join(base, before), before  # noqa: PTH118 - as text, like the names
        return
    first, rest = parts[0], parts[1:]
    if not is_active(first):
        name = _joined(before, decoded(first))
        if os.path.lexists(os.path.join(base, name)):  # noqa: PTH118
            yield from _matches(base, name, rest, places, hidden=hidden)
        return
    expression = re.compile(component(first).pattern, re.DOTALL | re.IGNORECASE)
    for entry in places.entries(os.path.join(base, before)):  # noqa: PTH118
        if (hidden or not _is_hidden(entry)) and expression.fullmatch(entry.name):
            name = _joined(before, entry.name)
            if not rest or is_folder(os.path.join(base, name)):  # noqa: PTH118
                yield from _matches(base, name, rest, places, hidden=hidden)


def listed(listing: Listing, places: Places, on_mount: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    """Yield place and name of what Get-ChildItem lists.

    Args:
        listing: its arguments.
        places: reads folders and keeps count.
        on_mount: is told each mount point that is not entered.

    Raises:
        CannotKnow: what it lists depends on more than names.
        Spent: the budget is.
    """
    for start in listing.starts:
        folder, last = start, ""
        if start.glob:
            head, slash, last = start.code.rpartition("/")
            if is_active(head) or listing.name_filter or listing.include:
                message = "how several patterns of Get-ChildItem add up is not followed here"
                raise CannotKnow(message)
            if not listing.recursive:
                options = frozenset({FORCE}) if listing.hidden else frozenset[str]()
                matched = expanded(replace(start, options=options), places)
                yield from (found for found in matched if _is_of_kind(listing, found[0]))
                continue
            folder = replace(start, code=(head + slash) or ".", glob=False)
        for place, name in expanded(folder, places):
            if is_folder(place):
                yield from _below(listing, place, name, last, places, on_mount)
            elif not last and _is_wanted(listing, os.path.basename(place), place):  # noqa: PTH119
                yield place, name


def _below(  # noqa: PLR0913, PLR0917  (what one walk is about)
    listing: Listing, place: str, name: str, last: str, places: Places, on_mount: Callable[[str], None]
) -> Iterator[tuple[str, str]]:
    leaf = re.compile(component(last).pattern, re.DOTALL | re.IGNORECASE) if last else None
    device = os.stat(place).st_dev  # noqa: PTH116 - the folder itself may be a link
    stack = [(place, "" if name in (".", "./") else name)]
    while stack:
        place, name = stack.pop()
        for entry in places.entries(place):
            if not listing.hidden and _is_hidden(entry):
                continue
            shown = _joined(name, entry.name)
            if (leaf is None or leaf.fullmatch(entry.name)) and _is_wanted(listing, entry.name, entry.path):
                yield entry.path, shown
            if not (listing.recursive and entry.is_dir(follow_symlinks=False)):
                continue
            if entry.stat(follow_symlinks=False).st_dev != device:
                on_mount(shown)
            else:
                stack.append((entry.path, shown))


def _is_wanted(listing: Listing, name: str, place: str) -> bool:
    if listing.name_filter is not None and not quoted(
        listing.name_filter, ignore_case=_IGNORES_CASE
    ).fullmatch(name):
        return False
    if listing.include and not any(
        quoted(pattern, ignore_case=True).fullmatch(name) for pattern in listing.include
    ):
        return False
    return _is_of_kind(listing, place)


def _is_of_kind(listing: Listing, place: str) -> bool:
    if listing.files == listing.folders:
        return True
    return is_folder(place) == listing.folders


def is_folder(place: str) -> bool:
    """Return whether a cmdlet takes a place for a folder: a link to one is another file here."""
    try:
        return stat.S_ISDIR(os.lstat(place).st_mode)
    except (OSError, ValueError):
        return False


def has_entries(place: str) -> bool:
    """Return whether there is something in a folder, or it cannot be told."""
    try:
        with os.scandir(place) as entries:
            return next(entries, None) is not None
    except OSError:
        return True


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32":
        return bool(entry.stat(follow_symlinks=False).st_file_attributes & _HIDDEN)
    return entry.name.startswith(".")


def _joined(before: str, name: str) -> str:
    return before + name if not before or before.endswith("/") else f"{before}/{name}"
