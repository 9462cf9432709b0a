"""Columns that are known by their header only."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.tables.table import ROWS, Table, condition
from scripts.starter.compose.tables.totals import AVG, MAX, MIN, SUM


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
    what = d.among(
        {
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
    )
    if (what in {"sum", "avg", "max", "min"} and not numeric) or (
        what in {"unique", "group", "number"} and numeric
    ):
        return None
    if what == "show":
        return d.made(
            "csv.name",
            (
                "- (print|show|extract|get|list) (only|just|) @c (of|from|in) @t",
                "* @c of @t",
                "- show all (the|) {name} values (in|of|from) @t",
                "* only @c of @t",
                "- extract the column with the header {name} from @t",
                "* list every {name} in @t",
            ),
            f"awk {a} '{find} {{print $c}}' {{tab}}",
            c=c,
            t=t.words,
        )
    if what == "sum":
        return d.made(
            "csv.namesum",
            (
                *(w.replace("@col", "@c").replace("@mod", "") for w in SUM),
                "* (what is the|) total {name} in @t",
                "- (calculate|compute|get) the total {name} (in|of|from) @t",
                "* sum of (all|) {name} (values|) in @t",
            ),
            f"awk {a} '{find} NR>1 {{s+=$c}} END {{print s}}' {{tab}}",
            c=c,
            t=t.words,
        )
    if what == "avg":
        return d.made(
            "csv.nameavg",
            (
                *(w.replace("@col", "@c").replace("@mod", "") for w in AVG),
                "* (what is the|) (average|mean) {name} in @t",
                "- (calculate|compute|get) the (average|mean) {name} (in|of|from) @t",
            ),
            f"awk {a} '{find} NR>1 {{s+=$c; n++}} END {{print s/n}}' {{tab}}",
            c=c,
            t=t.words,
        )
    if what in {"max", "min"}:
        ways = tuple(w.replace("@col", "@c").replace("@mod", "") for w in (MAX if what == "max" else MIN))
        ways += (
            f"* (what is the|) ({'highest|largest|biggest|maximum' if what == 'max' else 'lowest|smallest|minimum'}) {{name}} in @t",
        )
        return d.made(
            f"csv.name{what}",
            ways,
            f"awk {a} '{find} NR>1 {{print $c}}' {{tab}} | sort -n{'r' if what == 'max' else ''} | head -n 1",
            c=c,
            t=t.words,
        )
    if what in {"filter", "count"}:
        words, test, _ = condition(d, t, None, "", expr="$c", name=name)
        test = f"({test})" if "&&" in test and what == "filter" else test
        words = words.replace("@c", d.one((c, "{name}", "{name}", "the {name}")))
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
                f"awk {a} '{find} NR==1 || {test}' {{tab}}",
                rows=rows,
                t=t.words,
                w=words.replace("@c", c),
            )
        return d.made(
            "csv.namecount",
            (
                "- <count> @rows (of|in) @t where @w",
                "* how many @rows (of|in) @t (are there|) where @w",
                "* number of @rows in @t where @w",
            ),
            f"awk {a} '{find} NR>1 && {test}' {{tab}} | wc -l",
            rows=rows,
            t=t.words,
            w=words,
        )
    if what == "unique":
        uniq = d.one(("unique", "distinct", "different"))
        return d.made(
            "csv.nameuniq",
            (
                f"- (list|show) (all|) (the|) {uniq} values (of|in) @c (of|in) @t",
                f"* {uniq} {{name}} values in @t",
                f"* {uniq} values of @c in @t",
            ),
            f"awk {a} '{find} NR>1 {{print $c}}' {{tab}} | sort -u",
            c=c,
            t=t.words,
        )
    if what == "group":
        return d.made(
            "csv.namegroup",
            (
                "- <count> (rows|records|@noun) (per|by|for each) {name} (in|of) @t",
                "* how many (rows|@noun) (are there|) (per|for each) {name} in @t",
                "- count how often each {name} (occurs|appears) in @t",
            ),
            f"awk {a} '{find} NR>1 {{print $c}}' {{tab}} | sort | uniq -c | sort -nr",
            t=t.words,
            noun=t.noun,
        )
    if what == "number":
        return None
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
