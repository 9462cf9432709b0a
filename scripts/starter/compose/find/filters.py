"""Filters: words before or after the noun, and the test of ``find`` that they stand for."""

from __future__ import annotations

import random
from typing import TypeAlias

from scripts.starter import values
from scripts.starter.compose.kit import arg
from scripts.starter.values import Value

Part: TypeAlias = "tuple[str, bool]"
Filter: TypeAlias = (
    "tuple[str, list[Part], str, int]"  # before or after the noun, words, part of the command, its place
)


def drawn(kind: str, rng: random.Random) -> Value:
    """Draw from a pool that is known to exist."""
    draw = values.draw_slot(kind)
    assert draw is not None
    return draw(rng)


def qname(value: str) -> str:
    return "'" + value + "'" if any(c in value for c in '$`"!\\') else '"' + value + '"'


# each filter: (rng, held_values) -> (where it stands, [(text, is_value)...], command part, order)
def f_bigger(rng: random.Random) -> Filter:
    t, v, _ = drawn("size", rng)
    w = rng.choice(
        [
            "larger than ",
            "bigger than ",
            "over ",
            "greater than ",
            "more than ",
            "above ",
            "that are larger than ",
            "which are bigger than ",
            "exceeding ",
            "at least ",
            "of more than ",
            "> ",
            ">",
            "that take more than ",
            "with size over ",
            "with a size greater than ",
            "heavier than ",
            "that are over ",
        ]
    )
    return "post", [(w, False), (t, True)], f"-size +{v}", 4


def f_smaller(rng: random.Random) -> Filter:
    t, v, _ = drawn("size", rng)
    w = rng.choice(
        [
            "smaller than ",
            "under ",
            "less than ",
            "below ",
            "that are smaller than ",
            "no bigger than ",
            "< ",
            "of less than ",
        ]
    )
    return "post", [(w, False), (t, True)], f"-size -{v}", 4


def f_big(rng: random.Random) -> Filter:
    return (
        "pre",
        [(rng.choice(["big ", "large ", "huge ", "very large ", "really big "]), False)],
        "-size +100M",
        4,
    )


def f_since(rng: random.Random) -> Filter:
    t, v, _ = drawn("since", rng)
    w = rng.choice(
        [
            "modified ",
            "changed ",
            "modified ",
            "edited ",
            "that changed ",
            "updated ",
            "that were modified ",
            "touched ",
            "that i changed ",
            "i modified ",
            "written ",
            "created or changed ",
            "that have been modified ",
        ]
    )
    return "post", [(w, False), (t, True)], v, 5


def f_older(rng: random.Random) -> Filter:
    t, v, _ = drawn("older", rng)
    return (
        "post",
        [
            (rng.choice(["", "", "", "that are "]) if t.startswith(("older", "more", "over")) else "", False),
            (t, True),
        ],
        v,
        5,
    )


def f_user(rng: random.Random) -> Filter:
    t, v, _ = drawn("user", rng)
    w = rng.choice(
        ["owned by ", "belonging to ", "that belong to ", "of ", "whose owner is ", "that are owned by "]
    )
    return "post", [(w, False), (t, True)], f"-user {v}", 6


def f_perm(rng: random.Random) -> Filter:
    t, v, _ = drawn("mode", rng)
    if rng.random() < 0.25:
        t = v = "777"
    w = rng.choice(
        ["with permissions ", "with mode ", "with permission ", "having permissions ", "with chmod "]
    )
    return "post", [(w, False), (t, True)], f"-perm {v}", 7


def f_empty(rng: random.Random) -> Filter:
    return (
        "pre",
        [(rng.choice(["empty ", "empty ", "zero byte ", "0 byte ", "zero-length "]), False)],
        "-empty",
        8,
    )


def f_starts(rng: random.Random) -> Filter:
    t, v, _ = drawn("prefix", rng)
    w = rng.choice(
        [
            "starting with ",
            "that start with ",
            "beginning with ",
            "whose name starts with ",
            "with names starting with ",
            "with prefix ",
            "whose names begin with ",
            "prefixed with ",
        ]
    )
    return "post", [(w, False), (t, True)], f"-name {qname(v + '*')}", 2


