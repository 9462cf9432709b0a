"""Cuts the first whole command out of lines: a loop, a here-document and a continued line stay together.

This is no shell parser.  It only decides where a command that goes on ends; whether it is valid is for
the shell's own syntax check to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_HEREDOC: Final = re.compile(r"<<(-?)[ \t]*(?:'([^'\n]+)'|\"([^\"\n]+)\"|\\?([A-Za-z_][\w.-]*))")
_OPENERS: Final = frozenset({"for", "while", "until", "if", "case", "select"})
_FISH_OPENERS: Final = frozenset({"for", "while", "if", "switch", "function", "begin"})
_CLOSERS: Final = {"done": ("for", "while", "until", "select"), "fi": ("if",), "esac": ("case",), "}": ("{",)}
_FISH_CLOSERS: Final = {"end": tuple(_FISH_OPENERS)}
# After these words a command begins, so the next word may be a keyword again.
_INTRODUCERS: Final = frozenset(
    {"do", "then", "else", "elif", "!", "time", "if", "while", "until", "{", "begin"}
)
_WORD_END: Final = frozenset(" \t;&|()<>'\"`\\")


def first_command(text: str, dialect: str) -> tuple[str, bool]:
    """Return the first whole command of a text, and whether a here-document in it lacks its end.

    Args:
        text: begins with the command; more lines may follow.
        dialect: shell of the command; PowerShell and cmd continue lines in ways of their own.

    Returns:
        The beginning of the text up to the end of a line, without the blanks around it.  When the
        command never ends (an open quote, say), that is everything.
    """
    if dialect in ("powershell", "cmd"):
        return _first_windows_command(text, "`" if dialect == "powershell" else "^"), False
    scan = _Scan(fish=dialect == "fish")
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        scan.read_line(text[position:end].rstrip("\r"))
        position = end
        if not scan.is_open:
            break
        position += 1
    return stripped(text[:position]), bool(scan.heredocs)


def stripped(text: str) -> str:
    """Return the text without blanks around it; a blank after a backslash belongs to the command."""
    text = text.lstrip()
    bare = text.rstrip()
    backslashes = len(bare) - len(bare.rstrip("\\"))
    if backslashes % 2 and text[len(bare) : len(bare) + 1] == " ":
        return text[: len(bare) + 1]
    return bare


def _first_windows_command(text: str, continuation: str) -> str:
    position, depth = 0, 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].rstrip()
        depth += sum(line.count(sign) for sign in "{(") - sum(line.count(sign) for sign in "})")
        position = end
        if depth <= 0 and not line.endswith((continuation, "|", "&&")):
            break
        position += 1
    return stripped(text[:position])


@dataclass(slots=True)
class _Scan:
    """How far a text has got: what is still open at the end of the lines read so far."""

    fish: bool
    quote: str = ""
    """The quote that is open, or nothing."""
    nesting: list[str] = field(default_factory=list)
    """Open parentheses, braces and keywords, outermost first."""
    continued: bool = False
    """The last line ends with a backslash, a pipe, && or ||."""
    heredocs: list[tuple[str, bool]] = field(default_factory=list)
    """Here-documents whose end has not been seen: delimiter, and whether tabs before it are ignored."""

    @property
    def is_open(self) -> bool:
        """Whether the command goes on in the next line."""
        return bool(self.quote or self.heredocs or self.continued or self.nesting)

    def read_line(self, line: str) -> None:
        """Take in one more line, without its line end."""
        if self.heredocs and not self.quote:
            delimiter, tabs = self.heredocs[0]
            if (line.lstrip("\t") if tabs else line) == delimiter:
                self.heredocs.pop(0)
            return
        self.continued = False
        position, at_command = 0, True
        while position < len(line):
            position, at_command = self._step(line, position, at_command=at_command)

    def _step(self, line: str, position: int, *, at_command: bool) -> tuple[int, bool]:
        """Take in one sign or word; return where the next begins and whether a command may begin there."""
        sign = line[position]
        if self.quote:
            return self._inside_quote(line, position), False
        if sign == "\\":
            self.continued = position == len(line) - 1
            return position + 2, False
        if sign in "'\"`":
            self.quote = sign
            return position + 1, False
        if sign == "#" and (position == 0 or line[position - 1] in " \t;"):
            return len(line), False
        if line.startswith("<<<", position):
            return position + 3, False
        heredoc = _HEREDOC.match(line, position)
        if heredoc and self.nesting[-2:] != ["(", "("]:  # in arithmetic << shifts
            delimiter = heredoc.group(2) or heredoc.group(3) or heredoc.group(4)
            self.heredocs.append((delimiter, bool(heredoc.group(1))))
            return heredoc.end(), False
        if sign in "();&|":
            self._operator(sign, line[position + 1 :])
            return position + 1, True
        if sign in " \t<>":
            return position + 1, at_command
        end = position
        while end < len(line) and line[end] not in _WORD_END:
            end += 1
        return end, self._word(line[position:end], at_command=at_command)

    def _inside_quote(self, line: str, position: int) -> int:
        if line[position] == "\\" and self.quote != "'":
            return position + 2
        if line[position] == self.quote:
            self.quote = ""
        return position + 1

    def _operator(self, sign: str, rest: str) -> None:
        if sign == "(":
            self.nesting.append("(")
        elif sign == ")":
            # In `case` a closing parenthesis ends a pattern and was never opened.
            if self.nesting[-1:] == ["("]:
                self.nesting.pop()
        elif sign in "&|" and not rest.strip():
            # A single & at the end starts a job and ends the command; its double was seen one sign before.
            self.continued = sign == "|" or self.continued
        elif sign == "&" and rest.strip() == "&":
            self.continued = True

    def _word(self, word: str, *, at_command: bool) -> bool:
        """Keep count of keywords; return whether a command may begin after this word."""
        if word == "{":
            self.nesting.append("{")
            return True
        if not at_command:
            return False
        openers, closers = (_FISH_OPENERS, _FISH_CLOSERS) if self.fish else (_OPENERS, _CLOSERS)
        if word in openers:
            self.nesting.append(word)
        elif word in closers and self.nesting[-1:] and self.nesting[-1] in closers[word]:
            self.nesting.pop()
        return word in _INTRODUCERS
