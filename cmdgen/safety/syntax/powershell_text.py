"""The character level of PowerShell: blanks, comments, quotes, variables, and the nodes that expressions become.

An expression becomes a call of an operator such as `powershell:join`, whose handler computes the value: so that
values, their origins and what runs inside them take the same way as commands do.
"""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Lit, Part, Script, Simple, Sub, SyntaxProblem, TooComplex, Var, Word
from cmdgen.safety.resolve.marks import HOME, SOME
from cmdgen.safety.syntax.words import Origin

OPERATOR: Final = "powershell:"
"""What the names of operators begin with; no program name holds a colon."""
LIST: Final = "\ue020"
"""Stands between the elements of an array; the user's text cannot hold it (see `marks.without_forgeries`)."""
MAX_DEPTH: Final = 60
"""Nested brackets that are followed."""

_QUOTES: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2013\u2014\u2015", "-"),
    }
)
"""PowerShell takes typographic quotes and dashes for plain ones.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
"""
_ESCAPES: Final = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "e": "\x1b",
}
_VARIABLE: Final = lazy_re.compile(r"\$(?:\{([^}]*)\}|((?:[A-Za-z_]\w*:(?=\w))?\w+)|([$?^]))")
_SCOPES: Final = frozenset({"global", "local", "script", "private", "using", "variable"})
_ENVIRONMENT: Final = {
    "userprofile": HOME, "home": HOME, "homepath": HOME, "temp": "C:/Temp", "tmp": "C:/Temp", "tmpdir": "/tmp", "localappdata": HOME + "/AppData/Local",  # noqa: S108
    "appdata": HOME + "/AppData/Roaming", "systemroot": "C:/Windows", "windir": "C:/Windows", "systemdrive": "C:", "homedrive": "C:", "programfiles": "C:/Program Files",
    "programfiles(x86)": "C:/Program Files (x86)", "programw6432": "C:/Program Files", "programdata": "C:/ProgramData", "allusersprofile": "C:/ProgramData", "public": "C:/Users/Public",
    "onedrive": HOME + "/OneDrive", "comspec": "cmd", "username": SOME, "computername": SOME, "userdomain": SOME, "os": "Windows_NT", "path": SOME, "psmodulepath": SOME,
}  # fmt: skip
_AUTOMATIC: Final = {
    "true": "True", "false": "False", "null": "", "profile": HOME + "/.config/powershell/profile.ps1", "pid": SOME, "lastexitcode": SOME, "?": "True", "pshome": "C:/Windows/System32/WindowsPowerShell/v1.0",
    "psscriptroot": SOME, "pscommandpath": SOME, "psculture": SOME, "ofs": " ", "iswindows": "True", "islinux": "False", "ismacos": "False", "shellid": "Microsoft.PowerShell",
}  # fmt: skip


def literal(text: str, span_of: Word | None = None) -> Word:
    """Return a word that stands for itself."""
    return Word((Lit(text, quoted=True),), span_of.span) if span_of else Word((Lit(text, quoted=True),))


def operator(name: str, *words: Word, like: Word | None = None) -> Word:
    """Return a word whose value an operator computes from other words."""
    span = like.span if like else words[0].span if words else Word(()).span
    node = Simple((literal(OPERATOR + name), *words), span=span)
    return Word((Sub(Script((node,)), quoted=True),), span)


def constant(word: Word) -> str | None:
    """Return the text of a word without variables, or None."""
    if all(isinstance(part, Lit) for part in word.parts):
        return "".join(part.text for part in word.parts if isinstance(part, Lit))
    return None


