"""Tables in text: csv with any separator, columns named by number or by header; json is in ``objects``."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed, objects
from scripts.starter.compose.kit import Draft, own_slots
from scripts.starter.compose.records import TOPICS, Topic, number, text_value

own_slots("tab", "out", "lim", "limb", "val", "valb", "name", "nameb", "top", "other", "new")

ORDINALS: Final = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
SHORT: Final = ("", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")


@dataclass(frozen=True, slots=True)
class Separator:
    """What stands between columns, as the tools want it."""

    awk: str
    cut: str
    sort: str
    column: str
    ofs: str
    sign: str
    ends: tuple[str, ...]
    said: tuple[str, ...]


COMMA: Final = Separator("-F,", "cut -d,", "sort -t,", "column -s, -t", "-v OFS=,", ",", ("csv",), ("",))
SEPARATORS: Final = {
    COMMA: 16.0,
    Separator("-F';'", 'cut -d";"', 'sort -t";"', 'column -s";" -t', '-v OFS=";"', ";", ("csv", "csv", "txt"),
              ("semicolon separated", "semicolon-separated", "semicolon delimited", "separated by semicolons,", "; separated", "with ; as separator,")): 1.6,
    Separator("-F'\\t'", "cut", "sort -t$'\\t'", "column -s$'\\t' -t", "-v OFS='\\t'", "\t", ("tsv", "tsv", "tsv", "txt"),
              ("tab separated", "tab-separated", "tab delimited", "tsv", "separated by tabs,")): 2.0,
    Separator("-F'|'", 'cut -d"|"', 'sort -t"|"', 'column -s"|" -t', '-v OFS="|"', "|", ("txt", "csv", "psv", "dat"),
              ("pipe separated", "pipe-separated", "pipe delimited", "separated by |,", "with | between the columns,")): 0.8,
    Separator("-F:", "cut -d:", "sort -t:", "column -s: -t", "-v OFS=:", ":", ("txt", "dat", "conf"),
              ("colon separated", "colon-separated", "colon delimited", "separated by colons,", "with : as delimiter,")): 0.8,
}  # fmt: skip


class Table:
    """A table file: its separator, its topic and how it is called in the request."""

    def __init__(self, d: Draft, *, plain: bool = False) -> None:
        self.d = d
        self.sep = (
            COMMA
            if plain or d.chance(0.72)
            else d.among({s: w for s, w in SEPARATORS.items() if s is not COMMA})
        )
        self.topic: Topic = d.one(TOPICS)
        self.noun = d.one(self.topic.nouns[1:])
        stem = (
            self.topic.nouns[0]
            if d.chance(0.4)
            else d.one(("data", "input", "table", "list", "export"))
            if d.chance(0.3)
            else pool.stem(d.rng)
        )
        folder = d.one(("", "", "", "", "", "", "", "", "data/", "/tmp/", "~/", "reports/"))
        name = f"{folder}{stem}.{d.one(self.sep.ends)}"
        d.put("tab", f'"{name}"' if " " in name else name, name, "arg")
        lead = self.sep.said
        said = d.one(lead)
        if self.sep is COMMA:
            self.words = d.one(
                (
                    "{tab}",
                    "{tab}",
                    "{tab}",
                    "{tab}",
                    "the (csv|file|csv file|table) {tab}",
                    "(file|csv) {tab}",
                    "my csv {tab}",
                    "the comma separated file {tab}",
                )
            )
            if ".csv" not in name:
                self.words = "{tab}"
        elif said.endswith(","):
            self.words = (
                f"(the (file|table)|) {{tab}}, which is {said[:-1]},"
                if d.chance(0.3)
                else f"{{tab}} ({'columns' if d.chance(0.5) else 'fields'} {said[:-1]})"
            )
            self.words = (
                self.words.replace("(columns", "\\(columns").replace("(fields", "\\(fields")
                if "\\(" not in self.words
                else self.words
            )
            if self.words.endswith(")") and "\\(" in self.words:
                self.words = self.words[:-1] + "\\)"
        elif name.endswith(".tsv") and d.chance(0.6):
            self.words = d.one(("{tab}", "{tab}", "the tsv {tab}"))
        else:
            self.words = d.one(
                (f"the {said} (file|table) {{tab}}", f"{{tab}} \\({said}\\)", f"(the|) {said} {{tab}}")
            )

    def field(self, *, numeric: bool, apart: tuple[str, ...] = ()) -> str:
        """Draw a field name."""
        names = [f for f in (self.topic.numbers if numeric else tuple(self.topic.texts)) if f not in apart]
        if self.d.chance(0.12) or not names:
            return pool.word(self.d.rng)
        return self.d.one(names)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how it is said (with and without the word "column"), and its number."""

    words: str
    number: int
    name: str

    @property
    def awk(self) -> str:
        """Return the column as awk writes it."""
        return f"${self.number}"


