"""Texts that use up the machine: fork bombs, and loops that start processes or write without end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cmdgen.safety.ir import Block, For, Function, Node, Pipeline, Redirect, Script, Simple

if TYPE_CHECKING:
    from cmdgen.safety.analysis import Analysis

MAX_FUNCTIONS: Final = 40
"""Functions of one text between which calls in a circle are looked for."""


def is_fork_bomb(node: Function, functions: Mapping[str, Script]) -> bool:
    """Return whether a function starts itself again and again, alone or through other functions of the text."""
    return node.breeds or _calls_itself_twice(node.body, node.name) or _breeds(node.name, functions)


def _calls_itself_twice(body: Script, name: str) -> bool:
    """Return whether a function starts itself in a pipeline or in the background: a fork bomb."""
    for index, item in enumerate(body.items):
        if isinstance(item, Pipeline):
            if any(_calls(stage, name) for stage in item.stages):
                return True
        elif index in body.background and _calls(item, name):
            return True
        elif isinstance(item, Block) and any(_calls_itself_twice(inner, name) for inner in item.bodies):
            return True
        elif isinstance(item, For) and _calls_itself_twice(item.body, name):
            return True
    return False


def _breeds(name: str, functions: Mapping[str, Script]) -> bool:
    """Return whether a function comes back to itself through others, one of which starts processes on the way."""
    seen: set[tuple[str, bool]] = set()
    open_ends = [(name, False)]
    while open_ends and len(functions) <= MAX_FUNCTIONS:
        here, forked = open_ends.pop()
        body = functions[here]
        for other in functions:
            forks = _calls_itself_twice(body, other)
            if not forks and not any(_calls(item, other) for item in body.items):
                continue
            if other == name and (forked or forks):
                return True
            if (other, forked or forks) not in seen:
                seen.add((other, forked or forks))
                open_ends.append((other, forked or forks))
    return False


def _calls(node: Node, name: str) -> bool:
    if isinstance(node, Simple):
        return bool(node.words) and "".join(getattr(part, "text", "") for part in node.words[0].parts) == name
    if isinstance(node, Pipeline):
        return any(_calls(stage, name) for stage in node.stages)
    if isinstance(node, Block):
        return any(_calls(item, name) for body in node.bodies for item in body.items)
    return False


def endless_loop(analysis: Analysis, node: Block) -> None:
    """Judge a loop that never ends by itself: does it spawn or write without bound?"""
    body = node.bodies[-1]
    if _pauses(body):
        return
    if body.background:
        analysis.flag("machine.endless", node.span, "starts processes")
    elif any(_appends(item) for item in body.items) or _MAKERS & set().union(
        *(_names(item) for item in body.items), set()
    ):
        analysis.flag("machine.endless", node.span, "writes to a file")


_MAKERS: Final = frozenset(
    {"mkdir", "cp", "dd", "fallocate", "mktemp", "split", "truncate", "mkfile", "rsync"}
)
"""Programs that fill a disk when they run without end."""


def _names(node: Node) -> set[str]:
    if isinstance(node, Simple):
        return {"".join(getattr(part, "text", "") for part in node.words[0].parts)} if node.words else set()
    if isinstance(node, Pipeline):
        return set().union(*(_names(stage) for stage in node.stages))
    if isinstance(node, Block):
        return set().union(*(_names(item) for body in node.bodies for item in body.items), set())
    if isinstance(node, For):
        return set().union(*(_names(item) for item in node.body.items), set())
    return set()


def _pauses(body: Script) -> bool:
    names: set[str] = set().union(
        *(_names(item) for index, item in enumerate(body.items) if index not in body.background), set()
    )
    return bool(
        names
        & {
            "sleep",
            "read",
            "wait",
            "inotifywait",
            "break",
            "exit",
            "timeout",
            "nc",
            "select",
            "return",
            "usleep",
        }
    )


def _appends(node: Node) -> bool:
    redirects: tuple[Redirect, ...] = getattr(node, "redirects", ())
    for redirect in redirects:
        target = "".join(getattr(part, "text", "") for part in redirect.target.parts)
        if redirect.op in (">>", "&>>") and not target.startswith("/dev/"):
            return True
    return isinstance(node, Pipeline) and any(_appends(stage) for stage in node.stages)
