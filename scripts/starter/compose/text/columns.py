"""Columns separated by blanks or another sign: picked, compared, added up."""

from __future__ import annotations

from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft, Form, composed


def draw_table(d: Draft) -> str:
    """A file with columns."""
    stem = pool.stem(d.rng)
    name = f"{d.one(('', '', '', '', 'data/', '/var/log/', '/tmp/'))}{stem}.{d.one(('txt', 'txt', 'dat', 'log', 'log', 'out', 'data'))}"
    d.put_path("src", name)
    return d.one(("{src}", "{src}", "{src}", "the file {src}", "my {src}"))


def draw_column(d: Draft, key: str = "col", *, apart: int = 0) -> str:
    """Draw a column, put its number as ``col`` and say it."""
    while True:
        n = d.one((1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9))
        if n != apart:
            break
    c = d.one(("column", "column", "column", "col", "field"))
    words = d.one(
        (
            f"{c} {n}",
            f"the {ORDINALS[n]} {c}",
            f"{ORDINALS[n]} {c}",
            f"the {SHORT[n]} {c}",
            f"{SHORT[n]} {c}",
            f"{c} number {n}",
        )
    )
    d.put(key, words, str(n))
    return words


SEPARATORS: Final = (
    # how it is said, awk -F, cut -d
    (("a colon", "colons", ":", "colon"), "-F:", "-d:"), (("a comma", "commas", ",", "comma"), "-F,", "-d,"), (("a semicolon", "semicolons", ";"), "-F';'", '-d";"'), (("a pipe", "pipes", "|", "the pipe sign"), "-F'|'", '-d"|"'), (("a tab", "tabs"), "-F'\\t'", ""),
    (("a dash", "dashes", "-", "hyphens"), "-F-", "-d-"), (("a slash", "slashes", "/"), "-F/", "-d/"), (("an equals sign", "equal signs", "="), "-F=", "-d="), (("an underscore", "underscores", "_"), "-F_", "-d_"), (("a dot", "dots", "."), "-F.", "-d."),
)  # fmt: skip


OUTPUTS: Final = {"lines": 4.0, "count": 1.4, "col": 1.6, "sum": 0.8}


RESULTS: Final = {
    "lines": Form(
        "text.where",
        (
            "- (print|show|list|get|find) (the|all|only|) lines (of|in|from) @f (where|whose|in which) @w",
            "* lines (of|in) @f where @w",
            "- filter @f where @w",
            "- (show|print) only lines of @f where @w",
            "- use awk to (print|show) lines of @f where @w",
            "* from @f the lines where @w",
        ),
        "awk '@test' {src}",
    ),
    "count": Form(
        "text.wherecount",
        (
            "- <count> lines (of|in) @f where @w",
            "* how many lines (of|in) @f are there where @w",
            "* number of lines in @f where @w",
        ),
        "awk '@test' {src} | wc -l",
    ),
    "col": Form(
        "text.wherecol",
        (
            "- (print|show|get) @o (of|for) (the|) lines (of|in) @f where @w",
            "* @o of @f where @w",
            "- (print|show) @o of @f if @w",
        ),
        "awk '@test {print ${key}}' {src}",
    ),
    "sum": Form(
        "text.wheresum",
        ("- (sum|add up) @o (of|in) @f where @w", "* (sum|total) of @o in @f where @w"),
        "awk '@test {s+=${key}} END {print s}' {src}",
    ),
}


def rows_where(d: Draft) -> Composed | None:
    """Rows of files with columns separated by blanks."""
    f = draw_table(d)
    c = draw_column(d)
    n = int(d.values["col"].written)
    kind = d.among({">": 3.0, "<": 2.0, ">=": 0.7, "<=": 0.6, "==n": 0.8, "==": 2.0, "!=": 0.8, "~": 1.2})
    d.put("lim", str(d.one((1, 5, 10, 20, 50, 80, 90, 100, 200, 500, 1000, 5000, d.rng.randrange(1, 2000)))))
    d.draw("word")
    if " " in d.values["word"].written:
        return None
    words, test = {
        ">": (d.one(("is (greater|larger|bigger|higher) than {lim}", "is (over|above|more than) {lim}", "> {lim}", "exceeds {lim}")), "${col} > {lim}"), "<": (d.one(("is (less|smaller|lower) than {lim}", "is (under|below) {lim}", "< {lim}")), "${col} < {lim}"),
        ">=": ("is (at least|not less than|greater than or equal to) {lim}", "${col} >= {lim}"), "<=": ("is (at most|no more than|less than or equal to) {lim}", "${col} <= {lim}"), "==n": ("(is|equals|is exactly|==) {lim}", "${col} == {lim}"),
        "==": ("(is|equals|is exactly|==) {word}", "${col} == {word|q}"), "!=": ("(is not|does not equal|!=) {word}", "${col} != {word|q}"), "~": ("(contains|matches|includes) {word}", "${col} ~ /{word|raw}/"),
    }[kind]  # fmt: skip
    cond = f"{c} {words}"
    if d.chance(0.15) and kind in {">", "<"}:
        other = draw_column(d, "colb", apart=n)
        d.put("numb", str(d.rng.randrange(1, 900)))
        joiner, op = d.one((("and", "&&"), ("or", "||")))
        cond += f" {joiner} {other} is (less|smaller) than {{numb}}"
        test += f" {op} ${{colb}} < {{numb}}"
    out = d.among(OUTPUTS)
    parts = {"test": test, "f": f, "w": cond}
    if out in {"col", "sum"}:
        parts["o"] = draw_column(d, "key", apart=n)
    if out == "sum" and "||" in test:
        return None
    return composed(d, RESULTS[out], parts)


