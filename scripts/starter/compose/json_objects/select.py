"""Records that pass a test, records by their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects.data import Data, condition
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed


def both(first: str, second: str, joiner: str) -> str:
    """Join two tests, in parentheses where jq needs them."""

    def safe(test: str) -> str:
        return f"({test})" if "|" in test or (joiner == "or" and " and " in test) else test

    return f"{safe(first)} {joiner} {safe(second)}"


WEIGHTS: Final = {
    "all": 4.0,
    "field": 4.0,
    "count": 2.4,
    "two": 1.0,
    "first": 0.6,
    "sum": 0.8,
    "avg": 0.5,
    "list": 0.6,
    "del": 0.8,
    "any": 0.3,
    "save": 0.7,
}


def _save(d: Draft, parts: Parts) -> Composed:
    d.put_new_file("jout", "json")
    return d.made(
        "json.selectsave",
        (
            "- (save|write|put) (the|all|) @items @c (from|of) @w (to|in|into) {jout}",
            "- filter @w for @items @c and (save|write) (them|the result) to {jout}",
            "- (extract|copy) (the|all|) @items @c from @w into {jout}",
        ),
        "jq '@mapped(@selected)' {js} > {jout}",
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "all": Form(
        "json.select",
        (
            "- (show|print|list|get|find|filter|select|display) (all|the|all the|) @items (in|of|from) @w @c",
            "* (all|) @items (in|of|from) @w @c",
            "- filter @w for @items @c",
            "- get only the @items @c (from|in|out of) @w",
            "- use jq to (get|find|filter) (the|all|) @items @c in @w",
            "- (show|find|list) @items @c in @w",
            "* @w: (only|) @items @c",
        ),
        "jq '@each | @selected' {js}",
    ),
    "save": _save,
    "list": Form(
        "json.selectlist",
        (
            "- (show|print|get) (the|all|) @items @c (from|of) @w as (an|a json) array",
            "* array of @items @c from @w",
            "- filter @w to an array of (the|) @items @c",
        ),
        "jq '@mapped(@selected)' {js}",
    ),
    "count": Form(
        "json.selectcount",
        (
            "- <count> @items @c (in|of|from) @w",
            "* how many @items @c are (there|) in @w",
            "* number of @items @c (in|of) @w",
            "* count of @items @c in @w",
            "- use jq to count (the|) @items @c in @w",
        ),
        "jq '[@each | @selected] | length' {js}",
    ),
    "any": Form(
        "json.any",
        ("- check (if|whether) @w (has|contains) any @items @c", "* are there (any|) @items @c in @w"),
        "jq 'any(@each; @test)' {js}",
    ),
    "del": Form(
        "json.selectdel",
        (
            "- (remove|delete|drop) (all|the|) @items @c (from|in) @w (and print the rest|, print the result|)",
            "- (show|print) @w without (the|) @items @c",
            "* @w without (the|) @items @c",
        ),
        "jq 'del(@each | @selected)' {js}",
    ),
}


def _apart_field(d: Draft, data: Data, kind: str) -> str:
    """Draw a field that the test does not speak of."""
    return data.field(d, kind, "fb", apart=(d.values["fa"].written,))


def _field(d: Draft, parts: Parts, data: Data) -> Composed:
    name = _apart_field(d, data, "t" if d.chance(0.7) else "n")
    return d.made(
        "json.selectfield",
        (
            "- (show|print|list|get|extract|find) (the|all|only the) {fb} of (the|all|all the|every) @items @c (in|from|of) @w",
            "* {fb} of (all|the|) @items @c (in|from) @w",
            "- (list|print|get) the {fb} for (the|all|) @items @c in @w",
            "* what is the {fb} of the @items @c in @w",
            "- (get|print) {fb} from @w for @items @c",
            "* @w: {fb} of @items @c",
            "- (print|extract) just the {fb} of @items @c from @w",
        ),
        f"jq -r '@each | @selected | .{name}' {{js}}",
        **parts,
    )


def _first(d: Draft, parts: Parts, data: Data) -> Composed:
    name = _apart_field(d, data, "t" if d.chance(0.7) else "n")
    return d.made(
        "json.selectfirst",
        ("- <show> the {fb} of the first @one @c (in|of|from) @w", "* {fb} of the first @one @c in @w"),
        f"jq -r '[@each | @selected][0].{name}' {{js}}",
        one=data.items.removesuffix("s") if data.items.endswith("s") else "one",
        **parts,
    )


def _two(d: Draft, parts: Parts, data: Data) -> Composed:
    one = _apart_field(d, data, "t")
    two = data.field(d, "n", "fb2", apart=(d.values["fa"].written, one))
    return d.made(
        "json.selecttwo",
        (
            "- (show|print|list) {fb} and {fb2} of (the|all|) @items @c (in|from) @w",
            "* {fb} and {fb2} of @items @c in @w",
            "- (get|print) the {fb} and the {fb2} of every @items @c in @w",
        ),
        f"jq -r '@each | @selected | \"\\(.{one}) \\(.{two})\"' {{js}}",
        **parts,
    )


def _sum(d: Draft, parts: Parts, data: Data) -> Composed:
    name = _apart_field(d, data, "n")
    return d.made(
        "json.selectsum",
        (
            "- (sum|add up|total) the {fb} of (the|all|) @items @c (in|from) @w",
            "* (sum|total) of {fb} (of|for) (the|all|) @items @c in @w",
            "- <calc> the total {fb} of (the|all|) @items @c in @w",
            "* total {fb} of @items @c (in|) @w",
        ),
        f"jq '[@each | @selected | .{name}] | add' {{js}}",
        **parts,
    )


def _avg(d: Draft, parts: Parts, data: Data) -> Composed:
    name = _apart_field(d, data, "n")
    return d.made(
        "json.selectavg",
        (
            "- <calc> the (average|mean) {fb} of (the|all|) @items @c (in|from) @w",
            "* (average|mean) {fb} (of|for) @items @c in @w",
        ),
        f"jq '[@each | @selected | .{name}] | add / length' {{js}}",
        **parts,
    )


OF_FIELDS: Final[Mapping[str, Callable[[Draft, Parts, Data], Composed]]] = {
    "field": _field,
    "first": _first,
    "two": _two,
    "sum": _sum,
    "avg": _avg,
}
"""What is done with other fields of the records that pass."""


def select(d: Draft) -> Composed | None:
    """Records that pass one test or two: printed, counted, added up, removed."""
    data = Data(d)
    where, after, test = condition(d, data)
    if d.chance(0.17):
        where2, _, test2 = condition(d, data, "b")
        joiner = d.among({"and": 3.0, "or": 1.0})
        where = f"{where} {joiner} {where2}"
        after = f"where {where}"
        test = both(test, test2, joiner)
    cond = after if d.chance(0.6) else f"where {where}"
    out = d.among(WEIGHTS)
    selected = f"select({test})"
    mapped = f"{data.array} | map" if data.key else "map"
    parts = {
        "each": data.each,
        "selected": selected,
        "mapped": mapped,
        "test": test,
        "items": data.items,
        "w": data.words,
        "c": cond,
    }
    if out in OF_FIELDS:
        return OF_FIELDS[out](d, parts, data)
    return composed(d, KINDS[out], parts)


def by_place(d: Draft) -> Composed | None:
    """The first, the last, the n-th, a slice."""
    data = Data(d)
    d.draw("count")
    d.draw("small")
    at = d.rng.randrange(0, 10)
    d.put("jlim", str(at))
    one = data.field(d, "t", "fb")
    item = d.one(("item", "element", "entry", "object", "record"))
    base = data.array if data.key else "."
    what = d.among(
        {
            "first": 1.0,
            "last": 1.0,
            "index": 1.0,
            "firstn": 1.4,
            "lastn": 0.8,
            "firstfield": 1.0,
            "slice": 0.5,
            "lastfield": 0.7,
            "skip": 0.5,
        }
    )
    low = d.rng.randrange(0, 20)
    d.put("jlimb", str(low))
    d.put("jlimb2", str(low + d.rng.randrange(2, 20)))
    p = {"w": data.words, "i": item}
    ways, line = {
        "first": (("- <show> (only|just|) the first @i (of|in|from) @w", "* first @i (of|in) @w"), f"jq '{base}[0]' {{js}}"),
        "last": (("- <show> (only|just|) the last @i (of|in|from) @w", "* last @i (of|in) @w"), f"jq '{base}[-1]' {{js}}"),
        "index": (("- <show> the @i (at|with) index {jlim} (of|in) @w", "* @i with index {jlim} of @w"), f"jq '{base}[{{jlim}}]' {{js}}"),
        "firstn": (("- <show> (only|) the first {count} @i(s) (of|in|from) @w", "* first {count} @i(s) of @w"), f"jq '{base}[:{{count}}]' {{js}}"),
        "lastn": (("- <show> (only|) the last {count} @i(s) (of|in|from) @w", "* last {count} @i(s) of @w"), f"jq '{base}[-{{count}}:]' {{js}}"),
        "firstfield": (("- <show> the {fb} of the first @i (of|in|from) @w", "* {fb} of the first @i in @w"), f"jq -r '{base}[0].{one}' {{js}}"),
        "lastfield": (("- <show> the {fb} of the last @i (of|in|from) @w", "* {fb} of the last @i in @w"), f"jq -r '{base}[-1].{one}' {{js}}"),
        "slice": (("- <show> (the|) @i(s) (from index|) {jlimb} (up|) to (but not including|before) {jlimb2} (of|in) @w",), f"jq '{base}[{{jlimb}}:{{jlimb2}}]' {{js}}"),
        "skip": (("- <show> all (but|except) the first {count} @i(s) (of|in) @w", "- skip the first {count} @i(s) (of|in) @w (and print the rest|)"), f"jq '{base}[{{count}}:]' {{js}}"),
    }[what]  # fmt: skip
    ways = tuple(x.replace("@i(s)", {"entry": "entries"}.get(item, item + "s")) for x in ways)
    return d.made(f"json.{what}", ways, line, **p)
