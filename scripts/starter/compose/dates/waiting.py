"""Waiting until a time or for so long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import plural, say_number
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {"plain": 1.5, "then": 3.0, "until": 1.6, "limit": 1.4, "say": 0.8, "every": 1.0}


def _plain(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "wait",
        ("- (wait|sleep|pause) (for|) @t", "* (sleep|pause) @t", "- do nothing for @t"),
        "sleep {num}",
        mac="@nap",
        **parts,
    )


def _until(d: Draft, parts: Parts) -> Composed:
    mac = "sleep $(( $(date -jf %H:%M {clock} +%s) - $(date +%s) ))"
    line = "sleep $(( $(date -d {clock} +%s) - $(date +%s) ))"
    if d.chance(0.4):
        return d.made(
            "wait.until",
            (
                "- (wait|sleep|pause) until {clock}",
                "* sleep until {clock} (today|)",
                "- do nothing until {clock}",
            ),
            line,
            mac=mac,
            **parts,
        )
    return d.made(
        "wait.untilthen",
        (
            "- (wait|sleep) until {clock} and (then|) run {cmd}",
            "- wait till {clock} then (run|start) {cmd}",
            "- sleep until {clock}, then {cmd}",
        ),
        line + " && {cmd}",
        mac=mac + " && {cmd}",
        **parts,
    )


def _say(d: Draft, parts: Parts) -> Composed:
    d.draw("text")
    return d.made(
        "wait.say",
        (
            "- (print|say|show|echo) {text} (in|after) @t",
            "- remind me in @t with {text}",
            "* timer @t, then (print|say) {text}",
            "- set a (timer|reminder) for @t that (says|prints) {text}",
        ),
        "sleep {num} && echo {text|q}",
        mac="@nap && echo {text|q}",
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "plain": _plain,
    "then": Form(
        "wait.then",
        (
            "- (run|execute|start) {cmd} (in|after) @t",
            "- (wait|sleep) (for|) @t (and then|then|and) run {cmd}",
            "- run {cmd} @t from now",
            "* {cmd} in @t",
            "* @t later run {cmd}",
            "- (delay|postpone) {cmd} by @t",
            "- wait @t before running {cmd}",
        ),
        "sleep {num} && {cmd}",
        mac="@nap && {cmd}",
    ),
    "until": _until,
    "limit": Form(
        "wait.limit",
        (
            "- run {cmd} (but|and) (stop|kill|end) it after @t",
            "- run {cmd} for (at most|no longer than|max) @t",
            "- (limit|restrict) {cmd} to @t",
            "* {cmd} with a (timeout|time limit) of @t",
            "- (kill|stop|abort) {cmd} if it takes (longer|more) than @t",
        ),
        "timeout {num} {cmd}",
        mac="-",
    ),
    "say": _say,
    "every": Form(
        "wait.every",
        (
            "- (run|repeat|execute) {cmd} every @again",
            "* {cmd} every @again",
            "- keep running {cmd} every @again",
            "- run {cmd} again and again, every @again",
        ),
        "watch -n @sec {cmd}",
        mac="while true; do {cmd}; sleep @sec; done",
    ),
}


def wait_for(d: Draft) -> Composed | None:
    """Waiting for a while or until a time, then a command; a command with a time limit, or again and again."""
    unit, letter = d.among({("second", ""): 2.0, ("minute", "m"): 3.0, ("hour", "h"): 2.0})
    n = d.one(
        {
            "second": (5, 10, 15, 20, 30, 45, 60, 90, 3),
            "minute": (1, 2, 3, 5, 10, 15, 20, 25, 30, 45, 90),
            "hour": (1, 2, 3, 4, 6, 8, 12),
        }[unit]
    )
    d.put("num", say_number(d, n, unit), f"{n}{letter}")
    t = (
        f"{{num}} {plural(unit, n)}"
        if d.chance(0.8) or n == 1
        else f"{{num}} {unit[:3]}{'s' if unit == 'second' else ''}"
    )
    nap = f"sleep {n}" if not letter else f"sleep $(( {n} * {60 if letter == 'm' else 3600} ))"
    what = d.among(WEIGHTS)
    d.draw("cmd")
    d.values["cmd"] = d.values["cmd"]._replace(
        words=d.values["cmd"].written if d.chance(0.6) else f'"{d.values["cmd"].written}"'
    )
    hour, minute = d.rng.randrange(0, 24), d.one((0, 0, 15, 30, 45))
    clock = f"{hour:02d}:{minute:02d}"
    said = [clock, clock, f"{hour}:{minute:02d}"]
    if minute == 0 and hour not in {0, 12}:
        said += [f"{hour % 12}{'am' if hour < 12 else 'pm'}", f"{hour % 12} {'am' if hour < 12 else 'pm'}"]
    d.put("clock", d.one(said), clock)
    sec = n * {"": 1, "m": 60, "h": 3600}[letter]
    again = t if n > 1 else plural(unit, n)
    return composed(d, KINDS[what], {"t": t, "nap": nap, "again": again, "sec": str(sec)})