def totals(d: Draft) -> Composed | None:
    """Sum, average and extremes of a column."""
    f = draw_table(d)
    c = draw_column(d)
    n = int(d.values["col"].written)
    what = d.among(
        {
            "sum": 2.6,
            "avg": 2.0,
            "max": 1.4,
            "min": 1.1,
            "sumfile": 1.2,
            "avgfile": 0.8,
            "maxfile": 0.7,
            "minfile": 0.6,
            "group": 1.0,
            "groupavg": 0.5,
            "rowmax": 0.7,
            "rowmin": 0.5,
            "top": 0.9,
            "running": 0.4,
            "product": 0.4,
            "median": 0.4,
            "rowsum": 0.4,
        }
    )
    other = draw_column(d, "colb", apart=n)
    d.draw("count")
    calc = "(calculate|compute|work out|get|find|print|show|give me)"
    ways, line = {
        "sum": (("- (sum|add up|total|sum up) (the (numbers|values) (in|of)|) @c (of|in|from) @f", f"- {calc} the (sum|total) of @c (in|of) @f", "* (sum|total) of @c (in|of) @f", "* what is the (sum|total) of @c in @f", "* how much is @c of @f in total", "- use awk to sum @c of @f"), "awk '{s+=${col}} END {print s}' {src}"),
        "avg": ((f"- {calc} the (average|mean) of @c (in|of) @f", "* (average|mean) of @c (in|of) @f", "* what is the (average|mean) of @c in @f", "- average @c of @f"), "awk '{s+=${col}} END {print s/NR}' {src}"),
        "max": ((f"- {calc} the (maximum|max|largest value|highest value|biggest number) (of|in) @c (of|in) @f", "* (max|maximum|highest value|largest number) (of|in) @c of @f", "* what is the (highest|largest|biggest) (value|number) in @c of @f"), "awk 'NR==1 || ${col}>m {m=${col}} END {print m}' {src}"),
        "min": ((f"- {calc} the (minimum|min|smallest value|lowest value) (of|in) @c (of|in) @f", "* (min|minimum|lowest value|smallest number) (of|in) @c of @f", "* what is the (lowest|smallest) (value|number) in @c of @f"), "awk 'NR==1 || ${col}<m {m=${col}} END {print m}' {src}"),
        "sumfile": (("- (sum|add up|total) (all|) (the|) numbers (in|of) @f(, one per line|)", "* (sum|total) of (all|the) numbers in @f", "- add (together|up) the numbers in @f, one (number|) per line", "* what do the numbers in @f add up to"), "awk '{s+=$1} END {print s}' {src}"),
        "avgfile": ((f"- {calc} the (average|mean) of (all|) (the|) numbers in @f", "* (average|mean) of the numbers in @f(, one per line|)"), "awk '{s+=$1} END {print s/NR}' {src}"),
        "maxfile": ((f"- {calc} the (largest|biggest|highest) number in @f", "* (largest|biggest|highest|max) number in @f(, one per line|)"), "sort -n {src} | tail -n 1"),
        "minfile": ((f"- {calc} the (smallest|lowest) number in @f", "* (smallest|lowest|min) number in @f(, one per line|)"), "sort -n {src} | head -n 1"),
        "group": (("- (sum|add up|total) @d (per|for each|by|grouped by) (value of|) @c (in|of) @f", "* (sum|total) of @d per value of @c in @f", "- group @f by @c and sum @d"), "awk '{s[${col}]+=${colb}} END {for (k in s) print k, s[k]}' {src}"),
        "groupavg": ((f"- {calc} the (average|mean) of @d (per|for each) value of @c in @f", "* average @d per value of @c in @f"), "awk '{s[${col}]+=${colb}; n[${col}]++} END {for (k in s) print k, s[k]/n[k]}' {src}"),
        "rowmax": (("- <show> the line (with|that has) the (highest|largest|biggest) (value|number) in @c of @f", "* line of @f with the (largest|highest) @c"), "sort -k{col},{col}nr {src} | head -n 1"),
        "rowmin": (("- <show> the line (with|that has) the (lowest|smallest) (value|number) in @c of @f", "* line of @f with the (smallest|lowest) @c"), "sort -k{col},{col}n {src} | head -n 1"),
        "top": (("- <show> the {count} lines with the (highest|largest|biggest) (values|numbers) in @c of @f", "* {count} lines of @f with the (highest|largest) @c", "* top {count} lines of @f by @c"), "sort -k{col},{col}nr {src} | head -n {count}"),
        "running": (("- (print|show) the (running|cumulative) (total|sum) of the numbers in @f", "* (running|cumulative) (sum|total) of @f"), "awk '{s+=$1; print s}' {src}"),
        "product": (("- multiply @c (by|with) @d (in|on|for) each line of @f", "* product of @c and @d for each line of @f"), "awk '{print ${col} * ${colb}}' {src}"),
        "median": ((f"- {calc} the median of the numbers in @f", "* median of (the numbers in|) @f"), "sort -n {src} | awk '{a[NR]=$1} END {print (NR%2) ? a[(NR+1)/2] : (a[NR/2]+a[NR/2+1])/2}'"),
        "rowsum": (("- (sum|add up) (all|the) numbers (of|in|on) each line of @f", "* sum of each line of @f"), "awk '{s=0; for (i=1; i<=NF; i++) s+=$i; print s}' {src}"),
    }[what]  # fmt: skip
    return d.made(f"text.total.{what}", ways, line, f=f, c=c, d=other)
