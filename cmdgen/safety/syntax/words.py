"""The word level of POSIX-like shells: quotes, escapes, expansions and substitutions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Arith, Lit, Part, Proc, Script, Sub, SyntaxProblem, TooComplex, Var, Word
from cmdgen.safety.syntax import quoting

if TYPE_CHECKING:
    ScriptParser = Callable[[str, "Origin", int], Script]
    """Parses the inside of a substitution: (text, origin, depth) -> script."""

MAX_DEPTH = 24
"""Nested substitutions that are followed; deeper text is answered with `TooComplex`."""
_PLAIN = lazy_re.compile(r"[A-Za-z0-9_./:,=@%^+\-]+")
_NAME = lazy_re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ZSH_NAME = lazy_re.compile(r"[=~^]{0,2}[A-Za-z_][A-Za-z0-9_]*")
_QUALIFIER_CODE = lazy_re.compile(
    r"\((?:#q)?[^()]*?e(?:([:'\"/|,@%!;])(.+?)\1|\{(.+?)\}|\[(.+?)\]|<(.+?)>).*\)", re.DOTALL
)
"""A glob qualifier with code, which the shell runs for each file: `*(e:'code':)`."""
_MODIFIERS = lazy_re.compile(r"(?::[aAehlrtuPQ]\d*)+(?!\w)")
"""Zsh's modifiers of a plain parameter: `$file:h` is its folder."""
_SUBSCRIPT = lazy_re.compile(r"\[([^\]\[\s'\"$`]+)\]")
_SPECIAL = frozenset("@*#?-$!0123456789")
_OPERATORS = lazy_re.compile(r":[-=?+]|##?|%%?|//?[#%]?|\^\^?|,,?|[-=?+:@~]")


class Origin:
    """Maps positions of a nested text to the whole command: by an offset, or to one fixed span."""

    __slots__ = ("fixed", "offset")

    def __init__(self, offset: int = 0, fixed: Span | None = None) -> None:
        self.offset = offset
        self.fixed = fixed

    def span(self, start: int, end: int) -> Span:
        """Return where [start, end) of the nested text stands in the whole command."""
        return self.fixed or Span(self.offset + start, self.offset + end)

    def within(self, start: int) -> Origin:
        """Return the origin of a part that starts at `start` and is written as it is read."""
        return Origin(fixed=self.fixed) if self.fixed else Origin(self.offset + start)


