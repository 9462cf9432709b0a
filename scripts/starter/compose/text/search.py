"""Searching one file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft
from scripts.starter.compose.text.patterns import draw_pattern, negated, third_person
from scripts.starter.compose.text.searched import Search
from scripts.starter.compose.text.source import CASE, draw_saved, draw_source

_FOR_A_WORD: Final = (
    "- (search|grep) @f for {word} @m @o",
    "- (search|look) for {word} in @f @m @o",
    "- find {word} in @f @m @o",
    "* grep {word} @f @m",
    "* where does {word} appear in @f @m",
    "- find every (occurrence|mention) of {word} in @f @m @o",
)


Result: TypeAlias = Callable[[Draft, Search], "Composed | None"]


def _printed(d: Draft, s: Search) -> Composed:
    """Print them."""
    return s.printed(d)


def _counted(d: Draft, s: Search) -> Composed:
    """Count them."""
    s.ways = (
        "- <count> lines (of|in) @f @s @m",
        "* how many lines in @f are there @s @m",
        "- <count> lines @s (in|of) @f @m",
        "* number of lines @s in @f @m",
        "* how many lines @s (are in|are there in) @f @m",
        "* count of lines @s in @f @m",
    )
    s.letters += "c"
    return s.printed(d)


def _numbered(d: Draft, s: Search) -> Composed:
    """Print them with their numbers."""
    s.letters += "n"
    s.mods.append(
        d.one(
            (
                "with (their|) line numbers",
                "and (show|print) (the|their) line numbers",
                "including line numbers",
                "(with|and) the line number",
            )
        )
    )
    return s.printed(d)


def _first_few(d: Draft, s: Search) -> Composed:
    """Print the first so many."""
    ways = (
        "- <show> the first {count} lines @s (in|from|of) @f @m",
        "* first {count} lines of @f @s @m",
    )
    return s.made(
        d,
        "text.grepfirstn",
        ways,
        f"{s.grep()} -m {{count}} {s.pattern} {{src}}",
    )


def _at_end(d: Draft, s: Search, which: str) -> str:
    """Say that the first or the last is wanted, one line or several; return how many."""
    one = d.chance(0.5)
    n = "" if one else "{count} "
    word = "line" if one else "lines"
    s.said = third_person(s.said) if one else s.said
    s.ways = (
        f"- <show> the {which} {n}{word} @s (in|from|of) @f @m",
        f"* {which} {n}{word} (in|of) @f @s @m",
        f"- find the {which} {n}{word} (of|in) @f @s @m",
        f"- get (only|just|) the {which} {n}{word} @s (from|of) @f @m",
    )
    return "1" if one else "{count}"


def _first(d: Draft, s: Search) -> Composed:
    """Print the first."""
    number = _at_end(d, s, "first")
    return s.made(d, "text.grepfirst", s.ways, f"{s.grep()} -m {number} {s.pattern} {{src}}")


def _last(d: Draft, s: Search) -> Composed:
    """Print the last."""
    s.tail = f" | tail -n {_at_end(d, s, 'last')}"
    return s.printed(d)


def _with_context(d: Draft, s: Search) -> Composed:
    """Print them with the lines around."""
    letter, where = d.one(
        (
            (
                "A",
                d.one(
                    (
                        "and the {small} lines after (it|each|that)",
                        "plus {small} lines (after|below)",
                        "with {small} lines (after|of context after|following)",
                    )
                ),
            ),
            (
                "B",
                d.one(
                    (
                        "and the {small} lines before (it|each|that)",
                        "plus {small} lines (before|above)",
                        "with {small} lines (before|of context before)",
                    )
                ),
            ),
            (
                "C",
                d.one(
                    (
                        "with {small} lines of context",
                        "and {small} lines (around|before and after) (it|each|)",
                        "plus {small} lines (before and after|on both sides)",
                        "with {small} lines around (it|them|)",
                    )
                ),
            ),
        )
    )
    s.mods.insert(0, where)
    ways = s.ways[:-6] if _plain(s) else s.ways
    return s.made(d, "text.grepcontext", ways, f"{s.grep()} -{letter} {{small}} {s.pattern} {{src}}")


def _occurrences(d: Draft, s: Search) -> Composed | None:
    """Count how often it occurs."""
    if (
        "v" in s.letters
        or "x" in s.letters
        or s.pattern.startswith(('"^', '"['))
        or s.pattern.endswith('$"')
        or "E" in s.letters
    ):
        return None
    whole = "w" in s.letters
    w = "{word}" if not whole else "the whole word {word}"
    ways = (
        f"- <count> (the|all|) occurrences of {w} in @f @m",
        f"* how (many times|often) does {w} (occur|appear|show up|come up) in @f @m",
        f"* (number of|total) occurrences of {w} in @f @m",
        f"* how often is {w} in @f @m",
        f"- count (each|every) {w} in @f @m",
    )
    return s.made(
        d,
        "text.occurrences",
        ways,
        f"{s.grep('o')} {s.pattern} {{src}} | wc -l",
    )


def _and(d: Draft, s: Search) -> Composed | None:
    """Print those with two words."""
    if s.letters.strip("i") or not s.is_word or "v" in s.letters:
        return None
    d.draw("word2")
    i = " -i" if "i" in s.letters else ""
    s.said = d.one(
        (
            "(containing|with) both {word} and {word2}",
            "that (contain|have) {word} and {word2}",
            "(with|containing) {word} and also {word2}",
            "that (contain|have) both {word} and {word2}",
        )
    )
    line = f"grep{i} {{word}} {{src}} | grep{i} {{word2}}"
    ways = tuple(way for way in s.ways if "@s" in way)
    return s.made(d, "text.grepand", ways, line + s.redirect)


def _and_not(d: Draft, s: Search) -> Composed | None:
    """Print those with one word and without another."""
    if s.letters.strip("i") or not s.is_word or "v" in s.letters:
        return None
    d.draw("word2")
    i = " -i" if "i" in s.letters else ""
    s.said = d.one(
        (
            "(containing|with) {word} but not {word2}",
            "that (contain|have) {word} but not {word2}",
            "(with|containing) {word} (and|but) without {word2}",
            "with {word}, except those with {word2}",
        )
    )
    line = f"grep{i} {{word}} {{src}} | grep -v{i.strip(' -')} {{word2}}"
    ways = tuple(way for way in s.ways if "@s" in way)
    return s.made(d, "text.grepandnot", ways, line + s.redirect)


def _sorted(d: Draft, s: Search) -> Composed:
    """Print them sorted."""
    s.mods.append(d.one(("sorted", "and sort them", "in alphabetical order", "sorted alphabetically")))
    s.tail = " | sort"
    return s.printed(d)


def _once(d: Draft, s: Search) -> Composed:
    """Print each of them once."""
    s.mods.append(
        d.one(("without (duplicates|repeats)", "(each|every one) only once", "and remove duplicates"))
    )
    s.tail = " | sort -u"
    return s.printed(d)


def _frequencies(d: Draft, s: Search) -> Composed:
    """Count how often each of them occurs."""
    s.tail = " | sort | uniq -c | sort -nr"
    s.ways = ("- count how often each line @s occurs in @f @m", "* frequency of the lines @s in @f @m")
    return s.printed(d)


def _column(d: Draft, s: Search) -> Composed | None:
    """Print one column of them."""
    nth = d.rng.randrange(1, 8)
    d.put(
        "col",
        d.one(
            (
                f"column {nth}",
                f"the {ORDINALS[nth]} column",
                f"the {SHORT[nth]} (field|column)",
                f"field {nth}",
                f"the {ORDINALS[nth]} word",
            )
        ),
        str(nth),
    )
    if s.letters or not s.is_word:
        return None
    return d.made(
        "text.matchcol",
        (
            "- <show> @c of (the|all|) lines @s (in|of) @f",
            "* @c of (the|) lines of @f @s",
            "- (print|get) (only|) @c (of|from) lines @s (in|from) @f",
        ),
        "awk '/{word|raw}/ {print ${col}}' {src}",
        f=s.file,
        s=s.said,
        c=d.values["col"].words,
    )


def _contained(d: Draft, s: Search) -> Composed | None:
    """Say whether there is one."""
    if s.letters or not s.is_word:
        return None
    return s.made(
        d,
        "text.contains",
        (
            "- check (if|whether) @f contains {word}",
            "* does @f contain {word}",
            "* is {word} (anywhere|) in @f",
            "- test (if|whether) {word} is in @f",
            "- say yes or no: does @f contain {word}",
        ),
        "grep -q {word} {src} && echo yes || echo no",
    )


def _matches(d: Draft, s: Search) -> Composed | None:
    """Print what matches and not the lines."""
    if s.letters.strip("i") or not s.is_word:
        return None
    return s.made(
        d,
        "text.onlymatch",
        (
            "- <show> only the (matching|matched) part(s|) {word} (in|of) @f @m",
            "- print just the matches (of|for) {word} in @f, not the whole lines @m",
        ),
        f"{s.grep('o')} {{word}} {{src}}",
    )


RESULTS: Final[dict[Result, float]] = {
    _printed: 5.0,
    _counted: 2.2,
    _numbered: 1.4,
    _first: 1.0,
    _last: 1.0,
    _first_few: 0.5,
    _with_context: 1.2,
    _occurrences: 0.8,
    _and: 0.8,
    _and_not: 0.7,
    _sorted: 0.5,
    _once: 0.5,
    _column: 0.7,
    _contained: 0.4,
    _matches: 0.3,
    _frequencies: 0.3,
}


def _plain(s: Search) -> bool:
    """Whether the words are those for a word and nothing else."""
    return s.said.startswith(("containing {word}", "with {word}", "mentioning {word}"))


def in_file(d: Draft) -> Composed | None:
    """Lines of a file that match: printed, counted, with context, the first of them."""
    file = draw_source(d)
    said, pattern, letters = draw_pattern(d)
    if d.chance(0.2):
        opposite = negated(d, said, pattern, letters)
        if opposite is None:
            return None
        said, pattern = opposite
        letters += "v"
    s = Search(file, said, pattern, letters, [])
    if d.chance(0.2):
        s.letters += "i"
        s.mods.append(d.one(CASE))
    result = d.among(RESULTS)
    d.one(range(6))  # means nothing, and is drawn so that a seed gives the same requests as ever
    if result in {_printed, _numbered, _and, _and_not}:
        s.saved, s.redirect = draw_saved(d)
    if result is _printed and _plain(s):
        s.ways += _FOR_A_WORD
    d.draw("small")
    d.draw("count")
    return result(d, s)
