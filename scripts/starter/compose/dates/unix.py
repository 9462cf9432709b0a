"""Unix time, in both directions."""

from __future__ import annotations

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
from scripts.starter.compose.kit import Draft


def unix_time(d: Draft) -> Composed | None:
    """Seconds since 1970, from dates and to dates."""
    what = d.among(
        {
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
    )
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
    if what == "now":
        return d.made(
            "date.unixnow",
            (
                "- <show> the (current|) @s",
                "* (current|) @s (now|right now|)",
                "- <show> the (current time|time|date) as (a|) @s",
                "* seconds since (1970|the epoch|january 1 1970)",
            ),
            "date +%s",
            s=stamp.replace("seconds since 1970", "unix seconds").replace(
                "seconds since epoch", "epoch seconds"
            ),
        )
    if what == "to":
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
            s=stamp,
        )
    if what in {"totime", "toutc"}:
        draw_date(d)
        clock = f"{d.rng.randrange(24):02d}:{d.one((0, 15, 30, 45, d.rng.randrange(60))):02d}" + d.one(
            ("", "", f":{d.rng.randrange(60):02d}")
        )
        d.put("clock", clock)
        utc = what == "toutc"
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
            s=stamp,
            u=d.one(("UTC", "utc", "(in|) utc", "gmt")) if utc else "",
        )
    if what in {"from", "fromutc"}:
        utc = what == "fromutc"
        said = d.one(("(in|as) utc", "(in|as) UTC", "to utc", "in gmt")) if utc else ""
        return d.made("date.fromunix", ("- convert (the|) (unix timestamp|timestamp|epoch|unix time|epoch time|) {epoch} to (a|) (date|human readable date|readable date|readable time|date and time|normal date) @u", "* what (date|time|date and time) is (the|) (unix timestamp|timestamp|epoch|unix time) {epoch} @u", "* {epoch} (as|to) (a|) (date|human readable date) @u", "- turn (the timestamp|unix time|) {epoch} into a (date|readable date) @u", "- <show> the (date|date and time|time) (of|for) (unix timestamp|timestamp|epoch) {epoch} @u", "- decode (the|) (unix timestamp|timestamp|epoch) {epoch} @u", "* (which|what) (moment|date) is {epoch} seconds since (1970|the epoch) @u", "- make {epoch} human readable @u"),
                      f"date {'-u ' if utc else ''}-d @{{epoch}}", mac=f"date {'-u ' if utc else ''}-r {{epoch}}", u=said)  # fmt: skip
    if what == "fromfmt":
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
        )
    if what == "ms":
        ms = moment * 1000 + d.one((0, 0, d.rng.randrange(1000)))
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
        )
    if what == "zone":
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
        )
    if what == "rel":
        words, rel, mac = draw_near_day(d)
        return d.made(
            "date.unixrel",
            ("- <show> the @s of @r", "* @s (of|for) @r", "* @r as (a|) @s"),
            f"date -d {rel} +%s",
            mac=f"date {mac} +%s",
            s=stamp,
            r=words,
        )
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
        s=stamp.replace("seconds since 1970", "unix time").replace("seconds since epoch", "epoch"),
    )
