"""The file that a request is about, and the one that the result goes into."""

from __future__ import annotations

from typing import Final

from scripts.starter.compose.kit import Draft

CASE: Final = (
    "ignoring case",
    "case insensitive",
    "case insensitively",
    "(no matter|regardless of) (upper or lower |the |)case",
    "in any case",
    "upper or lower case",
    "(and|) ignore case",
    "not case sensitive",
)


def draw_source(d: Draft, kind: str = "") -> str:
    """Draw the file that it is about; its words are ``{src}``, perhaps with "the file" before it."""
    value = d.draw(kind or d.among({"file": 3.0, "txt": 3.0, "log": 1.6}))
    d.values["src"] = value
    if value.words != value.written or d.chance(0.75):
        return "{src}"
    return d.one(
        (
            "the file {src}",
            "file {src}",
            "my {src}",
            "the text file {src}" if value.written.endswith(".txt") else "the file {src}",
        )
    )


def draw_saved(d: Draft, share: float = 0.14) -> tuple[str, str]:
    """Perhaps a file for the result: its words and the redirection."""
    if not d.chance(share):
        return "", ""
    d.values["out"] = d.draw("txt")
    return d.one(
        (
            "and (save|write|put) (it|them|the result|the output) (to|in|into) {out}",
            "into {out}",
            "(and|) (save|store) (it|) (to|as|in) {out}",
            "> {out}",
            "and redirect (it|the output) to {out}",
        )
    ), " > {out}"
