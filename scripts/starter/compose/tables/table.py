"""A table in a text file, its columns, tests of them, and where the result goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft
from scripts.starter.compose.records import COMMA, SEPARATORS, TOPICS, Topic, draw_limits, draw_text, number


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
        d.put_path("tab", name)
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


TESTS: Final = {
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


def condition(  # noqa: PLR0913, PLR0917 - where the test looks, and how its values are called
    d: Draft, t: Table, col: Column | None, key: str, expr: str | None = None, name: str = ""
) -> tuple[str, str, bool]:
    """A test of a column: words with ``@col``, awk, and whether it compares numbers."""
    lim, val = "lim" + key, "val" + key
    what = expr or (col.awk if col else "")
    kind = d.among(TESTS)
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
        draw_limits(d, lim)
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
    draw_text(d, t.topic, col.name if col else name, val)
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


def draw_result_file(d: Draft, end: str = "csv") -> tuple[str, str]:
    """Perhaps a file for the result: its words and the redirection."""
    if not d.chance(0.14):
        return "", ""
    d.put_new_file("out", end)
    return d.one(
        (
            "and (save|write) (it|the result|the output) (to|in|into|as) {out}",
            "into {out}",
            "(and|) (save|store) (to|as|in) {out}",
            "> {out}",
            ", output (to|in) {out}",
        )
    ), " > {out}"
