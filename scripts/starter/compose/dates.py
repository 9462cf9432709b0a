"""Dates: arithmetic, formats, unix time, differences, months, time zones, files by date, waiting."""

from __future__ import annotations

import datetime
import random
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, own_slots

own_slots(
    "day",
    "dayb",
    "clock",
    "clockb",
    "num",
    "numb",
    "epoch",
    "zone",
    "zoneb",
    "month",
    "year",
    "wday",
    "label",
)

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ZONES: Final = (
    ("Europe/Berlin", ("berlin", "germany")), ("Europe/London", ("london", "the uk", "england")), ("Europe/Paris", ("paris", "france")), ("Europe/Madrid", ("madrid", "spain")),
    ("Europe/Rome", ("rome", "italy")), ("America/New_York", ("new york", "nyc", "eastern time")), ("America/Los_Angeles", ("los angeles", "california", "LA", "pacific time")),
    ("America/Chicago", ("chicago", "central time")), ("America/Denver", ("denver", "mountain time")), ("Asia/Tokyo", ("tokyo", "japan")), ("Asia/Shanghai", ("shanghai", "china", "beijing")),
    ("Asia/Singapore", ("singapore",)), ("Asia/Hong_Kong", ("hong kong",)), ("Asia/Seoul", ("seoul", "korea")), ("Asia/Kolkata", ("india", "kolkata", "mumbai", "delhi")),
    ("Asia/Dubai", ("dubai",)), ("Australia/Sydney", ("sydney",)), ("Australia/Melbourne", ("melbourne",)), ("Pacific/Auckland", ("auckland", "new zealand")),
    ("America/Sao_Paulo", ("sao paulo", "brazil")), ("America/Mexico_City", ("mexico city", "mexico")), ("America/Toronto", ("toronto", "canada")), ("Africa/Cairo", ("cairo", "egypt")),
    ("Africa/Johannesburg", ("johannesburg", "south africa")), ("Africa/Lagos", ("lagos", "nigeria")), ("Africa/Nairobi", ("nairobi",)), ("Europe/Stockholm", ("stockholm", "sweden")),
    ("Europe/Zurich", ("zurich", "switzerland")), ("Europe/Vienna", ("vienna", "austria")), ("Europe/Istanbul", ("istanbul", "turkey")), ("Europe/Moscow", ("moscow",)),
    ("Europe/Amsterdam", ("amsterdam", "the netherlands")), ("UTC", ("utc", "UTC")),
)  # fmt: skip
# words, what date prints after +, whether it needs quotes
FORMATS: Final = (
    (("yyyy-mm-dd", "YYYY-MM-DD", "iso format", "ISO 8601 format", "year-month-day"), "%F"),
    (("dd.mm.yyyy", "DD.MM.YYYY", "german format", "day.month.year"), "%d.%m.%Y"),
    (("mm/dd/yyyy", "MM/DD/YYYY", "us format", "american format", "month/day/year"), "%m/%d/%Y"),
    (("dd/mm/yyyy", "DD/MM/YYYY", "uk format", "british format", "day/month/year"), "%d/%m/%Y"),
    (("yyyymmdd", "YYYYMMDD"), "%Y%m%d"), (("yyyy/mm/dd", "YYYY/MM/DD", "year/month/day"), "%Y/%m/%d"), (("dd-mm-yyyy", "DD-MM-YYYY", "day-month-year"), "%d-%m-%Y"),
    (("mm-dd-yyyy", "MM-DD-YYYY"), "%m-%d-%Y"), (("yyyy-mm", "YYYY-MM", "year and month only", "year-month"), "%Y-%m"), (("mm/yyyy", "MM/YYYY"), "%m/%Y"),
    (("dd.mm.yy", "DD.MM.YY"), "%d.%m.%y"), (("yymmdd", "YYMMDD"), "%y%m%d"), (("mm/dd/yy", "MM/DD/YY"), "%m/%d/%y"), (("dd.mm.", "DD.MM."), "%d.%m."), (("mm-dd", "MM-DD"), "%m-%d"), (("ddmmyyyy", "DDMMYYYY"), "%d%m%Y"),
    (("like 5 March 2024", "with the month written out", "day month-name year"), "%-d %B %Y"), (("like March 5, 2024", "month name, day, year"), "%B %-d, %Y"),
    (("with weekday, day, month and year", "in long form", "like Monday, 05 March 2024", "written out"), "%A, %d %B %Y"),
)  # fmt: skip
TIMED: Final = (
    (("yyyy-mm-dd hh:mm:ss", "YYYY-MM-DD HH:MM:SS", "date and time \\(yyyy-mm-dd hh:mm:ss\\)"), "%Y-%m-%d %H:%M:%S"), (("yyyy-mm-dd hh:mm", "YYYY-MM-DD HH:MM"), "%F %H:%M"), (("hh:mm", "HH:MM", "hours and minutes"), "%H:%M"),
    (("hh:mm:ss", "HH:MM:SS"), "%T"), (("12 hour format", "12-hour format with am/pm", "am/pm format"), "%I:%M %p"), (("yyyymmdd_hhmmss", "YYYYMMDD_HHMMSS"), "%Y%m%d_%H%M%S"),
    (("yyyymmdd-hhmmss", "YYYYMMDD-HHMMSS"), "%Y%m%d-%H%M%S"), (("dd.mm.yyyy hh:mm", "DD.MM.YYYY HH:MM"), "%d.%m.%Y %H:%M"), (("dd/mm/yyyy hh:mm", "DD/MM/YYYY HH:MM"), "%d/%m/%Y %H:%M"),
    (("mm/dd/yyyy hh:mm", "MM/DD/YYYY HH:MM"), "%m/%d/%Y %H:%M"), (("yyyy-mm-dd_hh-mm", "YYYY-MM-DD_HH-MM"), "%F_%H-%M"), (("hhmm", "HHMM"), "%H%M"), (("hh-mm-ss", "HH-MM-SS"), "%H-%M-%S"),
)  # fmt: skip
PARTS: Final = (
    (("(the|) (day of the week|weekday|week day)", "(the|) name of the (day|weekday)", "which (day of the week|weekday)"), "%A"),
    (("(the|) (month name|name of the month)",), "%B"), (("(the|) (day of the year|day number in the year)",), "%j"), (("(the|) (iso week|week number|calendar week)", "(the|) number of the week"), "%V"),
    (("(the|) (short|abbreviated) weekday", "(the|) weekday abbreviation"), "%a"), (("(the|) (short|abbreviated) month name",), "%b"), (("(the|) (month number|number of the month)", "(the|) month as a number"), "%m"),
    (("(the|) (day of the month|day number)",), "%d"), (("(the|) year (only|)",), "%Y"), (("(the|) (number of the weekday|weekday as a number|weekday number) \\(1 is monday\\)",), "%u"), (("(the|) (two digit|2 digit|two-digit) year",), "%y"),
)  # fmt: skip
UNITS: Final = {
    "day": (5.0, "d"),
    "week": (2.5, "w"),
    "month": (2.0, "m"),
    "year": (1.2, "y"),
    "hour": (1.4, "H"),
    "minute": (1.0, "M"),
}


