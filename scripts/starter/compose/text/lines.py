"""Lines by their place: first, last, from here to there, every other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.text.source import draw_saved, draw_source

WEIGHTS: Final = {
    "first": 2.2,
    "last": 2.2,
    "range": 2.4,
    "one": 1.4,
    "nth": 0.8,
    "two": 0.8,
    "skip": 1.4,
    "butlast": 0.9,
    "from": 0.9,
    "every": 0.8,
    "evenodd": 0.7,
    "firstlast": 0.6,
    "random": 1.0,
    "bytes": 0.6,
    "lastline": 1.0,
    "firstline": 1.0,
    "middle": 0.5,
    "nums": 0.6,
    "follow": 0.9,
    "headtail": 0.3,
}


def _range(d: Draft, parts: Parts) -> Composed:
    span = d.one(
        (
            "{num} to {numb}",
            "{num}-{numb}",
            "{num} through {numb}",
            "{num} until {numb}",
            "from {num} to {numb}",
            "between {num} and {numb}",
            "number {num} to {numb}",
        )
    )
    return d.made(
        "text.range",
        (
            f"- @get @lines {span} (of|from|in) @f @o",
            f"* @lines {span} of @f @o",
            f"- extract @lines {span} from @f @o",
            f"* @f @lines {span} @o",
            f"- (cut|take) @lines {span} out of @f @o",
            f"* only @lines {span} of @f @o",
        ),
        "sed -n '{num},{numb}p' {src}@to",
        **parts,
    )


def _nth(d: Draft, parts: Parts) -> Composed:
    i = d.rng.randrange(2, 11)
    return d.made(
        "text.nthline",
        (
            "- @get the (@n|@nn) line (of|from|in) @f",
            "* (@n|@nn) line of @f",
            "* what is the (@n|@nn) line of @f",
        ),
        f"sed -n '{i}p' {{src}}",
        n=ORDINALS[i],
        nn=SHORT[i],
        **parts,
    )


def _skip(d: Draft, parts: Parts) -> Composed:
    k = d.among({1: 3.0, 2: 1.5, 3: 1.2, d.rng.randrange(4, 30): 2.5})
    d.put_count("num", k, k + 1)
    first = "the first line" if k == 1 else "the first {num} lines"
    return d.made(
        "text.skip",
        (
            f"- (show|print|output) @f without {first} @o",
            f"- (skip|omit|leave out|drop) {first} of @f (and print the rest|and show the rest|) @o",
            f"* @f without {first} @o",
            f"- @get everything (except|but|after) {first} (of|in) @f @o",
            f"* all (but|except) {first} of @f @o",
        ),
        "tail -n +{num} {src}@to",
        **parts,
    )


def _butlast(d: Draft, parts: Parts) -> Composed:
    k = d.among({1: 3.0, 2: 1.5, 3: 1.2, d.rng.randrange(4, 30): 2.0})
    d.put_count("num", k)
    last = "the last line" if k == 1 else "the last {num} lines"
    return d.made(
        "text.butlast",
        (
            f"- (show|print|output) @f without {last} @o",
            f"- (skip|omit|leave out|drop) {last} of @f (and print the rest|when printing|) @o",
            f"* @f without {last} @o",
            f"- @get everything (except|but) {last} (of|in) @f @o",
        ),
        "head -n -{num} {src}@to" if k > 1 or not d.mac else "sed '$d' {src}",
        mac="-" if k > 1 else "sed '$d' {src}@to",
        **parts,
    )


def _every(d: Draft, parts: Parts) -> Composed:
    k = d.rng.randrange(2, 11)
    return d.made(
        "text.every",
        (
            "- @get every (@n|@nn) line (of|in|from) @f",
            "* every (@n|@nn) line of @f",
            "- @get each (@n|@nn) line of @f",
            f"- @get one line out of {k} of @f",
        ),
        f"awk 'NR % {k} == 0' {{src}}",
        n=ORDINALS[k] if k > 2 or d.chance(0.5) else "other",
        nn=SHORT[k],
        **parts,
    )


def _evenodd(d: Draft, parts: Parts) -> Composed:
    word, k = d.one((("even", 0), ("odd", 1)))
    return d.made(
        "text.evenodd",
        (
            f"- @get (only|) the {word} (numbered |)lines (of|in) @f",
            f"* {word} lines of @f",
            f"- @get all lines of @f with (an|) {word} (line|) number",
        ),
        f"awk 'NR % 2 == {k}' {{src}}",
        **parts,
    )


def _random(d: Draft, parts: Parts) -> Composed:
    if d.chance(0.35):
        return d.made(
            "text.randomline",
            (
                "- @get (a|one) random line (of|from) @f",
                "* random line (of|from) @f",
                "- pick a (random line|line at random) (from|of) @f",
            ),
            "shuf -n 1 {src}",
            mac="sort -R {src} | head -n 1",
            **parts,
        )
    return d.made(
        "text.random",
        (
            "- @get {count} random lines (of|from) @f",
            "* {count} random lines (of|from) @f",
            "- pick {count} lines (of|from) @f at random",
            "- (take|draw) a (random|) sample of {count} lines from @f",
        ),
        "shuf -n {count} {src}",
        mac="sort -R {src} | head -n {count}",
        **parts,
    )


def _bytes(d: Draft, parts: Parts) -> Composed:
    end, tool = d.one((("first", "head"), ("last", "tail")))
    return d.made(
        "text.bytes",
        (
            f"- @get the {end} {{num}} (bytes|characters) (of|from|in) @f",
            f"* {end} {{num}} (bytes|characters) of @f",
        ),
        f"{tool} -c {{num}} {{src}}",
        **parts,
    )


def _middle(d: Draft, parts: Parts) -> Composed | None:
    k = d.rng.randrange(3, 60)
    d.put("num", str(k + 1), str(k + 1))
    d.draw("small")
    m = int(d.values["small"].written)
    d.put("numb", str(k + m), str(k + m))
    if m < 2:
        return None
    return d.made(
        "text.middle",
        (
            "- @get {small} lines (of|in) @f starting (at|with|from) line {num}",
            "* {small} lines of @f from line {num}",
        ),
        "tail -n +{num} {src} | head -n {small}",
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "first": Form(
        "text.head",
        (
            "- @get the first {count} @lines (of|from|in) @f @o",
            "* first {count} @lines of @f @o",
            "- @get {count} @lines from the (top|beginning|start) of @f @o",
            "- @get the top {count} lines of @f @o",
            "* head of @f, {count} lines",
            "* (only|just) the first {count} @lines of @f @o",
        ),
        "head -n {count} {src}@to",
    ),
    "last": Form(
        "text.tail",
        (
            "- @get the last {count} @lines (of|from|in) @f @o",
            "* last {count} @lines of @f @o",
            "- @get {count} @lines from the (end|bottom) of @f @o",
            "* the final {count} @lines of @f @o",
            "* tail of @f, {count} lines",
            "* (only|just) the last {count} @lines of @f @o",
        ),
        "tail -n {count} {src}@to",
    ),
    "range": _range,
    "one": Form(
        "text.line",
        (
            "- @get line {num} (of|from|in) @f",
            "* line {num} of @f",
            "- @get (only|just|) line number {num} of @f",
            "* what is (on|in) line {num} of @f",
            "* what does line {num} of @f say",
        ),
        "sed -n '{num}p' {src}",
    ),
    "nth": _nth,
    "two": Form(
        "text.twolines",
        (
            "- @get (only|) lines {num} and {numb} (of|from|in) @f",
            "* lines {num} and {numb} of @f",
            "- @get line {num} and line {numb} of @f",
        ),
        "sed -n '{num}p;{numb}p' {src}",
    ),
    "skip": _skip,
    "butlast": _butlast,
    "from": Form(
        "text.from",
        (
            "- @get @f (from|starting (at|from|with)) line {num} (on|onwards|to the end|) @o",
            "* @f from line {num} (on|to the end) @o",
            "- @get everything from line {num} (on|onwards|to the end) in @f @o",
            "- @get (all|the) lines of @f beginning with line {num} @o",
        ),
        "tail -n +{num} {src}@to",
    ),
    "every": _every,
    "evenodd": _evenodd,
    "firstlast": Form(
        "text.firstlast",
        (
            "- @get the first and (the|) last line (of|in) @f",
            "* first and last line of @f",
            "- @get only the first line and the last line of @f",
        ),
        "head -n 1 {src}; tail -n 1 {src}",
    ),
    "headtail": Form(
        "text.headtail",
        (
            "- @get the first {count} and (the|) last {count} lines of @f",
            "* first and last {count} lines of @f",
        ),
        "head -n {count} {src}; tail -n {count} {src}",
    ),
    "random": _random,
    "bytes": _bytes,
    "lastline": Form(
        "text.lastline",
        (
            "- @get (only|just|) the last line (of|from|in) @f",
            "* last line of @f",
            "* what is the last line of @f",
            "* what does the last line of @f say",
        ),
        "tail -n 1 {src}",
    ),
    "firstline": Form(
        "text.firstline",
        (
            "- @get (only|just|) the first line (of|from|in) @f",
            "* first line of @f",
            "* what is the first line of @f",
            "* what does the first line of @f say",
        ),
        "head -n 1 {src}",
    ),
    "middle": _middle,
    "nums": Form(
        "text.numbered",
        (
            "- @get @f with line numbers",
            "- number the lines (of|in) @f",
            "* @f with line numbers",
            "- (add|put) line numbers (to|in front of the lines of) @f (when (printing|showing) it|)",
            "- cat @f with numbered lines",
        ),
        "cat -n {src}",
    ),
    "follow": Form(
        "text.follow",
        (
            "- follow @f (as it grows|live|)",
            "- watch @f (grow|live|as new lines are added)",
            "* live tail of @f",
            "- (keep|continue) (showing|printing) new lines (added to|of) @f",
            "- show new lines of @f as they (come in|arrive|are written)",
        ),
        "tail -f {src}",
    ),
}


def by_place(d: Draft) -> Composed | None:
    """Lines by their place."""
    f = draw_source(d)
    what = d.among(WEIGHTS)
    n = d.rng.randrange(2, 120) if d.chance(0.7) else d.rng.randrange(2, 12)
    b = n + d.one((1, 2, 5, 10, 10, 20, 50, 100, d.rng.randrange(1, 60)))
    d.draw("count")
    d.draw("small")
    d.put("num", str(n))
    d.put("numb", str(b))
    saved, redirect = draw_saved(d, 0.16)
    get = "(show|print|get|display|output|give me|list)"
    lines = d.one(("lines", "lines", "lines", "rows"))
    return composed(d, KINDS[what], {"get": get, "lines": lines, "f": f, "o": saved, "to": redirect})
