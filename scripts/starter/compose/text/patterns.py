"""Patterns for grep: how lines are described, and the options that the description needs."""

from __future__ import annotations

from typing import Final

from scripts.starter.compose.kit import Draft


def grep_options(recursive: bool, letters: str) -> str:
    """Join grep's options in the usual order."""
    if not recursive and set(letters) == {"i", "n"}:
        return " -in"
    order = [c for c in "nlLcovhiwxE" if c in letters]
    text = ("r" if recursive else "") + "".join(order)
    return f" -{text}" if text else ""


HAS: Final = (
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


def draw_pattern(d: Draft) -> tuple[str, str, str]:
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
        }
    )
    if kind == "digit":
        return (
            d.one(("(containing|with) (a|any) (digit|number)", "that (contain|have) (digits|numbers)")),
            '"[0-9]"',
            "",
        )
    d.draw("word")
    has = d.one(HAS)
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


def third_person(said: str) -> str:
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


def negated(d: Draft, said: str, pattern: str, letters: str) -> tuple[str, str] | None:
    """Turn words and pattern into their opposite; ``None`` where nobody would say it."""
    said = said.replace("in which there is", "with")
    said = d.one(
        (
            f"not {said}" if said.split()[0].endswith("ing") and not said.startswith("mentioning") else "",
            f"that (do not|don't) {said.split(' ', 1)[0].replace('containing', 'contain')} {said.split(' ', 1)[1]}"
            if said.startswith("containing")
            else "",
        )
    )
    if said:
        return said, pattern
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
    return said, pattern
