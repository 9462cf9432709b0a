"""Dates, months, time zones, formats and units: how they are said, what ``date`` makes of them."""

from __future__ import annotations

import datetime
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose.kit import Draft

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


def plus(form: str) -> str:
    """Write a format for ``date``, quoted if it has blanks."""
    return f'"+{form}"' if " " in form else f"+{form}"


def draw_date(  # noqa: PLR0913 - what a date may be like
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


def draw_number(d: Draft, key: str, unit: str) -> int:
    """Draw a number of units as people choose them, and put it."""
    low = {"day": (1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 15, 20, 21, 30, 40, 45, 50, 60, 75, 90, 100, 120, 180, 200, 250, 300, 365, 400, 500, 1000, d.rng.randrange(1, 400)), "week": (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 26, 40), "month": (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 18), "year": (1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 30, 50),
           "hour": (1, 2, 3, 4, 5, 6, 8, 10, 12, 18, 24, 36, 48, 72), "minute": (5, 10, 15, 20, 25, 30, 40, 45, 60, 75, 90, 100, 120), "second": (10, 30, 90, 100, 3600, 1000)}[unit]  # fmt: skip
    n = d.one(low)
    d.put(key, say_number(d, n, unit), str(n))
    return n


def say_number(d: Draft, n: int, unit: str) -> str:
    """Say a number of units: in digits or in words, one as an article, too."""
    text = pool.num_text(n, d.rng)
    return d.one(("1", "one", "an" if unit == "hour" else "a")) if n == 1 else text


def plural(unit: str, n: int) -> str:
    """Return the unit in the number that goes with ``n``."""
    return unit if n == 1 else unit + "s"


def draw_near_day(d: Draft) -> tuple[str, str, str]:
    """A day near today: words, what follows ``date -d``, and the macOS option."""
    n = d.rng.randrange(2, 30)
    d.put_count("num", n)
    return d.among({("yesterday", "yesterday", "-v-1d"): 3.0, ("tomorrow", "tomorrow", "-v+1d"): 3.0, ("{num} days ago", '"{num} days ago"', "-v-{num}d"): 1.5, ("the day {num} days from now", '"+{num} days"', "-v+{num}d"): 1.0,
                    ("the day after tomorrow", '"+2 days"', "-v+2d"): 1.0, ("the day before yesterday", '"2 days ago"', "-v-2d"): 1.0})  # fmt: skip


def draw_month(d: Draft, *, years: bool = True) -> tuple[int, int]:
    """Draw a month of a year, as ``month``, ``year`` and ``label``; return their numbers."""
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


def draw_zone(d: Draft, key: str = "zone", *, apart: str = "") -> None:
    """Draw a time zone, said as a zone, a city or a country."""
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
