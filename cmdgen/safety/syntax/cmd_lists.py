"""The lists that `for` of cmd goes through: plain words, numbers, lines of a file, a text or a command's output.

Source: https://learn.microsoft.com/windows-server/administration/windows-commands/for
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from cmdgen.core.records import Span
from cmdgen.safety import paths
from cmdgen.safety.ir import Lit, Part, Script, Sub, Word
from cmdgen.safety.resolve.marks import ONE, SOME, STAR, UNKNOWN
from cmdgen.safety.syntax.cmd_words import BLANKS, CmdWords, without_quotes, word_text
from cmdgen.safety.syntax.words import Origin

MAX_NUMBERS: Final = 32
"""Numbers of `for /l` that are followed one by one."""

ReadScript = Callable[[CmdWords], Script]
"""Reads the statements of a command in the list of `for /f`."""


def plain_items(words: CmdWords, inside: str, at: int, folder: str) -> tuple[Word, ...]:
    """Return the words of a plain list, wildcards marked, below the folder of `for /r`."""
    reader = CmdWords(inside, words.origin.within(at), words.depth + 1)
    reader.loop_names = words.loop_names
    found: list[Word] = []
    while True:
        reader.skip(BLANKS + ",;=\n")
        if reader.position >= len(inside):
            break
        found.append(_pattern(reader.word(",;="), folder))
    words.defaults |= reader.defaults
    return tuple(found)


def line_items(
    words: CmdWords,
    inside: str,
    at: int,
    options: str,
    read_script: ReadScript,
    show_file: Callable[[Word], Script],
) -> Word:
    """Return the word for the set of `for /f`: a command's output, a text, or a file's lines.

    Args:
        words: the reader of the text around the list.
        inside: what stands between the parentheses, from position `at` on.
        options: such as `usebackq tokens=1,2`.
        read_script: reads the statements of a quoted command.
        show_file: returns the statements that print a file.
    """
    span = words.origin.span(at, at + len(inside))
    text = inside.strip()
    command, string = ("`", "'") if "usebackq" in options.lower() else ("'", '"')
    if len(text) > 1 and text[0] == text[-1] == command:
        nested = CmdWords(re.sub(r"\^(.)", r"\1", text[1:-1]), Origin(fixed=span), words.depth + 1)
        nested.loop_names = words.loop_names
        script = read_script(nested)
        words.defaults |= nested.defaults
        return Word((Sub(script),), span)
    if len(text) > 1 and text[0] == text[-1] == string:
        return _text_item(words, text[1:-1], span)
    file = CmdWords(text, Origin(fixed=span), words.depth + 1).word("")
    return Word((Sub(show_file(file)),), span)


def _text_item(words: CmdWords, text: str, span: Span) -> Word:
    reader = CmdWords(text, Origin(fixed=span), words.depth + 1)
    reader.loop_names = words.loop_names
    parts: list[Part] = []
    while reader.position < len(text):
        reader.skip(BLANKS + "\n")
        parts.extend([*reader.word("").parts, Lit(" ")])
    words.defaults |= reader.defaults
    return Word(tuple(parts[:-1]) or (Lit("", quoted=True),), span)


def _pattern(word: Word, folder: str) -> Word:
    """Return one item of a plain list: quotes gone, wildcards marked, below the folder of `for /r`."""
    parts = tuple(
        Lit(_slashes(part.text), quoted=True) if isinstance(part, Lit) else part for part in word.parts
    )
    if folder:
        base = _slashes(folder).rstrip("/")
        start = ("C:" if base == "" else base) + "/"
        if paths.narrows(word_text(Word(parts))):  # the names are looked for in every folder below
            start += STAR + SOME + "/"
        parts = (Lit(start, quoted=True), *parts)
    return Word(parts, word.span)


def _slashes(text: str) -> str:
    return without_quotes(text).replace("\\", "/").replace("*", STAR).replace("?", ONE)


def _bounds(inside: str) -> tuple[int, int, int] | None:
    found = [part for part in re.split(r"[\s,;=]+", inside.strip()) if part]
    if len(found) != 3 or not all(re.fullmatch(r"-?\d{1,9}", number) for number in found):
        return None
    start, step, end = map(int, found)
    return start, step, end


def is_endless(inside: str) -> bool:
    """Return whether `for /l (start,step,end)` never reaches its end."""
    bounds = _bounds(inside) if inside.strip(" ,;=\t") else (0, 0, 0)
    return bounds is not None and bounds[1] == 0 and bounds[0] <= bounds[2]


def numbers(inside: str) -> list[str]:
    """Return the numbers of `for /l (start,step,end)` where they are few and known."""
    bounds = _bounds(inside)
    if bounds is None:
        return [UNKNOWN if "%" in inside or "!" in inside else SOME]
    start, step, end = bounds
    if step == 0 or abs(end - start) // abs(step) > MAX_NUMBERS:
        return [SOME]
    return [str(number) for number in range(start, end + (1 if step > 0 else -1), step)] or [SOME]
