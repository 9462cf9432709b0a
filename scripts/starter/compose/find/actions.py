"""What is done with what is found: verbs, words after the noun, and the end of the command."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from scripts.starter.compose.find.filters import Part, drawn, qname
from scripts.starter.compose.kit import arg

LIST_VERBS: Final = (
    "find|find|list|show|show me|locate|search for|look for|get|display|print|"
    "which are the|where are|what are the|give me|find me|i want to see|give me a list of|list out|||"
).split("|")


@dataclass(slots=True)
class Found:
    """What is found.

    Attributes:
        noun: the words for it, which an action may change.
        search: the command that finds it.
        folders: whether it is folders and not files.
        empty: whether only what is empty is found.
        mac: whether the command is for macOS.
    """

    noun: list[Part]
    search: str
    folders: bool
    empty: bool
    mac: bool


@dataclass(slots=True)
class Act:
    """What is done with it.

    Attributes:
        verb: the words before the noun.
        command: the whole command.
        after: the words after the noun.
        imperative: whether the verb is one that "how do I" goes with.
        last: whether the words after the noun stand behind those of the filters in any case.
    """

    verb: str
    command: str
    after: list[Part] = field(default_factory=list)
    imperative: bool = True
    last: bool = False


Action: TypeAlias = Callable[[random.Random, Found], "Act | None"]


def _without_article(noun: list[Part]) -> list[Part]:
    return [part for part in noun if part[0] not in ("all ", "the ")]


def _list(rng: random.Random, found: Found) -> Act:
    """Print the paths."""
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
    return Act(verb, found.search, imperative=imperative)


def _count(rng: random.Random, found: Found) -> Act:
    """Count."""
    after: list[Part] = []
    verb = rng.choice(
        (
            "count|count|how many|number of|count the number of|count how many|total number of|"
            "get the number of"
        ).split("|")
    )
    imperative = verb.startswith(("count", "get"))
    if verb in ("how many", "count how many"):
        found.noun = _without_article(found.noun)
        after = [(rng.choice(["", " are there", " do i have", " exist"]), False)]
    command = found.search + " | wc -l"
    return Act(verb, command, after, imperative)


def _delete(rng: random.Random, found: Found) -> Act | None:
    """Delete; folders only if they are empty."""
    verb = rng.choice(
        ("delete|remove|erase|rm|get rid of|clean up|delete|wipe out|find and delete|clear out|purge").split(
            "|"
        )
    )
    if found.folders and not found.empty:
        return None
    command = found.search + " -delete"
    return Act(verb, command)


def _copy(rng: random.Random, found: Found) -> Act:
    """Copy into a folder."""
    return _into_folder(rng, found, "cp", ["copy", "cp", "copy over", "duplicate", "find and copy"])


def _move(rng: random.Random, found: Found) -> Act:
    """Move into a folder."""
    return _into_folder(rng, found, "mv", ["move", "mv", "relocate", "move over", "transfer"])


def _into_folder(rng: random.Random, found: Found, program: str, verbs: list[str]) -> Act:
    dt, d, _ = drawn("dir", rng)
    verb = rng.choice(verbs)
    after = [(rng.choice([" to ", " into ", " to "]), False), (dt, True)]
    return Act(verb, f"{found.search} -exec {program} {{}} {arg(d.rstrip('/') + '/')} \\;", after, last=True)


def _tar(rng: random.Random, found: Found) -> Act:
    """Pack into one archive."""
    at, a, _ = drawn("tgz", rng)
    verb = rng.choice(["archive", "tar", "put", "compress", "tar up", "pack", "bundle", "back up"])
    after = [(rng.choice([" into ", " in ", " to "]), False), (at, True)]
    command = found.search + f" -print0 | tar -czf {arg(a)} --null -T -"
    return Act(verb, command, after, last=True)


def _grep(rng: random.Random, found: Found) -> Act:
    """Print the files that contain a word."""
    wt, w, _ = drawn("word", rng)
    verb = rng.choice(["find", "list", "show", "which", "search for", "get"])
    imperative = verb != "which"
    after: list[Part] = [
        (
            rng.choice(
                (
                    " containing | that contain | with the text | that mention | with the string |"
                    " which contain | that include "
                ).split("|")
            ),
            False,
        ),
        (wt, True),
    ]
    command = found.search + f" -exec grep -l {qname(w)} {{}} +"
    return Act(verb, command, after, imperative, last=True)


def _details(rng: random.Random, found: Found) -> Act:
    """Print sizes, times and rights."""
    verb = rng.choice(["list", "show", "find", "display"])
    after: list[Part] = [
        (
            rng.choice(
                (
                    " with details| with sizes| with their size| in long format| with size and date|"
                    " with permissions and size| and show their details| and their sizes"
                ).split("|")
            ),
            False,
        )
    ]
    command = found.search + (" -exec ls -ld {} +" if found.folders else " -exec ls -lh {} +")
    return Act(verb, command, after)


def _total(rng: random.Random, found: Found) -> Act:
    """Add up the sizes."""
    verb = rng.choice(
        (
            "total size of|how much space do|show the total size of|calculate the total size of|"
            "sum the size of|disk usage of|how much disk space is used by|combined size of|"
            "get the total size of"
        ).split("|")
    )
    imperative = verb.startswith(("show", "calc", "sum", "get"))
    after: list[Part] = [(" take", False)] if verb == "how much space do" else []
    command = found.search + " -exec du -ch {} + | tail -n 1"
    return Act(verb, command, after, imperative)


def _printed(found: Found, what: str, mac: str) -> str:
    """The search with so much about each file in front of its path."""
    return found.search + (f' -exec stat -f "{mac} %N" {{}} +' if found.mac else f' -printf "{what} %p\\n"')


def _by_size(rng: random.Random, found: Found) -> Act:
    """Print all of them, the largest first."""
    drawn("count", rng)  # as for the first so many, so that a seed gives the same requests as ever
    found.noun = _without_article(found.noun)
    verb = rng.choice(["list", "show", "sort", "find", "display", ""])
    after: list[Part] = [
        (
            rng.choice(
                (
                    " by size| sorted by size| ordered by size| by size| from largest to smallest|"
                    " sorted by size largest first| biggest first| by size descending| in order of size"
                ).split("|")
            ),
            False,
        )
    ]
    if verb == "sort":
        after = [(" by size", False)]
    imperative = verb != ""
    command = _printed(found, "%s", "%z") + " | sort -nr"
    return Act(verb, command, after, imperative)


def _largest(rng: random.Random, found: Found) -> Act:
    """Print the largest."""
    adjectives = ["biggest", "largest", "largest", "biggest", "heaviest", "top"]
    return _first_few(rng, found, adjectives, _printed(found, "%s", "%z") + " | sort -nr")


def _newest(rng: random.Random, found: Found) -> Act:
    """Print the newest."""
    adjectives = (
        "newest|most recent|most recently modified|latest|last modified|most recently changed"
    ).split("|")
    return _first_few(rng, found, adjectives, _printed(found, "%T@", "%m") + " | sort -nr")


def _oldest(rng: random.Random, found: Found) -> Act:
    """Print the oldest."""
    adjectives = ["oldest", "least recently modified"]
    return _first_few(rng, found, adjectives, _printed(found, "%T@", "%m") + " | sort -n")


def _first_few(rng: random.Random, found: Found, adjectives: list[str], ordered: str) -> Act:
    """Print the first so many of those in order."""
    n_t, n, _ = drawn("count", rng)
    found.noun = _without_article(found.noun)
    after: list[Part] = []
    adj = rng.choice(adjectives)
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
    found.noun = head + found.noun
    return Act(verb, f"{ordered} | head -n {n}", after, imperative)


def _chmod(rng: random.Random, found: Found) -> Act:
    """Set the mode."""
    mt, m, _ = drawn("mode", rng)
    verb = rng.choice(
        (
            "chmod|set permissions of|change permissions of|set the mode of|change the mode of|"
            "recursively chmod|give"
        ).split("|")
    )
    after = [(" permissions " if verb == "give" else rng.choice([" to ", " to "]), False), (mt, True)]
    command = found.search + f" -exec chmod {m} {{}} +"
    return Act(verb, command, after, last=True)


def _chown(rng: random.Random, found: Found) -> Act:
    """Set the owner."""
    ut, u, _ = drawn("uname", rng)
    verb = rng.choice(
        ["chown", "change owner of", "change the owner of", "set the owner of", "change ownership of"]
    )
    after = [(" to ", False), (ut, True)]
    command = found.search + f" -exec chown {u} {{}} +"
    return Act(verb, command, after, last=True)


def _lines(rng: random.Random, found: Found) -> Act:
    """Count the lines, in all or in each."""
    verb = rng.choice(
        (
            "count lines in|count the lines in|count lines of|how many lines are in|total lines in|"
            "total number of lines in|number of lines in|lines of code in|count lines of code in|"
            "how many lines of code in|sum of lines in|count total lines in|line count of|"
            "how many lines in|count the total number of lines in|loc of"
        ).split("|")
    )
    imperative = verb.startswith("count")
    command = found.search + " -exec cat {} + | wc -l"
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
        command = found.search + " -exec wc -l {} +"
    return Act(verb, command, imperative=imperative)


def _gzip(rng: random.Random, found: Found) -> Act:
    """Compress each."""
    verb = rng.choice(["gzip", "compress", "gzip compress", "individually compress"])
    after: list[Part] = (
        [(" with gzip", False)] if verb != "gzip" and "gzip" not in verb and rng.random() < 0.7 else []
    )
    command = found.search + " -exec gzip {} +"
    return Act(verb, command, after)


def _replace(rng: random.Random, found: Found) -> Act | None:
    """Replace one word by another."""
    at, a, _ = drawn("word", rng)
    bt, b, _ = drawn("word", rng)
    if a == b or any(c in a + b for c in "./&*"):
        return None
    verb = rng.choice(
        ["replace", "change", "substitute", "rename", "swap", "find and replace", "search and replace"]
    )
    w = rng.choice([" with ", " by "]) if verb not in ("change", "rename") else " to "
    found.noun = [
        (at, True),
        (w, False),
        (bt, True),
        (rng.choice([" in ", " in ", " across ", " inside "]), False),
        *found.noun,
    ]
    command = found.search + (
        f" -exec sed -i '' 's/{a}/{b}/g' {{}} +" if found.mac else f" -exec sed -i 's/{a}/{b}/g' {{}} +"
    )
    return Act(verb, command, last=True)


def _md5(rng: random.Random, found: Found) -> Act:
    """Print checksums."""
    verb = rng.choice(
        ["md5 of", "checksum", "compute md5 of", "compute checksums of", "md5sum", "md5 checksums of"]
    )
    imperative = verb.startswith(("checksum", "compute"))
    command = found.search + (" -exec md5 {} +" if found.mac else " -exec md5sum {} +")
    return Act(verb, command, imperative=imperative)


ACTIONS: Final[dict[str, tuple[Action, float]]] = {
    "list": (_list, 10),
    "count": (_count, 2.5),
    "delete": (_delete, 3.5),
    "copy": (_copy, 1.5),
    "move": (_move, 1.5),
    "tar": (_tar, 1),
    "grep": (_grep, 1.5),
    "details": (_details, 1.2),
    "total": (_total, 1.2),
    "bysize": (_by_size, 1.2),
    "top": (_largest, 1.6),
    "newest": (_newest, 1.2),
    "chmod": (_chmod, 1),
    "chown": (_chown, 0.6),
    "lines": (_lines, 1.6),
    "gzip": (_gzip, 0.7),
    "replace": (_replace, 1),
    "md5": (_md5, 0.4),
    "oldest": (_oldest, 0.5),
}
