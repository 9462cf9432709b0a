"""Rows by a test of a column."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.tables.table import KEEP, ROWS, SKIP, Table, column, condition, draw_result_file


def rows_where(d: Draft) -> Composed | None:
    """Rows by a test of one column or two: printed, counted, removed, added up."""
    t = Table(d)
    first = column(d, t, numeric=d.chance(0.5))
    words, test, numeric = condition(d, t, first, "")
    words = words.replace("@c", first.words)
    joined = ""
    if d.chance(0.18):
        second = column(d, t, numeric=d.chance(0.5), apart=(first,))
        more, test2, _ = condition(d, t, second, "b")
        joined = d.among({"and": 3.0, "or": 1.0})
        words += f" {joined} " + more.replace("@c", second.words)
        if joined == "or":
            test = f"{'(' + test + ')' if '&&' in test else test} || {'(' + test2 + ')' if '&&' in test2 else test2}"
        else:
            test = f"{test} && {test2}"
    rows = d.one((*ROWS, t.noun))
    out = d.among(
        {"rows": 6.0, "count": 2.0, "col": 2.0, "cols": 0.8, "first": 0.6, "del": 0.8, "sum": 0.8, "avg": 0.5}
    )
    header = d.among({"": 6.0, "keep": 1.4, "skip": 1.6})
    compound = "||" in test or "&&" in test
    if out in {"rows", "first"}:
        mod = ""
        if header == "keep":
            mod, test = d.one(KEEP), f"NR==1 || {'(' + test + ')' if '&&' in test else test}"
        elif header == "skip":
            mod, test = d.one(SKIP), f"NR>1 && {'(' + test + ')' if '||' in test else test}"
        said, redirect = draw_result_file(d, d.one(t.sep.ends))
        if out == "first":
            d.draw("count")
            if header == "keep":
                return None
            return d.made(
                "csv.filter.first",
                (
                    "- <show> the first {count} @rows (of|in|from) @t where @w @mod",
                    "* first {count} @rows of @t where @w @mod",
                ),
                f"awk {t.sep.awk} '{test}' {{tab}} | head -n {{count}}",
                rows=rows,
                t=t.words,
                w=words,
                mod=mod,
            )
        ways: tuple[str, ...] = (
            "- (print|show|list|get|find|display) (only|) (the|all|all the|) @rows (of|in|from) @t (where|whose|in which) @w @mod @out", "- filter @t (where|for|to|by) @rows (where|whose) @w @mod @out", "* @rows (of|in|from) @t where @w @mod @out",
            "- filter @t where @w @mod @out", "* which @rows (in|of) @t have @w @mod", "- select @rows from @t where @w @mod @out", "- keep (only|) (the|) @rows (of|in) @t where @w @mod @out", "- use awk to (print|get) (the|) @rows of @t where @w @mod @out",
            "* from @t show (only|) (the|) @rows where @w @mod @out", "* @t: @rows where @w @mod", "- extract (the|all|) @rows from @t if @w @mod @out", "* i (only|) want (the|) @rows of @t where @w @mod @out",
        )  # fmt: skip
        ways = tuple(w for w in ways if "have @w" not in w)
        return d.made(
            "csv.filter",
            ways,
            f"awk {t.sep.awk} '{test}' {{tab}}{redirect}",
            rows=rows,
            t=t.words,
            w=words,
            mod=mod,
            out=said,
        )
    if out == "count":
        guard = numeric or header == "skip" or "!=" in test.split("&&")[0]
        mod = d.one(SKIP) if header == "skip" else ""
        test = f"NR>1 && {'(' + test + ')' if '||' in test else test}" if guard else test
        return d.made("csv.filter.count", ("- <count> @rows (of|in|from) @t (where|in which|whose) @w @mod", "* how many @rows (of|in) @t (are there|) where @w @mod", "* number of @rows in @t where @w @mod", "* how many @rows are (in|) @t where @w @mod", "- count how often @w in @t @mod"),
                      f"awk {t.sep.awk} '{test}' {{tab}} | wc -l", rows=rows, t=t.words, w=words, mod=mod)  # fmt: skip
    if out in {"col", "cols"}:
        shown = column(d, t, numeric=False, apart=(first,))
        head = ""
        if header == "skip":
            head, test = d.one(SKIP), f"NR>1 && {'(' + test + ')' if '||' in test else test}"
        if out == "col":
            return d.made("csv.filter.col", ("- <show> (only|just|) @col (of|for|from) (the|) @rows (of|in) @t where @w @mod", "- <show> @col of @t where @w @mod", "* @col of the @rows in @t where @w @mod", "* what is (in|) @col where @w in @t @mod", "- (print|list|get) @col if @w in @t @mod", "* @t: @col where @w @mod"),
                          f"awk {t.sep.awk} '{test} {{print {shown.awk}}}' {{tab}}", rows=rows, t=t.words, w=words, col=shown.words, mod=head)  # fmt: skip
        other = column(d, t, numeric=False, apart=(first, shown))
        d.put("lim9", str(shown.number))
        d.put("lim8", str(other.number))
        return d.made("csv.filter.cols", ("- <show> (columns|fields) {lim9} and {lim8} (of|for|from) (the|) @rows (of|in) @t where @w @mod", "* (columns|fields) {lim9} and {lim8} of @t where @w @mod"),
                      f"awk {t.sep.awk} '{test} {{print {shown.awk}, {other.awk}}}' {{tab}}", rows=rows, t=t.words, w=words, mod=head)  # fmt: skip
    if out == "del":
        if compound or test.split()[1] not in {"==", "!="}:
            return None
        test = test.replace("==", "%%").replace("!=", "==").replace("%%", "!=")
        return d.made(
            "csv.filter.del",
            (
                "- (show|print) @t without (the|) @rows where @w",
                "- (drop|remove|leave out|filter out|exclude) (the|all|) @rows where @w from @t (, show the rest|and print the rest|)",
                "- print all @rows of @t except (those|the ones) where @w",
            ),
            f"awk {t.sep.awk} '{test}' {{tab}}",
            rows=rows,
            t=t.words,
            w=words,
        )
    added = column(d, t, numeric=True, apart=(first,))
    if compound and "||" in test:
        test = f"({test})"
    if out == "sum":
        return d.made("csv.filter.sum", ("- (sum|add up|total) @col (of|for|in) @t (for (the|) @rows|) where @w", "* (sum|total) of @col (in|of) @t where @w", "- <calc> the (sum|total) of @col in @t (for @rows|) where @w", "* how much is @col of @t in total where @w", "- sum @col only (for the @rows|) where @w in @t"),
                      f"awk {t.sep.awk} '{test} {{s+={added.awk}}} END {{print s}}' {{tab}}", rows=rows, t=t.words, w=words, col=added.words)  # fmt: skip
    return d.made("csv.filter.avg", ("- <calc> the (average|mean) of @col (in|of) @t (for @rows|) where @w", "* (average|mean) @col of @t where @w", "* what is the average of @col in @t for (the|) @rows where @w"),
                  f"awk {t.sep.awk} 'NR>1 && {test} {{s+={added.awk}; n++}} END {{print s/n}}' {{tab}}", rows=rows, t=t.words, w=words, col=added.words)  # fmt: skip