def f_ends(rng: random.Random) -> Filter:
    t, v, _ = drawn("prefix", rng)
    w = rng.choice(
        [
            "ending with ",
            "that end with ",
            "ending in ",
            "whose name ends in ",
            "whose name ends with ",
            "with suffix ",
            "with names ending in ",
        ]
    )
    return "post", [(w, False), (t, True)], f"-name {qname('*' + v)}", 2


def f_contains(rng: random.Random) -> Filter:
    t, v, _ = drawn("prefix", rng)
    w, tail = rng.choice(
        [
            ("with ", " in the name"),
            ("with ", " in their name"),
            ("whose name contains ", ""),
            ("with names containing ", ""),
            ("that have ", " in the name"),
            ("containing ", " in the name"),
            ("with ", " in the filename"),
            ("matching *", "*"),
            ("with a name containing ", ""),
            ("with ", " in its name"),
        ]
    )
    return "post", [(w, False), (t, True), (tail, False)], f"-name {qname('*' + v + '*')}", 2


def f_named(rng: random.Random) -> Filter:
    _t, v, _ = drawn("bname", rng)
    w = rng.choice(["named ", "called ", "with the name ", "with name ", "whose name is "])
    ic = rng.random() < 0.12
    return (
        "post",
        [
            (w, False),
            (v if " " not in v else f'"{v}"', True),
            (
                rng.choice([" ignoring case", " case insensitive", " (any case)", " regardless of case"])
                if ic
                else "",
                False,
            ),
        ],
        f"-{'i' if ic else ''}name {qname(v)}",
        2,
    )


def f_newer(rng: random.Random) -> Filter:
    t, v, _ = drawn("file", rng)
    return (
        "post",
        [
            (rng.choice(["newer than ", "modified after ", "changed since ", "more recent than "]), False),
            (t, True),
        ],
        f"-newer {arg(v)}",
        5,
    )


def f_depth(rng: random.Random) -> Filter:
    n = rng.randrange(1, 6)
    words = {
        1: [
            "not in subdirectories",
            "without recursing",
            "only at the top level",
            "non recursively",
            "without subfolders",
            "in this folder only",
            "no subdirectories",
            "ignoring subfolders",
        ]
    }.get(
        n,
        [
            f"at most {n} levels deep",
            f"up to {n} levels deep",
            f"max depth {n}",
            f"no deeper than {n} levels",
            f"down to {n} levels",
        ],
    )
    return "post", [(rng.choice(words), False)], f"-maxdepth {n}", 0


def f_exclude(rng: random.Random) -> Filter:
    v = rng.choice(
        ["node_modules", ".git", "venv", "build", "dist", ".venv", "target", "vendor", values.stem_plain(rng)]
    )
    w = rng.choice(
        [
            "excluding ",
            "but not in ",
            "except in ",
            "ignoring ",
            "skipping ",
            "outside of ",
            "not in ",
            "without ",
        ]
    )
    return "post", [(w, False), (v, True)], f'-not -path "*/{v}/*"', 9


def f_exec(rng: random.Random) -> Filter:
    return "pre", [(rng.choice(["executable ", "runnable "]), False)], "-executable", 7


def f_hidden(rng: random.Random) -> Filter:
    return "pre", [(rng.choice(["hidden ", "dot "]), False)], '-name ".*"', 2


def f_world(rng: random.Random) -> Filter:
    return "pre", [("world writable " if rng.random() < 0.7 else "world-writable ", False)], "-perm -o+w", 7


FILTERS = [
    (f_bigger, 6),
    (f_smaller, 2),
    (f_big, 2.5),
    (f_since, 6),
    (f_older, 5),
    (f_user, 2),
    (f_perm, 1.2),
    (f_empty, 2),
    (f_starts, 3),
    (f_ends, 1.5),
    (f_contains, 3.5),
    (f_named, 3),
    (f_newer, 1),
    (f_depth, 1),
    (f_exclude, 1.5),
    (f_exec, 0.7),
    (f_hidden, 0.8),
    (f_world, 0.5),
]
NAMEF = {f_starts, f_ends, f_contains, f_named, f_hidden}
CLASH = [{f_bigger, f_smaller, f_big, f_empty}, {f_since, f_older, f_newer}, NAMEF, {f_perm, f_exec, f_world}]
