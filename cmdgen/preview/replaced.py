"""What stands where a copy or a move would put its files."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from cmdgen.preview.globs import CannotKnow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cmdgen.preview.globs import Places
    from cmdgen.safety.effects import Effect, Pattern


def replaced(effect: Effect, place: str, places: Places) -> Iterator[tuple[str, str]]:
    """Yield place and name of what one source of a copy or move would overwrite.

    A folder as source of `cp -r` is gone through: what has a namesake at the destination gets overwritten.
    """
    assert effect.destination is not None  # noqa: S101 - asked for effects with a destination only
    goal, shown = _goal(effect.destination, places)
    if effect.into and _is_folder(goal):
        base = os.path.basename(place.rstrip("/"))  # noqa: PTH119
        goal, shown = os.path.join(goal, base), _under(shown, base)  # noqa: PTH118
    stack = [(place, goal, shown)]
    while stack:
        source, target, name = stack.pop()
        if not _exists(target):
            continue
        if effect.recursive and _is_real_folder(source):
            if _is_folder(target):
                stack += [
                    (entry.path, os.path.join(target, entry.name), _under(name, entry.name))  # noqa: PTH118
                    for entry in places.entries(source)
                ]
        elif not _is_real_folder(target) and not _same(source, target) and not _kept(effect, source, target):
            yield target, name


def _goal(destination: Pattern, places: Places) -> tuple[str, str]:
    if not destination.glob:
        place, name = places.located(destination)
        return place, name
    found = list(places.matches(destination))
    if len(found) != 1:
        message = f"{destination.text} matches {len(found)} names"
        raise CannotKnow(message)
    return found[0]


def _under(folder: str, name: str) -> str:
    return name if folder in ("", ".") else f"{folder.rstrip('/')}/{name}"


def _kept(effect: Effect, source: str, target: str) -> bool:
    if not effect.newer_only:
        return False
    try:
        return os.lstat(source).st_mtime <= os.lstat(target).st_mtime
    except OSError:
        return False


def _same(source: str, target: str) -> bool:
    return os.path.normpath(source) == os.path.normpath(target)


def _exists(path: str) -> bool:
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def _is_folder(path: str) -> bool:
    """Return whether a copy would go into it: links to folders count."""
    return os.path.isdir(path)  # noqa: PTH112


def _is_real_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False
