"""The expression of `find` as a tree; see find(1) and the POSIX description of find.

Source: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/find.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Predicate:
    """One test, such as `-name '*.o'`."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """What follows does not hold."""

    operand: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every operand holds; the first that does not ends it."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of the operands holds; the first that does ends it."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An action: it is reached by the files for which everything before it holds."""

    name: str
    index: int
    """Counted from 0 in the order of the text."""
    words: tuple[str, ...] = ()


Node: TypeAlias = "Predicate | Not | All | Any | Act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """Everything behind the starting points."""

    root: Node | None = None
    """None when there are no tests: everything is found."""
    acts: tuple[Act, ...] = ()
    min_depth: int = 0
    max_depth: int | None = None
    one_device: bool = False
    """Other file systems are not entered: `-xdev`."""
    contents_first: bool = False
    """`-depth` or `-delete`: `-prune` has no effect."""
    unknown: str | None = None
    """What about it is not followed here."""


VALUE_TESTS: Final = frozenset({
    "-name", "-iname", "-path", "-ipath", "-wholename", "-iwholename", "-type", "-size", "-mtime", "-mmin", "-atime", "-amin",
    "-ctime", "-cmin", "-newer", "-newermt", "-perm", "-user", "-uid", "-group", "-gid", "-links", "-inum",
})  # fmt: skip
"""Tests with a value that a preview can do."""
PLAIN_TESTS: Final = frozenset(
    {"-empty", "-true", "-false", "-prune", "-readable", "-writable", "-executable"}
)
_PRINTING: Final = frozenset({"-print", "-print0", "-ls", "-quit"})
_PRINTING_WITH_VALUE: Final = {"-printf": 1, "-fprint": 1, "-fprint0": 1, "-fls": 1, "-fprintf": 2}
_RUNNING: Final = frozenset({"-exec", "-execdir", "-ok", "-okdir"})
_OPTIONS: Final = frozenset(
    {"-depth", "-d", "-xdev", "-mount", "-x", "-noleaf", "-warn", "-nowarn", "-ignore_readdir_race"}
)
MAX_NODES: Final = 500


class _NotFollowed(Exception):  # noqa: N818 - an expected answer
    """A part of the expression is not followed; the argument says which."""


def parse(words: Sequence[str]) -> Expression:
    """Return the expression of the words behind the starting points; never raises."""
    reader = _Reader(words)
    try:
        root = reader.alternatives() if words else None
        unknown = None if reader.at_end else f"find reads {reader.word} in its own way"
    except _NotFollowed as problem:
        root, unknown = None, str(problem)
    except RecursionError:
        root, unknown = None, "the expression is nested too deep"
    return Expression(
        root=root,
        acts=tuple(reader.acts) if unknown is None else _actions_of(words),
        min_depth=reader.min_depth,
        max_depth=reader.max_depth,
        one_device=reader.one_device,
        contents_first=reader.contents_first,
        unknown=unknown,
    )


class _Reader:
    """Reads by recursive descent: `-o` binds weaker than what stands side by side, `!` binds strongest."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._index = 0
        self._nodes = 0
        self.acts: list[Act] = []
        self.min_depth = 0
        self.max_depth: int | None = None
        self.one_device = self.contents_first = False

    @property
    def at_end(self) -> bool:
        return self._index >= len(self._words)

    @property
    def word(self) -> str:
        return "" if self.at_end else self._words[self._index]

    def _take(self) -> str:
        if self.at_end:
            message = "the expression is not complete"
            raise _NotFollowed(message)
        self._index += 1
        return self._words[self._index - 1]

    def alternatives(self) -> Node:
        found = [self._together()]
        while self.word in ("-o", "-or"):
            self._index += 1
            found.append(self._together())
        return found[0] if len(found) == 1 else Any(tuple(found))

    def _together(self) -> Node:
        found = [self._one()]
        while not self.at_end and self.word not in ("-o", "-or", ")"):
            if self.word in ("-a", "-and"):
                self._index += 1
            found.append(self._one())
        return found[0] if len(found) == 1 else All(tuple(found))

    def _one(self) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            message = "the expression is too long"
            raise _NotFollowed(message)
        word = self._take()
        if word in ("!", "-not"):
            return Not(self._one())
        if word == "(":
            inside = self.alternatives()
            if self._take() != ")":
                message = "a parenthesis is not closed"
                raise _NotFollowed(message)
            return inside
        if word in VALUE_TESTS:
            return Predicate(word, self._take())
        if word in PLAIN_TESTS:
            return Predicate(word)
        if word in _OPTIONS or word in ("-maxdepth", "-mindepth"):
            return self._option(word)
        return self._action(word)

    def _option(self, word: str) -> Node:
        if word in ("-maxdepth", "-mindepth"):
            value = self._take()
            if not value.isascii() or not value.isdigit() or len(value) > 6:
                message = f"{word} {value}"
                raise _NotFollowed(message)
            if word == "-maxdepth":
                self.max_depth = int(value)
            else:
                self.min_depth = int(value)
        self.one_device = self.one_device or word in ("-xdev", "-mount", "-x")
        self.contents_first = self.contents_first or word in ("-depth", "-d")
        return Predicate("-true")

    def _action(self, word: str) -> Node:
        if word == "-delete":
            self.contents_first = True
            return self._acted(word)
        if word in _PRINTING:
            return self._acted(word)
        if word in _PRINTING_WITH_VALUE:
            return self._acted(word, tuple(self._take() for _ in range(_PRINTING_WITH_VALUE[word])))
        if word in _RUNNING:
            end = end_of_action(self._words, self._index)
            action = tuple(self._words[self._index : end])
            batched = end < len(self._words) and self._words[end] == "+"
            self._index = min(end + 1, len(self._words))
            return self._acted(word + ("+" if batched else ""), action)
        message = f"find's {word} is not looked up here"
        raise _NotFollowed(message)

    def _acted(self, name: str, words: tuple[str, ...] = ()) -> Act:
        act = Act(name, len(self.acts), words)
        self.acts.append(act)
        return act


def end_of_action(words: Sequence[str], start: int) -> int:
    """Return where the command of `-exec` ends: the index of its `;`, or of the `+` behind `{}`."""
    for index in range(start, len(words)):
        if words[index] == ";" or (words[index] == "+" and index > start and words[index - 1] == "{}"):
            return index
    return len(words)


def _actions_of(words: Sequence[str]) -> tuple[Act, ...]:
    """Return the actions of an expression that could not be read otherwise."""
    acts: list[Act] = []
    index = 0
    while index < len(words):
        if words[index] in _RUNNING:
            end = end_of_action(words, index + 1)
            acts.append(Act(words[index], len(acts), tuple(words[index + 1 : end])))
            index = end
        elif words[index] == "-delete":
            acts.append(Act("-delete", len(acts)))
        index += 1
    return tuple(acts)
