"""Totals, order and groups."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects.data import Data
from scripts.starter.compose.kit import Draft, Parts


def total(d: Draft) -> Composed | None:
    """Sum, average, extremes and number."""
    data = Data(d)
    one = data.field(d, "n", "fb")
    prefix = "" if not data.key else f"{data.array} | "
    values = f"[{data.each}.{one}]" if data.key else f"map(.{one})"
    what = d.among(
        {
            "sum": 3.0,
            "avg": 2.4,
            "max": 1.4,
            "min": 1.2,
            "maxby": 1.4,
            "minby": 1.0,
            "count": 2.4,
            "maxname": 0.8,
            "round": 0.4,
        }
    )
    p = {"items": data.items, "w": data.words}
    big = d.one(("highest", "largest", "biggest", "maximum", "max"))
    low = d.one(("lowest", "smallest", "minimum", "min"))
    one_item = (
        data.items[:-1]
        if data.items.endswith("s") and not data.items.endswith("ies")
        else d.one(("entry", "element", "item", "object"))
    )
    other = data.field(d, "t", "fb2", apart=(one,))
    ways, expr = {
        "sum": (("- (sum|sum up|add up|total) (all|the|) {fb} (values|fields|) (in|of|from) @w", "* (sum|total) of (all|the|) {fb} (values|) in @w", "- <calc> the (sum|total) of (the|all|) {fb} (values|) (in|of|from) @w", "* what is the total {fb} (of all @items|) in @w", "* total {fb} (in|of) @w", "- add (all|the) {fb} numbers in @w together"), f"{values} | add"),
        "avg": (("- <calc> the (average|mean) (of the|) {fb} (values|) (in|of|from) @w", "* (average|mean|avg) {fb} (of all @items|) (in|of) @w", "* what is the (average|mean) {fb} in @w"), f"{values} | add / length"),
        "round": (("* average {fb} in @w rounded (to a whole number|)", "- <calc> the average {fb} in @w and round it"), f"{values} | add / length | round"),
        "max": ((f"- <calc> the {big} {{fb}} (value|) (in|of) @w", f"* {big} {{fb}} (value|) in @w", f"* what is the {big} {{fb}} in @w"), f"{values} | max"),
        "min": ((f"- <calc> the {low} {{fb}} (value|) (in|of) @w", f"* {low} {{fb}} (value|) in @w", f"* what is the {low} {{fb}} in @w"), f"{values} | min"),
        "maxby": ((f"- <show> the {one_item} with the {big} {{fb}} (in|from|of) @w", f"* which {one_item} in @w has the {big} {{fb}}", f"* {one_item} with the {big} {{fb}} in @w"), f"{prefix}max_by(.{one})"),
        "minby": ((f"- <show> the {one_item} with the {low} {{fb}} (in|from|of) @w", f"* which {one_item} in @w has the {low} {{fb}}", f"* {one_item} with the {low} {{fb}} in @w"), f"{prefix}min_by(.{one})"),
        "maxname": ((f"- <show> the {{fb2}} of the {one_item} with the {big} {{fb}} (in|from) @w", f"* {{fb2}} of the {one_item} with the {big} {{fb}} in @w", f"* what is the {{fb2}} of the {one_item} with the {big} {{fb}} in @w"), f"{prefix}max_by(.{one}) | .{other}"),
        "count": (("- <count> (the|) @items (in|of) @w", "* how many @items (are there|are) in @w", "* number of @items (in|of) @w", "* how long is the array @in", "* length of the array @in"), f"{data.array} | length" if data.key else "length"),
    }[what]  # fmt: skip
    p["in"] = "in {js}" if not data.key else "{arr} in {js}"
    return d.made(f"json.{what}", ways, f"jq {'-r ' if what == 'maxname' else ''}'{expr}' {{js}}", **p)


def _top(d: Draft, by: str, parts: Parts, *, names: bool) -> Composed:
    """The records at the top of an order, or their names."""
    low = d.chance(0.3)
    big = d.one(("lowest", "smallest") if low else ("highest", "largest", "biggest"))
    expr = by + ("" if low else " | reverse")
    if not names:
        return d.made(
            "json.top",
            (
                f"- <show> the {{count}} @items with the {big} {{fb}} (in|from|of) @w",
                f"* {{count}} @items with the {big} {{fb}} in @w",
                f"* which {{count}} @items in @w have the {big} {{fb}}",
            )
            + (
                ()
                if low
                else (
                    "* top {count} @items (of|in) @w by {fb}",
                    "- <show> the top {count} @items by {fb} (from|in) @w",
                )
            ),
            f"jq '{expr} | .[:{{count}}]' {{js}}",
            **parts,
        )
    return d.made(
        "json.topnames",
        (
            f"- <show> the {{fb2}} of the {{count}} @items with the {big} {{fb}} (in|from) @w",
            f"* {{fb2}} of the {{count}} @items with the {big} {{fb}} in @w",
        ),
        f"jq -r '{expr} | .[:{{count}}][].@other' {{js}}",
        **parts,
    )


def in_order(d: Draft) -> Composed | None:
    """Records sorted by a field, and the top of them."""
    data = Data(d)
    numeric = d.chance(0.6)
    one = data.field(d, "n" if numeric else "t", "fb")
    other = data.field(d, "t", "fb2", apart=(one,))
    prefix = "" if not data.key else f"{data.array} | "
    down = d.chance(0.45)
    what = d.among({"sort": 3.0, "top": 2.0, "names": 1.2, "topnames": 1.0, "save": 0.7})
    if what in {"top", "topnames"}:
        numeric, one = True, data.field(d, "n", "fb", apart=(other,))
        d.draw("count")
    how = (d.one(("descending", "in descending order", "(largest|highest|biggest) first", "from high to low", "in reverse order")) if numeric else d.one(("descending", "in reverse (alphabetical|) order", "from z to a", "in descending order"))) if down else \
        d.one(("", "", "ascending", "in ascending order", "(smallest|lowest) first" if numeric else "alphabetically"))  # fmt: skip
    parts = {
        "other": other,
        "items": data.items,
        "w": data.words,
        "how": f", {how}" if "first" in how else how,
    }
    sort = f"{prefix}sort_by(.{one})" + (" | reverse" if down else "")
    if what == "sort":
        return d.made(
            "json.sort",
            (
                "- sort @w by {fb} @how",
                "- sort (the|) @items (of|in) @w by (the|their|) {fb} @how",
                "- (order|arrange) (the|) @items (in|of) @w by {fb} @how",
                "* @w sorted by {fb} @how",
                "- (print|show) (the|) @items of @w sorted by {fb} @how",
                "* sort by {fb} @how @w",
            ),
            f"jq '{sort}' {{js}}",
            **parts,
        )
    if what == "save":
        d.put_new_file("jout", "json")
        return d.made(
            "json.sortsave",
            (
                "- sort @w by {fb} @how and (save|write) (it|the result) (to|as|in) {jout}",
                "- sort (the|) @items in @w by {fb} @how into {jout}",
            ),
            f"jq '{sort}' {{js}} > {{jout}}",
            **parts,
        )
    if what == "names":
        return d.made(
            "json.sortnames",
            (
                "- (list|print|show) the {fb2} of (the|all) @items in @w sorted by {fb} @how",
                "* {fb2} of all @items in @w, sorted by {fb} @how",
            ),
            f"jq -r '{sort} | .[].@other' {{js}}",
            **parts,
        )
    return _top(d, f"{prefix}sort_by(.{one})", parts, names=what == "topnames")


def groups(d: Draft) -> Composed | None:
    """Records grouped by a field, counted and added up."""
    data = Data(d)
    one = data.field(d, "t", "fb")
    two = data.field(d, "n", "fb2", apart=(one,))
    prefix = "" if not data.key else f"{data.array} | "
    what = d.among(
        {"group": 1.4, "count": 2.4, "object": 0.8, "sum": 1.4, "avg": 0.8, "uniqby": 1.0, "top": 0.6}
    )
    per = d.one(("per", "by", "for each", "grouped by", "for every"))
    d.draw("count")
    ways, line = {
        "group": (("- group (the|) @items (in|of) @w by (their|) {fb}", "- group @w by {fb}", "* @w grouped by {fb}", "* group by {fb} @w"), f"jq '{prefix}group_by(.{one})' {{js}}"),
        "count": ((f"- <count> (the|) @items {per} {{fb}} (in|of) @w", f"* how many @items {per} {{fb}} (are there|) in @w", "- count how (often|many times) each {fb} (occurs|appears) in @w", f"* number of @items {per} {{fb}} in @w", "* frequency of each {fb} in @w"), f"jq -r '{data.each}.{one}' {{js}} | sort | uniq -c | sort -nr"),
        "top": (("- <show> the {count} most (common|frequent) {fb} values (in|of) @w", "* {count} most (common|frequent) {fb} values in @w"), f"jq -r '{data.each}.{one}' {{js}} | sort | uniq -c | sort -nr | head -n {{count}}"),
        "object": ((f"- count (the|) @items {per} {{fb}} in @w (and print json|as json)", "* {fb} and number of @items for each as json from @w"), f"jq '{prefix}group_by(.{one}) | map({{{one}: .[0].{one}, count: length}})' {{js}}"),
        "sum": ((f"- (sum|add up|total) (the|) {{fb2}} {per} {{fb}} (in|of) @w", f"* (total|sum of) {{fb2}} {per} {{fb}} in @w", "- group @w by {fb} and sum (the|) {fb2}", f"- <calc> the total {{fb2}} {per} {{fb}} in @w"), f"jq '{prefix}group_by(.{one}) | map({{{one}: .[0].{one}, total: (map(.{two}) | add)}})' {{js}}"),
        "avg": ((f"* average {{fb2}} {per} {{fb}} in @w", f"- <calc> the (average|mean) {{fb2}} {per} {{fb}} in @w", "- group @w by {fb} and average (the|) {fb2}"), f"jq '{prefix}group_by(.{one}) | map({{{one}: .[0].{one}, average: (map(.{two}) | add / length)}})' {{js}}"),
        "uniqby": (("- (remove|drop) @items with (a duplicate|the same) {fb} (from|in) @w", "- deduplicate @w by {fb}", "- keep only one @items per {fb} in @w", "* unique @items of @w by {fb}"), f"jq '{prefix}unique_by(.{one})' {{js}}"),
    }[what]  # fmt: skip
    return d.made(f"json.group{what}", ways, line, items=data.items, w=data.words)