class Reader:
    """Reads characters of one text.

    Args:
        text: the text that is read.
        origin: where this text stands in the whole command.
        depth: how many texts deep this one is.
    """

    def __init__(self, text: str, origin: Origin, depth: int) -> None:
        self.text = text.translate(_QUOTES)
        self.position = 0
        self.origin = origin
        self.depth = depth
        self.nesting = 0
        self.set_environment = {
            match.lower() for match in re.findall(r"(?i)\$\{?env:(\w+)\}?\s*=", self.text)
        }

    # -- characters ----------------------------------------------------------------------------------

    def peek(self, ahead: int = 0) -> str:
        """Return the character at the position, or an empty string at the end."""
        index = self.position + ahead
        return self.text[index] if index < len(self.text) else ""

    def starts(self, text: str) -> bool:
        """Return whether the text at the position begins like this."""
        return self.text.startswith(text, self.position)

    def fail(self, message: str) -> SyntaxProblem:
        """Return the problem to raise at the current position."""
        return SyntaxProblem(message, self.position)

    def spanned(self, parts: tuple[Part, ...], start: int) -> Word:
        """Return a word that was read from `start` up to the position."""
        return Word(parts, self.origin.span(start, self.position))

    def expect(self, char: str, what: str) -> None:
        """Step over a character that must stand here."""
        if self.peek() != char:
            raise self.fail(f"{what} is not closed with {char}")
        self.position += 1

    def deeper(self) -> None:
        """Count one more open bracket.

        Raises:
            TooComplex: there are more than anybody would write.
        """
        self.nesting += 1
        if self.nesting > MAX_DEPTH or self.depth > MAX_DEPTH:
            raise TooComplex

    def blanks(self) -> bool:
        """Step over blanks, comments and continued lines; return whether there were any."""
        start = self.position
        while True:
            char = self.peek()
            if char and char in " \t\f\v\u00a0\u0085":
                self.position += 1
            elif char == "`" and self.peek(1) in ("\n", "\r"):
                self.position += 3 if self.starts("`\r\n") else 2
            elif char == "<" and self.peek(1) == "#":
                end = self.text.find("#>", self.position + 2)
                if end < 0:
                    raise self.fail("a comment is not closed with #>")
                self.position = end + 2
            elif char == "#":
                end = self.text.find("\n", self.position)
                self.position = len(self.text) if end < 0 else end
            else:
                return self.position > start

    def lines(self) -> None:
        """Step over blanks, comments and line ends."""
        self.blanks()
        while self.peek() in ("\n", "\r") and self.peek():
            self.position += 1
            self.blanks()

    # -- quotes --------------------------------------------------------------------------------------

    def single_quoted(self) -> Lit:
        """Read `'text'`; a doubled quote is one."""
        found: list[str] = []
        self.position += 1
        while True:
            end = self.text.find("'", self.position)
            if end < 0:
                raise self.fail("a string is not closed with '")
            found.append(self.text[self.position : end])
            self.position = end + 1
            if self.peek() != "'":
                return Lit("".join(found), quoted=True)
            found.append("'")
            self.position += 1

    def double_quoted(self) -> tuple[Part, ...]:
        """Read `"text"` with its variables and subexpressions."""
        self.position += 1
        return self._expandable(here=False)

    def here_string(self) -> tuple[Part, ...]:
        """Read `@'` or `@"` up to the line that closes it."""
        quote = self.peek(1)
        header = re.compile(r"[ \t]*\r?\n").match(self.text, self.position + 2)
        if not header:
            raise self.fail("a here-string must begin on a new line")
        self.position = header.end()
        if quote == '"':
            return self._expandable(here=True)
        end = re.compile(r"\r?\n'@").search(self.text, header.end() - 1)
        if not end:
            raise self.fail("a here-string is not closed with '@")
        body = self.text[header.end() : max(end.start(), header.end())]
        self.position = end.end()
        return (Lit(body, quoted=True),)

    def _expandable(self, *, here: bool) -> tuple[Part, ...]:
        parts: list[Part] = []
        plain: list[str] = []
        start_of_here = self.position
        closing = re.compile(r'\r?\n"@')

        def flush() -> None:
            if plain:
                parts.append(Lit("".join(plain), quoted=True))
                plain.clear()

        while True:
            char = self.peek()
            if not char:
                raise self.fail('a string is not closed with "')
            if (here and (match := closing.match(self.text, self.position))) or (
                here and self.position == start_of_here and self.starts('"@')
            ):
                self.position = match.end() if match else self.position + 2
                break
            if char == '"' and not here:
                self.position += 1
                if self.peek() != '"':
                    break
                plain.append('"')
                self.position += 1
            elif char == "`":
                plain.append(self.escape())
            elif char == "$" and (part := self.dollar()) is not None:
                flush()
                parts.append(part)
            else:
                plain.append(char)
                self.position += 1
        flush()
        return tuple(parts) or (Lit("", quoted=True),)

    def escape(self) -> str:
        """Read a backtick and what it escapes."""
        char = self.peek(1)
        if char == "u" and self.peek(2) == "{":
            match = re.compile(r"`u\{([0-9A-Fa-f]{1,6})\}").match(self.text, self.position)
            if match and int(match.group(1), 16) < 0x110000:
                self.position = match.end()
                return chr(int(match.group(1), 16))
        self.position += 2
        return _ESCAPES.get(char, char)

    # -- variables -----------------------------------------------------------------------------------

    def dollar(self) -> Part | None:
        """Read `$name`, `${name}` or `$(...)`; None where the dollar sign stands for itself."""
        if self.peek(1) == "(":
            self.position += 2
            script = self.nested(")")
            return Sub(script, quoted=True)
        match = _VARIABLE.match(self.text, self.position)
        if not match:
            return None
        self.position = match.end()
        return self.variable(next(group for group in match.groups() if group is not None))

    def variable(self, name: str) -> Part:
        """Return the value of a variable, as far as it can be known."""
        lowered = name.lower()
        scope, colon, rest = lowered.partition(":")
        if colon and scope in _SCOPES:
            lowered = rest
        if scope == "env" and colon:
            if rest in self.set_environment or rest not in _ENVIRONMENT:
                return Var("env:" + rest, quoted=True)
            return Lit(_ENVIRONMENT[rest], quoted=True)
        if lowered in _AUTOMATIC:
            return Lit(_AUTOMATIC[lowered], quoted=True)
        names = {"home": "HOME", "pwd": "PWD", "psitem": "_", "args": "@"}
        return Var(names.get(lowered, lowered), quoted=True)

    # -- what the statement level provides -------------------------------------------------------------

    def nested(self, closing: str) -> Script:
        """Read statements up to a closing bracket and step over it."""
        raise NotImplementedError
