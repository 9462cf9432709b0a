"""Looks up what the effects of a command meet right now."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.preview.budget import Budget, Spent
from cmdgen.preview.find_walk import Walk
from cmdgen.preview.globs import CannotKnow, Places, home_folder, may_be_parent
from cmdgen.preview.replaced import replaced
from cmdgen.preview.tally import Tally
from cmdgen.safety.effects import Kind, Preview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cmdgen.safety.effects import Effect

LIMIT_ENTRIES: Final = 50_000
LIMIT_S: Final = 0.4


def preview(
    effects: Iterable[Effect],
    cwd: Path,
    *,
    limit_entries: int = LIMIT_ENTRIES,
    limit_s: float = LIMIT_S,
    home: Path | None = None,
) -> tuple[Preview, ...]:
    """Return what each effect meets right now; never raises, runs nothing, opens no file, follows no link.

    Args:
        cwd: the folder that the command would start in.
        limit_entries: files, folders and links that are looked at for all effects together.
        limit_s: seconds for all of them; a single answer of a file system that hangs is waited for.
        home: the user's home folder.
    """
    budget = Budget(limit_entries, limit_s)
    return tuple(_look(effect, cwd, home_folder(home), budget) for effect in effects)


def _look(effect: Effect, cwd: Path, home: Path, budget: Budget) -> Preview:
    places = Places(cwd, home, budget)
    tally = Tally(places)
    more, unknown = False, effect.unknown
    try:
        for place, name in _matches(effect, places, tally):
            if name.startswith("-") and not effect.options_ended:
                unknown = unknown or f"{name} would be read as an option"
            elif effect.destination is not None and effect.kind is Kind.OVERWRITE:
                for goal, shown in replaced(effect, place, places):
                    tally.take(goal, shown, recursive=False, folders=False)
            elif effect.recursive and name.endswith("/") and os.path.islink(place.rstrip("/")):  # noqa: PTH114
                unknown = unknown or f"{name} leads to another folder"
            elif effect.kind is not Kind.OVERWRITE or not _is_sink(place):
                tally.take(place, name, recursive=effect.recursive, folders=effect.folders)
    except Spent:
        more = True
    except CannotKnow as problem:
        unknown = unknown or str(problem)
    except (OSError, ValueError, RecursionError) as error:
        unknown = unknown or f"it cannot be looked up: {error}"
    found = tally.preview(effect, more=more, unknown=unknown)
    # A redirection or a copy that meets a folder fails by itself.
    return found if effect.kind is Kind.DELETE else replace(found, folders_left=0)


def _matches(effect: Effect, places: Places, tally: Tally) -> Iterator[tuple[str, str]]:
    for pattern in effect.patterns:
        if effect.program in ("ln", "gln") and not pattern.glob:
            yield places.located(pattern)
            continue
        found = False
        for place, name in places.matches(pattern):
            found = True
            yield place, name
        if not found and pattern.glob and pattern.dialect in ("zsh", "fish") and len(effect.patterns) > 1:
            message = f"{pattern.dialect} stops here, since nothing matches {pattern.text}"
            raise CannotKnow(message)
        if effect.kind is not Kind.DELETE and may_be_parent(pattern.code.rpartition("/")[2]):
            message = f"older shells take .. for a match of {pattern.text}"  # rm refuses it, others do not
            raise CannotKnow(message)
    for search in effect.searches:
        yield from Walk(search, places, tally.mount, time.time()).found()


def _is_sink(place: str) -> bool:
    """Return whether what is written there changes no file: /dev/null, a terminal, a pipe."""
    try:
        mode = os.lstat(place).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
