"""How active pattern characters travel through the analysis of a text.

The screening only needs to know that a word holds a pattern; a preview needs the pattern itself.  So before the
statements are followed, each unquoted pattern character is replaced by a private one of its own.  It is then an
ordinary character to everything that splits, joins and compares words, and comes out where a program gets it.
Private characters of the command's own text were replaced before, so none can be forged.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from cmdgen.safety.ir import (
    Assign,
    Block,
    For,
    Function,
    Lit,
    Node,
    Part,
    Pipeline,
    Redirect,
    Script,
    Simple,
    Sub,
    Var,
    Word,
)
from cmdgen.safety.resolve.marks import CWD, HOME, SOME

ACTIVE: Final = {
    "*": "\ue100",
    "?": "\ue101",
    "[": "\ue102",
    "]": "\ue103",
    "(": "\ue104",
    ")": "\ue105",
    "|": "\ue106",
}
"""Pattern character -> the private character that stands for an active one."""
INERT: Final = {char: chr(ord(code) + 0x10) for char, code in ACTIVE.items()}
"""The same for one that is not active: inside of brackets, or a bracket that is never closed."""
PLAIN: Final = {code: char for table in (ACTIVE, INERT) for char, code in table.items()}
FIRST_FOUND: Final = 0xE200
"""Code point that stands for the first source of file names: what a `find` found, what a loop goes over."""
MAX_FOUND: Final = 0x100

_ACTIVE_CODES: Final = frozenset(ACTIVE.values())
_MAKING_INERT: Final = str.maketrans(INERT)
_DECODING: Final = str.maketrans(PLAIN)
_SHOWING: Final = str.maketrans({**PLAIN, HOME: "~", CWD: ""})
_BRACKET: Final = re.compile(r"\[(?![!^]\])[!^]?(?:\[:\w+:\]|[^/])(?:\[:\w+:\]|[^\]/])*\]")
"""A bracket holds one character at least, and the first may be a `]`."""
_FOUND: Final = re.compile(f"[{chr(FIRST_FOUND)}-{chr(FIRST_FOUND + MAX_FOUND - 1)}]")
_USER_HOME: Final = re.compile(r"~(?=[^/])")


def is_active(text: str) -> bool:
    """Return whether a pattern character of the text is active."""
    return any(char in _ACTIVE_CODES for char in text)


def decoded(text: str) -> str:
    """Return the text with the active characters as they are written."""
    return text.translate(_DECODING)


def shown(text: str) -> str:
    """Return a code for people; the start folder disappears."""
    written = text.translate(_SHOWING)
    return written.lstrip("/") or "." if text[:1] == CWD else written


def found(index: int) -> str:
    """Return the character that stands for a source of file names."""
    return chr(FIRST_FOUND + index)


def found_in(text: str) -> list[int]:
    """Return the sources of file names that the text holds."""
    return [ord(char) - FIRST_FOUND for char in _FOUND.findall(text)]


def without_sources(text: str) -> bool:
    """Return whether neither a pattern nor a source of names is in the text."""
    return not is_active(text) and _FOUND.search(text) is None


# -- statements ------------------------------------------------------------------------------------------


def encoded(script: Script, dialect: str) -> Script:
    """Return the statements with the active pattern characters of their words replaced."""
    return replace(script, items=tuple(_node(item, dialect) for item in script.items))


def _node(node: Node, dialect: str) -> Node:
    if isinstance(node, Simple):
        return replace(
            node,
            words=tuple(_word(word, dialect) for word in node.words),
            assigns=tuple(_assign(assign, dialect) for assign in node.assigns),
            redirects=_redirects(node.redirects, dialect),
        )
    if isinstance(node, Pipeline):
        return replace(node, stages=tuple(_node(stage, dialect) for stage in node.stages))
    if isinstance(node, Block):
        return replace(
            node,
            bodies=tuple(encoded(body, dialect) for body in node.bodies),
            redirects=_redirects(node.redirects, dialect),
        )
    if isinstance(node, For):
        items = None if node.items is None else tuple(_word(word, dialect) for word in node.items)
        return replace(
            node, items=items, body=encoded(node.body, dialect), redirects=_redirects(node.redirects, dialect)
        )
    assert isinstance(node, Function)  # noqa: S101 - the last kind of node
    return replace(node, body=encoded(node.body, dialect))


def _redirects(redirects: tuple[Redirect, ...], dialect: str) -> tuple[Redirect, ...]:
    return tuple(
        redirect
        if redirect.op.startswith("<<")
        else replace(redirect, target=_word(redirect.target, dialect))
        for redirect in redirects
    )


def _assign(assign: Assign, dialect: str) -> Assign:
    """Patterns are not active in a value, but they are among the items of an array."""
    if isinstance(assign.value, Word):
        parts = tuple(_inner(part, dialect) for part in assign.value.parts)
        return replace(assign, value=replace(assign.value, parts=parts))
    return replace(assign, value=tuple(_word(word, dialect) for word in assign.value))


def _word(word: Word, dialect: str) -> Word:
    parts = tuple(_part(part, index, word.parts, dialect) for index, part in enumerate(word.parts))
    return replace(word, parts=parts)


def _part(part: Part, index: int, parts: tuple[Part, ...], dialect: str) -> Part:
    if not isinstance(part, Lit):
        return _inner(part, dialect)
    if part.quoted:
        return part
    text = part.text
    if index == 0 and text.startswith("~"):
        text = _USER_HOME.sub(SOME, text, count=1)  # the home of somebody else
    closes_later = any(
        isinstance(later, Lit) and not later.quoted and "]" in later.text for later in parts[index + 1 :]
    )
    return Lit(_literal(text, dialect, closes_later=closes_later))


def _inner(part: Part, dialect: str) -> Part:
    """Return a part with the scripts inside of it encoded; patterns that cut a value stay as they are."""
    if isinstance(part, Sub):
        return replace(part, script=encoded(part.script, dialect))
    if isinstance(part, Var) and part.inner is not None:
        return replace(part, inner=_word(part.inner, dialect))
    return part


def _literal(text: str, dialect: str, *, closes_later: bool) -> str:
    if dialect == "fish":
        return text.replace("*", ACTIVE["*"]).replace("?", ACTIVE["?"])
    pieces, end = [], 0
    for match in _BRACKET.finditer(text):
        inside = match.group()[1:-1].translate(_MAKING_INERT)
        pieces += [_outside(text[end : match.start()], dialect), ACTIVE["["], inside, ACTIVE["]"]]
        end = match.end()
    rest = text[end:]
    if closes_later:
        rest = rest.replace(
            "[", SOME
        )  # parts of it are quoted: which characters it stands for is not followed
    return "".join([*pieces, _outside(rest, dialect)])


def _outside(text: str, dialect: str) -> str:
    for char in "*?":
        text = text.replace(char, ACTIVE[char])
    if dialect == "zsh" or re.search(rf"[@!+{ACTIVE['*']}{ACTIVE['?']}]\(", text):
        for char in "(|)":
            text = text.replace(char, ACTIVE[char])
    return text.replace("[", INERT["["]).replace("]", INERT["]"])
