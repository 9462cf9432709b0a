"""Fields of records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects.data import Data
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {
    "one": 4.0,
    "two": 1.6,
    "pick": 1.2,
    "uniq": 1.6,
    "nuniq": 0.7,
    "join": 0.6,
    "sorted": 0.8,
    "three": 0.5,
    "drop": 0.8,
    "save": 0.6,
    "first": 0.6,
    "raw": 0.4,
    "tab": 0.4,
}


def _pick(d: Draft, parts: Parts) -> Composed:
    if parts["keyed"]:
        return d.made(
            "json.pick",
            (
                "- (keep|leave) only (the|) {fb} and {fb2} of (every|each) @items in @w",
                "- reduce (every|each) @items in @w to {fb} and {fb2}",
            ),
            "jq '@array | map({@one, @two})' {js}",
            **parts,
        )
    return d.made(
        "json.pick",
        (
            "- (keep|leave) only (the|) (fields|keys) {fb} and {fb2} of (every|each|all) @items in @w",
            "- reduce (every|each) @items in @w to {fb} and {fb2}",
            "- make objects with only {fb} and {fb2} (from|of) @w",
            "* @w with only {fb} and {fb2} (per|in every) object",
            "- strip everything but {fb} and {fb2} from the @items in @w",
        ),
        "jq 'map({@one, @two})' {js}",
        **parts,
    )


def _drop(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "json.dropfield",
        (
            "- (remove|delete|drop) (the|) (field|key) {fb} from (every|each|all) @items in @w",
            "- (remove|drop|strip) the {fb} (field|key|) from (all|every) @items in @w",
            "* @w without the {fb} of (each|every) @items",
        ),
        "jq 'del(@each.@one)' {js}" if parts["keyed"] else "jq 'map(del(.@one))' {js}",
        **parts,
    )


def _save(d: Draft, parts: Parts) -> Composed:
    d.put_new_file("jout", "txt")
    return d.made(
        "json.fieldsave",
        (
            "- (save|write|extract|put) (all|the) {fb} values (of|in|from) @w (to|into|in) {jout}",
            "- get (the|every) {fb} from @w and (save|write) (it|them) to {jout}",
        ),
        "jq -r '@each.@one' {js} > {jout}",
        **parts,
    )


def _first(d: Draft, parts: Parts) -> Composed:
    d.draw("count")
    return d.made(
        "json.fieldfirst",
        ("- <show> the {fb} of the first {count} @items in @w", "* first {count} {fb} values (of|in) @w"),
        "jq -r '@array[:{count}][].@one' {js}",
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "one": Form(
        "json.field",
        (
            "- (show|print|list|get|extract|display|pull out) (all|the|only the|just the|every) {fb} (values|fields|) (of|in|from) @w",
            "- (show|print|list|get|extract) the {fb} of (every|each|all|all the) @items (in|of|from) @w",
            "* all {fb} values (in|from) @w",
            "* {fb} of (each|every|all) @items in @w",
            "- use jq to (get|print|extract) (the|all|every) {fb} (from|in) @w",
            "* list of {fb} (values|) from @w",
            "* @w every {fb}",
            "- get the {fb} field (of|from) (all|every|each) @items in @w",
        ),
        "jq -r '@each.@one' {js}",
    ),
    "raw": Form(
        "json.fieldjson",
        (
            "- (show|print|get) the {fb} of (every|all|each) @items in @w as (an|a json) array",
            "* array of all {fb} (values|) in @w",
            "- make an array of the {fb} values in @w",
        ),
        "jq '@mapped(.@one)' {js}",
    ),
    "two": Form(
        "json.two",
        (
            "- (show|print|list|get) {fb} and {fb2} (of|for) (every|each|all) @items (in|from) @w",
            "* {fb} and {fb2} of (each|all|every) @items in @w",
            "- (list|print) the {fb} and (the|) {fb2} from @w",
            "- print each {fb} (together|along) with its {fb2} from @w",
        ),
        "jq -r '@each | \"\\(.@one) \\(.@two)\"' {js}",
    ),
    "tab": Form(
        "json.tab",
        (
            "- (show|print) {fb} and {fb2} of (every|each|all) @items (in|from) @w as (a|an aligned) table",
            "* table of {fb} and {fb2} from @w",
        ),
        "jq -r '@each | [.@one, .@two] | @tsv' {js} | column -t",
    ),
    "three": Form(
        "json.three",
        (
            "- (show|print|list|get) {fb}, {fb2} and {fb3} of (every|each|all) @items (in|from) @w",
            "* {fb}, {fb2} and {fb3} of (each|all) @items in @w",
        ),
        "jq -r '@each | \"\\(.@one) \\(.@two) \\(.@three)\"' {js}",
    ),
    "pick": _pick,
    "uniq": Form(
        "json.uniq",
        (
            "- (list|show|print|get) (all|the|) (unique|distinct|different) {fb} (values|) (in|of|from) @w",
            "* (unique|distinct|different) {fb} values (in|of) @w",
            "* which {fb} values (occur|are there) in @w",
            "- list every {fb} in @w only once",
            "* {fb} values in @w without duplicates",
        ),
        "jq -r '@each.@one' {js} | sort -u",
    ),
    "nuniq": Form(
        "json.nuniq",
        (
            "* how many (different|distinct|unique) {fb} values (are there|are|) in @w",
            "- <count> (the|) (distinct|unique|different) {fb} values (in|of) @w",
            "* number of (distinct|unique) {fb} values in @w",
        ),
        "jq '[@each.@one] | unique | length' {js}",
    ),
    "join": Form(
        "json.join",
        (
            "- (print|show|list) (all|the) {fb} values (of|in|from) @w (separated by commas|comma separated|on one line with commas|in one line, separated by commas)",
            "- join (all|the) {fb} values of @w with (commas|a comma)",
            "* comma separated list of {fb} values (from|in) @w",
        ),
        "jq -r '@mapped(.@one) | join(\", \")' {js}",
    ),
    "sorted": Form(
        "json.fieldsorted",
        (
            "- (list|show|print) (all|the) {fb} values (of|in|from) @w (sorted|in alphabetical order|alphabetically)",
            "* sorted list of {fb} values (from|in) @w",
        ),
        "jq -r '@each.@one' {js} | sort",
    ),
    "drop": _drop,
    "save": _save,
    "first": _first,
}


def fields(d: Draft) -> Composed | None:
    """One field or several, of all records or of one, as text or as objects."""
    data = Data(d)
    one = data.field(d, d.one(("t", "t", "n")), "fb")
    two = data.field(d, d.one(("t", "n")), "fb2", apart=(one,))
    three = data.field(d, "n", "fb3", apart=(one, two))
    what = d.among(WEIGHTS)
    keyed, each = data.key, data.each
    mapped = f"{data.array} | map" if keyed else "map"
    return composed(
        d,
        KINDS[what],
        {
            "mapped": mapped,
            "one": one,
            "two": two,
            "three": three,
            "each": each,
            "array": data.array,
            "items": data.items,
            "w": data.words,
            "keyed": keyed,
        },
    )
