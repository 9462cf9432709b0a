"""Sorted lines, lines without repetition, the most frequent ones."""

from __future__ import annotations

from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.text.source import CASE, draw_saved, draw_source

ORDERS: Final = {
    "": 3.0,
    "r": 1.6,
    "n": 2.2,
    "nr": 1.8,
    "u": 1.8,
    "f": 0.5,
    "V": 0.6,
    "h": 0.5,
    "hr": 0.3,
    "M": 0.3,
    "len": 0.6,
    "R": 0.6,
    "last": 0.3,
    "nu": 0.3,
}


SORTED: Final = (
    "- sort @f @s @o",
    "- sort the lines (of|in) @f @s @o",
    "* sort @f @s @o",
    "- (order|arrange) the lines of @f @s @o",
    "* @f sorted @s @o",
    "- (show|print) @f sorted @s @o",
    "- (show|print) the sorted lines of @f @s @o",
)


def _shuffled(d: Draft, f: str, saved: str, redirect: str) -> Composed:
    return d.made(
        "text.shuffle",
        (
            "- shuffle (the lines of|) @f @o",
            "- (print|show) (the lines of|) @f in random order @o",
            "* random order of @f @o",
            "- mix up the lines of @f @o",
            "- randomize (the order of|) the lines (in|of) @f @o",
        ),
        f"shuf {{src}}{redirect}",
        mac=f"sort -R {{src}}{redirect}",
        f=f,
        o=saved,
    )


def in_order(d: Draft) -> Composed | None:
    """Lines sorted, in all the orders that ``sort`` knows."""
    f = draw_source(d, d.one(("txt", "file", "txt", "log")))
    order = d.among(ORDERS)
    said = {
        "": d.one(("", "alphabetically", "in alphabetical order", "")), "r": d.one(("in reverse (order|alphabetical order|)", "in descending (alphabetical|) order", "from z to a", "reversed")), "n": d.one(("numerically", "by number", "in numeric order", "as numbers", ", smallest number first", "from smallest to largest")),
        "nr": d.one(("numerically in (descending|reverse) order", ", (largest|biggest|highest) number first", "numerically descending", "from largest to smallest number", "by number, highest first")), "u": d.one(("and remove duplicates", "without duplicates", "and (keep|show) (each|every) line only once", "uniquely", "and drop (duplicates|repeated lines)")),
        "f": d.one(CASE), "V": d.one(("by version number", "as version numbers", "in natural order", "(in|by) version order")), "h": d.one(("by human readable size", "by (human|human readable) numbers like 2K 1G")), "hr": "by human readable size, largest first", "M": d.one(("by month (name|)", "by month names")),
        "len": d.one(("by line length", "by length", "by the length of the lines", ", shortest line first")), "R": "", "last": d.one(("by the last (column|word|field)",)), "nu": "numerically without duplicates",
    }[order]  # fmt: skip
    saved, redirect = draw_saved(d, 0.15)
    if order == "R":
        return _shuffled(d, f, saved, redirect)
    if order == "len":
        return d.made(
            "text.sortlen",
            SORTED,
            "awk '{print length, $0}' {src} | sort -n | cut -d\" \" -f2-",
            f=f,
            s=said,
            o="",
        )
    if order == "last":
        return d.made(
            "text.sortlast",
            SORTED,
            "awk '{print $NF, $0}' {src} | sort | cut -d\" \" -f2-",
            f=f,
            s=said,
            o="",
        )
    flag = f" -{order}" if order else ""
    if not redirect and d.chance(0.12):
        return d.made(
            "text.sortinplace",
            (
                "- sort @f @s in place",
                "- sort @f @s and (overwrite it|save it back|write it back to the same file)",
                "- sort the file {src} itself @s",
            ),
            f"sort{flag} -o {{src}} {{src}}",
            f=f,
            s=said,
        )
    if not redirect and d.chance(0.2):
        d.draw("count")
        end = d.one(("head", "tail"))
        first = "first" if end == "head" else "last"
        return d.made(
            "text.sorthead",
            (
                f"- sort @f @s and show (only|) the {first} {{count}} lines",
                f"* {first} {{count}} lines of @f (after|when) sorted @s"
                if not said.startswith((",", "and"))
                else f"- sort @f @s, then show the {first} {{count}}",
            ),
            f"sort{flag} {{src}} | {end} -n {{count}}",
            f=f,
            s=said,
        )
    return d.made("text.sort", SORTED, f"sort{flag} {{src}}{redirect}", f=f, s=said, o=saved)


