"""Edits with sed: deleting, replacing and inserting, in place, into another file or only shown."""

from __future__ import annotations

from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, Draft
from scripts.starter.compose.text.source import CASE, draw_source


def draw_place(d: Draft) -> tuple[str, str, str]:
    """Where an edit happens: in the file, into another one, or only shown: sed's options, what follows, words."""
    place = d.among({"in": 6.0, "show": 1.4, "out": 1.2, "bak": 0.6})
    if place == "in":
        return "-i", "", d.one(("", "", "", "in place", "in the file itself"))
    if place == "show":
        return (
            "",
            "",
            d.one(
                (
                    "and (print|show) the result",
                    "(but|) only (show|print) the result",
                    "without changing the file",
                    "(and|) print to (stdout|the screen|the terminal)",
                    "and print it, don't change the file",
                )
            ),
        )
    if place == "bak":
        return (
            "-i.bak",
            "",
            d.one(
                (
                    "(and|but) keep a backup (copy|with .bak|)",
                    "keeping a .bak (copy|backup)",
                    "and save the (original|old version) as .bak",
                    "with a backup",
                )
            ),
        )
    d.values["out"] = d.draw("txt")
    return (
        "",
        " > {out}",
        d.one(
            (
                "and (save|write) (it|the result) (to|as|in|into) {out}",
                "into {out}",
                "and put the result in {out}",
                ", output to {out}",
            )
        ),
    )


def sed_edit(
    d: Draft, script: str, name: str, ways: tuple[str, ...], *, mac: str | None = None, **parts: str
) -> Composed:
    """A sed edit of the source, in one of the places."""
    option, tail, said = draw_place(d)
    line = f"sed {option + ' ' if option else ''}'{script}' {{src}}{tail}"
    maced = f"sed {'-i ' + repr('') + ' ' if option == '-i' else option + ' ' if option else ''}'{script}' {{src}}{tail}"
    return d.made(name, ways, line, mac=mac or maced, p=said, **parts)


REMOVE: Final = "(delete|remove|drop|strip|get rid of|cut|erase)"
DELETE_WEIGHTS: Final = {
    "match": 3.0,
    "line": 1.6,
    "range": 1.4,
    "first": 1.2,
    "last": 1.2,
    "firstn": 0.8,
    "empty": 1.6,
    "comment": 1.2,
    "commentempty": 0.6,
    "start": 0.9,
    "end": 0.7,
    "blank": 0.6,
    "between": 0.8,
    "to": 0.5,
    "not": 0.8,
    "two": 0.6,
    "word": 1.4,
    "all": 0.8,
    "lastn": 0.5,
    "matchi": 0.4,
    "every": 0.4,
}
DELETED: Final = {
    "match": ("/{word|sed}/d", ("- @rm (all|the|all the|) lines (containing|with|that contain) {word} (from|in) @f @p", "- @rm every line (with|containing) {word} (from|in) @f @p", "- in @f @rm (the|all|) lines with {word} @p", "* @f: delete lines with {word} @p", "- take the lines (with|containing) {word} out of @f @p")),
    "line": ("{num}d", ("- @rm line {num} (from|of|in) @f @p", "- @rm line number {num} (from|of|in) @f @p", "* delete line {num} @f @p")),
    "range": ("{num},{numb}d", ("- @rm lines {num} (to|-|through|until) {numb} (from|of|in) @f @p", "- @rm lines {num}-{numb} of @f @p", "- @rm everything from line {num} to (line|) {numb} in @f @p")),
    "first": ("1d", ("- @rm the first line (of|from|in) @f @p", "- @rm line 1 of @f @p", "* delete first line @f @p")),
    "firstn": ("1,{num}d", ("- @rm the first {num} lines (of|from|in) @f @p",)),
    "last": ("$d", ("- @rm the last line (of|from|in) @f @p", "* delete last line @f @p")),
    "empty": ("/^$/d", ("- @rm (all|the|) (empty|blank) lines (from|in|of) @f @p", "- @rm every (empty|blank) line (from|in) @f @p", "* @f without (empty|blank) lines @p", "- clean up the (empty|blank) lines in @f @p")),
    "blank": ("/^[[:space:]]*$/d", ("- @rm (all|) lines (of|from|in) @f that contain only (whitespace|spaces) @p", "- @rm empty and whitespace-only lines (from|in) @f @p")),
    "comment": ("/^#/d", ("- @rm (all|the|) (comment lines|comments|lines starting with (#|a hash)) (from|in) @f @p", "- strip the (# |)comments (from|out of) @f @p")),
    "commentempty": ("/^#/d; /^$/d", ("- @rm (all|) (comments|comment lines) and (empty|blank) lines (from|in) @f @p", "- @rm lines (from|in) @f that are empty or start with # @p")),
    "start": ("/^{word|sed}/d", ("- @rm (all|the|) lines (starting with|that start with|beginning with) {word} (from|in) @f @p",)),
    "end": ("/{word|sed}$/d", ("- @rm (all|the|) lines (ending with|that end with|ending in) {word} (from|in) @f @p",)),
    "between": ("/{word|sed}/,/{word2|sed}/d", ("- @rm everything from {word} to {word2} (in|from) @f @p", "- @rm (the|all) lines from {word} to {word2} in @f @p", "- @rm the block between {word} and {word2} (, both included,|) (in|from) @f @p")),
    "to": ("/{word|sed}/,$d", ("- @rm everything from (the line with|) {word} (on|to the end) in @f @p", "- @rm (the|all) lines from {word} to the end of @f @p")),
    "not": ("/{word|sed}/!d", ("- @rm (all|) lines (that (do not|don't) contain|without) {word} (from|in) @f @p", "- keep only (the|) lines with {word} in @f, delete the rest @p")),
    "two": ("{num}d;{numb}d", ("- @rm lines {num} and {numb} (from|of|in) @f @p",)),
    "word": ("s/{word|sed}//g", ("- @rm (the word|every|every occurrence of) {word} (from|in) @f (but keep the lines|) @p", "- @rm all occurrences of {word} (from|in) @f @p")),
    "matchi": ("/{word|sed}/Id", ("- @rm (all|the|) lines (containing|with) {word} (from|in) @f @c @p",)),
    "every": ("0~{small}d", ("- @rm every @n line (of|from|in) @f @p",)),
}  # fmt: skip
"""What is deleted: the script for sed, and the sentences."""


