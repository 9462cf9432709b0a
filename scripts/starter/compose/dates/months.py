"""Months: their length, first and last days, calendars; the nearest of a weekday."""

from __future__ import annotations

from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import WEEKDAYS, draw_month, plus
from scripts.starter.compose.kit import Draft

THIS: Final = {
    "thislast": (("- <show> the (last day|last date|end) of @this month", "* last day of @this month", "* (what|which) date is the last day of (this|the) month", "* when does (this|the) month end"), 'date -d "@first + 1 month - 1 day" +%F', "date -v1d -v+1m -v-1d +%F"),
    "thisdays": (("* how many days (does this month have|are (there|) in this month|has this month)", "* number of days in @this month", "- <count> the days (of|in) (this|the current) month"), 'date -d "@first + 1 month - 1 day" +%d', "date -v1d -v+1m -v-1d +%d"),
    "thisfirst": (("- <show> the (first day|first date|start|beginning) of @this month", "* first (day|) of @this month", "* (what|which) date is the first (day|) of (this|the) month", "* start of this month (as a date|)"), "date +%Y-%m-01", "date +%Y-%m-01"),
    "nextfirst": (("- <show> the (first day|first date|start|beginning) of (the next|next|the coming) month", "* first (day|) of next month", "* when does (the|) next month (start|begin)"), 'date -d "@first + 1 month" +%F', "date -v1d -v+1m +%F"),
    "nextlast": (("- <show> the (last day|end) of (the next|next) month", "* last day of next month", "* when does (the|) next month end"), 'date -d "@first + 2 months - 1 day" +%F', "date -v1d -v+2m -v-1d +%F"),
    "lastfirst": (("- <show> the (first day|first date|start|beginning) of (the last|last|the previous) month", "* first (day|) of (last|the previous) month"), 'date -d "@first - 1 month" +%F', "date -v1d -v-1m +%F"),
    "lastlast": (("- <show> the (last day|last date|end) of (the last|last|the previous|the past) month", "* last day of (last|the previous) month", "* when did (last|the previous) month end"), 'date -d "@first - 1 day" +%F', "date -v1d -v-1d +%F"),
    "yearfirst": (("- <show> the first day of @this year", "* first day of @this year", "* start of (this|the) year (as a date|)"), "date +%Y-01-01", "date +%Y-01-01"),
    "yearlast": (("- <show> the last day of @this year", "* last day of @this year", "* end of (this|the) year (as a date|)"), "date +%Y-12-31", "date +%Y-12-31"),
    "number": (("* (which|what) month number is it", "- <show> the (current month as a number|number of the current month)"), "date +%m", "date +%m"),
    "quarter": (("* (which|what) quarter (of the year|) (is it|are we in)", "- <show> the current quarter", "* quarter of the year today"), "echo $(( ($(date +%-m) - 1) / 3 + 1 ))", "echo $(( ($(date +%-m) - 1) / 3 + 1 ))"),
}  # fmt: skip
"""Months as seen from today: the sentences, and the commands for Linux and macOS."""


def _name_of_month(d: Draft) -> Composed:
    word, sign = d.one((("next", "+"), ("last", "-")))
    other = "previous" if word == "last" else "coming"
    return d.made(
        "date.monthname",
        (
            f"* (what is the|) name of ({word}|the {other}) month",
            f"- <show> the name of {word} month",
            f"* {word} month's name",
            f"* which month is {'next' if word == 'next' else 'the previous one'}",
        ),
        f'date -d "{word} month" +%B',
        mac=f"date -v{sign}1m +%B",
    )


def of_month(d: Draft) -> Composed | None:
    """First and last days of months, their length, their number, quarters."""
    what = d.among(
        {
            "lastof": 2.0,
            "daysin": 1.6,
            "firstday": 0.8,
            "thislast": 1.2,
            "thisfirst": 0.8,
            "nextfirst": 0.8,
            "nextlast": 0.5,
            "lastfirst": 0.5,
            "lastlast": 0.8,
            "yearfirst": 0.3,
            "yearlast": 0.3,
            "name": 0.9,
            "wdfirst": 0.7,
            "wdlast": 0.5,
            "thisdays": 0.8,
            "number": 0.5,
            "quarter": 0.3,
        }
    )
    m, y = draw_month(d)
    iso = f"{y}-{m:02d}-01"
    if what in {"lastof", "daysin", "wdlast"}:
        form = {"lastof": "%F", "daysin": "%d", "wdlast": "%A"}[what]
        ways = {"lastof": ("- <show> the (last day|last date|end) of {label}", "* last day of {label}", "* (what|which) (date|day) is the last (day|) of {label}", "* when does {label} end", "* end of {label} (as a date|)"), "daysin": ("* how many days (does {label} have|are (there|) in {label}|has {label})", "* number of days in {label}", "- <count> the days (of|in) {label}", "* days in {label}", "* how long is {label} in days"),
                "wdlast": ("* (what|which) weekday is the last day of {label}", "* weekday of the last day of {label}")}[what]  # fmt: skip
        return d.made(
            f"date.{what}",
            ways,
            f'date -d "{iso} + 1 month - 1 day" +{form}',
            mac=f"date -j -v+1m -v-1d -f %F {iso} +{form}",
        )
    if what in {"firstday", "wdfirst"}:
        return d.made(
            "date.wdfirst",
            (
                "* (what|which) (day of the week|weekday) (is|was) the (first|1st) (day|) of {label}",
                "* on (what|which) (weekday|day of the week) does {label} (start|begin)",
                "- <show> the weekday of the first (day|) of {label}",
                "* first day of {label} is which weekday",
            ),
            f"date -d {iso} +%A",
            mac=f"date -j -f %F {iso} +%A",
        )
    if what == "name":
        return _name_of_month(d)
    ways, line, mac = THIS[what]
    return d.made(
        f"date.{what}", ways, line, mac=mac, this="(this|the current|the)", first="$(date +%Y-%m-01)"
    )


