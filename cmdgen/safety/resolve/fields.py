"""Splitting of a word into fields, and the patterns of file names in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve.marks import ONE, STAR, UNKNOWN

_GLOB = lazy_re.compile(r"[@!+*?]\([^()/]{0,200}\)|[*?]|\[[!^]?\]?[^\]\[/]{0,80}\]")
_ZSH_EXCEPT = lazy_re.compile(r"(?:^|(?<=/))\^(?:\([^()/]*\)|[^/()]+)|(?<=/)\*~.*$|^\*~.*$")
"""`^name` and `*~name`: everything but a name, in zsh's extended patterns."""
_ZSH_QUALIFIER = lazy_re.compile(r"\((?:#q)?[A-Za-z.@/=*%^+\-,:\[\]0-9~#|]+\)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one part of a word becomes."""

    text: str
    quoted: bool
    splits: bool = False
    """True for the value of an unquoted expansion, which is split into fields."""


def split(pieces: Sequence[Piece], separators: str, *, zsh: bool) -> tuple[list[str], bool]:
    """Split unquoted expansions into fields, turn active pattern characters into marks.

    Returns:
        The fields, and whether the whole word may leave no field at all.
    """
    fields: list[str] = []
    current: str | None = None
    literal = "".join(
        piece.text if not piece.quoted else "\0" * len(piece.text) for piece in pieces if not piece.splits
    )
    has_pattern = (
        _GLOB.search(literal)
        or (zsh and (_ZSH_QUALIFIER.search(literal) or _ZSH_EXCEPT.search(literal)))
        or any(piece.splits and _GLOB.search(piece.text) for piece in pieces)
    )
    for piece in pieces:
        if piece.splits:
            chunks = re.split(f"[{re.escape(separators)}]+", piece.text) if separators else [piece.text]
            for number, chunk in enumerate(chunks):
                if number:
                    if current is not None:
                        fields.append(current)
                    current = None
                if chunk:
                    current = (current or "") + _globs(chunk, zsh=zsh)
        else:
            text = piece.text if piece.quoted or not has_pattern else _globs(piece.text, zsh=zsh)
            if text or piece.quoted:
                current = (current or "") + text
    if current is not None:
        fields.append(current)
    vanishing = len(fields) == 1 and all(piece.splits for piece in pieces) and UNKNOWN in fields[0]
    return fields, vanishing


def _globs(text: str, *, zsh: bool = False) -> str:
    """Turn the pattern characters of unquoted text into marks; zsh's qualifiers narrow and are dropped."""
    if zsh:
        text = _ZSH_EXCEPT.sub("*", text)
        text = _ZSH_QUALIFIER.sub("", text) if text[-1:] == ")" else text

    def mark(match: re.Match[str]) -> str:
        found = match.group()
        if len(found) > 2 and found[1] == "(":
            return _extended(found, at_root=text[: match.start()] == "/")
        return STAR if found == "*" else ONE

    return _GLOB.sub(mark, text)


def _extended(group: str, *, at_root: bool) -> str:
    """Return what `!(a|b)`, `@(a|b)` and their like stand for: all but a few names, or one of them."""
    choices = group[2:-1].split("|")
    if group[0] == "!" or at_root or any(not choice.strip("*?") for choice in choices):
        return STAR
    return choices[0].replace("*", STAR).replace("?", ONE)