def _delete_in_all(d: Draft) -> Composed:
    d.draw("ext")
    deep = d.chance(0.5)
    said = (
        "(all|) {ext} files {in} (recursively|and its subfolders|)"
        if deep
        else "all {ext} files (here|in this folder|)"
    )
    base = (
        "find {in} -type f -name \"*.{ext}\" -exec sed -i @e'/{word|sed}/d' {} +"
        if deep
        else "sed -i @e'/{word|sed}/d' *.{ext}"
    )
    return d.made(
        "text.delall",
        (
            f"- @rm (all|) (the|) lines (containing|with|that contain) {{word}} (from|in) {said}",
            f"- @rm every line with {{word}} in {said}",
        ),
        base.replace("@e", ""),
        mac=base.replace("@e", "'' "),
        rm=REMOVE,
    )


def delete(d: Draft) -> Composed | None:
    """Lines deleted by content or place, words deleted from lines."""
    f = draw_source(d)
    n = d.rng.randrange(1, 100)
    b = n + d.one((1, 2, 5, 10, 20, d.rng.randrange(1, 40)))
    d.put("num", str(n))
    d.put("numb", str(b))
    d.draw("word")
    d.draw("word2")
    what = d.among(DELETE_WEIGHTS)
    if what == "all":
        return _delete_in_all(d)
    if what == "lastn":
        d.draw("count")
        return d.made(
            "text.dellastn",
            ("- (show|print) @f without the last {count} lines", "* @f without its last {count} lines"),
            "head -n -{count} {src}",
            mac="-",
            f=f,
        )
    script, ways = DELETED[what]
    if what == "every":
        k = d.rng.randrange(2, 9)
        return sed_edit(d, f"0~{k}d", "text.del.every", ways, f=f, rm=REMOVE, n=ORDINALS[k], mac="-")
    if what == "matchi":
        return sed_edit(d, script, "text.del.matchi", ways, f=f, rm=REMOVE, c=d.one(CASE), mac="-")
    return sed_edit(d, script, f"text.del.{what}", ways, f=f, rm=REMOVE)


INSERT_WEIGHTS: Final = {
    "top": 1.4,
    "end": 2.0,
    "after": 1.0,
    "before": 1.0,
    "aftermatch": 1.2,
    "beforematch": 1.0,
    "prefix": 1.6,
    "suffix": 1.4,
    "setline": 0.8,
    "comment": 0.8,
    "uncomment": 0.6,
    "commentline": 0.6,
    "indent": 0.5,
    "overwrite": 0.7,
    "quote": 0.4,
    "commentrange": 0.3,
}
INSERTED: Final = {
    "top": (
        "1i",
        (
            "- @put @line (at|to) the (top|beginning|start) of @f",
            "- prepend @line to @f",
            "- @put @line as (the|a new|) first line (of|in) @f",
            "- @put @line before (everything|the first line) (in|of) @f",
        ),
    ),
    "after": (
        "{num}a",
        ("- @put @line after line {num} (of|in) @f", "- after line {num} of @f insert @line"),
    ),
    "before": (
        "{num}i",
        ("- @put @line before line {num} (of|in) @f", "- @put @line above line {num} in @f"),
    ),
    "aftermatch": (
        "/{word|sed}/a",
        (
            "- @put @line after (every|each|the) line (with|containing) {word} in @f",
            "- @put @line below (the|every) line (that contains|with) {word} in @f",
        ),
    ),
    "beforematch": (
        "/{word|sed}/i",
        (
            "- @put @line before (every|each|the) line (with|containing) {word} in @f",
            "- @put @line above (the|every) line (that contains|with) {word} in @f",
        ),
    ),
}
"""Where a line is inserted: the address and the letter for sed, and the sentences."""
COMMENTED: Final = {
    "comment": ("/{word|sed}/s/^/#/", ("- comment out (the|all|) lines (with|containing) {word} in @f @p", "- put a # before (every|each) line (with|containing) {word} in @f @p")),
    "uncomment": ("/{word|sed}/s/^#//", ("- uncomment (the|all|) lines (with|containing) {word} in @f @p", "- remove the # (in front of|from) lines with {word} in @f @p")),
    "commentline": ("{num}s/^/#/", ("- comment out line {num} (of|in) @f @p", "- put a # (before|at the start of) line {num} in @f @p")),
    "commentrange": ("{num},{numb}s/^/#/", ("- comment out lines {num} to {numb} (of|in) @f @p", "- put a # before lines {num}-{numb} of @f @p")),
    "indent": ("s/^/    /", ("- indent (every|each) line (of|in) @f by (4|four) spaces @p", "- indent @f by (4|four) spaces @p")),
    "quote": ('s/.*/"&"/', ("- (put|wrap) (every|each) line (of|in) @f in (double quotes|quotes|quotation marks) @p", "- quote every line of @f @p")),
}  # fmt: skip
"""What is done to lines as they stand: the script for sed, and the sentences."""


