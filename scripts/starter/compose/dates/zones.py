"""Time zones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import draw_date, draw_zone, plus
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {"now": 4.0, "fmt": 1.6, "convert": 1.6, "day": 0.6, "offset": 0.8, "here": 0.8, "two": 0.6}


def _fmt(d: Draft, parts: Parts) -> Composed | None:
    form, said = d.one(
        (
            ("%H:%M", "as hh:mm"),
            ("%H:%M", ", only hours and minutes"),
            ("%T", "as hh:mm:ss"),
            ("%F", ", only the date"),
            ("%F %H:%M", "as yyyy-mm-dd hh:mm"),
            ("%A", "WD"),
            ("%I:%M %p", "in 12 hour format"),
            ("%H", ", just the hour"),
        )
    )
    if said == "WD":
        return d.made(
            "date.zoneday",
            (
                "* (what|which) (day|weekday) is it in {zone}",
                "- <show> the (weekday|day of the week) in {zone}",
            ),
            "TZ={zone} date +%A",
            **parts,
        )
    if said == ", only the date":
        d.rng.random()  # means nothing, and is drawn so that a seed gives the same requests as ever
        return None
    return d.made(
        "date.zonefmt",
        ("- <show> the (current|) time in {zone} @f", "* time in {zone} @f"),
        f"TZ={{zone}} date {plus(form)}",
        f=said,
        **parts,
    )


def _two(d: Draft, parts: Parts) -> Composed:
    draw_zone(d, "zoneb", apart=parts["zone"])
    return d.made(
        "date.zonetwo",
        (
            "* (what time is it|time) in {zone} and {zoneb}",
            "- <show> the (current|) time in {zone} and (in|) {zoneb}",
        ),
        "TZ={zone} date; TZ={zoneb} date",
        **parts,
    )


def _here(d: Draft, parts: Parts) -> Composed:
    if parts["zone"] == "UTC":
        return d.made(
            "date.fromutctime",
            (
                "- convert {day} {clock} utc to (my|local) time",
                "* {day} {clock} UTC in (my|local) time",
                "* what is {day} {clock} utc in local time",
            ),
            'date -d "{day} {clock} UTC"',
            mac="-",
            **parts,
        )
    return d.made(
        "date.zonehere",
        (
            "- convert {day} {clock} {zone} time to (my|local) time",
            "* {day} {clock} in {zone} is what (local time|time here)",
            "* {day} {clock} {zone} time in local time",
        ),
        "date -d 'TZ=\"{zone}\" {day} {clock}'",
        mac="-",
        **parts,
    )


NOW: Final[Mapping[str, Form | PartBuilder]] = {
    "now": Form(
        "date.zonenow",
        (
            "* what time is it in {zone} (now|right now|)",
            "* (current|) time in {zone}",
            "- <show> the (current time|time|local time|date and time) in {zone}",
            "- <tell> what time it is in {zone}",
            "* {zone} time (now|)",
            "* (date and time|clock) in {zone}",
            "* how late is it (now|) in {zone}",
        ),
        "TZ={zone} date",
    ),
    "fmt": _fmt,
    "offset": Form(
        "date.offset",
        (
            "* what is the (utc|gmt) offset of {zone}",
            "* (utc|gmt) offset (in|of) {zone}",
            "* how many hours is {zone} from (utc|gmt)",
        ),
        "TZ={zone} date +%z",
    ),
    "two": _two,
}


OF_TWO: Final[Mapping[str, Form | PartBuilder]] = {
    "day": Form(
        "date.zoneday",
        (
            "* (what|which) (day|weekday) is it in {zone}",
            "- <show> the (weekday|day of the week) in {zone}",
        ),
        "TZ={zone} date +%A",
    ),
    "here": _here,
}


CONVERTED: Final = {
    "utc": Form(
        "date.zoneconv",
        ("- convert {day} {clock} (in|from) {zone} to utc", "* {day} {clock} {zone} time in utc"),
        "date -u -d 'TZ=\"{zone}\" {day} {clock}'",
        mac="-",
    ),
    "zone": Form(
        "date.zoneconv",
        (
            "- convert {day} {clock} (from|in) {zone} to {zoneb} (time|)",
            "* {day} {clock} in {zone} is what time in {zoneb}",
            "* what time is it in {zoneb} when it is {day} {clock} in {zone}",
            "* {zone} {day} {clock} as {zoneb} time",
        ),
        "TZ={zoneb} date -d 'TZ=\"{zone}\" {day} {clock}'",
        mac="-",
    ),
}


def in_zone(d: Draft) -> Composed | None:
    """The time in another zone, a time converted, the distance between two zones."""
    draw_zone(d)
    zone = d.values["zone"].written
    what = d.among(WEIGHTS)
    parts: dict[str, str] = {"zone": zone}
    if what in NOW:
        return composed(d, NOW[what], parts)
    draw_date(d, iso=0.9)
    hour = d.rng.randrange(24)
    clock = f"{hour:02d}:{d.one((0, 0, 30, 15, 45)):02d}"
    d.put("clock", clock)
    if what in OF_TWO:
        return composed(d, OF_TWO[what], parts)
    draw_zone(d, "zoneb", apart=zone)
    kind = "utc" if d.values["zoneb"].written == "UTC" else "zone"
    return composed(d, CONVERTED[kind], parts)
