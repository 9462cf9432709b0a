"""Columns separated by blanks or another sign: picked, compared, added up."""

from __future__ import annotations

from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft
from scripts.starter.compose.text.source import draw_saved, draw_source


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


def pick(d: Draft) -> Composed | None:
    """One column or several, sorted, counted, in another order."""
    what = d.among(
        {
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
    )
    f = draw_table(d)
    c = draw_column(d)
    get = "(print|show|get|extract|list|display|give me|cut)"
    d.draw("count")
    saved, redirect = draw_saved(d, 0.1)
    if what == "one":
        return d.made(
            "text.col",
            (
                f"- {get} (only|just|) @c (of|from|in) @f @o",
                "* @c of @f @o",
                f"- {get} @c of (every|each) line (of|in) @f @o",
                "- use awk to print @c of @f @o",
                "* only @c of @f @o",
                "* @f @c",
            ),
            f"awk '{{print ${{col}}}}' {{src}}{redirect}",
            f=f,
            c=c,
            o=saved,
        )
    if what == "two":
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
                f"- {get} (only|just|) {both} (of|from|in) @f @o",
                f"* {both} of @f @o",
                f"- {get} {both} of each line in @f @o",
            ),
            f"awk '{{print ${n}, ${m}}}' {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what == "last":
        return d.made(
            "text.lastcol",
            (
                f"- {get} (only|) the last (column|field|word) (of|from|in) @f @o",
                "* last (column|field|word) of (each|every) line (in|of) @f @o",
                f"- {get} the last (column|word) of every line of @f @o",
            ),
            f"awk '{{print $NF}}' {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what in {"delim", "delim2", "delimlast", "after"}:
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
        space = " " if cut else ""
        if what == "delim":
            return d.made(
                "text.cut",
                (
                    f"- {get} @c (of|from|in) @f @w @o",
                    f"- {get} @c (of|from|in) @f, (columns are|fields are) @w @o"
                    if with_.startswith(("separated", "delimited"))
                    else f"- {get} @c of each line of @f @w @o",
                    "* @c of @f @w @o",
                ),
                f"cut {cut}{space}-f{{col}} {{src}}{redirect}",
                f=f,
                c=c,
                w=with_,
                o=saved,
            )
        if what == "delim2":
            a, b = sorted(d.rng.sample(range(1, 9), 2))
            d.put("col", str(a))
            d.put("colb", str(b))
            return d.made(
                "text.cut2",
                (
                    f"- {get} (columns|fields) {{col}} and {{colb}} (of|from|in) @f @w @o",
                    "* (columns|fields) {col} and {colb} of @f @w @o",
                ),
                f"cut {cut}{space}-f{{col}},{{colb}} {{src}}{redirect}",
                f=f,
                w=with_,
                o=saved,
            )
        if what == "after":
            if not cut:
                return None
            first = d.chance(0.5)
            word = said[0].removeprefix("a ").removeprefix("an ")
            return d.made(
                "text.cutside",
                (
                    (f"- {get} everything before the first {word} (of|in|on) (each|every) line (of|in) @f",)
                    if first
                    else (
                        f"- {get} everything after the first {word} (of|in|on) (each|every) line (of|in) @f",
                    )
                ),
                f"cut {cut} -f{'1' if first else '2-'} {{src}}",
                f=f,
            )
        return d.made(
            "text.cutlast",
            (f"- {get} the last (column|field) (of|from|in) @f @w", "* last (column|field) of @f @w"),
            f"awk {awk} '{{print $NF}}' {{src}}",
            f=f,
            w=with_,
        )
    ways, line, mac = {
        "firstlast": ((f"- {get} the first and (the|) last (column|word) (of|from) @f", "* first and last (column|word) of each line in @f"), "awk '{print $1, $NF}' {src}", None),
        "nextlast": ((f"- {get} the (second to last|second last|next to last|penultimate) (column|field) (of|in) @f", "* (second to last|second last) (column|field|word) of @f"), "awk '{print $(NF-1)}' {src}", None),
        "but": ((f"- {get} (everything|all columns) (except|but) the first (column|) (of|in) @f", "- drop the first (column|word) of each line in @f", "* @f without the first column"), "awk '{$1=\"\"; print substr($0, 2)}' {src}", None),
        "swap": (("- swap the first two columns (of|in) @f", "- (print|show) @f with (columns 1 and 2|the first two columns) (swapped|exchanged)", f"- {get} the second column and then the first (of|in) @f"), "awk '{print $2, $1}' {src}", None),
        "uniq": (("- <show> the (unique|distinct|different) values (of|in) @c (of|in|from) @f", "* (unique|distinct) values (of|in) @c of @f", "* which (different|) values (occur|are there) in @c of @f", "- list each value of @c in @f (only|just) once"), "awk '{print ${col}}' {src} | sort -u", None),
        "count": (("- count how often each value (of|in) @c (occurs|appears) in @f", "* how often does each value (of|in) @c occur in @f", "- count the (values|occurrences of each value) (in|of) @c of @f", "* frequency of the values in @c of @f"), "awk '{print ${col}}' {src} | sort | uniq -c | sort -nr", None),
        "top": (("- <show> the {count} most (common|frequent) values (in|of) @c (of|in|from) @f", "* top {count} values (in|of) @c of @f", "* {count} most frequent values (of|in) @c in @f"), "awk '{print ${col}}' {src} | sort | uniq -c | sort -nr | head -n {count}", None),
        "number": (("- <show> the number of (columns|fields|words) (of|in|on) each line (of|in) @f", "* how many (columns|fields|words) does each line of @f have"), "awk '{print NF}' {src}", None),
        "align": (("- align the columns (of|in) @f", "- (show|print|format) @f (as a table|in (nice|aligned|neat) columns|with aligned columns)", "- line up the columns of @f", "* pretty columns for @f"), "column -t {src}", None),
    }.get(what, ((), "", None))  # fmt: skip
    if line:
        return d.made(f"text.col.{what}", ways, line, mac=mac, f=f, c=c)
    if what == "chars":
        n = d.rng.randrange(1, 60)
        m = n + d.rng.randrange(1, 30)
        kind = d.among({"first": 2.0, "range": 1.0, "one": 0.7, "from": 0.6})
        d.put("num", str(n))
        d.put("numb", str(m))
        return {"first": lambda: d.made("text.cutchars", (f"- {get} the first {{num}} characters of (each|every) line (of|in) @f", "* first {num} (characters|chars) of each line in @f"), "cut -c1-{num} {src}", f=f),
                "range": lambda: d.made("text.cutchars", (f"- {get} characters {{num}} to {{numb}} of (each|every) line (of|in) @f", "* characters {num}-{numb} of every line in @f"), "cut -c{num}-{numb} {src}", f=f),
                "one": lambda: d.made("text.cutchars", (f"- {get} (only|) character {{num}} of (each|every) line (of|in) @f",), "cut -c{num} {src}", f=f),
                "from": lambda: d.made("text.cutchars", (f"- {get} (each|every) line of @f from character {{num}} on", "- drop the characters before position {num} (in|of) (each|every) line of @f"), "cut -c{num}- {src}", f=f)}[kind]()  # fmt: skip
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
    if what == "sortd":
        said, awk, cut = d.one(SEPARATORS[:4])
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
            f"sort {cut.replace('-d', '-t')} {key} {{src}}{tail}",
            f=f,
            c=c,
            h=how,
            l=limit,
            w=with_,
        )
    return d.made(
        "text.sortcol",
        (
            "- sort @f (by|on) @c @h @l",
            "* sort @f by @c @h @l",
            "- (order|arrange) the lines of @f by @c @h @l",
            "* @f sorted by @c @h @l",
            "- (show|print) @f sorted (by|on) @c @h @l",
        ),
        f"sort {key} {{src}}{tail}",
        f=f,
        c=c,
        h=how,
        l=limit,
    )


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
    out = d.among({"lines": 4.0, "count": 1.4, "col": 1.6, "sum": 0.8})
    if out == "lines":
        return d.made(
            "text.where",
            (
                "- (print|show|list|get|find) (the|all|only|) lines (of|in|from) @f (where|whose|in which) @w",
                "* lines (of|in) @f where @w",
                "- filter @f where @w",
                "- (show|print) only lines of @f where @w",
                "- use awk to (print|show) lines of @f where @w",
                "* from @f the lines where @w",
            ),
            f"awk '{test}' {{src}}",
            f=f,
            w=cond,
        )
    if out == "count":
        return d.made(
            "text.wherecount",
            (
                "- <count> lines (of|in) @f where @w",
                "* how many lines (of|in) @f are there where @w",
                "* number of lines in @f where @w",
            ),
            f"awk '{test}' {{src}} | wc -l",
            f=f,
            w=cond,
        )
    other = draw_column(d, "key", apart=n)
    if out == "col":
        return d.made(
            "text.wherecol",
            (
                "- (print|show|get) @o (of|for) (the|) lines (of|in) @f where @w",
                "* @o of @f where @w",
                "- (print|show) @o of @f if @w",
            ),
            f"awk '{test} {{print ${{key}}}}' {{src}}",
            f=f,
            w=cond,
            o=other,
        )
    if "||" in test:
        return None
    return d.made(
        "text.wheresum",
        ("- (sum|add up) @o (of|in) @f where @w", "* (sum|total) of @o in @f where @w"),
        f"awk '{test} {{s+=${{key}}}} END {{print s}}' {{src}}",
        f=f,
        w=cond,
        o=other,
    )


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
