"""Questions about PowerShell nodes that need no expansion: which commands and members a block names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cmdgen.safety.ir import Block, For, Function, Lit, Node, Pipeline, Proc, Script, Simple, Sub, Var, Word
from cmdgen.safety.syntax.powershell_text import OPERATOR, constant


def simples(script: Script) -> Iterator[Simple]:
    """Yield every simple command in a script, in blocks and in values."""
    for item in script.items:
        yield from _in_node(item)


def _in_node(node: Node) -> Iterator[Simple]:
    if isinstance(node, Simple):
        yield node
        for word in node.words:
            yield from _in_word(word)
        for assign in node.assigns:
            if isinstance(assign.value, Word):
                yield from _in_word(assign.value)
    elif isinstance(node, Pipeline):
        for stage in node.stages:
            yield from _in_node(stage)
    elif isinstance(node, Block):
        for word in node.words:
            yield from _in_word(word)
        for body in node.bodies:
            yield from simples(body)
    elif isinstance(node, (For, Function)):
        yield from simples(node.body)


def _in_word(word: Word) -> Iterator[Simple]:
    for part in word.parts:
        if isinstance(part, (Sub, Proc)):
            yield from simples(part.script)


def operands(node: Simple, name: str) -> tuple[Word, ...] | None:
    """Return the operands of an operator node, or None where it is another one."""
    if node.words and constant(node.words[0]) == OPERATOR + name:
        return node.words[1:]
    return None


def commands(script: Script) -> Iterator[str]:
    """Yield the names of the commands that a script calls, lower case."""
    for node in simples(script):
        words = operands(node, "call")
        if words and (name := constant(words[0])):
            yield name.lower()
        elif operands(node, "leave") is not None:
            yield "break"


_JOBS: Final = frozenset({"start-job", "start-threadjob", "sajb"})


def starts_job_of(script: Script, name: str) -> bool:
    """Return whether a script starts a job that runs the function of this name (lower case)."""
    for node in simples(script):
        words = operands(node, "call")
        if not words or (constant(words[0]) or "").lower() not in _JOBS:
            continue
        for part in (part for word in words[1:] for part in word.parts):
            if isinstance(part, Proc) and name in commands(part.script):
                return True
            if isinstance(part, Var) and part.name.lower() == f"function:{name}":
                return True
    return False


def members(script: Script) -> Iterator[str]:
    """Yield the names of the members that a script reads or calls, lower case."""
    for node in simples(script):
        for kind in ("member", "method", "static-call"):
            words = operands(node, kind)
            if words and len(words) > 1 and (name := constant(words[1])):
                yield name.lower()


def comparisons(script: Script) -> Iterator[str]:
    """Yield the comparison operators of a script, such as `like`."""
    for node in simples(script):
        words = operands(node, "compute")
        if words and len(words) == 3 and (name := constant(words[0])):
            yield name


def literals(script: Script) -> Iterator[str]:
    """Yield the literal texts of a script's arguments."""
    for node in simples(script):
        for word in node.words[1:]:
            for part in word.parts:
                if isinstance(part, Lit):
                    yield part.text
