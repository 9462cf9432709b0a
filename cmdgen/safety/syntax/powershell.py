"""Statements of PowerShell: reads a text into the shared nodes.

An own reader, because the published grammars fail on ordinary lines.  It is generous where PowerShell is strict
(what PowerShell would refuse does not run), and raises only for what is not closed or has no beginning.

Source: https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-08
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Block, Function, Lit, Node, Proc, Script, Simple, Sub, Word
from cmdgen.safety.syntax import powershell_walk as walk
from cmdgen.safety.syntax.powershell_commands import Commands
from cmdgen.safety.syntax.powershell_expressions import assignment
from cmdgen.safety.syntax.powershell_text import OPERATOR, constant, literal
from cmdgen.safety.syntax.words import Origin

_KEYWORD: Final = lazy_re.compile(
    r"(if|while|for|foreach|do|switch|try|function|filter|workflow|class|enum|param|return|throw|exit|break|continue|begin|process|end|clean|dynamicparam|trap|data|using|parallel|sequence|inlinescript|until)(?![\w\-.\\/:])",
    re.IGNORECASE,
)
_LABEL: Final = lazy_re.compile(
    r":[A-Za-z_]\w*[ \t\r\n]+(?=(?:while|for|foreach|do|switch)\b)", re.IGNORECASE
)
_FUNCTION_NAME: Final = lazy_re.compile(r"[^\s({;|&]+")
_BLOCKS: Final = frozenset(
    {"begin", "process", "end", "clean", "dynamicparam", "data", "parallel", "sequence", "inlinescript"}
)


def parse_nested(text: str, origin: Origin, depth: int) -> Script:
    """Return the statements of a PowerShell text.

    Raises:
        SyntaxProblem: a quote or bracket is not closed, or something stands where nothing can.
        TooComplex: brackets are nested deeper than is followed.
    """
    return Parser(text, origin, depth).script()


class Parser(Commands):
    """Reads the statements of one text."""

    def __init__(self, text: str, origin: Origin, depth: int) -> None:
        super().__init__(text, origin, depth)
        self.hoisted = []

    def script(self) -> Script:
        """Read the whole text."""
        found = self._statements("")
        if self.position < len(self.text):
            raise self.fail(f"{self.peek()} closes nothing")
        return found

    def nested(self, closing: str) -> Script:
        """Read statements up to a closing bracket and step over it."""
        self.deeper()
        found = self._statements(closing)
        self.expect(closing, "a bracket" if closing == ")" else "a block")
        self.nesting -= 1
        return found

    def _statements(self, closing: str) -> Script:
        items: list[Node] = []
        background: set[int] = set()
        outer = self.hoisted
        while True:
            self.lines()
            while self.peek() == ";" or (self.peek() == "," and closing == ")" and not items):
                self.position += 1
                self.lines()
            if not self.peek() or self.peek() in ")}":
                break
            before = self.position
            self.hoisted = []
            nodes = self.statement()
            items += self.hoisted
            items += nodes
            self.blanks()
            if self.peek() == "&" and self.peek(1) != "&":
                self.position += 1
                background.add(len(items) - 1)
            if self.position == before:
                raise self.fail(f"{self.peek()} is not expected here")
        self.hoisted = outer
        return Script(tuple(items), frozenset(background))

    # -- statements ----------------------------------------------------------------------------------

    def statement(self) -> list[Node]:
        """Read one statement; it may become several nodes."""
        label = _LABEL.match(self.text, self.position)
        if label:
            self.position = label.end()
        keyword = _KEYWORD.match(self.text, self.position)
        if not keyword:
            return self.pipeline()
        word = keyword.group(1).lower()
        start = self.position
        self.position = keyword.end()
        if word in _BLOCKS:
            return self._named_block(word, start)
        if word == "foreach" and not re.compile(r"\s*\(").match(self.text, self.position):
            self.position = start
            return self.pipeline()
        readers: dict[str, Callable[[int], list[Node]]] = {
            "if": self._if, "while": self._while, "until": self._while, "for": self._for, "foreach": self._foreach, "do": self._do, "switch": self._switch, "try": self._try,
            "function": self._function, "filter": self._function, "workflow": self._function, "class": self._class, "enum": self._class, "param": self._param, "trap": self._trap,
            "using": self._using, "return": self._leaving, "throw": self._leaving, "exit": self._leaving, "break": self._leaving, "continue": self._leaving,
        }  # fmt: skip
        return readers[word](start)

    def _body(self) -> Script:
        self.lines()
        if self.peek() != "{":
            raise self.fail("a block is missing")
        self.position += 1
        return self.nested("}")

    def _condition(self) -> Script:
        self.lines()
        if self.peek() != "(":
            raise self.fail("a condition is missing")
        self.position += 1
        return self.nested(")")

    def _word(self, script: Script) -> Word:
        return Word((Sub(script, quoted=True),))

    def _block(self, start: int, bodies: list[Script], words: list[Word]) -> list[Node]:
        return [Block(tuple(bodies), tuple(words), span=self.origin.span(start, self.position))]

    def _if(self, start: int) -> list[Node]:
        first = self._condition()
        # What a condition assigns is there for the branches.
        before = [item for item in first.items if isinstance(item, Simple) and item.assigns]
        conditions, bodies = [self._word(first)], [self._body()]
        while True:
            position = self.position
            self.lines()
            match = re.compile(r"(elseif|else)(?![\w-])", re.IGNORECASE).match(self.text, self.position)
            if not match:
                self.position = position
                return [*before, *self._block(start, [*bodies, Script()], conditions)]
            self.position = match.end()
            if match.group().lower() == "elseif":
                conditions.append(self._word(self._condition()))
            bodies.append(self._body())

    def _while(self, start: int) -> list[Node]:
        condition = self._condition()
        return self._loop(start, condition, self._body())

    def _loop(self, start: int, condition: Script, body: Script) -> list[Node]:
        span = self.origin.span(start, self.position)
        before = [item for item in condition.items if isinstance(item, Simple) and item.assigns]
        if _is_always_true(condition):
            return [
                Simple((literal(OPERATOR + "endless"), Word((Proc(body, output=True),), span)), span=span)
            ]
        return [*before, Block((body,), (self._word(condition),), span=span)]

    def _for(self, start: int) -> list[Node]:
        self.lines()
        self.expect("(", "a loop") if self.peek() == "(" else None
        self.deeper()
        parts: list[list[Node]] = [[]]
        while True:
            self.lines()
            if self.peek() == ")":
                break
            if self.peek() == ";":
                self.position += 1
                parts.append([])
            elif not self.peek():
                raise self.fail("a loop is not closed with )")
            else:
                before = self.position
                parts[-1] += self.statement()
                if self.position == before:
                    raise self.fail("a loop cannot be read")
        self.position += 1
        self.nesting -= 1
        body = self._body()
        parts += [[]] * (3 - len(parts))
        condition = Script(tuple(parts[1]))
        looped = Script((*body.items, *parts[2]), body.background)
        return [*parts[0], *self._loop(start, condition, looped)]

    def _foreach(self, start: int) -> list[Node]:
        self.lines()
        self.position += 1
        self.lines()
        match = re.compile(r"\$\{?([\w:]+)\}?\s+in\b", re.IGNORECASE).match(self.text, self.position)
        if not match:
            raise self.fail("a loop needs a variable and a list")
        self.position = match.end()
        items = self.value(self.nested(")"), match.end())
        body = self._body()
        span = self.origin.span(start, self.position)
        name = match.group(1).lower().rsplit(":", 1)[-1]
        return [
            Simple(
                (literal(OPERATOR + "each"), literal(name), items, Word((Proc(body, output=True),), span)),
                span=span,
            )
        ]

    def _do(self, start: int) -> list[Node]:
        body = self._body()
        self.lines()
        match = re.compile(r"while|until", re.IGNORECASE).match(self.text, self.position)
        if not match:
            raise self.fail("do needs while or until")
        self.position = match.end()
        condition = self._condition()
        if match.group().lower() == "until":
            return self._block(start, [body], [self._word(condition)])
        return self._loop(start, condition, body)

    def _switch(self, start: int) -> list[Node]:
        subject: Word = literal("")
        while True:
            self.lines()
            if self.peek() == "(":
                at = self.position
                subject = self.value(self._condition(), at)
            elif self.peek() == "{":
                break
            elif self.argument() is None:
                raise self.fail("a switch needs a block")
        self.deeper()
        self.position += 1
        bodies: list[Script] = []
        while True:
            self.lines()
            while self.peek() == ";":
                self.position += 1
                self.lines()
            if self.peek() == "}":
                self.position += 1
                break
            if self.peek() == "{":
                bodies.append(self._body())
            elif self.argument() is None:
                raise self.fail("a switch is not closed with }")
            bodies.append(self._body())
        self.nesting -= 1
        span = self.origin.span(start, self.position)
        inner = Script((Block(tuple(bodies), span=span),))
        return [
            Simple(
                (literal(OPERATOR + "each"), literal("_"), subject, Word((Proc(inner, output=True),), span)),
                span=span,
            )
        ]

    def _try(self, start: int) -> list[Node]:
        bodies = [self._body()]
        while True:
            position = self.position
            self.lines()
            match = re.compile(r"(?:catch|finally)(?![\w-])", re.IGNORECASE).match(self.text, self.position)
            if not match:
                self.position = position
                return self._block(start, bodies, [])
            self.position = match.end()
            self.lines()
            while self.peek() in ("[", ","):
                if self.peek() == ",":
                    self.position += 1
                else:
                    self.type_name()
                self.lines()
            bodies.append(self._body())

    def _trap(self, start: int) -> list[Node]:
        self.lines()
        if self.peek() == "[":
            self.type_name()
        return self._block(start, [self._body()], [])

    # -- definitions ---------------------------------------------------------------------------------

    def _function(self, start: int) -> list[Node]:
        self.lines()
        name = _FUNCTION_NAME.match(self.text, self.position)
        if not name:
            raise self.fail("a function needs a name")
        self.position = name.end()
        self.lines()
        parameters: list[Node] = []
        if self.peek() == "(":
            parameters = self._param(start)
        body = self._body()
        plain = name.group().lower().rsplit(":", 1)[-1]
        return [
            Function(
                plain,
                Script((*parameters, *body.items), body.background),
                self.origin.span(start, self.position),
                breeds=walk.starts_job_of(body, plain),
            )
        ]

    def _param(self, start: int) -> list[Node]:
        """Read a parameter list: defaults are assigned, then what is given takes their place."""
        self.lines()
        if self.peek() != "(":
            raise self.fail("a parameter list is missing")
        self.deeper()
        self.position += 1
        nodes: list[Node] = []
        names: list[str] = []
        while True:
            self.lines()
            char = self.peek()
            if char == ")":
                self.position += 1
                self.nesting -= 1
                break
            if char == "[":
                self.type_name()
            elif char == "," or char == ";":
                self.position += 1
            elif char == "$":
                found = self._primary()
                name = found.target[2] if found.target else ""
                names.append(name)
                self.lines()
                if self.peek() == "=":
                    self.position += 1
                    self.lines()
                    value = self.expression(commas=False)
                    nodes.append(Simple(assigns=(assignment(name, value.word),), span=value.word.span))
            else:
                raise self.fail("a parameter list is not closed with )")
        span = self.origin.span(start, self.position)
        nodes.append(
            Simple((literal(OPERATOR + "parameters"), *(literal(name) for name in names)), span=span)
        )
        return nodes

    def _class(self, start: int) -> list[Node]:
        """Read a class: the bodies of its methods may run."""
        opening = self.text.find("{", self.position)
        if opening < 0:
            raise self.fail("a class needs a block")
        self.position = opening + 1
        bodies: list[Script] = []
        while True:
            self.lines()
            char = self.peek()
            if not char:
                raise self.fail("a class is not closed with }")
            if char == "}":
                self.position += 1
                return self._block(start, bodies, [])
            if char == "{":
                bodies.append(self._body())
            elif char == "'":
                self.single_quoted()
            elif char == '"':
                self.double_quoted()
            else:
                self.position += 1

    def _named_block(self, word: str, start: int) -> list[Node]:
        after = self.position
        self.lines()
        if word == "data" and self.peek() != "{":
            match = re.compile(r"[\w-]+\s*(?=\{)").match(self.text, self.position)
            self.position = match.end() if match else self.position
        if self.peek() != "{":
            self.position = start
            del after
            return self.pipeline()
        return list(self._body().items)

    # -- short ones ----------------------------------------------------------------------------------

    def _using(self, start: int) -> list[Node]:
        del start
        end = re.compile(r"[^\n;]*").match(self.text, self.position)
        self.position = end.end() if end else self.position
        return []

    def _leaving(self, start: int) -> list[Node]:
        word = self.text[start : self.position].lower()
        self.blanks()
        if not self.peek() or self.peek() in ";}\n\r)|&":
            return [
                Simple(
                    (literal(OPERATOR + "leave"), literal(word)), span=self.origin.span(start, self.position)
                )
            ]
        if word in ("break", "continue"):
            self.argument()
            return [
                Simple(
                    (literal(OPERATOR + "leave"), literal(word)), span=self.origin.span(start, self.position)
                )
            ]
        return self.pipeline()


def _is_always_true(condition: Script) -> bool:
    if not condition.items:
        return True
    node = condition.items[0]
    if len(condition.items) != 1 or not isinstance(node, Simple) or len(node.words) != 2:
        return False
    text = constant(node.words[1]) if constant(node.words[0]) == OPERATOR + "value" else None
    return text is not None and text not in ("", "False", "0") and isinstance(node.words[1].parts[0], Lit)