def make(rng: random.Random) -> Composed:
    """Compose one request about dates."""
    d = Draft(rng, mac=0.12)
    build = d.among({_shift: 5.0, _format: 3.0, _part: 2.2, _weekday: 1.8, _unix: 3.0, _between: 3.0, _until: 1.6, _month: 1.8, _zone: 2.0, _calendar: 1.2, _check: 1.0, _clock: 0.8, _files: 3.4, _touch: 1.6, _wait: 1.6, _stamped: 1.8,
                     _loop: 0.7, _nearest: 1.2})  # fmt: skip
    while (made := build(d)) is None:
        d.values.clear()
    return made


def plus(form: str) -> str:
    """Write a format for ``date``, quoted if it has blanks."""
    return f'"+{form}"' if " " in form else f"+{form}"


def _date(  # noqa: PLR0913 - what a date may be like
    d: Draft,
    key: str = "day",
    *,
    iso: float = 0.6,
    low: int = 1960,
    high: int = 2036,
    after: datetime.date | None = None,
) -> datetime.date:
    """Draw a date; its words may be in any usual form, the command has it as year-month-day."""
    near = d.chance(0.65)
    year = d.rng.randrange(2019, 2029) if near else d.rng.randrange(low, high)
    day = datetime.date(year, 1, 1) + datetime.timedelta(days=d.rng.randrange(365))
    if after is not None:
        day = after + datetime.timedelta(
            days=d.one((d.rng.randrange(1, 40), d.rng.randrange(1, 400), d.rng.randrange(1, 3000)))
        )
    month = MONTHS[day.month - 1]
    month = d.one(
        (
            month,
            month,
            month.capitalize(),
            month.capitalize(),
            month[:3] if month != "may" else month,
            month[:3].capitalize(),
        )
    )
    nth = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in {11, 12, 13} else 0, "th")
    if d.chance(iso):
        said = day.isoformat()
    else:
        n, y = day.day, day.year
        said = d.one(
            (
                f"{n} {month} {y}",
                f"{month} {n} {y}",
                f"{month} {n}, {y}",
                f"{n}{nth} of {month} {y}",
                f"{month} {n}{nth} {y}",
                f"{month} {n}{nth}, {y}",
                f"{n}{nth} {month} {y}",
                f"the {n}{nth} of {month} {y}",
                f"{day:%d.%m.%Y}",
                f"{n}.{day.month}.{y}",
                f"{day:%Y/%m/%d}",
                f"{n} {month} {y}",
                f"{month} {n} {y}",
            )
        )
        if d.chance(0.1) and n > 12:
            said = f"{day:%m/%d/%Y}"
    d.put(key, said, day.isoformat())
    return day


def _number(d: Draft, key: str, unit: str) -> int:
    low = {"day": (1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 15, 20, 21, 30, 40, 45, 50, 60, 75, 90, 100, 120, 180, 200, 250, 300, 365, 400, 500, 1000, d.rng.randrange(1, 400)), "week": (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 26, 40), "month": (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 18), "year": (1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 30, 50),
           "hour": (1, 2, 3, 4, 5, 6, 8, 10, 12, 18, 24, 36, 48, 72), "minute": (5, 10, 15, 20, 25, 30, 40, 45, 60, 75, 90, 100, 120), "second": (10, 30, 90, 100, 3600, 1000)}[unit]  # fmt: skip
    n = d.one(low)
    text = pool.num_text(n, d.rng)
    if n == 1:
        text = d.one(("1", "one", "an" if unit == "hour" else "a"))
    d.put(key, text, str(n))
    return n


def _plural(unit: str, n: int) -> str:
    return unit if n == 1 else unit + "s"


