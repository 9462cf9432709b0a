"""Pages in the macros of man(7), among them those that help2man, docbook, pod2man and md2man write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.manuals.page_text import shown_lines
from cmdgen.manuals.roff import arguments, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALTERNATING: Final = frozenset({"BR", "RB", "BI", "IB", "IR", "RI"})
_FONTS: Final = frozenset({"B", "I", "SM", "SB", "R", "CW", "C"})
_PARAGRAPHS: Final = frozenset({"PP", "P", "LP", "sp", "HP", "RE", "br", "nf", "fi", "EX", "EE"})


def events(text: str) -> Iterator[tuple[str, str]]:  # noqa: C901, PLR0912  a reader of a grammar branches as often as the grammar
    """Yield what a page consists of, in order.

    `heading` text, `tag` text (the word in front of an indented paragraph), `break` (a paragraph ends),
    `indent` (what follows belongs to the line before), and `text`.
    """
    wants = ""
    """What the next line of text is: a tag, a heading, or just text."""
    for raw in shown_lines(text):
        if raw[:1] != ".":
            shown = plain(raw)
            if not shown.strip():
                if not wants:
                    yield "break", ""
                continue
            if raw[:1] in {" ", "\t"} and not wants:
                yield "indent", ""
            yield wants or "text", shown.strip()
            wants = ""
            continue
        name, _, rest = raw[1:].partition(" ")
        if name in _ALTERNATING or name in _FONTS:
            joint = "" if name in _ALTERNATING else " "
            shown = plain(joint.join(arguments(rest)))
            if shown.strip():
                yield wants or "text", shown.strip()
                wants = ""
        elif name in {"SH", "SS"}:
            words = plain(" ".join(arguments(rest)))
            wants = "" if words else "heading"
            if words:
                yield "heading", words
        elif name in {"TP", "TQ"}:
            wants = "tag"
        elif name == "IP":
            tag = plain((arguments(rest) or [""])[0]).strip()
            yield ("tag", tag) if tag else ("break", "")
        elif name == "RS":
            yield "indent", ""
        elif name == "OP":
            yield "text", "[" + plain(" ".join(arguments(rest))) + "]"
        elif name in _PARAGRAPHS:
            yield "break", ""
