"""Unix time, in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import (
    FORMATS,
    TIMED,
    UNITS,
    draw_date,
    draw_near_day,
    draw_number,
    draw_zone,
    plural,
    plus,
)
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {
    "now": 0.8,
    "to": 2.6,
    "totime": 1.4,
    "from": 3.0,
    "fromfmt": 1.6,
    "fromutc": 1.0,
    "ms": 0.8,
    "zone": 0.9,
    "rel": 1.2,
    "ago": 0.8,
    "toutc": 0.7,
}


def _renamed(stamp: str, since_1970: str, since_epoch: str) -> str:
    """Say a unix time by another name where its usual one does not fit."""
    return stamp.replace("seconds since 1970", since_1970).replace("seconds since epoch", since_epoch)


def _now(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "date.unixnow",
        (
            "- <show> the (current|) @s",
            "* (current|) @s (now|right now|)",
            "- <show> the (current time|time|date) as (a|) @s",
            "* seconds since (1970|the epoch|january 1 1970)",
        ),
        "date +%s",
        s=_renamed(parts["s"], "unix seconds", "epoch seconds"),
    )


def _to(d: Draft, parts: Parts) -> Composed:
    draw_date(d)
    return d.made(
        "date.tounix",
        (
            "- convert {day} to (a|) @s",
            "* @s (of|for) {day}",
            "- <show> the @s (of|for) {day}",
            "- turn {day} into (a|) @s",
            "* {day} (as|to|in) @s",
            "- get the @s of (the date|midnight on|) {day}",
            "* what is the @s of {day}",
            "* {day} to @s",
        ),
        "date -d {day} +%s",
        mac="date -j -f %F {day} +%s",
        **parts,
    )


def _totime(d: Draft, parts: Parts, *, utc: bool = False) -> Composed:
    draw_date(d)
    clock = f"{d.rng.randrange(24):02d}:{d.one((0, 15, 30, 45, d.rng.randrange(60))):02d}" + d.one(
        ("", "", f":{d.rng.randrange(60):02d}")
    )
    d.put("clock", clock)
    style = "%F %T" if clock.count(":") == 2 else "%F %H:%M"
    return d.made(
        "date.tounixtime",
        (
            "- convert {day} {clock} @u to (a|) @s",
            "* @s (of|for) {day} {clock} @u",
            "- <show> the @s (of|for) {day} {clock} @u",
            "* {day} {clock} @u (as|to|in) @s",
            "* what is the @s of {day} (at|) {clock} @u",
        ),
        f'date {"-u " if utc else ""}-d "{{day}} {{clock}}" +%s',
        mac=f'date -j{"u" if utc else ""}f "{style}" "{{day}} {{clock}}" +%s',
        u=d.one(("UTC", "utc", "(in|) utc", "gmt")) if utc else "",
        **parts,
    )


def _from(d: Draft, parts: Parts, *, utc: bool = False) -> Composed:
    said = d.one(("(in|as) utc", "(in|as) UTC", "to utc", "in gmt")) if utc else ""
    return d.made("date.fromunix", ("- convert (the|) (unix timestamp|timestamp|epoch|unix time|epoch time|) {epoch} to (a|) (date|human readable date|readable date|readable time|date and time|normal date) @u", "* what (date|time|date and time) is (the|) (unix timestamp|timestamp|epoch|unix time) {epoch} @u", "* {epoch} (as|to) (a|) (date|human readable date) @u", "- turn (the timestamp|unix time|) {epoch} into a (date|readable date) @u", "- <show> the (date|date and time|time) (of|for) (unix timestamp|timestamp|epoch) {epoch} @u", "- decode (the|) (unix timestamp|timestamp|epoch) {epoch} @u", "* (which|what) (moment|date) is {epoch} seconds since (1970|the epoch) @u", "- make {epoch} human readable @u"),
                  f"date {'-u ' if utc else ''}-d @{{epoch}}", mac=f"date {'-u ' if utc else ''}-r {{epoch}}", u=said, **parts)  # fmt: skip


def _fromfmt(d: Draft, parts: Parts) -> Composed:
    said_f, form = d.one(FORMATS[:8] + TIMED[:4])
    f = d.one(said_f)
    f = f if not f.startswith("date and") else "yyyy-mm-dd hh:mm:ss"
    lead = "in" if "format" in f else "as"
    return d.made(
        "date.fromunixfmt",
        (
            "- convert (the|) (unix timestamp|timestamp|epoch|) {epoch} to @f",
            "* {epoch} @l @f",
            "- <show> (the|) (unix timestamp|timestamp|epoch) {epoch} @l @f",
            "- (print|format) (the timestamp|unix time|epoch) {epoch} @l @f",
        ),
        f"date -d @{{epoch}} {plus(form)}",
        mac=f"date -r {{epoch}} {plus(form)}",
        f=f,
        l=lead,
        **parts,
    )


def _ms(d: Draft, parts: Parts) -> Composed:
    ms = int(d.values["epoch"].written) * 1000 + d.one((0, 0, d.rng.randrange(1000)))
    d.put("epoch", str(ms))
    return d.made(
        "date.fromms",
        (
            "- convert (the|) millisecond timestamp {epoch} to a date",
            "* {epoch} (ms|milliseconds) (to|as) (a|) date",
            "* what date is {epoch} (milliseconds since 1970|in milliseconds|ms)",
            "- convert {epoch} milliseconds (since epoch|) to a readable date",
        ),
        "date -d @$(({epoch} / 1000))",
        mac="date -r $(({epoch} / 1000))",
        **parts,
    )


def _zone(d: Draft, parts: Parts) -> Composed:
    draw_zone(d)
    return d.made(
        "date.unixzone",
        (
            "- convert (the|) (unix timestamp|timestamp|epoch|) {epoch} to (the|) time in {zone}",
            "* (timestamp|unix time|epoch) {epoch} in {zone}",
            "- <show> (timestamp|unix time|epoch) {epoch} (in|as) {zone} time",
            "* what time was {epoch} in {zone}",
        ),
        "TZ={zone} date -d @{epoch}",
        mac="TZ={zone} date -r {epoch}",
        **parts,
    )


def _rel(d: Draft, parts: Parts) -> Composed:
    words, rel, mac = draw_near_day(d)
    return d.made(
        "date.unixrel",
        ("- <show> the @s of @r", "* @s (of|for) @r", "* @r as (a|) @s"),
        f"date -d {rel} +%s",
        mac=f"date {mac} +%s",
        r=words,
        **parts,
    )


def _ago(d: Draft, parts: Parts) -> Composed:
    unit = d.one(("hour", "minute", "day", "week"))
    n = draw_number(d, "num", unit)
    return d.made(
        "date.unixago",
        (
            f"- <show> the @s (from|of|) {{num}} {plural(unit, n)} ago",
            f"* @s {{num}} {plural(unit, n)} ago",
            f"* what was the @s {{num}} {plural(unit, n)} ago",
        ),
        f'date -d "{{num}} {plural(unit, n)} ago" +%s',
        mac=f"date -v-{{num}}{UNITS[unit][1]} +%s",
        s=_renamed(parts["s"], "unix time", "epoch"),
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "now": _now,
    "to": _to,
    "totime": _totime,
    "toutc": partial(_totime, utc=True),
    "from": _from,
    "fromutc": partial(_from, utc=True),
    "fromfmt": _fromfmt,
    "ms": _ms,
    "zone": _zone,
    "rel": _rel,
    "ago": _ago,
}


def unix_time(d: Draft) -> Composed | None:
    """Seconds since 1970, from dates and to dates."""
    what = d.among(WEIGHTS)
    stamp = d.one(
        (
            "unix timestamp",
            "unix time",
            "epoch",
            "epoch time",
            "timestamp",
            "seconds since 1970",
            "seconds since epoch",
            "unix epoch",
            "posix time",
        )
    )
    moment = (
        d.rng.randrange(0, 2_000_000_000) if d.chance(0.4) else d.rng.randrange(1_500_000_000, 1_800_000_000)
    )
    if d.chance(0.3):
        moment = moment // 100000 * 100000
    d.put("epoch", str(moment))
    return composed(d, KINDS[what], {"s": stamp})