def _shift(d: Draft) -> Composed | None:
    """A date that is so and so much away from another one."""
    unit = d.among({u: w for u, (w, _) in UNITS.items()})
    n = _number(d, "num", unit)
    back = d.chance(0.45)
    fine = unit in {"hour", "minute"}
    base = d.among({"now": 5.0, "date": 3.2, "both": 0.8})
    said_unit = _plural(unit, n) if unit != "minute" or d.chance(0.7) else "min"
    amount = f"{{num}} {said_unit}"
    letter = UNITS[unit][1]
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
    second = ""
    more = mac_more = ""
    if base == "both":
        smaller = {"year": "month", "month": "day", "week": "day", "hour": "minute"}.get(unit)
        if smaller is None:
            return None
        m = _number(d, "numb", smaller)
        amount += f" and {{numb}} {_plural(smaller, m)}"
        sign = "-" if back else "+"
        more = f" {sign}{{numb}} {_plural(smaller, m)}"
        mac_more = f" -v{sign}{{numb}}{UNITS[smaller][1]}"
        second = smaller
    tail = f" {plus(form)}" if form else ""
    units = _plural(unit, n)
    sign = "-" if back else "+"
    if base in {"now", "both"}:
        if second:
            line = f'date -d "{sign}{{num}} {units}{more}"{tail}'
        elif back:
            line = f'date -d "{{num}} {units} ago"{tail}'
        else:
            line = f'date -d "+{{num}} {units}"{tail}'
        mac = f"date -v{sign}{{num}}{letter}{mac_more}{tail}"
        thing = "(time|time|clock time)" if fine else "date"
        if words == "WD":
            ways: tuple[str, ...] = ("* (what|which) (day of the week|weekday) was it @a ago", "* weekday @a ago", "- <show> the (weekday|day of the week) @a ago", "- tell me (what|which) weekday it was @a ago") if back else (
                "* (what|which) (day of the week|weekday) (is it|will it be) in @a", "* weekday in @a", "- <show> the (weekday|day of the week) @a from (now|today)", "* (what|which) (weekday|day) is it @a from (now|today)", "- tell me (what|which) weekday it is in @a")  # fmt: skip
        elif words == "WK":
            ways = (
                ("* which (calendar |iso |)week was it @a ago", "- <show> the week number @a ago")
                if back
                else (
                    "* which (calendar |iso |)week is it in @a",
                    "- <show> the week number in @a",
                    "* week number @a from (now|today)",
                )
            )
        elif back:
            ways = (f"- <show> the {thing} @a ago @f", f"* (what|which) {thing} was it @a ago @f", f"* what was the {thing} @a ago @f", f"* {thing} @a ago @f", "* @a ago @f", f"- <calc> the {thing} @a (before (now|today)|back|earlier|in the past) @f", "- subtract @a from (today|now|today's date|the current date) @f", "* (today|now) minus @a @f",
                    f"- go back @a and print the {thing} @f", "* @a before (now|today) @f", f"- <tell> which {thing} it was @a ago @f", "* when was @a ago @f")  # fmt: skip
        else:
            ways = (f"- <show> the {thing} @a from (now|today) @f", f"- <show> the {thing} in @a @f", f"* (what|which) {thing} (is it|will it be) in @a @f", f"* what's the {thing} in @a @f", f"* {thing} in @a @f", f"* {thing} @a from (now|today) @f", "- add @a to (today|now|today's date|the current date) @f", "* (today|now) plus @a @f",
                    f"- <calc> the {thing} @a (later|ahead|after (now|today)|in the future|from now) @f", "* @a from (now|today) @f", f"- <tell> which {thing} it (is|will be) in @a @f", "* when is @a from (now|today) @f", f"* what will the {thing} be @a from now @f")  # fmt: skip
        if fine:
            ways = tuple(
                w.replace("(now|today|today's date|the current date)", "(now|the current time)")
                .replace("(today|now|today's date|the current date)", "(now|the current time)")
                .replace("(now|today)", "now")
                .replace("(today|now)", "now")
                for w in ways
            )
        return d.made("date.shift", ways, line, mac=mac, a=amount, f="" if words in {"WD", "WK"} else words)
    if fine:
        _date(d)
        clock = f"{d.rng.randrange(24):02d}:{d.one((0, 15, 30, 45, d.rng.randrange(60))):02d}"
        d.put("clock", clock)
        line = f'date -d "{{day}} {{clock}} {{num}} {units}{" ago" if back else ""}"{tail}'
        mac = f'date -j -v{sign}{{num}}{letter} -f "%F %H:%M" "{{day}} {{clock}}"{tail}'
        ways = (
            (
                "- <calc> (the|) (date and time|time) @a (before|earlier than) {day} {clock} @f",
                "* {day} {clock} minus @a @f",
                "- subtract @a from {day} {clock} @f",
            )
            if back
            else (
                "- add @a to {day} {clock} @f",
                "* {day} {clock} plus @a @f",
                "- <calc> the (date and time|time) @a after {day} {clock} @f",
                "* what (time|date and time) is it @a after {day} {clock} @f",
            )
        )
        return d.made(
            "date.shifttime", ways, line, mac=mac, a=amount, f=words if words not in {"WD", "WK"} else ""
        )
    _date(d)
    line = f'date -d "{{day}} {sign} {{num}} {units}"{tail}'
    mac = f"date -j -v{sign}{{num}}{letter} -f %F {{day}}{tail}"
    if words == "WD":
        ways = (
            (
                "* (what|which) (day of the week|weekday) (is|was) it @a before {day}",
                "* weekday @a before {day}",
            )
            if back
            else (
                "* (what|which) (day of the week|weekday) (is|was) it @a after {day}",
                "* weekday @a after {day}",
                "- <show> the weekday @a after {day}",
            )
        )
    elif words == "WK":
        return None
    elif back:
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
    return d.made("date.shiftfrom", ways, line, mac=mac, a=amount, f="" if words == "WD" else words)


def _relative(d: Draft) -> tuple[str, str, str]:
    """A day near today: words, what follows ``date -d``, and the macOS option."""
    n = d.rng.randrange(2, 30)
    d.put("num", pool.num_text(n, d.rng), str(n))
    return d.among({("yesterday", "yesterday", "-v-1d"): 3.0, ("tomorrow", "tomorrow", "-v+1d"): 3.0, ("{num} days ago", '"{num} days ago"', "-v-{num}d"): 1.5, ("the day {num} days from now", '"+{num} days"', "-v+{num}d"): 1.0,
                    ("last week's date", '"1 week ago"', "-v-1w"): 0.0, ("the day after tomorrow", '"+2 days"', "-v+2d"): 1.0, ("the day before yesterday", '"2 days ago"', "-v-2d"): 1.0})  # fmt: skip


