"""A date that is so and so much away from another one."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import FORMATS, UNITS, draw_date, draw_number, plural, plus
from scripts.starter.compose.kit import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How far a date is moved and how the result is wanted.

    Attributes:
        unit: the unit, for instance ``day``; ``units`` is the word for it that goes with the number.
        back: whether it goes back in time.
        amount: the distance in words.
        words: the words for the form of the result; ``WD`` asks for the weekday, ``WK`` for the week.
        tail: the form for ``date``.
        more: what else is added, for GNU and for macOS; empty where it is one distance only.
    """

    unit: str
    units: str
    back: bool
    amount: str
    words: str
    tail: str
    more: tuple[str, str]

    @property
    def fine(self) -> bool:
        """Whether it is about the time of day."""
        return self.unit in {"hour", "minute"}

    @property
    def sign(self) -> str:
        """Return the sign of the distance."""
        return "-" if self.back else "+"

    @property
    def letter(self) -> str:
        """Return what macOS calls the unit."""
        return UNITS[self.unit][1]


def _draw_form(d: Draft, *, fine: bool) -> tuple[str, str]:
    """Draw the form of the result: the format for ``date`` and the words."""
    form, words = ("" if fine else "%F"), ""
    r = d.rng.random()
    if r < 0.16 and not fine:
        said, form = d.one(FORMATS)
        words = (
            d.one(
                (
                    f"as {d.one(said)}",
                    f"in the format {d.one(said)}",
                    f"formatted as {d.one(said)}",
                    f"\\({d.one(said)}\\)",
                )
            )
            if "like" not in said[0] and "with" not in said[0]
            else said[0]
        )
        if " format" in words:
            words = (
                words.replace("in the format ", "in ").replace("formatted as ", "in ").replace("as ", "in ")
            )
    elif r < 0.24 and not fine:
        form, words = d.one((("%A", "WD"), ("%s", "as (a|) unix (time|timestamp)"), ("%V", "WK")))
    elif r < 0.4 and fine:
        form, words = d.one(
            (
                ("%H:%M", "(as|in) (hh:mm|HH:MM)"),
                ("%T", "with seconds \\(hh:mm:ss\\)"),
                ("%H:%M", ", just hours and minutes"),
                ("%s", "as a unix timestamp"),
                ("%F %H:%M", "as yyyy-mm-dd hh:mm"),
            )
        )
    return form, words


def shifted(d: Draft) -> Composed | None:
    """A date that is so and so much away from another one."""
    unit = d.among({u: w for u, (w, _) in UNITS.items()})
    n = draw_number(d, "num", unit)
    back = d.chance(0.45)
    fine = unit in {"hour", "minute"}
    base = d.among({"now": 5.0, "date": 3.2, "both": 0.8})
    said_unit = plural(unit, n) if unit != "minute" or d.chance(0.7) else "min"
    amount = f"{{num}} {said_unit}"
    form, words = _draw_form(d, fine=fine)
    more = mac_more = ""
    if base == "both":
        smaller = {"year": "month", "month": "day", "week": "day", "hour": "minute"}.get(unit)
        if smaller is None:
            return None
        m = draw_number(d, "numb", smaller)
        amount += f" and {{numb}} {plural(smaller, m)}"
        sign = "-" if back else "+"
        more = f" {sign}{{numb}} {plural(smaller, m)}"
        mac_more = f" -v{sign}{{numb}}{UNITS[smaller][1]}"
    shift = Shift(
        unit=unit,
        units=plural(unit, n),
        back=back,
        amount=amount,
        words=words,
        tail=f" {plus(form)}" if form else "",
        more=(more, mac_more),
    )
    if base in {"now", "both"}:
        return _from_now(d, shift)
    return _from_time(d, shift) if fine else _from_day(d, shift)


