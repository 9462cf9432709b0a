"""Commands of PowerShell: names, arguments, redirections and pipelines.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing
"""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Block, Lit, Node, Part, Pipeline, Redirect, Script, Simple, Sub, Var, Word
from cmdgen.safety.syntax.powershell_expressions import Expr, Expressions, assignment, joined
from cmdgen.safety.syntax.powershell_text import OPERATOR, constant, literal, operator
from cmdgen.safety.syntax.powershell_walk import operands

_ASSIGNS: Final = lazy_re.compile(r"(\?\?|[-+*/%])?=(?!=)")
_REDIRECTS: Final = lazy_re.compile(r"([*0-9])?(>>?)(?:&([0-9]))?")
_NUMBER_START: Final = lazy_re.compile(
    r"(?i)(?:0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?[ulsyd]{0,2}(?:kb|mb|gb|tb|pb)?)(?=[\s)};,|*/%+\-&]|\.\.|$)"
)
_ENDS: Final = "|;&(){},\n\r \t<>'\"`$"


_STARTS: Final = lazy_re.compile(
    r"(?i)start ?up|boot|ntldr|ntdetect|[\\/]efi[\\/]|system32|ntuser|usrclass|\$"
)
"""In names of files that Windows runs or needs when it starts; a variable may hold one."""


_ESCAPED: Final = str.maketrans("\n\t\r\0\a\b\f\v\x1b", "ntr0abfve")
"""Letters that a backtick in a command's name has changed: no name holds such a character."""


def _unescaped(name: Word) -> Word:
    parts = tuple(
        Lit(part.text.translate(_ESCAPED), part.quoted) if isinstance(part, Lit) else part
        for part in name.parts
    )
    return Word(parts, name.span)


def _variable_of(word: Word | None) -> str:
    """Return the name of the variable that a word is, or an empty text."""
    part = word.parts[0] if word is not None and len(word.parts) == 1 else None
    return part.name if isinstance(part, Var) else ""


def _shown(target: Word) -> str:
    """Return the text of a redirection's target, with `$` for each variable in it."""
    part = target.parts[0]
    assert isinstance(part, Sub)  # noqa: S101 - as `_redirection` makes it
    node = part.script.items[0]
    assert isinstance(node, Simple)  # noqa: S101 - as `_redirection` makes it
    return "".join(piece.text if isinstance(piece, Lit) else "$" for piece in node.words[1].parts)


def _added_entry(word: Word) -> tuple[Word, ...]:
    """Return `$table.Add(key, value)` as an assignment of the entry."""
    part = word.parts[0] if len(word.parts) == 1 else None
    node = part.script.items[0] if isinstance(part, Sub) and len(part.script.items) == 1 else None
    words = operands(node, "method") if isinstance(node, Simple) else None
    if not words or len(words) != 4 or (constant(words[1]) or "").lower() != "add":
        return ()
    name = _variable_of(words[0])
    return (literal(OPERATOR + "set-entry"), literal(name), words[2], words[3]) if name else ()


