"""A second, independent reading by tree-sitter-bash: does it see a command that the first reading missed?

The reader in `posix` decides; this one only testifies.  Where tree-sitter accepts a text and finds a command
at a place where the first reading has none, one of the two is wrong, and the text counts as unreadable.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re
from cmdgen.safety.ir import (
    Arith,
    Block,
    For,
    Function,
    Node,
    Part,
    Pipeline,
    Proc,
    Script,
    Simple,
    Sub,
    Var,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node as Tree
    from tree_sitter import Parser

_KEYWORDS_TO_US: Final = frozenset(
    {"time", "coproc", "!", "select", "function", "repeat", "{", "}", "[[", "]]", "((", "nocorrect", "noglob"}
)
"""Words that tree-sitter takes for program names and the shell does not."""
_MAX_LENGTH: Final = 20_000
"""Characters that are worth a second reading; the first one has its own limits."""


_PLAIN: Final = lazy_re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./:,@%+-]*(?: +[A-Za-z0-9_./:,@%+-]+)* *")
"""A text of words alone: nothing in it quotes, expands, redirects, assigns, or ends a command."""


@lru_cache(maxsize=1)
def _parser() -> Parser:
    import tree_sitter_bash  # noqa: PLC0415 - loaded at the first screening, not at import
    from tree_sitter import Language, Parser  # noqa: PLC0415

    return Parser(Language(tree_sitter_bash.language()))


def overlooked(text: str, script: Script) -> Span | None:
    """Return where tree-sitter sees a command that `script` does not hold, or None when both agree.

    A text that tree-sitter cannot parse gives no testimony.
    """
    if len(text) > _MAX_LENGTH or _is_one_plain_command(text, script):
        return None
    return _testimony(text, script)


_PREFIX: Final = lazy_re.compile(
    r"(?<![\w$./-])(?:time(?:[ \t]+-p)?|!)[ \t]+(?=(?:(?:time|!)[ \t]+)*(?:(?:for|while|until|if|case|select|function)\b|\{|\(|\[\[))"
)
"""`time` and `!` before a compound command: the grammar takes them for a program and loses the command."""


def _testimony(text: str, script: Script) -> Span | None:
    data = _PREFIX.sub(lambda found: " " * len(found.group()), text).encode("utf-8", "surrogatepass")
    root = _parser().parse(data).root_node
    if root.has_error:
        return None
    known: set[int] = set()
    fixed: list[Span] = []
    for command in _commands(script):
        if command.words:
            known.add(command.words[0].span.start)
            fixed.append(command.words[0].span)
    for name in _names(root):
        start = (
            len(data[: name.start_byte].decode("utf-8", "surrogatepass"))
            if not text.isascii()
            else name.start_byte
        )
        end = start + (name.end_byte - name.start_byte)
        if start in known or text[start:end] in _KEYWORDS_TO_US:
            continue
        if any(span.start < start < span.end for span in fixed):
            continue  # inside a word whose parts have no place of their own, such as an escaped backquote
        return Span(start, min(end, len(text)))
    return None


def _is_one_plain_command(text: str, script: Script) -> bool:
    """Return whether a text has room for one command only, and the first reading has it: there is nothing to ask.

    Loading the grammar takes longer than such a command's whole screening.
    """
    if not _PLAIN.fullmatch(text) or len(script.items) != 1:
        return False
    command = script.items[0]
    return isinstance(command, Simple) and bool(command.words) and command.words[0].span.start == 0


def _names(root: Tree) -> Iterator[Tree]:
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "command_name":
            yield node
        stack.extend(node.named_children)


def _commands(script: Script) -> Iterator[Simple]:
    for item in script.items:
        yield from _in_node(item)


def _in_node(node: Node) -> Iterator[Simple]:
    if isinstance(node, Simple):
        yield node
        for word in node.words:
            yield from _in_word(word)
        for assign in node.assigns:
            for value in (assign.value,) if isinstance(assign.value, Word) else assign.value:
                yield from _in_word(value)
        for redirect in node.redirects:
            yield from _in_word(redirect.target)
    elif isinstance(node, Pipeline):
        for stage in node.stages:
            yield from _in_node(stage)
    elif isinstance(node, Block):
        for body in node.bodies:
            yield from _commands(body)
        for word in (*node.words, *(redirect.target for redirect in node.redirects)):
            yield from _in_word(word)
    elif isinstance(node, For):
        for word in (*(node.items or ()), *(redirect.target for redirect in node.redirects)):
            yield from _in_word(word)
        yield from _commands(node.body)
    elif isinstance(node, Function):
        yield from _commands(node.body)


def _in_word(word: Word) -> Iterator[Simple]:
    for part in word.parts:
        yield from _in_part(part)


def _in_part(part: Part) -> Iterator[Simple]:
    if isinstance(part, Sub | Proc):
        yield from _commands(part.script)
    elif isinstance(part, Arith):
        for script in part.scripts:
            yield from _commands(script)
    elif isinstance(part, Var) and part.arg is not None:
        yield from _in_word(part.arg)
