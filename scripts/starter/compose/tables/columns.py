"""Columns picked, and the different values of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.tables.table import SKIP, Table, column, draw_result_file

WEIGHTS: Final = {
    "one": 3.0,
    "two": 2.5,
    "three": 0.8,
    "range": 0.8,
    "from": 0.5,
    "without": 1.4,
    "last": 0.9,
    "first": 0.4,
    "swap": 0.7,
    "data": 1.4,
    "row": 0.6,
    "spaced": 0.3,
}


def _data(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "csv.coldata",
        (
            "- @get @col (of|from|in) @t @skip",
            "* @col of @t @skip",
            "- @get the values in @col of @t @skip",
        ),
        "tail -n +2 {tab} | @cut -f@number",
        skip=d.one(SKIP),
        **parts,
    )


def _without(d: Draft, parts: Parts) -> Composed:
    line = "@cut -f@number --complement {tab}@to"
    return d.made(
        "csv.without",
        (
            "- (remove|drop|delete|leave out|strip) @col (from|of) @t @out",
            "- (show|print|display) @t without @col @out",
            "- @get all columns (of|from) @t (except|but) @col @out",
            "* everything (in|of) @t (except|but|besides) @col @out",
            "* @t without @col @out",
        ),
        line,
        mac="-",
        **parts,
    )


def _last(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "csv.lastcol",
        (
            f"- @get (only|) the last {parts['cols'][:-1]} (of|in|from) @t",
            "* last (column|field) of @t",
            "- show what is in the last column of @t",
        ),
        "awk @awk '{print $NF}' {tab}",
        **parts,
    )


def _swap(d: Draft, parts: Parts) -> Composed:
    if d.chance(0.5):
        return d.made(
            "csv.swap",
            (
                "- swap (columns|fields) {lim} and {lim2} (in|of) @t",
                "- (exchange|switch) (column|field) {lim} and (column|field) {lim2} (in|of) @t",
                "* @t with columns {lim} and {lim2} swapped",
            ),
            "awk @awk @ofs '{t=${lim}; ${lim}=${lim2}; ${lim2}=t; print}' {tab}",
            **parts,
        )
    return d.made(
        "csv.reorder",
        (
            "- @get column {lim2} (first|) and then column {lim} of @t",
            "- print columns {lim2} and {lim} of @t in (that|this) order",
            "- reorder @t (so that|to have) column {lim2} (comes|) before column {lim}, only those two",
        ),
        "awk @awk @ofs '{print ${lim2}, ${lim}}' {tab}",
        **parts,
    )


def _row(d: Draft, parts: Parts) -> Composed:
    n = d.rng.randrange(1, 30)
    d.put("top", str(n), str(n + 1))
    return d.made(
        "csv.datarow",
        (
            "- <show> (data row|record) (number|) {top} of @t @skip",
            "* (data row|record) {top} of @t @skip",
        ),
        f"sed -n '{n + 1}p' {{tab}}",
        skip=d.one(SKIP),
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "one": Form(
        "csv.col",
        (
            "- @get (only|just|) @col (of|from|in) @t @out",
            "* @col of @t @out",
            "- @get all (the|) values (of|in) @col (of|in|from) @t @out",
            "* only @col of @t @out",
            "* what is in @col of @t",
            "- cut @col out of @t @out",
            "* @t @col",
        ),
        "@cut -f@number {tab}@to",
    ),
    "data": _data,
    "two": Form(
        "csv.cols2",
        (
            "- @get (only|just|) @two (of|from|in) @t @out",
            "* @two of @t @out",
            "- @get @two from @t @out",
            "- keep only @two of @t @out",
            "* only @two from @t @out",
        ),
        "@cut -f{lim},{lim2} {tab}@to",
    ),
    "three": Form(
        "csv.cols3",
        (
            "- @get (only|just|) @three (of|from|in) @t @out",
            "* @three of @t @out",
            "- keep only @three of @t @out",
        ),
        "@cut -f{lim},{lim2},{lim3} {tab}@to",
    ),
    "range": Form(
        "csv.colrange",
        (
            "- @get @cols {lim} (to|through|-) {lim2} (of|from|in) @t @out",
            "* @cols {lim}-{lim2} of @t @out",
            "- @get all @cols from {lim} (up|) to {lim2} of @t @out",
        ),
        "@cut -f{lim}-{lim2} {tab}@to",
    ),
    "from": Form(
        "csv.colfrom",
        (
            "- @get everything from column {lim} on (in|of) @t @out",
            "- @get all @cols of @t starting (at|with|from) (number|) {lim} @out",
            "* column {lim} (to the (last|end)|and everything after it) of @t",
        ),
        "@cut -f{lim}- {tab}@to",
    ),
    "without": _without,
    "last": _last,
    "first": Form(
        "csv.firstlast",
        ("- <show> the first and (the|) last column of @t", "* first and last (column|field) of @t"),
        "awk @awk '{print $1, $NF}' {tab}",
    ),
    "swap": _swap,
    "row": _row,
    "spaced": Form(
        "csv.spaced",
        (
            "- print @two of @t separated by (a space|blanks|spaces)",
            "- show @two of @t with a space between (them|)",
        ),
        "awk @awk '{print ${lim}, ${lim2}}' {tab}",
    ),
}


def pick(d: Draft) -> Composed | None:
    """One column, several, a range, all but one, in another order."""
    t = Table(d)
    what = d.among(WEIGHTS)
    a, b, c = sorted(d.rng.sample(range(1, 10), 3))
    col = column(d, t, numeric=d.chance(0.4))
    said, redirect = draw_result_file(d, d.one(t.sep.ends))
    get = "(print|show|extract|get|cut|list|display|pull out|give me|cut out)"
    cols = d.one(("columns", "columns", "fields", "cols"))
    nth = d.chance(0.3)
    d.put("lim", ORDINALS[a] if nth else str(a), str(a))
    d.put("lim2", ORDINALS[b] if nth else str(b), str(b))
    d.put("lim3", ORDINALS[c] if nth else str(c), str(c))
    two = "the {lim} and {lim2} (column|field)" if nth else f"{cols} {{lim}} and {{lim2}}"
    three = "the {lim}, {lim2} and {lim3} (column|field)" if nth else f"{cols} {{lim}}, {{lim2}} and {{lim3}}"
    return composed(
        d,
        KINDS[what],
        {
            "get": get,
            "cols": cols,
            "two": two,
            "three": three,
            "t": t.words,
            "cut": t.sep.cut,
            "awk": t.sep.awk,
            "ofs": t.sep.ofs,
            "col": col.words,
            "number": str(col.number),
            "out": said,
            "to": redirect,
        },
    )


def different_values(d: Draft) -> Composed | None:
    """The different values of a column: listed, counted, the most frequent."""
    t = Table(d)
    col = column(d, t, numeric=False)
    data = f"tail -n +2 {{tab}} | {t.sep.cut} -f{col.number}"
    uniq = d.one(("unique", "distinct", "different", "unique"))
    d.draw("count")
    mod = d.one(SKIP) if d.chance(0.2) else ""
    what = d.among(
        {
            "list": 3.0,
            "number": 2.0,
            "top": 2.0,
            "one": 0.8,
            "dups": 1.2,
            "dedupe": 1.2,
            "once": 0.5,
            "longest": 0.4,
            "least": 0.3,
        }
    )
    ways, line = {
        "list": (("- (list|show|print|get|display) (all|) (the|) @uniq values (of|in) @col (of|in|from) @t @mod", "* @uniq values (of|in) @col of @t @mod", "* which (values|different values) (occur|are there|appear) in @col of @t @mod", "* @uniq @col @t @mod", "- list @col of @t without (duplicates|repeats) @mod", "- list every value of @col in @t (only|just) once @mod"), f"{data} | sort -u"),
        "number": (("- <count> (the|) @uniq values (of|in) @col (of|in|from) @t @mod", "* how many @uniq values (are there|are|) in @col of @t @mod", "* number of @uniq values in @col of @t @mod", "* how many different (values|entries) does @col of @t have @mod"), f"{data} | sort -u | wc -l"),
        "top": (("- <show> the {count} most (common|frequent) values (in|of) @col (of|in|from) @t @mod", "* top {count} values in @col of @t @mod", "* {count} most (frequent|common) values of @col in @t @mod"), f"{data} | sort | uniq -c | sort -nr | head -n {{count}}"),
        "one": (("- <show> the most (common|frequent) value (in|of) @col (of|in|from) @t @mod", "* which value (is (most common|most frequent)|occurs most often) in @col of @t @mod"), f"{data} | sort | uniq -c | sort -nr | head -n 1"),
        "least": (("- <show> the {count} (rarest|least common|least frequent) values (in|of) @col (of|in) @t", "* {count} (rarest|least common) values of @col in @t"), f"{data} | sort | uniq -c | sort -n | head -n {{count}}"),
        "dups": (("- (find|show|list) (duplicate|duplicated|repeated) values (in|of) @col (of|in|from) @t @mod", "* which values (occur|appear) more than once in @col of @t @mod", "* duplicates in @col of @t @mod", "- check @col of @t for duplicates @mod"), f"{data} | sort | uniq -d"),
        "once": (("- (show|list) (the|) values that (occur|appear) only once in @col of @t @mod", "* values of @col in @t that are not repeated @mod"), f"{data} | sort | uniq -u"),
        "dedupe": (("- (remove|drop|delete) (rows|lines) (with (a|) duplicate @col|with the same @col) (from|in) @t(, keep the first|, keeping the first|)", "- deduplicate @t by @col", "- keep only the first (row|line) for each (value of|) @col in @t", "* @t without repeated values in @col", "* unique rows of @t by @col"), f"awk {t.sep.awk} '!seen[{col.awk}]++' {{tab}}"),
        "longest": (("- <show> the (longest|max) (length|width) of (values in|) @col (of|in) @t", "* how long is the longest value in @col of @t"), f"awk {t.sep.awk} '{{print length({col.awk})}}' {{tab}} | sort -n | tail -n 1"),
    }[what]  # fmt: skip
    return d.made(f"csv.values.{what}", ways, line, t=t.words, col=col.words, uniq=uniq, mod=mod)
