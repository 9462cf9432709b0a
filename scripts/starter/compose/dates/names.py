"""Names with a date in them, and loops over days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import draw_date, draw_near_day
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {
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


def _cp(d: Draft, parts: Parts) -> Composed:
    verb = "(copy|back up|make a copy of)" if parts["what"] == "cp" else "(rename|move)"
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
        if parts["what"] == "mv"
        else "- make a backup of {bname} with @s (appended|at the end of the name)"
    )
    return d.made(
        f"stamp.{parts['what']}",
        (f"- {verb} {{bname}} {where}", verb2),
        f"{parts['what']} {{bname}} {{bname}}.@stamp",
        **parts,
    )


def _log(d: Draft, parts: Parts) -> Composed:
    d.draw("text")
    d.draw("log")
    return d.made(
        "stamp.log",
        (
            "- append @s and {text} to {log}",
            "- (add|write) a line with @s and {text} to (the end of|) {log}",
            "- log {text} with @s (in|to) {log}",
        ),
        'echo "@stamp {text|raw}" >> {log}',
        **parts,
    )


def _greprel(d: Draft, parts: Parts) -> Composed | None:
    words, rel, mac = draw_near_day(d)
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
        **parts,
    )


STAMPED: Final[Mapping[str, Form | PartBuilder]] = {
    "mkdir": Form(
        "stamp.mkdir",
        (
            "- (make|create) a (folder|directory|dir) named after @s",
            "- (make|create) a (folder|directory) with @s as (its|the) name",
            "- mkdir with @s (as name|)",
        ),
        "mkdir @stamp",
    ),
    "mkdirp": Form(
        "stamp.mkdirp",
        (
            "- (make|create) a (folder|directory) {label} followed by @s",
            "- (make|create) a (folder|directory) {label}- plus @s",
        ),
        "mkdir {label}-@stamp",
    ),
    "cp": _cp,
    "mv": _cp,
    "touch": Form(
        "stamp.touch",
        (
            "- create (a|an empty) file {label} with @s in the name \\(.txt\\)",
            "- (create|touch) a txt file named {label}_ plus @s",
        ),
        "touch {label}_@stamp.txt",
    ),
    "log": _log,
    "out": Form(
        "stamp.out",
        (
            "- (save|write) the output of {cmd} to a (txt|text) file {label} with @s in the name",
            "- run {cmd} and save (it|the output) as {label} with @s",
        ),
        "{cmd} > {label}-@stamp.txt",
    ),
}


LOGS: Final[Mapping[str, Form | PartBuilder]] = {
    "greprel": _greprel,
    "grep": Form(
        "stamp.grep",
        (
            "- <show> (only|) (today's (lines|entries)|the (lines|entries) of today) (in|from|of) {log}",
            "- grep {log} for (today's|the current) date",
            "* lines in {log} (with|containing) today's date",
            "* what was logged in {log} today",
        ),
        'grep "$(date +%F)" {log}',
    ),
    "grepc": Form(
        "stamp.grepc",
        (
            "* how many lines of {log} are from today",
            "- <count> the lines (with|containing) today's date in {log}",
            "* number of entries from today in {log}",
        ),
        'grep -c "$(date +%F)" {log}',
    ),
}


def stamped(d: Draft) -> Composed | None:
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
    what = d.among(WEIGHTS)
    d.draw("bname")
    d.draw("cmd")
    if " " in d.values["bname"].written:
        return None
    d.values["cmd"] = d.values["cmd"]._replace(words=d.values["cmd"].written)
    stem = pool.stem_plain(d.rng)
    d.put("label", stem)
    parts: dict[str, str] = {"stamp": stamp, "s": said, "what": what}
    if what in STAMPED:
        return composed(d, STAMPED[what], parts)
    d.draw("log")
    return composed(d, LOGS[what], parts)


def each_day(d: Draft) -> Composed | None:
    """Every day of a range, one by one."""
    n = d.rng.randrange(3, 31)
    d.put_count("num", n)
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
    draw_date(d)
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
