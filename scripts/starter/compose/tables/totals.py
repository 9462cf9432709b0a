"""Sums, averages, extremes and groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.tables.table import SKIP, Column, Table, column

SUM: Final = (
    "- (sum|sum up|add up|total|total up) @col (of|in|from) @t @mod",
    "- <calc> the (sum|total) of @col (in|of|from) @t @mod",
    "* (sum|total) of @col (in|of) @t @mod",
    "* what is the (sum|total) of @col in @t @mod",
    "- add (up|) (all|) (the|) (numbers|values) in @col of @t @mod",
    "* how much is @col of @t (altogether|in total) @mod",
    "* sum @col @t @mod",
    "- add @col of @t together @mod",
    "* @t: total of @col @mod",
    "* grand total of @col in @t @mod",
)
AVG: Final = (
    "- <calc> the (average|mean|avg|mean value) of @col (in|of|from) @t @mod",
    "* (average|mean|avg) of @col (in|of) @t @mod",
    "* what is the (average|mean) of @col in @t @mod",
    "- average @col (of|in) @t @mod",
    "* what's @col in @t on average @mod",
    "* avg @col @t @mod",
    "- compute the arithmetic mean of @col in @t @mod",
)
MAX: Final = (
    "- <calc> the (maximum|max|largest value|highest value|biggest number|largest|highest) (of|in) @col (of|in) @t @mod",
    "* (max|maximum|highest|largest) (value|number|) (of|in) @col of @t @mod",
    "* what is the (highest|largest|biggest) (value|number) in @col of @t @mod",
    "* max of @col @t @mod",
    "* how high does @col (in|of) @t (go|get) (at most|) @mod",
)
MIN: Final = (
    "- <calc> the (minimum|min|smallest value|lowest value|smallest number|smallest|lowest) (of|in) @col (of|in) @t @mod",
    "* (min|minimum|lowest|smallest) (value|number|) (of|in) @col of @t @mod",
    "* what is the (lowest|smallest) (value|number) in @col of @t @mod",
    "* min of @col @t @mod",
)
TOPROW: Final = (
    "- <show> the (row|line|record|entry) with the (highest|largest|biggest|maximum) (value|number|) (in|of) @col (in|of|from) @t",
    "* which (row|line|record) of @t has the (highest|largest|biggest) (value in|) @col",
    "* (row|line) with the max (of|in) @col, @t",
)
LOWROW: Final = (
    "- <show> the (row|line|record|entry) with the (lowest|smallest|minimum) (value|number|) (in|of) @col (in|of|from) @t",
    "* which (row|line|record) of @t has the (lowest|smallest) (value in|) @col",
    "* (row|line) with the min (of|in) @col, @t",
)


def _extreme_rows(d: Draft, t: Table, col: Column, *, up: bool) -> Composed:
    d.draw("count")
    n = col.number
    high = d.one(("lowest", "smallest")) if up else d.one(("highest", "largest", "biggest", "top"))
    ways = (
        "- <show> the {count} (rows|lines|records|entries|@noun) with the @high (values in|value in|values of|) @col (of|in|from) @t",
        "* {count} (rows|records|@noun) with the @high @col in @t",
        "* which {count} (rows|@noun) in @t have the @high @col",
    )
    if high == "top":
        ways = (
            "- <show> the top {count} (rows|records|entries|@noun) (of|in|from) @t by @col",
            "* top {count} @noun by @col (in|from) @t",
            "* top {count} of @t by @col",
        )
    return d.made(
        "csv.bottom" if up else "csv.top",
        ways,
        f"tail -n +2 {{tab}} | {t.sep.sort} -k{n},{n}{'n' if up else 'nr'} | head -n {{count}}",
        t=t.words,
        col=col.words,
        high=high,
        noun=t.noun,
    )


WEIGHTS: Final = {
    "sum": 4.0,
    "avg": 3.0,
    "max": 1.7,
    "min": 1.5,
    "maxrow": 1.0,
    "minrow": 0.8,
    "top": 1.6,
    "sumround": 0.3,
    "avground": 0.8,
    "minmax": 0.5,
    "bottom": 0.6,
}


def _avground(d: Draft, parts: Parts) -> Composed:
    places = d.among({1: 1.0, 2: 4.0, 3: 0.5})
    d.put_count("top", places)
    said = (
        "(with|to|rounded to|with up to) {top} (decimal|decimals|digits after the point)"
        if places == 1
        else "(with|to|rounded to) {top} (decimals|decimal places|digits|digits after the point)"
    )
    return d.made(
        "csv.avground",
        AVG,
        "awk @awk 'NR>1 {s+=@cell; n++} END {printf \"%.{top}f\\n\", s/n}' {tab}",
        **{**parts, "mod": said.replace("|with up to", "")},
    )


def _sumround(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "csv.sumround",
        SUM,
        "awk @awk '{s+=@cell} END {printf \"%.2f\\n\", s}' {tab}",
        **{**parts, "mod": d.one(("with two decimals", "rounded to 2 decimals", "to 2 decimal places"))},
    )


def _maxrow(d: Draft, parts: Parts) -> Composed:
    return d.made("csv.maxrow", TOPROW, "tail -n +2 {tab} | @sort @down | head -n 1", **parts)


def _minrow(d: Draft, parts: Parts) -> Composed:
    return d.made("csv.minrow", LOWROW, "tail -n +2 {tab} | @sort @up | head -n 1", **parts)


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "sum": Form("csv.sum", SUM, "awk @awk '@guard{s+=@cell} END {print s}' {tab}"),
    "avg": Form("csv.avg", AVG, "awk @awk 'NR>1 {s+=@cell; n++} END {print s/n}' {tab}"),
    "avground": _avground,
    "sumround": _sumround,
    "max": Form("csv.max", MAX, "@data | sort -nr | head -n 1"),
    "min": Form("csv.min", MIN, "@data | sort -n | head -n 1"),
    "minmax": Form(
        "csv.minmax",
        (
            "- <show> the (smallest and (the|) largest|lowest and highest|min and max|minimum and maximum) (value|) of @col (in|of) @t @mod",
            "* (min and max|minimum and maximum) of @col in @t @mod",
            "* range of @col in @t \\(min and max\\) @mod",
        ),
        "@data | sort -n | sed -n '1p;$p'",
    ),
    "maxrow": _maxrow,
    "minrow": _minrow,
}


def total(d: Draft) -> Composed | None:
    """Sum, average and extremes of a column, and the rows in which they stand."""
    t = Table(d)
    col = column(d, t, numeric=True)
    what = d.among(WEIGHTS)
    mod = d.one(SKIP) if d.chance(0.3) else ""
    n = col.number
    if what in {"top", "bottom"}:
        return _extreme_rows(d, t, col, up=what == "bottom")
    parts = {
        "awk": t.sep.awk,
        "cell": col.awk,
        "guard": "NR>1 " if mod else "",
        "data": f"tail -n +2 {{tab}} | {t.sep.cut} -f{n}",
        "sort": t.sep.sort,
        "up": f"-k{n},{n}n",
        "down": f"-k{n},{n}nr",
        "t": t.words,
        "col": col.words,
        "mod": mod,
    }
    return composed(d, KINDS[what], parts)


def _draw_order(d: Draft, order: str) -> tuple[str, str]:
    """Draw how the totals are ordered: what follows the command, and the words."""
    tail = said = ""
    if order == "desc":
        tail, said = (
            " | sort -k2,2nr",
            d.one(
                (
                    ", (highest|largest|biggest) first",
                    "(sorted|ordered) (by (total|value)|) (descending|from high to low|largest first)",
                    "and sort it (largest|highest) first",
                )
            ),
        )
    elif order == "top":
        d.draw("count")
        tail, said = (
            " | sort -k2,2nr | head -n {count}",
            d.one(
                (
                    ", only the top {count}",
                    ", show the {count} (largest|biggest|highest)",
                    ", top {count} only",
                )
            ),
        )
    elif order == "name":
        tail, said = (
            " | sort",
            d.one(
                ("sorted by name", "in alphabetical order", "(and|) sort the result", "sorted alphabetically")
            ),
        )
    return tail, said


def totals_by_group(d: Draft) -> Composed | None:
    """The same for each value of another column."""
    t = Table(d)
    key = column(d, t, numeric=False)
    col = column(d, t, numeric=True, apart=(key,))
    a, k, c = t.sep.awk, key.awk, col.awk
    what = d.among({"sum": 4.0, "avg": 2.0, "count": 2.5, "max": 1.0, "min": 0.7})
    mod = d.one(SKIP) if d.chance(0.2) else ""
    per = d.one(
        (
            "per",
            "by",
            "for each",
            "for every",
            "per value of",
            "grouped by",
            "for each value (in|of)",
            "group by",
            "for each distinct value of",
        )
    )
    order = d.among({"": 4.0, "desc": 1.2, "top": 0.7, "name": 0.5}) if what in {"sum", "avg"} else ""
    tail, said = _draw_order(d, order)
    if what == "count":
        return d.made("csv.groupcount", ("- <count> (rows|lines|records|entries|@noun) per @key (in|of) @t @mod", "- (count|show) how (many|often) each value (of|in) @key (occurs|appears|comes up) in @t @mod", "* how many (rows|@noun) (are there|) per (value of|) @key in @t @mod", "- count the (values|occurrences) of (each|every) value in @key of @t @mod",
                                         "* frequency of (the|) values in @key of @t @mod", "- tally @key of @t @mod", "* @t: number of rows for each value of @key @mod"),
                      f"tail -n +2 {{tab}} | {t.sep.cut} -f{key.number} | sort | uniq -c | sort -nr", t=t.words, key=key.words, mod=mod, noun=t.noun)  # fmt: skip
    if what == "sum":
        line = f"awk {a} 'NR>1 {{s[{k}]+={c}}} END {{for (k in s) print k, s[k]}}' {{tab}}{tail}"
        ways: tuple[str, ...] = (
            "- (sum|add up|total) @col @per @key (in|of|from) @t @mod @said",
            "* (sum|total) of @col @per @key in @t @mod @said",
            "- <calc> the (sum|total|totals) of @col @per @key (in|of|from) @t @mod @said",
            "* total @col @per @key in @t @mod @said",
            "- group @t by @key and (sum|total|add up) @col @mod @said",
            "* @t: sum of @col @per @key @mod @said",
            "* what is the total of @col @per @key in @t @mod @said",
        )
    elif what == "avg":
        line = (
            f"awk {a} 'NR>1 {{s[{k}]+={c}; n[{k}]++}} END {{for (k in s) print k, s[k]/n[k]}}' {{tab}}{tail}"
        )
        ways = (
            "- <calc> the (average|mean) of @col @per @key (in|of|from) @t @mod @said",
            "* (average|mean|avg) (of|) @col @per @key (in|of) @t @mod @said",
            "- group @t by @key and average @col @mod @said",
            "* what is the (average|mean) of @col @per @key in @t @mod @said",
        )
    else:
        sign = ">" if what == "max" else "<"
        line = f"awk {a} 'NR>1 && (!({k} in m) || {c} {sign} m[{k}]) {{m[{k}]={c}}} END {{for (k in m) print k, m[k]}}' {{tab}}"
        word = d.one(
            ("maximum", "max", "highest value", "largest value", "highest")
            if what == "max"
            else ("minimum", "min", "lowest value", "smallest value", "lowest")
        )
        ways = (
            f"- <calc> the {word} (of|in) @col @per @key (in|of|from) @t @mod",
            f"* {word} (of|in) @col @per @key in @t @mod",
            f"- group @t by @key and show the {word} of @col @mod",
        )
    return d.made(
        f"csv.group{what}", ways, line, t=t.words, key=key.words, col=col.words, per=per, mod=mod, said=said
    )
