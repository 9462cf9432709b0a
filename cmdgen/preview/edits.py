"""Changes of single words of a command's text; everything around them stays as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmdgen.core.records import Span


def replaced_words(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """Return the text with words replaced; an empty replacement takes the blanks behind the word away as well."""
    for span, new in sorted(set(edits), key=lambda edit: -edit[0].start):
        after = text[span.end :]
        before = text[: span.start]
        if new:
            text = before + new + after
        else:
            text = before + after.lstrip(" \t") if after.strip() else before.rstrip(" \t")
    return text


def is_word_of(text: str, span: Span, word: str) -> bool:
    """Return whether exactly this word is written at the span, without quotes or expansions."""
    return text[span.start : span.end] == word
