"""Follows a command as its shell would: its calls, and what they do to files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from cmdgen.core.records import Command, Span
from cmdgen.safety.effects.recorder import Recorder
from cmdgen.safety.effects.records import Effect, Kind, SeenCall, Work
from cmdgen.safety.engine import MAX_LENGTH
from cmdgen.safety.ir import SyntaxProblem
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import SOME
from cmdgen.safety.resolve.state import State
from cmdgen.safety.syntax.words import Origin

GUESSED: Final = (
    "TMPDIR", "RANDOM", "SECONDS", "LINENO", "UID", "EUID", "HISTFILE", "?", "#", "SHELL", "0", "-", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
    "OLDPWD", "BASH", "EDITOR", "VISUAL", "PAGER", "BROWSER", "CC", "CXX", "MAKE", "PYTHON", "NODE", "GIT_EDITOR", "COLUMNS", "LINES",
)  # fmt: skip
"""Variables for which the screening assumes a usual value: good enough for a risk, not for a file name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a command leads to."""

    effects: tuple[Effect, ...] = ()
    calls: tuple[SeenCall, ...] = ()
    redirects: bool = False
    """Whether a file is written by a redirection, be it appended to."""
    is_complete: bool = True
    """False when a part of the text could not be followed."""


@lru_cache(maxsize=8)
def follow(command: Command) -> Followed:
    """Return the effects of a command together with the calls behind them; never raises.

    Kept for a few commands: a preview and both kinds of undo ask for the same one.
    """
    text = marks.without_forgeries(command.text)
    lost = _unknown_as_a_whole(command, "it is too long or too nested to be followed")
    if len(text) > MAX_LENGTH:
        return lost
    recorder = Recorder(command)
    try:
        state = State(zsh=command.dialect == "zsh", variables=dict.fromkeys(GUESSED, (SOME,)))
        recorder.run_script(recorder.parse(text, Origin(), 0, command.dialect), state)
    except SyntaxProblem:
        return Followed(is_complete=False)  # its shell does not run it either
    except Exception:  # noqa: BLE001 - limits of the screening, or a bug in it: nothing is claimed then
        return lost
    return Followed(
        effects=_merged(recorder.effects),
        calls=tuple(recorder.calls),
        redirects=recorder.redirects,
    )


def _unknown_as_a_whole(command: Command, reason: str) -> Followed:
    effect = Effect(kind=Kind.OVERWRITE, program="", span=Span(0, len(command.text)), unknown=reason)
    return Followed(effects=(effect,), is_complete=False)


def _merged(found: list[Effect]) -> tuple[Effect, ...]:
    """Return the effects with those of one call that is followed several times put together."""
    merged: dict[object, Effect] = {}
    for effect in found:
        key = (effect.kind, effect.span, effect.program, effect.destination)
        known = merged.get(key)
        if known is None:
            merged[key] = effect
            continue
        merged[key] = replace(
            known,
            patterns=tuple(dict.fromkeys(known.patterns + effect.patterns)),
            searches=tuple(dict.fromkeys(known.searches + effect.searches)),
            listings=tuple(dict.fromkeys(known.listings + effect.listings)),
            recursive=known.recursive or effect.recursive,
            folders=known.folders or effect.folders,
            unknown=known.unknown or effect.unknown,
            work=_both(known.work, effect.work),
        )
    return tuple(sorted(merged.values(), key=lambda effect: effect.span.start))


def _both(first: Work | None, second: Work | None) -> Work | None:
    """Return what two readings of a call of git lose together, or None where they lose different things."""
    if first is None or second is None or replace(first, names=()) != replace(second, names=()):
        return None
    if not (first.names and second.names):
        return replace(first, names=())  # without names it is everything
    return replace(first, names=tuple(dict.fromkeys(first.names + second.names)))
