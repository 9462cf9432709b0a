"""Days between two dates, days until one or since it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import MONTHS, draw_date
from scripts.starter.compose.kit import Draft, Form, PartBuilder, composed


def days_between(d: Draft) -> Composed | None:
    """Days, weeks, hours or years between two dates; which one is later."""
    first = draw_date(d, iso=0.7)
    draw_date(d, "dayb", iso=0.9 if d.values["day"].words == first.isoformat() else 0.1, after=first)
    unit = d.among({"days": 6.0, "weeks": 1.2, "seconds": 0.6, "hours": 0.7, "later": 0.5, "years": 0.5})
    if unit == "later":
        return d.made(
            "date.before",
            (
                "* is {day} (before|earlier than) {dayb}",
                "- check (if|whether) {day} is (before|earlier than) {dayb}",
                "- tell me (if|whether) {day} comes before {dayb}",
            ),
            "[[ {day} < {dayb} ]] && echo yes || echo no",
        )
    if unit == "years":
        return d.made(
            "date.years",
            (
                "* how many (full|complete|) years (are|lie|) between {day} and {dayb}",
                "* full years from {day} to {dayb}",
                "- <calc> the age on {dayb} of someone born on {day}",
                "* how old is someone on {dayb} who was born (on|) {day}",
            ),
            "echo $(( ($(date -d {dayb} +%Y%m%d) - $(date -d {day} +%Y%m%d)) / 10000 ))",
            mac="echo $(( ($(date -jf %F {dayb} +%Y%m%d) - $(date -jf %F {day} +%Y%m%d)) / 10000 ))",
        )
    divide = {"days": 86400, "weeks": 604800, "hours": 3600, "seconds": 1}[unit]
    body = "$(date -ud {dayb} +%s) - $(date -ud {day} +%s)"
    mac = "$(date -juf %F {dayb} +%s) - $(date -juf %F {day} +%s)"
    line = f"echo $(( ({body}) / {divide} ))" if divide > 1 else f"echo $(( {body} ))"
    maced = f"echo $(( ({mac}) / {divide} ))" if divide > 1 else f"echo $(( {mac} ))"
    ways: tuple[str, ...] = ("* how many @u (are there|are|lie|) between {day} and {dayb}", "* number of @u (from|between) {day} (and|to) {dayb}", "- <calc> the (difference in @u|number of @u|@u) between {day} and {dayb}", "- <count> the @u (from|between) {day} (to|and) {dayb}", "* @u (from|between) {day} (to|and|until) {dayb}", "* how many @u (passed|went by|have passed) (from|between) {day} (and|to) {dayb}",
            "* {dayb} minus {day} in @u", "* how many @u from {day} (to|until|till) {dayb}", "* difference between {day} and {dayb} in @u", "* how long is it from {day} to {dayb} in @u", "- subtract {day} from {dayb}, (result|answer) in @u")  # fmt: skip
    ways = tuple(
        w.replace("between} {day} (and|to)", "between {day} and")
        .replace("(from|between) {day} (and|to) {dayb}", "between {day} and {dayb}")
        .replace("(from|between) {day} (to|and) {dayb}", "from {day} to {dayb}")
        .replace("(from|between) {day} (to|and|until) {dayb}", "(from {day} to|between {day} and) {dayb}")
        for w in ways
    )
    if unit != "days":
        ways = tuple(w for w in ways if "<count>" not in w)
    return d.made(
        f"date.{unit}between",
        ways,
        line,
        mac=maced,
        u=d.one((f"full {unit}", unit, unit)) if unit == "weeks" else unit,
    )


TODAY: Final = "$(date -ud 00:00 +%s)"


def _until_event(d: Draft) -> Composed:
    words, md = d.one(
        (
            ("christmas", "12-25"),
            ("christmas eve", "12-24"),
            ("halloween", "10-31"),
            ("new year's eve", "12-31"),
            ("valentine's day", "02-14"),
            ("the end of the year", "12-31"),
            ("my birthday on", ""),
        )
    )
    year = "$(date +%Y)"
    if words.startswith("my"):
        m, day = d.rng.randrange(1, 13), d.rng.randrange(1, 29)
        words, md = (
            f"{d.one((f'{MONTHS[m - 1]} {day}', f'{day} {MONTHS[m - 1]}', f'the {day}th of {MONTHS[m - 1]}' if day > 3 and day not in (21, 22, 23) else f'{MONTHS[m - 1]} {day}'))} (this year|)",
            f"{m:02d}-{day:02d}",
        )
    elif d.chance(0.2):
        words, md, year = (
            "(new year|new year's day|next year|january 1st)",
            "01-01",
            "$(( $(date +%Y) + 1 ))",
        )
    return d.made(
        "date.untilevent",
        (
            "* how many days (until|till|to|are left until|is it until) @e",
            "* days (until|till|left until|to) @e",
            "- <count> the days (until|till|to) @e",
            "- <show> the number of days (until|till) @e",
            "* how long (is it|) (until|till) @e (in days|)",
        ),
        f'echo $(( ($(date -ud "{year}-{md}" +%s) - {TODAY}) / 86400 ))',
        mac=f'echo $(( ($(date -jf %F "{year}-{md}" +%s) - $(date +%s)) / 86400 ))',
        e=words,
    )


WEIGHTS: Final = {
    "until": 3.0,
    "since": 2.0,
    "event": 2.4,
    "age": 0.8,
    "weeks": 0.6,
    "hours": 0.5,
    "year": 0.7,
}


UNTIL: Final[Mapping[str, Form | PartBuilder]] = {
    "age": Form(
        "date.age",
        (
            "* how old is (someone|a person) born (on|) {day}",
            "- <calc> the age of (someone|a person) born (on|) {day}",
            "* i was born on {day}, how old am i (in years|)",
            "* age in years for birthday {day}",
            "* how many (full|) years (ago was|since) {day}",
        ),
        "echo $(( ($(date +%Y%m%d) - $(date -d {day} +%Y%m%d)) / 10000 ))",
        mac="echo $(( ($(date +%Y%m%d) - $(date -jf %F {day} +%Y%m%d)) / 10000 ))",
    ),
    "year": Form(
        "date.leftyear",
        (
            "* how many days are left (in|of) (this|the) year",
            "* days (left|remaining) (in|of) (this|the) year",
            "- <count> the remaining days of this year",
        ),
        'echo $(( ($(date -ud "$(date +%Y)-12-31" +%s) - @today) / 86400 ))',
        mac='echo $(( ($(date -jf %F "$(date +%Y)-12-31" +%s) - $(date +%s)) / 86400 ))',
    ),
    "since": Form(
        "date.since",
        (
            "* how many days (have passed|passed|are there|is it) since {day}",
            "* days since {day}",
            "- <count> the days (since|from) {day} (to today|until now|until today|)",
            "* how many days ago was {day}",
            "* how long ago (is|was) {day} in days",
            "- <calc> how many days (have passed|went by) since {day}",
            "* number of days from {day} (to|until) (today|now)",
        ),
        "echo $(( (@today - $(date -ud {day} +%s)) / 86400 ))",
        mac="echo $(( ($(date +%s) - $(date -jf %F {day} +%s)) / 86400 ))",
    ),
    "hours": Form(
        "date.untilhours",
        ("* how many hours (until|till|left until) {day}", "* hours until {day}"),
        "echo $(( ($(date -d {day} +%s) - $(date +%s)) / 3600 ))",
        mac="echo $(( ($(date -jf %F {day} +%s) - $(date +%s)) / 3600 ))",
    ),
    "until": Form(
        "date.until",
        (
            "* how many @u (until|till|to|are left until|left until|is it until) {day}",
            "* @u (until|till|left until) {day}",
            "- <count> the @u (from (today|now) |)(to|until|till) {day}",
            "* how many @u (are left|remain) (until|before) {day}",
            "* how far away is {day} in @u",
            "- <calc> how many @u (there are|are left) (until|till) {day}",
            "* @u left to {day}",
            "* how long until {day} in @u",
        ),
        "echo $(( ($(date -ud {day} +%s) - @today) / @seconds ))",
        mac="echo $(( ($(date -jf %F {day} +%s) - $(date +%s)) / @seconds ))",
    ),
}


def days_until(d: Draft) -> Composed | None:
    """How long until a date or since one; ages, the rest of the year."""
    what = d.among(WEIGHTS)
    if what == "event":
        return _until_event(d)
    end = draw_date(d, iso=0.55)
    seconds, unit = ("604800", "weeks") if what == "weeks" else ("86400", "days")
    if what == "weeks":
        what = "until"
    if end.year < 2024 and what not in {"age", "year"}:
        what = "since"
    return composed(d, UNTIL[what], {"today": TODAY, "seconds": seconds, "u": unit})
