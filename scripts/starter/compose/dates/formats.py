"""Dates in other forms, parts of dates, weekdays, whether a date exists, the clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import (
    FORMATS,
    MONTHS,
    PARTS,
    TIMED,
    WEEKDAYS,
    draw_date,
    draw_near_day,
    plus,
)
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed


def _now(form: str, *, timed: bool) -> str:
    """Say "the current date" or "time", as the form has it."""
    thing = "(the current|the|current|today's) " + (
        "(date and time|time stamp|timestamp)"
        if (timed and "%d" in form) or ("%F" in form and timed)
        else "time"
        if timed
        else "date"
    )
    if timed:
        thing = thing.replace("|today's", "")
    return thing


def _phrase(d: Draft, f: str) -> str:
    """Say that a form is wanted."""
    phrase = (
        f
        if f.startswith(("with", "like", "in ", "written"))
        else d.one(
            (
                f"as {f}",
                f"in {f}",
                f"in the format {f}",
                f"in {f} format",
                f"formatted as {f}",
                f"\\({f}\\)",
                f"in the form {f}",
            )
        )
    )
    if "format format" in phrase or (
        " format" in f and phrase.startswith(("in the form", "formatted", "as", "\\("))
    ):
        return f"in {f}"
    return phrase


def _save(d: Draft, parts: Parts) -> Composed:
    d.draw("txt")
    return d.made(
        "date.save",
        (
            "- write the (current|) (date|time) @p (to|into) {txt}",
            "- save (the current|today's) date @p in {txt}",
        ),
        "date @spec > {txt}",
        **parts,
    )


def _day(d: Draft, parts: Parts) -> Composed | None:
    draw_date(d, iso=0.7)
    if parts["spec"] == "+%F" and d.values["day"].words == d.values["day"].written:
        return None
    return d.made(
        "date.formatday",
        (
            "- (convert|format|print|write|show) {day} @p",
            "* {day} @p",
            "- (change|convert) the date {day} to the format @f",
            "- reformat {day} @p",
            "- <show> the date {day} @p",
            "* what is {day} @p",
        ),
        "date -d {day} @spec",
        mac="date -j -f %F {day} @spec",
        **parts,
    )


def _rel(d: Draft, parts: Parts) -> Composed:
    words, rel, mac = draw_near_day(d)
    return d.made(
        "date.formatrel",
        (
            "- <show> (the date of|) @r @p",
            "* @r @p",
            "- print @r's date @p" if "'" not in words and " " not in words else "- <show> the date of @r @p",
            "* the date of @r @p",
        ),
        f"date -d {rel} @spec",
        mac=f"date {mac} @spec",
        r=words,
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "now": Form(
        "date.format",
        (
            "- <show> @thing @p",
            "* @thing @p",
            "* what is @thing @p",
            "- format @thing @p",
            "- write @thing @p",
            "* today @p",
            "- <show> today @p",
        ),
        "date @spec",
    ),
    "nowtimed": Form(
        "date.format",
        (
            "- <show> @thing @p",
            "* @thing @p",
            "* what is @thing @p",
            "- format @thing @p",
            "- write @thing @p",
            "* now @p",
        ),
        "date @spec",
    ),
    "utc": Form(
        "date.utc",
        (
            "- <show> the (current|) (utc|UTC) (date|time|date and time) @p",
            "* (utc|gmt) now @p",
            "- <show> the current (date|time) in (utc|gmt) @p",
        ),
        "date -u @spec",
    ),
    "save": _save,
    "day": _day,
    "rel": _rel,
}


def formatted(d: Draft) -> Composed | None:
    """A date, or now, in a form that people name."""
    said, form = d.one(FORMATS if d.chance(0.68) else TIMED)
    timed = any(sign in form for sign in ("%H", "%T", "%I"))
    f = d.one(said)
    phrase = _phrase(d, f)
    what = d.among(
        {"now": 5.0, "day": 0.0 if timed else 2.6, "rel": 0.3 if timed else 1.8, "save": 0.4, "utc": 0.5}
    )
    spec, thing = plus(form), _now(form, timed=timed)
    if what == "now" and timed:
        what = "nowtimed"
    return composed(d, KINDS[what], {"spec": spec, "thing": thing, "p": phrase, "f": f})


def part_of_date(d: Draft) -> Composed | None:
    """A part of a date: month name, week, day of the year."""
    said, form = d.one(PARTS)
    part = d.one(said)
    if part.startswith("which"):
        part = "(the|) (weekday|day of the week)"
    what = d.among({"now": 3.0, "day": 3.0, "rel": 1.5, "clock": 0.8})
    if what == "clock":
        word, form = d.one(
            (("hour", "%H"), ("minute", "%M"), ("second", "%S"), ("time zone", "%Z"), ("utc offset", "%z"))
        )
        return d.made(
            "date.partclock",
            (
                f"- <show> (only|just|) the current {word}",
                f"* current {word}",
                f"- (print|show) the {word} of the current time",
            ),
            f"date +{form}",
        )
    if what == "now":
        return d.made(
            "date.partnow",
            (
                "- <show> @p (of today|today|for today|of the current date|)",
                "* what is @p (today|of today)",
                "* @p (today|now|of today)",
                "- print (only|just|) @p (of today's date|of today)",
            ),
            f"date +{form}",
            p=part,
        )
    if what == "rel":
        words, rel, mac = draw_near_day(d)
        return d.made(
            "date.partrel",
            ("- <show> @p of @r", "* @p of @r", "* what (is|was) @p of @r"),
            f"date -d {rel} +{form}",
            mac=f"date {mac} +{form}",
            p=part,
            r=words,
        )
    draw_date(d)
    return d.made(
        "date.partday",
        (
            "- <show> @p of {day}",
            "* @p of {day}",
            "* what (is|was) @p of {day}",
            "- <tell> @p for {day}",
            "- get @p (for|of) the date {day}",
        ),
        f"date -d {{day}} +{form}",
        mac=f"date -j -f %F {{day}} +{form}",
        p=part,
    )


def weekday_of(d: Draft) -> Composed | None:
    """The weekday of a date."""
    if d.chance(0.2):
        words, rel, mac = draw_near_day(d)
        return d.made(
            "date.weekdayrel",
            (
                "* (which|what) (day of the week|weekday|day) (is|was) @r",
                "- <show> the (day of the week|weekday) of @r",
                "* weekday @r",
            ),
            f"date -d {rel} +%A",
            mac=f"date {mac} +%A",
            r=words,
        )
    if d.chance(0.15):
        m, day = d.rng.randrange(1, 13), d.rng.randrange(1, 29)
        d.put(
            "month",
            d.one(
                (f"{MONTHS[m - 1]} {day}", f"{day} {MONTHS[m - 1]}", f"{MONTHS[m - 1].capitalize()} {day}")
            ),
            f"{m:02d}-{day:02d}",
        )
        if d.chance(0.25):
            d.put(
                "month",
                *d.one(
                    (
                        ("christmas", "12-25"),
                        ("christmas eve", "12-24"),
                        ("halloween", "10-31"),
                        ("new year's eve", "12-31"),
                        ("valentine's day", "02-14"),
                    )
                ),
            )
        return d.made(
            "date.weekdaythis",
            (
                "* (which|what) (day of the week|weekday|day) is {month} (this year|)",
                "* on what weekday is {month} this year",
                "- <show> the weekday of {month} this year",
            ),
            'date -d "$(date +%Y)-{month}" +%A',
            mac='date -j -f %F "$(date +%Y)-{month}" +%A',
        )
    draw_date(d, iso=0.5, low=1900)
    return d.made("date.weekday", ("* (which|what) (day of the week|weekday|day) (is|was) {day}", "* (what|which) day (is|was) it on {day}", "- <show> the (day of the week|weekday) (of|for) {day}", "* weekday (of|for|) {day}", "- <tell> (which|what) (weekday|day of the week) {day} (is|was|falls on)", "* {day} (is|was) (what|which) (weekday|day of the week)", "* (was|is) {day} a monday or what", "- find (out|) the (weekday|day name) for {day}", "* on (which|what) (day of the week|weekday) (did|does) {day} fall", "* i was born on {day}, what weekday was that", "* day of week {day}"),
                  "date -d {day} +%A", mac="date -j -f %F {day} +%A")  # fmt: skip


def checked(d: Draft) -> Composed | None:
    """Whether a date exists, a year is a leap year, today is a certain weekday."""
    what = d.among({"leap": 2.0, "valid": 1.2, "weekend": 1.0, "is": 0.8, "todayis": 0.8, "leapnow": 0.4})
    d.put("year", str(d.one((d.rng.randrange(1900, 2101), d.rng.randrange(2000, 2040)))))
    if what == "leap":
        return d.made("date.leap", ("* (is|was) {year} a leap year", "- check (if|whether) {year} (is|was) a leap year", "* leap year {year} (or not|)", "* does {year} have (a february 29|366 days|29 days in february)", "- test (if|whether) the year {year} is a leap year", "- find out (if|whether) {year} (is|was) a leap year"),
                      "date -d {year}-02-29 > /dev/null 2>&1 && echo yes || echo no", mac="(( ({year} % 4 == 0 && {year} % 100 != 0) || {year} % 400 == 0 )) && echo yes || echo no")  # fmt: skip
    if what == "leapnow":
        return d.made(
            "date.leapnow",
            ("* is this year a leap year", "- check (if|whether) (this|the current) year is a leap year"),
            'date -d "$(date +%Y)-02-29" > /dev/null 2>&1 && echo yes || echo no',
            mac="-",
        )
    if what == "valid":
        bad = d.chance(0.5)
        day = f"{d.rng.randrange(2020, 2028)}-{d.rng.randrange(1, 13):02d}-{d.one((29, 30, 31)) if bad else d.rng.randrange(1, 29):02d}"
        d.put("day", day)
        return d.made(
            "date.valid",
            (
                "* is {day} a (valid|real|proper) date",
                "- check (if|whether) {day} is a (valid|real) date",
                "- check (if|whether) {day} exists",
                "- validate the date {day}",
                "* does the date {day} exist",
            ),
            "date -d {day} > /dev/null 2>&1 && echo valid || echo invalid",
            mac="date -j -f %F {day} > /dev/null 2>&1 && echo valid || echo invalid",
        )
    if what == "weekend":
        draw_date(d)
        return d.made(
            "date.weekend",
            (
                "* (is|was) {day} (a weekend day|on a weekend)",
                "- check (if|whether) {day} (is|was|falls) on a weekend",
                "* is {day} a saturday or sunday",
            ),
            "[ $(date -d {day} +%u) -gt 5 ] && echo yes || echo no",
            mac="[ $(date -j -f %F {day} +%u) -gt 5 ] && echo yes || echo no",
        )
    i = d.rng.randrange(7)
    d.put("wday", WEEKDAYS[i])
    if what == "todayis":
        return d.made(
            "date.todayis",
            ("* is today (a|) {wday}", "- check (if|whether) (today is|it is) (a|) {wday}"),
            f"[ $(date +%u) -eq {i + 1} ] && echo yes || echo no",
        )
    draw_date(d)
    return d.made(
        "date.iswd",
        ("* (is|was) {day} a {wday}", "- check (if|whether) {day} (is|was) a {wday}"),
        f"[ $(date -d {{day}} +%u) -eq {i + 1} ] && echo yes || echo no",
        mac=f"[ $(date -j -f %F {{day}} +%u) -eq {i + 1} ] && echo yes || echo no",
    )


def clock(d: Draft) -> Composed | None:
    """The time of day."""
    a = d.rng.randrange(0, 23 * 60)
    b = a + d.rng.randrange(1, 24 * 60 - a)
    for key, t in (("clock", a), ("clockb", b)):
        h, m = divmod(t, 60)
        d.put(key, d.one((f"{h:02d}:{m:02d}", f"{h}:{m:02d}")), f"{h:02d}:{m:02d}")
    unit, divide = d.one((("minutes", 60), ("seconds", 1), ("hours", 3600)))
    body = "$(date -ud {clockb} +%s) - $(date -ud {clock} +%s)"
    mac = "$(date -jf %H:%M {clockb} +%s) - $(date -jf %H:%M {clock} +%s)"
    if unit == "hours":
        return None
    return d.made(
        "date.clock",
        (
            "* how many @u (are|are there|) between {clock} and {clockb}",
            "* @u from {clock} to {clockb}",
            "- <calc> the (difference in @u|number of @u) between {clock} and {clockb}",
            "* how many @u from {clock} (to|until) {clockb}",
        ),
        f"echo $(( ({body}) / {divide} ))" if divide > 1 else f"echo $(( {body} ))",
        mac=f"echo $(( ({mac}) / {divide} ))" if divide > 1 else f"echo $(( {mac} ))",
        u=unit,
    )
