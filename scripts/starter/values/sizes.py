"""Sizes and ages of files, dates and times."""

from __future__ import annotations

import random

from scripts.starter.values.value import Value
from scripts.starter.values.words import num_text


def s_size(rng: random.Random) -> Value:
    unit = rng.choice("kMMMMGG")
    n = rng.choice(
        [1, 2, 4, 5, 8, 10, 15, 20, 25, 50, 64, 75, 100, 100, 128, 150, 200, 250, 300, 500, 512, 750, 800]
    )
    if unit == "G":
        n = rng.choice([1, 1, 2, 3, 4, 5, 8, 10, 20, 50])
    forms = {
        "k": ["kb", " kb", "k", "K", "KB", " KB", " kilobytes", " kB"],
        "M": ["mb", " mb", "MB", " MB", "M", "m", " megs", " megabytes", " meg", " Mb", " MiB"],
        "G": ["gb", " gb", "GB", " GB", "G", "g", " gigs", " gigabytes", " gig", " GiB"],
    }[unit]
    text = f"{n}{rng.choice(forms)}"
    if n == 1 and rng.random() < 0.5:
        text = {
            "k": "a kilobyte",
            "M": rng.choice(["a megabyte", "one meg", "1 meg", "a meg"]),
            "G": rng.choice(["a gigabyte", "one gig", "a gig", "1 gig"]),
        }[unit]
    return Value(text, f"{n}{unit}", "raw")


def s_since(rng: random.Random) -> Value:
    r = rng.random()
    the = rng.choice(
        [
            "in the last",
            "in the past",
            "within the last",
            "in last",
            "over the last",
            "during the last",
            "the last",
            "last",
        ]
    )
    if r < 0.13:
        return Value(
            rng.choice(
                [
                    "today",
                    "in the last 24 hours",
                    "in the last day",
                    "in the past day",
                    "within a day",
                    "in the last 1 day",
                ]
            ),
            "-mtime -1",
            "raw",
        )
    if r < 0.28:
        return Value(
            rng.choice(
                [
                    "this week",
                    "last week",
                    "in the last week",
                    "in the past week",
                    "within the last week",
                    "over the past week",
                    "in the past 7 days",
                ]
            ),
            "-mtime -7",
            "raw",
        )
    if r < 0.38:
        return Value(
            rng.choice(["this month", "last month", "in the last month", "in the past month"]),
            "-mtime -30",
            "raw",
        )
    if r < 0.41:
        return Value(rng.choice(["this year", "in the last year", "in the past year"]), "-mtime -365", "raw")
    if r < 0.66:
        n = rng.choice([2, 3, 3, 4, 5, 6, 7, 7, 10, 14, 15, 20, 21, 30, 45, 60, 90, 100, 180])
        return Value(f"{the} {num_text(n, rng)} days", f"-mtime -{n}", "raw")
    if r < 0.72:
        n = rng.choice([2, 3, 4])
        return Value(f"{the} {num_text(n, rng)} weeks", f"-mtime -{7 * n}", "raw")
    if r < 0.82:
        return Value(
            rng.choice(
                [
                    "in the last hour",
                    "in the past hour",
                    "within the last hour",
                    "last hour",
                    "in the last 60 minutes",
                ]
            ),
            "-mmin -60",
            "raw",
        )
    if r < 0.91:
        n = rng.choice([2, 3, 4, 5, 6, 8, 10, 12, 24, 48])
        return Value(
            f"{the} {num_text(n, rng)} hours",
            (f"-mmin -{60 * n}" if n not in (24, 48) else f"-mtime -{n // 24}"),
            "raw",
        )
    n = rng.choice([5, 10, 15, 20, 30, 45, 90, 120])
    return Value(f"{the} {num_text(n, rng)} " + rng.choice(["minutes", "mins", "min"]), f"-mmin -{n}", "raw")


def s_older(rng: random.Random) -> Value:
    r = rng.random()
    o = rng.choice(
        [
            "older than",
            "not modified in",
            "not changed in",
            "older than",
            "more than",
            "untouched for",
            "not touched in",
            "over",
        ]
    )
    tail = " old" if o in ("more than", "over") else ""
    if r < 0.15:
        return Value(f"{o} {rng.choice(['a week', '1 week', 'one week'])}{tail}", "-mtime +7", "raw")
    if r < 0.35:
        return Value(f"{o} {rng.choice(['a month', '1 month', 'one month'])}{tail}", "-mtime +30", "raw")
    if r < 0.45:
        return Value(f"{o} {rng.choice(['a year', '1 year', 'one year'])}{tail}", "-mtime +365", "raw")
    if r < 0.5:
        return Value(f"{o} {rng.choice(['a day', '1 day', '24 hours'])}{tail}", "-mtime +1", "raw")
    if r < 0.57:
        n = rng.choice([2, 3, 4, 6])
        return Value(f"{o} {num_text(n, rng)} weeks{tail}", f"-mtime +{7 * n}", "raw")
    if r < 0.65:
        n = rng.choice([2, 3, 6])
        return Value(f"{o} {num_text(n, rng)} months{tail}", f"-mtime +{30 * n}", "raw")
    if r < 0.7:
        return Value(
            f"{o} {rng.choice(['an hour', '1 hour', 'one hour', '60 minutes'])}{tail}", "-mmin +60", "raw"
        )
    n = rng.choice([2, 3, 5, 7, 7, 10, 14, 15, 20, 30, 30, 45, 60, 90, 90, 100, 120, 180, 365])
    return Value(f"{o} {num_text(n, rng)} days{tail}", f"-mtime +{n}", "raw")


def s_date(rng: random.Random) -> Value:
    v = "20%02d-%02d-%02d" % (rng.randrange(20, 27), rng.randrange(1, 13), rng.randrange(1, 29))
    return Value(v, v, "arg")


def s_year(rng: random.Random) -> Value:
    v = str(rng.randrange(1990, 2031))
    return Value(v, v, "raw")


def s_mins(rng: random.Random) -> Value:
    n = rng.choice([2, 3, 5, 10, 15, 20, 30, 45])
    return Value(num_text(n, rng), str(n), "raw")


def s_hour(rng: random.Random) -> Value:
    h = rng.randrange(24)
    if h == 0:
        t = rng.choice(["midnight", "0:00", "12am"])
    elif h == 12:
        t = rng.choice(["noon", "12:00", "12pm"])
    else:
        t = rng.choice(
            [
                f"{h}:00",
                f"{h % 12 or 12}{'am' if h < 12 else 'pm'}",
                f"{h % 12 or 12} {'am' if h < 12 else 'pm'}",
            ]
            + ([f"{h} o'clock"] if h < 12 else [])
        )
    return Value(t, str(h), "raw")


def s_time(rng: random.Random) -> Value:
    h, m, s = rng.randrange(3), rng.randrange(60), rng.randrange(60)
    v = "%02d:%02d:%02d" % (h, m, s)
    return Value(v, v, "raw")
