"""Splits a command into its programs, options and operands, for comparing how two commands are worded.

Not the reader of the validator: that one says what a command can do, this one says when two commands are the
same but for spelling, and gives up on anything unusual.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_CONNECTORS: Final = {"&&": ";", ";": ";", "\n": ";", "||": "||", "|&": "|", "|": "|", "&": "&"}


class UnreadableError(ValueError):
    """The command is not one that can be split: a quote is open, or a parenthesis."""


@dataclass(frozen=True, slots=True)
class Part:
    """One simple command, and how it is connected with the next."""

    words: tuple[str, ...]
    """Without quotes."""
    connector: str
    """`;` (also for `&&`), `|`, `||`, `&`, or nothing at the end."""


def split(command: str) -> list[Part]:
    """Return the simple commands of a text.

    Raises:
        UnreadableError: a quote, a parenthesis or a substitution is not closed.
    """
    parts: list[Part] = []
    words: list[str] = []
    reader = _Reader(command.strip())
    while (token := reader.next()) is not None:
        text, is_operator = token
        if not is_operator:
            words.append(text)
            continue
        if words:
            parts.append(Part(tuple(words), _CONNECTORS[text]))
            words = []
    if words:
        parts.append(Part(tuple(words), ""))
    elif parts and parts[-1].connector == ";":
        parts[-1] = Part(parts[-1].words, "")
    return parts


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def next(self) -> tuple[str, bool] | None:
        """Return the next word or operator, and whether it is an operator."""
        text = self._text
        while self._at < len(text) and text[self._at] in " \t":
            self._at += 1
        if self._at >= len(text):
            return None
        for operator in ("&&", "||", "|&", "|", ";", "&", "\n"):
            # `&>` writes both outputs to a file.
            if text.startswith(operator, self._at) and not text.startswith("&>", self._at):
                self._at += len(operator)
                return operator, True
        return self._word(), False

    def _word(self) -> str:
        text, found = self._text, ""
        while self._at < len(text):
            letter = text[self._at]
            if letter in " \t\n|;" or (
                letter == "&" and not (found.endswith(">") or text.startswith("&>", self._at))
            ):
                break
            if letter == "\\":
                found += text[self._at + 1 : self._at + 2]
                self._at += 2
            elif letter == "'":
                end = self._find("'", self._at + 1)
                found += text[self._at + 1 : end]
                self._at = end + 1
            elif letter == '"':
                found += self._double_quoted()
            elif letter == "`" or text.startswith(("$(", "${", "<(", ">("), self._at):
                found += self._substitution()
            else:
                found += letter
                self._at += 1
        return found

    def _double_quoted(self) -> str:
        text, found = self._text, ""
        self._at += 1
        while self._at < len(text) and text[self._at] != '"':
            if text[self._at] == "\\" and text[self._at + 1 : self._at + 2] in {'"', "\\", "$", "`"}:
                found += text[self._at + 1]
                self._at += 2
            elif text[self._at] == "`" or text.startswith("$(", self._at):
                found += self._substitution()
            else:
                found += text[self._at]
                self._at += 1
        if self._at >= len(text):
            raise UnreadableError(text)
        self._at += 1
        return found

    def _substitution(self) -> str:
        """Return what stands in backquotes or parentheses, in the form with parentheses."""
        text, start = self._text, self._at
        if text[start] == "`":
            end = self._find("`", start + 1)
            self._at = end + 1
            return f"$({' '.join(text[start + 1 : end].split())})"
        opening, closing = text[start + 1], {"(": ")", "{": "}"}[text[start + 1]]
        depth = 0
        for position in range(start + 1, len(text)):
            depth += (text[position] == opening) - (text[position] == closing)
            if depth == 0:
                self._at = position + 1
                return " ".join(text[start : self._at].split())
        raise UnreadableError(text)

    def _find(self, mark: str, start: int) -> int:
        end = self._text.find(mark, start)
        if end < 0:
            raise UnreadableError(self._text)
        return end
