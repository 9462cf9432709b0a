"""Simple commands of POSIX-like shells: assignments, words and redirections."""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Assign, Lit, Part, Redirect, Simple, Word
from cmdgen.safety.syntax.posix_lines import Lines

_ARRAY_KEY = lazy_re.compile(r"\[[^\]\n$`]*\]\+?=")
_ASSIGN = lazy_re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\[[^\]\n]*\])?(\+?)=")
_REDIRECT = lazy_re.compile(r"(\d+|\{[A-Za-z_]\w*\})?(<<<|<<-?|<>|<&|>>|>\||>&|>!|&>>|&>|<|>)")
_DECLARERS: Final = frozenset(
    {"export", "declare", "local", "readonly", "typeset", "alias", "float", "integer"}
)


class SimpleCommands(Lines):
    """Reads the simple commands of one text."""

    def simple(self) -> Simple:
        """Read a simple command: assignments, words and redirections.

        Raises:
            SyntaxProblem: nothing stands there that may begin a command.
        """
        reader, start = self.reader, self.reader.position
        words: list[Word] = []
        assigns: list[Assign] = []
        redirects: list[Redirect] = []
        declares = False
        while True:
            self.blanks()
            char = reader.peek()
            if not char or char in "\n;|)":
                break
            redirect = _REDIRECT.match(reader.text, reader.position)
            if redirect and not (reader.text.startswith(("<(", ">("), reader.position)):
                redirects.append(self._redirect(redirect))
                continue
            if char == "&":
                break
            if char == "(":
                if not (reader.zsh and words):
                    raise reader.fail("unexpected `(`")
                parts: list[Part] = []
                reader.pattern_group(parts)
                words.append(Word(tuple(parts), reader.origin.span(start, reader.position)))
                continue
            assign = _ASSIGN.match(reader.text, reader.position)
            if assign and (not words or declares):
                made = self._assign(assign)
                if words:
                    words.append(_declared(made))
                assigns.append(made)
                continue
            if reader.zsh and words and self.keyword() == "}":
                break
            words.append(reader.word())
            if len(words) == 1:
                first = words[0].parts
                declares = len(first) == 1 and isinstance(first[0], Lit) and first[0].text in _DECLARERS
        if reader.position == start:
            raise reader.fail(f"unexpected `{reader.peek()}`" if reader.peek() else "a command is missing")
        return Simple(
            tuple(words), tuple(assigns), tuple(redirects), reader.origin.span(start, reader.position)
        )

    def _assign(self, match: re.Match[str]) -> Assign:
        reader, start = self.reader, self.reader.position
        reader.position = match.end()
        index = match.group(2)[1:-1] if match.group(2) else None
        evaluated: list[Part] = []
        if index and ("$(" in index or "`" in index):
            reader.arithmetic(evaluated, match.start(2) + 1, match.end(2) - 1)
        value: Word | tuple[Word, ...]
        if reader.peek() == "(":
            reader.position += 1
            items: list[Word] = []
            while True:
                self.blanks(newlines=True)
                if reader.peek() == ")":
                    break
                if not reader.peek() or reader.peek() in ";&|":
                    raise reader.fail("an array is not closed")
                item = reader.position
                if key := _ARRAY_KEY.match(reader.text, item):
                    reader.position = key.end()  # `[key]=value`: the value is what counts
                items.append(reader.word())
                if (
                    reader.position == item
                ):  # bash takes no bracket or redirection inside the brackets of an array
                    raise reader.fail(f"unexpected `{reader.peek()}` in an array")
            reader.position += 1
            value = tuple(items)
        else:
            value = reader.word()
            value = Word((*evaluated, *value.parts), value.span) if evaluated else value
        return Assign(
            match.group(1), value, bool(match.group(3)), index, reader.origin.span(start, reader.position)
        )

    def redirects(self) -> tuple[Redirect, ...]:
        """Read the redirections behind a compound command."""
        found: list[Redirect] = []
        while True:
            self.blanks()
            match = _REDIRECT.match(self.reader.text, self.reader.position)
            if not match or self.reader.text.startswith(("<(", ">("), self.reader.position):
                return tuple(found)
            found.append(self._redirect(match))

    def _redirect(self, match: re.Match[str]) -> Redirect:
        reader, start = self.reader, self.reader.position
        fd, op = match.group(1) or "", match.group(2)
        reader.position = match.end()
        self.blanks()
        if op in (">&", "<&") and reader.peek() == "-":
            reader.position += 1
            return Redirect(op, Word((Lit("-"),)), fd, reader.origin.span(start, reader.position))
        if not reader.peek() or reader.peek() in "\n;|)":
            raise reader.fail(f"`{op}` is not followed by a name")
        target_start = reader.position
        target = reader.word()
        span = reader.origin.span(start, reader.position)
        if op in ("<<", "<<-"):
            return self.heredoc(op, target, reader.text[target_start : reader.position], fd)
        return Redirect({">!": ">|"}.get(op, op), target, fd, span)


def _declared(assign: Assign) -> Word:
    """Return the word that `export NAME=value` passes to export, as far as later steps need it."""
    value = assign.value.parts if isinstance(assign.value, Word) else ()
    name = assign.name + ("+=" if assign.append else "=")
    if value and isinstance(value[0], Lit) and not value[0].quoted:
        return Word(
            (Lit(name + value[0].text), *value[1:]), assign.span
        )  # one literal, so that a tilde is seen
    return Word((Lit(name), *value), assign.span)
