"""The lines of a text for POSIX-like shells: blanks, comments, reserved words and the bodies of here-documents."""

from __future__ import annotations

import re

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Lit, Part, Redirect, SyntaxProblem, Word
from cmdgen.safety.syntax.words import Origin, WordReader

_BLANKS = lazy_re.compile(r"(?:[ \t]|\\\n)+")
_KEYWORD = lazy_re.compile(r"(?:[a-z]+|[{}]|\[\[)(?=[\s;&|()<>]|$)|!(?=\s)")


class Lines:
    """Moves between the words of one text.

    Args:
        reader: reads the words, and holds the text and the position in it.
    """

    def __init__(self, reader: WordReader) -> None:
        self.reader = reader
        self._after_bodies: dict[int, int] = {}
        """Line end -> where reading goes on after the here-documents of that line."""
        self._logical_line = (1, 0)
        """Start and end of the line whose end was looked for last; several here-documents share a line."""

    def blanks(self, *, newlines: bool = False) -> None:
        """Skip blanks and comments, and with `newlines` line ends too (reading here-documents on the way)."""
        reader = self.reader
        while True:
            blank = _BLANKS.match(reader.text, reader.position)
            if blank:
                reader.position = blank.end()
            char = reader.peek()
            if char == "#":
                end = reader.text.find("\n", reader.position)
                reader.position = len(reader.text) if end < 0 else end
            elif newlines and char == "\n":
                reader.position += 1
                self._heredocs()
            elif not blank:
                return

    def keyword(self) -> str:
        """Return the reserved word at the position, or an empty text; nothing is consumed."""
        match = _KEYWORD.match(self.reader.text, self.reader.position)
        return match.group() if match else ""

    def expect(self, *words: str) -> str:
        """Read one of these reserved words, and return it.

        Raises:
            SyntaxProblem: something else stands there.
        """
        self.blanks(newlines=True)
        self.separators()
        found = self.keyword()
        if found not in words:
            raise self.reader.fail(f"expected `{words[0]}`")
        self.reader.position += len(found)
        return found

    def separators(self) -> None:
        """Skip blanks, line ends and semicolons between statements."""
        while True:
            self.blanks(newlines=True)
            if (
                self.reader.peek() == ";"
                and self.reader.peek(1) not in ("&", ";")
                and not self.zsh_fall_through()
            ):
                self.reader.position += 1
            else:
                return

    def zsh_fall_through(self) -> bool:
        """Return whether zsh's `;|` stands at the position, which ends a branch of `case`."""
        return self.reader.zsh and self.reader.peek(1) == "|"

    def closing(self, char: str) -> None:
        """Read a closing bracket.

        Raises:
            SyntaxProblem: something else stands there.
        """
        self.separators()
        if self.reader.peek() != char:
            raise self.reader.fail(f"expected `{char}`")
        self.reader.position += 1

    def heredoc(self, op: str, target: Word, raw: str, fd: str) -> Redirect:
        """Find the body of a here-document further down, and note where reading goes on after it."""
        reader = self.reader
        delimiter = "".join(part.text for part in target.parts if isinstance(part, Lit))
        quoted = any(char in raw for char in "'\"\\")
        line_end = self._line_end()
        start, end, after = self._body(line_end, delimiter, strip=op == "<<-")
        text = reader.text[start:end]
        shown = re.sub(r"(?m)^\t+", "", text) if op == "<<-" else text
        if quoted:
            parts: list[Part] = [Lit(shown, quoted=True)]
        else:
            inside = (
                reader.origin.within(start) if shown == text else Origin(fixed=reader.origin.span(start, end))
            )
            inner = WordReader(
                shown, inside, reader.depth + 1, zsh=reader.zsh, parse_script=reader.parse_script
            )
            parts = []
            inner.quoted_text(parts, end="")
        self._after_bodies[line_end] = max(after, self._after_bodies.get(line_end, 0))
        return Redirect("<<", Word(tuple(parts), reader.origin.span(start, end)), fd, target.span)

    def _line_end(self) -> int:
        """Return where the current logical line ends: here-document bodies start after it."""
        reader = self.reader
        index = reader.position
        text = reader.text
        if self._logical_line[0] <= index <= self._logical_line[1]:
            return self._logical_line[1]
        started = index
        while index < len(text) and text[index] != "\n":
            char = text[index]
            if char == "\\":
                index += 1
            elif char == "'":
                close = text.find("'", index + 1)
                index = close if close >= 0 else index
            elif char == '"':
                close = _double_quote_end(text, index)
                index = close if close >= 0 else index
            index += 1
        self._logical_line = (started, min(index, len(text)))
        return self._logical_line[1]

    def _body(self, line_end: int, delimiter: str, *, strip: bool) -> tuple[int, int, int]:
        """Return start and end of the body and the position after its delimiter line."""
        text = self.reader.text
        start = max(line_end + 1, self._after_bodies.get(line_end, 0))
        index = start
        while index <= len(text):
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            line = text[index:end]
            if (line.lstrip("\t") if strip else line) == delimiter:
                return min(start, len(text)), index, min(end + 1, len(text))
            if end >= len(text):
                break
            index = end + 1
        if self.reader.depth == 0:
            raise SyntaxProblem(f"the here-document is not ended by a line `{delimiter}`", line_end)
        return min(start, len(text)), len(text), len(text)

    def _heredocs(self) -> None:
        """After a line end was consumed: jump over the bodies that belong to that line."""
        target = self._after_bodies.get(self.reader.position - 1)
        if target is not None:
            self.reader.position = target


def _double_quote_end(text: str, start: int) -> int:
    index = start + 1
    while index < len(text):
        if text[index] == "\\":
            index += 1
        elif text[index] == '"':
            return index
        index += 1
    return -1