class Commands(Expressions):
    """Reads commands and pipelines."""

    def pipeline(self) -> list[Node]:
        """Read a pipeline, or several joined with `&&` and `||`; each may run."""
        nodes: list[Node] = []
        while True:
            start = self.position
            stages = [self._stage()]
            while self._continues("|"):
                self.lines()
                stages.append(self._stage())
            nodes.append(
                stages[0]
                if len(stages) == 1
                else Pipeline(tuple(stages), self.origin.span(start, self.position))
            )
            self.blanks()
            if not (self.starts("&&") or self.starts("||")):
                return nodes
            self.position += 2
            self.lines()

    def _continues(self, sign: str) -> bool:
        """Step over a pipe, also one that begins the next line."""
        before = self.position
        self.lines()
        if self.peek() == sign and self.peek(1) != sign:
            self.position += 1
            return True
        self.position = before
        return False

    def _stage(self) -> Node:
        self.blanks()
        start = self.position
        if (self.peek() == "&" and self.peek(1) != "&") or (
            self.peek() == "." and self.peek(1) and self.peek(1) in " \t$('\"{"
        ):
            sourced = self.peek() == "."
            self.position += 1
            self.blanks()
            return self._command(start, "source" if sourced else "call")
        if self._begins_expression():
            return self._expression_stage(start)
        return self._command(start, "call")

    def _begins_expression(self) -> bool:
        char, following = self.peek(), self.peek(1)
        if not char:
            raise self.fail("a command is missing")
        if char.isdigit():
            return _NUMBER_START.match(self.text, self.position) is not None
        if char in "+-!":
            return (
                bool(following)
                and (
                    following.isdigit()
                    or following in "$(@'\"+-[!. "
                    or re.compile(r"-(?:not|join|[ci]?split|bnot)\b|!\w").match(self.text, self.position)
                    is not None
                )
                and not self.starts("--%")
            )
        if char == "@":
            return bool(following) and following in "({'\""
        if char == ".":
            return following.isdigit()
        if char == "[":
            return re.compile(r"\[\s*[A-Za-z_]").match(self.text, self.position) is not None
        return char in "$'\"({,"

    def _expression_stage(self, start: int) -> Node:
        found = self.expression()
        self.blanks()
        assigns = _ASSIGNS.match(self.text, self.position)
        if assigns:
            self.position = assigns.end()
            self.lines()
            return self._assignment(found, assigns.group(1) or "", start)
        redirects = self._redirections()
        entry = _added_entry(found.word)
        if entry:
            return Simple(entry, span=self.origin.span(start, self.position))
        return self._with_writes(
            Simple(
                (literal(OPERATOR + "value"), found.word),
                redirects=redirects,
                span=self.origin.span(start, self.position),
            )
        )

    def _assignment(self, target: Expr, sign: str, start: int) -> Node:
        at = self.position
        nodes = self.statement()
        value = self.value(Script(tuple(nodes)), at)
        span = self.origin.span(start, self.position)
        if target.targets:
            words = [literal(item.target[2] if item.target else "") for item in target.targets]
            return Simple((literal(OPERATOR + "assign-list"), value, *words), span=span)
        if target.target is None:
            return Simple((literal(OPERATOR + "value"), value), span=span)
        kind, owner, name = target.target
        if sign:
            value = (
                operator("add", target.word, value) if sign == "+" else operator("either", target.word, value)
            )
        if kind == "var":
            if ":" in name:
                return Simple((literal(OPERATOR + "set-drive"), literal(name), value), span=span)
            return Simple(assigns=(assignment(name, value),), span=span)
        if kind == "item" and owner is not None:
            return Simple((literal(OPERATOR + "set-entry"), literal(name), owner, value), span=span)
        return Simple(
            (
                literal(OPERATOR + "set-member"),
                owner or literal(""),
                literal(name),
                value,
                literal(_variable_of(owner)),
            ),
            span=span,
        )

    # -- commands ------------------------------------------------------------------------------------

    def _command(self, start: int, how: str) -> Node:
        name = self.argument()
        if name is None:
            raise self.fail("a command is missing")
        words = [literal(OPERATOR + how), _unescaped(name)]
        redirects: list[Redirect] = []
        while True:
            self.blanks()
            found = self._redirection()
            if found is not None:
                redirects += found
                continue
            if self.starts("--%"):
                words += self._verbatim()
                break
            word = self._argument_list()
            if word is None:
                break
            words.append(word)
        return self._with_writes(
            Simple(tuple(words), redirects=tuple(redirects), span=self.origin.span(start, self.position))
        )

    def _with_writes(self, node: Simple) -> Node:
        """Put a look at the written files behind a command that writes where Windows starts something by itself."""
        targets = [item.target for item in node.redirects if _STARTS.search(_shown(item.target))]
        if not targets:
            return node
        written = Simple((literal(OPERATOR + "written"), *targets), span=node.span)
        return Block((Script((node, written)),), span=node.span)

    def _verbatim(self) -> list[Word]:
        """Read what follows `--%`: plain text up to the end of the line or a pipe."""
        self.position += 3
        rest = re.compile(r"[^\n|]*").match(self.text, self.position)
        assert rest  # noqa: S101 - the expression matches anything
        self.position = rest.end()
        return [literal(word.strip('"')) for word in re.findall(r'"[^"]*"|\S+', rest.group())]

    def _argument_list(self) -> Word | None:
        word = self.argument()
        if word is None:
            return None
        text = constant(word)
        if text is not None and re.fullmatch(r"-[A-Za-z_]\w*:", text):
            self.blanks()
            value = self.argument()
            return Word((*word.parts, *value.parts), word.span) if value is not None else word
        items = [word]
        while True:
            before = self.position
            self.blanks()
            if self.peek() != ",":
                self.position = before
                break
            self.position += 1
            self.lines()
            following = self.argument()
            if following is None:
                break
            items.append(following)
        return joined(items) if len(items) > 1 else word

    def argument(self) -> Word | None:
        """Read one argument in command mode, or None where the command ends."""
        start = self.position
        char, following = self.peek(), self.peek(1)
        if not char or char in "|;)}\n\r" or char == "&":
            return None
        if char == "{":
            return self.block_argument()
        if char == "," or char == "<":
            self.position += 1
            return self.argument()
        parts: list[Part] = []
        if char == "@" and following and (following in "({'\"" or following.isalpha() or following == "_"):
            if following in "({'\"":
                return self.postfix(self._primary()).word
            name = re.compile(r"@([A-Za-z_]\w*)").match(self.text, self.position)
            if name and (name.end() >= len(self.text) or self.text[name.end()] in _ENDS):
                self.position = name.end()
                lowered = name.group(1).lower()
                return operator(
                    "splat", Word((self.variable(lowered),), self.origin.span(start, self.position))
                )
        if char in "'\"":  # a quoted text ends where its quote does, or its members follow
            word = self._primary().word
            if (self.peek() == "." and self.peek(1).isalpha()) or self.peek() == "[":
                return self.postfix(Expr(word)).word
            return word
        if char == "(" or (char == "$" and re.compile(r"\$[({\w?^$]").match(self.text, self.position)):
            found = self.postfix(self._primary())
            parts += found.word.parts
            if not self.peek() or self.peek() in _ENDS.replace("$", "").replace("'", "").replace(
                '"', ""
            ).replace("`", ""):
                return self.spanned(tuple(parts), start)
        parts += self._generic()
        if self.position == start:
            raise self.fail(f"{char} is not expected here")
        return self.spanned(tuple(parts), start)

    def _generic(self) -> list[Part]:
        parts: list[Part] = []
        plain: list[str] = []

        def flush() -> None:
            if plain:
                parts.append(Lit("".join(plain), quoted=True))
                plain.clear()

        while True:
            char = self.peek()
            if not char or char in "|;&),}\n\r \t<>":
                break
            if char == "`":
                if self.peek(1) in ("\n", "\r", ""):
                    break
                # Before version 6 an escaped e was an e.
                plain.append(self.escape().replace("\x1b", "e"))
            elif char == "'":
                plain.append(self.single_quoted().text)
            elif char == '"':
                flush()
                parts += self.double_quoted()
            elif char == "$" and (part := self.dollar()) is not None:
                flush()
                parts.append(part)
            elif char == "{":
                if not plain or plain[-1][-1:] != "@":
                    break
                end = self.text.find("}", self.position)
                if end < 0:
                    raise self.fail("a block is not closed with }")
                plain.append(self.text[self.position : end + 1])
                self.position = end + 1
            elif char == "(":
                if not plain or not re.fullmatch(r"-[\w]+:", "".join(plain)):
                    break
                at = self.position
                flush()
                self.position += 1
                parts.append(Sub(self.nested(")"), quoted=True))
                del at
            else:
                plain.append(char)
                self.position += 1
        flush()
        return parts

    # -- redirections --------------------------------------------------------------------------------

    def _redirections(self) -> tuple[Redirect, ...]:
        found: list[Redirect] = []
        while True:
            self.blanks()
            more = self._redirection()
            if more is None:
                return tuple(found)
            found += more

    def _redirection(self) -> list[Redirect] | None:
        match = _REDIRECTS.match(self.text, self.position)
        if not match:
            return None
        start = self.position
        self.position = match.end()
        if match.group(3):
            return []
        self.blanks()
        target = self.argument()
        if target is None:
            raise self.fail("the target of a redirection is missing")
        if constant(target) == "":
            return []
        path = operator("path", target, like=target)
        return [
            Redirect(
                match.group(2),
                path,
                (match.group(1) or "").replace("*", "").replace("1", ""),
                self.origin.span(start, self.position),
            )
        ]