class WordReader:
    """Reads words of one text; the statement level steers it.

    Args:
        text: the text that is read.
        origin: where this text stands in the whole command.
        depth: how many substitutions deep this text is.
        zsh: accept what only zsh has: glob qualifiers, `=(...)`, `${(flags)name}`.
        parse_script: parses the inside of substitutions.
    """

    def __init__(
        self, text: str, origin: Origin, depth: int, *, zsh: bool, parse_script: ScriptParser
    ) -> None:
        if depth > MAX_DEPTH:
            raise TooComplex
        self.text = text
        self.position = 0
        self.origin = origin
        self.depth = depth
        self.zsh = zsh
        self.parse_script = parse_script

    # -- helpers -------------------------------------------------------------------------------------

    def peek(self, ahead: int = 0) -> str:
        """Return the character at the position, or an empty string at the end."""
        index = self.position + ahead
        return self.text[index] if index < len(self.text) else ""

    def fail(self, message: str) -> SyntaxProblem:
        """Return the problem to raise at the current position."""
        return SyntaxProblem(message, self.position)

    def _script(self, start: int, end: int) -> Script:
        return self.parse_script(self.text[start:end], self.origin.within(start), self.depth + 1)

    # -- words ---------------------------------------------------------------------------------------

    def word(self, stop: Callable[[WordReader], bool] | None = None) -> Word:
        """Read one word from the current position up to an unquoted blank or operator.

        Args:
            stop: ends the word as well, where given; then blanks and operators do not.
        """
        start = self.position
        parts: list[Part] = []
        while self.position < len(self.text):
            if stop is not None:
                if stop(self):
                    break
            elif self._at_word_end(parts):
                break
            self._part(parts, in_braces=stop is not None)
        return Word(_joined(parts), self.origin.span(start, self.position))

    def _at_word_end(self, parts: list[Part]) -> bool:
        char = self.peek()
        if char in " \t\n;&|":
            return True
        if char in "<>":
            return self.peek(1) != "("
        if char == "(":
            return not self._opens_pattern(parts)
        return char == ")"

    def _opens_pattern(self, parts: list[Part]) -> bool:
        """Return whether `(` here belongs to the word: an extended glob, or a zsh glob qualifier or group."""
        last = parts[-1] if parts else None
        before = last.text[-1:] if isinstance(last, Lit) and not last.quoted else ""
        if before and before in "@!?*+":
            return True
        if self.zsh and before == "=":
            return len(parts) == 1 and isinstance(last, Lit) and last.text == "="
        return self.zsh and (bool(parts) or self.peek(1) in ".#^")

    def _part(self, parts: list[Part], *, in_braces: bool = False) -> None:
        char = self.peek()
        plain = _PLAIN.match(self.text, self.position)
        if plain and not (in_braces and char == "}"):
            end = plain.end()
            parts.append(Lit(self.text[self.position : end]))
            self.position = end
        elif char == "'":
            self._single(parts)
        elif char == '"':
            self._double(parts)
        elif char == "\\":
            self._escape(parts)
        elif char == "$":
            self._dollar(parts, quoted=False)
        elif char == "`":
            self._backtick(parts, quoted=False)
        elif char in "<>" and self.peek(1) == "(":
            self._process(parts)
        elif char == "(":
            self.pattern_group(parts)
        else:
            parts.append(Lit(char))
            self.position += 1

    def pattern_group(self, parts: list[Part]) -> None:
        """Read a parenthesised part of a file name pattern, or zsh's `=(...)`, which begins at the position."""
        last = parts[-1] if parts else None
        if self.zsh and isinstance(last, Lit) and last.text == "=" and len(parts) == 1:
            end = self.closing_parenthesis(self.position + 1)
            parts[-1] = Proc(self._script(self.position + 1, end))
            self.position = end + 1
            return
        depth, start = 0, self.position
        while self.position < len(self.text):
            char = self.peek()
            if char == "\\":
                self.position += 1
            elif char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
                if depth == 0:
                    self.position += 1
                    parts.append(Lit(self.text[start : self.position]))
                    self._qualifier_code(parts, start)
                    return
            elif char == "\n":
                break
            self.position += 1
        raise self.fail("a pattern group `(` is not closed")

    def _qualifier_code(self, parts: list[Part], start: int) -> None:
        """Add what a glob qualifier of zsh runs as a substitution without output."""
        code = _QUALIFIER_CODE.match(self.text[start : self.position]) if self.zsh else None
        if code:
            text = next(group for group in code.groups()[1:] if group)
            plain = re.sub(r"['\"]", "", text) if text[0] in "'\"" else text
            fixed = Origin(fixed=self.origin.span(start, self.position))
            parts.append(Proc(self.parse_script(plain, fixed, self.depth + 1)))

    def _single(self, parts: list[Part]) -> None:
        end = self.text.find("'", self.position + 1)
        if end < 0:
            raise self.fail("a single quote is not closed")
        parts.append(Lit(self.text[self.position + 1 : end], quoted=True))
        self.position = end + 1

    def _escape(self, parts: list[Part]) -> None:
        following = self.peek(1)
        if following == "\n":
            self.position += 2
            return
        parts.append(Lit(following or "\\", quoted=True))
        self.position += 2 if following else 1

    def _double(self, parts: list[Part]) -> None:
        self.position += 1
        before = len(parts)
        self.quoted_text(parts, end='"')
        if len(parts) == before:
            parts.append(Lit("", quoted=True))
        self.position += 1

    def quoted_text(self, parts: list[Part], *, end: str) -> None:
        """Read text in which only `$`, backquote and backslash are special, up to `end` (not consumed).

        An empty `end` reads to the end of the text: the body of a here-document.
        """
        text, literal = self.text, []
        while self.position < len(text):
            char = text[self.position]
            if char == end:
                break
            if char == "\\":
                following = self.peek(1)
                if following == "\n":
                    pass
                elif following and following in '$`\\"' and (following != '"' or end == '"'):
                    literal.append(following)
                else:
                    literal.append("\\" + following)
                self.position += 2
            elif char in "$`":
                if literal:
                    parts.append(Lit("".join(literal), quoted=True))
                    literal = []
                if char == "$":
                    self._dollar(parts, quoted=True)
                else:
                    self._backtick(parts, quoted=True)
            else:
                literal.append(char)
                self.position += 1
        else:
            if end:
                raise self.fail("a double quote is not closed")
        if literal:
            parts.append(Lit("".join(literal), quoted=True))

    # -- expansions ----------------------------------------------------------------------------------

    def _dollar(self, parts: list[Part], *, quoted: bool) -> None:
        following = self.peek(1)
        if following == "(":
            self._substitution(parts, quoted=quoted)
        elif following == "{":
            self._braced(parts, quoted=quoted)
        elif following == "[":
            end = self.text.find("]", self.position)
            if end < 0:
                raise self.fail("`$[` is not closed")
            self.arithmetic(parts, self.position + 2, end)
            self.position = end + 1
        elif following == "'" and not quoted:
            self._ansi(parts)
        elif following == '"' and not quoted:
            self.position += 1
            self._double(parts)
        elif name := (_ZSH_NAME if self.zsh else _NAME).match(self.text, self.position + 1):
            self.position = name.end()
            index, modifiers = self._behind_name() if self.zsh else (None, None)
            identifier = name.group().lstrip("=~^")
            parts.append(Var(identifier, ":" if modifiers else "", modifiers, index, quoted=quoted))
        elif following and following in _SPECIAL:
            parts.append(Var(following, quoted=quoted))
            self.position += 2
        else:
            parts.append(Lit("$", quoted=True))
            self.position += 1

    def _behind_name(self) -> tuple[str | None, Word | None]:
        """Read what zsh allows behind `$name` without braces: a subscript, then modifiers."""
        index, modifiers = None, None
        if found := _SUBSCRIPT.match(self.text, self.position):
            index, self.position = found.group(1), found.end()
        if found := _MODIFIERS.match(self.text, self.position):
            modifiers, self.position = Word((Lit(found.group()[1:], quoted=True),)), found.end()
        return index, modifiers

    def _ansi(self, parts: list[Part]) -> None:
        end = self.position + 2
        while end < len(self.text) and self.text[end] != "'":
            end += 2 if self.text[end] == "\\" else 1
        if end >= len(self.text):
            raise self.fail("a `$'` quote is not closed")
        parts.append(Lit(quoting.decode_ansi(self.text[self.position + 2 : end]), quoted=True))
        self.position = end + 1

    def _substitution(self, parts: list[Part], *, quoted: bool) -> None:
        start = self.position
        if self.peek(2) == "(":
            end = self.closing_parenthesis(start + 3, opaque=True)
            if self.text[end + 1 : end + 2] == ")":
                self.arithmetic(parts, start + 3, end)
                self.position = end + 2
                return
        end = self.closing_parenthesis(start + 2)
        parts.append(Sub(self._script(start + 2, end), quoted=quoted))
        self.position = end + 1

    def _process(self, parts: list[Part]) -> None:
        start = self.position
        end = self.closing_parenthesis(start + 2)
        parts.append(Proc(self._script(start + 2, end), output=self.text[start] == ">"))
        self.position = end + 1

    def arithmetic(self, parts: list[Part], start: int, end: int) -> None:
        """Add the arithmetic expression that stands at [start, end); the position stays where it is."""
        text = self.text[start:end]
        inner = WordReader(
            text, self.origin.within(start), self.depth + 1, zsh=self.zsh, parse_script=self.parse_script
        )
        found: list[Part] = []
        inner.quoted_text(found, end="")
        scripts = tuple(part.script for part in found if isinstance(part, Sub))
        parts.append(Arith(text, scripts))

    def closing_parenthesis(self, start: int, *, opaque: bool = False) -> int:
        """Return where the `)` stands that closes a parenthesis opened just before `start`; see `quoting`."""
        return quoting.closing_parenthesis(self.text, start, self.fail, opaque=opaque)

    def _backtick(self, parts: list[Part], *, quoted: bool) -> None:
        start = self.position
        end = quoting.closing_quote(self.text, start, "`")
        if end < 0:
            raise self.fail("a backquote is not closed")
        raw = self.text[start + 1 : end]
        escapes = r'\\([`\\$"])' if quoted else r"\\([`\\$])"
        plain = re.sub(escapes, r"\1", raw)
        inside = (
            self.origin.within(start + 1) if plain == raw else Origin(fixed=self.origin.span(start, end + 1))
        )
        parts.append(Sub(self.parse_script(plain, inside, self.depth + 1), quoted=quoted))
        self.position = end + 1

    def _braced(self, parts: list[Part], *, quoted: bool) -> None:
        self.position += 2
        flags = ""
        if self.zsh and self.peek() == "(":
            close = self.text.find(")", self.position + 1)
            if close < 0:
                raise self.fail("parameter flags are not closed")
            flags = self.text[self.position + 1 : close]
            self.position = close + 1
        op = ""
        while self.zsh and self.peek() in ("=", "~", "^") and self.peek(1) not in ("}", ""):
            self.position += 1  # `${=name}` splits, as every unquoted expansion does here anyway
        if self.peek() and self.peek() in "#!^=~" and self.peek(1) not in ("}", ""):
            op = {"#": "len", "!": "indirect"}.get(self.peek(), "")
            self.position += 1
        name = _NAME.match(self.text, self.position)
        inner = None
        if name:
            identifier, self.position = name.group(), name.end()
        elif self.zsh and (self.peek() == "$" or self.text.startswith('"$', self.position)):
            identifier, inner = "", self._inner_expansion(quoted=quoted)
        elif self.peek() in _SPECIAL:
            digits = re.compile(r"\d+|.").match(self.text, self.position)
            assert digits is not None  # noqa: S101 - peek() is not empty, so the dot matches
            identifier, self.position = digits.group(), digits.end()
        elif self.zsh:
            identifier = ""  # `${:-text}` has no name, so it is always the default
        else:
            raise self.fail("`${` is not followed by a name")
        index = None
        if self.peek() == "[":
            end = self.text.find("]", self.position)
            if end < 0:
                raise self.fail("an array index is not closed")
            index = self.text[self.position + 1 : end]
            self._index_scripts(parts, self.position + 1, end)
            self.position = end + 1
        operator = _OPERATORS.match(self.text, self.position)
        arg = None
        if operator and self.peek() != "}":
            op = operator.group()
            self.position = operator.end()
            arg = self._operand(quoted=quoted)
        elif self.peek() != "}":
            arg = self._operand(quoted=quoted)
            op = op or "?unknown"
        if self.peek() != "}":
            raise self.fail("`${` is not closed")
        self.position += 1
        parts.append(Var(identifier, op, arg, index, quoted, flags, inner))

    def _inner_expansion(self, *, quoted: bool) -> Word:
        """Read the expansion that stands where the name would: `${${name}#x}`, `${(f)"$(command)"}`."""
        start = self.position
        parts: list[Part] = []
        if self.peek() == '"':
            self._double(parts)
        else:
            self._dollar(parts, quoted=quoted)
        return Word(_joined(parts), self.origin.span(start, self.position))

    def _index_scripts(self, parts: list[Part], start: int, end: int) -> None:
        """An array index is evaluated: `${a[$(command)]}` runs the command."""
        if "$(" in self.text[start:end] or "`" in self.text[start:end]:
            found: list[Part] = []
            self.arithmetic(found, start, end)
            parts.extend(Proc(script) for part in found if isinstance(part, Arith) for script in part.scripts)

    def _operand(self, *, quoted: bool) -> Word:
        """Read the operand of an expansion up to its closing brace (not consumed)."""
        start = self.position
        parts: list[Part] = []
        while self.position < len(self.text) and self.peek() != "}":
            char = self.peek()
            if char == "$":
                self._dollar(parts, quoted=quoted)
            elif char == "`":
                self._backtick(parts, quoted=quoted)
            elif char == '"':
                self._double(parts)
            elif char == "'" and not quoted:
                self._single(parts)
            elif char == "\\":
                self._escape(parts)
            else:
                parts.append(Lit(char, quoted=quoted))
                self.position += 1
        return Word(_joined(parts), self.origin.span(start, self.position))


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Return the parts with neighbouring literals of the same kind joined."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Lit) and isinstance(last, Lit) and part.quoted == last.quoted:
            joined[-1] = Lit(last.text + part.text, part.quoted)
        else:
            joined.append(part)
    return tuple(joined)
