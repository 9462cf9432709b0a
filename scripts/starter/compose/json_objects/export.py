"""json lines, and json to other forms."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects.data import Data, condition
from scripts.starter.compose.kit import Draft


def json_lines(d: Draft) -> Composed | None:
    """Files with one object on each line."""
    data = Data(d, flat=True, lines=True)
    where, after, test = condition(d, data)
    one = data.field(d, d.one(("t", "n")), "fb", apart=(d.values["fa"].written,))
    items = d.one(("lines", "entries", "records", "objects", data.noun))
    f = d.one(("{js}", "{js}", "the (jsonl|json lines|ndjson) file {js}"))
    what = d.among(
        {
            "field": 1.6,
            "select": 1.6,
            "selectfield": 1.0,
            "count": 0.8,
            "sum": 1.0,
            "slurp": 0.7,
            "uniq": 0.6,
            "n": 0.4,
            "avg": 0.4,
        }
    )
    number_field = data.field(d, "n", "fb2", apart=(d.values["fa"].written, one))
    ways, line = {
        "field": (("- (print|get|show|extract) (the|) {fb} (of|from) (each|every) (line|object|record) (of|in) @f", "* every {fb} in @f", "* {fb} of each line of @f"), f"jq -r '.{one}' {{js}}"),
        "select": (("- (show|print|get|filter|find) (the|all|) @items (in|of|from) @f @c", "* @items of @f @c"), f"jq 'select({test})' {{js}}"),
        "selectfield": (("- (show|print|get) the {fb} of (the|all|) @items @c (in|of|from) @f", "* {fb} of @items @c in @f"), f"jq -r 'select({test}) | .{one}' {{js}}"),
        "count": (("- <count> (the|) @items @c (in|of) @f", "* how many @items @c are in @f"), f"jq -c 'select({test})' {{js}} | wc -l"),
        "n": (("* how many (records|objects|entries) are in @f", "- <count> (the|) (records|objects|entries) in @f"), "wc -l {js}"),
        "sum": (("- (sum|add up|total) (the|) {fb2} (of|over|in) all (lines|records|entries) (of|in) @f", "* total {fb2} in @f"), f"jq -s 'map(.{number_field}) | add' {{js}}"),
        "avg": (("* average {fb2} in @f", "- <calc> the (average|mean) {fb2} (of|in) @f"), f"jq -s 'map(.{number_field}) | add / length' {{js}}"),
        "slurp": (("- (convert|turn) @f (in|)to (an|a|one) (json|) array", "- (wrap|combine|collect) the lines of @f (in|into) (one|an|a single) array", "- make a normal json (array|) (out of|from) @f"), "jq -s . {js}"),
        "uniq": (("- count how often each {fb} (occurs|appears) in @f", "* number of @items per {fb} in @f"), f"jq -r '.{one}' {{js}} | sort | uniq -c | sort -nr"),
    }[what]  # fmt: skip
    return d.made(
        f"json.lines.{what}", ways, line, items=items, f=f, c=after if d.chance(0.6) else f"where {where}"
    )


def exported(d: Draft) -> Composed | None:
    """Fields as csv or tsv."""
    data = Data(d)
    one = data.field(d, "t", "fb")
    two = data.field(d, "n", "fb2", apart=(one,))
    three = data.field(d, "t", "fb3", apart=(one, two))
    form = d.among({"csv": 4.0, "tsv": 1.3})
    d.put_new_file("jout", form)
    save = d.chance(0.45)
    tail = " > {jout}" if save else ""
    p = {
        "w": data.words,
        "items": data.items,
        "to": d.one(("(to|into|as) {jout}", "and save (it|the result|) as {jout}", "> {jout}"))
        if save
        else "",
        "form": {"csv": "(csv|comma separated)", "tsv": "(tsv|tab separated)"}[form],
    }
    what = d.among({"two": 3.0, "three": 1.4, "all": 1.4, "header": 1.0})
    if what == "all":
        if data.key or form == "tsv":
            return None
        return d.made(
            "json.csvall",
            (
                "- convert @w (from json|) to csv @to",
                "- convert the json (array|) (in|of) {js} to csv @to",
                "- turn @w into (a|) csv (file|) @to",
                "- (export|save) @w as csv (with (a|) header|) @to",
                "- convert {js} to csv with (a|) header (line|row|) @to",
                "* {js} to csv @to",
            ),
            f"jq -r '(.[0] | keys_unsorted), (.[] | [.[]]) | @csv' {{js}}{tail}",
            **p,
        )
    if what == "header":
        return d.made(
            "json.csvhead",
            (
                "- (convert|export) {fb} and {fb2} (of|from) @w to @form with a header (line|row|) @to",
                "* @form with header of {fb} and {fb2} from @w @to",
                "- make a @form (file|) with a header line from {fb} and {fb2} (of|in) @w @to",
            ),
            f'jq -r \'["{one}", "{two}"], ({data.each} | [.{one}, .{two}]) | @{form}\' {{js}}{tail}',
            **p,
        )
    fields = f".{one}, .{two}" if what == "two" else f".{one}, .{two}, .{three}"
    said = "{fb} and {fb2}" if what == "two" else "{fb}, {fb2} and {fb3}"
    return d.made("json.csv", (f"- (convert|export|print|write) {said} (of|from) (all @items in|) @w (to|as) @form @to", f"* @form (of|with) {said} from @w @to", f"- make a @form (file|) (of|from|with) {said} (of|from|in) @w @to", f"- (get|print) {said} from @w as @form @to", f"- turn @w into @form with {said} @to"),
                  f"jq -r '{data.each} | [{fields}] | @{form}' {{js}}{tail}", **p)  # fmt: skip
