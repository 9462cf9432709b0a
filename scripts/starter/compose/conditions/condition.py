"""One condition on files or folders, drawn with its wordings and its test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose.kit import Draft


# Every wording stands on the line of its command.
# fmt: off
@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: as words after a noun, as what follows "that", and as a test of ``find``.

    Attributes:
        group: only one condition of a group can be in a request.
        place: where the test stands in the command.
        test: the test.
        after: wordings that stand after the noun.
        says: wordings that stand after "that" or "which".
        last: wordings that must come at the end, such as "except ...".
    """

    group: str
    place: int
    test: str
    after: tuple[str, ...]
    says: tuple[str, ...]
    last: tuple[str, ...] = ()


def draw_two_numbers(d: Draft, options: tuple[int, ...]) -> tuple[int, int]:
    """Draw two of the numbers, the lower one first."""
    low, high = sorted(d.rng.sample(options, 2))
    return low, high


def _sizes(d: Draft) -> Condition:
    unit, said = d.one((("k", "(kb|KB|k| kilobytes)"), ("M", "(mb|MB|M| mb| megabytes| MB| megs)"), ("M", "(mb|MB|M| MB)"), ("G", "(gb|GB|G| gigabytes| GB)")))
    low, high = draw_two_numbers(
        d,
        (1, 2, 3, 5, 8, 10, 20)
        if unit == "G"
        else (1, 2, 5, 10, 15, 20, 25, 30, 50, 80, 100, 150, 200, 250, 400, 500, 600, 800),
    )
    d.put("low", str(low))
    d.put("high", str(high))
    a, b = "{low}" + said, "{high}" + said
    return Condition(
        "size",
        4,
        f"-size +{low}{unit} -size -{high}{unit}",
        (f"between {a} and {b}", f"(bigger|larger) than {a} (but|and) smaller than {b}", f"over {a} (but|and) under {b}", f"of more than {a} and less than {b}", f"with a size between {a} and {b}", f"smaller than {b} but (bigger|larger) than {a}", f"above {a} and below {b}"),
        (f"are between {a} and {b}", f"are (bigger|larger) than {a} (but|and) smaller than {b}", f"have more than {a} but less than {b}", f"are at least {a} but not more than {b}", f"are (over|above) {a} and (under|below) {b}", f"are smaller than {b} but larger than {a}"),
    )


def _ages(d: Draft) -> Condition:
    low, high = draw_two_numbers(d, (1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 60, 90, 100, 180, 365))
    d.put("one", str(low))
    d.put("two", str(high))
    if d.chance(0.25):
        low, high = draw_two_numbers(d, (1, 2, 3, 4, 5, 6, 8))
        d.put("one", str(low), str(low * 7))
        d.put("two", str(high), str(high * 7))
        a, b = "{one} " + ("week" if low == 1 else "weeks"), "{two} weeks"
    else:
        a, b = "{one} " + ("day" if low == 1 else "days"), "{two} days"
    return Condition(
        "time",
        5,
        "-mtime +{one} -mtime -{two}",
        (f"older than {a} but (newer|younger) than {b}", f"between {{one}} and {b} old", f"(changed|modified) between {{one}} and {b} ago", f"more than {a} but less than {b} old", f"newer than {b} but older than {a}", f"older than {a} and not older than {b}", f"between {{one}} and {b} of age"),
        (f"are older than {a} but newer than {b}", f"were (changed|modified|edited) more than {a} ago but less than {b} ago", f"are between {{one}} and {b} old", f"are at least {a} old, but not {b} yet", f"have not been (changed|touched) for {a} but were within {b}"),
    )


def _older(d: Draft) -> Condition:
    n = d.one((2, 3, 5, 7, 10, 14, 20, 30, 60, 90, 180, 365))
    d.put("one", str(n))
    return Condition(
        "time",
        5,
        "-mtime +{one}",
        ("older than {one} days", "not (modified|changed|touched) (for|in) {one} days", "more than {one} days old", "last (modified|changed) more than {one} days ago", "untouched for {one} days"),
        ("are older than {one} days", "have not been (changed|modified|touched|edited) (for|in) {one} days", "were last (modified|changed) over {one} days ago", "nobody has (changed|touched) (for|in) {one} days"),
    )