def most_frequent(d: Draft) -> Composed | None:
    """Lines and words counted by how often they occur; duplicates and what occurs once."""
    f = draw_source(d, d.one(("txt", "txt", "log", "file")))
    d.draw("count")
    saved, redirect = draw_saved(d, 0.12)
    what = d.among(
        {
            "top": 2.0,
            "all": 1.6,
            "dups": 1.6,
            "once": 0.9,
            "nuniq": 1.4,
            "dedupe": 1.6,
            "words": 1.8,
            "topone": 0.7,
            "ndups": 0.6,
            "rare": 0.4,
            "consec": 0.4,
            "chars": 0.5,
            "nwords": 0.7,
            "wordsall": 0.7,
            "more": 0.6,
            "uniqsort": 1.2,
            "dupsn": 0.4,
            "topcase": 0.3,
        }
    )
    k = d.rng.randrange(2, 10)
    d.put_count("num", k, k - 1)
    ways, line = {
        "top": (("- <show> the {count} most (common|frequent|repeated) lines (in|of) @f", "* {count} most (common|frequent) lines (in|of) @f", "* top {count} (lines|most frequent lines) (in|of) @f (by frequency|by count|)", "* which {count} lines occur most often in @f", "- count (duplicate|repeated|identical) lines in @f and show the top {count}"), "sort {src} | uniq -c | sort -nr | head -n {count}"),
        "topone": (("- <show> the most (common|frequent) line (in|of) @f", "* which line (occurs|appears) most often in @f", "* most common line of @f"), "sort {src} | uniq -c | sort -nr | head -n 1"),
        "all": (("- count how (often|many times) each line (occurs|appears) in @f", "* how often does (each|every) line occur in @f", "- count (duplicate|repeated|identical) lines in @f, most frequent first", "* frequency of (each line|the lines) in @f", "- <show> the lines of @f with their (counts|frequency)", "- count occurrences of each line in @f"), "sort {src} | uniq -c | sort -nr"),
        "rare": (("- <show> the lines of @f by frequency, rarest first", "* least common lines of @f first"), "sort {src} | uniq -c | sort -n"),
        "dups": (("- (find|show|list|print) (the|all|only|) (duplicate|duplicated|repeated) lines (in|of) @f", "* which lines (occur|appear) more than once in @f", "* duplicate lines in @f", "* lines that are in @f twice or more"), "sort {src} | uniq -d"),
        "ndups": (("* how many (different |)lines (are duplicated|occur more than once) in @f", "- <count> (duplicate|duplicated|repeated) lines in @f"), "sort {src} | uniq -d | wc -l"),
        "dupsn": (("- (show|list) (duplicate|repeated) lines (in|of) @f (with|and) (their|the) counts", "- show how often each duplicated line occurs in @f"), "sort {src} | uniq -cd"),
        "once": (("- (find|show|list|print) (the|) lines (of|in) @f that (occur|appear) (only|exactly) once", "* lines that are not repeated in @f", "* which lines (occur|appear) only once in @f", "- print lines of @f that have no duplicate"), "sort {src} | uniq -u"),
        "nuniq": (("- <count> (the|) (unique|distinct|different) lines (in|of) @f", "* how many (unique|distinct|different) lines are in @f", "* number of (unique|distinct|different) lines in @f", "- count lines of @f without (counting|) duplicates"), "sort -u {src} | wc -l"),
        "dedupe": (("- (remove|drop) duplicate lines (from|in|of) @f (without sorting|keeping (the|their) order|but keep the order|and keep the original order|without changing the order) @o", "- deduplicate (the lines of|) @f (keeping (the|) order|without sorting|preserving (the|) order) @o", "* @f without duplicate lines, same order @o"), f"awk '!seen[$0]++' {{src}}{redirect}"),
        "uniqsort": (("- <show> the (unique|distinct|different) lines (of|in) @f(, sorted|) @o", "- sort @f and remove duplicates @o", "* (unique|distinct) lines (of|in) @f, sorted @o", "- sort @f and (drop|delete) duplicate lines @o", "- list each line of @f (only|just) once, sorted @o"), f"sort -u {{src}}{redirect}"),
        "words": (("- <show> the {count} most (common|frequent|used) words (in|of) @f", "* {count} most (common|frequent|used) words (in|of) @f", "* top {count} words (in|of) @f", "* which {count} words (occur|are used) most (often|) in @f"), 'grep -oE "\\w+" {src} | sort | uniq -c | sort -nr | head -n {count}'),
        "wordsall": (("- count how (often|many times) each word (occurs|appears) in @f", "* word (frequency|frequencies|counts|histogram) of @f", "* how often does (each|every) word occur in @f", "- list all words of @f with their (counts|frequency)"), 'grep -oE "\\w+" {src} | sort | uniq -c | sort -nr'),
        "topcase": (("- <show> the {count} most (common|frequent) words (in|of) @f ignoring case", "* {count} most common words of @f, upper and lower case counted together"), "tr '[:upper:]' '[:lower:]' < {src} | grep -oE \"\\w+\" | sort | uniq -c | sort -nr | head -n {count}"),
        "nwords": (("- <count> (the|) (unique|distinct|different) words (in|of) @f", "* how many (unique|distinct|different) words are in @f", "* number of (unique|distinct|different) words in @f"), 'grep -oE "\\w+" {src} | sort -u | wc -l'),
        "consec": (("- (remove|collapse|merge) (consecutive|adjacent|neighbouring) (duplicate|identical) lines (in|of|from) @f", "- drop repeated lines of @f that follow each other", "* uniq @f"), "uniq {src}"),
        "chars": (("- count how often each (character|letter) occurs in @f", "* character (frequency|frequencies|counts) of @f"), "grep -o . {src} | sort | uniq -c | sort -nr"),
        "more": (("- (show|list|find) (the|) lines (that occur|occurring|appearing) (at least {num} times|{num} times or more) in @f", "* which lines (occur|appear) at least {num} times in @f"), "sort {src} | uniq -c | awk '$1 > {num}'"),
    }[what]  # fmt: skip
    return d.made(f"text.freq.{what}", ways, line, f=f, o=saved)
