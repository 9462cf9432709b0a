"""Changed columns and separators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.records import COMMA, SEPARATORS, number, text_value
from scripts.starter.compose.tables.table import Table, column, draw_result_file

WEIGHTS: Final = {"replace": 1.5, "calc": 1.0, "sumcol": 0.7, "upper": 0.7, "lower": 0.5, "rename": 1.0, "delhead": 1.0, "addhead": 0.8, "const": 0.8, "number": 0.7, "set": 0.6, "factor": 0.7, "fill": 0.5, "split": 0.6,
                    "sep": 1.2, "quotes": 0.5, "crlf": 0.3, "round": 0.3, "delrow": 0.6, "addrow": 0.6}  # fmt: skip


class Sign(NamedTuple):
    """A separator: in the plural, in either number, and for tr."""

    name: str
    said: str
    quoted: str


SIGNS: Final = {
    ",": Sign("commas", "(commas|a comma)", "','"),
    ";": Sign("semicolons", "(semicolons|a semicolon|;)", "';'"),
    "\t": Sign("tabs", "(tabs|a tab)", "'\\t'"),
    "|": Sign("pipes", "(pipes|a pipe)", "'|'"),
}


def _replace(d: Draft, parts: Parts) -> Composed | None:
    if d.values["val"].written == d.values["val2"].written:
        return None
    ways: tuple[str, ...] = (
        "- (replace|change) {val} (with|by|to) {val2} in @col of @t",
        "- (replace|change|substitute) {val} in @col of @t (with|by) {val2} (, only (there|in that column)|)",
        "* @t: in @col {val} -> {val2}",
        "- set @col to {val2} where it is {val} in @t",
    )
    line = 'awk @awk @ofs \'@cell == "{val}" {@cell="{val2}"} {print}\' {tab}'
    return d.made("csv.replace", ways, line, **parts)


def _calc(d: Draft, parts: Parts) -> Composed:
    op, word = d.one((("*", "product"), ("+", "sum"), ("-", "difference")))
    ways = (
        f"- (add|append) a (new|) column (to|in) @t with the {word} of columns {{lim8}} and {{lim9}}",
        f"* @t with an extra column: {word} of column {{lim8}} and {{lim9}}",
        f"- (compute|calculate) the {word} of column {{lim8}} and column {{lim9}} of @t as a new (last|) column",
    )
    line = f"awk @awk @ofs '{{print $0, ${{lim8}}{op}${{lim9}}}}' {{tab}}"
    return d.made("csv.calc", ways, line, **parts)


def _sumcol(d: Draft, parts: Parts) -> Composed:
    op = d.one("*+-")
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
    line = f"awk @awk '{{print ${{lim8}} {op} ${{lim9}}}}' {{tab}}"
    return d.made("csv.sumcol", ways, line, **parts)


def _cased(d: Draft, parts: Parts, word: str) -> Composed:
    ways = (
        f"- (convert|change|turn) @col of @t (to|into) {word}( |)case",
        f"- {word}case @col (of|in) @t",
        f"* @t with @col in {word} case",
        f"- make @col of @t {word}case",
    )
    line = f"awk @awk @ofs '{{@cell=to{word}(@cell); print}}' {{tab}}"
    return d.made(f"csv.{word}", ways, line, **parts)


def _addhead(d: Draft, parts: Parts, t: Table) -> Composed | None:
    names = [
        t.field(numeric=False),
        t.field(numeric=True),
        *([pool.word(d.rng)] if d.chance(0.5) else []),
    ]
    sign = t.sep.sign
    if sign == "\t":
        return None
    d.put("new", d.one((sign.join(names), f'"{sign.join(names)}"')), sign.join(names))
    ways = (
        "- (add|insert|put) (the|a) header (line|row|) {new} (to|in|at the top of|into) @t",
        "- add {new} as (the|) (header|first line|header line) (of|to) @t",
        "- put the line {new} at the top of @t",
        "- prepend the header {new} to @t",
    )
    line, mac = "sed -i '1i {new}' {tab}", "sed -i '' $'1i\\\\\\n{new}\\n' {tab}"
    return d.made("csv.addhead", ways, line, mac=mac, **parts)


def _factor(d: Draft, parts: Parts) -> Composed:
    op, words = d.one((("*", "multiply"), ("/", "divide")))
    ways = (f"- {words} @num (of|in) @t by {{lim}}",)
    line = f"awk @awk @ofs '{{@number=@number{op}{{lim}}; print}}' {{tab}}"
    return d.made("csv.factor", ways, line, **parts)


def _split(d: Draft, parts: Parts, t: Table) -> Composed | None:
    if t.sep is not COMMA:
        return None
    ways: tuple[str, ...]
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
        line = "awk @awk 'NR>1 {print > (@cell \".csv\")}' {tab}"
    return d.made("csv.split", ways, line, **parts)


def _sep(d: Draft, parts: Parts, t: Table) -> Composed | None:
    others = [s for s in SEPARATORS if s is not t.sep and s.sign in ",;\t|"]
    to = d.one(others)
    if t.sep.sign == ":":
        return None
    old, new = SIGNS[t.sep.sign], SIGNS[to.sign]
    words, redirect = draw_result_file(d, d.one(to.ends))
    plain = "{tab}"
    ways: tuple[str, ...] = (
        f"- (replace|change) (the|) {old.name} (in|of) {plain} (with|by|to) {new.name} @out",
        f"- (change|convert) the (separator|delimiter) of {plain} from {old.said} to {new.said} @out",
        f"- turn {plain} from {old.name[:-1]} to {new.name[:-1]} separated @out",
    )
    if redirect == "" and not d.chance(0.5):
        ways = tuple(w.replace("@out", "(and print it|)") for w in ways)
    return d.made("csv.sep", ways, f"tr {old.quoted} {new.quoted} < {{tab}}{redirect}", out=words, **parts)


def _delrow(d: Draft, parts: Parts) -> Composed:
    d.put("top", str(d.rng.randrange(2, 60)))
    ways = (
        "- (delete|remove) (row|line) {top} (from|of|in) @t",
        "- (delete|remove) line number {top} of @t",
    )
    line, mac = "sed -i '{top}d' {tab}", "sed -i '' '{top}d' {tab}"
    return d.made("csv.delrow", ways, line, mac=mac, **parts)


def _addrow(d: Draft, parts: Parts, t: Table) -> Composed | None:
    row = t.sep.sign.join((d.values["val"].written, str(number(d.rng)), d.values["val2"].written))
    if t.sep.sign == "\t":
        return None
    d.put("new", d.one((row, f'"{row}"')), row)
    ways = (
        "- (add|append) (the (row|line|record)|) {new} to @t",
        "- add a (row|line|record) {new} at the end of @t",
        "- append {new} as a new row to @t",
    )
    line = 'echo "{new}" >> {tab}'
    return d.made("csv.addrow", ways, line, **parts)


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "replace": _replace,
    "calc": _calc,
    "sumcol": _sumcol,
    "upper": partial(_cased, word="upper"),
    "lower": partial(_cased, word="lower"),
    "rename": Form(
        "csv.rename",
        (
            "- rename the (column|header) {name} (in|of) @t to {nameb}",
            "- change the (column|header) name {name} (in|of) @t to {nameb}",
            "- in the header of @t replace {name} (with|by) {nameb}",
            "- call the column {name} of @t {nameb} instead",
        ),
        "sed -i '1s/{name}/{nameb}/' {tab}",
        mac="sed -i '' '1s/{name}/{nameb}/' {tab}",
    ),
    "delhead": Form(
        "csv.delhead",
        (
            "- (delete|remove|strip) the header (line|row|) (from|of|in) @t (in place|in the file|for good|permanently|)",
            "- delete the first (line|row) of @t",
            "- remove the header from the file {tab} itself",
        ),
        "sed -i '1d' {tab}",
        mac="sed -i '' '1d' {tab}",
    ),
    "const": Form(
        "csv.const",
        (
            "- add a column {nameb} with (the value|) {val} (in (every|each) row|) to @t",
            "- append a column (called|named) {nameb} to @t, value {val} (in all rows|everywhere|)",
            "* @t plus a column {nameb} that is always {val}",
        ),
        'awk @awk @ofs \'NR==1 {print $0, "{nameb}"} NR>1 {print $0, "{val}"}\' {tab}',
    ),
    "number": Form(
        "csv.number",
        (
            "- (add|put) (row|line) numbers (as (the|a) first column|in front|at the start of each line) (to|in) @t",
            "- number the rows of @t (in a new first column|as the first column)",
            "* @t with a line number column at the front",
            "- add an index column to @t",
        ),
        "awk @ofs '{print NR, $0}' {tab}",
    ),
    "set": Form(
        "csv.set",
        (
            "- set @col (of|in) (every row|all rows) of @t to {val}",
            "- (fill|overwrite) @col of @t with {val} (in all rows|everywhere)",
        ),
        "awk @awk @ofs '{@cell=\"{val}\"; print}' {tab}",
    ),
    "factor": _factor,
    "fill": Form(
        "csv.fill",
        (
            "- (fill|replace) empty (cells|values|fields) in @col of @t with {val}",
            "- put {val} where @col of @t is empty",
            "* @t: empty @col -> {val}",
        ),
        'awk @awk @ofs \'@cell == "" {@cell="{val}"} {print}\' {tab}',
    ),
    "quotes": Form(
        "csv.quotes",
        (
            "- (remove|strip|drop) (all|) (the|) (double|) quotes from @t (and print it|)",
            "- (show|print) @t without (the|) quotes",
            "* @t without quotation marks",
        ),
        "tr -d '\"' < {tab}",
    ),
    "crlf": Form(
        "csv.crlf",
        (
            "- (remove|fix) (the|) windows line endings (in|from|of) @t",
            "- convert @t (to|into) unix line endings",
            "- strip the carriage returns (from|in) @t",
        ),
        "sed -i 's/\\r$//' {tab}",
        mac="perl -pi -e 's/\\r$//' {tab}",
    ),
    "round": Form(
        "csv.round",
        ("- round @num (of|in) @t to (two|2) decimals", "* @t with @num rounded to 2 decimal places"),
        "awk @awk @ofs '{@number=sprintf(\"%.2f\", @number); print}' {tab}",
    ),
    "delrow": _delrow,
}
OF_TABLE: Final[Mapping[str, Callable[[Draft, Parts, Table], Composed | None]]] = {
    "addhead": _addhead,
    "split": _split,
    "sep": _sep,
    "addrow": _addrow,
}
"""Kinds for which the separator matters."""


def change(d: Draft) -> Composed | None:
    """Values, columns, headers and rows changed or added."""
    t = Table(d)
    a, ofs = t.sep.awk, t.sep.ofs
    col = column(d, t, numeric=False)
    num = column(d, t, numeric=True, apart=(col,))
    what = d.among(WEIGHTS)
    v1, v2 = text_value(t.topic, col.name, d.rng), text_value(t.topic, col.name, d.rng)
    d.put("val", d.one((v1, f'"{v1}"')), v1)
    d.put("val2", d.one((v2, f'"{v2}"')), v2)
    d.put("name", t.field(numeric=True))
    d.put("nameb", pool.word(d.rng))
    d.put("lim", str(number(d.rng)))
    one, two = sorted(d.rng.sample(range(1, 8), 2))
    d.put("lim8", str(one))
    d.put("lim9", str(two))
    parts = {
        "awk": a,
        "ofs": ofs,
        "t": t.words,
        "col": col.words,
        "cell": col.awk,
        "num": num.words,
        "number": num.awk,
    }
    if what in OF_TABLE:
        return OF_TABLE[what](d, parts, t)
    return composed(d, KINDS[what], parts)
