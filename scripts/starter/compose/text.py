"""Text: search, lines by place, replace and delete, columns, order and counts, transformations, logs."""

from __future__ import annotations

import random
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, own_slots

own_slots("src", "srcb", "col", "colb", "num", "numb", "lim", "key", "sep", "out", "line", "lineb", "pre")

ORDINALS: Final = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
SHORT: Final = ("", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")
CASE: Final = (
    "ignoring case",
    "case insensitive",
    "case insensitively",
    "(no matter|regardless of) (upper or lower |the |)case",
    "in any case",
    "upper or lower case",
    "(and|) ignore case",
    "not case sensitive",
)
EXCLUDED: Final = (
    "node_modules",
    ".git",
    "vendor",
    "build",
    "dist",
    "venv",
    "target",
    "__pycache__",
    "tests",
    "logs",
    "docs",
)


def make(rng: random.Random) -> Composed:
    """Compose one request about text."""
    d = Draft(rng, mac=0.09)
    build = d.among({_grep: 4.5, _grep_many: 2.6, _lines: 3.0, _delete: 2.6, _replace: 3.4, _insert: 1.8, _sort: 2.4, _frequent: 2.6, _columns: 3.4, _where: 2.0, _totals: 2.2, _count: 2.0, _change: 2.6, _split: 1.2, _extract: 1.6, _logs: 2.0,
                     _around: 1.6, _two: 1.0, _long: 0.8, _echo: 0.5})  # fmt: skip
    while (made := build(d)) is None:
        d.values.clear()
    return made


def _source(d: Draft, kind: str = "") -> str:
    """Draw the file that it is about; its words are ``{src}``, perhaps with "the file" before it."""
    value = d.draw(kind or d.among({"file": 3.0, "txt": 3.0, "log": 1.6}))
    d.values["src"] = value
    if value.words != value.written or d.chance(0.75):
        return "{src}"
    return d.one(
        (
            "the file {src}",
            "file {src}",
            "my {src}",
            "the text file {src}" if value.written.endswith(".txt") else "the file {src}",
        )
    )


def _saved(d: Draft, share: float = 0.14) -> tuple[str, str]:
    if not d.chance(share):
        return "", ""
    d.values["out"] = d.draw("txt")
    return d.one(
        (
            "and (save|write|put) (it|them|the result|the output) (to|in|into) {out}",
            "into {out}",
            "(and|) (save|store) (it|) (to|as|in) {out}",
            "> {out}",
            "and redirect (it|the output) to {out}",
        )
    ), " > {out}"


def _flags(recursive: bool, letters: str) -> str:
    """Join grep's options in the usual order."""
    if not recursive and set(letters) == {"i", "n"}:
        return " -in"
    order = [c for c in "nlLcovhiwxE" if c in letters]
    text = ("r" if recursive else "") + "".join(order)
    return f" -{text}" if text else ""


def _pattern(d: Draft) -> tuple[str, str, str]:
    """A pattern for grep: the words that follow "lines", the pattern, and the options it needs."""
    kind = d.among(
        {
            "word": 6.0,
            "start": 1.5,
            "end": 1.2,
            "or": 1.6,
            "whole": 1.0,
            "exact": 0.4,
            "digit": 0.4,
            "nodigit": 0.0,
        }
    )
    if kind == "digit":
        return (
            d.one(("(containing|with) (a|any) (digit|number)", "that (contain|have) (digits|numbers)")),
            '"[0-9]"',
            "",
        )
    d.draw("word")
    has = d.one(
        (
            "containing",
            "with",
            "that contain",
            "that have",
            "that include",
            "mentioning",
            "matching",
            "which contain",
            "where it says",
            "in which there is",
        )
    )
    if kind == "word":
        return f"{has} {{word}}", "{word}", ""
    if kind == "start":
        return (
            d.one(
                ("starting with", "that start with", "beginning with", "that begin with", "which start with")
            )
            + " {word}",
            '"^{word|raw}"',
            "",
        )
    if kind == "end":
        return (
            d.one(("ending with", "that end with", "ending in", "that end in")) + " {word}",
            '"{word|raw}$"',
            "",
        )
    if kind == "whole":
        return (
            d.one(
                (
                    f"{has} {{word}} as a whole word",
                    f"{has} the whole word {{word}}",
                    f"{has} exactly the word {{word}}",
                )
            ),
            "{word}",
            "w",
        )
    if kind == "exact":
        return (
            d.one(("that are exactly {word}", "that consist only of {word}", "equal to {word}")),
            "{word}",
            "x",
        )
    d.draw("word2")
    if d.chance(0.25):
        d.draw("word3")
        return f"{has} {{word}}, {{word2}} or {{word3}}", '"{word|raw}|{word2|raw}|{word3|raw}"', "E"
    return (
        d.one((f"{has} {{word}} or {{word2}}", f"{has} either {{word}} or {{word2}}")),
        '"{word|raw}|{word2|raw}"',
        "E",
    )


def _grep(d: Draft) -> Composed | None:
    f = _source(d)
    said, pattern, letters = _pattern(d)
    negated = d.chance(0.2)
    if negated:
        said = said.replace("in which there is", "with")
        said = d.one(
            (
                f"not {said}"
                if said.split()[0].endswith("ing") and not said.startswith("mentioning")
                else "",
                f"that (do not|don't) {said.split(' ', 1)[0].replace('containing', 'contain')} {said.split(' ', 1)[1]}"
                if said.startswith("containing")
                else "",
            )
        )
        if not said:
            if pattern.startswith('"^'):
                said = "that (do not|don't) (start|begin) with {word}"
            elif pattern.endswith('$"'):
                said = "that (do not|don't) end with {word}"
            elif "E" in letters:
                pattern = '"{word|raw}|{word2|raw}"'
                said = d.one(
                    (
                        "that contain neither {word} nor {word2}",
                        "without {word} (or|and) {word2}",
                        "containing neither {word} nor {word2}",
                    )
                )
                if "word2" not in d.values:
                    return None
            elif letters or pattern.startswith('"['):
                return None
            else:
                said = d.one(
                    (
                        "without {word}",
                        "that (do not|don't) (contain|have|include) {word}",
                        "not containing {word}",
                        "lacking {word}",
                    )
                )
        letters += "v"
    mods: list[str] = []
    if d.chance(0.2):
        letters += "i"
        mods.append(d.one(CASE))
    out = d.among(
        {
            "lines": 5.0,
            "count": 2.2,
            "n": 1.4,
            "first": 1.0,
            "last": 1.0,
            "firstn": 0.5,
            "around": 1.2,
            "occ": 0.8,
            "and": 0.8,
            "andnot": 0.7,
            "sort": 0.5,
            "uniq": 0.5,
            "col": 0.7,
            "yes": 0.4,
            "words": 0.3,
            "countuniq": 0.3,
        }
    )
    lines = d.one(("lines", "lines", "lines", "rows", "all lines", "every line"))
    saved, redirect = _saved(d) if out in {"lines", "n", "and", "andnot"} else ("", "")
    ways: tuple[str, ...] = (
        "- (show|print|find|list|get|display|give me|search for) (the|all|only the|) lines (of|in|from) @f @s @m @o",
        "- (show|print|find|list|get|filter) (the|all|only|) lines @s (in|from|of) @f @m @o",
        "* (all|) lines (of|in|from) @f @s @m @o",
        "* lines @s in @f @m @o",
        "* which lines (of|in) @f are there @s @m",
        "- filter @f for lines @s @m @o",
        "- keep only lines @s (of|from) @f @m @o",
        "- extract (the|all|) lines @s from @f @m @o",
        "- use grep to (find|show|get) lines @s in @f @m @o",
        "* from @f (only|) the lines @s @m @o",
    )
    ways = tuple(w for w in ways if "are there @s" not in w)
    plain = (
        said.split(" ", 1)[-1]
        if said.startswith(("containing {word}", "with {word}", "mentioning {word}"))
        else ""
    )
    if plain and out == "lines":
        ways += (
            "- (search|grep) @f for {word} @m @o",
            "- (search|look) for {word} in @f @m @o",
            "- find {word} in @f @m @o",
            "* grep {word} @f @m",
            "* where (is|does) {word} (in|appear in) @f @m".replace(
                "(is|does) {word} (in|appear in)", "does {word} appear in"
            ),
            "- find (every|each|all) (occurrence|mention|occurrences)".replace(
                "(every|each|all) (occurrence|mention|occurrences)", "every (occurrence|mention)"
            )
            + " of {word} in @f @m @o",
        )
    tail = ""
    d.draw("small")
    d.draw("count")
    if out == "count":
        ways = (
            "- <count> lines (of|in) @f @s @m",
            "* how many lines in @f are there @s @m",
            "- <count> lines @s (in|of) @f @m",
            "* number of lines @s in @f @m",
            "* how many lines @s (are in|are there in) @f @m",
            "* count of lines @s in @f @m",
        )
        letters += "c"
    elif out == "n":
        letters += "n"
        mods.append(
            d.one(
                (
                    "with (their|) line numbers",
                    "and (show|print) (the|their) line numbers",
                    "including line numbers",
                    "(with|and) the line number",
                )
            )
        )
    elif out in {"first", "last", "firstn"}:
        if out == "firstn":
            ways = (
                "- <show> the first {count} lines @s (in|from|of) @f @m",
                "* first {count} lines of @f @s @m",
            )
            return d.made(
                "text.grepfirstn",
                ways,
                f"grep{_flags(False, letters)} -m {{count}} {pattern} {{src}}",
                f=f,
                s=said,
                m=" ".join(mods),
                o="",
            )
        one = d.chance(0.5)
        n = "" if one else "{count} "
        word = "line" if one else "lines"
        s1 = _third(said) if one else said
        ways = (
            f"- <show> the {out} {n}{word} @s (in|from|of) @f @m",
            f"* {out} {n}{word} (in|of) @f @s @m",
            f"- find the {out} {n}{word} (of|in) @f @s @m",
            f"- get (only|just|) the {out} {n}{word} @s (from|of) @f @m",
        )
        if out == "first":
            return d.made(
                "text.grepfirst",
                ways,
                f"grep{_flags(False, letters)} -m {'1' if one else '{count}'} {pattern} {{src}}",
                f=f,
                s=s1,
                m=" ".join(mods),
                o="",
            )
        tail, said = f" | tail -n {'1' if one else '{count}'}", s1
    elif out == "around":
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
        return d.made(
            "text.grepcontext",
            ways[:-6] if plain else ways,
            f"grep{_flags(False, letters)} -{letter} {{small}} {pattern} {{src}}",
            f=f,
            s=said,
            m=" ".join([where, *mods]),
            o="",
        )
    elif out == "occ":
        if (
            "v" in letters
            or "x" in letters
            or pattern.startswith(('"^', '"['))
            or pattern.endswith('$"')
            or "E" in letters
        ):
            return None
        whole = "w" in letters
        w = "{word}" if not whole else "the whole word {word}"
        ways = (
            f"- <count> (the|all|) occurrences of {w} in @f @m",
            f"* how (many times|often) does {w} (occur|appear|show up|come up) in @f @m",
            f"* (number of|total) occurrences of {w} in @f @m",
            f"* how often is {w} in @f @m",
            f"- count (each|every) {w} in @f @m",
        )
        return d.made(
            "text.occurrences",
            ways,
            f"grep{_flags(False, letters + 'o')} {pattern} {{src}} | wc -l",
            f=f,
            m=" ".join(mods),
        )
    elif out in {"and", "andnot"}:
        if letters.strip("i") or pattern != "{word}" or "v" in letters:
            return None
        d.draw("word2")
        i = " -i" if "i" in letters else ""
        if out == "and":
            said = d.one(
                (
                    "(containing|with) both {word} and {word2}",
                    "that (contain|have) {word} and {word2}",
                    "(with|containing) {word} and also {word2}",
                    "that (contain|have) both {word} and {word2}",
                )
            )
            line = f"grep{i} {{word}} {{src}} | grep{i} {{word2}}"
        else:
            said = d.one(
                (
                    "(containing|with) {word} but not {word2}",
                    "that (contain|have) {word} but not {word2}",
                    "(with|containing) {word} (and|but) without {word2}",
                    "with {word}, except those with {word2}",
                )
            )
            line = f"grep{i} {{word}} {{src}} | grep -v{'i' if i else ''} {{word2}}"
        base = [w for w in ways if "@s" in w]
        return d.made(f"text.grep{out}", base, line + redirect, f=f, s=said, m=" ".join(mods), o=saved)
    elif out == "sort":
        mods.append(d.one(("sorted", "and sort them", "in alphabetical order", "sorted alphabetically")))
        tail = " | sort"
    elif out == "uniq":
        mods.append(
            d.one(("without (duplicates|repeats)", "(each|every one) only once", "and remove duplicates"))
        )
        tail = " | sort -u"
    elif out == "countuniq":
        tail = " | sort | uniq -c | sort -nr"
        ways = ("- count how often each line @s occurs in @f @m", "* frequency of the lines @s in @f @m")
    elif out == "col":
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
        if letters or pattern != "{word}":
            return None
        return d.made(
            "text.matchcol",
            (
                "- <show> {col} of (the|all|) lines @s (in|of) @f".replace("{col}", "@c"),
                "* @c of (the|) lines of @f @s",
                "- (print|get) (only|) @c (of|from) lines @s (in|from) @f",
            ),
            "awk '/{word|raw}/ {print ${col}}' {src}",
            f=f,
            s=said,
            c=d.values["col"].words,
        )
    elif out == "yes":
        if letters or pattern != "{word}":
            return None
        return d.made(
            "text.contains",
            (
                "- check (if|whether) @f contains {word}",
                "* does @f contain {word}",
                "* is {word} (anywhere|) in @f",
                "- test (if|whether) {word} is in @f",
                "- say yes or no: does @f contain {word}",
            ),
            "grep -q {word} {src} && echo yes || echo no",
            f=f,
        )
    elif out == "words":
        if letters.strip("i") or pattern != "{word}":
            return None
        return d.made(
            "text.onlymatch",
            (
                "- <show> only the (matching|matched) part(s|) {word} (in|of) @f @m",
                "- print just the matches (of|for) {word} in @f, not the whole lines @m",
            ),
            f"grep{_flags(False, letters + 'o')} {{word}} {{src}}",
            f=f,
            m=" ".join(mods),
        )
    del lines
    return d.made(
        "text.grep",
        ways,
        f"grep{_flags(False, letters)} {pattern} {{src}}{tail}{redirect}",
        f=f,
        s=said,
        m=" ".join(mods),
        o=saved,
    )


def _third(said: str) -> str:
    """Turn "that contain" into "that contains"."""
    for plural, one in (
        ("that contain", "that contains"),
        ("that have", "that has"),
        ("that include", "that includes"),
        ("which contain", "which contains"),
        ("that start", "that starts"),
        ("that begin", "that begins"),
        ("which start", "which starts"),
        ("that end", "that ends"),
        ("that are", "that is"),
        ("that consist", "that consists"),
        ("that (do not|don't)", "that (does not|doesn't)"),
    ):
        if said.startswith(plural + " "):
            return one + said[len(plural) :]
    return said


def _grep_many(d: Draft) -> Composed | None:
    """Search in many files."""
    d.draw("word")
    scope = d.among({"dir": 3.0, "ext": 2.6, "here": 1.6, "two": 0.6, "skip": 1.0, "extskip": 0.6})
    letters, mods = "", []
    if d.chance(0.22):
        letters, mods = "i", [d.one(CASE)]
    if d.chance(0.12):
        letters += "w"
        mods.append(d.one(("as a whole word", "whole word only", "only whole words")))
    out = d.among({"lines": 4.0, "files": 3.0, "not": 0.9, "count": 1.0, "countfiles": 0.8, "total": 0.8})
    thing = "(files|any file)" if scope in {"dir", "skip"} else "files"
    where, tail, recursive, mac = "", "{in}", True, None
    if scope == "ext":
        d.draw("ext")
        thing, tail = "{ext} files", '--include="*.{ext}" PAT {in}'
        where = d.one(("{in}", "{in} (recursively|and (its|) subfolders|including subfolders)"))
    elif scope == "dir":
        where = d.one(("{in}", "{in} (recursively|and (its|) subfolders|including subfolders|and below)"))
        tail = "PAT {in}"
    elif scope == "here":
        d.draw("ext")
        thing, where, tail, recursive = (
            d.one(("{ext} files", "*.EXT")),
            d.one(("here", "in this folder", "in the current directory", "")),
            "PAT *.{ext}",
            False,
        )
        thing = thing.replace("EXT", d.values["ext"].written)
        where += d.one(("", "", " (not|without) subfolders")) if where else ""
    elif scope == "two":
        d.draw("file")
        d.draw("file2")
        thing, where, tail, recursive = "{file} and {file2}", "", "PAT {file} {file2}", False
        if out == "countfiles":
            return None
    else:
        d.put("key", d.one(EXCLUDED))
        where = "{in} " + d.one(
            (
                "except in {key}",
                "excluding (the|) {key} (folder|directory|)",
                "(skipping|ignoring) {key}",
                "but not in {key}",
                "(leave|leaving) out {key}",
            )
        )
        tail = "--exclude-dir={key} PAT {in}"
        if scope == "extskip":
            d.draw("ext")
            thing, tail = "{ext} files", '--include="*.{ext}" --exclude-dir={key} PAT {in}'
    word = "{word}"
    m = " ".join(mods)
    all_ = "(all|the|all the|)"
    if scope == "two":
        all_ = "(the files|both|)"
        thing = thing.replace("the files", "")
    if out == "lines":
        letters += "n" if recursive else ""
        ways: tuple[str, ...] = (
            f"- (search|grep) {all_} @t @w for {word} @m",
            f"- (search|look|grep) for {word} in {all_} @t @w @m",
            f"- find {word} in {all_} @t @w @m",
            f"- find {all_} (lines|places) (with|containing) {word} in {all_} @t @w @m",
            f"* where (is|do i use|is there) {word} in {all_} @t @w @m".replace(
                "(is|do i use|is there)", "is"
            ),
            f"* {word} in {all_} @t @w @m",
            f"* grep {word} in {all_} @t @w @m",
        )
    elif out in {"files", "not"}:
        letters += "l" if out == "files" else "L"
        has = (
            "(contain|have|mention|include)"
            if out == "files"
            else "(do not|don't) (contain|have|mention|include)"
        )
        with_ = (
            "(containing|with|that contain)"
            if out == "files"
            else "(without|not containing|that don't contain)"
        )
        if scope == "two":
            ways = (
                f"* which of {{file}} and {{file2}} {has.replace('(contain|have|mention|include)', '(contains|has|mentions)').replace('(do not|don', '(does not|doesn')} {word} @m",
            )
            if out == "not":
                return None
        else:
            ways = (
                f"- (find|list|show) {all_} @t @w {with_} {word} @m",
                f"* which @t @w {has} {word} @m",
                f"* names of {all_} @t @w {with_} {word} @m",
                f"- (list|show) (only|) the names of @t @w that {has} {word} @m",
                f"- (find|list) @t {with_} {word} @w @m",
                f"* @t @w {with_} {word} @m",
            )
            ways = tuple(w.replace("(files|any file)", "files") for w in ways)
    elif out == "count":
        letters += "c"
        ways = (
            f"- <count> lines (with|containing) {word} in each (of|) @t @w @m".replace(
                "each (of|) @t", "each of the @t"
            )
            if scope != "two"
            else f"- <count> lines with {word} in @t @m",
            f"* how many lines (with|contain) {word} (in|) each of the @t @w @m".replace(
                "(with|contain) {word} (in|) each", "with {word} are in each"
            )
            if scope != "two"
            else f"* number of lines with {word} in @t @m",
        )
        ways = tuple(w.replace("(files|any file)", "files") for w in ways)
    elif out == "countfiles":
        letters += "l"
        ways = (
            f"* how many @t @w (contain|have|mention) {word} @m",
            f"- <count> @t @w (that contain|containing|with) {word} @m",
            f"* number of @t (containing|with) {word} @w @m",
        )
        ways = tuple(w.replace("(files|any file)", "files") for w in ways)
    else:
        letters += "o"
        ways = (
            f"- <count> all occurrences of {word} in {all_} @t @w @m",
            f"* how (often|many times) does {word} (occur|appear) in {all_} @t @w @m",
            f"* total (number of|) occurrences of {word} in @t @w @m",
        )
        if not recursive:
            return None
    pipe = " | wc -l" if out in {"countfiles", "total"} else ""
    return d.made(
        f"text.grepmany.{out}",
        ways,
        f"grep{_flags(recursive, letters)} {tail}{pipe}".replace("PAT", word),
        mac=mac,
        t=thing,
        w=where,
        m=m,
    )


def _lines(d: Draft) -> Composed | None:
    """Lines by their place."""
    f = _source(d)
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
    saved, redirect = _saved(d, 0.16)
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
        d.put("num", pool.num_text(k, d.rng), str(k + 1))
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
        d.put("num", pool.num_text(k, d.rng), str(k))
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
                f"- {get} everything from line {{num}} (on|onwards|to the end) of @f @o".replace(
                    "to the end) of", "to the end) in"
                ),
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
                    f"- {get} (a|one|some) random line (of|from) @f".replace("(a|one|some)", "(a|one)"),
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


def _place(d: Draft) -> tuple[str, str, str]:
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


def _sed(
    d: Draft, script: str, name: str, ways: tuple[str, ...], *, mac: str | None = None, **parts: str
) -> Composed:
    """A sed edit of the source, in one of the places."""
    option, tail, said = _place(d)
    line = f"sed {option + ' ' if option else ''}'{script}' {{src}}{tail}"
    maced = f"sed {'-i ' + repr('') + ' ' if option == '-i' else option + ' ' if option else ''}'{script}' {{src}}{tail}"
    return d.made(name, ways, line, mac=mac or maced, p=said, **parts)


def _delete(d: Draft) -> Composed | None:
    f = _source(d)
    n = d.rng.randrange(1, 100)
    b = n + d.one((1, 2, 5, 10, 20, d.rng.randrange(1, 40)))
    d.put("num", str(n))
    d.put("numb", str(b))
    d.draw("word")
    d.draw("word2")
    what = d.among(
        {
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
            "hash": 0.0,
            "word": 1.4,
            "all": 0.8,
            "chars": 0.0,
            "lastn": 0.5,
            "matchi": 0.4,
            "every": 0.4,
        }
    )
    rm = "(delete|remove|drop|strip|get rid of|cut|erase)"
    if what == "all":
        d.draw("ext")
        deep = d.chance(0.5)
        inside = "{in}" if deep else ""
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
        del inside
        return d.made(
            "text.delall",
            (
                f"- {rm} (all|) (the|) lines (containing|with|that contain) {{word}} (from|in) {said}",
                f"- {rm} every line with {{word}} in {said}",
            ),
            base.replace("@e", ""),
            mac=base.replace("@e", "'' "),
        )
    if what == "lastn":
        d.draw("count")
        return d.made(
            "text.dellastn",
            ("- (show|print) @f without the last {count} lines", "* @f without its last {count} lines"),
            "head -n -{count} {src}",
            mac="-",
            f=f,
        )
    script, ways = {
        "match": ("/{word|sed}/d", (f"- {rm} (all|the|every|) line(s|) (containing|with|that contain) {{word}} (from|in) @f @p".replace("(all|the|every|) line(s|)", "(all|the|all the|) lines"), f"- {rm} every line (with|containing) {{word}} (from|in) @f @p", f"- in @f {rm} (the|all|) lines with {{word}} @p", "* @f: delete lines with {word} @p", "- take the lines (with|containing) {word} out of @f @p")),
        "line": ("{num}d", (f"- {rm} line {{num}} (from|of|in) @f @p", f"- {rm} line number {{num}} (from|of|in) @f @p", "* delete line {num} @f @p")),
        "range": ("{num},{numb}d", (f"- {rm} lines {{num}} (to|-|through|until) {{numb}} (from|of|in) @f @p", f"- {rm} lines {{num}}-{{numb}} of @f @p", f"- {rm} everything from line {{num}} to (line|) {{numb}} in @f @p")),
        "first": ("1d", (f"- {rm} the first line (of|from|in) @f @p", f"- {rm} line 1 of @f @p", "* delete first line @f @p")),
        "firstn": ("1,{num}d", (f"- {rm} the first {{num}} lines (of|from|in) @f @p",)),
        "last": ("$d", (f"- {rm} the last line (of|from|in) @f @p", "* delete last line @f @p")),
        "empty": ("/^$/d", (f"- {rm} (all|the|) (empty|blank) lines (from|in|of) @f @p", f"- {rm} every (empty|blank) line (from|in) @f @p", "* @f without (empty|blank) lines @p", "- clean up the (empty|blank) lines in @f @p")),
        "blank": ("/^[[:space:]]*$/d", (f"- {rm} (all|) lines (of|from|in) @f that (are empty or only|only) contain (whitespace|spaces) @p".replace("(are empty or only|only) contain", "contain only"), f"- {rm} empty and whitespace-only lines (from|in) @f @p")),
        "comment": ("/^#/d", (f"- {rm} (all|the|) (comment lines|comments|lines starting with (#|a hash)) (from|in) @f @p", "- strip the (# |)comments (from|out of) @f @p")),
        "commentempty": ("/^#/d; /^$/d", (f"- {rm} (all|) (comments|comment lines) and (empty|blank) lines (from|in) @f @p", f"- {rm} lines (from|in) @f that are empty or start with # @p")),
        "start": ("/^{word|sed}/d", (f"- {rm} (all|the|) lines (starting with|that start with|beginning with) {{word}} (from|in) @f @p",)),
        "end": ("/{word|sed}$/d", (f"- {rm} (all|the|) lines (ending with|that end with|ending in) {{word}} (from|in) @f @p",)),
        "between": ("/{word|sed}/,/{word2|sed}/d", (f"- {rm} everything (between|from) {{word}} (and|to) {{word2}} (in|from) @f @p".replace("(between|from) {word} (and|to)", "from {word} to"), f"- {rm} (the|all) lines from {{word}} to {{word2}} in @f @p", f"- {rm} the block between {{word}} and {{word2}} (, both included,|) (in|from) @f @p")),
        "to": ("/{word|sed}/,$d", (f"- {rm} everything from (the line with|) {{word}} (on|to the end) in @f @p", f"- {rm} (the|all) lines from {{word}} to the end of @f @p")),
        "not": ("/{word|sed}/!d", (f"- {rm} (all|) lines (that (do not|don't) contain|without) {{word}} (from|in) @f @p", "- keep only (the|) lines with {word} in @f, delete the rest @p")),
        "two": ("{num}d;{numb}d", (f"- {rm} lines {{num}} and {{numb}} (from|of|in) @f @p",)),
        "word": ("s/{word|sed}//g", (f"- {rm} (the word|every|all) {{word}} (from|in) @f (but keep the lines|) @p".replace("(the word|every|all)", "(the word|every|every occurrence of)"), f"- {rm} all occurrences of {{word}} (from|in) @f @p")),
        "matchi": ("/{word|sed}/Id", (f"- {rm} (all|the|) lines (containing|with) {{word}} (from|in) @f @c @p",)),
        "every": ("0~{small}d", (f"- {rm} every @n line (of|from|in) @f @p",)),
    }[what]  # fmt: skip
    if what == "every":
        k = d.rng.randrange(2, 9)
        return _sed(d, f"0~{k}d", "text.del.every", ways, f=f, n=ORDINALS[k], mac="-")
    if what == "matchi":
        return _sed(d, script, "text.del.matchi", ways, f=f, c=d.one(CASE), mac="-")
    return _sed(d, script, f"text.del.{what}", ways, f=f)


def _replace(d: Draft) -> Composed | None:
    f = _source(d)
    d.draw("word")
    d.draw("word2", apart=("word",))
    verb, with_ = d.one(
        (
            ("replace", "(with|by)"),
            ("replace", "with"),
            ("change", "to"),
            ("substitute", "(with|by)"),
            ("find and replace", "(with|by)"),
            ("swap", "(for|with)"),
            ("rename", "to"),
            ("turn", "into"),
        )
    )
    every = d.one(
        ("", "", "", "every", "all (occurrences of|)", "each", "every occurrence of", "the word", "the text")
    )
    flag, target, mods = "g", "", []
    if d.chance(0.14):
        flag = ""
        mods.append(
            d.one(
                (
                    "only the first (one|occurrence|match) (on|in|of) each line",
                    "once per line",
                    "(but|) only the first in every line",
                )
            )
        )
        every = ""
    elif d.chance(0.1):
        flag = "gI"
        mods.append(d.one(CASE))
    word = "{word|sed}"
    if flag == "g" and d.chance(0.1):
        word = "\\b{word|sed}\\b"
        mods.append(
            d.one(("(but|) only as a whole word", "whole words only", "only where it is a whole word"))
        )
    kind = d.among({"": 6.0, "line": 0.8, "range": 0.8, "on": 1.0, "two": 0.8})
    d.put("num", str(d.rng.randrange(1, 60)))
    d.put("numb", str(int(d.values["num"].written) + d.rng.randrange(1, 40)))
    if kind == "line":
        target = "{num}"
        mods.insert(0, d.one(("on line {num}", "(but|) only (on|in) line {num}", "in line {num}")))
    elif kind == "range":
        target = "{num},{numb}"
        mods.insert(
            0,
            d.one(
                (
                    "(only|) (on|in) lines {num} to {numb}",
                    "between lines {num} and {numb}",
                    "in lines {num}-{numb}",
                )
            ),
        )
    elif kind == "on":
        d.draw("word3", apart=("word", "word2"))
        target = "/{word3|sed}/"
        mods.insert(
            0,
            d.one(
                (
                    "(but|) only (on|in) lines (containing|with) {word3}",
                    "on lines that contain {word3}",
                    "in all lines with {word3}",
                )
            ),
        )
    script = f"{target}s/{word}/{{word2|sed}}/{flag}"
    if kind == "two":
        d.draw("word3", apart=("word", "word2"))
        d.draw("word4", apart=("word", "word2", "word3"))
        if flag != "g" or word != "{word|sed}":
            return None
        return _sed(
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
    m = " ".join(mods)
    head = f"{every} {{word}} {with_} {{word2}}"
    scope = d.among({"file": 6.0, "ext": 1.4, "rec": 1.6, "files": 0.7})
    perl = None
    if flag == "gI" or "\\b" in word:
        perl = "-"
    if scope == "file":
        ways = (
            f"- {verb} {head} in @f @m @p",
            f"- in @f {verb} {head} @m @p",
            f"* {verb} {head} @f @m @p",
            f"- {verb} {head} (everywhere|) in @f @m @p"
            if not target and flag == "g"
            else f"- {verb} {head} in @f @m @p",
            "* {word} -> {word2} in @f @m @p",
            f"- use sed to {verb} {head} in @f @m @p",
        )
        return _sed(d, script, "text.replace", ways, f=f, m=m, mac=perl)
    if target:
        return None
    if scope == "files":
        d.draw("file")
        d.draw("file2")
        return d.made(
            "text.replacefiles",
            (
                f"- {verb} {head} in {{file}} and {{file2}} @m",
                f"- {verb} {head} in both {{file}} and {{file2}} @m",
            ),
            f"sed -i '{script}' {{file}} {{file2}}",
            mac=perl or f"sed -i '' '{script}' {{file}} {{file2}}",
            m=m,
        )
    d.draw("ext")
    if scope == "ext":
        return d.made(
            "text.replaceext",
            (
                f"- {verb} {head} in (all|the|every) {{ext}} (files|files here|files in this folder) @m".replace(
                    "(all|the|every)", "(all|the|all the)"
                ),
                f"- in all {{ext}} files here {verb} {head} @m",
                f"* {verb} {head} in *.EXT @m".replace("EXT", d.values["ext"].written),
            ),
            f"sed -i '{script}' *.{{ext}}",
            mac=perl or f"sed -i '' '{script}' *.{{ext}}",
            m=m,
        )
    return d.made(
        "text.replacerec",
        (
            f"- {verb} {head} in all {{ext}} files {{in}} (recursively|and (all|its) subfolders|including subfolders) @m",
            f"- recursively {verb} {head} in (all|the|) {{ext}} files {{in}} @m",
            f"- {verb} {head} in every {{ext}} file {{in}} and its subfolders @m",
        ),
        f"find {{in}} -type f -name \"*.{{ext}}\" -exec sed -i '{script}' {{}} +",
        mac=perl or f"find {{in}} -type f -name \"*.{{ext}}\" -exec sed -i '' '{script}' {{}} +",
        m=m,
    )


def _insert(d: Draft) -> Composed | None:
    f = _source(d)
    d.draw("text")
    d.draw("word")
    d.draw("stem")
    if any(sign in d.values["text"].written for sign in "'/&"):
        return None
    d.put("num", str(d.rng.randrange(1, 80)))
    put = "(insert|add|put|write)"
    t = "(the line|a line|a line saying|the text|) {text}"
    what = d.among(
        {
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
            "header": 0.0,
            "overwrite": 0.7,
            "quote": 0.4,
            "commentrange": 0.3,
        }
    )
    ext = {
        "top": "1i {text|raw}",
        "after": "{num}a {text|raw}",
        "before": "{num}i {text|raw}",
        "aftermatch": "/{word|sed}/a {text|raw}",
        "beforematch": "/{word|sed}/i {text|raw}",
    }
    if what in ext:
        ways = {
            "top": (f"- {put} {t} (at|to) the (top|beginning|start) of @f", f"- prepend {t} to @f", f"- {put} {t} as (the|a new|) first line (of|in) @f", f"- {put} {t} before (everything|the first line) (in|of) @f"),
            "after": (f"- {put} {t} after line {{num}} (of|in) @f", f"- after line {{num}} of @f insert {t}"), "before": (f"- {put} {t} before line {{num}} (of|in) @f", f"- {put} {t} above line {{num}} in @f"),
            "aftermatch": (f"- {put} {t} after (every|each|the) line (with|containing) {{word}} in @f", f"- {put} {t} below (the|every) line (that contains|with) {{word}} in @f"), "beforematch": (f"- {put} {t} before (every|each|the) line (with|containing) {{word}} in @f", f"- {put} {t} above (the|every) line (that contains|with) {{word}} in @f"),
        }[what]  # fmt: skip
        script = ext[what]
        address, kind = script.split(" ", 1)[0][:-1], script.split(" ", 1)[0][-1]
        return d.made(
            f"text.insert.{what}",
            ways,
            f"sed -i '{script}' {{src}}",
            mac=f"sed -i '' $'{address}{kind}\\\\\\n{{text|raw}}\\n' {{src}}",
            f=f,
        )
    if what == "end":
        return d.made(
            "text.append",
            (
                f"- (append|add|write) {t} to (the end of|) @f",
                f"- (add|put) {t} at the (end|bottom) of @f",
                f"- add {t} as (the|) last line of @f",
                "- append {text} to @f",
                "* append {text} >> @f",
            ),
            "echo {text|q} >> {src}",
            f=f,
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
            f=f,
        )
    if what in {"prefix", "suffix"}:
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
        return _sed(
            d,
            script,
            f"text.{what}",
            (
                f"- (add|put|insert) {{pre}} (to|at) the {where} of (every|each) line (of|in) @f @p",
                f"- (add|put) {{pre}} {side} (every|each) line (of|in) @f @p",
                f"- {what} (every|each|all) line(s|) (of|in) @f with {{pre}} @p".replace(
                    "(every|each|all) line(s|)", "(every line|all lines)"
                )
                if what == "prefix"
                else "- append {pre} to (every|each) line (of|in) @f @p",
            ),
            f=f,
        )
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
    script, ways = {
        "comment": ("/{word|sed}/s/^/#/", ("- comment out (the|all|every|) lines (with|containing) {word} in @f @p".replace("(the|all|every|)", "(the|all|)"), "- put a # before (every|each) line (with|containing) {word} in @f @p")),
        "uncomment": ("/{word|sed}/s/^#//", ("- uncomment (the|all|) lines (with|containing) {word} in @f @p", "- remove the # (in front of|from) lines with {word} in @f @p")),
        "commentline": ("{num}s/^/#/", ("- comment out line {num} (of|in) @f @p", "- put a # (before|at the start of) line {num} in @f @p")),
        "commentrange": ("{num},{numb}s/^/#/", ("- comment out lines {num} to {numb} (of|in) @f @p", "- put a # before lines {num}-{numb} of @f @p")),
        "indent": ("s/^/    /", ("- indent (every|each) line (of|in) @f by (4|four) spaces @p", "- indent @f by (4|four) spaces @p")),
        "quote": ('s/.*/"&"/', ("- (put|wrap) (every|each) line (of|in) @f in (double quotes|quotes|quotation marks) @p", "- quote every line of @f @p")),
    }[what]  # fmt: skip
    return _sed(d, script, f"text.{what}", ways, f=f)


def _sort(d: Draft) -> Composed | None:
    f = _source(d, d.one(("txt", "file", "txt", "log")))
    order = d.among(
        {
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
    )
    said = {
        "": d.one(("", "alphabetically", "in alphabetical order", "")), "r": d.one(("in reverse (order|alphabetical order|)", "in descending (alphabetical|) order", "from z to a", "reversed")), "n": d.one(("numerically", "by number", "in numeric order", "as numbers", ", smallest number first", "from smallest to largest")),
        "nr": d.one(("numerically in (descending|reverse) order", ", (largest|biggest|highest) number first", "numerically descending", "from largest to smallest number", "by number, highest first")), "u": d.one(("and remove duplicates", "without duplicates", "and (keep|show) (each|every) line only once", "uniquely", "and drop (duplicates|repeated lines)")),
        "f": d.one(CASE), "V": d.one(("by version number", "as version numbers", "in natural order", "(in|by) version order")), "h": d.one(("by human readable size", "by (human|human readable) numbers like 2K 1G")), "hr": "by human readable size, largest first", "M": d.one(("by month (name|)", "by month names")),
        "len": d.one(("by line length", "by length", "by the length of the lines", ", shortest line first")), "R": "", "last": d.one(("by the last (column|word|field)",)), "nu": "numerically without duplicates",
    }[order]  # fmt: skip
    saved, redirect = _saved(d, 0.15)
    if order == "R":
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
    ways = (
        "- sort @f @s @o",
        "- sort the lines (of|in) @f @s @o",
        "* sort @f @s @o",
        "- (order|arrange) the lines of @f @s @o",
        "* @f sorted @s @o",
        "- (show|print) @f sorted @s @o",
        "- (show|print) the sorted lines of @f @s @o",
    )
    if order == "len":
        return d.made(
            "text.sortlen",
            ways,
            "awk '{print length, $0}' {src} | sort -n | cut -d\" \" -f2-",
            f=f,
            s=said,
            o="",
        )
    if order == "last":
        return d.made(
            "text.sortlast", ways, "awk '{print $NF, $0}' {src} | sort | cut -d\" \" -f2-", f=f, s=said, o=""
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
    return d.made("text.sort", ways, f"sort{flag} {{src}}{redirect}", f=f, s=said, o=saved)


def _frequent(d: Draft) -> Composed | None:
    f = _source(d, d.one(("txt", "txt", "log", "file")))
    d.draw("count")
    saved, redirect = _saved(d, 0.12)
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
    d.put("num", pool.num_text(k, d.rng), str(k - 1))
    ways, line = {
        "top": (("- <show> the {count} most (common|frequent|repeated) lines (in|of) @f", "* {count} most (common|frequent) lines (in|of) @f", "* top {count} (lines|most frequent lines) (in|of) @f (by frequency|by count|)", "* which {count} lines occur most often in @f", "- count (duplicate|repeated|identical) lines in @f and show the top {count}"), "sort {src} | uniq -c | sort -nr | head -n {count}"),
        "topone": (("- <show> the most (common|frequent) line (in|of) @f", "* which line (occurs|appears) most often in @f", "* most common line of @f"), "sort {src} | uniq -c | sort -nr | head -n 1"),
        "all": (("- count how (often|many times) each line (occurs|appears) in @f", "* how often does (each|every) line occur in @f", "- count (duplicate|repeated|identical) lines in @f, most frequent first", "* frequency of (each line|the lines) in @f", "- <show> the lines of @f with their (counts|frequency)", "- count occurrences of each line in @f"), "sort {src} | uniq -c | sort -nr"),
        "rare": (("- <show> the lines of @f by frequency, rarest first", "* least common lines of @f first"), "sort {src} | uniq -c | sort -n"),
        "dups": (("- (find|show|list|print) (the|all|only|) (duplicate|duplicated|repeated) lines (in|of) @f", "* which lines (occur|appear) more than once in @f", "* duplicate lines in @f", "* lines that are in @f twice or more"), "sort {src} | uniq -d"),
        "ndups": (("* how many (different |)lines (are duplicated|occur more than once) in @f", "- <count> (duplicate|duplicated|repeated) lines in @f"), "sort {src} | uniq -d | wc -l"),
        "dupsn": (("- (show|list) (duplicate|repeated) lines (in|of) @f (with|and) (their|the) counts", "- show how often each duplicated line occurs in @f"), "sort {src} | uniq -cd"),
        "once": (("- (find|show|list|print) (the|) lines (of|in) @f that (occur|appear) (only|exactly) once", "* lines that are not repeated in @f", "* which lines (occur|appear) only once in @f", "- print lines of @f that have no duplicate"), "sort {src} | uniq -u"),
        "nuniq": (("- <count> (the|) (unique|distinct|different) lines (in|of) @f", "* how many (unique|distinct|different) lines (are (there|) in|does) @f (have|)".replace("(are (there|) in|does) @f (have|)", "are in @f"), "* number of (unique|distinct|different) lines in @f", "- count lines of @f without (counting|) duplicates"), "sort -u {src} | wc -l"),
        "dedupe": (("- (remove|drop) duplicate lines (from|in|of) @f (without sorting|keeping (the|their) order|but keep the order|and keep the original order|without changing the order) @o", "- deduplicate (the lines of|) @f (keeping (the|) order|without sorting|preserving (the|) order) @o", "* @f without duplicate lines, same order @o"), f"awk '!seen[$0]++' {{src}}{redirect}"),
        "uniqsort": (("- <show> the (unique|distinct|different) lines (of|in) @f(, sorted|) @o", "- sort @f and remove duplicates @o", "* (unique|distinct) lines (of|in) @f, sorted @o", "- sort @f and (drop|delete) duplicate lines @o", "- list each line of @f (only|just) once, sorted @o"), f"sort -u {{src}}{redirect}"),
        "words": (("- <show> the {count} most (common|frequent|used) words (in|of) @f", "* {count} most (common|frequent|used) words (in|of) @f", "* top {count} words (in|of) @f", "* which {count} words (occur|are used) most (often|) in @f"), 'grep -oE "\\w+" {src} | sort | uniq -c | sort -nr | head -n {count}'),
        "wordsall": (("- count how (often|many times) each word (occurs|appears) in @f", "* word (frequency|frequencies|counts|histogram) of @f", "* how often does (each|every) word occur in @f", "- list all words of @f with their (counts|frequency)"), 'grep -oE "\\w+" {src} | sort | uniq -c | sort -nr'),
        "topcase": (("- <show> the {count} most (common|frequent) words (in|of) @f ignoring case", "* {count} most common words of @f, upper and lower case counted together"), "tr '[:upper:]' '[:lower:]' < {src} | grep -oE \"\\w+\" | sort | uniq -c | sort -nr | head -n {count}"),
        "nwords": (("- <count> (the|) (unique|distinct|different) words (in|of) @f", "* how many (unique|distinct|different) words (are in|does) @f (have|)".replace("(are in|does) @f (have|)", "are in @f"), "* number of (unique|distinct|different) words in @f"), 'grep -oE "\\w+" {src} | sort -u | wc -l'),
        "consec": (("- (remove|collapse|merge) (consecutive|adjacent|neighbouring) (duplicate|identical) lines (in|of|from) @f", "- drop repeated lines of @f that follow each other", "* uniq @f"), "uniq {src}"),
        "chars": (("- count how often each (character|letter) occurs in @f", "* character (frequency|frequencies|counts) of @f"), "grep -o . {src} | sort | uniq -c | sort -nr"),
        "more": (("- (show|list|find) (the|) lines (that occur|occurring|appearing) (at least {num} times|{num} times or more) in @f", "* which lines (occur|appear) at least {num} times in @f"), "sort {src} | uniq -c | awk '$1 > {num}'"),
    }[what]  # fmt: skip
    return d.made(f"text.freq.{what}", ways, line, f=f, o=saved)


def _dat(d: Draft) -> str:
    """A file with columns."""
    stem = pool.stem(d.rng)
    name = f"{d.one(('', '', '', '', 'data/', '/var/log/', '/tmp/'))}{stem}.{d.one(('txt', 'txt', 'dat', 'log', 'log', 'out', 'data'))}"
    d.put("src", f'"{name}"' if " " in name else name, name, "arg")
    return d.one(("{src}", "{src}", "{src}", "the file {src}", "my {src}"))


def _col(d: Draft, key: str = "col", *, apart: int = 0) -> str:
    while True:
        n = d.one((1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9))
        if n != apart:
            break
    c = d.one(("column", "column", "column", "col", "field"))
    words = d.one(
        (
            f"{c} {n}",
            f"the {ORDINALS[n]} {c}",
            f"{ORDINALS[n]} {c}",
            f"the {SHORT[n]} {c}",
            f"{SHORT[n]} {c}",
            f"{c} number {n}",
        )
    )
    d.put(key, words, str(n))
    return words


SEPS: Final = (
    # how it is said, awk -F, cut -d
    (("a colon", "colons", ":", "colon"), "-F:", "-d:"), (("a comma", "commas", ",", "comma"), "-F,", "-d,"), (("a semicolon", "semicolons", ";"), "-F';'", '-d";"'), (("a pipe", "pipes", "|", "the pipe sign"), "-F'|'", '-d"|"'), (("a tab", "tabs"), "-F'\\t'", ""),
    (("a dash", "dashes", "-", "hyphens"), "-F-", "-d-"), (("a slash", "slashes", "/"), "-F/", "-d/"), (("an equals sign", "equal signs", "="), "-F=", "-d="), (("an underscore", "underscores", "_"), "-F_", "-d_"), (("a dot", "dots", "."), "-F.", "-d."),
)  # fmt: skip


def _columns(d: Draft) -> Composed | None:
    what = d.among(
        {
            "one": 3.0,
            "two": 1.6,
            "last": 1.0,
            "delim": 3.0,
            "delim2": 1.2,
            "firstlast": 0.4,
            "nextlast": 0.5,
            "but": 0.5,
            "swap": 0.5,
            "uniq": 1.2,
            "count": 1.2,
            "top": 1.0,
            "number": 0.5,
            "chars": 0.7,
            "sort": 1.6,
            "sortd": 1.0,
            "align": 0.8,
            "delimlast": 0.6,
            "after": 0.6,
            "sortnum": 0.0,
        }
    )
    f = _dat(d)
    c = _col(d)
    get = "(print|show|get|extract|list|display|give me|cut)"
    d.draw("count")
    saved, redirect = _saved(d, 0.1)
    if what == "one":
        return d.made(
            "text.col",
            (
                f"- {get} (only|just|) @c (of|from|in) @f @o",
                "* @c of @f @o",
                f"- {get} @c of (every|each) line (of|in) @f @o",
                "- use awk to print @c of @f @o",
                "* only @c of @f @o",
                "* @f @c",
            ),
            f"awk '{{print ${{col}}}}' {{src}}{redirect}",
            f=f,
            c=c,
            o=saved,
        )
    if what == "two":
        n = int(d.values["col"].written)
        m = d.one([i for i in range(1, 10) if i != n])
        d.put("colb", str(m))
        d.put("col", str(n))
        both = d.one(
            (
                "columns {col} and {colb}",
                "the columns {col} and {colb}",
                "fields {col} and {colb}",
                f"the {ORDINALS[n]} and (the|) {ORDINALS[m]} column",
            )
        )
        return d.made(
            "text.cols",
            (
                f"- {get} (only|just|) {both} (of|from|in) @f @o",
                f"* {both} of @f @o",
                f"- {get} {both} of each line in @f @o",
            ),
            f"awk '{{print ${n}, ${m}}}' {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what == "last":
        return d.made(
            "text.lastcol",
            (
                f"- {get} (only|) the last (column|field|word) (of|from|in) @f @o",
                "* last (column|field|word) of (each|every) line (in|of) @f @o",
                f"- {get} the last (column|word) of every line of @f @o",
            ),
            f"awk '{{print $NF}}' {{src}}{redirect}",
            f=f,
            o=saved,
        )
    if what in {"delim", "delim2", "delimlast", "after"}:
        said, awk, cut = d.one(SEPS)
        f = _source(d, d.one(("file", "txt", "log")))
        s = d.one(said)
        with_ = (
            d.one(
                (
                    f"separated by {s}",
                    f"with {s} as (the|) (separator|delimiter)",
                    f"delimited by {s}",
                    f"using {s} as (the|) delimiter",
                    f"split at {s}",
                    f"\\(delimiter {s}\\)",
                )
            )
            if s[0].isalpha()
            else d.one(
                (
                    f'separated by "{s}"',
                    f"with {s} as (the|) (separator|delimiter)",
                    f"using {s} as (the|) delimiter",
                    f"\\(delimiter {s}\\)",
                )
            )
        )
        space = " " if cut else ""
        if what == "delim":
            return d.made(
                "text.cut",
                (
                    f"- {get} @c (of|from|in) @f @w @o",
                    f"- {get} @c (of|from|in) @f, (columns are|fields are) @w @o"
                    if with_.startswith(("separated", "delimited"))
                    else f"- {get} @c of each line of @f @w @o",
                    "* @c of @f @w @o",
                ),
                f"cut {cut}{space}-f{{col}} {{src}}{redirect}",
                f=f,
                c=c,
                w=with_,
                o=saved,
            )
        if what == "delim2":
            a, b = sorted(d.rng.sample(range(1, 9), 2))
            d.put("col", str(a))
            d.put("colb", str(b))
            return d.made(
                "text.cut2",
                (
                    f"- {get} (columns|fields) {{col}} and {{colb}} (of|from|in) @f @w @o",
                    "* (columns|fields) {col} and {colb} of @f @w @o",
                ),
                f"cut {cut}{space}-f{{col}},{{colb}} {{src}}{redirect}",
                f=f,
                w=with_,
                o=saved,
            )
        if what == "after":
            if not cut:
                return None
            first = d.chance(0.5)
            word = said[0].removeprefix("a ").removeprefix("an ")
            return d.made(
                "text.cutside",
                (
                    (f"- {get} everything before the first {word} (of|in|on) (each|every) line (of|in) @f",)
                    if first
                    else (
                        f"- {get} everything after the first {word} (of|in|on) (each|every) line (of|in) @f",
                    )
                ),
                f"cut {cut} -f{'1' if first else '2-'} {{src}}",
                f=f,
            )
        return d.made(
            "text.cutlast",
            (f"- {get} the last (column|field) (of|from|in) @f @w", "* last (column|field) of @f @w"),
            f"awk {awk} '{{print $NF}}' {{src}}",
            f=f,
            w=with_,
        )
    ways, line, mac = {
        "firstlast": ((f"- {get} the first and (the|) last (column|word) (of|from) @f", "* first and last (column|word) of each line in @f"), "awk '{print $1, $NF}' {src}", None),
        "nextlast": ((f"- {get} the (second to last|second last|next to last|penultimate) (column|field) (of|in) @f", "* (second to last|second last) (column|field|word) of @f"), "awk '{print $(NF-1)}' {src}", None),
        "but": ((f"- {get} (everything|all columns) (except|but) the first (column|) (of|in) @f", "- drop the first (column|word) of each line in @f", "* @f without the first column"), "awk '{$1=\"\"; print substr($0, 2)}' {src}", None),
        "swap": (("- swap the first two columns (of|in) @f", "- (print|show) @f with (columns 1 and 2|the first two columns) (swapped|exchanged)", f"- {get} the second column and then the first (of|in) @f"), "awk '{print $2, $1}' {src}", None),
        "uniq": (("- <show> the (unique|distinct|different) values (of|in) @c (of|in|from) @f", "* (unique|distinct) values (of|in) @c of @f", "* which (different|) values (occur|are there) in @c of @f", "- list each value of @c in @f (only|just) once"), "awk '{print ${col}}' {src} | sort -u", None),
        "count": (("- count how often each value (of|in) @c (occurs|appears) in @f", "* how often does each value (of|in) @c occur in @f", "- count the (values|occurrences of each value) (in|of) @c of @f", "* frequency of the values in @c of @f"), "awk '{print ${col}}' {src} | sort | uniq -c | sort -nr", None),
        "top": (("- <show> the {count} most (common|frequent) values (in|of) @c (of|in|from) @f", "* top {count} values (in|of) @c of @f", "* {count} most frequent values (of|in) @c in @f"), "awk '{print ${col}}' {src} | sort | uniq -c | sort -nr | head -n {count}", None),
        "number": (("- <show> the number of (columns|fields|words) (of|in|on) each line (of|in) @f", "* how many (columns|fields|words) does each line of @f have"), "awk '{print NF}' {src}", None),
        "align": (("- align the columns (of|in) @f", "- (show|print|format) @f (as a table|in (nice|aligned|neat) columns|with aligned columns)", "- line up the columns of @f", "* pretty columns for @f"), "column -t {src}", None),
    }.get(what, ((), "", None))  # fmt: skip
    if line:
        return d.made(f"text.col.{what}", ways, line, mac=mac, f=f, c=c)
    if what == "chars":
        n = d.rng.randrange(1, 60)
        m = n + d.rng.randrange(1, 30)
        kind = d.among({"first": 2.0, "range": 1.0, "one": 0.7, "from": 0.6})
        d.put("num", str(n))
        d.put("numb", str(m))
        return {"first": lambda: d.made("text.cutchars", (f"- {get} the first {{num}} characters of (each|every) line (of|in) @f", "* first {num} (characters|chars) of each line in @f"), "cut -c1-{num} {src}", f=f),
                "range": lambda: d.made("text.cutchars", (f"- {get} characters {{num}} to {{numb}} of (each|every) line (of|in) @f", "* characters {num}-{numb} of every line in @f"), "cut -c{num}-{numb} {src}", f=f),
                "one": lambda: d.made("text.cutchars", (f"- {get} (only|) character {{num}} of (each|every) line (of|in) @f",), "cut -c{num} {src}", f=f),
                "from": lambda: d.made("text.cutchars", (f"- {get} (each|every) line of @f from character {{num}} on", "- drop the characters before position {num} (in|of) (each|every) line of @f"), "cut -c{num}- {src}", f=f)}[kind]()  # fmt: skip
    flag = d.among({"": 2.0, "n": 2.5, "nr": 2.5, "r": 1.0, "hr": 0.4})
    how = {
        "": d.one(("", "alphabetically", "as text")),
        "n": d.one(
            (
                "numerically",
                "as (a number|numbers)",
                ", (smallest|lowest) (number|) first",
                "in numeric order",
            )
        ),
        "nr": d.one(
            (
                "numerically descending",
                ", (largest|highest|biggest) (number|) first",
                "in descending numeric order",
                "from high to low",
            )
        ),
        "r": d.one(("in reverse (order|alphabetical order)", "from z to a")),
        "hr": "by human readable size, largest first",
    }[flag]
    key = f"-k{{col}},{{col}}{flag}"
    tail, limit = "", ""
    if d.chance(0.2):
        tail, limit = (
            " | head -n {count}",
            d.one(("and show the first {count} (lines|)", ", only the top {count}")),
        )
    if d.chance(0.15) and flag != "hr":
        n = int(d.values["col"].written)
        other = _col(d, "colb", apart=n)
        n2 = d.chance(0.4)
        key += f" -k{{colb}},{{colb}}{'n' if n2 else ''}"
        how += f" and then by {other}" + (" numerically" if n2 else "")
    if what == "sortd":
        said, awk, cut = d.one(SEPS[:4])
        s = d.one(said)
        f = _source(d, "file")
        with_ = f"with {s} as (the|) (separator|delimiter)" if s[0].isalpha() else f"\\(delimiter {s}\\)"
        return d.made(
            "text.sortcold",
            (
                "- sort @f by @c @w @h @l",
                "* sort @f by @c @w @h @l",
                "- (order|arrange) the lines of @f by @c @w @h @l",
            ),
            f"sort {cut.replace('-d', '-t')} {key} {{src}}{tail}",
            f=f,
            c=c,
            h=how,
            l=limit,
            w=with_,
        )
    return d.made(
        "text.sortcol",
        (
            "- sort @f (by|on) @c @h @l",
            "* sort @f by @c @h @l",
            "- (order|arrange) the lines of @f by @c @h @l",
            "* @f sorted by @c @h @l",
            "- (show|print) @f sorted (by|on) @c @h @l",
        ),
        f"sort {key} {{src}}{tail}",
        f=f,
        c=c,
        h=how,
        l=limit,
    )


def _where(d: Draft) -> Composed | None:
    """Rows of files with columns separated by blanks."""
    f = _dat(d)
    c = _col(d)
    n = int(d.values["col"].written)
    kind = d.among({">": 3.0, "<": 2.0, ">=": 0.7, "<=": 0.6, "==n": 0.8, "==": 2.0, "!=": 0.8, "~": 1.2})
    d.put("lim", str(d.one((1, 5, 10, 20, 50, 80, 90, 100, 200, 500, 1000, 5000, d.rng.randrange(1, 2000)))))
    d.draw("word")
    if " " in d.values["word"].written:
        return None
    words, test = {
        ">": (d.one(("is (greater|larger|bigger|higher) than {lim}", "is (over|above|more than) {lim}", "> {lim}", "exceeds {lim}")), "${col} > {lim}"), "<": (d.one(("is (less|smaller|lower) than {lim}", "is (under|below) {lim}", "< {lim}")), "${col} < {lim}"),
        ">=": ("is (at least|not less than|greater than or equal to) {lim}", "${col} >= {lim}"), "<=": ("is (at most|no more than|less than or equal to) {lim}", "${col} <= {lim}"), "==n": ("(is|equals|is exactly|==) {lim}", "${col} == {lim}"),
        "==": ("(is|equals|is exactly|==) {word}", "${col} == {word|q}"), "!=": ("(is not|does not equal|!=) {word}", "${col} != {word|q}"), "~": ("(contains|matches|includes) {word}", "${col} ~ /{word|raw}/"),
    }[kind]  # fmt: skip
    cond = f"{c} {words}"
    if d.chance(0.15) and kind in {">", "<"}:
        other = _col(d, "colb", apart=n)
        d.put("numb", str(d.rng.randrange(1, 900)))
        joiner, op = d.one((("and", "&&"), ("or", "||")))
        cond += f" {joiner} {other} is (less|smaller) than {{numb}}"
        test += f" {op} ${{colb}} < {{numb}}"
    out = d.among({"lines": 4.0, "count": 1.4, "col": 1.6, "sum": 0.8})
    if out == "lines":
        return d.made(
            "text.where",
            (
                "- (print|show|list|get|find) (the|all|only|) lines (of|in|from) @f (where|whose|in which) @w",
                "* lines (of|in) @f where @w",
                "- filter @f where @w",
                "- (show|print) only lines of @f where @w",
                "- use awk to (print|show) lines of @f where @w",
                "* from @f the lines where @w",
            ),
            f"awk '{test}' {{src}}",
            f=f,
            w=cond,
        )
    if out == "count":
        return d.made(
            "text.wherecount",
            (
                "- <count> lines (of|in) @f where @w",
                "* how many lines (of|in) @f are there where @w",
                "* number of lines in @f where @w",
            ),
            f"awk '{test}' {{src}} | wc -l",
            f=f,
            w=cond,
        )
    other = _col(d, "key", apart=n)
    if out == "col":
        return d.made(
            "text.wherecol",
            (
                "- (print|show|get) @o (of|for) (the|) lines (of|in) @f where @w",
                "* @o of @f where @w",
                "- (print|show) @o of @f if @w",
            ),
            f"awk '{test} {{print ${{key}}}}' {{src}}",
            f=f,
            w=cond,
            o=other,
        )
    if "||" in test:
        return None
    return d.made(
        "text.wheresum",
        ("- (sum|add up) @o (of|in) @f where @w", "* (sum|total) of @o in @f where @w"),
        f"awk '{test} {{s+=${{key}}}} END {{print s}}' {{src}}",
        f=f,
        w=cond,
        o=other,
    )


def _totals(d: Draft) -> Composed | None:
    f = _dat(d)
    c = _col(d)
    n = int(d.values["col"].written)
    what = d.among(
        {
            "sum": 2.6,
            "avg": 2.0,
            "max": 1.4,
            "min": 1.1,
            "sumfile": 1.2,
            "avgfile": 0.8,
            "maxfile": 0.7,
            "minfile": 0.6,
            "group": 1.0,
            "groupavg": 0.5,
            "rowmax": 0.7,
            "rowmin": 0.5,
            "top": 0.9,
            "running": 0.4,
            "product": 0.4,
            "median": 0.4,
            "rowsum": 0.4,
        }
    )
    other = _col(d, "colb", apart=n)
    d.draw("count")
    calc = "(calculate|compute|work out|get|find|print|show|give me)"
    ways, line = {
        "sum": (("- (sum|add up|total|sum up) (the (numbers|values) (in|of)|) @c (of|in|from) @f", f"- {calc} the (sum|total) of @c (in|of) @f", "* (sum|total) of @c (in|of) @f", "* what is the (sum|total) of @c in @f", "* how much is @c of @f in total", "- use awk to sum @c of @f"), "awk '{s+=${col}} END {print s}' {src}"),
        "avg": ((f"- {calc} the (average|mean) of @c (in|of) @f", "* (average|mean) of @c (in|of) @f", "* what is the (average|mean) of @c in @f", "- average @c of @f"), "awk '{s+=${col}} END {print s/NR}' {src}"),
        "max": ((f"- {calc} the (maximum|max|largest value|highest value|biggest number) (of|in) @c (of|in) @f", "* (max|maximum|highest value|largest number) (of|in) @c of @f", "* what is the (highest|largest|biggest) (value|number) in @c of @f"), "awk 'NR==1 || ${col}>m {m=${col}} END {print m}' {src}"),
        "min": ((f"- {calc} the (minimum|min|smallest value|lowest value) (of|in) @c (of|in) @f", "* (min|minimum|lowest value|smallest number) (of|in) @c of @f", "* what is the (lowest|smallest) (value|number) in @c of @f"), "awk 'NR==1 || ${col}<m {m=${col}} END {print m}' {src}"),
        "sumfile": (("- (sum|add up|total) (all|) (the|) numbers (in|of) @f(, one per line|)", "* (sum|total) of (all|the) numbers in @f", "- add (together|up) the numbers in @f, one (number|) per line", "* what do the numbers in @f add up to"), "awk '{s+=$1} END {print s}' {src}"),
        "avgfile": ((f"- {calc} the (average|mean) of (all|) (the|) numbers in @f", "* (average|mean) of the numbers in @f(, one per line|)"), "awk '{s+=$1} END {print s/NR}' {src}"),
        "maxfile": ((f"- {calc} the (largest|biggest|highest) number in @f", "* (largest|biggest|highest|max) number in @f(, one per line|)"), "sort -n {src} | tail -n 1"),
        "minfile": ((f"- {calc} the (smallest|lowest) number in @f", "* (smallest|lowest|min) number in @f(, one per line|)"), "sort -n {src} | head -n 1"),
        "group": (("- (sum|add up|total) @d (per|for each|by|grouped by) (value of|) @c (in|of) @f", "* (sum|total) of @d per value of @c in @f", "- group @f by @c and sum @d"), "awk '{s[${col}]+=${colb}} END {for (k in s) print k, s[k]}' {src}"),
        "groupavg": ((f"- {calc} the (average|mean) of @d (per|for each) value of @c in @f", "* average @d per value of @c in @f"), "awk '{s[${col}]+=${colb}; n[${col}]++} END {for (k in s) print k, s[k]/n[k]}' {src}"),
        "rowmax": (("- <show> the line (with|that has) the (highest|largest|biggest) (value|number) in @c of @f", "* line of @f with the (largest|highest) @c"), "sort -k{col},{col}nr {src} | head -n 1"),
        "rowmin": (("- <show> the line (with|that has) the (lowest|smallest) (value|number) in @c of @f", "* line of @f with the (smallest|lowest) @c"), "sort -k{col},{col}n {src} | head -n 1"),
        "top": (("- <show> the {count} lines with the (highest|largest|biggest) (values|numbers) in @c of @f", "* {count} lines of @f with the (highest|largest) @c", "* top {count} lines of @f by @c"), "sort -k{col},{col}nr {src} | head -n {count}"),
        "running": (("- (print|show) the (running|cumulative) (total|sum) of the numbers in @f", "* (running|cumulative) (sum|total) of @f"), "awk '{s+=$1; print s}' {src}"),
        "product": (("- multiply @c (by|with) @d (in|on|for) each line of @f", "* product of @c and @d for each line of @f"), "awk '{print ${col} * ${colb}}' {src}"),
        "median": ((f"- {calc} the median of the numbers in @f", "* median of (the numbers in|) @f"), "sort -n {src} | awk '{a[NR]=$1} END {print (NR%2) ? a[(NR+1)/2] : (a[NR/2]+a[NR/2+1])/2}'"),
        "rowsum": (("- (sum|add up) (all|the) numbers (of|in|on) each line of @f", "* sum of each line of @f"), "awk '{s=0; for (i=1; i<=NF; i++) s+=$i; print s}' {src}"),
    }[what]  # fmt: skip
    return d.made(f"text.total.{what}", ways, line, f=f, c=c, d=other)


def _count(d: Draft) -> Composed | None:
    f = _source(d)
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
                f"* how many {said} (are (there|) in|does) @f (have|)".replace(
                    "(are (there|) in|does) @f (have|)", "are (there|) in @f"
                ),
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
            (
                f"- <count> (the|) {said} (in|of) (all|every one of the) files (here|in this folder|in the current directory)".replace(
                    "(all|every one of the)", "all"
                ),
            ),
            f"wc -{flag} *",
        )
    d.draw("ext")
    if scope == "ext":
        return d.made(
            "text.wcext",
            (
                f"- <count> (the|) {said} (in|of) (each|every|all) {{ext}} files (here|in this folder|)".replace(
                    "(each|every|all)", "(all|the|all the)"
                ),
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
                "* how many (empty|blank) lines (are (there|) in|does) @f (have|)".replace(
                    "(are (there|) in|does) @f (have|)", "are (there|) in @f"
                ),
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


def _change(d: Draft) -> Composed | None:
    """Transformations of whole files."""
    f = _source(d)
    saved, redirect = _saved(d, 0.2)
    d.draw("count")
    n = d.one((40, 60, 72, 80, 100, 120, 132))
    d.put("num", str(n))
    k = d.one((2, 4, 8))
    d.put("numb", pool.num_text(k, d.rng), str(k))
    seps = {
        "commas": ",",
        "a comma": ",",
        "semicolons": '";"',
        "spaces": '" "',
        "a space": '" "',
        "a pipe": '"|"',
        "colons": ":",
        "dashes": "-",
    }
    sep = d.one(list(seps))
    chars = {
        "commas": ",",
        "semicolons": ";",
        "colons": ":",
        "dashes": "-",
        "underscores": "_",
        "spaces": " ",
        "tabs": "\\t",
        "pipes": "|",
    }
    a, b = d.rng.sample(list(chars), 2)
    what = d.among({"upper": 1.2, "lower": 1.2, "upperin": 0.7, "lowerin": 0.6, "reverse": 1.2, "rev": 0.5, "joinsep": 1.4, "joinnone": 0.4, "joinspace": 0.7, "splitspace": 0.7, "splitcomma": 0.7, "squeeze": 0.7, "trimend": 1.0, "trimstart": 0.8, "trimboth": 0.6, "digits": 0.6, "punct": 0.6, "spaces": 0.6, "tabs": 0.7, "untabs": 0.4,
                    "wrap": 0.8, "double": 0.4, "blanklines": 0.6, "crlf": 0.8, "addcr": 0.3, "tr": 1.0, "html": 0.4, "capital": 0.4, "quotes": 0.4, "b64": 0.5, "b64d": 0.4, "utf8": 0.4, "hidden": 0.4, "noblank": 1.0, "nocomment": 0.9, "nocommentblank": 0.6, "pairs": 0.4, "rot13": 0.2, "swapcase": 0.2})  # fmt: skip
    get = "(print|show|output|display)"
    ways, line, mac = {
        "upper": ((f"- {get} @f in (upper case|uppercase|capital letters|capitals|all caps) @o", "- (convert|change|turn) @f (to|into) (upper case|uppercase|capital letters) (and print it|) @o", "* @f in uppercase @o", "- uppercase @f (to stdout|) @o"), f"tr '[:lower:]' '[:upper:]' < {{src}}{redirect}", None),
        "lower": ((f"- {get} @f in (lower case|lowercase|small letters) @o", "- (convert|change|turn) @f (to|into) (lower case|lowercase|small letters) (and print it|) @o", "* @f in lowercase @o", "- lowercase @f (to stdout|) @o"), f"tr '[:upper:]' '[:lower:]' < {{src}}{redirect}", None),
        "upperin": (("- (convert|change) (the text of|all letters in|) @f to (upper case|uppercase) (in place|and overwrite it|and save it)",), "sed -i 's/.*/\\U&/' {src}", "perl -pi -e '$_ = uc' {src}"),
        "lowerin": (("- (convert|change) (the text of|all letters in|) @f to (lower case|lowercase) (in place|and overwrite it|and save it)",), "sed -i 's/.*/\\L&/' {src}", "perl -pi -e '$_ = lc' {src}"),
        "reverse": (("- reverse the (order of the lines|line order) (in|of) @f @o", f"- {get} (the lines of|) @f (in reverse order|backwards|from bottom to top|last line first) @o", "* @f with the last line first @o", "* @f upside down @o"), f"tac {{src}}{redirect}", f"tail -r {{src}}{redirect}"),
        "rev": ((f"- {get} (each|every) line of @f backwards", "- reverse the (characters|letters) (of|in) (each|every) line (of|in) @f"), "rev {src}", None),
        "joinsep": ((f"- (join|combine|merge) (all|the|all the) lines of @f (with {sep}|separated by {sep}) @o", f"- {get} (all|the) lines of @f (in|on) one line (separated by|with) {sep} @o", f"- put {sep} between the lines of @f and make (it|them) one line @o"), f"paste -sd{seps[sep]} {{src}}{redirect}", None),
        "joinnone": (("- (remove|delete) (all|the) (newlines|line breaks) (from|in|of) @f", "- join (all|the) lines of @f without (a|any) separator"), "tr -d '\\n' < {src}", None),
        "joinspace": (("- (replace|turn) (the|all|) (newlines|line breaks) (in|of) @f (with|by|into) spaces", "- replace each newline in @f with a (space|blank)"), "tr '\\n' ' ' < {src}", None),
        "splitspace": ((f"- (put|{get}) (each|every) word of @f on (its|a) own line".replace("(put|(print|show|output|display))", "(put|print|show)"), "- (replace|turn) (the|) spaces in @f (with|into) (newlines|line breaks)", "* one word per line from @f"), "tr ' ' '\\n' < {src}", None),
        "splitcomma": (("- (replace|turn) (the|) commas in @f (with|into) (newlines|line breaks)", "- split (the lines of|) @f at (the|) commas (into lines|, one item per line)", "- put each comma separated item of @f on its own line"), "tr ',' '\\n' < {src}", None),
        "squeeze": (("- (squeeze|collapse|merge) (multiple|repeated|several) spaces (in|of) @f (in|)to one", "- replace (multiple|several) spaces (in a row|) with (one|a single) space in @f (and print it|)"), "tr -s ' ' < {src}", None),
        "digits": (("- (remove|delete|strip) (all|) (digits|numbers) from @f (and print it|)", "* @f without (digits|numbers)"), "tr -d '0-9' < {src}", None),
        "punct": (("- (remove|delete|strip) (all|) punctuation from @f (and print it|)", "* @f without punctuation"), "tr -d '[:punct:]' < {src}", None),
        "spaces": (("- (remove|delete|strip) all (spaces|blanks) from @f (and print it|)", "* @f without (any|) spaces"), "tr -d ' ' < {src}", None),
        "tabs": (("- (convert|change|replace|expand) (the|) tabs (in|of) @f (to|with|by|into) {numb} spaces @o", "- expand tabs in @f to {numb} spaces @o"), f"expand -t {{numb}} {{src}}{redirect}", None),
        "untabs": (("- (convert|change|replace) {numb} spaces (in|of) @f (to|with|by|into) tabs",), "unexpand -t {numb} {src}", None),
        "wrap": (("- (wrap|break|fold) (the|) (long|) lines (of|in) @f at {num} characters @o", "- wrap @f (to|at) {num} (columns|characters) (without breaking words|at spaces|) @o", "* @f wrapped at {num} columns @o"), f"fold -s -w {{num}} {{src}}{redirect}", None),
        "double": (("- (add|insert) an empty line after (each|every) line (of|in) @f (and print it|)", "- double space @f", "* @f double spaced"), "sed G {src}", None),
        "blanklines": (("- (squeeze|collapse|merge) (multiple|repeated|consecutive) (empty|blank) lines (of|in) @f (in|)to one", "* @f with at most one (empty|blank) line in a row"), "cat -s {src}", None),
        "tr": ((f"- (replace|change|swap) (all|the|) {a} (in|of) @f (with|by|to) {b} (and print it|) @o", f"* @f with {b} instead of {a} @o", f"- {get} @f with {a} replaced by {b} @o"), f"tr '{chars[a]}' '{chars[b]}' < {{src}}{redirect}", None),
        "html": (("- (strip|remove) (all|the|) html tags from @f (and print it|) @o", "* text of @f without html tags @o"), f"sed 's/<[^>]*>//g' {{src}}{redirect}", None),
        "capital": (("- capitalize (each|every) word (in|of) @f (and print it|)", "* first letter of every word in @f in upper case"), "sed 's/\\b\\(.\\)/\\u\\1/g' {src}", "perl -pe 's/\\b(\\w)/\\u$1/g' {src}"),
        "b64": (("- base64 encode @f @o", "- encode @f (as|in|with) base64 @o", "* base64 of @f @o"), f"base64 {{src}}{redirect}", f"base64 -i {{src}}{redirect.replace(' >', ' -o')}"),
        "b64d": (("- base64 decode @f @o", "- decode the base64 (file|in|of|) @f @o".replace("(file|in|of|)", "(in|)")), f"base64 -d {{src}}{redirect}", f"base64 -d -i {{src}}{redirect.replace(' >', ' -o')}"),
        "utf8": (("- convert @f from latin1 to utf-8 (and (save|write) it (to|as)|into) {out}", "- (change|convert) the encoding of @f from ISO-8859-1 to UTF-8, output {out}"), "iconv -f ISO-8859-1 -t UTF-8 {src} > {out}", None),
        "hidden": ((f"- {get} @f with (invisible|hidden|special) characters (visible|shown)", "- show tabs and line ends (in|of) @f", "- make (tabs and line ends|invisible characters) in @f visible"), "cat -A {src}", "cat -et {src}"),
        "noblank": ((f"- {get} @f without (empty|blank) lines @o", "* (all|) non-(empty|blank) lines of @f @o".replace("non-(empty|blank)", "(non-empty|non-blank)"), f"- {get} (only|) the lines of @f that are not (empty|blank) @o"), f"grep -v '^$' {{src}}{redirect}", None),
        "nocomment": ((f"- {get} @f without (the|) (comments|comment lines) @o", f"- {get} (only|) the lines of @f that (don't|do not) start with # @o", "* @f without comment lines @o"), f'grep -v "^#" {{src}}{redirect}', None),
        "nocommentblank": ((f"- {get} @f without (comments and (empty|blank) lines|(empty|blank) lines and comments) @o", f"- {get} only the (effective|active) lines of @f, no comments and no (empty|blank) lines @o"), f"grep -vE '^(#|$)' {{src}}{redirect}", None),
        "pairs": (("- (join|merge|put together) every two lines of @f", f"- {get} the lines of @f in pairs, two per line"), "paste - - < {src}", None),
        "rot13": (("- (rot13|encode with rot13) @f", "* rot13 of @f"), "tr 'A-Za-z' 'N-ZA-Mn-za-m' < {src}", None),
        "swapcase": (("- swap upper and lower case in @f (and print it|)",), "tr 'A-Za-z' 'a-zA-Z' < {src}", None),
    }.get(what, ((), "", None))  # fmt: skip
    if what == "utf8":
        d.values["out"] = d.draw("txt")
    if what in {"upper", "lower", "tr"} and not redirect and "space" in (a, b) and what == "tr":
        return None
    if line:
        return d.made(f"text.change.{what}", ways, line, mac=mac, f=f, o=saved)
    if what == "crlf":
        return d.made(
            "text.crlf",
            (
                "- convert (the|) windows line endings (of|in) @f to unix (ones|line endings|)",
                "- (remove|strip) (the|) (carriage returns|windows line endings|\\^M characters) (from|in) @f",
                "- (convert|change) @f from (dos|windows) to unix (line endings|format)",
                "- fix the (crlf|windows) line endings (of|in) @f",
            ),
            "sed -i 's/\\r$//' {src}",
            mac="perl -pi -e 's/\\r$//' {src}",
            f=f,
        )
    if what == "addcr":
        return d.made(
            "text.addcr",
            (
                "- convert (the|) (unix|) line endings of @f to windows (ones|line endings)",
                "- (convert|change) @f from unix to (dos|windows) (line endings|format)",
            ),
            "sed -i 's/$/\\r/' {src}",
            mac="perl -pi -e 's/\\n/\\r\\n/' {src}",
            f=f,
        )
    if what == "quotes":
        return _sed(
            d,
            's/"//g',
            "text.delquotes",
            ("- (remove|delete|strip) (all|) (the|) (double|) quotes (from|in) @f @p",),
            f=f,
        )
    script, where = {
        "trimend": (
            "s/[[:space:]]*$//",
            "(trailing (whitespace|spaces|blanks)|(whitespace|spaces) at the end of (each|every|the) lines)",
        ),
        "trimstart": (
            "s/^[[:space:]]*//",
            "(leading (whitespace|spaces|blanks)|(indentation|spaces at the beginning of the lines))",
        ),
        "trimboth": (
            "s/^[[:space:]]*//; s/[[:space:]]*$//",
            "leading and trailing (whitespace|spaces|blanks)",
        ),
    }[what]
    where = where.replace("(each|every|the) lines", "(each|every) line")
    return _sed(
        d,
        script,
        f"text.{what}",
        (
            f"- (remove|delete|strip|trim|cut off) (all|) {where} (from|in|of) @f @p",
            f"- (trim|strip) {where} (in|from) (each|every) line of @f @p",
        ),
        f=f,
    )


def _split(d: Draft) -> Composed | None:
    f = _source(d, d.one(("txt", "log", "file")))
    d.draw("size")
    d.draw("stem")
    d.draw("word")
    d.put("num", str(d.one((100, 200, 500, 1000, 2000, 5000, 10000, 50, 20, 100000))))
    d.draw("small")
    if d.values["small"].written == "1":
        return None
    what = d.among(
        {
            "lines": 2.4,
            "size": 1.6,
            "parts": 1.4,
            "prefix": 1.0,
            "context": 0.5,
            "join": 1.4,
            "joinall": 1.0,
            "append": 1.0,
        }
    )
    pieces = "(pieces|parts|files|chunks|smaller files)"
    d.draw("file")
    d.draw("file2")
    d.draw("file3")
    ways, line, mac = {
        "lines": ((f"- split @f (in|)to {pieces} (of|with) {{num}} lines (each|)", "- split @f every {num} lines", "- (cut|break) @f (up|) into files of {num} lines", "* split @f, {num} lines per file"), "split -l {num} {src}", None),
        "size": ((f"- split @f (in|)to {pieces} of {{size}} (each|)", "- (cut|break|chop) @f (up|) into {size} pieces", "* split @f, {size} per file"), "split -b {size} {src}", None),
        "parts": ((f"- split @f (in|)to {{small}} (equal|equally big|) {pieces}", "- divide @f into {small} parts"), "split -n {small} {src}", "-"),
        "prefix": ((f"- split @f (in|)to {pieces} of {{num}} lines (named|called|starting with|with prefix|with names beginning with) {{stem}}", "- split @f every {num} lines with (the|) prefix {stem}"), "split -l {num} {src} {stem}", None),
        "context": (("- split @f at (every|each) line (with|containing) {word}", "- cut @f into files at every {word} line"), "csplit {src} '/{word|sed}/' '{*}'", "-"),
        "join": (("- (concatenate|combine|merge|join) {file} and {file2} into {file3}", "- put {file} and {file2} together in {file3}", "- write {file} followed by {file2} to {file3}", "* {file} + {file2} -> {file3}"), "cat {file} {file2} > {file3}", None),
        "joinall": (("- (concatenate|combine|merge|join) all {ext} files (here|in this folder|) into {file}", "- put (the contents of|) all {ext} files (together in|into) {file}", "* all {ext} files -> {file}"), "cat *.{ext} > {file}", None),
        "append": (("- append (the contents of|) {file} to {file2}", "- add (the contents of|) {file} (to|at) the end of {file2}"), "cat {file} >> {file2}", None),
    }[what]  # fmt: skip
    return d.made(f"text.split.{what}", ways, line, mac=mac, f=f)


EXTRACTS: Final = {
    "emails": ("(email|e-mail|mail) addresses", '"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"'), "ips": ("(ip addresses|ips|IP addresses|ipv4 addresses)", '"([0-9]{1,3}\\.){3}[0-9]{1,3}"'), "urls": ("(urls|URLs|links|web addresses|http links)", '"https?://[^ \\"<>]+"'),
    "numbers": ("(numbers|integers)", '"[0-9]+"'), "dates": ("dates (like 2024-01-31|\\(yyyy-mm-dd\\)|)", '"[0-9]{4}-[0-9]{2}-[0-9]{2}"'), "hashtags": ("hashtags", '"#[A-Za-z0-9_]+"'), "phones": ("phone numbers (like 555-123-4567|)", '"[0-9]{3}-[0-9]{3}-[0-9]{4}"'),
}  # fmt: skip


def _extract(d: Draft) -> Composed | None:
    f = _source(d)
    key = d.among(
        {"emails": 2.0, "ips": 2.4, "urls": 1.6, "numbers": 1.0, "dates": 0.8, "hashtags": 0.3, "phones": 0.4}
    )
    said, pattern = EXTRACTS[key]
    d.draw("count")
    what = d.among(
        {"all": 3.0, "uniq": 2.0, "count": 1.2, "top": 1.0, "number": 0.7, "distinct": 0.7, "rec": 0.6}
    )
    get = "(extract|get|find|list|show|print|pull|grab|pick)"
    base = f"grep -oE {pattern} {{src}}"
    saved, redirect = _saved(d, 0.2)
    plain = said.split(" (like")[0]
    if what == "all":
        return d.made(
            f"text.{key}",
            (
                f"- {get} (all|every|the|all the) {said} (from|in|of|out of) @f @o".replace(
                    "(all|every|the|all the)", "(all|the|all the)"
                ),
                f"* (all|) {said} (in|from) @f @o",
                f"* which {plain} are in @f",
            ),
            base + redirect,
            f=f,
            o=saved,
        )
    if what == "uniq":
        return d.made(
            f"text.{key}uniq",
            (
                f"- {get} (all|the|) (unique|distinct|different) {said} (from|in|of) @f @o",
                f"- {get} all {said} (from|in) @f without duplicates @o",
                f"* (unique|distinct) {plain} in @f @o",
            ),
            f"{base} | sort -u{redirect}",
            f=f,
            o=saved,
        )
    if what == "count":
        return d.made(
            f"text.{key}count",
            (
                f"- count how often each (of the {plain}|one of the {plain}) (occurs|appears) in @f",
                f"* {plain} in @f with (their|) (counts|frequency)",
                f"- list (all|the) {plain} in @f by (frequency|number of occurrences)",
            ),
            f"{base} | sort | uniq -c | sort -nr",
            f=f,
        )
    if what == "top":
        return d.made(
            f"text.{key}top",
            (
                f"- <show> the {{count}} most (common|frequent) {plain} in @f",
                f"* top {{count}} {plain} in @f",
                f"* {{count}} most frequent {plain} in @f",
            ),
            f"{base} | sort | uniq -c | sort -nr | head -n {{count}}",
            f=f,
        )
    if what == "number":
        return d.made(
            f"text.{key}number",
            (f"* how many {plain} are in @f", f"- <count> (all|the|) {plain} in @f"),
            f"{base} | wc -l",
            f=f,
        )
    if what == "distinct":
        return d.made(
            f"text.{key}distinct",
            (
                f"* how many (unique|distinct|different) {plain} are in @f",
                f"- <count> the (unique|distinct|different) {plain} in @f",
            ),
            f"{base} | sort -u | wc -l",
            f=f,
        )
    return d.made(
        f"text.{key}rec",
        (
            f"- {get} (all|the) {said} (from|in) all {{ext}} files {{in}} (recursively|including subfolders|and subfolders)",
        ),
        f'grep -rohE --include="*.{{ext}}" {pattern} {{in}}',
    )


def _logs(d: Draft) -> Composed | None:
    f = _source(d, "log")
    d.draw("count")
    d.draw("word")
    level = d.one(("ERROR", "WARN", "INFO", "DEBUG", "FATAL", "CRITICAL", "WARNING"))
    d.put("key", d.one((level, level, level.lower() if d.chance(0.3) else level)), level)
    code = d.one(("404", "500", "403", "401", "200", "301", "302", "502", "503"))
    d.put("num", code)
    what = d.among(
        {
            "ips": 1.2,
            "topips": 1.6,
            "codes": 1.0,
            "urls": 1.2,
            "code": 1.0,
            "codecount": 1.0,
            "level": 1.4,
            "levelcount": 1.2,
            "lastlevel": 1.2,
            "levels": 0.6,
            "follow": 1.4,
            "followv": 0.6,
            "hours": 0.4,
            "agents": 0.4,
            "bytes": 0.4,
            "nips": 0.6,
            "tailgrep": 0.9,
            "save": 0.6,
            "ipof": 0.6,
            "codeurls": 0.6,
            "methods": 0.3,
            "err": 1.0,
            "errcount": 0.8,
            "lasterr": 0.8,
        }
    )
    web = d.one(("@f", "@f", "the access log @f", "the (apache|nginx|web server) log @f"))
    ways, line = {
        "ips": ((f"- count (the|) requests per ip (address|) in {web}", f"* how many requests (came from|were made by|per) each ip in {web}".replace("(came from|were made by|per)", "(came from|were made by)"), f"* hits per ip (address|) in {web}"), "awk '{print $1}' {src} | sort | uniq -c | sort -nr"),
        "topips": ((f"- <show> the {{count}} (ips|ip addresses|clients) with the most requests in {web}", f"* top {{count}} (ips|ip addresses|visitors|clients) in {web}", f"* which {{count}} ip addresses (have|made) the most requests in {web}", f"* {{count}} most (active|frequent) ip addresses in {web}"), "awk '{print $1}' {src} | sort | uniq -c | sort -nr | head -n {count}"),
        "nips": ((f"* how many (different|unique|distinct) (ips|ip addresses|visitors) are in {web}", f"- <count> the (unique|distinct|different) ip addresses in {web}"), "awk '{print $1}' {src} | sort -u | wc -l"),
        "codes": ((f"- count (the|) (http|) status codes in {web}", f"* how often does each (http|) status code occur in {web}", f"* status code (statistics|counts|frequency) of {web}"), "awk '{print $9}' {src} | sort | uniq -c | sort -nr"),
        "urls": ((f"- <show> the {{count}} most (requested|visited|popular) (urls|pages|paths) in {web}", f"* top {{count}} (urls|pages|requested paths) in {web}"), "awk '{print $7}' {src} | sort | uniq -c | sort -nr | head -n {count}"),
        "code": ((f"- <show> (all|the|) (requests|lines|entries) with (status|status code|code) {{num}} in {web}", f"* requests that (returned|got|ended with) (a|) {{num}} in {web}", f"* all {{num}} (responses|requests|errors) in {web}" if code[0] in "45" else f"* all {{num}} (responses|requests) in {web}"), "awk '$9 == {num}' {src}"),
        "codecount": ((f"* how many requests (returned|got|ended with) (a|) {{num}} in {web}", f"- <count> (the|) (requests|lines) with (status|status code) {{num}} in {web}", f"* number of {{num}} (responses|status codes) in {web}"), "awk '$9 == {num}' {src} | wc -l"),
        "codeurls": ((f"* which (urls|pages|paths) (returned|gave|caused) (a|) {{num}} in {web}, most frequent first", f"- list (urls|paths) with status {{num}} in {web} by (count|frequency)"), "awk '$9 == {num} {print $7}' {src} | sort | uniq -c | sort -nr"),
        "ipof": ((f"* which ip addresses (requested|asked for) {{word}} in {web}", f"- list the (ips|ip addresses) of (the|) lines (with|containing) {{word}} in {web}"), "awk '/{word|raw}/ {print $1}' {src}"),
        "methods": ((f"- count (the|) http methods in {web}", f"* how often was each http method used in {web}"), "awk '{print $6}' {src} | tr -d '\"' | sort | uniq -c | sort -nr"),
        "hours": ((f"- count (the|) requests per hour in {web}", f"* requests per hour in {web}"), "cut -d: -f2 {src} | sort | uniq -c"),
        "agents": ((f"- <show> the {{count}} most (common|frequent) (user agents|browsers) in {web}", f"* top {{count}} user agents in {web}"), "awk -F'\"' '{print $6}' {src} | sort | uniq -c | sort -nr | head -n {count}"),
        "bytes": ((f"* (total|how many) bytes (sent|transferred|served) (according to|in) {web}", f"- add up the bytes sent in {web}"), "awk '{s+=$10} END {print s}' {src}"),
        "level": (("- <show> (only|all|the|) {key} (lines|messages|entries) (in|of|from) @f", "* {key} (lines|messages|entries) (in|of) @f", "- filter @f for {key} (lines|messages|entries)"), 'grep "{key}" {src}'),
        "levelcount": (("- <count> (the|) {key} (lines|messages|entries) (in|of) @f", "* how many {key} (lines|messages|entries) are (there|) in @f", "* number of {key} (lines|messages) in @f"), 'grep -c "{key}" {src}'),
        "lastlevel": (("- <show> the last {count} {key} (lines|messages|entries) (in|of|from) @f", "* last {count} {key} (lines|messages) of @f", "* latest {count} {key} (entries|messages) in @f"), 'grep "{key}" {src} | tail -n {count}'),
        "levels": (("- count (the|) (lines|messages) per log level in @f", "* how many messages of each (log|) level are in @f", "* log levels in @f with counts"), 'grep -oE "DEBUG|INFO|WARN|ERROR|FATAL" {src} | sort | uniq -c | sort -nr'),
        "follow": (("- follow @f and show only lines (with|containing) {word}", "- (watch|tail) @f for (new lines with|) {word}", "- show new lines of @f (with|containing) {word} as they (arrive|come in)", "* tail @f live, only lines with {word}"), "tail -f {src} | grep --line-buffered {word}"),
        "followv": (("- follow @f without (the|) lines (with|containing) {word}", "- tail @f live but hide lines (with|containing) {word}"), "tail -f {src} | grep --line-buffered -v {word}"),
        "tailgrep": (("- (search|grep) (only|) the last {count} lines of @f for {word}", "- find {word} in the last {count} lines of @f", "* is {word} in the last {count} lines of @f"), "tail -n {count} {src} | grep {word}"),
        "save": (("- (save|write|copy) (all|the) {key} lines (of|from|in) @f (to|into) {out}", "- extract (the|all|) {key} (lines|messages) from @f into {out}"), 'grep "{key}" {src} > {out}'),
        "err": (("- <show> (all|the|only the|) errors (in|from|of) @f", "* (all|) errors in @f", "* are there (any|) errors in @f", "* what errors are in @f", "- (search|check) @f for errors"), 'grep -i "error" {src}'),
        "errcount": (("- <count> (the|) errors in @f", "* how many errors are (there|) in @f", "* number of errors in @f"), 'grep -ci "error" {src}'),
        "lasterr": (("- <show> the (last|latest|most recent) {count} errors (in|from|of) @f", "* (last|latest) {count} errors in @f"), 'grep -i "error" {src} | tail -n {count}'),
    }[what]  # fmt: skip
    if what == "save":
        d.values["out"] = d.draw("txt")
    if what == "ipof" and "/" in d.values["word"].written:
        return None
    return d.made(f"text.log.{what}", ways, line, f=f)


def _around(d: Draft) -> Composed | None:
    """Parts of a file that patterns bound."""
    f = _source(d)
    d.draw("word")
    d.draw("word2", apart=("word",))
    get = "(show|print|get|extract|display|give me)"
    saved, redirect = _saved(d, 0.15)
    what = d.among(
        {
            "between": 2.6,
            "excl": 1.0,
            "after": 1.4,
            "afterx": 1.0,
            "before": 1.2,
            "beforex": 0.8,
            "para": 0.4,
            "from": 0.0,
        }
    )
    ways, line = {
        "between": ((f"- {get} (the|all|) lines between {{word}} and {{word2}} (in|of|from) @f @o", f"- {get} everything from {{word}} to {{word2}} (in|of|from) @f @o", "* lines between {word} and {word2} in @f @o", f"- {get} the (part|section|block) of @f (between|from) {{word}} (and|to) {{word2}} @o".replace("(between|from) {word} (and|to)", "from {word} to"), f"- {get} the lines of @f from the one with {{word}} to the one with {{word2}} @o"), f"sed -n '/{{word|sed}}/,/{{word2|sed}}/p' {{src}}{redirect}"),
        "excl": ((f"- {get} (the|) lines between {{word}} and {{word2}} (in|of) @f, (without|excluding) (those|these|the) (lines|two lines) (themselves|)".replace("(those|these|the) (lines|two lines) (themselves|)", "(those two lines|the marker lines|the two lines themselves)"), f"- {get} what is (strictly|) between {{word}} and {{word2}} in @f (but|) not the (boundary|marker) lines"), "awk '/{word2|raw}/ {f=0} f; /{word|raw}/ {f=1}' {src}"),
        "after": ((f"- {get} everything from (the (first|) line with|) {{word}} (on|to the end|onwards) (in|of) @f @o", f"- {get} @f (from|starting (at|with)) the (first|) line (with|containing) {{word}} @o", f"- {get} the rest of @f beginning with the line {{word}} @o"), f"sed -n '/{{word|sed}}/,$p' {{src}}{redirect}"),
        "afterx": ((f"- {get} everything after (the (first|) line with|) {{word}} in @f @o", f"- {get} (all|the|) lines (of @f|) after the (first|) (line with|match of|occurrence of) {{word}} (in @f|) @o".replace("(of @f|) after", "after").replace("(in @f|)", "in @f"), "* what comes after {word} in @f @o"), f"sed '1,/{{word|sed}}/d' {{src}}{redirect}"),
        "before": ((f"- {get} @f up to (and including|) (the first line with|the line with) {{word}} @o", f"- {get} everything (up to|until) and including the (first|) line (with|containing) {{word}} in @f @o", "- stop printing @f at the first (line with|) {word} @o"), f"sed '/{{word|sed}}/q' {{src}}{redirect}"),
        "beforex": ((f"- {get} everything before (the (first|) line with|) {{word}} in @f @o", f"- {get} (all|the|) lines before the (first|) (line with|occurrence of) {{word}} in @f @o", "* what comes before {word} in @f @o"), f"sed '/{{word|sed}}/,$d' {{src}}{redirect}"),
        "para": ((f"- {get} the paragraph(s|) (with|containing) {{word}} in @f".replace("paragraph(s|)", "(paragraph|paragraphs)"), "* paragraphs of @f (with|containing) {word}"), "awk -v RS= '/{word|raw}/' {src}"),
    }[what]  # fmt: skip
    if what in {"excl", "para"} and any("/" in d.values[k].written for k in ("word", "word2")):
        return None
    return d.made(f"text.{what}", ways, line, f=f, o=saved)


def _two(d: Draft) -> Composed | None:
    d.draw("txt")
    d.draw("txt2")
    what = d.among(
        {
            "common": 1.4,
            "only": 1.4,
            "onlyb": 0.8,
            "diff": 1.6,
            "diffu": 0.7,
            "side": 0.8,
            "paste": 1.0,
            "pastec": 0.7,
            "same": 0.8,
            "sorted": 0.5,
            "merge": 0.6,
            "ncommon": 0.5,
            "filter": 0.6,
            "filterv": 0.5,
            "patch": 0.5,
            "case": 0.4,
            "space": 0.4,
            "brief": 0.4,
        }
    )
    a = d.one(
        ("{txt}", "{txt}", "the file {txt}" if d.values["txt"].words == d.values["txt"].written else "{txt}")
    )
    ways, line, mac = {
        "common": (("- (show|list|print|find) (the|) lines (that are|) in both {txt} and {txt2}", "* (common lines|lines in common) (of|between) {txt} and {txt2}", "* which lines do {txt} and {txt2} have in common", "* which lines are in both {txt} and {txt2}"), "comm -12 <(sort {txt}) <(sort {txt2})", None),
        "ncommon": (("* how many lines (are in both|do) {txt} and {txt2} (have in common|)".replace("(are in both|do) {txt} and {txt2} (have in common|)", "are in both {txt} and {txt2}"), "- <count> the lines {txt} and {txt2} have in common"), "comm -12 <(sort {txt}) <(sort {txt2}) | wc -l", None),
        "only": (("- (show|list|print|find) (the|) lines (of|in|from) {txt} (that are|) (not in|missing (in|from)) {txt2}", "* which lines are in {txt} but not in {txt2}", "* lines only in {txt}, not in {txt2}", "* what is in {txt} that is not in {txt2}"), "comm -23 <(sort {txt}) <(sort {txt2})", None),
        "onlyb": (("- (show|list|print) (the|) lines of {txt2} that {txt} does not have", "* lines in {txt2} that are missing in {txt}", "* which lines of {txt2} are not in {txt}"), "comm -13 <(sort {txt}) <(sort {txt2})", None),
        "diff": (("- compare {txt} and {txt2}", "- compare {txt} (with|to) {txt2}", "* (difference|differences) between {txt} and {txt2}", "- (show|find) the (differences|difference) between {txt} and {txt2}", "- diff {txt} {txt2}", "* how do {txt} and {txt2} differ", "* what (changed|is different) between {txt} and {txt2}"), "diff {txt} {txt2}", None),
        "diffu": (("- (show|print) a unified diff of {txt} and {txt2}", "* unified diff {txt} {txt2}", "- diff {txt} and {txt2} in unified format"), "diff -u {txt} {txt2}", None),
        "side": (("- (compare|show|diff) {txt} and {txt2} side by side", "* side by side (diff|comparison) of {txt} and {txt2}"), "diff -y {txt} {txt2}", None),
        "case": (("- (compare|diff) {txt} and {txt2} ignoring (upper and lower |)case",), "diff -i {txt} {txt2}", None),
        "space": (("- (compare|diff) {txt} and {txt2} ignoring (whitespace|white space|spaces)",), "diff -w {txt} {txt2}", None),
        "brief": (("- (just|only) (tell me|say) (if|whether) {txt} and {txt2} differ", "- (check|see) (if|whether) {txt} and {txt2} differ, no details"), "diff -q {txt} {txt2}", None),
        "same": (("* are {txt} and {txt2} (identical|the same)", "- check (if|whether) {txt} and {txt2} are (identical|the same|equal)"), "cmp -s {txt} {txt2} && echo same || echo different", None),
        "paste": (("- (put|print|show) (the lines of|) {txt} and {txt2} (side by side|next to each other)", "- (paste|merge|combine) {txt} and {txt2} line by line", "- join {txt} and {txt2} line by line with a tab"), "paste {txt} {txt2}", None),
        "pastec": (("- (paste|merge|combine|join) {txt} and {txt2} line by line with (a comma|commas)", "- put {txt} and {txt2} side by side, separated by a comma"), "paste -d, {txt} {txt2}", None),
        "sorted": (("- (compare|diff) {txt} and {txt2} ignoring the order of (the|) lines", "- sort {txt} and {txt2} and diff them", "* difference between {txt} and {txt2} regardless of line order"), "diff <(sort {txt}) <(sort {txt2})", None),
        "merge": (("- (merge|combine) {txt} and {txt2}, sort and remove duplicates", "* sorted (union|merge) of {txt} and {txt2} without duplicates", "- sort {txt} and {txt2} together without duplicates"), "sort -u {txt} {txt2}", None),
        "filter": (("- (show|print) (the|) lines of {txt2} (that contain|containing|matching) any (pattern|word|line) (from|in|of) {txt}", "- grep {txt2} for (the|all) patterns (listed|) in {txt}"), "grep -f {txt} {txt2}", None),
        "filterv": (("- remove (the|all) lines (listed|) in {txt} from {txt2} (and print the rest|)", "- (show|print) {txt2} without (exactly|) the lines that are in {txt}(, keep the order|)"), "grep -vxFf {txt} {txt2}", None),
        "patch": (("- (make|create) a patch (file|) changes.patch from {txt} to {txt2}", "- save the (unified|) diff (of|between) {txt} and {txt2} (as|in|to) changes.patch"), "diff -u {txt} {txt2} > changes.patch", None),
    }[what]  # fmt: skip
    return d.made(f"text.two.{what}", ways, line, mac=mac, a=a)


def _long(d: Draft) -> Composed | None:
    f = _source(d)
    d.put("num", str(d.one((20, 40, 50, 60, 72, 79, 80, 100, 120, 150, 200))))
    what = d.among(
        {
            "long": 2.0,
            "short": 0.9,
            "longest": 2.0,
            "max": 1.4,
            "lens": 0.7,
            "count": 1.0,
            "avg": 0.4,
            "longn": 0.4,
            "shortest": 0.4,
        }
    )
    ways, line, mac = {
        "long": (("- (show|print|find|list) (the|all|) lines (of|in) @f (longer than|with more than|over) {num} (characters|chars)", "* lines (in|of) @f longer than {num} characters", "* which lines of @f (have|are) more than {num} characters (long|)".replace("(have|are) more than {num} characters (long|)", "have more than {num} characters")), "awk 'length > {num}' {src}", None),
        "short": (("- (show|print|find|list) (the|all|) lines (of|in) @f (shorter than|with less than|with fewer than) {num} (characters|chars)", "* lines of @f shorter than {num} characters"), "awk 'length < {num}' {src}", None),
        "longest": (("- (show|print|find) the longest line (of|in) @f", "* longest line (of|in) @f", "* which line of @f is the longest", "* what is the longest line in @f"), "awk '{ if (length > m) { m = length; l = $0 } } END { print l }' {src}", None),
        "shortest": (("- (show|print|find) the shortest line (of|in) @f", "* shortest line (of|in) @f"), "awk 'NR==1 || length < m { m = length; l = $0 } END { print l }' {src}", None),
        "max": (("* how long is the longest line (of|in) @f", "* (length|size) of the longest line (of|in) @f", "- <show> the (maximum|max) line length (of|in) @f"), "wc -L < {src}", "awk '{ if (length > m) m = length } END { print m }' {src}"),
        "lens": (("- (show|print) (the|) length of (each|every) line (of|in) @f", "- (show|print) (each|every) line of @f with its length (before it|in front|)"), "awk '{print length, $0}' {src}", None),
        "count": (("- <count> lines (of|in) @f (longer than|with more than|over) {num} (characters|chars)", "* how many lines of @f are longer than {num} characters"), "awk 'length > {num}' {src} | wc -l", None),
        "avg": (("* (average|mean) line length (of|in) @f", "- <calc> the (average|mean) (line length|length of the lines) (of|in) @f"), "awk '{s+=length} END {print s/NR}' {src}", None),
        "longn": (("- (show|print) lines (of|in) @f longer than {num} characters with (their|) (file name and |)line number(s|)".replace("(file name and |)line number(s|)", "file name and line number"),), "awk 'length > {num} {print FILENAME \":\" FNR \": \" $0}' {src}", None),
    }[what]  # fmt: skip
    return d.made(f"text.len.{what}", ways, line, mac=mac, f=f)


def _echo(d: Draft) -> Composed | None:
    d.draw("text")
    d.draw("stem")
    n = d.rng.randrange(2, 30)
    d.put("num", pool.num_text(n, d.rng), str(n))
    ways, line = d.one((
        (("- (convert|change|turn) {text} (to|into) (upper case|uppercase|capitals)", "* {text} in (uppercase|capital letters)"), "echo {text|q} | tr '[:lower:]' '[:upper:]'"),
        (("- (convert|change|turn) {text} (to|into) (lower case|lowercase)", "* {text} in lowercase"), "echo {text|q} | tr '[:upper:]' '[:lower:]'"),
        (("- reverse (the text|the string|) {text}", "- (print|write) {text} backwards", "* {text} backwards"), "echo {text|q} | rev"),
        (("- (print|echo|show|say) {text}", "- (print|write) the text {text} (to|on) the (terminal|screen)"), "echo {text|q}"),
        (("- (print|echo|repeat) {text} {num} times", "* {text} {num} times"), "for i in {1..@n}; do echo {text|q}; done"),
        (("- base64 encode (the text|the string|) {text}", "* base64 of (the text|) {text}"), "echo -n {text|q} | base64"),
        (("- replace (the|) spaces in {text} (with|by) underscores", "* {text} with underscores instead of spaces"), "echo {text|q} | tr ' ' '_'"),
    ))  # fmt: skip
    return d.made("text.echo", ways, line, n=str(n))