def _from_now(d: Draft, s: Shift) -> Composed:
    more, mac_more = s.more
    if more:
        line = f'date -d "{s.sign}{{num}} {s.units}{more}"{s.tail}'
    elif s.back:
        line = f'date -d "{{num}} {s.units} ago"{s.tail}'
    else:
        line = f'date -d "+{{num}} {s.units}"{s.tail}'
    mac = f"date -v{s.sign}{{num}}{s.letter}{mac_more}{s.tail}"
    thing = "(time|time|clock time)" if s.fine else "date"
    if s.words == "WD":
        ways: tuple[str, ...] = ("* (what|which) (day of the week|weekday) was it @a ago", "* weekday @a ago", "- <show> the (weekday|day of the week) @a ago", "- tell me (what|which) weekday it was @a ago") if s.back else (
            "* (what|which) (day of the week|weekday) (is it|will it be) in @a", "* weekday in @a", "- <show> the (weekday|day of the week) @a from (now|today)", "* (what|which) (weekday|day) is it @a from (now|today)", "- tell me (what|which) weekday it is in @a")  # fmt: skip
    elif s.words == "WK":
        ways = (
            ("* which (calendar |iso |)week was it @a ago", "- <show> the week number @a ago")
            if s.back
            else (
                "* which (calendar |iso |)week is it in @a",
                "- <show> the week number in @a",
                "* week number @a from (now|today)",
            )
        )
    elif s.back:
        ways = (f"- <show> the {thing} @a ago @f", f"* (what|which) {thing} was it @a ago @f", f"* what was the {thing} @a ago @f", f"* {thing} @a ago @f", "* @a ago @f", f"- <calc> the {thing} @a (before (now|today)|back|earlier|in the past) @f", "- subtract @a from (today|now|today's date|the current date) @f", "* (today|now) minus @a @f",
                f"- go back @a and print the {thing} @f", "* @a before (now|today) @f", f"- <tell> which {thing} it was @a ago @f", "* when was @a ago @f")  # fmt: skip
    else:
        ways = (f"- <show> the {thing} @a from (now|today) @f", f"- <show> the {thing} in @a @f", f"* (what|which) {thing} (is it|will it be) in @a @f", f"* what's the {thing} in @a @f", f"* {thing} in @a @f", f"* {thing} @a from (now|today) @f", "- add @a to (today|now|today's date|the current date) @f", "* (today|now) plus @a @f",
                f"- <calc> the {thing} @a (later|ahead|after (now|today)|in the future|from now) @f", "* @a from (now|today) @f", f"- <tell> which {thing} it (is|will be) in @a @f", "* when is @a from (now|today) @f", f"* what will the {thing} be @a from now @f")  # fmt: skip
    if s.fine:
        ways = tuple(
            w.replace("(now|today|today's date|the current date)", "(now|the current time)")
            .replace("(today|now|today's date|the current date)", "(now|the current time)")
            .replace("(now|today)", "now")
            .replace("(today|now)", "now")
            for w in ways
        )
    return d.made("date.shift", ways, line, mac=mac, a=s.amount, f="" if s.words in {"WD", "WK"} else s.words)


def _from_time(d: Draft, s: Shift) -> Composed:
    draw_date(d)
    clock = f"{d.rng.randrange(24):02d}:{d.one((0, 15, 30, 45, d.rng.randrange(60))):02d}"
    d.put("clock", clock)
    line = f'date -d "{{day}} {{clock}} {{num}} {s.units}{" ago" if s.back else ""}"{s.tail}'
    mac = f'date -j -v{s.sign}{{num}}{s.letter} -f "%F %H:%M" "{{day}} {{clock}}"{s.tail}'
    ways = (
        (
            "- <calc> (the|) (date and time|time) @a (before|earlier than) {day} {clock} @f",
            "* {day} {clock} minus @a @f",
            "- subtract @a from {day} {clock} @f",
        )
        if s.back
        else (
            "- add @a to {day} {clock} @f",
            "* {day} {clock} plus @a @f",
            "- <calc> the (date and time|time) @a after {day} {clock} @f",
            "* what (time|date and time) is it @a after {day} {clock} @f",
        )
    )
    return d.made(
        "date.shifttime", ways, line, mac=mac, a=s.amount, f=s.words if s.words not in {"WD", "WK"} else ""
    )


def _from_day(d: Draft, s: Shift) -> Composed | None:
    draw_date(d)
    line = f'date -d "{{day}} {s.sign} {{num}} {s.units}"{s.tail}'
    mac = f"date -j -v{s.sign}{{num}}{s.letter} -f %F {{day}}{s.tail}"
    if s.words == "WD":
        ways: tuple[str, ...] = (
            (
                "* (what|which) (day of the week|weekday) (is|was) it @a before {day}",
                "* weekday @a before {day}",
            )
            if s.back
            else (
                "* (what|which) (day of the week|weekday) (is|was) it @a after {day}",
                "* weekday @a after {day}",
                "- <show> the weekday @a after {day}",
            )
        )
    elif s.words == "WK":
        return None
    elif s.back:
        ways = (
            "- subtract @a from {day} @f",
            "* {day} minus @a @f",
            "- <calc> the date @a before {day} @f",
            "* (what|which) date (is|was) @a before {day} @f",
            "* @a before {day} @f",
            "- go back @a from {day} @f",
            "- <show> the date that (is|was) @a (before|earlier than) {day} @f",
            "* what day is @a earlier than {day} @f",
        )
    else:
        ways = (
            "- add @a to {day} @f",
            "* {day} plus @a @f",
            "- <calc> the date @a after {day} @f",
            "* (what|which) date is @a after {day} @f",
            "* @a after {day} @f",
            "* @a from {day} @f",
            "- <show> the date that is @a (after|later than) {day} @f",
            "* if i start on {day}, which date is it @a later @f",
            "* {day} + @a @f",
            "* what is {day} and @a @f",
        )
    return d.made("date.shiftfrom", ways, line, mac=mac, a=s.amount, f="" if s.words == "WD" else s.words)
