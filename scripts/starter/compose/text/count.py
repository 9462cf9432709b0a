"""Counts of lines, words and characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.text.source import draw_source

WEIGHTS: Final = {
    "one": 4.0,
    "only": 1.4,
    "two": 0.8,
    "ext": 1.6,
    "total": 1.0,
    "rec": 1.0,
    "receach": 0.4,
    "here": 0.4,
    "empty": 0.9,
    "nonempty": 0.8,
    "string": 0.6,
    "most": 0.5,
    "three": 0.3,
}


def _one(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "text.wc",
        (
            "- <count> (the|) @noun (in|of) @f",
            "* how many @noun are (there|) in @f",
            "* how many @noun does @f have",
            "* number of @noun in @f",
            f"* {parts['noun'][:-1]} count of @f",
            "- count @noun @f",
        ),
        "wc -@flag {src}",
        **parts,
    )


def _only(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "text.wconly",
        (
            "- (print|show) (only|just) the number of @noun (in|of) @f",
            "* how many @noun does @f have, (just|only) the number",
            "- count the @noun of @f without (printing|showing) the (file|) name",
            f"* {parts['noun'][:-1]} count of @f, number only",
        ),
        "wc -@flag < {src}",
        **parts,
    )


def _two(d: Draft, parts: Parts) -> Composed:
    d.draw("file")
    d.draw("file2")
    if parts["scope"] == "three":
        d.draw("file3")
        return d.made(
            "text.wcthree",
            (
                "- <count> (the|) @noun (in|of) {file}, {file2} and {file3}",
                "* how many @noun do {file}, {file2} and {file3} have",
            ),
            "wc -@flag {file} {file2} {file3}",
            **parts,
        )
    return d.made(
        "text.wctwo",
        (
            "- <count> (the|) @noun (in|of) {file} and {file2}",
            "* how many @noun do {file} and {file2} have",
            "- compare the number of @noun of {file} and {file2}",
        ),
        "wc -@flag {file} {file2}",
        **parts,
    )


def _ext(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "text.wcext",
        (
            "- <count> (the|) @noun (in|of) (all|the|all the) {ext} files (here|in this folder|)",
            "* how many @noun do the {ext} files here have",
            f"* {parts['noun'][:-1]} count of (each|every) {{ext}} file (here|in this folder|)",
        ),
        "wc -@flag *.{ext}",
        **parts,
    )


def _rec(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "text.wcrec",
        (
            "* (total|overall) number of @noun in all {ext} files {in} (recursively|and (its|) subfolders|including subfolders)",
            "- <count> (the|) @noun in all {ext} files {in} (recursively|and (its|) subfolders)",
            "* how many @noun (of {ext} code|) are in all {ext} files {in} (recursively|including subfolders)"
            if parts["unit"] == "lines"
            else "* how many @noun are in all {ext} files {in} recursively",
        ),
        'find {in} -type f -name "*.{ext}" -exec cat {} + | wc -@flag',
        **parts,
    )


def _receach(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "text.wcreceach",
        (
            "- <count> (the|) @noun (in|of) each {ext} file {in} (recursively|and its subfolders)",
            f"* {parts['noun'][:-1]} count per {{ext}} file {{in}} (recursively|including subfolders)",
        ),
        'find {in} -type f -name "*.{ext}" -exec wc -@flag {} +',
        **parts,
    )


def _most(d: Draft, parts: Parts) -> Composed | None:
    if parts["unit"] != "lines":
        return None
    return d.made(
        "text.wcmost",
        (
            "- (list|sort|show) the {ext} files (here|in this folder|) by number of lines",
            "* {ext} files (here|) by line count",
        ),
        "wc -l *.{ext} | sort -n",
        **parts,
    )


OF_FILES: Final[Mapping[str, Form | PartBuilder]] = {
    "one": _one,
    "only": _only,
    "two": _two,
    "three": _two,
    "here": Form(
        "text.wchere",
        ("- <count> (the|) @noun (in|of) all files (here|in this folder|in the current directory)",),
        "wc -@flag *",
    ),
}


OF_KIND: Final[Mapping[str, Form | PartBuilder]] = {
    "ext": _ext,
    "total": Form(
        "text.wctotal",
        (
            "* (total|overall) number of @noun in all {ext} files (here|in this folder) together",
            "- <count> (the|) @noun of all {ext} files (here|in this folder|) (together|in total|as one number)",
        ),
        "cat *.{ext} | wc -@flag",
    ),
    "rec": _rec,
    "receach": _receach,
    "most": _most,
    "empty": Form(
        "text.emptycount",
        (
            "- <count> (the|) (empty|blank) lines (in|of) @f",
            "* how many (empty|blank) lines are (there|) in @f",
            "* number of (empty|blank) lines in @f",
        ),
        "grep -c '^$' {src}",
    ),
    "nonempty": Form(
        "text.nonemptycount",
        (
            "- <count> (the|) (non-empty|nonempty|non-blank|non empty) lines (in|of) @f",
            "* how many lines of @f are not (empty|blank)",
            "- count lines of @f (ignoring|without) (empty|blank) (lines|ones)",
            "* number of (non-empty|non-blank) lines in @f",
        ),
        "grep -cv '^$' {src}",
    ),
}


OF_TEXT: Final[Mapping[str, Form | PartBuilder]] = {
    "string": Form(
        "text.wcstring",
        (
            "- <count> (the|) @noun in {text}",
            "* how many @noun (are in|has) {text}",
            "* number of @noun in the text {text}",
        ),
        "echo -n {text|q} | wc -@flag",
    ),
}


def count(d: Draft) -> Composed | None:
    """Lines, words, characters and bytes of files, folders and texts."""
    f = draw_source(d)
    unit, flag = d.among(
        {("lines", "l"): 4.0, ("words", "w"): 2.4, ("characters", "m"): 1.6, ("bytes", "c"): 1.0}
    )
    said = d.one(
        {
            "lines": ("lines", "lines", "rows"),
            "words": ("words",),
            "characters": ("characters", "chars", "letters and other characters"),
            "bytes": ("bytes",),
        }[unit]
    )
    if said == "letters and other characters":
        said = "characters"
    scope = d.among(WEIGHTS)
    parts: dict[str, str] = {"noun": said, "flag": flag, "f": f, "scope": scope, "unit": unit}
    if scope in OF_FILES:
        return composed(d, OF_FILES[scope], parts)
    d.draw("ext")
    if scope in OF_KIND:
        return composed(d, OF_KIND[scope], parts)
    d.draw("text")
    if unit not in {"characters", "words"}:
        return None
    return composed(d, OF_TEXT[scope], parts)
