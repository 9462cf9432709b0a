"""A request: noun, filters, and what is done with what is found."""

from __future__ import annotations

import random
from collections.abc import Callable

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

GROUPS = {
    "images": (["images", "pictures", "image files", "photos", "pics"], ["jpg", "jpeg", "png", "gif"]),
    "videos": (["videos", "video files", "movies"], ["mp4", "mkv", "avi", "mov"]),
    "audio": (["music files", "audio files", "songs", "sound files"], ["mp3", "flac", "wav", "ogg"]),
    "archives": (["archives", "archive files", "compressed files"], ["zip", "tar.gz", "tgz", "7z"]),
}


def build(rng: random.Random) -> Composed | None:
    """Draw a noun, filters and an action; ``None`` where they do not go together."""
    action = rng.choices(list(ACTIONS), [weight for _, weight in ACTIONS.values()])[0]
    mac = rng.random() < 0.08
    r = rng.random()
    noun, ftype, name_taken, cmd = [], "f", False, []
    if action == "lines" or r < 0.42:
        t, v, _ = values.s_ext(rng)
        if rng.random() < 0.1:
            noun = [
                (
                    rng.choice(
                        ["files with extension ", "files with the extension ", "files with the ending "]
                    ),
                    False,
                ),
                (v if rng.random() < 0.5 else "." + v, True),
            ]
        elif t.startswith("*.") and rng.random() < 0.5:
            noun = [(t, True)]
        else:
            noun = [(t, True), (" files", False)]
        cmd.append((2, f'-name "*.{v}"'))
        name_taken = True
        nkey = "ext"
    elif r < 0.47:
        nkey = rng.choice(list(GROUPS))
        names, exts = GROUPS[nkey]
        noun = [(rng.choice(names), False)]
        cmd.append((2, "\\( " + " -o ".join(f'-iname "*.{e}"' for e in exts) + " \\)"))
        name_taken = True
    elif r < 0.57 and action in ("list", "count", "delete", "chmod", "details", "chown"):
        ftype, nkey = "d", "dirs"
        noun = [(rng.choice(["directories", "folders", "dirs", "subdirectories", "subfolders"]), False)]
    else:
        nkey = "files"
        noun = [("files", False)]
    k = rng.choices([0, 1, 2, 3], [0.14 if nkey != "files" else 0.04, 0.62, 0.26, 0.05])[0]
    chosen: list[Callable[[random.Random], Filter]] = []
    for _ in range(k):
        f = rng.choices([x for x, _ in FILTERS], [w for _, w in FILTERS])[0]
        if (
            f in chosen
            or (f in NAMEF and name_taken)
            or any(f in c and any(g in c for g in chosen) for c in CLASH)
        ):
            continue
        if ftype == "d" and f in (f_bigger, f_smaller, f_big, f_exec):
            continue
        if action in ("top", "bysize", "newest", "oldest") and f in (f_big, f_empty):
            continue
        if f is f_depth and nkey == "files" and k == 1:
            continue
        chosen.append(f)
    narrowing = name_taken or any(f not in (f_depth, f_exclude) for f in chosen)
    if action in ("delete", "move", "chmod", "chown", "gzip", "replace", "copy", "tar") and not narrowing:
        return None
    if action in ("list", "count") and nkey in ("files", "dirs") and not chosen:
        return None  # said by ls and by the tables
    if action in ("gzip", "replace", "grep", "lines", "copy", "move", "tar", "md5") and f_empty in chosen:
        return None
    pre: list[list[Part]] = []
    post: list[list[Part]] = []
    for picked in chosen:
        where, text, part, order = picked(rng)
        if picked is f_exec and mac:
            part = "-perm +111"
        cmd.append((order, part))
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
    np_ += noun

    def tail(ms: list[list[Part]]) -> list[Part]:
        out: list[Part] = []
        for m in ms:
            out += [(" ", False), *m]
        return out

    in_order = sorted(cmd, key=lambda c: c[0])
    depth = [c for o, c in in_order if o == 0]
    rest = [c for o, c in in_order if o != 0]
    base = " ".join(["find", arg(where), *depth, f"-type {ftype}", *rest])
    found = Found(np_, base, folders=ftype == "d", empty=f_empty in chosen, mac=mac)
    act = ACTIONS[action][0](rng, found)
    if act is None:
        return None
    if act.last or rng.random() < 0.6:
        body = found.noun + tail(mods) + act.after
    else:
        body = found.noun + act.after + tail(mods)
    parts = [(act.verb + " " if act.verb else "", False), *body]
    pieces = tuple(Piece(text, is_value) for text, is_value in parts if text)
    return Composed(
        pieces, act.command, f"find.{action}", act.imperative, "macos zsh" if mac else "linux bash"
    )
