"""Lines by their place: first, last, from here to there, every other."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft
from scripts.starter.compose.text.source import draw_saved, draw_source


def by_place(d: Draft) -> Composed | None:
    """Lines by their place."""
    f = draw_source(d)
    what = d.among(
        {
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
    )
    n = d.rng.randrange(2, 120) if d.chance(0.7) else d.rng.randrange(2, 12)
    b = n + d.one((1, 2, 5, 10, 10, 20, 50, 100, d.rng.randrange(1, 60)))
    d.draw("count")
    d.draw("small")
    d.put("num", str(n))
    d.put("numb", str(b))
    saved, redirect = draw_saved(d, 0.16)
    get = "(show|print|get|display|output|give me|list)"
    lines = d.one(("lines", "lines", "lines", "rows"))
    if what == "first":
        return d.made(
            "text.head",
            (
                f"- {get} the first {{count}} {lines} (of|from|in) @f @o",
                f"* first {{count}} {lines} of @f @o",
                f"- {get} {{count}} {lines} from the (top|beginning|start) of @f @o",
                "- {get} the top {count} lines of @f @o".replace("{get}", get),
                "* head of @f, {count} lines",
                f"* (only|just) the first {{count}} {lines} of @f @o",
            ),
            f"head -n {{count}} {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what == "last":
        return d.made(
            "text.tail",
            (
                f"- {get} the last {{count}} {lines} (of|from|in) @f @o",
                f"* last {{count}} {lines} of @f @o",
                f"- {get} {{count}} {lines} from the (end|bottom) of @f @o",
                f"* the final {{count}} {lines} of @f @o",
                "* tail of @f, {count} lines",
                f"* (only|just) the last {{count}} {lines} of @f @o",
            ),
            f"tail -n {{count}} {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what == "range":
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
                f"- {get} {lines} {span} (of|from|in) @f @o",
                f"* {lines} {span} of @f @o",
                f"- extract {lines} {span} from @f @o",
                f"* @f {lines} {span} @o",
                f"- (cut|take) {lines} {span} out of @f @o",
                f"* only {lines} {span} of @f @o",
            ),
            f"sed -n '{{num}},{{numb}}p' {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what == "one":
        return d.made(
            "text.line",
            (
                f"- {get} line {{num}} (of|from|in) @f",
                "* line {num} of @f",
                f"- {get} (only|just|) line number {{num}} of @f",
                "* what is (on|in) line {num} of @f",
                "* what does line {num} of @f say",
            ),
            "sed -n '{num}p' {src}",
            f=f,
        )
    if what == "nth":
        i = d.rng.randrange(2, 11)
        return d.made(
            "text.nthline",
            (
                f"- {get} the (@n|@nn) line (of|from|in) @f",
                "* (@n|@nn) line of @f",
                "* what is the (@n|@nn) line of @f",
            ),
            f"sed -n '{i}p' {{src}}",
            f=f,
            n=ORDINALS[i],
            nn=SHORT[i],
        )
    if what == "two":
        return d.made(
            "text.twolines",
            (
                f"- {get} (only|) lines {{num}} and {{numb}} (of|from|in) @f",
                "* lines {num} and {numb} of @f",
                f"- {get} line {{num}} and line {{numb}} of @f",
            ),
            "sed -n '{num}p;{numb}p' {src}",
            f=f,
        )
    if what == "skip":
        k = d.among({1: 3.0, 2: 1.5, 3: 1.2, d.rng.randrange(4, 30): 2.5})
        d.put_count("num", k, k + 1)
        first = "the first line" if k == 1 else "the first {num} lines"
        return d.made(
            "text.skip",
            (
                f"- (show|print|output) @f without {first} @o",
                f"- (skip|omit|leave out|drop) {first} of @f (and print the rest|and show the rest|) @o",
                f"* @f without {first} @o",
                f"- {get} everything (except|but|after) {first} (of|in) @f @o",
                f"* all (but|except) {first} of @f @o",
            ),
            f"tail -n +{{num}} {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what == "butlast":
        k = d.among({1: 3.0, 2: 1.5, 3: 1.2, d.rng.randrange(4, 30): 2.0})
        d.put_count("num", k)
        last = "the last line" if k == 1 else "the last {num} lines"
        return d.made(
            "text.butlast",
            (
                f"- (show|print|output) @f without {last} @o",
                f"- (skip|omit|leave out|drop) {last} of @f (and print the rest|when printing|) @o",
                f"* @f without {last} @o",
                f"- {get} everything (except|but) {last} (of|in) @f @o",
            ),
            f"head -n -{{num}} {{src}}{redirect}" if k > 1 or not d.mac else "sed '$d' {src}",
            mac="-" if k > 1 else f"sed '$d' {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what == "from":
        return d.made(
            "text.from",
            (
                f"- {get} @f (from|starting (at|from|with)) line {{num}} (on|onwards|to the end|) @o",
                "* @f from line {num} (on|to the end) @o",
                f"- {get} everything from line {{num}} (on|onwards|to the end) in @f @o",
                f"- {get} (all|the) lines of @f beginning with line {{num}} @o",
            ),
            f"tail -n +{{num}} {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what == "every":
        k = d.rng.randrange(2, 11)
        return d.made(
            "text.every",
            (
                f"- {get} every (@n|@nn) line (of|in|from) @f",
                "* every (@n|@nn) line of @f",
                f"- {get} each (@n|@nn) line of @f",
                f"- {get} one line out of {k} of @f",
            ),
            f"awk 'NR % {k} == 0' {{src}}",
            f=f,
            n=ORDINALS[k] if k > 2 or d.chance(0.5) else "other",
            nn=SHORT[k],
        )
    if what == "evenodd":
        word, k = d.one((("even", 0), ("odd", 1)))
        return d.made(
            "text.evenodd",
            (
                f"- {get} (only|) the {word} (numbered |)lines (of|in) @f",
                f"* {word} lines of @f",
                f"- {get} all lines of @f with (an|) {word} (line|) number",
            ),
            f"awk 'NR % 2 == {k}' {{src}}",
            f=f,
        )
    if what == "firstlast":
        return d.made(
            "text.firstlast",
            (
                f"- {get} the first and (the|) last line (of|in) @f",
                "* first and last line of @f",
                f"- {get} only the first line and the last line of @f",
            ),
            "head -n 1 {src}; tail -n 1 {src}",
            f=f,
        )
    if what == "headtail":
        return d.made(
            "text.headtail",
            (
                f"- {get} the first {{count}} and (the|) last {{count}} lines of @f",
                "* first and last {count} lines of @f",
            ),
            "head -n {count} {src}; tail -n {count} {src}",
            f=f,
        )
    if what == "random":
        if d.chance(0.35):
            return d.made(
                "text.randomline",
                (
                    f"- {get} (a|one) random line (of|from) @f",
                    "* random line (of|from) @f",
                    "- pick a (random line|line at random) (from|of) @f",
                ),
                "shuf -n 1 {src}",
                mac="sort -R {src} | head -n 1",
                f=f,
            )
        return d.made(
            "text.random",
            (
                f"- {get} {{count}} random lines (of|from) @f",
                "* {count} random lines (of|from) @f",
                "- pick {count} lines (of|from) @f at random",
                "- (take|draw) a (random|) sample of {count} lines from @f",
            ),
            "shuf -n {count} {src}",
            mac="sort -R {src} | head -n {count}",
            f=f,
        )
    if what == "bytes":
        end, tool = d.one((("first", "head"), ("last", "tail")))
        return d.made(
            "text.bytes",
            (
                f"- {get} the {end} {{num}} (bytes|characters) (of|from|in) @f",
                f"* {end} {{num}} (bytes|characters) of @f",
            ),
            f"{tool} -c {{num}} {{src}}",
            f=f,
        )
    if what in {"lastline", "firstline"}:
        end, tool = ("last", "tail") if what == "lastline" else ("first", "head")
        return d.made(
            f"text.{what}",
            (
                f"- {get} (only|just|) the {end} line (of|from|in) @f",
                f"* {end} line of @f",
                f"* what is the {end} line of @f",
                f"* what does the {end} line of @f say",
            ),
            f"{tool} -n 1 {{src}}",
            f=f,
        )
    if what == "middle":
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
                f"- {get} {{small}} lines (of|in) @f starting (at|with|from) line {{num}}",
                "* {small} lines of @f from line {num}",
            ),
            "tail -n +{num} {src} | head -n {small}",
            f=f,
        )
    if what == "nums":
        return d.made(
            "text.numbered",
            (
                f"- {get} @f with line numbers",
                "- number the lines (of|in) @f",
                "* @f with line numbers",
                "- (add|put) line numbers (to|in front of the lines of) @f (when (printing|showing) it|)",
                "- cat @f with numbered lines",
            ),
            "cat -n {src}",
            f=f,
        )
    return d.made(
        "text.follow",
        (
            "- follow @f (as it grows|live|)",
            "- watch @f (grow|live|as new lines are added)",
            "* live tail of @f",
            "- (keep|continue) (showing|printing) new lines (added to|of) @f",
            "- show new lines of @f as they (come in|arrive|are written)",
        ),
        "tail -f {src}",
        f=f,
    )