def column(d: Draft, t: Table, *, numeric: bool, apart: tuple[Column, ...] = ()) -> Column:
    """Draw a column that is named by its number, perhaps together with its name."""
    while True:
        n = d.one((1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9))
        if all(n != c.number for c in apart):
            break
    name = t.field(numeric=numeric, apart=tuple(c.name for c in apart))
    c = d.one(("column", "column", "column", "col", "field"))
    plain = (
        f"{c} {n}",
        f"the {ORDINALS[n]} {c}",
        f"{ORDINALS[n]} {c}",
        f"the {SHORT[n]} {c}",
        f"{SHORT[n]} {c}",
        f"{c} number {n}",
        f"{c} {n}",
        f"{c} #{n}",
        f"{c} no {n}",
    )
    both = (
        f"{c} {n} \\({name}\\)",
        f"the {name} \\({c} {n}\\)",
        f"the {name} {c} \\({c} {n}\\)",
        f"{name} \\({ORDINALS[n]} {c}\\)",
        f"the {name} in {c} {n}",
        f"the {ORDINALS[n]} {c} \\({name}\\)",
        f"{name} \\({c} {n}\\)",
    )
    return Column(d.one(plain) if d.chance(0.72) else d.one(both), n, name)


OPS: Final = {
    ">": (("greater than", "more than", "above", "over", "bigger than", "higher than", "larger than", ">", "exceeding"), ("is", "is", "")),
    "<": (("less than", "below", "under", "smaller than", "lower than", "<"), ("is", "is", "")),
    ">=": (("at least", "greater than or equal to", ">=", "not less than", "no less than", "or more:"), ("is", "")),
    "<=": (("at most", "less than or equal to", "<=", "no more than", "not more than", "up to"), ("is", "")),
}  # fmt: skip


def condition(  # noqa: PLR0913, PLR0917 - where the test looks, and how its values are called
    d: Draft, t: Table, col: Column | None, key: str, expr: str | None = None, name: str = ""
) -> tuple[str, str, bool]:
    """A test of a column: words with ``@col``, awk, and whether it compares numbers."""
    lim, val = "lim" + key, "val" + key
    what = expr or (col.awk if col else "")
    kind = d.among(
        {
            ">": 3.0,
            "<": 2.0,
            ">=": 0.8,
            "<=": 0.6,
            "eqn": 0.7,
            "eq": 4.0,
            "ne": 1.2,
            "has": 1.3,
            "start": 0.8,
            "end": 0.5,
            "empty": 0.7,
            "full": 0.5,
            "between": 0.6,
        }
    )
    if kind in OPS:
        d.put(lim, str(number(d.rng)))
        words, links = OPS[kind]
        word = d.one(words)
        if word == "or more:":
            return f"@c is {{{lim}}} or more", f"{what} >= {{{lim}}}", True
        return (
            f"@c {d.one(links) if word != 'exceeding' else ''} {word} {{{lim}}}",
            f"{what} {kind} {{{lim}}}",
            True,
        )
    if kind == "eqn":
        d.put(lim, str(number(d.rng)))
        return (
            f"@c {d.one(('is exactly', 'equals', 'is', '==', '=', 'is equal to'))} {{{lim}}}",
            f"{what} == {{{lim}}}",
            True,
        )
    if kind == "between":
        low = number(d.rng)
        d.put(lim, str(low))
        d.put(lim + "2", str(low + number(d.rng)))
        return f"@c is between {{{lim}}} and {{{lim}2}}", f"{what} >= {{{lim}}} && {what} <= {{{lim}2}}", True
    if kind in {"empty", "full"}:
        no = kind == "full"
        return (
            "@c is "
            + d.one(
                ("not empty", "not blank", "filled", "non-empty")
                if no
                else ("empty", "blank", "missing", "not filled in")
            ),
            f'{what} {"!=" if no else "=="} ""',
            False,
        )
    value = text_value(t.topic, col.name if col else name, d.rng)
    d.put(val, d.one((value, value, f'"{value}"', f"'{value}'")), value)
    v = f"{{{val}}}"
    if kind == "eq":
        return (
            f"@c {d.one(('is', 'is', 'equals', '=', '==', 'is equal to', 'is exactly', 'has the value'))} {v}",
            f'{what} == "{v}"',
            False,
        )
    if kind == "ne":
        return (
            f"@c {d.one(('is not', 'is not', 'is different from', '!=', 'does not equal', 'is anything but', 'is other than'))} {v}",
            f'{what} != "{v}"',
            False,
        )
    if kind == "has":
        return (
            f"@c {d.one(('contains', 'contains', 'includes', 'matches', 'has'))} {v}"
            + d.one(("", "", " in it")).replace(" in it", ""),
            f"{what} ~ /{v}/",
            False,
        )
    if kind == "start":
        return f"@c {d.one(('starts with', 'begins with'))} {v}", f"{what} ~ /^{v}/", False
    return f"@c {d.one(('ends with', 'ends in'))} {v}", f"{what} ~ /{v}$/", False


