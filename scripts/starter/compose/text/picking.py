"""Columns picked out of a file: one or several, by blanks or a separator, sorted and counted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.text.columns import SEPARATORS, draw_column, draw_table
from scripts.starter.compose.text.source import draw_saved, draw_source

WEIGHTS: Final = {
    "one": 3.0,
    "two": 1.6,
    "last": 1.0,
    "delim": 3.0,
    "delim2": 1.2,
    "firstlast": 0.4,
    "nextlast": 0.5,
    "but": 0.5,
    "swap": 0.5,
    "uniq": 1.2,
    "count": 1.2,
    "top": 1.0,
    "number": 0.5,
    "chars": 0.7,
    "sort": 1.6,
    "sortd": 1.0,
    "align": 0.8,
    "delimlast": 0.6,
    "after": 0.6,
}


def _two(d: Draft, parts: Parts) -> Composed:
    n = int(d.values["col"].written)
    m = d.one([i for i in range(1, 10) if i != n])
    d.put("colb", str(m))
    d.put("col", str(n))
    both = d.one(
        (
            "columns {col} and {colb}",
            "the columns {col} and {colb}",
            "fields {col} and {colb}",
            f"the {ORDINALS[n]} and (the|) {ORDINALS[m]} column",
        )
    )
    return d.made(
        "text.cols",
        (
            f"- @get (only|just|) {both} (of|from|in) @f @o",
            f"* {both} of @f @o",
            f"- @get {both} of each line in @f @o",
        ),
        f"awk '{{print ${n}, ${m}}}' {{src}}@to",
        **parts,
    )


def _draw_separator(d: Draft) -> dict[str, str]:
    """Draw a separator and another file: what they add to the request."""
    said, awk, cut = d.one(SEPARATORS)
    f = draw_source(d, d.one(("file", "txt", "log")))
    s = d.one(said)
    with_ = (
        d.one(
            (
                f"separated by {s}",
                f"with {s} as (the|) (separator|delimiter)",
                f"delimited by {s}",
                f"using {s} as (the|) delimiter",
                f"split at {s}",
                f"\\(delimiter {s}\\)",
            )
        )
        if s[0].isalpha()
        else d.one(
            (
                f'separated by "{s}"',
                f"with {s} as (the|) (separator|delimiter)",
                f"using {s} as (the|) delimiter",
                f"\\(delimiter {s}\\)",
            )
        )
    )
    sign = said[0].removeprefix("a ").removeprefix("an ")
    return {"f": f, "w": with_, "cut": f"{cut} " if cut else "", "awk": awk, "sign": sign}


def _cut(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "text.cut",
        (
            "- @get @c (of|from|in) @f @w @o",
            "- @get @c (of|from|in) @f, (columns are|fields are) @w @o"
            if parts["w"].startswith(("separated", "delimited"))
            else "- @get @c of each line of @f @w @o",
            "* @c of @f @w @o",
        ),
        "cut @cut-f{col} {src}@to",
        **parts,
    )


def _cut_two(d: Draft, parts: Parts) -> Composed:
    a, b = sorted(d.rng.sample(range(1, 9), 2))
    d.put("col", str(a))
    d.put("colb", str(b))
    return d.made(
        "text.cut2",
        (
            "- @get (columns|fields) {col} and {colb} (of|from|in) @f @w @o",
            "* (columns|fields) {col} and {colb} of @f @w @o",
        ),
        "cut @cut-f{col},{colb} {src}@to",
        **parts,
    )


def _side(d: Draft, parts: Parts) -> Composed | None:
    if not parts["cut"]:
        return None
    side, part = ("before", "1") if d.chance(0.5) else ("after", "2-")
    return d.made(
        "text.cutside",
        (f"- @get everything {side} the first @sign (of|in|on) (each|every) line (of|in) @f",),
        f"cut @cut-f{part} {{src}}",
        **parts,
    )


def _characters(d: Draft, parts: Parts) -> Composed | None:
    n = d.rng.randrange(1, 60)
    m = n + d.rng.randrange(1, 30)
    kind = d.among({"first": 2.0, "range": 1.0, "one": 0.7, "from": 0.6})
    d.put("num", str(n))
    d.put("numb", str(m))
    return composed(d, CHARACTERS[kind], parts)


def _sort_key(d: Draft) -> tuple[str, Parts]:
    """Draw by what is sorted, and perhaps how many lines are wanted: the options and what it adds to the request."""
    flag = d.among({"": 2.0, "n": 2.5, "nr": 2.5, "r": 1.0, "hr": 0.4})
    how = {
        "": d.one(("", "alphabetically", "as text")),
        "n": d.one(
            (
                "numerically",
                "as (a number|numbers)",
                ", (smallest|lowest) (number|) first",
                "in numeric order",
            )
        ),
        "nr": d.one(
            (
                "numerically descending",
                ", (largest|highest|biggest) (number|) first",
                "in descending numeric order",
                "from high to low",
            )
        ),
        "r": d.one(("in reverse (order|alphabetical order)", "from z to a")),
        "hr": "by human readable size, largest first",
    }[flag]
    key = f"-k{{col}},{{col}}{flag}"
    tail, limit = "", ""
    if d.chance(0.2):
        tail, limit = (
            " | head -n {count}",
            d.one(("and show the first {count} (lines|)", ", only the top {count}")),
        )
    if d.chance(0.15) and flag != "hr":
        n = int(d.values["col"].written)
        other = draw_column(d, "colb", apart=n)
        n2 = d.chance(0.4)
        key += f" -k{{colb}},{{colb}}{'n' if n2 else ''}"
        how += f" and then by {other}" + (" numerically" if n2 else "")
    return key, {"h": how, "l": limit, "tail": tail}


def _sorted(d: Draft, parts: Parts, *, separated: bool = False) -> Composed:
    key, more = _sort_key(d)
    if not separated:
        return d.made(
            "text.sortcol",
            (
                "- sort @f (by|on) @c @h @l",
                "* sort @f by @c @h @l",
                "- (order|arrange) the lines of @f by @c @h @l",
                "* @f sorted by @c @h @l",
                "- (show|print) @f sorted (by|on) @c @h @l",
            ),
            f"sort {key} {{src}}@tail",
            **parts,
            **more,
        )
    said, _, cut = d.one(SEPARATORS[:4])
    s = d.one(said)
    f = draw_source(d, "file")
    with_ = f"with {s} as (the|) (separator|delimiter)" if s[0].isalpha() else f"\\(delimiter {s}\\)"
    return d.made(
        "text.sortcold",
        (
            "- sort @f by @c @w @h @l",
            "* sort @f by @c @w @h @l",
            "- (order|arrange) the lines of @f by @c @w @h @l",
        ),
        f"sort {cut.replace('-d', '-t')} {key} {{src}}@tail",
        **{**parts, **more, "f": f, "w": with_},
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "one": Form(
        "text.col",
        (
            "- @get (only|just|) @c (of|from|in) @f @o",
            "* @c of @f @o",
            "- @get @c of (every|each) line (of|in) @f @o",
            "- use awk to print @c of @f @o",
            "* only @c of @f @o",
            "* @f @c",
        ),
        "awk '{print ${col}}' {src}@to",
    ),
    "two": _two,
    "last": Form(
        "text.lastcol",
        (
            "- @get (only|) the last (column|field|word) (of|from|in) @f @o",
            "* last (column|field|word) of (each|every) line (in|of) @f @o",
            "- @get the last (column|word) of every line of @f @o",
        ),
        "awk '{print $NF}' {src}@to",
    ),
    "chars": _characters,
    "sort": _sorted,
    "sortd": partial(_sorted, separated=True),
}
SEPARATED: Final[Mapping[str, Form | PartBuilder]] = {
    "delim": _cut,
    "delim2": _cut_two,
    "delimlast": Form(
        "text.cutlast",
        ("- @get the last (column|field) (of|from|in) @f @w", "* last (column|field) of @f @w"),
        "awk @awk '{print $NF}' {src}",
    ),
    "after": _side,
}
CHARACTERS: Final[Mapping[str, Form]] = {
    "first": Form("text.cutchars", ("- @get the first {num} characters of (each|every) line (of|in) @f", "* first {num} (characters|chars) of each line in @f"), "cut -c1-{num} {src}"),
    "range": Form("text.cutchars", ("- @get characters {num} to {numb} of (each|every) line (of|in) @f", "* characters {num}-{numb} of every line in @f"), "cut -c{num}-{numb} {src}"),
    "one": Form("text.cutchars", ("- @get (only|) character {num} of (each|every) line (of|in) @f",), "cut -c{num} {src}"),
    "from": Form("text.cutchars", ("- @get (each|every) line of @f from character {num} on", "- drop the characters before position {num} (in|of) (each|every) line of @f"), "cut -c{num}- {src}")
}  # fmt: skip
COLUMNS: Final[Mapping[str, tuple[tuple[str, ...], str, str | None]]] = {
    "firstlast": (("- @get the first and (the|) last (column|word) (of|from) @f", "* first and last (column|word) of each line in @f"), "awk '{print $1, $NF}' {src}", None),
    "nextlast": (("- @get the (second to last|second last|next to last|penultimate) (column|field) (of|in) @f", "* (second to last|second last) (column|field|word) of @f"), "awk '{print $(NF-1)}' {src}", None),
    "but": (("- @get (everything|all columns) (except|but) the first (column|) (of|in) @f", "- drop the first (column|word) of each line in @f", "* @f without the first column"), "awk '{$1=\"\"; print substr($0, 2)}' {src}", None),
    "swap": (("- swap the first two columns (of|in) @f", "- (print|show) @f with (columns 1 and 2|the first two columns) (swapped|exchanged)", "- @get the second column and then the first (of|in) @f"), "awk '{print $2, $1}' {src}", None),
    "uniq": (("- <show> the (unique|distinct|different) values (of|in) @c (of|in|from) @f", "* (unique|distinct) values (of|in) @c of @f", "* which (different|) values (occur|are there) in @c of @f", "- list each value of @c in @f (only|just) once"), "awk '{print ${col}}' {src} | sort -u", None),
    "count": (("- count how often each value (of|in) @c (occurs|appears) in @f", "* how often does each value (of|in) @c occur in @f", "- count the (values|occurrences of each value) (in|of) @c of @f", "* frequency of the values in @c of @f"), "awk '{print ${col}}' {src} | sort | uniq -c | sort -nr", None),
    "top": (("- <show> the {count} most (common|frequent) values (in|of) @c (of|in|from) @f", "* top {count} values (in|of) @c of @f", "* {count} most frequent values (of|in) @c in @f"), "awk '{print ${col}}' {src} | sort | uniq -c | sort -nr | head -n {count}", None),
    "number": (("- <show> the number of (columns|fields|words) (of|in|on) each line (of|in) @f", "* how many (columns|fields|words) does each line of @f have"), "awk '{print NF}' {src}", None),
    "align": (("- align the columns (of|in) @f", "- (show|print|format) @f (as a table|in (nice|aligned|neat) columns|with aligned columns)", "- line up the columns of @f", "* pretty columns for @f"), "column -t {src}", None),
}  # fmt: skip


def pick(d: Draft) -> Composed | None:
    """One column or several, sorted, counted, in another order."""
    what = d.among(WEIGHTS)
    f = draw_table(d)
    c = draw_column(d)
    d.draw("count")
    saved, redirect = draw_saved(d, 0.1)
    parts = {
        "get": "(print|show|get|extract|list|display|give me|cut)",
        "f": f,
        "c": c,
        "o": saved,
        "to": redirect,
    }
    if what in COLUMNS:
        ways, line, mac = COLUMNS[what]
        return d.made(f"text.col.{what}", ways, line, mac=mac, f=f, c=c, get=parts["get"])
    if what in SEPARATED:
        return composed(d, SEPARATED[what], parts | _draw_separator(d))
    return composed(d, KINDS[what], parts)
