"""The ``find`` family: noun x filters x action."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeAlias

from scripts.starter import values
from scripts.starter.compose import Composed
from scripts.starter.language import Piece
from scripts.starter.values import Value, rendered

Part: TypeAlias = "tuple[str, bool]"
Filter: TypeAlias = (
    "tuple[str, list[Part], str, int]"  # before or after the noun, words, part of the command, its place
)


def drawn(kind: str, rng: random.Random) -> Value:
    """Draw from a pool that is known to exist."""
    draw = values.draw_slot(kind)
    assert draw is not None
    return draw(rng)


LIST_VERBS = [
    "find",
    "find",
    "list",
    "show",
    "show me",
    "locate",
    "search for",
    "look for",
    "get",
    "display",
    "print",
    "which are the",
    "where are",
    "what are the",
    "give me",
    "find me",
    "i want to see",
    "give me a list of",
    "list out",
    "",
    "",
    "",
]
GROUPS = {
    "images": (["images", "pictures", "image files", "photos", "pics"], ["jpg", "jpeg", "png", "gif"]),
    "videos": (["videos", "video files", "movies"], ["mp4", "mkv", "avi", "mov"]),
    "audio": (["music files", "audio files", "songs", "sound files"], ["mp3", "flac", "wav", "ogg"]),
    "archives": (["archives", "archive files", "compressed files"], ["zip", "tar.gz", "tgz", "7z"]),
}


def qname(value: str) -> str:
    return "'" + value + "'" if any(c in value for c in '$`"!\\') else '"' + value + '"'


def arg(value: str) -> str:
    """Quote where necessary."""
    return rendered(value, "arg")


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

# action: name, weight, verbs (before the noun), words after, command tail builder, needs a filter, files only
ACTIONS = {
    "list": 10,
    "count": 2.5,
    "delete": 3.5,
    "copy": 1.5,
    "move": 1.5,
    "tar": 1,
    "grep": 1.5,
    "details": 1.2,
    "total": 1.2,
    "bysize": 1.2,
    "top": 1.6,
    "newest": 1.2,
    "chmod": 1,
    "chown": 0.6,
    "lines": 1.6,
    "gzip": 0.7,
    "replace": 1,
    "md5": 0.4,
    "oldest": 0.5,
}


def make(rng: random.Random) -> Composed:
    """Compose one request about files."""
    while (drawn := _build(rng)) is None:
        pass
    return drawn


def _build(rng: random.Random) -> Composed | None:
    action = rng.choices(list(ACTIONS), list(ACTIONS.values()))[0]
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
    verb, after, imperative, command = "", [], True, base

    if action == "list":
        verb = rng.choice(LIST_VERBS)
        imperative = verb in (
            "find",
            "list",
            "show",
            "show me",
            "locate",
            "search for",
            "look for",
            "get",
            "display",
            "print",
            "find me",
        )
        command = base
    elif action == "count":
        verb = rng.choice(
            [
                "count",
                "count",
                "how many",
                "number of",
                "count the number of",
                "count how many",
                "total number of",
                "get the number of",
            ]
        )
        imperative = verb.startswith(("count", "get"))
        if verb in ("how many", "count how many"):
            np_ = [p for p in np_ if p[0] not in ("all ", "the ")]
            after = [(rng.choice(["", " are there", " do i have", " exist"]), False)]
        command = base + " | wc -l"
    elif action == "delete":
        verb = rng.choice(
            [
                "delete",
                "remove",
                "erase",
                "rm",
                "get rid of",
                "clean up",
                "delete",
                "wipe out",
                "find and delete",
                "clear out",
                "purge",
            ]
        )
        if ftype == "d" and f_empty not in chosen:
            return None
        command = base + " -delete"
    elif action in ("copy", "move"):
        dt, d, _ = drawn("dir", rng)
        verb = rng.choice(
            {
                "copy": ["copy", "cp", "copy over", "duplicate", "find and copy"],
                "move": ["move", "mv", "relocate", "move over", "transfer"],
            }[action]
        )
        after = [(rng.choice([" to ", " into ", " to "]), False), (dt, True)]
        command = base + f" -exec {'cp' if action == 'copy' else 'mv'} {{}} {arg(d.rstrip('/') + '/')} \\;"
    elif action == "tar":
        at, a, _ = drawn("tgz", rng)
        verb = rng.choice(["archive", "tar", "put", "compress", "tar up", "pack", "bundle", "back up"])
        after = [(rng.choice([" into ", " in ", " to "]), False), (at, True)]
        command = base + f" -print0 | tar -czf {arg(a)} --null -T -"
    elif action == "grep":
        wt, w, _ = drawn("word", rng)
        verb = rng.choice(["find", "list", "show", "which", "search for", "get"])
        imperative = verb != "which"
        after = [
            (
                rng.choice(
                    [
                        " containing ",
                        " that contain ",
                        " with the text ",
                        " that mention ",
                        " with the string ",
                        " which contain ",
                        " that include ",
                    ]
                ),
                False,
            ),
            (wt, True),
        ]
        command = base + f" -exec grep -l {qname(w)} {{}} +"
    elif action == "details":
        verb = rng.choice(["list", "show", "find", "display"])
        after = [
            (
                rng.choice(
                    [
                        " with details",
                        " with sizes",
                        " with their size",
                        " in long format",
                        " with size and date",
                        " with permissions and size",
                        " and show their details",
                        " and their sizes",
                    ]
                ),
                False,
            )
        ]
        command = base + (" -exec ls -ld {} +" if ftype == "d" else " -exec ls -lh {} +")
    elif action == "total":
        verb = rng.choice(
            [
                "total size of",
                "how much space do",
                "show the total size of",
                "calculate the total size of",
                "sum the size of",
                "disk usage of",
                "how much disk space is used by",
                "combined size of",
                "get the total size of",
            ]
        )
        imperative = verb.startswith(("show", "calc", "sum", "get"))
        after = [(" take", False)] if verb == "how much space do" else []
        command = base + " -exec du -ch {} + | tail -n 1"
    elif action in ("bysize", "top", "newest", "oldest"):
        n_t, n, _ = drawn("count", rng)
        stat = {"newest": '"%T@ %p\\n"', "oldest": '"%T@ %p\\n"'}.get(action, '"%s %p\\n"')
        macstat = {"newest": '"%m %N"', "oldest": '"%m %N"'}.get(action, '"%z %N"')
        sort = "sort -n" if action == "oldest" else "sort -nr"
        produce = f" -exec stat -f {macstat} {{}} +" if mac else f" -printf {stat}"
        np_ = [p for p in np_ if p[0] not in ("all ", "the ")]
        if action == "bysize":
            verb = rng.choice(["list", "show", "sort", "find", "display", ""])
            after = [
                (
                    rng.choice(
                        [
                            " by size",
                            " sorted by size",
                            " ordered by size",
                            " by size",
                            " from largest to smallest",
                            " sorted by size largest first",
                            " biggest first",
                            " by size descending",
                            " in order of size",
                        ]
                    ),
                    False,
                )
            ]
            if verb == "sort":
                after = [(" by size", False)]
            imperative = verb != ""
            command = base + produce + " | " + sort
        else:
            adj = rng.choice(
                {
                    "top": ["biggest", "largest", "largest", "biggest", "heaviest", "top"],
                    "newest": [
                        "newest",
                        "most recent",
                        "most recently modified",
                        "latest",
                        "last modified",
                        "most recently changed",
                    ],
                    "oldest": ["oldest", "least recently modified"],
                }[action]
            )
            verb = rng.choice(["find", "show", "list", "what are", "show me", "get", "", ""])
            imperative = verb not in ("", "what are")
            the = "the " if rng.random() < 0.6 or verb == "what are" else ""
            if rng.random() < 0.25:
                n, head = "10", [(the + adj + " ", False)]
            elif adj == "top":
                head = [(the + "top ", False), (n_t, True), (" ", False)]
            else:
                head = [(the, False), (n_t, True), (" " + adj + " ", False)]
            if adj == "top":
                after = [(rng.choice([" by size", " by size", " in size"]), False)]
                if head == [(the + "top ", False)]:
                    head = [(the + "top 10 ", False)]
            np_ = head + np_
            command = base + produce + f" | {sort} | head -n {n}"
    elif action == "chmod":
        mt, m, _ = drawn("mode", rng)
        verb = rng.choice(
            [
                "chmod",
                "set permissions of",
                "change permissions of",
                "set the mode of",
                "change the mode of",
                "recursively chmod",
                "give",
            ]
        )
        after = [(" permissions " if verb == "give" else rng.choice([" to ", " to "]), False), (mt, True)]
        command = base + f" -exec chmod {m} {{}} +"
    elif action == "chown":
        ut, u, _ = drawn("uname", rng)
        verb = rng.choice(
            ["chown", "change owner of", "change the owner of", "set the owner of", "change ownership of"]
        )
        after = [(" to ", False), (ut, True)]
        command = base + f" -exec chown {u} {{}} +"
    elif action == "lines":
        verb = rng.choice(
            [
                "count lines in",
                "count the lines in",
                "count lines of",
                "how many lines are in",
                "total lines in",
                "total number of lines in",
                "number of lines in",
                "lines of code in",
                "count lines of code in",
                "how many lines of code in",
                "sum of lines in",
                "count total lines in",
                "line count of",
                "how many lines in",
                "count the total number of lines in",
                "loc of",
            ]
        )
        imperative = verb.startswith("count")
        command = base + " -exec cat {} + | wc -l"
        if rng.random() < 0.15:
            verb = rng.choice(
                [
                    "count lines in each of",
                    "line count for each of",
                    "lines per file for",
                    "show the number of lines of each of",
                    "line counts of",
                ]
            )
            imperative = verb.startswith(("count", "show"))
            command = base + " -exec wc -l {} +"
    elif action == "gzip":
        verb = rng.choice(["gzip", "compress", "gzip compress", "individually compress"])
        after = (
            [(" with gzip", False)] if verb != "gzip" and "gzip" not in verb and rng.random() < 0.7 else []
        )
        command = base + " -exec gzip {} +"
    elif action == "replace":
        at, a, _ = drawn("word", rng)
        bt, b, _ = drawn("word", rng)
        if a == b or any(c in a + b for c in "./&*"):
            return None
        verb = rng.choice(
            ["replace", "change", "substitute", "rename", "swap", "find and replace", "search and replace"]
        )
        w = rng.choice([" with ", " by "]) if verb not in ("change", "rename") else " to "
        head = [
            (verb + " ", False),
            (at, True),
            (w, False),
            (bt, True),
            (rng.choice([" in ", " in ", " across ", " inside "]), False),
        ]
        command = base + (
            f" -exec sed -i '' 's/{a}/{b}/g' {{}} +" if mac else f" -exec sed -i 's/{a}/{b}/g' {{}} +"
        )
        return finish(head + np_ + tail(mods), True, command, mac, "find.replace")
    elif action == "md5":
        verb = rng.choice(
            ["md5 of", "checksum", "compute md5 of", "compute checksums of", "md5sum", "md5 checksums of"]
        )
        imperative = verb.startswith(("checksum", "compute"))
        command = base + (" -exec md5 {} +" if mac else " -exec md5sum {} +")

    if (after and action in ("copy", "move", "tar", "grep", "chmod", "chown")) or rng.random() < 0.6:
        body = np_ + tail(mods) + after
    else:
        body = np_ + after + tail(mods)
    return finish([(verb + " " if verb else "", False), *body], imperative, command, mac, f"find.{action}")


def finish(parts: list[Part], imperative: bool, command: str, mac: bool, name: str) -> Composed:
    """Put the parts together."""
    pieces = tuple(Piece(text, is_value) for text, is_value in parts if text)
    return Composed(pieces, command, name, imperative, "macos zsh" if mac else "linux bash")
