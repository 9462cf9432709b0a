"""Files by calendar dates, and times of files set."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import draw_date, draw_month, draw_near_day
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

ACTION_WEIGHTS: Final = {
    "list": 5.0,
    "count": 1.6,
    "delete": 1.0,
    "copy": 0.9,
    "move": 0.9,
    "size": 0.6,
    "tar": 0.4,
}


def _list(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "date.files",
        (
            "- (find|list|show|locate|search for|get) (all|) @n {in} @s",
            "- (find|list|show) (all|the|) @n @s {in}",
            "* @n {in} @s",
            "* (all|) @n @s {in}",
            "* which @n {in} were @s"
            if parts["s"].startswith(("modified", "changed", "edited"))
            else "* which @n {in} are @s"
            if parts["s"].startswith(("newer", "older"))
            else "- show me the @n {in} @s",
        ),
        "@base",
        **parts,
    )


def _count(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "date.filescount",
        (
            "- <count> (all|the|) @n {in} @s",
            "* how many @n {in} (are|were) @s"
            if parts["s"].startswith(("modified", "changed", "edited", "newer", "older"))
            else "- <count> @n {in} @s",
            "* number of @n {in} @s",
        ),
        "@base | wc -l",
        **parts,
    )


def _put(d: Draft, parts: Parts, verb: str, tool: str) -> Composed:
    stem = pool.stem_plain(d.rng)
    d.put("label", d.one((stem, f"the {stem} folder", f"{stem}/", f"the folder {stem}")), stem)
    return d.made(
        f"date.files{verb}",
        (
            f"- {verb} (all|the|) @n {{in}} @s (to|into) {{label}}",
            f"- {verb} @n @s {{in}} (to|into) {{label}}",
            f"- find @n {{in}} @s and {verb} them to {{label}}",
        ),
        f"@base -exec {tool} {{}} {{label}}/ \\;",
        **parts,
    )


ACTIONS: Final[Mapping[str, Form | PartBuilder]] = {
    "list": _list,
    "count": _count,
    "delete": Form("date.filesdel", ("- <del> (all|the|) @n {in} @s", "- <del> @n @s {in}"), "@base -delete"),
    "copy": partial(_put, verb="copy", tool="cp"),
    "move": partial(_put, verb="move", tool="mv"),
    "size": Form(
        "date.filessize",
        ("* total size of (all|) @n {in} @s", "* how much space do @n {in} @s (take|use)"),
        "@base -exec du -ch {} + | tail -n 1",
    ),
    "tar": Form(
        "date.filestar",
        (
            "- (archive|pack|put|back up) (all|the|) @n {in} @s (in|)to {tgz}",
            "- make {tgz} (of|with) @n {in} @s",
        ),
        "@base -print0 | tar -czf {tgz} --null -T -",
    ),
}


WHEN: Final = {
    "after": 3.0,
    "before": 2.0,
    "between": 2.0,
    "year": 1.4,
    "month": 1.6,
    "on": 1.6,
    "today": 1.2,
    "yesterday": 0.8,
    "thismonth": 0.8,
    "thisyear": 0.6,
}


def _after(d: Draft, changed: str) -> tuple[str, str]:
    draw_date(d, iso=0.75, low=2010, high=2027)
    return (
        d.one(
            (
                f"{changed} (after|since) {{day}}",
                "newer than {day}",
                f"that (were|have been) {changed} (after|since) {{day}}",
                "from {day} (on|onwards)",
                "not older than {day}",
                f"{changed} on or after {{day}}",
            )
        ),
        '-newermt "{day}"',
    )


def _before(d: Draft, changed: str) -> tuple[str, str]:
    draw_date(d, iso=0.75, low=2010, high=2027)
    return (
        d.one(
            (
                f"{changed} before {{day}}",
                "older than {day}",
                f"that were {changed} before {{day}}",
                f"not {changed} since {{day}}",
                "from before {day}",
            )
        ),
        '-not -newermt "{day}"',
    )


def _between(d: Draft, changed: str) -> tuple[str, str]:
    first = draw_date(d, iso=0.85, low=2010, high=2026)
    draw_date(d, "dayb", iso=1.0 if d.values["day"].words == first.isoformat() else 0.0, after=first)
    return (
        d.one(
            (
                f"{changed} between {{day}} and {{dayb}}",
                f"(that were|) {changed} from {{day}} (to|until) {{dayb}}",
                f"{changed} after {{day}} and before {{dayb}}",
                "newer than {day} but older than {dayb}",
            )
        ),
        '-newermt "{day}" -not -newermt "{dayb}"',
    )


def _year(d: Draft, changed: str) -> tuple[str, str]:
    y = d.rng.randrange(2012, 2027)
    d.put("year", str(y))
    return (
        d.one(
            (
                f"{changed} in {{year}}",
                "from {year}",
                f"(that were|) {changed} (in|during) (the year|) {{year}}",
                "of the year {year}",
            )
        ),
        f'-newermt "{y}-01-01" -not -newermt "{y + 1}-01-01"',
    )


def _month(d: Draft, changed: str) -> tuple[str, str]:
    m, _ = draw_month(d)
    y = d.rng.randrange(2015, 2028)
    d.put(
        "label",
        d.one(
            (
                f"{d.values['month'].words} {y}",
                f"{d.values['month'].words} {y}",
                f"{y}-{m:02d}",
                f"{d.values['month'].words} of {y}",
            )
        ),
    )
    end = f"{y + m // 12}-{m % 12 + 1:02d}-01"
    return (
        d.one((f"{changed} in {{label}}", "from {label}", f"(that were|) {changed} (in|during) {{label}}")),
        f'-newermt "{y}-{m:02d}-01" -not -newermt "{end}"',
    )


def _on(d: Draft, changed: str) -> tuple[str, str]:
    day = draw_date(d, low=2012, high=2027)
    return (
        d.one((f"{changed} on {{day}}", f"(that were|) {changed} (on|) {{day}}", "from {day}")),
        f'-newermt "{day}" -not -newermt "{day + datetime.timedelta(days=1)}"',
    )


def _today(d: Draft, changed: str) -> tuple[str, str]:
    return (
        d.one((f"{changed} today", f"(that were|) {changed} today", "from today", "changed since midnight")),
        "-mtime -1" if d.mac else "-daystart -mtime 0",
    )


def _yesterday(d: Draft, changed: str) -> tuple[str, str]:
    return (
        d.one((f"{changed} yesterday", f"(that were|) {changed} yesterday", "from yesterday")),
        "-mtime 1" if d.mac else "-daystart -mtime 1",
    )


def _thismonth(d: Draft, changed: str) -> tuple[str, str]:
    return (
        d.one(
            (
                f"{changed} since the (first|start|beginning) of (this|the) month",
                "newer than the (start|first day) of this month",
                f"{changed} since the beginning of the month",
            )
        ),
        '-newermt "$(date +%Y-%m-01)"',
    )


def _thisyear(d: Draft, changed: str) -> tuple[str, str]:
    return (
        d.one(
            (
                f"{changed} since (january 1st|the start of the year|the beginning of this year|new year)",
                "from the beginning of this year on",
            )
        ),
        '-newermt "$(date +%Y-01-01)"',
    )


TIMES_SAID: Final[Mapping[str, Callable[[Draft, str], tuple[str, str]]]] = {
    "after": _after,
    "before": _before,
    "between": _between,
    "year": _year,
    "month": _month,
    "on": _on,
    "today": _today,
    "yesterday": _yesterday,
    "thismonth": _thismonth,
    "thisyear": _thisyear,
}
"""When a file was changed: the words for it and the test of find."""


def by_date(d: Draft) -> Composed | None:
    """Files by calendar dates."""
    noun, name = "files", ""
    if d.chance(0.45):
        d.draw("ext")
        noun, name = "{ext} files", '-name "*.{ext}" '
    test = d.among(WHEN)
    changed = d.one(("modified", "changed", "last modified", "edited", "modified"))
    said, cond = TIMES_SAID[test](d, changed)
    base = f"find {{in}} -type f {name}{cond}"
    act = d.among(ACTION_WEIGHTS)
    if name == "" and test in {"today", "thisyear"} and act == "delete":
        return None
    if act == "tar":
        d.draw("tgz")
    return composed(d, ACTIONS[act], {"base": base, "n": noun, "s": said})


WEIGHTS: Final = {
    "date": 2.4,
    "time": 1.0,
    "rel": 1.2,
    "ref": 0.8,
    "mtime": 1.6,
    "mtimef": 0.6,
    "age": 0.8,
    "newer": 0.6,
    "epoch": 0.6,
    "now": 0.8,
    "create": 0.3,
}
TIMES: Final[Mapping[str, tuple[tuple[str, ...], str, str | None]]] = {
    "ref": (("- (give|set) {file2} the same @s as {file}", "- copy the @s (of|from) {file} to {file2}", "- set the @s of {file2} to that of {file}", "- make {file2} have the same @s as {file}"), "touch -r {file} {file2}", None),
    "mtime": (("* when was {file} last (modified|changed|edited)", "- <show> (the|) (modification time|modification date|last modified date|mtime) of {file}", "* (modification time|last modified date|last change) of {file}", "* when was {file} (changed|modified) the last time", "- check when {file} was (last|) (modified|changed)"), "stat -c %y {file}", "stat -f %Sm {file}"),
    "mtimef": (("- <show> the modification date of {file} as yyyy-mm-dd", "* on which date was {file} last modified \\(yyyy-mm-dd\\)", "* date of the last change of {file}, only yyyy-mm-dd"), "date -r {file} +%F", "date -r {file} +%F"),
    "epoch": (("- <show> the (modification time|mtime) of {file} as (a|) (unix timestamp|unix time|epoch)", "* unix (time|timestamp) of the last (change|modification) of {file}"), "stat -c %Y {file}", "stat -f %m {file}"),
    "age": (("* how old is {file} in days", "- <calc> the age of {file} in days", "* how many days ago was {file} (modified|changed)"), "echo $(( ($(date +%s) - $(stat -c %Y {file})) / 86400 ))", "echo $(( ($(date +%s) - $(stat -f %m {file})) / 86400 ))"),
    "newer": (("* is {file} newer than {file2}", "- check (if|whether) {file} is newer than {file2}", "* was {file} modified after {file2}"), "[ {file} -nt {file2} ] && echo yes || echo no", None),
    "now": (("- (update|set) the @s of {file} to (now|the current time)", "- touch {file}", "- set {file}'s @s to now"), "touch {file}", None),
    "create": (("- create (an|the) empty file {file}", "- make a new empty file (called|named) {file}"), "touch {file}", None),
}  # fmt: skip


def _date(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "touch.date",
        (
            "- set the @s of {file} to {day}",
            "- change the @s of {file} to {day}",
            "- make {file} look like it was (modified|changed|last edited) on {day}",
            "- touch {file} with (the|) date {day}",
            "* {file} should have the @s {day}",
            "- (give|stamp) {file} the date {day}",
            "- backdate {file} to {day}"
            if d.values["day"].written < "2024"
            else "- set {file}'s @s to {day}",
        ),
        "touch -d {day} {file}",
        mac="touch -d {day}T00:00:00 {file}",
        **parts,
    )


def _rel(d: Draft, parts: Parts) -> Composed | None:
    words, rel, mac = draw_near_day(d)
    if "days from now" in words:
        return None
    return d.made(
        "touch.rel",
        (
            "- set the @s of {file} to @r",
            "- make {file} look like it was (modified|changed) @r",
            "- touch {file} with @r's date"
            if words in {"yesterday", "tomorrow"}
            else "- change the @s of {file} to @r",
        ),
        f"touch -d {rel} {{file}}",
        mac=f"touch -t $(date {mac} +%Y%m%d%H%M) {{file}}",
        r=words,
        **parts,
    )


SET: Final[Mapping[str, Form | PartBuilder]] = {
    "date": _date,
    "time": Form(
        "touch.time",
        (
            "- set the @s of {file} to {day} {clock}",
            "- change the @s of {file} to {day} (at|) {clock}",
            "- touch {file} with the time {day} {clock}",
        ),
        'touch -d "{day} {clock}" {file}',
        mac="touch -d {day}T{clock}:00 {file}",
    ),
    "rel": _rel,
}


def touch(d: Draft) -> Composed | None:
    """Modification times set, compared and shown."""
    d.draw("file")
    what = d.among(WEIGHTS)
    draw_date(d, low=2000, high=2030)
    clock = f"{d.rng.randrange(24):02d}:{d.one((0, 30, 15, 45)):02d}"
    d.put("clock", clock)
    stamp = d.one(
        ("modification (time|date)", "timestamp", "date", "mtime", "last modified (time|date)", "time stamp")
    )
    if what in SET:
        return composed(d, SET[what], {"s": stamp})
    d.draw("file2")
    ways, line, maced = TIMES[what]
    return d.made(f"touch.{what}", ways, line, mac=maced, s=stamp)
