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
from cmdgen.preview.powershell import expanded, has_entries, is_folder, listed
from cmdgen.preview.replaced import replaced
from cmdgen.preview.tally import Tally
from cmdgen.safety.effects import Kind, Preview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cmdgen.safety.effects import Effect, Pattern

LIMIT_ENTRIES: Final = 50_000
LIMIT_S: Final = 0.4
GIT_LIMIT_S: Final = 1.0
"""Seconds for all questions to git; a big repository takes some of it."""


def preview(  # noqa: PLR0913  (what one look is about)
    effects: Iterable[Effect],
    cwd: Path,
    *,
    limit_entries: int = LIMIT_ENTRIES,
    limit_s: float = LIMIT_S,
    home: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> tuple[Preview, ...]:
    """Return what each effect meets right now; never raises, runs nothing of the command, opens no file, follows no link.

    Where only git knows, it is asked, with questions that change nothing and a time limit of their own.

    Args:
        cwd: the folder that the command would start in.
        limit_entries: files, folders and links that are looked at for all effects together.
        limit_s: seconds for all of them; a single answer of a file system that hangs is waited for.
        home: the user's home folder.
        environ: the user's variables, for git; without them it is not asked.
    """
    budget = Budget(limit_entries, limit_s)
    git_until = time.monotonic() + GIT_LIMIT_S
    found = []
    for effect in effects:
        places = Places(cwd, home_folder(home), budget)
        if effect.work is None or environ is None:
            found.append(_look(effect, places))
        else:
            found.append(_asked(effect, places, git_until - time.monotonic(), environ))
    return tuple(found)


def _look(effect: Effect, places: Places) -> Preview:
    tally = Tally(places)
    more, unknown = False, effect.unknown
    try:
        for place, name in _matches(effect, places, tally):
            reason = _count(effect, place, name, places, tally)
            unknown = unknown or reason
    except Spent:
        more = True
    except CannotKnow as problem:
        unknown = unknown or str(problem)
    except (OSError, ValueError, RecursionError) as error:
        unknown = unknown or f"it cannot be looked up: {error}"
    found = tally.preview(effect, more=more, unknown=unknown)
    # A redirection or a copy that meets a folder fails by itself.
    return found if effect.kind is Kind.DELETE else replace(found, folders_left=0)


def _asked(effect: Effect, places: Places, seconds: float, environ: Mapping[str, str]) -> Preview:
    """Return what git says about work that would be lost."""
    from cmdgen.preview.git_work import Lost, lost  # noqa: PLC0415  starts programs; few commands need it

    assert effect.work is not None  # noqa: S101 - asked for such effects only
    tally = Tally(places)
    more, unknown, found = False, None, Lost()
    try:
        found = lost(effect.work, places, tally, seconds=seconds, environ=environ)
    except Spent:
        more = True
    except (CannotKnow, OSError, ValueError) as problem:
        unknown = str(problem)
    counted = tally.preview(effect, more=more, unknown=unknown)
    newest = counted.newest if found.newest is None else found.newest
    return replace(counted, said=found.said, undo=found.undo, newest=newest)


def _count(effect: Effect, place: str, name: str, places: Places, tally: Tally) -> str | None:
    """Count one match; return why it is not clear what happens to it, or None."""
    if name.startswith("-") and not effect.options_ended:
        return f"{name} would be read as an option"
    if effect.destination is not None and effect.kind is Kind.OVERWRITE:
        for goal, shown in replaced(effect, place, places):
            tally.take(goal, shown, recursive=False, folders=False)
    elif effect.recursive and name.endswith("/") and os.path.islink(place.rstrip("/")):  # noqa: PTH114
        return f"{name} leads to another folder"
    elif effect.program == "remove-item" and not effect.recursive and is_folder(place):
        if has_entries(place):
            return f"PowerShell asks about {name}, a folder that is not empty"
        tally.take(place, name, recursive=False, folders=True)
    elif effect.kind is not Kind.OVERWRITE or not _is_sink(place):
        tally.take(place, name, recursive=effect.recursive, folders=effect.folders)
    return None


def _matches(effect: Effect, places: Places, tally: Tally) -> Iterator[tuple[str, str]]:
    for pattern in effect.patterns:
        if pattern.dialect == "powershell":
            yield from expanded(pattern, places)
        elif effect.program in ("ln", "gln") and not pattern.glob:
            yield places.located(pattern)
        else:
            yield from _of_shell(pattern, effect, places)
    for listing in effect.listings:
        yield from listed(listing, places, tally.mount)
    for search in effect.searches:
        yield from Walk(search, places, tally.mount, time.time()).found()


def _of_shell(pattern: Pattern, effect: Effect, places: Places) -> Iterator[tuple[str, str]]:
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


def _is_sink(place: str) -> bool:
    """Return whether what is written there changes no file: /dev/null, a terminal, a pipe."""
    try:
        mode = os.lstat(place).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