ROWS: Final = ("rows", "lines", "records", "entries", "rows")
KEEP: Final = (
    "and keep the header",
    "keeping the header (line|row|)",
    "(plus|with|including) the header (line|row|)",
    "and also print the header",
    "(and|but) preserve the header",
    "header (line|) included",
)
SKIP: Final = ("(ignoring|skipping|without|not counting) the header (line|row|)", ", the first (line|row) is a header", "\\(it has a header (row|line)\\)", "(and|) skip the header", "(leaving|leave) out the header", ", there is a header (line|row)")  # fmt: skip


def _out(d: Draft, end: str = "csv") -> tuple[str, str]:
    """Perhaps a file for the result: its words and the redirection."""
    if not d.chance(0.14):
        return "", ""
    d.put("out", f"{pool.stem_plain(d.rng)}.{end}", None, "arg")
    return d.one(
        (
            "and (save|write) (it|the result|the output) (to|in|into|as) {out}",
            "into {out}",
            "(and|) (save|store) (to|as|in) {out}",
            "> {out}",
            ", output (to|in) {out}",
        )
    ), " > {out}"


def make(rng: random.Random) -> Composed:
    """Compose one request about a csv or json file."""
    d = Draft(rng, mac=0.06)
    build = d.among({_filter: 4.2, _aggregate: 4.0, _group: 2.4, _columns: 2.6, _sort: 2.4, _values: 2.2, _shape: 2.6, _change: 2.0, _named: 2.4, _convert: 1.5, _two: 1.0,
                     objects.build: 17.0})  # fmt: skip
    while (made := build(d)) is None:
        d.values.clear()
    return made


def _filter(d: Draft) -> Composed | None:
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
        said, redirect = _out(d, d.one(t.sep.ends))
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


