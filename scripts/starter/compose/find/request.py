"""A request: noun, filters, and what is done with what is found."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from scripts.starter import values
from scripts.starter.compose import Composed
from scripts.starter.compose.find.actions import ACTIONS, Found
from scripts.starter.compose.find.filters import (
    CLASH,
    FILTERS,
    NAMEF,
    Filter,
    Part,
    drawn,
    f_big,
    f_bigger,
    f_depth,
    f_empty,
    f_exclude,
    f_exec,
    f_smaller,
)
from scripts.starter.compose.kit import arg
from scripts.starter.language import Piece

Draws: TypeAlias = Callable[[random.Random], Filter]
"""Draws a filter."""

GROUPS = {
    "images": (["images", "pictures", "image files", "photos", "pics"], ["jpg", "jpeg", "png", "gif"]),
    "videos": (["videos", "video files", "movies"], ["mp4", "mkv", "avi", "mov"]),
    "audio": (["music files", "audio files", "songs", "sound files"], ["mp3", "flac", "wav", "ogg"]),
    "archives": (["archives", "archive files", "compressed files"], ["zip", "tar.gz", "tgz", "7z"]),
}


@dataclass(slots=True)
class Noun:
    """What is looked for.

    Attributes:
        said: the words; ``kind`` is what sort of noun they are.
        letter: the type for find.
        tests: tests that the noun stands for, each with its place in the command.
    """

    said: list[Part]
    kind: str
    letter: str = "f"
    tests: list[tuple[int, str]] = field(default_factory=list)

    @property
    def names(self) -> bool:
        """Whether it speaks of names."""
        return bool(self.tests)


def _draw_noun(rng: random.Random, action: str) -> Noun:
    r = rng.random()
    if action == "lines" or r < 0.42:
        t, v, _ = values.s_ext(rng)
        said: list[Part]
        if rng.random() < 0.1:
            said = [
                (
                    rng.choice(
                        ["files with extension ", "files with the extension ", "files with the ending "]
                    ),
                    False,
                ),
                (v if rng.random() < 0.5 else "." + v, True),
            ]
        elif t.startswith("*.") and rng.random() < 0.5:
            said = [(t, True)]
        else:
            said = [(t, True), (" files", False)]
        return Noun(said, "ext", tests=[(2, f'-name "*.{v}"')])
    if r < 0.47:
        kind = rng.choice(list(GROUPS))
        names, exts = GROUPS[kind]
        said = [(rng.choice(names), False)]
        return Noun(said, kind, tests=[(2, "\\( " + " -o ".join(f'-iname "*.{e}"' for e in exts) + " \\)")])
    if r < 0.57 and action in ("list", "count", "delete", "chmod", "details", "chown"):
        names = ["directories", "folders", "dirs", "subdirectories", "subfolders"]
        return Noun([(rng.choice(names), False)], "dirs", "d")
    return Noun([("files", False)], "files")


def _draw_filters(rng: random.Random, action: str, noun: Noun) -> list[Draws]:
    k = rng.choices([0, 1, 2, 3], [0.14 if noun.kind != "files" else 0.04, 0.62, 0.26, 0.05])[0]
    chosen: list[Draws] = []
    for _ in range(k):
        f = rng.choices([x for x, _ in FILTERS], [w for _, w in FILTERS])[0]
        if (
            f in chosen
            or (f in NAMEF and noun.names)
            or any(f in c and any(g in c for g in chosen) for c in CLASH)
        ):
            continue
        if noun.letter == "d" and f in (f_bigger, f_smaller, f_big, f_exec):
            continue
        if action in ("top", "bysize", "newest", "oldest") and f in (f_big, f_empty):
            continue
        if f is f_depth and noun.kind == "files" and k == 1:
            continue
        chosen.append(f)
    return chosen


def _makes_sense(action: str, noun: Noun, chosen: list[Draws]) -> bool:
    """Whether the action may be done with what the filters leave."""
    narrowing = noun.names or any(f not in (f_depth, f_exclude) for f in chosen)
    if action in ("delete", "move", "chmod", "chown", "gzip", "replace", "copy", "tar") and not narrowing:
        return False
    if action in ("list", "count") and noun.kind in ("files", "dirs") and not chosen:
        return False  # said by ls and by the tables
    return not (
        action in ("gzip", "replace", "grep", "lines", "copy", "move", "tar", "md5") and f_empty in chosen
    )


def _joined(parts: list[list[Part]]) -> list[Part]:
    """Join groups of words, each with a blank before it."""
    out: list[Part] = []
    for part in parts:
        out += [(" ", False), *part]
    return out


def _command(tests: list[tuple[int, str]], where: str, letter: str) -> str:
    in_order = sorted(tests, key=lambda c: c[0])
    depth = [c for o, c in in_order if o == 0]
    rest = [c for o, c in in_order if o != 0]
    return " ".join(["find", arg(where), *depth, f"-type {letter}", *rest])


def build(rng: random.Random) -> Composed | None:
    """Draw a noun, filters and an action; ``None`` where they do not go together."""
    action = rng.choices(list(ACTIONS), [weight for _, weight in ACTIONS.values()])[0]
    mac = rng.random() < 0.08
    noun = _draw_noun(rng, action)
    chosen = _draw_filters(rng, action, noun)
    if not _makes_sense(action, noun, chosen):
        return None
    tests = list(noun.tests)
    pre: list[list[Part]] = []
    post: list[list[Part]] = []
    for picked in chosen:
        where, text, part, order = picked(rng)
        if picked is f_exec and mac:
            part = "-perm +111"
        tests.append((order, part))
        (pre if where == "pre" else post).append(text)
    where_text, where, _ = drawn("in", rng)
    loc = [(where_text, where != ".")] if where_text else []
    if where == "." and action in ("delete", "move", "chmod", "chown", "gzip", "replace"):
        # "Here" means this folder alone, and find goes below it: no wider than asked.
        loc = []
        if f_depth not in chosen and all(f in NAMEF or f is f_exclude for f in chosen):
            return None  # a name alone is what rm *.log is for
    mods = list(post)
    if loc:
        mods.insert(0 if rng.random() < 0.5 else rng.randrange(len(mods) + 1), loc)
    for j in range(1, len(mods)):
        if rng.random() < 0.2 and mods[j] is not loc and mods[j - 1] is not loc:
            mods[j] = [("and ", False)] + mods[j]
    np_ = [("all ", False)] if rng.random() < 0.22 else ([("the ", False)] if rng.random() < 0.1 else [])
    for p in pre:
        np_ += p
    np_ += noun.said

    found = Found(
        np_, _command(tests, where, noun.letter), folders=noun.letter == "d", empty=f_empty in chosen, mac=mac
    )
    act = ACTIONS[action][0](rng, found)
    if act is None:
        return None
    if act.last or rng.random() < 0.6:
        body = found.noun + _joined(mods) + act.after
    else:
        body = found.noun + act.after + _joined(mods)
    parts = [(act.verb + " " if act.verb else "", False), *body]
    pieces = tuple(Piece(text, is_value) for text, is_value in parts if text)
    return Composed(
        pieces, act.command, f"find.{action}", act.imperative, "macos zsh" if mac else "linux bash"
    )
