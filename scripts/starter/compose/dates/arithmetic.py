"""A date so and so much away from another one; days between two dates, days until one."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import FORMATS, MONTHS, UNITS, draw_date, draw_number, plural, plus
from scripts.starter.compose.kit import Draft


def shifted(d: Draft) -> Composed | None:
    """A date that is so and so much away from another one."""
    unit = d.among({u: w for u, (w, _) in UNITS.items()})
    n = draw_number(d, "num", unit)
    back = d.chance(0.45)
    fine = unit in {"hour", "minute"}
    base = d.among({"now": 5.0, "date": 3.2, "both": 0.8})
    said_unit = plural(unit, n) if unit != "minute" or d.chance(0.7) else "min"
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
        m = draw_number(d, "numb", smaller)
        amount += f" and {{numb}} {plural(smaller, m)}"
        sign = "-" if back else "+"
        more = f" {sign}{{numb}} {plural(smaller, m)}"
        mac_more = f" -v{sign}{{numb}}{UNITS[smaller][1]}"
        second = smaller
    tail = f" {plus(form)}" if form else ""
    units = plural(unit, n)
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
        draw_date(d)
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
    draw_date(d)
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


def days_until(d: Draft) -> Composed | None:
    """How long until a date or since one; ages, the rest of the year."""
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
    end = draw_date(d, iso=0.55)
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