def _format(d: Draft) -> Composed | None:
    said, form = d.one(FORMATS if d.chance(0.68) else TIMED)
    timed = any(sign in form for sign in ("%H", "%T", "%I"))
    f = d.one(said)
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
        phrase = f"in {f}"
    what = d.among(
        {
            "now": 5.0,
            "day": 2.6 if not timed else 0.0,
            "rel": 1.8 if not timed else 0.3,
            "save": 0.4,
            "utc": 0.5,
        }
    )
    if what == "now":
        thing = "(the current|the|current|today's) " + (
            "(date and time|time stamp|timestamp)"
            if (timed and "%d" in form) or ("%F" in form and timed)
            else "time"
            if timed
            else "date"
        )
        if timed:
            thing = thing.replace("|today's", "")
        return d.made(
            "date.format",
            (
                f"- <show> {thing} @p",
                f"* {thing} @p",
                f"* what is {thing} @p",
                f"- format {thing} @p",
                f"- write {thing} @p",
                *(("* today @p", "- <show> today @p") if not timed else ("* now @p",)),
            ),
            f"date {plus(form)}",
            p=phrase,
        )
    if what == "utc":
        return d.made(
            "date.utc",
            (
                "- <show> the (current|) (utc|UTC) (date|time|date and time) @p",
                "* (utc|gmt) now @p",
                "- <show> the current (date|time) in (utc|gmt) @p",
            ),
            f"date -u {plus(form)}",
            p=phrase,
        )
    if what == "save":
        d.draw("txt")
        return d.made(
            "date.save",
            (
                "- write the (current|) (date|time) @p (to|into) {txt}",
                "- save (the current|today's) date @p in {txt}",
            ),
            f"date {plus(form)} > {{txt}}",
            p=phrase,
        )
    if what == "day":
        _date(d, iso=0.7)
        if form == "%F" and d.values["day"].words == d.values["day"].written:
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
            f"date -d {{day}} {plus(form)}",
            mac=f"date -j -f %F {{day}} {plus(form)}",
            p=phrase,
            f=f,
        )
    words, rel, mac = _relative(d)
    return d.made(
        "date.formatrel",
        (
            "- <show> (the date of|) @r @p",
            "* @r @p",
            "- print @r's date @p" if "'" not in words and " " not in words else "- <show> the date of @r @p",
            "* the date of @r @p",
        ),
        f"date -d {rel} {plus(form)}",
        mac=f"date {mac} {plus(form)}",
        p=phrase,
        r=words,
    )


def _part(d: Draft) -> Composed | None:
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
        words, rel, mac = _relative(d)
        return d.made(
            "date.partrel",
            ("- <show> @p of @r", "* @p of @r", "* what (is|was) @p of @r"),
            f"date -d {rel} +{form}",
            mac=f"date {mac} +{form}",
            p=part,
            r=words,
        )
    _date(d)
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


def _weekday(d: Draft) -> Composed | None:
    if d.chance(0.2):
        words, rel, mac = _relative(d)
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
    _date(d, iso=0.5, low=1900)
    return d.made("date.weekday", ("* (which|what) (day of the week|weekday|day) (is|was) {day}", "* (what|which) day (is|was) it on {day}", "- <show> the (day of the week|weekday) (of|for) {day}", "* weekday (of|for|) {day}", "- <tell> (which|what) (weekday|day of the week) {day} (is|was|falls on)", "* {day} (is|was) (what|which) (weekday|day of the week)", "* (was|is) {day} a monday or what", "- find (out|) the (weekday|day name) for {day}", "* on (which|what) (day of the week|weekday) (did|does) {day} fall", "* i was born on {day}, what weekday was that", "* day of week {day}"),
                  "date -d {day} +%A", mac="date -j -f %F {day} +%A")  # fmt: skip


def _unix(d: Draft) -> Composed | None:
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
        _date(d)
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
        _date(d)
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
        _zone_value(d)
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
        words, rel, mac = _relative(d)
        return d.made(
            "date.unixrel",
            ("- <show> the @s of @r", "* @s (of|for) @r", "* @r as (a|) @s"),
            f"date -d {rel} +%s",
            mac=f"date {mac} +%s",
            s=stamp,
            r=words,
        )
    unit = d.one(("hour", "minute", "day", "week"))
    n = _number(d, "num", unit)
    return d.made(
        "date.unixago",
        (
            f"- <show> the @s (from|of|) {{num}} {_plural(unit, n)} ago",
            f"* @s {{num}} {_plural(unit, n)} ago",
            f"* what was the @s {{num}} {_plural(unit, n)} ago",
        ),
        f'date -d "{{num}} {_plural(unit, n)} ago" +%s',
        mac=f"date -v-{{num}}{UNITS[unit][1]} +%s",
        s=stamp.replace("seconds since 1970", "unix time").replace("seconds since epoch", "epoch"),
    )


def _zone_value(d: Draft, key: str = "zone", *, apart: str = "") -> None:
    while True:
        zone, said = d.one(ZONES)
        if zone != apart:
            break
    d.put(
        key,
        zone
        if d.chance(0.25)
        else d.one(
            (
                d.one(said),
                d.one(said).title() if d.one(said).islower() and " " not in said[0] else d.one(said),
            )
        ),
        zone,
    )


def _between(d: Draft) -> Composed | None:
    first = _date(d, iso=0.7)
    _date(d, "dayb", iso=0.9 if d.values["day"].words == first.isoformat() else 0.1, after=first)
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


def _until(d: Draft) -> Composed | None:
    what = d.among(
        {"until": 3.0, "since": 2.0, "event": 2.4, "age": 0.8, "weeks": 0.6, "hours": 0.5, "year": 0.7}
    )
    today = "$(date -ud 00:00 +%s)"
    if what == "event":
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
            f'echo $(( ($(date -ud "{year}-{md}" +%s) - {today}) / 86400 ))',
            mac=f'echo $(( ($(date -jf %F "{year}-{md}" +%s) - $(date +%s)) / 86400 ))',
            e=words,
        )
    end = _date(d, iso=0.55)
    if what == "age":
        return d.made(
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
        )
    if what == "year":
        return d.made(
            "date.leftyear",
            (
                "* how many days are left (in|of) (this|the) year",
                "* days (left|remaining) (in|of) (this|the) year",
                "- <count> the remaining days of this year",
            ),
            f'echo $(( ($(date -ud "$(date +%Y)-12-31" +%s) - {today}) / 86400 ))',
            mac='echo $(( ($(date -jf %F "$(date +%Y)-12-31" +%s) - $(date +%s)) / 86400 ))',
        )
    if what == "since" or end.year < 2024:
        return d.made(
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
            f"echo $(( ({today} - $(date -ud {{day}} +%s)) / 86400 ))",
            mac="echo $(( ($(date +%s) - $(date -jf %F {day} +%s)) / 86400 ))",
        )
    divide, unit = {"weeks": (604800, "weeks"), "hours": (3600, "hours")}.get(what, (86400, "days"))
    if unit == "hours":
        return d.made(
            "date.untilhours",
            ("* how many hours (until|till|left until) {day}", "* hours until {day}"),
            "echo $(( ($(date -d {day} +%s) - $(date +%s)) / 3600 ))",
            mac="echo $(( ($(date -jf %F {day} +%s) - $(date +%s)) / 3600 ))",
        )
    return d.made(
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
        f"echo $(( ($(date -ud {{day}} +%s) - {today}) / {divide} ))",
        mac=f"echo $(( ($(date -jf %F {{day}} +%s) - $(date +%s)) / {divide} ))",
        u=unit,
    )