def _newer(d: Draft) -> Condition:
    n = d.one((2, 3, 5, 7, 10, 14, 20, 30, 60, 90))
    d.put("one", str(n))
    return Condition(
        "time",
        5,
        "-mtime -{one}",
        ("(changed|modified|edited) in the last {one} days", "newer than {one} days", "from the (past|last) {one} days", "less than {one} days old", "(changed|modified) within {one} days"),
        ("were (changed|modified|edited) in the (last|past) {one} days", "are less than {one} days old", "are newer than {one} days", "have (changed|been modified) within the last {one} days"),
    )


def _days(d: Draft) -> Condition:
    year, month = d.rng.randrange(2016, 2027), d.rng.randrange(1, 13)
    d.put("dayone", f"{year}-{month:02d}-{d.rng.randrange(1, 28):02d}")
    late = f"{year + month // 10}-{(month + 2) % 12 + 1:02d}-{d.rng.randrange(1, 28):02d}"
    d.put("daytwo", late)
    kind = d.one(("after", "before", "between"))
    changed = d.one(("modified", "changed", "edited", "last changed"))
    if kind == "after":
        return Condition("time", 5, '-newermt "{dayone}"', (f"{changed} (after|since) {{dayone}}", "newer than {dayone}", "from {dayone} (on|onwards)"), (f"were {changed} (after|since) {{dayone}}", "are newer than {dayone}"))
    if kind == "before":
        return Condition("time", 5, '-not -newermt "{dayone}"', (f"{changed} before {{dayone}}", "older than {dayone}", f"not {changed} since {{dayone}}", "from before {dayone}"), (f"were {changed} before {{dayone}}", "are older than {dayone}", f"have not been {changed} since {{dayone}}".replace("last ", "")))
    return Condition("time", 5, '-newermt "{dayone}" -not -newermt "{daytwo}"', (f"{changed} between {{dayone}} and {{daytwo}}", f"{changed} (after|since) {{dayone}} (and|but) before {{daytwo}}", "newer than {dayone} but older than {daytwo}"), (f"were {changed} between {{dayone}} and {{daytwo}}", "are newer than {dayone} but older than {daytwo}", f"were {changed} after {{dayone}} but before {{daytwo}}"))


def _bigger(d: Draft) -> Condition:
    d.draw("size")
    return Condition("size", 4, "-size +{size}", ("(bigger|larger) than {size}", "over {size}", "above {size}", "of more than {size}", "exceeding {size}"), ("are (bigger|larger) than {size}", "are over {size}", "take (up |)more than {size}", "have more than {size}"))


def _smaller(d: Draft) -> Condition:
    d.draw("size")
    return Condition("size", 4, "-size -{size}", ("smaller than {size}", "under {size}", "below {size}", "of less than {size}"), ("are smaller than {size}", "are under {size}", "take (up |)less than {size}", "have less than {size}"))


def _filled(_: Draft) -> Condition:
    return Condition("size", 8, "-not -empty", ("with something in them", "that are not empty"), ("are not empty", "have (some|any) content", "contain anything"), ("(except|but not|without|leaving out) (the |)empty ones",))


def _void(_: Draft) -> Condition:
    return Condition("size", 8, "-empty", ("that are empty", "with nothing in them", "of zero bytes"), ("are empty", "have no content", "contain nothing"))


def _starts(d: Draft) -> Condition:
    d.draw("prefix")
    return Condition("name", 2, '-name "{prefix|raw}*"', ("starting with {prefix}", "beginning with {prefix}", "whose names (start|begin) with {prefix}", "with {prefix} at the (start|beginning) of (the|their) name"), ("start with {prefix}", "begin with {prefix}", "have names (starting|beginning) with {prefix}"))


def _ends(d: Draft) -> Condition:
    d.draw("prefix")
    return Condition("name", 2, '-name "*{prefix|raw}"', ("ending in {prefix}", "ending with {prefix}", "whose names end (in|with) {prefix}", "with {prefix} at the end of (the|their) name"), ("end (in|with) {prefix}", "have names ending (in|with) {prefix}"))


