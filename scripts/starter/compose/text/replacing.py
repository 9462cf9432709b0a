"""Words replaced, in one file, in several or in a tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.text.edit import sed_edit
from scripts.starter.compose.text.source import CASE, draw_source

VERBS: Final = (
    ("replace", "(with|by)"),
    ("replace", "with"),
    ("change", "to"),
    ("substitute", "(with|by)"),
    ("find and replace", "(with|by)"),
    ("swap", "(for|with)"),
    ("rename", "to"),
    ("turn", "into"),
)
ONCE: Final = (
    "only the first (one|occurrence|match) (on|in|of) each line",
    "once per line",
    "(but|) only the first in every line",
)
WHOLE: Final = ("(but|) only as a whole word", "whole words only", "only where it is a whole word")
PLACES: Final = {
    "line": ("{num}", ("on line {num}", "(but|) only (on|in) line {num}", "in line {num}")),
    "range": (
        "{num},{numb}",
        ("(only|) (on|in) lines {num} to {numb}", "between lines {num} and {numb}", "in lines {num}-{numb}"),
    ),
    "on": (
        "/{word3|sed}/",
        (
            "(but|) only (on|in) lines (containing|with) {word3}",
            "on lines that contain {word3}",
            "in all lines with {word3}",
        ),
    ),
}
"""Lines in which it happens: how sed names them, and the words."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A replacement in the making.

    Attributes:
        verb: the verb; ``head`` is what is replaced by what.
        script: the script for sed.
        mods: words for where, and how often.
        everywhere: whether all occurrences in all lines are meant.
        perl: "-" where the sed of macOS cannot do it.
    """

    verb: str
    head: str
    script: str
    mods: str
    everywhere: bool
    perl: str | None


def _in_one(d: Draft, s: Replacement, f: str) -> Composed:
    ways = (
        f"- {s.verb} {s.head} in @f @m @p",
        f"- in @f {s.verb} {s.head} @m @p",
        f"* {s.verb} {s.head} @f @m @p",
        f"- {s.verb} {s.head} (everywhere|) in @f @m @p"
        if s.everywhere
        else f"- {s.verb} {s.head} in @f @m @p",
        "* {word} -> {word2} in @f @m @p",
        f"- use sed to {s.verb} {s.head} in @f @m @p",
    )
    return sed_edit(d, s.script, "text.replace", ways, f=f, m=s.mods, mac=s.perl)


def _in_two(d: Draft, s: Replacement) -> Composed:
    d.draw("file")
    d.draw("file2")
    return d.made(
        "text.replacefiles",
        (
            f"- {s.verb} {s.head} in {{file}} and {{file2}} @m",
            f"- {s.verb} {s.head} in both {{file}} and {{file2}} @m",
        ),
        f"sed -i '{s.script}' {{file}} {{file2}}",
        mac=s.perl or f"sed -i '' '{s.script}' {{file}} {{file2}}",
        m=s.mods,
    )


def _in_kind(d: Draft, s: Replacement) -> Composed:
    d.draw("ext")
    return d.made(
        "text.replaceext",
        (
            f"- {s.verb} {s.head} in (all|the|all the) {{ext}} (files|files here|files in this folder) @m",
            f"- in all {{ext}} files here {s.verb} {s.head} @m",
            f"* {s.verb} {s.head} in *.EXT @m".replace("EXT", d.values["ext"].written),
        ),
        f"sed -i '{s.script}' *.{{ext}}",
        mac=s.perl or f"sed -i '' '{s.script}' *.{{ext}}",
        m=s.mods,
    )


def _in_tree(d: Draft, s: Replacement) -> Composed:
    d.draw("ext")
    return d.made(
        "text.replacerec",
        (
            f"- {s.verb} {s.head} in all {{ext}} files {{in}} (recursively|and (all|its) subfolders|including subfolders) @m",
            f"- recursively {s.verb} {s.head} in (all|the|) {{ext}} files {{in}} @m",
            f"- {s.verb} {s.head} in every {{ext}} file {{in}} and its subfolders @m",
        ),
        f"find {{in}} -type f -name \"*.{{ext}}\" -exec sed -i '{s.script}' {{}} +",
        mac=s.perl or f"find {{in}} -type f -name \"*.{{ext}}\" -exec sed -i '' '{s.script}' {{}} +",
        m=s.mods,
    )


SCOPES: Final[Mapping[str, Callable[[Draft, Replacement], Composed]]] = {
    "files": _in_two,
    "ext": _in_kind,
    "rec": _in_tree,
}


def _two_words(d: Draft, f: str) -> Composed:
    return sed_edit(
        d,
        "s/{word|sed}/{word2|sed}/g; s/{word3|sed}/{word4|sed}/g",
        "text.replacetwo",
        (
            "- replace {word} (with|by) {word2} and {word3} (with|by) {word4} in @f @p",
            "- in @f change {word} to {word2} and {word3} to {word4} @p",
            "- change {word} into {word2} and {word3} into {word4} in @f @p",
        ),
        f=f,
    )


def replace(d: Draft) -> Composed | None:
    """Words replaced in one file, in several or in a tree, everywhere or only in some lines."""
    f = draw_source(d)
    d.draw("word")
    d.draw("word2", apart=("word",))
    verb, with_ = d.one(VERBS)
    every = d.one(
        ("", "", "", "every", "all (occurrences of|)", "each", "every occurrence of", "the word", "the text")
    )
    flag, mods = "g", []
    if d.chance(0.14):
        flag, every = "", ""
        mods.append(d.one(ONCE))
    elif d.chance(0.1):
        flag = "gI"
        mods.append(d.one(CASE))
    word = "{word|sed}"
    if flag == "g" and d.chance(0.1):
        word = "\\b{word|sed}\\b"
        mods.append(d.one(WHOLE))
    kind = d.among({"": 6.0, "line": 0.8, "range": 0.8, "on": 1.0, "two": 0.8})
    d.put("num", str(d.rng.randrange(1, 60)))
    d.put("numb", str(int(d.values["num"].written) + d.rng.randrange(1, 40)))
    target = ""
    if kind in {"on", "two"}:
        d.draw("word3", apart=("word", "word2"))
    if kind in PLACES:
        target, said = PLACES[kind]
        mods.insert(0, d.one(said))
    if kind == "two":
        d.draw("word4", apart=("word", "word2", "word3"))
        return _two_words(d, f) if flag == "g" and word == "{word|sed}" else None
    replacement = Replacement(
        verb=verb,
        head=f"{every} {{word}} {with_} {{word2}}",
        script=f"{target}s/{word}/{{word2|sed}}/{flag}",
        mods=" ".join(mods),
        everywhere=not target and flag == "g",
        perl="-" if flag == "gI" or "\\b" in word else None,
    )
    scope = d.among({"file": 6.0, "ext": 1.4, "rec": 1.6, "files": 0.7})
    if scope == "file":
        return _in_one(d, replacement, f)
    return None if target else SCOPES[scope](d, replacement)