def _month_value(d: Draft, *, years: bool = True) -> tuple[int, int]:
    m, y = d.rng.randrange(1, 13), d.one((d.rng.randrange(2019, 2029), d.rng.randrange(1970, 2040)))
    name = MONTHS[m - 1]
    said = d.one((name, name.capitalize(), name[:3] if d.chance(0.3) else name))
    d.put("month", said, str(m))
    d.put("year", str(y))
    d.put(
        "label",
        d.one((f"{said} {y}", f"{said} {y}", f"{said} of {y}", f"{y}-{m:02d}", f"{m:02d}/{y}"))
        if years
        else said,
        f"{y}-{m:02d}",
    )
    return m, y


def _month(d: Draft) -> Composed | None:
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
    m, y = _month_value(d)
    iso = f"{y}-{m:02d}-01"
    first = "$(date +%Y-%m-01)"
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
    this = "(this|the current|the)"
    ways, line, mac = {
        "thislast": ((f"- <show> the (last day|last date|end) of {this} month", f"* last day of {this} month", "* (what|which) date is the last day of (this|the) month", "* when does (this|the) month end"), f'date -d "{first} + 1 month - 1 day" +%F', "date -v1d -v+1m -v-1d +%F"),
        "thisdays": (("* how many days (does this month have|are (there|) in this month|has this month)", f"* number of days in {this} month", "- <count> the days (of|in) (this|the current) month"), f'date -d "{first} + 1 month - 1 day" +%d', "date -v1d -v+1m -v-1d +%d"),
        "thisfirst": ((f"- <show> the (first day|first date|start|beginning) of {this} month", f"* first (day|) of {this} month", "* (what|which) date is the first (day|) of (this|the) month", "* start of this month (as a date|)"), "date +%Y-%m-01", "date +%Y-%m-01"),
        "nextfirst": (("- <show> the (first day|first date|start|beginning) of (the next|next|the coming) month", "* first (day|) of next month", "* when does (the|) next month (start|begin)"), f'date -d "{first} + 1 month" +%F', "date -v1d -v+1m +%F"),
        "nextlast": (("- <show> the (last day|end) of (the next|next) month", "* last day of next month", "* when does (the|) next month end"), f'date -d "{first} + 2 months - 1 day" +%F', "date -v1d -v+2m -v-1d +%F"),
        "lastfirst": (("- <show> the (first day|first date|start|beginning) of (the last|last|the previous) month", "* first (day|) of (last|the previous) month"), f'date -d "{first} - 1 month" +%F', "date -v1d -v-1m +%F"),
        "lastlast": (("- <show> the (last day|last date|end) of (the last|last|the previous|the past) month", "* last day of (last|the previous) month", "* when did (last|the previous) month end"), f'date -d "{first} - 1 day" +%F', "date -v1d -v-1d +%F"),
        "yearfirst": ((f"- <show> the first day of {this} year", f"* first day of {this} year", "* start of (this|the) year (as a date|)"), "date +%Y-01-01", "date +%Y-01-01"),
        "yearlast": ((f"- <show> the last day of {this} year", f"* last day of {this} year", "* end of (this|the) year (as a date|)"), "date +%Y-12-31", "date +%Y-12-31"),
        "name": (("* (what is the|) name of (next|last) month", "* (next|last) month's name"), "", ""),
        "number": (("* (which|what) month number is it", "- <show> the (current month as a number|number of the current month)"), "date +%m", "date +%m"),
        "quarter": (("* (which|what) quarter (of the year|) (is it|are we in)", "- <show> the current quarter", "* quarter of the year today"), "echo $(( ($(date +%-m) - 1) / 3 + 1 ))", "echo $(( ($(date +%-m) - 1) / 3 + 1 ))"),
    }[what]  # fmt: skip
    if what == "name":
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
    return d.made(f"date.{what}", ways, line, mac=mac)


def _nearest(d: Draft) -> Composed | None:
    i = d.rng.randrange(7)
    name = WEEKDAYS[i]
    d.put("wday", d.one((name, name, name.capitalize(), name[:3])), name)
    n = 0
    word = d.among({"next": 3.0, "last": 2.0, "this": 0.4})
    del n
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


def _zone(d: Draft) -> Composed | None:
    _zone_value(d)
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
        _zone_value(d, "zoneb", apart=zone)
        return d.made(
            "date.zonetwo",
            (
                "* (what time is it|time) in {zone} and {zoneb}",
                "- <show> the (current|) time in {zone} and (in|) {zoneb}",
            ),
            "TZ={zone} date; TZ={zoneb} date",
        )
    _date(d, iso=0.9)
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
    _zone_value(d, "zoneb", apart=zone)
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


def _calendar(d: Draft) -> Composed | None:
    what = d.among(
        {"my": 3.0, "y": 1.6, "m": 1.4, "now": 0.8, "three": 0.7, "thisy": 0.7, "nexty": 0.4, "monday": 0.0}
    )
    _month_value(d)
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


