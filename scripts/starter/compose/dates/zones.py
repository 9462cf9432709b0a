"""Time zones."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import draw_date, draw_zone, plus
from scripts.starter.compose.kit import Draft


def in_zone(d: Draft) -> Composed | None:
    """The time in another zone, a time converted, the distance between two zones."""
    draw_zone(d)
    zone = d.values["zone"].written
    what = d.among(
        {"now": 4.0, "fmt": 1.6, "convert": 1.6, "day": 0.6, "offset": 0.8, "here": 0.8, "two": 0.6}
    )
    if what == "now":
        return d.made(
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
        )
    if what == "fmt":
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
            )
        if said == ", only the date":
            return (
                d.made(
                    "date.zonedate",
                    (
                        "* what (date|day) is it in {zone}",
                        "- <show> (today's|the current) date in {zone}",
                        "* date in {zone}",
                    ),
                    "TZ={zone} date +%F",
                )
                if d.chance(0.0)
                else None
            )
        return d.made(
            "date.zonefmt",
            ("- <show> the (current|) time in {zone} @f", "* time in {zone} @f"),
            f"TZ={{zone}} date {plus(form)}",
            f=said,
        )
    if what == "offset":
        return d.made(
            "date.offset",
            (
                "* what is the (utc|gmt) offset of {zone}",
                "* (utc|gmt) offset (in|of) {zone}",
                "* how many hours is {zone} from (utc|gmt)",
            ),
            "TZ={zone} date +%z",
        )
    if what == "two":
        draw_zone(d, "zoneb", apart=zone)
        return d.made(
            "date.zonetwo",
            (
                "* (what time is it|time) in {zone} and {zoneb}",
                "- <show> the (current|) time in {zone} and (in|) {zoneb}",
            ),
            "TZ={zone} date; TZ={zoneb} date",
        )
    draw_date(d, iso=0.9)
    hour = d.rng.randrange(24)
    clock = f"{hour:02d}:{d.one((0, 0, 30, 15, 45)):02d}"
    d.put("clock", clock)
    if what == "day":
        return d.made(
            "date.zoneday",
            (
                "* (what|which) (day|weekday) is it in {zone}",
                "- <show> the (weekday|day of the week) in {zone}",
            ),
            "TZ={zone} date +%A",
        )
    if what == "here":
        if zone == "UTC":
            return d.made(
                "date.fromutctime",
                (
                    "- convert {day} {clock} utc to (my|local) time",
                    "* {day} {clock} UTC in (my|local) time",
                    "* what is {day} {clock} utc in local time",
                ),
                'date -d "{day} {clock} UTC"',
                mac="-",
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
        )
    draw_zone(d, "zoneb", apart=zone)
    if d.values["zoneb"].written == "UTC":
        return d.made(
            "date.zoneconv",
            ("- convert {day} {clock} (in|from) {zone} to utc", "* {day} {clock} {zone} time in utc"),
            "date -u -d 'TZ=\"{zone}\" {day} {clock}'",
            mac="-",
        )
    return d.made(
        "date.zoneconv",
        (
            "- convert {day} {clock} (from|in) {zone} to {zoneb} (time|)",
            "* {day} {clock} in {zone} is what time in {zoneb}",
            "* what time is it in {zoneb} when it is {day} {clock} in {zone}",
            "* {zone} {day} {clock} as {zoneb} time",
        ),
        "TZ={zoneb} date -d 'TZ=\"{zone}\" {day} {clock}'",
        mac="-",
    )