def _holds(d: Draft) -> Condition:
    d.draw("prefix")
    if d.chance(0.4):
        case = d.one(("in any case", "ignoring case", ", upper or lower case", "\\(case does not matter\\)", "no matter if upper or lower case", "case insensitive", "regardless of case"))
        return Condition("name", 2, '-iname "*{prefix|raw}*"', (f"with {{prefix}} in (the|their) name {case}", f"whose names contain {{prefix}} {case}", f"named something with {{prefix}} {case}"), (f"have {{prefix}} in (the|their) name {case}", f"contain {{prefix}} in (the|their) name {case}"))
    return Condition("name", 2, '-name "*{prefix|raw}*"', ("with {prefix} in (the|their) name", "whose names contain {prefix}", "containing {prefix} in (the|their) name", "named something with {prefix}"), ("have {prefix} in (the|their) name", "contain {prefix} in (the|their) name", "are named something like {prefix}"))


def _not_starts(d: Draft) -> Condition:
    d.draw("prefix2")
    return Condition("notname", 3, '-not -name "{prefix2|raw}*"', ("not (starting|beginning) with {prefix2}", "whose names (don't|do not) (start|begin) with {prefix2}"), ("(do not|don't) (start|begin) with {prefix2}",),
        ("(except|but not|excluding|without|leaving out|other than) (those|the ones|files) (starting|beginning) with {prefix2}", "(except|but not) (those|the ones) (whose names|that) (start|begin) with {prefix2}", "(excluding|skipping|minus) {prefix2}*", "(but|and) (skip|ignore|leave out) (everything|those) (starting|beginning) with {prefix2}", "unless (the name starts|they start) with {prefix2}"))


def _not_holds(d: Draft) -> Condition:
    d.draw("prefix2")
    return Condition("notname", 3, '-not -name "*{prefix2|raw}*"', ("without {prefix2} in (the|their) name", "whose names (do not|don't) contain {prefix2}"), ("(do not|don't) (have|contain) {prefix2} in (the|their) name", "are not named something with {prefix2}"),
        ("(except|but not|excluding|leaving out|other than) (those|the ones|files) with {prefix2} in (the|their) name", "(but|and) (skip|ignore|leave out) (everything|those) with {prefix2} in (the|their) name", "unless (the|their) name contains {prefix2}", "(except|but not) (those|the ones) whose names contain {prefix2}"))


def _not_ends(d: Draft) -> Condition:
    d.draw("prefix2")
    return Condition("notname", 3, '-not -name "*{prefix2|raw}"', ("not ending (in|with) {prefix2}", "whose names (don't|do not) end (in|with) {prefix2}"), ("(do not|don't) end (in|with) {prefix2}",),
        ("(except|but not|excluding|without|other than) (those|the ones|files) ending (in|with) {prefix2}", "unless (the name ends|they end) (in|with) {prefix2}"))


def _not_named(d: Draft) -> Condition:
    d.draw("bname")
    if d.chance(0.3):
        d.draw("bname2")
        return Condition("notname", 3, "-not -name {bname|q} -not -name {bname2|q}", ("not (called|named) {bname} or {bname2}",), ("are neither {bname} nor {bname2}", "are not (called|named) {bname} or {bname2}"),
            ("(except|but not|other than|excluding|without|apart from) {bname} and {bname2}", "(but|and) (skip|leave out|ignore) {bname} and {bname2}"))
    return Condition("notname", 3, "-not -name {bname|q}", ("not (called|named) {bname}", "other than {bname}"), ("are not (called|named) {bname}", "are not {bname}"),
        ("(except|except for|but not|other than|excluding|without|apart from) {bname}", "(but|and) (skip|leave out|ignore|not) {bname}", "with the exception of {bname}"))


def _not_kind(d: Draft) -> Condition:
    d.draw("ext2")
    if d.chance(0.35):
        d.draw("ext3")
        return Condition("kind", 3, '-not -name "*.{ext2}" -not -name "*.{ext3}"', ("that are neither {ext2} nor {ext3}", "not ending in .@b or .@c"), ("are neither {ext2} nor {ext3} files", "(do not|don't) end in .@b or .@c", "are not {ext2} or {ext3} files"),
            ("(except|but not|other than|excluding|without|apart from) {ext2} and {ext3} files", "(but|and) (skip|leave out|ignore) {ext2} and {ext3} files", "(except|excluding|but no) *.@b and *.@c"))
    return Condition("kind", 3, '-not -name "*.{ext2}"', ("that (are not|aren't) {ext2} files", "not ending in .@b", "without the (extension|ending) {ext2}"), ("are not {ext2} files", "(do not|don't) end (in|with) .@b", "have (another|a different) (extension|ending) than {ext2}"),
        ("(except|except for|but not|other than|excluding|without|apart from) (the |){ext2} files", "(but|and) (skip|leave out|ignore) (the |){ext2} files", "(except|excluding|but no) *.@b", "unless they are {ext2} files"))


