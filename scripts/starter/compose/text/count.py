"""Counts of lines, words and characters."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.text.source import draw_source


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
    scope = d.among(
        {
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
    )
    if scope == "one":
        return d.made(
            "text.wc",
            (
                f"- <count> (the|) {said} (in|of) @f",
                f"* how many {said} are (there|) in @f",
                f"* how many {said} does @f have",
                f"* number of {said} in @f",
                f"* {said[:-1]} count of @f",
                f"- count {said} @f",
            ),
            f"wc -{flag} {{src}}",
            f=f,
        )
    if scope == "only":
        return d.made(
            "text.wconly",
            (
                f"- (print|show) (only|just) the number of {said} (in|of) @f",
                f"* how many {said} does @f have, (just|only) the number",
                f"- count the {said} of @f without (printing|showing) the (file|) name",
                f"* {said[:-1]} count of @f, number only",
            ),
            f"wc -{flag} < {{src}}",
            f=f,
        )
    if scope in {"two", "three"}:
        d.draw("file")
        d.draw("file2")
        if scope == "three":
            d.draw("file3")
            return d.made(
                "text.wcthree",
                (
                    f"- <count> (the|) {said} (in|of) {{file}}, {{file2}} and {{file3}}",
                    f"* how many {said} do {{file}}, {{file2}} and {{file3}} have",
                ),
                f"wc -{flag} {{file}} {{file2}} {{file3}}",
            )
        return d.made(
            "text.wctwo",
            (
                f"- <count> (the|) {said} (in|of) {{file}} and {{file2}}",
                f"* how many {said} do {{file}} and {{file2}} have",
                f"- compare the number of {said} of {{file}} and {{file2}}",
            ),
            f"wc -{flag} {{file}} {{file2}}",
        )
    if scope == "here":
        return d.made(
            "text.wchere",
            (f"- <count> (the|) {said} (in|of) all files (here|in this folder|in the current directory)",),
            f"wc -{flag} *",
        )
    d.draw("ext")
    if scope == "ext":
        return d.made(
            "text.wcext",
            (
                f"- <count> (the|) {said} (in|of) (all|the|all the) {{ext}} files (here|in this folder|)",
                f"* how many {said} do the {{ext}} files here have",
                f"* {said[:-1]} count of (each|every) {{ext}} file (here|in this folder|)",
            ),
            f"wc -{flag} *.{{ext}}",
        )
    if scope == "total":
        return d.made(
            "text.wctotal",
            (
                f"* (total|overall) number of {said} in all {{ext}} files (here|in this folder) together",
                f"- <count> (the|) {said} of all {{ext}} files (here|in this folder|) (together|in total|as one number)",
            ),
            f"cat *.{{ext}} | wc -{flag}",
        )
    if scope == "rec":
        return d.made(
            "text.wcrec",
            (
                f"* (total|overall) number of {said} in all {{ext}} files {{in}} (recursively|and (its|) subfolders|including subfolders)",
                f"- <count> (the|) {said} in all {{ext}} files {{in}} (recursively|and (its|) subfolders)",
                f"* how many {said} (of {{ext}} code|) are in all {{ext}} files {{in}} (recursively|including subfolders)"
                if unit == "lines"
                else f"* how many {said} are in all {{ext}} files {{in}} recursively",
            ),
            f'find {{in}} -type f -name "*.{{ext}}" -exec cat {{}} + | wc -{flag}',
        )
    if scope == "receach":
        return d.made(
            "text.wcreceach",
            (
                f"- <count> (the|) {said} (in|of) each {{ext}} file {{in}} (recursively|and its subfolders)",
                f"* {said[:-1]} count per {{ext}} file {{in}} (recursively|including subfolders)",
            ),
            f'find {{in}} -type f -name "*.{{ext}}" -exec wc -{flag} {{}} +',
        )
    if scope == "most":
        if unit != "lines":
            return None
        return d.made(
            "text.wcmost",
            (
                "- (list|sort|show) the {ext} files (here|in this folder|) by number of lines",
                "* {ext} files (here|) by line count",
            ),
            "wc -l *.{ext} | sort -n",
        )
    if scope == "empty":
        return d.made(
            "text.emptycount",
            (
                "- <count> (the|) (empty|blank) lines (in|of) @f",
                "* how many (empty|blank) lines are (there|) in @f",
                "* number of (empty|blank) lines in @f",
            ),
            "grep -c '^$' {src}",
            f=f,
        )
    if scope == "nonempty":
        return d.made(
            "text.nonemptycount",
            (
                "- <count> (the|) (non-empty|nonempty|non-blank|non empty) lines (in|of) @f",
                "* how many lines of @f are not (empty|blank)",
                "- count lines of @f (ignoring|without) (empty|blank) (lines|ones)",
                "* number of (non-empty|non-blank) lines in @f",
            ),
            "grep -cv '^$' {src}",
            f=f,
        )
    d.draw("text")
    if unit not in {"characters", "words"}:
        return None
    return d.made(
        "text.wcstring",
        (
            f"- <count> (the|) {said} in {{text}}",
            f"* how many {said} (are in|has) {{text}}",
            f"* number of {said} in the text {{text}}",
        ),
        f"echo -n {{text|q}} | wc -{flag}",
    )