def _at_ends(d: Draft, what: str, f: str) -> Composed | None:
    sign = d.one(("- ", "* ", "> ", "# ", "// ", "{stem}", "{stem}_", ",", ";", "!", "{stem} "))
    plain = sign.replace("{stem}", d.values["stem"].written)
    if what == "suffix":
        plain = plain.strip().replace("//", ";") or ";"
        plain = plain if plain not in {"#", ">", "*"} else "."
    d.put("pre", f'"{plain}"' if plain != plain.strip() or d.chance(0.6) else plain, plain)
    where = "(start|beginning)" if what == "prefix" else "end"
    side = "(before|in front of)" if what == "prefix" else "after"
    mark = "^" if what == "prefix" else "$"
    script = f"s{'|' if '/' in plain else '/'}{mark}{'|' if '/' in plain else '/'}{{pre}}{'|' if '/' in plain else '/'}"
    return sed_edit(
        d,
        script,
        f"text.{what}",
        (
            f"- (add|put|insert) {{pre}} (to|at) the {where} of (every|each) line (of|in) @f @p",
            f"- (add|put) {{pre}} {side} (every|each) line (of|in) @f @p",
            f"- {what} (every line|all lines) (of|in) @f with {{pre}} @p"
            if what == "prefix"
            else "- append {pre} to (every|each) line (of|in) @f @p",
        ),
        f=f,
    )


def insert(d: Draft) -> Composed | None:
    """Lines and text added: at the ends, beside a line, to every line; comments on and off."""
    f = draw_source(d)
    d.draw("text")
    d.draw("word")
    d.draw("stem")
    if any(sign in d.values["text"].written for sign in "'/&"):
        return None
    d.put("num", str(d.rng.randrange(1, 80)))
    what = d.among(INSERT_WEIGHTS)
    parts = {
        "f": f,
        "put": "(insert|add|put|write)",
        "line": "(the line|a line|a line saying|the text|) {text}",
    }
    if what in INSERTED:
        place, ways = INSERTED[what]
        return d.made(
            f"text.insert.{what}",
            ways,
            f"sed -i '{place} {{text|raw}}' {{src}}",
            mac=f"sed -i '' $'{place}\\\\\\n{{text|raw}}\\n' {{src}}",
            **parts,
        )
    if what == "end":
        return d.made(
            "text.append",
            (
                "- (append|add|write) @line to (the end of|) @f",
                "- (add|put) @line at the (end|bottom) of @f",
                "- add @line as (the|) last line of @f",
                "- append {text} to @f",
                "* append {text} >> @f",
            ),
            "echo {text|q} >> {src}",
            **parts,
        )
    if what == "overwrite":
        return d.made(
            "text.overwrite",
            (
                "- (write|put) {text} (in|)to @f (and overwrite it|replacing what is there|)",
                "- (replace the contents of|overwrite) @f with {text}",
                "- create @f (with the (text|content|line)|containing) {text}",
            ),
            "echo {text|q} > {src}",
            **parts,
        )
    if what in {"prefix", "suffix"}:
        return _at_ends(d, what, f)
    if what == "setline":
        return d.made(
            "text.setline",
            (
                "- replace line {num} (of|in) @f (with|by) {text}",
                "- change line {num} of @f to {text}",
                "- set line {num} in @f to {text}",
            ),
            "sed -i '{num}s/.*/{text|sed}/' {src}",
            mac="sed -i '' '{num}s/.*/{text|sed}/' {src}",
            f=f,
        )
    d.put("numb", str(int(d.values["num"].written) + d.rng.randrange(1, 20)))
    script, ways = COMMENTED[what]
    return sed_edit(d, script, f"text.{what}", ways, f=f)