def _not_in(d: Draft) -> Condition:
    d.put("skipped", d.one(("node_modules", ".git", "venv", "build", "old", "archive", "backup", "tmp", "cache", pool.stem_plain(d.rng))))
    return Condition("below", 9, '-not -path "*/{skipped}/*"', ("outside (of |)(the |)(folder |){skipped}", "not in (the |)(folder |){skipped}"), ("are not in (the |)(folder |){skipped}", "(do not|don't) lie in a {skipped} folder"),
        ("(except|but not|excluding) (those|the ones|files) in (the |)(folder |){skipped}", "(but|and) (skip|ignore|leave out) (the |)(folder |){skipped}", "(but|) without looking (into|in) {skipped}"))


def _not_user(d: Draft) -> Condition:
    d.draw("uname")
    return Condition("user", 6, "-not -user {uname}", ("not (owned by|belonging to) {uname}", "of anyone but {uname}"), ("(do not|don't) belong to {uname}", "are not owned by {uname}"), ("(except|but not|other than) those (of|owned by) {uname}",))


def _user(d: Draft) -> Condition:
    d.draw("uname")
    return Condition("user", 6, "-user {uname}", ("owned by {uname}", "belonging to {uname}"), ("belong to {uname}", "are owned by {uname}"))


_RARE: Final = {_sizes: 3.0, _ages: 3.0, _not_starts: 2.4, _not_holds: 2.6, _not_ends: 1.2, _not_named: 3.0, _not_kind: 2.6, _not_in: 1.0, _not_user: 0.8, _filled: 0.8}
_PLAIN: Final = {_older: 2.4, _newer: 2.4, _days: 1.6, _bigger: 2.4, _smaller: 1.2, _void: 0.5, _starts: 2.4, _ends: 1.0, _holds: 2.6, _user: 0.7}
ON_FOLDERS: Final = (_starts, _holds, _not_starts, _not_holds, _void, _filled, _older, _newer, _not_in)


def draw_conditions(d: Draft, *, kind: str, folders: bool = False) -> list[Condition] | None:
    """Draw one to three conditions of different groups; ``None`` where they do not go together."""
    chosen: list[Condition] = []
    groups = {"kind"} if kind else set()
    many = d.among({1: 1.2, 2: 2.6, 3: 0.5})
    for number in range(many):
        draw = d.among(_RARE if number == 0 or d.chance(0.3) else _PLAIN)
        if folders and draw in {_sizes, _ages, _bigger, _smaller, _not_kind}:
            return None
        made = draw(d)
        if made.group in groups or (draw is _ends and kind):
            return None
        groups.add(made.group)
        chosen.append(made)
    if many == 1 and not kind and chosen[0].group == "below":
        return None
    return chosen


def joined(d: Draft, chosen: list[Condition]) -> tuple[str, str]:
    """Say the conditions, after a noun and after "that"."""
    order = list(chosen)
    d.rng.shuffle(order)
    order.sort(key=lambda c: c.group in {"notname", "kind", "below"} or c.test == "-not -empty")
    after, says, closing = [], [], ""
    for number, condition in enumerate(order):
        final = number == len(order) - 1
        if final and condition.last and d.chance(0.6):
            closing = d.one(condition.last)
        else:
            after.append(d.one(condition.after))
            says.append(d.one(condition.says))
    glue = d.one((" and ", " and ", ", ", " but "))
    said = after[0] if after else ""
    for more in after[1:]:
        said += (glue if not more.startswith(("but", "except")) else " ") + more
    told = d.one((" and ", " and ", " and that ", " but ")).join(says)
    return f"{said} {closing}".strip(), f"{told} {closing}".strip() if told else ""
