"""Compares what two commands have printed."""

from __future__ import annotations

import math
import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.evaluation.tasks import Compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER: Final = re.compile(
    r"(?<![\w.-])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?=$|[^\w.]|[KMGT%]i?B?\b|\.(?:\s|$))"
)
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_HERE: Final = re.compile(r"(?<![^\s'\"=:(])\./(?=[^\s/])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What has to be known to tell names of files in a text."""

    paths: frozenset[str]
    """Every file and folder of the home, before and after, relative to the home."""
    folder: str
    """The working directory, relative to the home."""
    home: str
    """The home, as commands see it."""


def difference(
    kind: Compare, expected: str, printed: str, around: Surroundings, absent: Sequence[str] = ()
) -> str | None:
    """Return in what a text differs from the one that was expected, or None where it does not."""
    expected, printed = _COLOUR.sub("", expected), _COLOUR.sub("", printed)
    if kind is Compare.NOTHING:
        return None
    if kind is Compare.TEXT:
        return (
            None if _text(expected) == _text(printed) else _first_difference(_text(expected), _text(printed))
        )
    if kind is Compare.LINES:
        return (
            None if lines(expected) == lines(printed) else _first_difference(lines(expected), lines(printed))
        )
    if kind is Compare.SET:
        return _set_difference(lines(expected), lines(printed))
    if kind is Compare.NAMES:
        return _names(expected, printed, around, absent)
    wanted, found = numbers(expected), numbers(printed)
    if kind is Compare.NUMBER:
        wanted, found = wanted[:1], found[:1]
    same = len(wanted) == len(found) and all(map(_is_same_number, wanted, found))
    return None if same else f"the numbers are {_shown(found)}, not {_shown(wanted)}"


def lines(text: str) -> list[str]:
    """Return the lines with runs of blanks squeezed and `./` dropped; empty ones at the ends are left out."""
    squeezed = [_HERE.sub("", " ".join(line.split())) for line in text.splitlines()]
    while squeezed and not squeezed[-1]:
        squeezed.pop()
    while squeezed and not squeezed[0]:
        squeezed.pop(0)
    return squeezed


def numbers(text: str) -> list[float]:
    """Return the numbers that stand for themselves in a text: not the 2 of `photo2.jpg`."""
    return [float(match.group().replace(",", "")) for match in _NUMBER.finditer(text)]


def _is_same_number(first: float, second: float) -> bool:
    return math.isclose(first, second, rel_tol=1e-6, abs_tol=1e-9)


def _text(text: str) -> list[str]:
    kept = [line.rstrip() for line in text.splitlines()]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _set_difference(wanted: list[str], found: list[str]) -> str | None:
    missing = Counter(wanted) - Counter(found)
    extra = Counter(found) - Counter(wanted)
    del missing[""], extra[""]
    if missing:
        return f"{next(iter(missing))!r} is not printed"
    return f"{next(iter(extra))!r} is printed as well" if extra else None


def _names(expected: str, printed: str, around: Surroundings, absent: Sequence[str]) -> str | None:
    """Return which file is not named, or which other one is."""
    wanted = [_plain(line, around) for line in expected.splitlines() if line.strip()]
    found = [line for line in (_plain(line, around) for line in printed.splitlines()) if line]
    whole = "\n".join(found)
    for expected_name, times in Counter(_last(path) for path in wanted).items():
        if len(_word(expected_name).findall(whole)) < times:
            return f"{expected_name} is not named"
    for word in absent:
        if _word(_last(word.rstrip("/"))).search(whole):
            return f"{word} is named as well"
    expected_names = {_last(path) for path in wanted}
    parents = {part for path in wanted for part in path.split("/")[:-1]}
    others = {_last(path) for path in around.paths} - expected_names - parents - {""}
    times_named: Counter[str] = Counter()
    for line in found:
        name = _named(line, expected_names)
        other = _named(line, others)
        if name is not None:
            times_named[name] += 1
        elif other is not None:
            return f"{other} is named as well"
    # Two files of one name in different folders are two files.
    too_often = times_named - Counter(_last(path) for path in wanted)
    return f"{next(iter(too_often))} is named too often" if too_often else None


def _plain(line: str, around: Surroundings) -> str:
    """Return a line without what names of files are decorated with."""
    line = line.strip().strip("'\"")
    if line.endswith(":") and _is_path(line[:-1], around):  # the heading of a folder
        return ""
    line = line.partition(" -> ")[0]
    for prefix in (f"{around.home}/{around.folder}/", f"{around.home}/", "~/", "./"):
        line = re.sub(rf"(?<![^\s'\"]){re.escape(prefix)}", "", line)
    return line.rstrip("/*@|=\"'") if line not in {".", ".."} else ""


def _is_path(text: str, around: Surroundings) -> bool:
    """Whether a text is the path of something in the home, from wherever the command went."""
    path = posixpath.normpath(text.strip("'\""))
    if path in {".", "..", around.home}:
        return True
    below = path.removeprefix(f"{around.home}/").removeprefix("../")
    return any(known == below or known.endswith(f"/{below}") for known in around.paths)


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\s/'\"(,]){re.escape(name)}(?![^\s/'\"),:*@|])")


def _named(line: str, names: Iterable[str]) -> str | None:
    """Return the longest of these names that a line ends with, or begins with before a colon."""
    ends = [name for name in names if line == name or line.endswith((f" {name}", f"/{name}", f"\t{name}"))]
    head = line.partition(": ")[0]
    ends += [name for name in names if head != line and (head == name or head.endswith(f"/{name}"))]
    return max(ends, key=len, default=None)


def _first_difference(wanted: Sequence[str], found: Sequence[str]) -> str:
    for number, (one, other) in enumerate(zip(wanted, found, strict=False), 1):
        if one != other:
            return f"line {number} is {_cut(other)}, not {_cut(one)}"
    if len(found) < len(wanted):
        return f"{_cut(wanted[len(found)])} is not printed"
    return f"{_cut(found[len(wanted)])} is printed as well"


def _cut(line: str) -> str:
    return repr(line if len(line) <= 60 else line[:57] + "...")


def _shown(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values[:8]) + (", ..." if len(values) > 8 else "") or "missing"
