"""What can be said of a text before it is parsed: characters that hide what a person sees or a shell reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re

_INVISIBLE: Final = lazy_re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\u180e\ufeff\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U000e0000-\U000e007f\ufff9-\ufffb\u2028\u2029]"
)
"""Bidirectional controls, zero-width characters, tags and other characters without a shape."""
_JOINERS: Final = "\u200d\ufe0f"
_CONTROL: Final = lazy_re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANKS: Final = lazy_re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u0085]")
_WORD: Final = lazy_re.compile(r"[^\s;&|()<>'\"`$]+")
_LETTERS: Final = lazy_re.compile(r"[^\W\d_]+")
_LETTER_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL")
_HOST: Final = lazy_re.compile(r"(?:https?|ftp|git|ssh)://(?:[^/@\s]*@)?([^/:\s'\"]+)|@([\w.-]+\.[\w-]{2,})")
_CONFUSABLE: Final = str.maketrans("аеорсухіјѕһԁԛԝαορνικтмвнкзɡıӏ", "aeopcyxijshdqwaopviktmbhk3gil")


def hidden(text: str) -> Iterator[tuple[str, Span]]:
    """Yield (what, where) for every stretch that is not what it looks like."""
    for match in _CONTROL.finditer(text):
        yield "a control character", Span(match.start(), match.end())
    if text.isascii() and "xn--" not in text:
        return
    quoted = _quoted_spans(text)
    for match in _INVISIBLE.finditer(text):
        if (
            match.group() in _JOINERS
            and match.start()
            and unicodedata.category(text[match.start() - 1]) in ("So", "Mn", "Sk")
        ):
            continue  # part of an emoji
        yield "an invisible or direction-changing character", Span(match.start(), match.end())
    for match in _BLANKS.finditer(text):
        if not any(start <= match.start() < end for start, end in quoted):
            yield "a blank that shells do not split at", Span(match.start(), match.end())
    yield from _look_alikes(text, quoted)


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"'[^']*'|\"(?:\\.|[^\"\\])*\"", text)]


def _look_alikes(text: str, quoted: list[tuple[int, int]]) -> Iterator[tuple[str, Span]]:
    for match in _HOST.finditer(text):
        host = match.group(1) or match.group(2)
        where = Span(match.start(), match.end())
        if "xn--" in host.lower():
            try:
                decoded = host.encode("ascii").decode("idna")
            except (UnicodeError, ValueError):
                decoded = host
            if _mixes_scripts(decoded) or (
                not decoded.isascii() and decoded.translate(_CONFUSABLE).isascii()
            ):
                yield "a host name that only looks familiar", where
        elif not host.isascii() and (_mixes_scripts(host) or host.translate(_CONFUSABLE).isascii()):
            yield "a host name that only looks familiar", where
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or any(start < match.start() < end for start, end in quoted):
            continue
        if _mixes_scripts(word) or _is_disguised(word):
            yield "letters of another alphabet that look like ours", Span(match.start(), match.end())


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    return next((script for script in _LETTER_SCRIPTS if name.startswith(script)), "")


def _mixes_scripts(word: str) -> bool:
    return any(len({_script(char) for char in run} - {""}) > 1 for run in _LETTERS.findall(word))


def _is_disguised(word: str) -> bool:
    """Return whether a word wholly in another alphabet, or in full-width letters, reads as an ASCII word."""
    if len(_LETTERS.findall(word)) > 1 and word.isascii() is False and "." in word and "/" not in word:
        return any(_is_disguised(run) for run in _LETTERS.findall(word) if not run.isascii())
    scripts = {_script(char) for char in word if char.isalpha()}
    if scripts & {"FULLWIDTH", "MATHEMATICAL"}:
        return True
    letters = [char for char in word if char.isalpha()]
    return (
        "LATIN" not in scripts
        and bool(letters)
        and len(letters) > 1
        and "".join(letters).translate(_CONFUSABLE).isascii()
    )