def _check(d: Draft) -> Composed | None:
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
        _date(d)
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
    _date(d)
    return d.made(
        "date.iswd",
        ("* (is|was) {day} a {wday}", "- check (if|whether) {day} (is|was) a {wday}"),
        f"[ $(date -d {{day}} +%u) -eq {i + 1} ] && echo yes || echo no",
        mac=f"[ $(date -j -f %F {{day}} +%u) -eq {i + 1} ] && echo yes || echo no",
    )


def _clock(d: Draft) -> Composed | None:
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


def _files(d: Draft) -> Composed | None:
    """Files by calendar dates."""
    noun, name = "files", ""
    if d.chance(0.45):
        d.draw("ext")
        noun, name = "{ext} files", '-name "*.{ext}" '
    test = d.among(
        {
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
    )
    changed = d.one(("modified", "changed", "last modified", "edited", "modified"))
    if test in {"after", "before"}:
        _date(d, iso=0.75, low=2010, high=2027)
        if test == "after":
            said, cond = (
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
        else:
            said, cond = (
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
    elif test == "between":
        first = _date(d, iso=0.85, low=2010, high=2026)
        _date(d, "dayb", iso=1.0 if d.values["day"].words == first.isoformat() else 0.0, after=first)
        said, cond = (
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
    elif test == "year":
        y = d.rng.randrange(2012, 2027)
        d.put("year", str(y))
        said, cond = (
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
    elif test == "month":
        m, _ = _month_value(d)
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
        said, cond = (
            d.one(
                (f"{changed} in {{label}}", "from {label}", f"(that were|) {changed} (in|during) {{label}}")
            ),
            f'-newermt "{y}-{m:02d}-01" -not -newermt "{end}"',
        )
    elif test == "on":
        day = _date(d, low=2012, high=2027)
        said, cond = (
            d.one((f"{changed} on {{day}}", f"(that were|) {changed} (on|) {{day}}", "from {day}")),
            f'-newermt "{day}" -not -newermt "{day + datetime.timedelta(days=1)}"',
        )
    elif test == "today":
        said, cond = (
            d.one(
                (f"{changed} today", f"(that were|) {changed} today", "from today", "changed since midnight")
            ),
            "-mtime -1" if d.mac else "-daystart -mtime 0",
        )
    elif test == "yesterday":
        said, cond = (
            d.one((f"{changed} yesterday", f"(that were|) {changed} yesterday", "from yesterday")),
            "-mtime 1" if d.mac else "-daystart -mtime 1",
        )
    elif test == "thismonth":
        said, cond = (
            d.one(
                (
                    f"{changed} since the (first|start|beginning) of (this|the) month",
                    "newer than the (start|first day) of this month",
                    f"{changed} since the beginning of the month",
                )
            ),
            '-newermt "$(date +%Y-%m-01)"',
        )
    else:
        said, cond = (
            d.one(
                (
                    f"{changed} since (january 1st|the start of the year|the beginning of this year|new year)",
                    "from the beginning of this year on",
                )
            ),
            '-newermt "$(date +%Y-01-01)"',
        )
    base = f"find {{in}} -type f {name}{cond}"
    act = d.among(
        {"list": 5.0, "count": 1.6, "delete": 1.0, "copy": 0.9, "move": 0.9, "size": 0.6, "tar": 0.4}
    )
    if name == "" and test in {"today", "thisyear"} and act == "delete":
        return None
    w = {"n": noun, "s": said}
    if act == "list":
        return d.made(
            "date.files",
            (
                "- (find|list|show|locate|search for|get) (all|) @n {in} @s",
                "- (find|list|show) (all|the|) @n @s {in}",
                "* @n {in} @s",
                "* (all|) @n @s {in}",
                "* which @n {in} were @s"
                if said.startswith(("modified", "changed", "edited"))
                else "* which @n {in} are @s"
                if said.startswith(("newer", "older"))
                else "- show me the @n {in} @s",
            ),
            base,
            **w,
        )
    if act == "count":
        return d.made(
            "date.filescount",
            (
                "- <count> (all|the|) @n {in} @s",
                "* how many @n {in} (are|were) @s"
                if said.startswith(("modified", "changed", "edited", "newer", "older"))
                else "- <count> @n {in} @s",
                "* number of @n {in} @s",
            ),
            base + " | wc -l",
            **w,
        )
    if act == "delete":
        return d.made(
            "date.filesdel", ("- <del> (all|the|) @n {in} @s", "- <del> @n @s {in}"), base + " -delete", **w
        )
    if act in {"copy", "move"}:
        tool = "cp" if act == "copy" else "mv"
        stem = pool.stem_plain(d.rng)
        d.put("label", d.one((stem, f"the {stem} folder", f"{stem}/", f"the folder {stem}")), stem)
        return d.made(
            f"date.files{act}",
            (
                f"- {act} (all|the|) @n {{in}} @s (to|into) {{label}}",
                f"- {act} @n @s {{in}} (to|into) {{label}}",
                f"- find @n {{in}} @s and {act} them to {{label}}",
            ),
            base + f" -exec {tool} {{}} {{label}}/ \\;",
            **w,
        )
    if act == "size":
        return d.made(
            "date.filessize",
            ("* total size of (all|) @n {in} @s", "* how much space do @n {in} @s (take|use)"),
            base + " -exec du -ch {} + | tail -n 1",
            **w,
        )
    d.draw("tgz")
    return d.made(
        "date.filestar",
        (
            "- (archive|pack|put|back up) (all|the|) @n {in} @s (in|)to {tgz}",
            "- make {tgz} (of|with) @n {in} @s",
        ),
        base + " -print0 | tar -czf {tgz} --null -T -",
        **w,
    )


def _touch(d: Draft) -> Composed | None:
    d.draw("file")
    what = d.among(
        {
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
    )
    day = _date(d, low=2000, high=2030)
    clock = f"{d.rng.randrange(24):02d}:{d.one((0, 30, 15, 45)):02d}"
    d.put("clock", clock)
    stamp = d.one(
        ("modification (time|date)", "timestamp", "date", "mtime", "last modified (time|date)", "time stamp")
    )
    if what == "date":
        return d.made(
            "touch.date",
            (
                "- set the @s of {file} to {day}",
                "- change the @s of {file} to {day}",
                "- make {file} look like it was (modified|changed|last edited) on {day}",
                "- touch {file} with (the|) date {day}",
                "* {file} should have the @s {day}",
                "- (give|stamp) {file} the date {day}",
                "- backdate {file} to {day}" if day.year < 2024 else "- set {file}'s @s to {day}",
            ),
            "touch -d {day} {file}",
            mac="touch -d {day}T00:00:00 {file}",
            s=stamp,
        )
    if what == "time":
        return d.made(
            "touch.time",
            (
                "- set the @s of {file} to {day} {clock}",
                "- change the @s of {file} to {day} (at|) {clock}",
                "- touch {file} with the time {day} {clock}",
            ),
            'touch -d "{day} {clock}" {file}',
            mac="touch -d {day}T{clock}:00 {file}",
            s=stamp,
        )
    if what == "rel":
        words, rel, mac = _relative(d)
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
            s=stamp,
            r=words,
        )
    d.draw("file2")
    ways: tuple[str, ...]
    line: str
    maced: str | None
    ways, line, maced = {
        "ref": (("- (give|set) {file2} the same @s as {file}", "- copy the @s (of|from) {file} to {file2}", "- set the @s of {file2} to that of {file}", "- make {file2} have the same @s as {file}"), "touch -r {file} {file2}", None),
        "mtime": (("* when was {file} last (modified|changed|edited)", "- <show> (the|) (modification time|modification date|last modified date|mtime) of {file}", "* (modification time|last modified date|last change) of {file}", "* when was {file} (changed|modified) the last time", "- check when {file} was (last|) (modified|changed)"), "stat -c %y {file}", "stat -f %Sm {file}"),
        "mtimef": (("- <show> the modification date of {file} as yyyy-mm-dd", "* on which date was {file} last modified \\(yyyy-mm-dd\\)", "* date of the last change of {file}, only yyyy-mm-dd"), "date -r {file} +%F", "date -r {file} +%F"),
        "epoch": (("- <show> the (modification time|mtime) of {file} as (a|) (unix timestamp|unix time|epoch)", "* unix (time|timestamp) of the last (change|modification) of {file}"), "stat -c %Y {file}", "stat -f %m {file}"),
        "age": (("* how old is {file} in days", "- <calc> the age of {file} in days", "* how many days ago was {file} (modified|changed)"), "echo $(( ($(date +%s) - $(stat -c %Y {file})) / 86400 ))", "echo $(( ($(date +%s) - $(stat -f %m {file})) / 86400 ))"),
        "newer": (("* is {file} newer than {file2}", "- check (if|whether) {file} is newer than {file2}", "* was {file} modified after {file2}"), "[ {file} -nt {file2} ] && echo yes || echo no", None),
        "now": (("- (update|set) the @s of {file} to (now|the current time)", "- touch {file}", "- set {file}'s @s to now"), "touch {file}", None),
        "create": (("- create (an|the) empty file {file}", "- make a new empty file (called|named) {file}"), "touch {file}", None),
    }[what]  # fmt: skip
    return d.made(f"touch.{what}", ways, line, mac=maced, s=stamp)


def _wait(d: Draft) -> Composed | None:
    unit, letter = d.among({("second", ""): 2.0, ("minute", "m"): 3.0, ("hour", "h"): 2.0})
    n = d.one(
        {
            "second": (5, 10, 15, 20, 30, 45, 60, 90, 3),
            "minute": (1, 2, 3, 5, 10, 15, 20, 25, 30, 45, 90),
            "hour": (1, 2, 3, 4, 6, 8, 12),
        }[unit]
    )
    text = pool.num_text(n, d.rng)
    if n == 1:
        text = d.one(("1", "one", "an" if unit == "hour" else "a"))
    d.put("num", text, f"{n}{letter}")
    t = (
        f"{{num}} {_plural(unit, n)}"
        if d.chance(0.8) or n == 1
        else f"{{num}} {unit[:3]}{'s' if unit == 'second' else ''}"
    )
    mac = f"sleep {n}" if not letter else f"sleep $(( {n} * {60 if letter == 'm' else 3600} ))"
    what = d.among(
        {"plain": 1.5, "then": 3.0, "until": 1.6, "limit": 1.4, "say": 0.8, "every": 1.0, "stop": 0.0}
    )
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
    if what == "plain":
        return d.made(
            "wait",
            ("- (wait|sleep|pause) (for|) @t", "* (sleep|pause) @t", "- do nothing for @t"),
            "sleep {num}",
            mac=mac,
            t=t,
        )
    if what == "then":
        return d.made(
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
            mac=mac + " && {cmd}",
            t=t,
        )
    if what == "until":
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
        )
    if what == "limit":
        return d.made(
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
            t=t,
        )
    if what == "say":
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
            mac=mac + " && echo {text|q}",
            t=t,
        )
    sec = n * {"": 1, "m": 60, "h": 3600}[letter]
    return d.made(
        "wait.every",
        (
            "- (run|repeat|execute) {cmd} every @t",
            "* {cmd} every @t",
            "- keep running {cmd} every @t",
            "- run {cmd} again and again, every @t",
        ),
        f"watch -n {sec} {{cmd}}",
        mac=f"while true; do {{cmd}}; sleep {sec}; done",
        t=t if n > 1 else _plural(unit, n),
    )


def _stamped(d: Draft) -> Composed | None:
    """Names with a date in them."""
    said, form = d.among(
        {
            ("today's date", "%F"): 4.0,
            ("the current date", "%F"): 2.0,
            ("the date", "%F"): 1.0,
            ("(the|a) date and time", "%Y%m%d_%H%M%S"): 1.0,
            ("a timestamp", "%Y%m%d_%H%M%S"): 1.5,
            ("the date as yyyymmdd", "%Y%m%d"): 0.7,
            ("the current year", "%Y"): 0.4,
            ("the current month \\(yyyy-mm\\)", "%Y-%m"): 0.5,
        }
    )
    stamp = f"$(date +{form})"
    what = d.among(
        {
            "mkdir": 1.5,
            "cp": 1.8,
            "mv": 1.5,
            "touch": 1.2,
            "log": 1.2,
            "out": 1.2,
            "grep": 1.0,
            "grepc": 0.6,
            "mkdirp": 0.5,
            "greprel": 0.8,
        }
    )
    d.draw("bname")
    d.draw("cmd")
    if " " in d.values["bname"].written:
        return None
    d.values["cmd"] = d.values["cmd"]._replace(words=d.values["cmd"].written)
    stem = pool.stem_plain(d.rng)
    d.put("label", stem)
    if what == "mkdir":
        return d.made(
            "stamp.mkdir",
            (
                "- (make|create) a (folder|directory|dir) named after @s",
                "- (make|create) a (folder|directory) with @s as (its|the) name",
                "- mkdir with @s (as name|)",
            ),
            f"mkdir {stamp}",
            s=said,
        )
    if what == "mkdirp":
        return d.made(
            "stamp.mkdirp",
            (
                "- (make|create) a (folder|directory) {label} followed by @s (like {label}-DATE|)".replace(
                    " (like {label}-DATE|)", ""
                ),
                "- (make|create) a (folder|directory) {label}- plus @s",
            ),
            f"mkdir {{label}}-{stamp}",
            s=said,
        )
    if what in {"cp", "mv"}:
        verb = "(copy|back up|make a copy of)" if what == "cp" else "(rename|move)"
        where = d.one(
            (
                "with @s (appended|added|at the end|as suffix)",
                "adding @s (to the (name|end)|at the end)",
                "to the same name plus @s",
                "with @s as extension",
            )
        )
        verb2 = (
            "- append @s to the name of {bname}"
            if what == "mv"
            else "- make a backup of {bname} with @s (appended|at the end of the name)"
        )
        return d.made(
            f"stamp.{what}",
            (f"- {verb} {{bname}} {where}", verb2),
            f"{what} {{bname}} {{bname}}.{stamp}",
            s=said,
        )
    if what == "touch":
        return d.made(
            "stamp.touch",
            (
                "- create (a|an empty) file {label} with @s in the name \\(.txt\\)",
                "- (create|touch) a txt file named {label}_ plus @s",
            ),
            f"touch {{label}}_{stamp}.txt",
            s=said,
        )
    if what == "log":
        d.draw("text")
        d.draw("log")
        return d.made(
            "stamp.log",
            (
                "- append @s and {text} to {log}",
                "- (add|write) a line with @s and {text} to (the end of|) {log}",
                "- log {text} with @s (in|to) {log}",
            ),
            f'echo "{stamp} {{text|raw}}" >> {{log}}',
            s=said,
        )
    if what == "out":
        return d.made(
            "stamp.out",
            (
                "- (save|write) the output of {cmd} to a (txt|text) file {label} with @s in the name",
                "- run {cmd} and save (it|the output) as {label}-DATE.txt with @s".replace("-DATE.txt", ""),
            ),
            f"{{cmd}} > {{label}}-{stamp}.txt",
            s=said,
        )
    d.draw("log")
    if what == "greprel":
        words, rel, mac = _relative(d)
        if "tomorrow" in words or "from now" in words:
            return None
        return d.made(
            "stamp.greprel",
            (
                "- <show> (the|all|) (lines|entries) (of|from|in) {log} from @r \\(yyyy-mm-dd\\)",
                "* lines of {log} with the date of @r",
                "- grep {log} for the date of @r (\\(yyyy-mm-dd\\)|)",
            ),
            f'grep "$(date -d {rel} +%F)" {{log}}'.replace('"{num} days ago"', "'{num} days ago'").replace(
                '"2 days ago"', "'2 days ago'"
            ),
            mac=f'grep "$(date {mac} +%F)" {{log}}',
            r=words,
        )
    if what == "grep":
        return d.made(
            "stamp.grep",
            (
                "- <show> (only|) (today's (lines|entries)|the (lines|entries) of today) (in|from|of) {log}",
                "- grep {log} for (today's|the current) date",
                "* lines in {log} (with|containing) today's date",
                "* what was logged in {log} today",
            ),
            'grep "$(date +%F)" {log}',
        )
    return d.made(
        "stamp.grepc",
        (
            "* how many lines of {log} are from today",
            "- <count> the lines (with|containing) today's date in {log}",
            "* number of entries from today in {log}",
        ),
        'grep -c "$(date +%F)" {log}',
    )


def _loop(d: Draft) -> Composed | None:
    n = d.rng.randrange(3, 31)
    d.put("num", pool.num_text(n, d.rng), str(n))
    what = d.one(("next", "last", "from"))
    if what == "next":
        return d.made(
            "date.loopnext",
            (
                "- (list|print|show) the dates of the next {num} days",
                "- print the next {num} dates(, starting tomorrow|)",
                "* dates of the coming {num} days",
            ),
            f'for i in $(seq {n}); do date -d "+$i days" +%F; done',
            mac=f"for i in $(seq {n}); do date -v+${{i}}d +%F; done",
        )
    if what == "last":
        return d.made(
            "date.looplast",
            (
                "- (list|print|show) the dates of the (last|past|previous) {num} days",
                "- print the last {num} dates",
                "* dates of the past {num} days",
            ),
            f'for i in $(seq {n}); do date -d "$i days ago" +%F; done',
            mac=f"for i in $(seq {n}); do date -v-${{i}}d +%F; done",
        )
    _date(d)
    return d.made(
        "date.loopfrom",
        (
            "- (list|print|show) {num} (consecutive|) dates starting (at|with|from|on) {day}",
            "* {num} days in a row from {day}",
            "- print {num} dates beginning with {day}",
        ),
        f'for i in $(seq 0 {n - 1}); do date -d "{{day}} + $i days" +%F; done',
        mac=f"for i in $(seq 0 {n - 1}); do date -j -v+${{i}}d -f %F {{day}} +%F; done",
    )
