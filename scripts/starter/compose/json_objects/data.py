"""A json file with its records, and tests of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.records import TOPICS, Topic, draw_limits, draw_text, number

ITEMS: Final = ("items", "elements", "entries", "objects", "records")


class Data:
    """A json file: an array of records at the top, or under a key."""

    def __init__(self, d: Draft, *, flat: bool = False, lines: bool = False) -> None:
        self.topic: Topic = d.one(TOPICS)
        self.noun = d.one(self.topic.nouns[1:])
        self.key = (
            ""
            if flat or d.chance(0.7)
            else d.one(
                (
                    self.topic.nouns[0],
                    self.topic.nouns[0],
                    "items",
                    "data",
                    "results",
                    "records",
                    pool.word(d.rng),
                )
            )
        )
        stem = (
            self.topic.nouns[0]
            if not self.key and d.chance(0.5)
            else d.one(("data", "config", "response", "export", "input", "shop", "db", "list"))
            if d.chance(0.4)
            else pool.stem(d.rng)
        )
        folder = d.one(("", "", "", "", "", "", "", "data/", "/tmp/", "~/"))
        name = f"{folder}{stem}.{'jsonl' if lines else 'json'}"
        d.put_path("js", name)
        d.put("arr", self.key or "x")
        file = d.one(
            (
                "{js}",
                "{js}",
                "{js}",
                "{js}",
                "the (json file|file|json) {js}",
                "the array (in|) {js}" if not self.key and not lines else "{js}",
            )
        )
        self.file = file
        if self.key:
            self.words = d.one(
                (
                    f"the {{arr}} (array|list) (of|in) {file}",
                    f"{{arr}} in {file}",
                    f"the {{arr}} in {file}",
                    f"the (array|list) {{arr}} (of|in) {file}",
                    f"{file} \\(under {{arr}}\\)",
                    f".{{arr}} in {file}",
                )
            )
        else:
            self.words = file
        self.array = f".{self.key}" if self.key else "."
        self.each = f".{self.key}[]" if self.key else ".[]"
        self.items = d.one((*ITEMS, self.noun, self.noun, self.noun))

    def field(self, d: Draft, kind: str, key: str, *, apart: tuple[str, ...] = ()) -> str:
        """Draw a field of numbers, text or flags; keep it as ``key``."""
        names = {"n": self.topic.numbers, "t": tuple(self.topic.texts), "b": self.topic.flags}[kind]
        name = d.one([n for n in names if n not in apart] or [pool.word(d.rng)])
        if d.chance(0.1):
            name = pool.word(d.rng) + d.one(("", "", "_id" if kind == "t" else "_count"))
        if name in apart:
            name = pool.word(d.rng) + "_x"
        d.put(key, d.one((name, name, name, name, f'"{name}"', f".{name}")), name)
        return name


COMPARISONS: Final = {
    ">": ("greater than", "more than", "above", "over", "bigger than", "higher than", "larger than", ">"), "<": ("less than", "below", "under", "smaller than", "lower than", "<"),
    ">=": ("at least", "greater than or equal to", ">=", "not less than"), "<=": ("at most", "less than or equal to", "<=", "no more than", "not more than"),
    "eqn": ("exactly", "equal to", "==", ""), "between": ("",),
}  # fmt: skip
"""Tests of numbers: how they are said."""
SPECIAL: Final = {("age", ">"): "older than", ("age", "<"): "younger than", ("price", "<"): "cheaper than", ("price", ">"): "(that cost more|more expensive) than", ("year", ">"): "after", ("year", "<"): "before",
           ("salary", ">"): "(who earn|earning) more than", ("pages", ">"): "with more than", ("length", ">"): "longer than", ("duration", ">"): "longer than", ("rating", ">"): "rated (higher|better) than",
           ("rating", ">="): "rated at least", ("priority", ">"): "with priority above", ("height", ">"): "taller than", ("weight", ">"): "heavier than"}  # fmt: skip
"""What is said instead of "with a price less than"."""
WEIGHTS: Final = {
    ">": 3.0,
    "<": 2.0,
    ">=": 0.8,
    "<=": 0.6,
    "eqn": 0.8,
    "eq": 5.0,
    "ne": 1.2,
    "has": 1.3,
    "start": 0.8,
    "end": 0.5,
    "true": 1.6,
    "false": 1.0,
    "null": 0.5,
    "key": 0.6,
    "nokey": 0.6,
    "between": 0.4,
}


@dataclass(frozen=True, slots=True)
class Slots:
    """The names under which a test keeps its values: the field, its limit, its text."""

    field: str
    limit: str
    text: str


def _of_number(d: Draft, data: Data, kind: str, slots: Slots) -> tuple[str, str, str]:
    """A test of a number."""
    f, lim = slots.field, slots.limit
    name = data.field(d, "n", f)
    d.put(f, name)
    d.put(lim, str(number(d.rng)))
    word = d.one(COMPARISONS[kind])
    if kind == "between":
        draw_limits(d, lim)
        return (
            f"{{{f}}} is between {{{lim}}} and {{{lim}2}}",
            f"with (a|an|) {{{f}}} between {{{lim}}} and {{{lim}2}}",
            f".{name} >= {{{lim}}} and .{name} <= {{{lim}2}}",
        )
    special = SPECIAL.get((name, kind))
    after = f"{'with' if d.chance(0.7) else 'that have'} (a|an|) {{{f}}} {word} {{{lim}}}"
    if special and d.chance(0.45):
        unit = " pages" if special == "with more than" else ""
        after = f"{special} {{{lim}}}{unit}" if name != "year" else f"{special} {{{lim}}}"
        if name == "age" and d.chance(0.3):
            after += " years"
    elif d.chance(0.4):
        after = f"whose {{{f}}} is {word} {{{lim}}}"
    return (
        f"(the|) {{{f}}} is {word} {{{lim}}}" if word != ">" else f"{{{f}}} > {{{lim}}}",
        after,
        f".{name} {'==' if kind == 'eqn' else kind} {{{lim}}}",
    )


def _of_flag(d: Draft, data: Data, kind: str, slots: Slots) -> tuple[str, str, str]:
    """A test of something that is true or false."""
    f = slots.field
    name = data.field(d, "b", f)
    d.put(f, name)
    if kind == "true":
        return (
            f"{{{f}}} is true",
            d.one(
                (
                    f"that are {{{f}}}",
                    f"where {{{f}}} is true",
                    f"with {{{f}}} (set to|=|) true",
                    f"whose {{{f}}} is true",
                )
            ),
            f".{name} == true",
        )
    return (
        f"{{{f}}} is false",
        d.one(
            (
                f"that are not {{{f}}}",
                f"where {{{f}}} is false",
                f"with {{{f}}} false",
                f"whose {{{f}}} is false",
            )
        ),
        f".{name} == false",
    )


def _of_key(d: Draft, kind: str, slots: Slots, name: str) -> tuple[str, str, str]:
    """A test of whether there is a field, or null in it."""
    f = slots.field
    if kind == "null":
        return f"{{{f}}} is null", f"(where|whose) {{{f}}} is null", f".{name} == null"
    if kind == "key":
        return (
            f"there is (a|an) {{{f}}}",
            d.one(
                (
                    f"that have (a|an) {{{f}}} (field|key|property|)",
                    f"with (a|an) {{{f}}} (field|key)",
                    f"which have the key {{{f}}}",
                )
            ),
            f'has("{name}")',
        )
    return (
        f"there is no {{{f}}}",
        d.one(
            (
                f"that have no {{{f}}} (field|key|)",
                f"without (a|an) {{{f}}} (field|key|)",
                f"missing the {{{f}}} (field|key)",
            )
        ),
        f'has("{name}") | not',
    )


def _of_text(d: Draft, kind: str, slots: Slots, name: str) -> tuple[str, str, str]:
    """A test of a text."""
    f, val = slots.field, slots.text
    v = f"{{{val}}}"
    if kind == "eq":
        after = d.one(
            (
                f"whose {{{f}}} is {v}",
                f"with (the|) {{{f}}} {v}",
                f"where {{{f}}} is {v}",
                f"whose {{{f}}} equals {v}",
                f"having {{{f}}} {v}",
                f"with {{{f}}} = {v}",
                f"with {{{f}}} equal to {v}",
            )
        )
        if name in {"city", "country", "region", "continent"} and d.chance(0.4):
            after = f"(from|in) {v}" if name != "country" else f"from {v}"
        if name in {"author", "director", "artist"} and d.chance(0.4):
            after = f"by {v}"
        return (
            f"{{{f}}} {d.one(('is', 'is', 'equals', '==', '=', 'is equal to'))} {v}",
            after,
            f'.{name} == "{v}"',
        )
    if kind == "ne":
        return (
            f"{{{f}}} {d.one(('is not', 'is not', '!=', 'differs from', 'does not equal'))} {v}",
            d.one(
                (
                    f"whose {{{f}}} is not {v}",
                    f"where {{{f}}} is not {v}",
                    f"with (a|an|) {{{f}}} other than {v}",
                )
            ),
            f'.{name} != "{v}"',
        )
    test = {"has": "contains", "start": "startswith", "end": "endswith"}[kind]
    words2 = {
        "has": ("contains", "includes", "has"),
        "start": ("starts with", "begins with"),
        "end": ("ends with", "ends in"),
    }[kind]
    word = d.one(words2)
    tail = " in it" if word == "has" else ""
    return f"{{{f}}} {word} {v}{tail}", f"whose {{{f}}} {word} {v}{tail}", f'.{name} | {test}("{v}")'


def condition(d: Draft, data: Data, letter: str = "") -> tuple[str, str, str]:
    """A test of records: words that follow "where", words that follow the noun, and the jq expression."""
    slots = Slots("fc" if letter else "fa", "jlim" + letter, "jval" + letter)
    kind = d.among(WEIGHTS)
    if kind in COMPARISONS:
        return _of_number(d, data, kind, slots)
    if kind in {"true", "false"}:
        return _of_flag(d, data, kind, slots)
    name = data.field(d, "t", slots.field)
    d.put(slots.field, name)
    if kind in {"null", "key", "nokey"}:
        return _of_key(d, kind, slots, name)
    draw_text(d, data.topic, name, slots.text)
    return _of_text(d, kind, slots, name)
