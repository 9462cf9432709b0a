"""Records that pass a test, records by their place."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects.data import Data, condition
from scripts.starter.compose.kit import Draft


def both(first: str, second: str, joiner: str) -> str:
    """Join two tests, in parentheses where jq needs them."""

    def safe(test: str) -> str:
        return f"({test})" if "|" in test or (joiner == "or" and " and " in test) else test

    return f"{safe(first)} {joiner} {safe(second)}"


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
    each = data.each
    out = d.among(
        {
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
    )
    p = {"items": data.items, "w": data.words, "c": cond}
    select = f"select({test})"
    if out == "all":
        return d.made("json.select", ("- (show|print|list|get|find|filter|select|display) (all|the|all the|) @items (in|of|from) @w @c", "* (all|) @items (in|of|from) @w @c", "- filter @w for @items @c", "- get only the @items @c (from|in|out of) @w", "- use jq to (get|find|filter) (the|all|) @items @c in @w", "- (show|find|list) @items @c in @w", "* @w: (only|) @items @c"),
                      f"jq '{each} | {select}' {{js}}", **p)  # fmt: skip
    if out == "save":
        d.put_new_file("jout", "json")
        return d.made(
            "json.selectsave",
            (
                "- (save|write|put) (the|all|) @items @c (from|of) @w (to|in|into) {jout}",
                "- filter @w for @items @c and (save|write) (them|the result) to {jout}",
                "- (extract|copy) (the|all|) @items @c from @w into {jout}",
            ),
            f"jq '{'map' if not data.key else f'{data.array} | map'}({select})' {{js}} > {{jout}}",
            **p,
        )
    if out == "list":
        return d.made(
            "json.selectlist",
            (
                "- (show|print|get) (the|all|) @items @c (from|of) @w as (an|a json) array",
                "* array of @items @c from @w",
                "- filter @w to an array of (the|) @items @c",
            ),
            f"jq '{'map' if not data.key else f'{data.array} | map'}({select})' {{js}}",
            **p,
        )
    if out == "count":
        return d.made(
            "json.selectcount",
            (
                "- <count> @items @c (in|of|from) @w",
                "* how many @items @c are (there|) in @w",
                "* number of @items @c (in|of) @w",
                "* count of @items @c in @w",
                "- use jq to count (the|) @items @c in @w",
            ),
            f"jq '[{each} | {select}] | length' {{js}}",
            **p,
        )
    if out in {"field", "first"}:
        name = data.field(d, "t" if d.chance(0.7) else "n", "fb", apart=(d.values["fa"].written,))
        if out == "first":
            return d.made(
                "json.selectfirst",
                (
                    "- <show> the {fb} of the first @one @c (in|of|from) @w",
                    "* {fb} of the first @one @c in @w",
                ),
                f"jq -r '[{each} | {select}][0].{name}' {{js}}",
                one=data.items.removesuffix("s") if data.items.endswith("s") else "one",
                **p,
            )
        return d.made("json.selectfield", ("- (show|print|list|get|extract|find) (the|all|only the) {fb} of (the|all|all the|every) @items @c (in|from|of) @w", "* {fb} of (all|the|) @items @c (in|from) @w", "- (list|print|get) the {fb} for (the|all|) @items @c in @w", "* what is the {fb} of the @items @c in @w", "- (get|print) {fb} from @w for @items @c", "* @w: {fb} of @items @c", "- (print|extract) just the {fb} of @items @c from @w"),
                      f"jq -r '{each} | {select} | .{name}' {{js}}", **p)  # fmt: skip
    if out == "two":
        one = data.field(d, "t", "fb", apart=(d.values["fa"].written,))
        two = data.field(d, "n", "fb2", apart=(d.values["fa"].written, one))
        return d.made(
            "json.selecttwo",
            (
                "- (show|print|list) {fb} and {fb2} of (the|all|) @items @c (in|from) @w",
                "* {fb} and {fb2} of @items @c in @w",
                "- (get|print) the {fb} and the {fb2} of every @items @c in @w",
            ),
            f"jq -r '{each} | {select} | \"\\(.{one}) \\(.{two})\"' {{js}}",
            **p | {"items": data.items},
        )
    if out in {"sum", "avg"}:
        name = data.field(d, "n", "fb", apart=(d.values["fa"].written,))
        if out == "sum":
            return d.made(
                "json.selectsum",
                (
                    "- (sum|add up|total) the {fb} of (the|all|) @items @c (in|from) @w",
                    "* (sum|total) of {fb} (of|for) (the|all|) @items @c in @w",
                    "- <calc> the total {fb} of (the|all|) @items @c in @w",
                    "* total {fb} of @items @c (in|) @w",
                ),
                f"jq '[{each} | {select} | .{name}] | add' {{js}}",
                **p,
            )
        return d.made(
            "json.selectavg",
            (
                "- <calc> the (average|mean) {fb} of (the|all|) @items @c (in|from) @w",
                "* (average|mean) {fb} (of|for) @items @c in @w",
            ),
            f"jq '[{each} | {select} | .{name}] | add / length' {{js}}",
            **p,
        )
    if out == "any":
        return d.made(
            "json.any",
            ("- check (if|whether) @w (has|contains) any @items @c", "* are there (any|) @items @c in @w"),
            f"jq 'any({each}; {test})' {{js}}",
            **p,
        )
    return d.made(
        "json.selectdel",
        (
            "- (remove|delete|drop) (all|the|) @items @c (from|in) @w (and print the rest|, print the result|)",
            "- (show|print) @w without (the|) @items @c",
            "* @w without (the|) @items @c",
        ),
        f"jq 'del({each} | {select})' {{js}}",
        **p,
    )


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
