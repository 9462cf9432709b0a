"""The word level of fish: quotes, escapes, variables, command substitutions, braces and patterns.

Source: https://fishshell.com/docs/current/language.html
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import (
    Lit,
    Part,
    Pipeline,
    Proc,
    Script,
    Simple,
    Sub,
    SyntaxProblem,
    TooComplex,
    Var,
    Word,
)
from cmdgen.safety.resolve.marks import HOME, SOME
from cmdgen.safety.syntax.words import Origin

MAX_DEPTH: Final = 24
_NAME: Final = lazy_re.compile(r"\w+", re.ASCII)
_PLAIN: Final = lazy_re.compile(r"[A-Za-z0-9_./:,=@%^+\-]+")
_ESCAPE: Final = lazy_re.compile(
    r"[xX]([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|c(.)", re.DOTALL
)
SLICE: Final = "fish slice"
"""Pseudo builtin that prints the elements of a list that an index names."""
_SLICE: Final = lazy_re.compile(r"-\d+|(?:-?\d+)?\.\.(?:-?\d+)?|-?\d+(?:\s+-?\d+)+")
_LETTERS: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_NOT_VARIABLES: Final = {
    "?": "$? is not the exit status in fish; it is $status", "$": "$$ is not the process id in fish; it is $fish_pid", "@": "$@ is $argv in fish",
    "*": "$* is $argv in fish", "#": "$# is not known in fish; use `count $argv`", "{": "fish writes {$x} for ${x}", "-": "$- is not a variable of fish",
    "!": "$! is $last_pid in fish",
}  # fmt: skip
_OPEN_VALUES: Final = frozenset({
    "status", "pipestatus", "fish_pid", "last_pid", "version", "FISH_VERSION", "hostname", "SHLVL", "COLUMNS", "LINES", "CMD_DURATION", "umask",
    "fish_kill_signal", "fish_killring", "history",
})  # fmt: skip
_FOLDERS: Final = {
    "__fish_config_dir": HOME + "/.config/fish",
    "__fish_user_data_dir": HOME + "/.local/share/fish",
    "__fish_data_dir": "/usr/share/fish",
}


class FishWords:
    """Reads the words of one text.

    Args:
        text: the text that is read.
        origin: where this text stands in the whole command.
        depth: how many texts deep this one is.
    """

    def __init__(self, text: str, origin: Origin, depth: int) -> None:
        self.text = text
        self.position = 0
        self.origin = origin
        self.depth = depth
        self.read_script: Callable[[], Script]
        """Reads statements up to a closing parenthesis; set by the statement level."""

    def peek(self, ahead: int = 0) -> str:
        """Return a character ahead, or an empty string at the end."""
        index = self.position + ahead
        return self.text[index] if index < len(self.text) else ""

    def fail(self, message: str) -> SyntaxProblem:
        """Return the problem to raise at the current position."""
        return SyntaxProblem(message, self.position)

    def at_word_end(self) -> bool:
        """Return whether the current character ends an unquoted word."""
        char = self.peek()
        if char == "&":  # inside a word it is text, as in an address
            following = self.peek(1)
            return following == "" or following in " \t\n;|&<>)"
        return char == "" or char in " \t\n\r;|<>)"

    def word(self) -> Word:
        """Read one word; the position is at its first character."""
        start = self.position
        parts: list[Part] = []
        braces = 0
        while not self.at_word_end() or (braces and self.peek() not in ("", "\n", ")", "|", "&", ";")):
            plain = _PLAIN.match(self.text, self.position)
            if plain:
                parts.append(Lit(plain.group()))
                self.position = plain.end()
                continue
            char = self.peek()
            if char == "'":
                parts.append(Lit(self._single(), quoted=True))
            elif char == '"':
                parts.extend(self._double())
            elif char == "\\":
                parts.extend(self._escape())
            elif char == "$":
                parts.append(self._dollar(quoted=False))
            elif char == "(":
                parts.append(self._substitution(quoted=False))
            else:
                braces += {"{": 1, "}": -1}.get(char, 0)
                if braces < 0 and self.position > start:
                    raise self.fail("`}` closes nothing")
                parts.append(Lit(char, quoted=char not in "{}*?~" and not char.isalnum()))
                self.position += 1
        if braces > 0 and self.text[start : self.position] != "{":
            raise self.fail("`{` is not closed")
        if self.position == start:
            raise self.fail(f"unexpected `{self.peek()}`" if self.peek() else "expected a word")
        return Word(_joined(parts), self.origin.span(start, self.position))

    # -- quotes --------------------------------------------------------------------------------------

    def _single(self) -> str:
        self.position += 1
        found: list[str] = []
        while (char := self.peek()) != "'":
            if char == "":
                raise self.fail("the quote ' is not closed")
            if char == "\\" and self.peek(1) in ("'", "\\"):
                self.position += 1
                char = self.peek()
            found.append(char)
            self.position += 1
        self.position += 1
        return "".join(found)

    def _double(self) -> list[Part]:
        self.position += 1
        parts: list[Part] = [Lit("", quoted=True)]
        found: list[str] = []

        def flush() -> None:
            if found:
                parts.append(Lit("".join(found), quoted=True))
                found.clear()

        while (char := self.peek()) != '"':
            if char == "":
                raise self.fail('the quote " is not closed')
            if char == "\\" and self.peek(1) in ('"', "$", "\\", "\n"):
                if self.peek(1) != "\n":
                    found.append(self.peek(1))
                self.position += 2
            elif char == "$":
                flush()
                parts.append(self._dollar(quoted=True))
            else:
                found.append(char)
                self.position += 1
        flush()
        self.position += 1
        return parts

    def _escape(self) -> list[Part]:
        following = self.peek(1)
        if following == "":
            raise self.fail("nothing follows `\\`")
        self.position += 2
        if following == "\n":
            return []
        number = _ESCAPE.match(self.text, self.position - 1)
        if number:
            self.position = number.end()
            short, four, eight, octal, control = number.groups()
            if control:
                return [Lit(chr(ord(control[0]) & 0x1F), quoted=True)]
            code = int(octal, 8) if octal else int(short or four or eight, 16)
            return [Lit(chr(code) if code < 0x110000 else "\ufffd", quoted=True)]
        return [Lit(_LETTERS.get(following, following), quoted=True)]

    # -- variables and substitutions -----------------------------------------------------------------

    def _dollar(self, *, quoted: bool) -> Part:
        if self.peek(1) == "(":
            self.position += 1
            return self._substitution(quoted=quoted)
        depth = 0
        while self.peek(1) == "$":
            self.position += 1
            depth += 1
        name = _NAME.match(self.text, self.position + 1)
        if not name:
            if depth:
                self.position -= 1
            raise self.fail(_NOT_VARIABLES.get(self.peek(1), "a variable name must follow `$`"))
        self.position = name.end()
        index, run = self._index()
        found = _variable(name.group(), index, indirect=depth > 0, quoted=quoted)
        if run or (index is not None and _SLICE.fullmatch(index) and isinstance(found, Var)):
            return _sliced(found, index or "", run, quoted=quoted)
        return found

    def _index(self) -> tuple[str | None, list[Part]]:
        """Read `[1]` or `[2..-1]` behind a variable or a substitution; return it and what runs inside it."""
        run: list[Part] = []
        if self.peek() != "[":
            return None, run
        depth, start = 0, self.position
        while (char := self.peek()) and char != "\n":
            if char == "(":
                run.append(self._substitution(quoted=True))
                continue
            depth += {"[": 1, "]": -1}.get(char, 0)
            self.position += 1
            if depth == 0:
                return self.text[start + 1 : self.position - 1].strip(), run
        raise self.fail("`[` is not closed")

    def _substitution(self, *, quoted: bool) -> Part:
        if self.depth > MAX_DEPTH:
            raise TooComplex
        self.position += 1
        self.depth += 1
        script = self.read_script()
        self.depth -= 1
        if self.peek() != ")":
            raise self.fail("`(` is not closed")
        self.position += 1
        index, run = self._index()
        found = _substituted(script, quoted=quoted)
        if run or (index is not None and _SLICE.fullmatch(index) and isinstance(found, Sub)):
            return _sliced(found, index or "", run, quoted=quoted)
        return found


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Lit) and isinstance(last, Lit) and part.quoted == last.quoted:
            joined[-1] = Lit(last.text + part.text, part.quoted)
        else:
            joined.append(part)
    return tuple(joined)


def _variable(name: str, index: str | None, *, indirect: bool, quoted: bool) -> Part:
    """Return a variable: fish never splits values at blanks, lists stand for several words."""
    if name in _OPEN_VALUES:
        return Lit(SOME, quoted=True)
    if name in _FOLDERS:
        return Lit(_FOLDERS[name], quoted=True)
    if indirect:
        return Var(name, "indirect", quoted=True)
    if name == "argv":
        return Var(index if index and index.isdigit() else "@", quoted=True)
    if index is not None and index.isdigit() and int(index) > 0:
        return Var(name, index=str(int(index) - 1), quoted=True)
    return Var(name, index="@", quoted=True)


def _sliced(whole: Part, index: str, run: list[Part], *, quoted: bool) -> Part:
    """Return `$x[2..1]`, or a list whose index a command computes, as the output of a builtin of our own."""
    words = (Word((Lit(SLICE, quoted=True),)), Word((Lit(index, quoted=True), *run)), Word((whole,)))
    return Sub(Script((Simple(words),)), quoted)


def is_slice(part: Sub) -> bool:
    """Return whether a substitution is only some elements of a list, as `_sliced` makes it."""
    first = part.script.items[0] if part.script.items else None
    return (
        isinstance(first, Simple) and bool(first.words) and first.words[0].parts[0] == Lit(SLICE, quoted=True)
    )


def _substituted(script: Script, *, quoted: bool) -> Part:
    """Return a command substitution; `(... | psub)` is the name of a file with the output."""
    last = script.items[-1] if script.items else None
    if isinstance(last, Pipeline) and _first_word(last.stages[-1]) == "psub":
        rest = last.stages[:-1]
        node = rest[0] if len(rest) == 1 else Pipeline(rest, last.span)
        return Proc(Script((*script.items[:-1], node)))
    return Sub(script, quoted)


def _first_word(node: object) -> str:
    if isinstance(node, Simple) and node.words and len(node.words[0].parts) == 1:
        part = node.words[0].parts[0]
        return part.text if isinstance(part, Lit) else ""
    return ""
