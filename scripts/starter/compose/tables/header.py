"""Columns that are known by their header only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.tables.table import ROWS, Table, condition
from scripts.starter.compose.tables.totals import AVG, MAX, MIN, SUM

EXTREMES: Final = {
    "max": ("highest|largest|biggest|maximum", MAX, "-nr"),
    "min": ("lowest|smallest|minimum", MIN, "-n"),
}


def _extreme(d: Draft, what: str, parts: Parts) -> Composed:
    """The highest or the lowest value of the column."""
    words, wordings, order = EXTREMES[what]
    ways = tuple(w.replace("@col", "@c").replace("@mod", "") for w in wordings)
    ways += (f"* (what is the|) ({words}) {{name}} in @t",)
    return d.made(
        f"csv.name{what}",
        ways,
        f"awk @awk '@find NR>1 {{print $c}}' {{tab}} | sort {order} | head -n 1",
        **parts,
    )


def _filtered(d: Draft, t: Table, what: str, name: str, parts: Parts) -> Composed:
    """Rows by a test of the column, printed or counted."""
    words, test, _ = condition(d, t, None, "", expr="$c", name=name)
    test = f"({test})" if "&&" in test and what == "filter" else test
    words = words.replace("@c", d.one((parts["c"], "{name}", "{name}", "the {name}")))
    rows = d.one((*ROWS, t.noun, t.noun))
    if what == "filter":
        return d.made(
            "csv.namefilter",
            (
                "- (print|show|list|get|find) (the|all|) @rows (of|in|from) @t (where|whose) @w",
                "- filter @t where @w",
                "* @rows (of|in) @t where @w",
                "- select @rows from @t where @w",
                "- keep only the @rows of @t where @w",
                "* from @t only the @rows where @w",
            ),
            f"awk @awk '@find NR==1 || {test}' {{tab}}",
            rows=rows,
            w=words.replace("@c", parts["c"]),
            **parts,
        )
    return d.made(
        "csv.namecount",
        (
            "- <count> @rows (of|in) @t where @w",
            "* how many @rows (of|in) @t (are there|) where @w",
            "* number of @rows in @t where @w",
        ),
        f"awk @awk '@find NR>1 && {test}' {{tab}} | wc -l",
        rows=rows,
        w=words,
        **parts,
    )


def _by_group(d: Draft, t: Table, what: str, name: str, *, numeric: bool) -> Composed:
    """Totals of one column for each value of another."""
    a = t.sep.awk
    other = t.field(numeric=True, apart=(name,))
    key = name if not numeric else t.field(numeric=False)
    d.put("name", key)
    d.put("nameb", other)
    index = "NR==1 {for (i=1; i<=NF; i++) f[$i]=i}"
    k, v = f'$f["{key}"]', f'$f["{other}"]'
    per = d.one(("per", "by", "for each", "grouped by", "for every"))
    if what == "groupsum":
        return d.made(
            "csv.namegroupsum",
            (
                f"- (sum|add up|total) (the|) {{nameb}} {per} {{name}} (in|of|from) @t",
                f"* total {{nameb}} {per} {{name}} in @t",
                f"- <calc> the total {{nameb}} {per} {{name}} (in|from) @t",
                "- group @t by {name} and sum {nameb}",
            ),
            f"awk {a} '{index} NR>1 {{s[{k}]+={v}}} END {{for (k in s) print k, s[k]}}' {{tab}}",
            t=t.words,
        )
    return d.made(
        "csv.namegroupavg",
        (
            f"* average {{nameb}} {per} {{name}} in @t",
            f"- <calc> the (average|mean) {{nameb}} {per} {{name}} (in|from) @t",
            "- group @t by {name} and average {nameb}",
        ),
        f"awk {a} '{index} NR>1 {{s[{k}]+={v}; n[{k}]++}} END {{for (k in s) print k, s[k]/n[k]}}' {{tab}}",
        t=t.words,
    )


WEIGHTS: Final = {
    "show": 2.0,
    "sum": 2.0,
    "avg": 1.6,
    "max": 1.0,
    "min": 0.7,
    "filter": 2.6,
    "count": 0.9,
    "unique": 1.2,
    "group": 1.0,
    "groupsum": 1.2,
    "groupavg": 0.6,
    "number": 0.6,
}


def _sum(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "csv.namesum",
        (
            *(w.replace("@col", "@c").replace("@mod", "") for w in SUM),
            "* (what is the|) total {name} in @t",
            "- (calculate|compute|get) the total {name} (in|of|from) @t",
            "* sum of (all|) {name} (values|) in @t",
        ),
        "awk @awk '@find NR>1 {s+=$c} END {print s}' {tab}",
        **parts,
    )


def _avg(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "csv.nameavg",
        (
            *(w.replace("@col", "@c").replace("@mod", "") for w in AVG),
            "* (what is the|) (average|mean) {name} in @t",
            "- (calculate|compute|get) the (average|mean) {name} (in|of|from) @t",
        ),
        "awk @awk '@find NR>1 {s+=$c; n++} END {print s/n}' {tab}",
        **parts,
    )


def _unique(d: Draft, parts: Parts) -> Composed:
    uniq = d.one(("unique", "distinct", "different"))
    return d.made(
        "csv.nameuniq",
        (
            f"- (list|show) (all|) (the|) {uniq} values (of|in) @c (of|in) @t",
            f"* {uniq} {{name}} values in @t",
            f"* {uniq} values of @c in @t",
        ),
        "awk @awk '@find NR>1 {print $c}' {tab} | sort -u",
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "show": Form(
        "csv.name",
        (
            "- (print|show|extract|get|list) (only|just|) @c (of|from|in) @t",
            "* @c of @t",
            "- show all (the|) {name} values (in|of|from) @t",
            "* only @c of @t",
            "- extract the column with the header {name} from @t",
            "* list every {name} in @t",
        ),
        "awk @awk '@find {print $c}' {tab}",
    ),
    "sum": _sum,
    "avg": _avg,
    "unique": _unique,
    "group": Form(
        "csv.namegroup",
        (
            "- <count> (rows|records|@noun) (per|by|for each) {name} (in|of) @t",
            "* how many (rows|@noun) (are there|) (per|for each) {name} in @t",
            "- count how often each {name} (occurs|appears) in @t",
        ),
        "awk @awk '@find NR>1 {print $c}' {tab} | sort | uniq -c | sort -nr",
    ),
}


def by_header(d: Draft) -> Composed | None:
    """Columns that are known by their header only."""
    t = Table(d, plain=d.chance(0.8))
    a = t.sep.awk
    numeric = d.chance(0.5)
    name = t.field(numeric=numeric)
    d.put("name", d.one((name, name, f'"{name}"')), name)
    find = f'NR==1 {{for (i=1; i<=NF; i++) if ($i=="{name}") c=i}}'
    c = d.one(
        (
            "the {name} column",
            "the column {name}",
            "column {name}",
            "the {name} field",
            "the column (called|named) {name}",
        )
    )
    what = d.among(WEIGHTS)
    if (
        what == "number"
        or (what in {"sum", "avg", "max", "min"} and not numeric)
        or (what in {"unique", "group"} and numeric)
    ):
        return None
    parts = {"awk": a, "find": find, "c": c, "t": t.words, "noun": t.noun}
    if what in EXTREMES:
        return _extreme(d, what, parts)
    if what in {"filter", "count"}:
        return _filtered(d, t, what, name, parts)
    if what in {"groupsum", "groupavg"}:
        return _by_group(d, t, what, name, numeric=numeric)
    return composed(d, KINDS[what], parts)