def nearest_weekday(d: Draft) -> Composed | None:
    """The next or last of a weekday."""
    i = d.rng.randrange(7)
    name = WEEKDAYS[i]
    d.put("wday", d.one((name, name, name.capitalize(), name[:3])), name)
    word = d.among({"next": 3.0, "last": 2.0, "this": 0.4})
    form, said = d.among(
        {
            ("%F", ""): 4.0,
            ("%d.%m.%Y", "as dd.mm.yyyy"): 0.5,
            ("%j", ", day of the year"): 0.1,
            ("%V", "WK"): 0.3,
            ("%s", "as a unix timestamp"): 0.4,
            ("%d %B", "as day and month name"): 0.3,
            ("%m/%d/%Y", "as mm/dd/yyyy"): 0.4,
        }
    )
    mac = (
        f"date {'-v+1d -v+' if word == 'next' else '-v-1d -v-'}{name[:3]} {plus(form)}"
        if word != "this"
        else "-"
    )
    if word == "this":
        return d.made(
            "date.thiswd",
            (
                "- <show> the date of this {wday}",
                "* (what|which) date is this {wday}",
                "* date of (this|the coming) {wday}",
            ),
            f"date -d {name} {plus('%F')}",
            mac=f"date -v+{name[:3]} +%F",
        )
    if said == "WK":
        return d.made(
            "date.wdweek",
            (f"* (which|what) (calendar |iso |)week is {word} {{wday}} in",),
            f'date -d "{word} {{wday}}" {plus(form)}',
            mac=mac,
        )
    if word == "next":
        ways: tuple[str, ...] = (
            "- <show> the date of (next|the next|the coming) {wday} @f",
            "* (what|which) date is (next|the next) {wday} @f",
            "* date of next {wday} @f",
            "* when is (next|the next) {wday} @f",
            "* next {wday} @f",
            "- <calc> next {wday}'s date @f",
            "* what is the date next {wday} @f",
        )
    else:
        ways = (
            "- <show> the date of (last|the last|the previous) {wday} @f",
            "* (what|which) date was last {wday} @f",
            "* date of (last|the previous) {wday} @f",
            "* when was last {wday} @f",
            "* last {wday} @f",
            "- <calc> last {wday}'s date @f",
            "* what was the date last {wday} @f",
        )
    if said.startswith(","):
        said = ""
        form = "%F"
    return d.made("date.nearest", ways, f'date -d "{word} {{wday}}" {plus(form)}', mac=mac, f=said)


def calendar_of(d: Draft) -> Composed | None:
    """Calendars of months and years."""
    what = d.among({"my": 3.0, "y": 1.6, "m": 1.4, "now": 0.8, "three": 0.7, "thisy": 0.7, "nexty": 0.4})
    draw_month(d)
    cal = d.one(("calendar", "calendar", "calender", "cal"))
    if what == "my":
        d.put("label", d.values["label"].words, None)
        return d.made(
            "cal.my",
            (
                f"- <show> (the|a) {cal} (for|of) {{month}} {{year}}",
                f"* {cal} (for|of|) {{month}} {{year}}",
                f"- <show> the month {{month}} {{year}} (as a {cal}|)",
                "* what does {month} {year} look like",
                f"* {{month}} {{year}} {cal}",
            ),
            "cal {month} {year}",
        )
    if what == "y":
        return d.made(
            "cal.y",
            (
                f"- <show> (the|a) {cal} (for|of) (the year|the whole year|) {{year}}",
                f"* {cal} (for|of|) {{year}}",
                f"* {{year}} {cal}",
                "- <show> the whole year {year}",
            ),
            "cal {year}",
        )
    if what == "m":
        return d.made(
            "cal.m",
            (
                f"- <show> (the|a) {cal} (for|of) {{month}} (this year|of this year|)",
                f"* {cal} (for|of) {{month}}",
                f"* this year's {{month}} {cal}",
            ),
            "cal {month} $(date +%Y)",
        )
    ways, line = {"now": ((f"- <show> (a|the|this month's) {cal}", f"* {cal} (of|for) this month", f"- <show> the {cal} (for|of) the current month"), "cal"), "three": ((f"- <show> (the|a) {cal} (with|of) the (previous|last), current and next month", "* three month calendar", "- <show> (last|the previous) month, this month and next month (as a calendar|)"), "cal -3"),
                  "thisy": ((f"- <show> (the|a) {cal} (for|of) (this|the current|the whole) year", "* calendar of this year", "- <show> this year's calendar"), "cal -y"), "nexty": ((f"- <show> (the|a) {cal} (for|of) next year", "* next year's calendar"), "cal $(( $(date +%Y) + 1 ))")}[what]  # fmt: skip
    return d.made(f"cal.{what}", ways, line)
