"""Expressions of PowerShell: operators, casts, member access, arrays, hash tables.

Source: https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-07
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Assign, Lit, Node, Part, Proc, Script, Simple, Sub, Var, Word
from cmdgen.safety.syntax.powershell_text import LIST, OPERATOR, Reader, constant, literal, operator

_NUMBER: Final = lazy_re.compile(
    r"(?i)(?:0x[0-9a-f]+|0b[01]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)[ulsyd]{0,2}[ln]?(?:kb|mb|gb|tb|pb)?(?![\w\\/:])"
)
_NAMED: Final = lazy_re.compile(
    r"-(?:(?P<logic>and|or|xor)|(?P<bits>band|bor|bxor|shl|shr)|(?P<compare>[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split)|join|is|isnot|as)|(?P<format>f))(?![\w-])",
    re.IGNORECASE,
)
_PRECEDENCE: Final = {"logic": 1, "bits": 2, "compare": 3, "add": 4, "multiply": 5, "format": 6, "range": 7}
_UNARY: Final = lazy_re.compile(r"-(not|bnot|join|[ci]?split)(?![\w-])", re.IGNORECASE)
_MEMBER: Final = lazy_re.compile(r"[A-Za-z_]\w*")
_BARE: Final = lazy_re.compile(r"[^\s,;(){}|&'\"=\]]+")
_TYPE: Final = lazy_re.compile(r"\[\s*[A-Za-z_][\w.+`]*")


@dataclass(frozen=True, slots=True)
class Expr:
    """An expression: its value, and where an assignment to it would go."""

    word: Word
    target: tuple[str, Word | None, str] | None = None
    """(`var`, None, name), (`item`, index, name), (`member`, object, name) or (`static`, None, type::name)."""
    targets: tuple[Expr, ...] = ()
    """The elements, where it is a list of targets."""


class Expressions(Reader):
    """Reads expressions; the statement level steers it."""

    hoisted: list[Node]
    """Assignments inside of expressions, which happen before the statement that they stand in."""

    # -- operators -----------------------------------------------------------------------------------

    def expression(self, lowest: int = 0, *, commas: bool = True) -> Expr:
        """Read an expression whose operators bind at least as strong as `lowest`."""
        left = self._list() if commas else self._unary()
        while True:
            before = self.position
            self.blanks()
            found = self._operator()
            if found is None or found[1] < lowest:
                self.position = before
                break
            name, precedence = found
            self.lines()
            right = self.expression(precedence + 1, commas=commas)
            left = Expr(_combined(name, left.word, right.word))
        return self._conditional(left, commas=commas) if lowest == 0 else left

    def _conditional(self, condition: Expr, *, commas: bool) -> Expr:
        """Read `a ? b : c` and `a ?? b`: either may be the value."""
        before = self.position
        self.blanks()
        if self.starts("??") and not self.starts("??="):
            self.position += 2
            self.lines()
            return Expr(operator("either", condition.word, self.expression(commas=commas).word))
        if self.peek() == "?" and self.peek(1) in (" ", "\t", "\n", "(", "'", '"', "$"):
            self.position += 1
            self.lines()
            first = self.expression(commas=commas)
            self.lines()
            if self.peek() == ":":
                self.position += 1
                self.lines()
                return Expr(
                    operator("either", first.word, self.expression(commas=commas).word, like=condition.word)
                )
        self.position = before
        return condition

    def _operator(self) -> tuple[str, int] | None:
        char = self.peek()
        if char == "-":
            named = _NAMED.match(self.text, self.position)
            if named:
                self.position = named.end()
                return named.group()[1:].lower(), _PRECEDENCE[named.lastgroup or "compare"]
            if self.peek(1) in ("=", "-") or self.peek(1).isalpha():
                return None
            self.position += 1
            return "-", _PRECEDENCE["add"]
        if self.starts(".."):
            self.position += 2
            return "range", _PRECEDENCE["range"]
        if char and char in "+*/%" and self.peek(1) != "=" and not self.starts("++"):
            self.position += 1
            return char, _PRECEDENCE["add" if char == "+" else "multiply"]
        return None

    def _list(self) -> Expr:
        first = self._unary()
        items = [first]
        while True:
            before = self.position
            self.blanks()
            if self.peek() != ",":
                self.position = before
                break
            self.position += 1
            self.lines()
            items.append(self._unary())
        if len(items) == 1:
            return first
        return Expr(joined([item.word for item in items]), targets=tuple(items))

    def _unary(self) -> Expr:
        self.blanks()
        char = self.peek()
        named = _UNARY.match(self.text, self.position) if char == "-" else None
        if named:
            self.position = named.end()
            self.lines()
            name = named.group(1).lower()
            operand = (
                self.expression(_PRECEDENCE["range"]) if "join" in name or "split" in name else self._unary()
            )
            return Expr(
                operator(
                    "join" if name == "join" else "split" if "split" in name else "compute", operand.word
                )
            )
        if self.starts("++") or self.starts("--"):
            self.position += 2
            return self._unary()
        if char == "," or char == "!" or (char and char in "+-" and not self.peek(1).isalpha()):
            self.position += 1
            self.lines()
            operand = self._unary()
            if char == "-" and (number := constant(operand.word)) is not None:
                return Expr(Word((Lit("-" + number, quoted=True),), operand.word.span))
            if char == "-":
                return Expr(operator("negate", operand.word))
            return Expr(operator("compute", operand.word)) if char == "!" else operand
        if char == "[" and _TYPE.match(self.text, self.position):
            return self._type()
        return self.postfix(self._primary())

    # -- types ---------------------------------------------------------------------------------------

    def type_name(self) -> str:
        """Read `[name]` with whatever stands in the brackets."""
        start = self.position
        depth = 0
        while True:
            char = self.peek()
            if not char:
                raise self.fail("a type is not closed with ]")
            if char == "'":
                self.single_quoted()
                continue
            if char == '"':
                self.double_quoted()
                continue
            depth += (char in "[(") - (char in "])")
            self.position += 1
            if depth == 0:
                return self.text[start + 1 : self.position - 1].strip()

    def _type(self) -> Expr:
        start = self.position
        name = self.type_name()
        word = self.spanned((Lit(name, quoted=True),), start)
        if self.starts("::"):
            return self.postfix(self._static(word))
        before = self.position
        self.lines() if name.split("(")[0].lower() in (
            "parameter",
            "cmdletbinding",
            "validateset",
            "alias",
            "outputtype",
        ) else self.blanks()
        if (
            (self.peek() and self.peek() in "$@'\"([{")
            or self.peek().isdigit()
            or (self.peek() == "-" and (self.peek(1).isdigit() or _UNARY.match(self.text, self.position)))
        ):
            operand = self._unary()
            return Expr(operator("cast", word, operand.word, like=word), operand.target)
        self.position = before
        return self.postfix(Expr(word))

    def _static(self, type_word: Word) -> Expr:
        self.position += 2
        name = self._member_name()
        if self.peek() == "(":
            return Expr(operator("static-call", type_word, name, *self._arguments(), like=type_word))
        return Expr(
            operator("static", type_word, name, like=type_word), ("static", type_word, constant(name) or "")
        )

    # -- members -------------------------------------------------------------------------------------

    def postfix(self, base: Expr) -> Expr:
        """Read the members, calls and indices that follow a value."""
        while True:
            char = self.peek()
            if char == "?" and self.peek(1) in (".", "["):
                self.position += 1
                char = self.peek()
            if (
                char == "."
                and self.peek(1) != "."
                and ((self.peek(1) and self.peek(1) in "$('\"_\n") or self.peek(1).isalpha())
            ):
                self.position += 1
                self.lines()
                name = self._member_name()
                base = self._member(base, name)
            elif self.starts("::"):
                base = self._static(base.word)
            elif char == "[":
                self.position += 1
                self.lines()
                index = self.expression()
                self.lines()
                self.expect("]", "an index")
                owner = base.target
                if owner is not None and owner[0] == "var":
                    owner = ("item", index.word, owner[2])
                number = constant(index.word)
                if owner is not None and owner[2] == "@" and number is not None and number.isdigit():
                    base = Expr(Word((Var(str(int(number) + 1), quoted=True),), base.word.span))
                    continue
                base = Expr(operator("index", base.word, index.word, like=base.word), owner)
            elif self.starts("++") or self.starts("--"):
                self.position += 2
            else:
                return base

    def _member(self, base: Expr, name: Word) -> Expr:
        if self.peek() == "(":
            return Expr(operator("method", base.word, name, *self._arguments(), like=base.word))
        if self.peek() == "{" or (
            self.starts(" {") and (constant(name) or "").lower() in ("foreach", "where")
        ):
            self.blanks()
            return Expr(operator("method", base.word, name, self.block_argument(), like=base.word))
        return Expr(
            operator("member", base.word, name, like=base.word), ("member", base.word, constant(name) or "")
        )

    def _member_name(self) -> Word:
        start = self.position
        char = self.peek()
        if char == "'":
            return self.spanned((self.single_quoted(),), start)
        if char == '"':
            return self.spanned(self.double_quoted(), start)
        if char == "$" and (part := self.dollar()) is not None:
            return self.spanned((part,), start)
        if char == "(":
            return self._primary().word
        name = _MEMBER.match(self.text, self.position)
        if not name:
            raise self.fail("the name of a member is missing")
        self.position = name.end()
        return self.spanned((Lit(name.group(), quoted=True),), start)

    def _arguments(self) -> list[Word]:
        self.deeper()
        self.position += 1
        words: list[Word] = []
        while True:
            self.lines()
            if self.peek() == ")":
                self.position += 1
                self.nesting -= 1
                return words
            if self.peek() == ",":
                self.position += 1
                continue
            before = self.position
            words.append(self.expression(commas=False).word)
            self.lines()
            if self.position == before or self.peek() not in (",", ")"):
                raise self.fail("an argument list is not closed with )")

    # -- values --------------------------------------------------------------------------------------

    def _primary(self) -> Expr:
        start = self.position
        char = self.peek()
        following = self.peek(1)
        if char == "'":
            return Expr(self.spanned((self.single_quoted(),), start))
        if char == '"':
            return Expr(self.spanned(self.double_quoted(), start))
        if char == "$" and (part := self.dollar()) is not None:
            target = ("var", None, part.name) if isinstance(part, Var) else None
            return Expr(self.spanned((part,), start), target)
        if char == "@" and following and following in "'\"":
            return Expr(self.spanned(self.here_string(), start))
        if char == "@" and following == "(":
            self.position += 2
            return Expr(operator("array", self.value(self.nested(")"), start)))
        if char == "@" and following == "{":
            return Expr(self._hash(start))
        if char == "(":
            self.position += 1
            return Expr(self.value(self.nested(")"), start))
        if char == "{":
            return Expr(self._block_value(start))
        number = _NUMBER.match(self.text, self.position)
        if number:
            self.position = number.end()
            return Expr(self.spanned((Lit(number.group(), quoted=True),), start))
        bare = _BARE.match(self.text, self.position)
        if not bare:
            raise self.fail("an expression is missing" if not char else f"{char} is not expected here")
        self.position = bare.end()
        return Expr(self.spanned((Lit(bare.group(), quoted=True),), start))

    def value(self, script: Script, start: int) -> Word:
        """Return the value of statements in brackets: an expression stays one, assignments happen before."""
        kept: list[Node] = []
        for item in script.items:
            if isinstance(item, Simple) and item.assigns and not item.words:
                self.hoisted.append(item)
                name = item.assigns[0].name
                kept.append(
                    Simple(
                        (literal(OPERATOR + "value"), Word((Var(name, quoted=True),), item.span)),
                        span=item.span,
                    )
                )
            else:
                kept.append(item)
        if len(kept) == 1 and (word := plain_value(kept[0])) is not None:
            return word
        return self.spanned((Sub(Script(tuple(kept), script.background), quoted=True),), start)

    def block_argument(self) -> Word:
        """Read `{...}` as an argument: statements that the command may run."""
        start = self.position
        self.position += 1
        script = self.nested("}")
        return self.spanned((Proc(script, output=True),), start)

    def _block_value(self, start: int) -> Word:
        block = self.block_argument()
        source = self.text[start + 1 : self.position - 1]
        return operator("block", literal(source, block), block, like=block)

    def _hash(self, start: int) -> Word:
        self.deeper()
        self.position += 2
        words: list[Word] = []
        while True:
            self._separators()
            if self.peek() == "}":
                self.position += 1
                self.nesting -= 1
                return operator("hash", *words, like=self.spanned((), start))
            key = self._unary()
            self.lines()
            self.expect("=", "a hash table")
            self.lines()
            at = self.position
            words += [key.word, self.value(Script(tuple(self.statement())), at)]

    def _separators(self) -> None:
        self.lines()
        while self.peek() == ";":
            self.position += 1
            self.lines()

    def statement(self) -> list[Node]:
        """Read one statement; the statement level provides it."""
        raise NotImplementedError


def plain_value(node: Node) -> Word | None:
    """Return the word of a statement that is only an expression."""
    if (
        isinstance(node, Simple)
        and len(node.words) == 2
        and not node.redirects
        and constant(node.words[0]) == OPERATOR + "value"
    ):
        return node.words[1]
    return None


def joined(words: list[Word]) -> Word:
    """Return an array of words."""
    texts = [constant(word) for word in words]
    span = words[0].span
    if all(text is not None for text in texts):
        return Word((Lit(LIST.join(text for text in texts if text is not None), quoted=True),), span)
    if all(not any(isinstance(part, Proc) for part in word.parts) for word in words):
        parts: list[Part] = []
        for word in words:
            parts += [Lit(LIST, quoted=True)] if parts else []
            parts += word.parts
        return Word(tuple(parts), span)
    return operator("list", *words)


def _combined(name: str, left: Word, right: Word) -> Word:
    """Return the value of a binary operator; long sums stay flat."""
    bare = name.lstrip("ci") if name not in ("contains", "in", "is", "isnot", "ccontains") else name
    if name == "+":
        only = left.parts[0] if len(left.parts) == 1 else None
        if isinstance(only, Sub) and isinstance(only.script.items[0] if only.script.items else None, Simple):
            node = only.script.items[0]
            assert isinstance(node, Simple)  # noqa: S101 - tested above
            if len(only.script.items) == 1 and node.words and constant(node.words[0]) == OPERATOR + "add":
                return operator("add", *node.words[1:], right, like=left)
        return operator("add", left, right)
    if name in ("join", "range"):
        return operator(name, left, right)
    if name == "f":
        return operator("format", left, right)
    if name == "*":
        return operator("repeat", left, right)
    if bare in ("replace", "split"):
        return operator(bare, left, right)
    if name == "as":
        return operator("cast", right, left)
    return operator("compute", literal(name), left, right, like=left)


def assignment(name: str, word: Word) -> Assign:
    """Return the assignment of a variable."""
    return Assign(name, word, span=word.span)
