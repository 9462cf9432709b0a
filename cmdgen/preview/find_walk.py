"""What `find` would find: walks as it does and evaluates its expression, without running any of its actions."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, Final

from cmdgen.preview.find_tests import Seen, Tests
from cmdgen.preview.globs import CannotKnow
from cmdgen.safety.effects.find_expression import Act, All, Any, Not, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cmdgen.preview.globs import Places
    from cmdgen.safety.effects import Search
    from cmdgen.safety.effects.find_expression import Node

_BLANKS: Final = re.compile(r"[\s'\"\\]")


class Walk:
    """One search.

    Args:
        search: starting points, expression, and the action that counts.
        places: reads folders and keeps count.
        on_mount: is told each mount point that is not entered.
        now: seconds since the epoch.
    """

    def __init__(self, search: Search, places: Places, on_mount: Callable[[str], None], now: float) -> None:
        self._search = search
        self._places = places
        self._on_mount = on_mount
        self._now = now
        self._pruned = self._acted = False

    def found(self) -> Iterator[tuple[str, str]]:
        """Yield place and name of all that reaches the action.

        Raises:
            CannotKnow: the expression has something that is not followed.
            Spent: the budget is.
        """
        if self._search.expression.unknown is not None:
            raise CannotKnow(self._search.expression.unknown)
        for pattern in self._search.starts:
            self._tests = Tests(self._now, self._places.base(pattern))
            for place, name in self._places.matches(pattern):
                if pattern.glob and name.startswith("-"):
                    message = f"{name} would be read as an option"
                    raise CannotKnow(message)
                for found in self._from(place, name):
                    if self._search.splits and _BLANKS.search(found[1]):
                        message = f"{found[1]} is split at its blanks: use -print0 and xargs -0"
                        raise CannotKnow(message)
                    yield found

    def _from(self, place: str, name: str) -> Iterator[tuple[str, str]]:
        try:
            status = os.lstat(place)
        except (OSError, ValueError):
            return
        yield from self._visit(Seen(name, place, status), 0, status.st_dev)

    def _visit(self, first: Seen, depth: int, device: int) -> Iterator[tuple[str, str]]:
        """Go through a folder without calling itself: a tree may be deeper than Python's stack."""
        stack = [(first, depth)]
        while stack:
            seen, depth = stack.pop()
            pruned = False
            if depth >= self._search.expression.min_depth:
                if self._reaches(seen):
                    yield seen.place, seen.path
                pruned = self._pruned and not self._search.expression.contents_first
            limit = self._search.expression.max_depth
            if pruned or not stat.S_ISDIR(seen.status.st_mode) or (limit is not None and depth >= limit):
                continue
            if seen.status.st_dev != device:
                if not self._search.expression.one_device:
                    self._on_mount(seen.path)
                continue
            for entry in self._places.entries(seen.place):
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                joint = "" if seen.path.endswith("/") else "/"
                stack.append((Seen(seen.path + joint + entry.name, entry.path, status), depth + 1))

    def _reaches(self, seen: Seen) -> bool:
        self._pruned = self._acted = False
        root = self._search.expression.root
        held = True if root is None else self._evaluate(root, seen)
        return held if self._search.action < 0 else self._acted

    def _evaluate(self, node: Node, seen: Seen) -> bool:
        if isinstance(node, Not):
            return not self._evaluate(node.operand, seen)
        if isinstance(node, All):
            return all(self._evaluate(operand, seen) for operand in node.operands)
        if isinstance(node, Any):
            return any(self._evaluate(operand, seen) for operand in node.operands)
        if isinstance(node, Act):
            return self._act(node)
        assert isinstance(node, Predicate)  # noqa: S101 - the last kind of node
        if node.name == "-prune":
            self._pruned = True
            return True
        return self._tests.holds(node.name, node.value, seen)

    def _act(self, act: Act) -> bool:
        if act.index == self._search.action:
            self._acted = True
            return True
        if act.name == "-quit":
            message = "find ends at the first that fits"
            raise CannotKnow(message)
        if act.name in ("-exec", "-execdir", "-ok", "-okdir"):
            message = "which files are left depends on a command that find runs"
            raise CannotKnow(message)
        return True
