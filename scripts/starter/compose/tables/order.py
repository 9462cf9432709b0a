"""Sorted rows, size and shape of a table."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.tables.table import Table, column, draw_result_file


def in_order(d: Draft) -> Composed | None:
    """Rows sorted by a column, with or without the header."""
    t = Table(d)
    numeric = d.chance(0.55)
    col = column(d, t, numeric=numeric)
    down = d.chance(0.4)
    n = col.number
    flags = ("n" if numeric else "") + ("r" if down else "")
    if numeric:
        how = d.one(("numerically, (largest|highest|biggest) first", "(as numbers|numerically) in descending order", ", (highest|largest|biggest) number first", "numerically descending", "by number from high to low", "numeric descending") if down else
                    ("numerically", "as numbers", "in numeric order", "numerically ascending", ", (smallest|lowest) number first", ", it is (a number|numeric)", "numeric"))  # fmt: skip
    else:
        how = d.one(
            (
                "in reverse (alphabetical|) order",
                "from z to a",
                "(reversed|in reverse)",
                "in descending alphabetical order",
            )
            if down
            else ("", "alphabetically", "", "in alphabetical order", "from a to z", "as text")
        )
    said, redirect = draw_result_file(d, d.one(t.sep.ends))
    header = d.chance(0.4)
    tail, limit = "", ""
    if d.chance(0.12) and not header:
        d.draw("count")
        tail, limit = (
            " | head -n {count}",
            d.one(
                (
                    "and (show|print) (only|) the first {count} (rows|lines|)",
                    ", first {count} (rows|lines) only",
                )
            ),
        )
    key2 = ""
    if d.chance(0.12):
        second = column(d, t, numeric=d.chance(0.5), apart=(col,))
        nn = d.chance(0.4)
        key2 = f" -k{second.number},{second.number}{'n' if nn else ''}"
        how += f" and then by {second.words}" + (" (numerically|as a number)" if nn else "")
    key = f"-k{n},{n}{flags}{key2}"
    ways = (
        "- sort @t (by|on) @col @how @mod @limit @out",
        "- (order|arrange) (the (rows|lines|records) of|) @t by @col @how @mod @limit @out",
        "* sort @t by @col @how @mod @limit @out",
        "* @t sorted by @col @how @mod @limit @out",
        "- (print|show) @t sorted (by|on) @col @how @mod @limit @out",
        "- sort (the|) rows (of|in) @t by @col @how @mod @limit @out",
    )
    if header:
        return d.made(
            "csv.sorthead",
            ways,
            f"(head -n 1 {{tab}} && tail -n +2 {{tab}} | {t.sep.sort} {key}){redirect}",
            t=t.words,
            col=col.words,
            how=how,
            out=said,
            limit="",
            mod=d.one(
                (
                    "(and|but|) keep the header (on top|at the top|first|in place|as the first line)",
                    "keeping the header (line|row|) (first|on top|at the top|in place)",
                    ", header stays (first|on top)",
                    "without (sorting|moving) the header",
                    "but leave the header (line|row) where it is",
                    "preserving the header",
                )
            ),
        )
    mod = ""
    if d.chance(0.15):
        return d.made(
            "csv.sortdata",
            ways,
            f"tail -n +2 {{tab}} | {t.sep.sort} {key}{tail}{redirect}",
            t=t.words,
            col=col.words,
            how=how,
            out=said,
            limit=limit,
            mod=d.one(("without (the|its) header", "(skipping|leaving out|dropping) the header (line|row|)")),
        )
    return d.made(
        "csv.sort",
        ways,
        f"{t.sep.sort} {key} {{tab}}{tail}{redirect}",
        t=t.words,
        col=col.words,
        how=how,
        out=said,
        limit=limit,
        mod=mod,
    )


def shape(d: Draft) -> Composed | None:
    """Number of rows and columns, headers, first and last rows."""
    t = Table(d)
    d.draw("count")
    sep = t.sep
    tr = {",": "','", ";": "';'", "\t": "'\\t'", "|": "'|'", ":": "':'"}[sep.sign]
    what = d.among(
        {
            "rows": 2.0,
            "lines": 1.0,
            "cols": 1.6,
            "head": 1.5,
            "headers": 1.4,
            "headnum": 0.8,
            "nohead": 1.2,
            "peek": 1.2,
            "data": 1.3,
            "tail": 0.7,
            "show": 1.6,
            "showhead": 0.7,
            "bad": 0.6,
            "empty": 0.5,
            "sample": 0.6,
            "dedupe": 0.6,
            "colno": 0.6,
            "size": 0.3,
        }
    )
    ways, line = {
        "rows": (("- <count> (the|) (data rows|rows|records) (in|of) @t (without|excluding|not counting|ignoring) the header", "* how many (data rows|records|rows) (are in|does) @t (have|) (not counting|without|excluding) the header", "* number of (records|data rows) in @t(, without header|)", "* how many @noun are in @t(, it has a header|)", "- count the records in @t"), "tail -n +2 {tab} | wc -l"),
        "lines": (("- <count> (the|) lines (in|of) @t", "* how many lines does @t have", "* line count of @t"), "wc -l {tab}"),
        "cols": (("- <count> (the|) (columns|fields) (in|of) @t", "* how many (columns|fields) does @t have", "* number of (columns|fields) in @t", "- count how many columns (there are in|are in) @t"), f"head -n 1 {{tab}} | awk {sep.awk} '{{print NF}}'"),
        "head": (("- <show> (only|just|) the header (line|row|) (of|from|in) @t", "* header of @t", "* what does the header of @t look like", "- print the first line of @t"), "head -n 1 {tab}"),
        "headers": (("- list (all|) (the|) column names (of|in|from) @t (, one per line|one per line|)", "* which columns does @t have", "* column names of @t", "- show the (column names|names of the columns|headers|field names) (of|in) @t (each on its own line|one per line|)", "* what are the columns of @t called"), f"head -n 1 {{tab}} | tr {tr} '\\n'"),
        "headnum": (("- (list|show) (the|) column names (of|in) @t with (their|) (numbers|positions|index)", "- number the columns of @t", "* which column of @t has which number", "* numbered (list of|) column names of @t"), f"head -n 1 {{tab}} | tr {tr} '\\n' | cat -n"),
        "nohead": (("- (show|print|display|output) @t without (the|its) (header|header line|header row|first line)", "- skip the header (line|row|) of @t", "* @t without header", "- print everything in @t (except|but) the header", "- (cut off|drop|leave out) the header of @t"), "tail -n +2 {tab}"),
        "peek": (("- <show> the first {count} (lines|rows) of @t", "* first {count} (rows|lines) of @t", "- (preview|peek at) {count} (lines|rows) of @t"), "head -n {count} {tab}"),
        "data": (("- <show> the first {count} (data rows|records|rows) of @t (without|skipping|not counting|ignoring) the header", "* first {count} data rows of @t", "* first {count} rows of @t without header", "- skip the header of @t and show {count} (rows|lines)"), "tail -n +2 {tab} | head -n {count}"),
        "tail": (("- <show> the last {count} (rows|lines|records) of @t", "* last {count} (rows|lines) of @t"), "tail -n {count} {tab}"),
        "show": (("- (show|display|print|view) @t (as a|in a) (nice|readable|neat|pretty|formatted|) table", "- (show|print|display) @t (with aligned columns|in aligned columns|nicely aligned|lined up in columns)", "- pretty print @t", "- align the columns of @t", "* @t as a table in the terminal", "- make @t readable in the terminal", "- (format|line up) the columns of @t"), f"{sep.column} {{tab}}"),
        "showhead": (("- (show|print) the first {count} (lines|rows) of @t (as a table|with aligned columns|aligned|nicely formatted)", "* first {count} rows of @t as a (nice|) table"), f"head -n {{count}} {{tab}} | {sep.column}"),
        "bad": (("- (find|show|list) (rows|lines) (of|in) @t (with the wrong number of (columns|fields)|that don't have as many (columns|fields) as the header)", "* (rows|lines) of @t with (a different|another) number of (columns|fields) than the header", "- check (if|that) all rows of @t have the same number of columns", "* broken rows in @t, wrong column count"), f"awk {sep.awk} 'NR==1 {{n=NF}} NF!=n' {{tab}}"),
        "empty": (("- (remove|drop|skip|leave out) (empty|blank) (lines|rows) (from|in|of) @t (when printing it|)", "- (show|print) @t without (empty|blank) lines"), "grep -v '^$' {tab}"),
        "sample": (("- (show|pick|take|print) {count} random (rows|lines|records|@noun) (from|of) @t (without|not) the header", "* random sample of {count} (rows|records) from @t", "- sample {count} rows (from|of) @t at random"), "tail -n +2 {tab} | shuf -n {count}"),
        "dedupe": (("- (remove|drop) duplicate (rows|lines) (from|in) @t", "* @t without duplicate (rows|lines)", "- deduplicate (the|) (rows|lines) (of|in) @t keeping (the|their) order", "- show @t with (duplicate|repeated) rows only once"), "awk '!seen[$0]++' {tab}"),
        "colno": (("* which (column|number) is {name} in @t", "- find the (number|position|index) of the column {name} in @t", "* column number of {name} in @t", "* at which position is the {name} column of @t"), f'head -n 1 {{tab}} | tr {tr} \'\\n\' | grep -nx "{{name}}"'),
        "size": (("* how big is @t", "- show the (file|) size of @t"), "ls -lh {tab}"),
    }[what]  # fmt: skip
    name = t.field(numeric=d.chance(0.5))
    d.put("name", name)
    if what == "rows":
        ways = tuple(w.replace("(are in|does) @t (have|)", "does @t have") for w in ways)
    return d.made(
        f"csv.{what}",
        ways,
        line,
        mac="tail -n +2 {tab} | sort -R | head -n {count}" if what == "sample" else None,
        t=t.words,
        noun=t.noun,
    )