def _aggregate(d: Draft) -> Composed | None:
    t = Table(d)
    col = column(d, t, numeric=True)
    what = d.among(
        {
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
    )
    mod = d.one(SKIP) if d.chance(0.3) else ""
    a, c = t.sep.awk, col.awk
    data = f"tail -n +2 {{tab}} | {t.sep.cut} -f{col.number}"
    n = col.number
    if what == "sum":
        line = (
            f"awk {a} 'NR>1 {{s+={c}}} END {{print s}}' {{tab}}"
            if mod
            else f"awk {a} '{{s+={c}}} END {{print s}}' {{tab}}"
        )
        return d.made("csv.sum", SUM, line, t=t.words, col=col.words, mod=mod)
    if what == "avg":
        return d.made(
            "csv.avg",
            AVG,
            f"awk {a} 'NR>1 {{s+={c}; n++}} END {{print s/n}}' {{tab}}",
            t=t.words,
            col=col.words,
            mod=mod,
        )
    if what == "avground":
        places = d.among({1: 1.0, 2: 4.0, 3: 0.5})
        d.put("top", pool.num_text(places, d.rng), str(places))
        said = (
            "(with|to|rounded to|with up to) {top} (decimal|decimals|digits after the point)"
            if places == 1
            else "(with|to|rounded to) {top} (decimals|decimal places|digits|digits after the point)"
        )
        return d.made(
            "csv.avground",
            AVG,
            f"awk {a} 'NR>1 {{s+={c}; n++}} END {{printf \"%.{{top}}f\\n\", s/n}}' {{tab}}",
            t=t.words,
            col=col.words,
            mod=said.replace("|with up to", ""),
        )
    if what == "sumround":
        return d.made(
            "csv.sumround",
            SUM,
            f"awk {a} '{{s+={c}}} END {{printf \"%.2f\\n\", s}}' {{tab}}",
            t=t.words,
            col=col.words,
            mod=d.one(("with two decimals", "rounded to 2 decimals", "to 2 decimal places")),
        )
    if what == "max":
        return d.made("csv.max", MAX, f"{data} | sort -nr | head -n 1", t=t.words, col=col.words, mod=mod)
    if what == "min":
        return d.made("csv.min", MIN, f"{data} | sort -n | head -n 1", t=t.words, col=col.words, mod=mod)
    if what == "minmax":
        return d.made("csv.minmax", ("- <show> the (smallest and (the|) largest|lowest and highest|min and max|minimum and maximum) (value|) of @col (in|of) @t @mod", "* (min and max|minimum and maximum) of @col in @t @mod", "* range of @col in @t \\(min and max\\) @mod"),
                      f"{data} | sort -n | sed -n '1p;$p'", t=t.words, col=col.words, mod=mod)  # fmt: skip
    if what == "maxrow":
        return d.made(
            "csv.maxrow",
            TOPROW,
            f"tail -n +2 {{tab}} | {t.sep.sort} -k{n},{n}nr | head -n 1",
            t=t.words,
            col=col.words,
        )
    if what == "minrow":
        return d.made(
            "csv.minrow",
            LOWROW,
            f"tail -n +2 {{tab}} | {t.sep.sort} -k{n},{n}n | head -n 1",
            t=t.words,
            col=col.words,
        )
    d.draw("count")
    up = what == "bottom"
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


def _group(d: Draft) -> Composed | None:
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


def _columns(d: Draft) -> Composed | None:
    t = Table(d)
    what = d.among(
        {
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
    )
    a, b, c = sorted(d.rng.sample(range(1, 10), 3))
    col = column(d, t, numeric=d.chance(0.4))
    said, redirect = _out(d, d.one(t.sep.ends))
    get = "(print|show|extract|get|cut|list|display|pull out|give me|cut out)"
    cols = d.one(("columns", "columns", "fields", "cols"))
    nth = d.chance(0.3)
    d.put("lim", ORDINALS[a] if nth else str(a), str(a))
    d.put("lim2", ORDINALS[b] if nth else str(b), str(b))
    d.put("lim3", ORDINALS[c] if nth else str(c), str(c))
    two = "the {lim} and {lim2} (column|field)" if nth else f"{cols} {{lim}} and {{lim2}}"
    three = "the {lim}, {lim2} and {lim3} (column|field)" if nth else f"{cols} {{lim}}, {{lim2}} and {{lim3}}"
    if what == "one":
        return d.made(
            "csv.col",
            (
                f"- {get} (only|just|) @col (of|from|in) @t @out",
                "* @col of @t @out",
                f"- {get} all (the|) values (of|in) @col (of|in|from) @t @out",
                "* only @col of @t @out",
                "* what is in @col of @t",
                "- cut @col out of @t @out",
                "* @t @col",
            ),
            f"{t.sep.cut} -f{col.number} {{tab}}{redirect}",
            t=t.words,
            col=col.words,
            out=said,
        )
    if what == "data":
        return d.made(
            "csv.coldata",
            (
                f"- {get} @col (of|from|in) @t @skip",
                "* @col of @t @skip",
                f"- {get} the values in @col of @t @skip",
            ),
            f"tail -n +2 {{tab}} | {t.sep.cut} -f{col.number}",
            t=t.words,
            col=col.words,
            skip=d.one(SKIP),
        )
    if what == "two":
        return d.made(
            "csv.cols2",
            (
                f"- {get} (only|just|) {two} (of|from|in) @t @out",
                f"* {two} of @t @out",
                f"- {get} {two} from @t @out",
                f"- keep only {two} of @t @out",
                f"* only {two} from @t @out",
            ),
            f"{t.sep.cut} -f{{lim}},{{lim2}} {{tab}}{redirect}",
            t=t.words,
            out=said,
        )
    if what == "three":
        return d.made(
            "csv.cols3",
            (
                f"- {get} (only|just|) {three} (of|from|in) @t @out",
                f"* {three} of @t @out",
                f"- keep only {three} of @t @out",
            ),
            f"{t.sep.cut} -f{{lim}},{{lim2}},{{lim3}} {{tab}}{redirect}",
            t=t.words,
            out=said,
        )
    if what == "range":
        return d.made(
            "csv.colrange",
            (
                f"- {get} {cols} {{lim}} (to|through|-) {{lim2}} (of|from|in) @t @out",
                f"* {cols} {{lim}}-{{lim2}} of @t @out",
                f"- {get} all {cols} from {{lim}} (up|) to {{lim2}} of @t @out",
            ),
            f"{t.sep.cut} -f{{lim}}-{{lim2}} {{tab}}{redirect}",
            t=t.words,
            out=said,
        )
    if what == "from":
        return d.made(
            "csv.colfrom",
            (
                f"- {get} everything from column {{lim}} on (in|of) @t @out",
                f"- {get} all {cols} of @t starting (at|with|from) (number|) {{lim}} @out",
                "* column {lim} (to the (last|end)|and everything after it) of @t",
            ),
            f"{t.sep.cut} -f{{lim}}- {{tab}}{redirect}",
            t=t.words,
            out=said,
        )
    if what == "without":
        line = f"{t.sep.cut} -f{col.number} --complement {{tab}}{redirect}"
        return d.made(
            "csv.without",
            (
                "- (remove|drop|delete|leave out|strip) @col (from|of) @t @out",
                "- (show|print|display) @t without @col @out",
                f"- {get} all columns (of|from) @t (except|but) @col @out",
                "* everything (in|of) @t (except|but|besides) @col @out",
                "* @t without @col @out",
            ),
            line,
            mac="-",
            t=t.words,
            col=col.words,
            out=said,
        )
    if what == "last":
        return d.made(
            "csv.lastcol",
            (
                f"- {get} (only|) the last {cols[:-1]} (of|in|from) @t",
                "* last (column|field) of @t",
                "- show what is in the last column of @t",
            ),
            f"awk {t.sep.awk} '{{print $NF}}' {{tab}}",
            t=t.words,
        )
    if what == "first":
        return d.made(
            "csv.firstlast",
            ("- <show> the first and (the|) last column of @t", "* first and last (column|field) of @t"),
            f"awk {t.sep.awk} '{{print $1, $NF}}' {{tab}}",
            t=t.words,
        )
    if what == "swap":
        if d.chance(0.5):
            return d.made(
                "csv.swap",
                (
                    "- swap (columns|fields) {lim} and {lim2} (in|of) @t",
                    "- (exchange|switch) (column|field) {lim} and (column|field) {lim2} (in|of) @t",
                    "* @t with columns {lim} and {lim2} swapped",
                ),
                f"awk {t.sep.awk} {t.sep.ofs} '{{t=${{lim}}; ${{lim}}=${{lim2}}; ${{lim2}}=t; print}}' {{tab}}",
                t=t.words,
            )
        return d.made(
            "csv.reorder",
            (
                f"- {get} column {{lim2}} (first|) and then column {{lim}} of @t",
                "- print columns {lim2} and {lim} of @t in (that|this) order",
                "- reorder @t (so that|to have) column {lim2} (comes|) before column {lim}, only those two",
            ),
            f"awk {t.sep.awk} {t.sep.ofs} '{{print ${{lim2}}, ${{lim}}}}' {{tab}}",
            t=t.words,
        )
    if what == "row":
        n = d.rng.randrange(1, 30)
        d.put("top", str(n), str(n + 1))
        return d.made(
            "csv.datarow",
            (
                "- <show> (data row|record) (number|) {top} of @t @skip",
                "* (data row|record) {top} of @t @skip",
            ),
            f"sed -n '{n + 1}p' {{tab}}",
            t=t.words,
            skip=d.one(SKIP),
        )
    return d.made(
        "csv.spaced",
        (
            "- print {two} of @t separated by (a space|blanks|spaces)".replace("{two}", two),
            "- show {two} of @t with a space between (them|)".replace("{two}", two),
        ),
        f"awk {t.sep.awk} '{{print ${{lim}}, ${{lim2}}}}' {{tab}}",
        t=t.words,
    )


def _sort(d: Draft) -> Composed | None:
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
    said, redirect = _out(d, d.one(t.sep.ends))
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


def _values(d: Draft) -> Composed | None:
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


def _shape(d: Draft) -> Composed | None:
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


def _change(d: Draft) -> Composed | None:
    t = Table(d)
    a, ofs = t.sep.awk, t.sep.ofs
    col = column(d, t, numeric=False)
    num = column(d, t, numeric=True, apart=(col,))
    what = d.among({"replace": 1.5, "calc": 1.0, "sumcol": 0.7, "upper": 0.7, "lower": 0.5, "rename": 1.0, "delhead": 1.0, "addhead": 0.8, "const": 0.8, "number": 0.7, "set": 0.6, "factor": 0.7, "fill": 0.5, "split": 0.6,
                    "sep": 1.2, "quotes": 0.5, "crlf": 0.3, "round": 0.3, "delrow": 0.6, "addrow": 0.6})  # fmt: skip
    v1, v2 = text_value(t.topic, col.name, d.rng), text_value(t.topic, col.name, d.rng)
    d.put("val", d.one((v1, f'"{v1}"')), v1)
    d.put("val2", d.one((v2, f'"{v2}"')), v2)
    d.put("name", t.field(numeric=True))
    d.put("nameb", pool.word(d.rng))
    d.put("lim", str(number(d.rng)))
    one, two = sorted(d.rng.sample(range(1, 8), 2))
    d.put("lim8", str(one))
    d.put("lim9", str(two))
    mac = None
    if what == "replace":
        if v1 == v2:
            return None
        ways: tuple[str, ...] = (
            "- (replace|change) {val} (with|by|to) {val2} in @col of @t",
            "- (replace|change|substitute) {val} in @col of @t (with|by) {val2} (, only (there|in that column)|)",
            "* @t: in @col {val} -> {val2}",
            "- set @col to {val2} where it is {val} in @t",
        )
        line = f'awk {a} {ofs} \'{col.awk} == "{{val}}" {{{col.awk}="{{val2}}"}} {{print}}\' {{tab}}'
    elif what == "calc":
        op, word = d.one((("*", "product"), ("+", "sum"), ("-", "difference")))
        ways = (
            f"- (add|append) a (new|) column (to|in) @t with the {word} of columns {{lim8}} and {{lim9}}",
            f"* @t with an extra column: {word} of column {{lim8}} and {{lim9}}",
            f"- (compute|calculate) the {word} of column {{lim8}} and column {{lim9}} of @t as a new (last|) column",
        )
        line = f"awk {a} {ofs} '{{print $0, ${{lim8}}{op}${{lim9}}}}' {{tab}}"
    elif what == "sumcol":
        op, word = d.one(
            (("*", "(multiply|multiplied|times)"), ("+", "(add|plus|add up)"), ("-", "(subtract|minus)"))
        )
        verb = {"*": "multiply", "+": "add", "-": "subtract"}[op]
        link = {"*": "by", "+": "and", "-": "and"}[op]
        if op == "-":
            ways = (
                "- subtract column {lim9} from column {lim8} (in|of) @t (for (each|every) row|)",
                "* column {lim8} minus column {lim9} of @t (for each line|)",
            )
        else:
            ways = (
                f"- {verb} column {{lim8}} {link} column {{lim9}} (in|of) @t (for (each|every) row|)",
                f"- for (each|every) (row|line) of @t print the {'product' if op == '*' else 'sum'} of column {{lim8}} and {{lim9}}",
            )
        line = f"awk {a} '{{print ${{lim8}} {op} ${{lim9}}}}' {{tab}}"
    elif what in {"upper", "lower"}:
        word = "upper" if what == "upper" else "lower"
        ways = (
            f"- (convert|change|turn) @col of @t (to|into) {word}( |)case",
            f"- {word}case @col (of|in) @t",
            f"* @t with @col in {word} case",
            f"- make @col of @t {word}case",
        )
        line = f"awk {a} {ofs} '{{{col.awk}=to{word}({col.awk}); print}}' {{tab}}"
    elif what == "rename":
        ways = (
            "- rename the (column|header) {name} (in|of) @t to {nameb}",
            "- change the (column|header) name {name} (in|of) @t to {nameb}",
            "- in the header of @t replace {name} (with|by) {nameb}",
            "- call the column {name} of @t {nameb} instead",
        )
        line, mac = "sed -i '1s/{name}/{nameb}/' {tab}", "sed -i '' '1s/{name}/{nameb}/' {tab}"
    elif what == "delhead":
        ways = (
            "- (delete|remove|strip) the header (line|row|) (from|of|in) @t (in place|in the file|for good|permanently|)",
            "- delete the first (line|row) of @t",
            "- remove the header from the file {tab} itself",
        )
        line, mac = "sed -i '1d' {tab}", "sed -i '' '1d' {tab}"
    elif what == "addhead":
        names = [
            t.field(numeric=False),
            t.field(numeric=True),
            *([pool.word(d.rng)] if d.chance(0.5) else []),
        ]
        sign = "," if t.sep.sign == "\t" else t.sep.sign
        if t.sep.sign == "\t":
            return None
        d.put("new", d.one((sign.join(names), f'"{sign.join(names)}"')), sign.join(names))
        ways = (
            "- (add|insert|put) (the|a) header (line|row|) {new} (to|in|at the top of|into) @t",
            "- add {new} as (the|) (header|first line|header line) (of|to) @t",
            "- put the line {new} at the top of @t",
            "- prepend the header {new} to @t",
        )
        line, mac = "sed -i '1i {new}' {tab}", "sed -i '' $'1i\\\\\\n{new}\\n' {tab}"
    elif what == "const":
        ways = (
            "- add a column {nameb} with (the value|) {val} (in (every|each) row|) to @t",
            "- append a column (called|named) {nameb} to @t, value {val} (in all rows|everywhere|)",
            "* @t plus a column {nameb} that is always {val}",
        )
        line = f'awk {a} {ofs} \'NR==1 {{print $0, "{{nameb}}"}} NR>1 {{print $0, "{{val}}"}}\' {{tab}}'
    elif what == "number":
        ways = (
            "- (add|put) (row|line) numbers (as (the|a) first column|in front|at the start of each line) (to|in) @t",
            "- number the rows of @t (in a new first column|as the first column)",
            "* @t with a line number column at the front",
            "- add an index column to @t",
        )
        line = f"awk {ofs} '{{print NR, $0}}' {{tab}}"
    elif what == "set":
        ways = (
            "- set @col (of|in) (every row|all rows) of @t to {val}",
            "- (fill|overwrite) @col of @t with {val} (in all rows|everywhere)",
        )
        line = f"awk {a} {ofs} '{{{col.awk}=\"{{val}}\"; print}}' {{tab}}"
    elif what == "factor":
        op, words = d.one((("*", "multiply"), ("/", "divide")))
        ways = (f"- {words} @num (of|in) @t by {{lim}}",)
        line = f"awk {a} {ofs} '{{{num.awk}={num.awk}{op}{{lim}}; print}}' {{tab}}"
    elif what == "fill":
        ways = (
            "- (fill|replace) empty (cells|values|fields) in @col of @t with {val}",
            "- put {val} where @col of @t is empty",
            "* @t: empty @col -> {val}",
        )
        line = f'awk {a} {ofs} \'{col.awk} == "" {{{col.awk}="{{val}}"}} {{print}}\' {{tab}}'
    elif what == "split":
        if t.sep is not COMMA:
            return None
        if d.chance(0.5):
            d.put("top", d.one(("100", "500", "1000", "5000", "10000", "50")))
            ways, line = (
                (
                    "- split @t (in|)to (files|pieces|parts|chunks) of {top} lines (each|)",
                    "- cut @t (up|) every {top} lines",
                    "* split @t, {top} (lines|rows) per file",
                ),
                "split -l {top} {tab}",
            )
        else:
            ways = (
                "- split @t into (one file|a file|separate files) (per|for each) value (of|in) @col",
                "- write the rows of @t to (one|a separate|its own) file per (value of|) @col",
            )
            line = f"awk {a} 'NR>1 {{print > ({col.awk} \".csv\")}}' {{tab}}"
    elif what == "sep":
        others = [s for s in SEPARATORS if s is not t.sep and s.sign in ",;\t|"]
        to = d.one(others)
        said = {
            ",": "(commas|a comma)",
            ";": "(semicolons|a semicolon|;)",
            "\t": "(tabs|a tab)",
            "|": "(pipes|a pipe|)",
        }
        if t.sep.sign == ":":
            return None
        name = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
        quote = {",": "','", ";": "';'", "\t": "'\\t'", "|": "'|'"}
        words, redirect = _out(d, d.one(to.ends))
        plain = "{tab}"
        ways = (
            f"- (replace|change) (the|) {name[t.sep.sign]} (in|of) {plain} (with|by|to) {name[to.sign]} @out",
            f"- (change|convert) the (separator|delimiter) of {plain} from {said[t.sep.sign].replace('|)', ')')} to {said[to.sign].replace('|)', ')')} @out",
            f"- turn {plain} from {name[t.sep.sign][:-1]} to {name[to.sign][:-1]} separated @out",
        )
        if redirect == "" and not d.chance(0.5):
            ways = tuple(w.replace("@out", "(and print it|)") for w in ways)
        return d.made(
            "csv.sep", ways, f"tr {quote[t.sep.sign]} {quote[to.sign]} < {{tab}}{redirect}", out=words
        )
    elif what == "quotes":
        ways = (
            "- (remove|strip|drop) (all|) (the|) (double|) quotes from @t (and print it|)",
            "- (show|print) @t without (the|) quotes",
            "* @t without quotation marks",
        )
        line = "tr -d '\"' < {tab}"
    elif what == "crlf":
        ways = (
            "- (remove|fix) (the|) windows line endings (in|from|of) @t",
            "- convert @t (to|into) unix line endings",
            "- strip the carriage returns (from|in) @t",
        )
        line, mac = "sed -i 's/\\r$//' {tab}", "perl -pi -e 's/\\r$//' {tab}"
    elif what == "round":
        ways = ("- round @num (of|in) @t to (two|2) decimals", "* @t with @num rounded to 2 decimal places")
        line = f"awk {a} {ofs} '{{{num.awk}=sprintf(\"%.2f\", {num.awk}); print}}' {{tab}}"
    elif what == "delrow":
        d.put("top", str(d.rng.randrange(2, 60)))
        ways = (
            "- (delete|remove) (row|line) {top} (from|of|in) @t",
            "- (delete|remove) line number {top} of @t",
        )
        line, mac = "sed -i '{top}d' {tab}", "sed -i '' '{top}d' {tab}"
    else:
        row = t.sep.sign.join((v1, str(number(d.rng)), v2))
        if t.sep.sign == "\t":
            return None
        d.put("new", d.one((row, f'"{row}"')), row)
        ways = (
            "- (add|append) (the (row|line|record)|) {new} to @t",
            "- add a (row|line|record) {new} at the end of @t",
            "- append {new} as a new row to @t",
        )
        line = 'echo "{new}" >> {tab}'
    return d.made(f"csv.{what}", ways, line, mac=mac, t=t.words, col=col.words, num=num.words)


def _named(d: Draft) -> Composed | None:
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


PY: Final = (
    "python3 -c 'import csv, json, sys; print(json.dumps(list(csv.DictReader(sys.stdin)), indent=2))' < {tab}"
)


def _convert(d: Draft) -> Composed | None:
    t = Table(d, plain=True)
    stem = (
        pool.stem_plain(d.rng)
        if d.chance(0.5)
        else d.values["tab"].written.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace(" ", "_")
    )
    what = d.among({"json": 3.0, "tsv": 2.5, "fromtsv": 2.0, "semi": 1.0, "fromsemi": 0.8})
    save = d.chance(0.5)
    verb = "(convert|turn|transform|change)"
    if what == "json":
        d.put("out", f"{stem}.json", None, "arg")
        return d.made(
            "csv.json",
            (
                f"- {verb} @t (in|)to {{out}}",
                "- make {out} (from|out of) @t",
                "- save @t as json in {out}",
                "* @t -> {out}",
            )
            if save
            else (
                f"- {verb} @t (in|)to json",
                "- (show|print) @t as json",
                "* @t as json",
                "* @t to json",
                f"- {verb} the rows of @t into (an|a json) array (of objects|)",
            ),
            PY + (" > {out}" if save else ""),
            t=t.words,
        )
    if what == "tsv":
        d.put("out", f"{stem}.tsv", None, "arg")
        return d.made(
            "csv.tsv",
            (
                f"- {verb} @t (in|)to {{out}}",
                "- save @t (tab separated|as tsv) (in|as) {out}",
                f"- {verb} the csv @t to (a|the) tsv {{out}}",
                "* @t -> {out}",
            )
            if save
            else (
                f"- {verb} @t (in|)to (tsv|tab separated|tab separated values)",
                "* @t to tsv",
                "- (show|print) @t (tab separated|with tabs instead of commas)",
            ),
            "tr ',' '\\t' < {tab}" + (" > {out}" if save else ""),
            t=t.words,
        )
    if what == "fromtsv":
        d.put("tab", f"{stem}.tsv", None, "arg")
        d.put("out", f"{stem}.csv", None, "arg")
        return d.made(
            "csv.fromtsv",
            (
                f"- {verb} {{tab}} (in|)to {{out}}",
                "- make a csv {out} (from|of) {tab}",
                "* {tab} -> {out}",
                f"- {verb} the tab separated file {{tab}} to the csv {{out}}",
            )
            if save
            else (
                f"- {verb} {{tab}} (in|)to csv",
                "* {tab} to csv",
                "- (show|print) {tab} with commas instead of tabs",
                f"- {verb} the tab separated {{tab}} to comma separated",
            ),
            "tr '\\t' ',' < {tab}" + (" > {out}" if save else ""),
        )
    d.put("out", f"{stem}2.csv", None, "arg")
    if what == "semi":
        return d.made(
            "csv.semi",
            (
                f"- {verb} @t to (semicolon separated|semicolons) (and save it as|into|as) {{out}}",
                "- write @t with semicolons instead of commas to {out}",
            )
            if save
            else (
                f"- {verb} @t to semicolon separated",
                "- (show|print) @t with semicolons instead of commas",
            ),
            "tr ',' ';' < {tab}" + (" > {out}" if save else ""),
            t=t.words,
        )
    return d.made(
        "csv.fromsemi",
        (
            "- replace the semicolons in {tab} (with|by) commas and save (it|) as {out}",
            f"- {verb} the semicolon separated {{tab}} into a (normal|comma separated) csv {{out}}",
        )
        if save
        else (
            "- (show|print) {tab} with commas instead of semicolons",
            f"- {verb} the semicolon separated {{tab}} to comma separated",
        ),
        "tr ';' ',' < {tab}" + (" > {out}" if save else ""),
    )


def _two(d: Draft) -> Composed | None:
    Table(d, plain=True)
    d.put("other", f"{pool.stem_plain(d.rng)}.csv", None, "arg")
    d.put("out", f"{pool.stem_plain(d.rng)}.csv", None, "arg")
    what = d.among(
        {
            "join": 1.5,
            "joink": 1.3,
            "concat": 1.6,
            "concatto": 1.2,
            "onlyone": 1.0,
            "common": 0.8,
            "side": 0.8,
            "all": 1.0,
        }
    )
    i, j = d.rng.randrange(1, 6), d.rng.randrange(1, 6)
    d.put("lim", str(i))
    d.put("lim2", str(j))
    ways, line = {
        "join": (("- join {tab} and {other} (on|by) (the|their) first column", "* join csv {tab} with {other} on column 1", "- (merge|combine|join) {tab} with {other} where the first column (matches|is the same)", "* sql like join of {tab} and {other} on the first field"), "join -t, <(sort {tab}) <(sort {other})"),
        "joink": (("- join column {lim} of {tab} with column {lim2} of {other}", "- join {tab} and {other} on column {lim} of the first and column {lim2} of the second", "- (join|match|combine) {tab} \\(column {lim}\\) and {other} \\(column {lim2}\\)"), f"join -t, -1 {i} -2 {j} <(sort -t, -k{i},{i} {{tab}}) <(sort -t, -k{j},{j} {{other}})"),
        "concat": (("- (concatenate|append|stack|put together) {tab} and {other} with (only|just|) one header", "- (merge|combine|concatenate) the rows of {tab} and {other}, keep the header (only|) once", "* {tab} plus {other}, single header"), "awk 'NR==1 || FNR>1' {tab} {other}"),
        "concatto": (("- (merge|combine|concatenate) {tab} and {other} into {out} with (only|) one header", "- join the rows of {tab} and {other} in {out}, header only once", "- append {other} to {tab} without its header and save as {out}"), "awk 'NR==1 || FNR>1' {tab} {other} > {out}"),
        "all": (("- (merge|combine|concatenate) all csv files (here|in this folder|) into {out} (with|keeping) (only|) one header", "- put all csv files (here|in this directory) together in {out}, header once", "* all csvs into one {out}, one header"), "awk 'NR==1 || FNR>1' *.csv > {out}"),
        "onlyone": (("- (show|list|print) (the|) (rows|lines) (of|in|from) {tab} that are not in {other}", "* (rows|lines) (in|of) {tab} missing (from|in) {other}", "* what is in {tab} but not in {other}"), "comm -23 <(sort {tab}) <(sort {other})"),
        "common": (("- (show|list|print) (the|) (rows|lines) that are in both {tab} and {other}", "* common (rows|lines) of {tab} and {other}", "* which rows do {tab} and {other} have in common"), "comm -12 <(sort {tab}) <(sort {other})"),
        "side": (("- put the columns of {tab} and {other} (side by side|next to each other)", "- paste {other} (to the right of|beside|next to) {tab} with a comma", "- combine {tab} and {other} line by line, comma between"), "paste -d, {tab} {other}"),
    }[what]  # fmt: skip
    return d.made(f"csv.two.{what}", ways, line)
