"""Statements of bash, zsh and sh: text -> `Script`.

A recursive-descent reader of the grammar in the bash manual.  It exists beside tree-sitter-bash (see
docs/adr/) because screening needs what a highlighting grammar leaves out: exact word boundaries, the
body of every here-document, backquotes inside them, and a plain "this does not parse".
"""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import (
    Arith,
    Block,
    For,
    Function,
    Lit,
    Node,
    Part,
    Pipeline,
    Script,
    Simple,
    SyntaxProblem,
    TooComplex,
    Word,
)
from cmdgen.safety.syntax.posix_simple import SimpleCommands
from cmdgen.safety.syntax.words import Origin, WordReader

_NAME = lazy_re.compile(r"[A-Za-z_]\w*(?=[ \t(;\n])")
_FUNCTION = lazy_re.compile(r"([^\s;&|()<>$'\"`=]+)[ \t]*\([ \t]*\)")
_TIME_OPTIONS = lazy_re.compile(r"time[ \t]+(-\S+)")
_OPENERS: Final = frozenset(
    {"if", "while", "until", "for", "select", "case", "function", "{", "[[", "repeat", "foreach"}
)
_CLOSERS: Final = frozenset({"then", "else", "elif", "fi", "do", "done", "esac", "}", "end"})
MAX_STATEMENTS: Final = 5_000
MAX_NESTING: Final = 60


def parse(text: str, *, zsh: bool = False) -> Script:
    """Return the statements of a whole command text.

    Raises:
        SyntaxProblem: the shell would not accept the text.
        TooComplex: it is nested deeper or longer than is followed here.
    """
    return parse_nested(text, Origin(), 0, zsh=zsh)


def parse_nested(text: str, origin: Origin, depth: int, *, zsh: bool) -> Script:
    """Return the statements of a text that stands at `origin` in the whole command."""

    def inner(part: str, at: Origin, deeper: int) -> Script:
        return parse_nested(part, at, deeper, zsh=zsh)

    reader = WordReader(text, origin, depth, zsh=zsh, parse_script=inner)
    return _Statements(reader).whole()


def _is_compound(node: Node) -> bool:
    """Return whether a statement ends so that a reserved word may follow at once: `if [[ test ]] then`."""
    last = node.stages[-1] if isinstance(node, Pipeline) else node
    return not isinstance(last, Simple)


class _Statements(SimpleCommands):
    def __init__(self, reader: WordReader) -> None:
        super().__init__(reader)
        self.count = 0
        self.nesting = 0

    # -- lists ---------------------------------------------------------------------------------------

    def whole(self) -> Script:
        script = self.script(frozenset())
        if self.reader.position < len(self.reader.text):
            raise self.reader.fail(f"unexpected `{self.reader.peek()}`")
        return script

    def script(self, until: frozenset[str], *, brace: bool = False) -> Script:
        """Read statements up to one of the words or characters in `until` (not consumed), or the end.

        With `brace`, a `{` behind a statement ends them too: zsh's `if [[ test ]] { body }`.
        """
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise TooComplex
        items: list[Node] = []
        background: set[int] = set()
        reader = self.reader
        while True:
            self.separators()
            if reader.position >= len(reader.text) or reader.peek() in until or self.keyword() in until:
                break
            if (
                reader.peek() == ")"
                or reader.text.startswith(";;", reader.position)
                or reader.text.startswith(";&", reader.position)
            ):
                break
            if self.keyword() in _CLOSERS:
                raise reader.fail(f"unexpected `{self.keyword()}`")
            items.append(self.pipeline())
            self.count += 1
            if self.count > MAX_STATEMENTS:
                raise TooComplex
            self.blanks()
            two = reader.text[reader.position : reader.position + 2]
            if two in ("&&", "||"):
                reader.position += 2
                self.blanks(newlines=True)
                if reader.position >= len(reader.text):
                    raise reader.fail(f"nothing follows `{two}`")
            elif reader.peek() == "&":
                background.add(len(items) - 1)
                reader.position += 2 if two in ("&!", "&|") else 1
            elif brace and reader.zsh and self.keyword() == "{":
                break
            elif (
                reader.peek() not in ("", "\n", ";", ")")
                and not (reader.zsh and self.keyword() == "}")
                and not (_is_compound(items[-1]) and self.keyword() in _CLOSERS)
            ):
                raise reader.fail(f"unexpected `{reader.peek()}`")
        self.nesting -= 1
        return Script(tuple(items), frozenset(background))

    def pipeline(self) -> Node:
        start = self.reader.position
        stages = [self.stage()]
        while True:
            self.blanks()
            if self.reader.peek() != "|" or self.reader.peek(1) == "|":
                break
            self.reader.position += 2 if self.reader.peek(1) == "&" else 1
            self.blanks(newlines=True)
            stages.append(self.stage())
        if len(stages) == 1:
            return stages[0]
        return Pipeline(tuple(stages), self.reader.origin.span(start, self.reader.position))

    def stage(self) -> Node:
        coprocess = ""
        self.blanks()
        while (word := self.keyword()) in ("!", "time", "coproc", "nocorrect", "noglob"):
            if word == "time" and (options := _TIME_OPTIONS.match(self.reader.text, self.reader.position)):
                if options.group(1) != "-p":
                    break  # GNU time, an ordinary program with options of its own
                self.reader.position = options.end(1)
            else:
                self.reader.position += len(word)
            self.blanks()
            if word == "coproc":
                coprocess = "COPROC"
                if named := re.compile(r"(\w+)[ \t]+(?=[{(])").match(self.reader.text, self.reader.position):
                    coprocess, self.reader.position = named.group(1), named.end()
            if self.reader.peek() in ("", "\n", ";", "|", "&", ")"):
                return Simple(span=self.reader.origin.span(self.reader.position, self.reader.position))
        node = self.command()
        return Block((Script((node,)),), coprocess=coprocess) if coprocess else node

    # -- commands ------------------------------------------------------------------------------------

    def command(self) -> Node:
        start, reader = self.reader.position, self.reader
        word = self.keyword()
        if reader.text.startswith("((", start) and (end := self.arithmetic_end()) is not None:
            node: Node = self.arithmetic(start + 2, end)
        elif reader.peek() == "(" and not (reader.zsh and reader.text.startswith("()", start)):
            reader.position += 1
            body = self.script(frozenset())
            self.closing(")")
            node = Block((body,), subshell=True)
        elif word in _OPENERS:
            reader.position += len(word)
            node = self.compound(word)
        elif reader.zsh and reader.text.startswith("()", start):
            return self.anonymous_function()
        elif (function := _FUNCTION.match(reader.text, start)) and function.group(1) not in _OPENERS:
            reader.position = function.end()
            return self.function(function.group(1), start)
        else:
            return self.simple()
        redirects = self.redirects()
        span = reader.origin.span(start, reader.position)
        if isinstance(node, For):
            return For(node.variable, node.items, node.body, redirects, span)
        if isinstance(node, Block):
            return Block(node.bodies, node.words, redirects, node.endless, node.subshell, span)
        return node

    def anonymous_function(self) -> Node:
        """Read zsh's `() { body } arguments`: defined and called at once."""
        reader, start = self.reader, self.reader.position
        reader.position += 2
        function = self.function("(anonymous)", start)
        arguments = self.words_until_separator()
        span = reader.origin.span(start, reader.position)
        call = Simple((Word((Lit("(anonymous)", quoted=True),), span), *arguments), span=span)
        return Block((Script((function, call)),), span=span)

    def arithmetic_end(self) -> int | None:
        reader = self.reader
        start = reader.position
        try:
            end = reader.closing_parenthesis(start + 2, opaque=True)
        except SyntaxProblem:
            return None
        return end if reader.text[end + 1 : end + 2] == ")" else None

    def arithmetic(self, start: int, end: int) -> Block:
        parts: list[Part] = []
        self.reader.arithmetic(parts, start, end)
        self.reader.position = end + 2
        return Block((), (Word(tuple(parts), self.reader.origin.span(start, end)),))

    def compound(self, word: str) -> Node:
        if word == "{":
            body = self.script(frozenset({"}"}))
            self.expect("}")
            self.blanks()
            if self.reader.zsh and self.keyword() == "always":
                self.expect("always")
                self.expect("{")
                last = self.script(frozenset({"}"}))
                self.expect("}")
                return Block((body, last))
            return Block((body,))
        if word == "[[":
            return self.test()
        if word == "if":
            return self.if_()
        if word in ("while", "until"):
            return self.while_(word)
        if word in ("for", "select", "foreach"):
            return self.for_(word)
        if word == "repeat":
            self.blanks()
            count = self.reader.word()
            self.blanks()
            return Block((self.loop_body(),), (count,))
        if word == "case":
            return self.case()
        self.blanks()
        name = self.reader.word()
        text = "".join(part.text for part in name.parts if isinstance(part, Lit))
        self.blanks()
        if self.reader.text.startswith("()", self.reader.position):
            self.reader.position += 2
        return self.function(text, name.span.start)

    def function(self, name: str, start: int) -> Function:
        self.blanks(newlines=True)
        body = self.command()
        return Function(name, Script((body,)), self.reader.origin.span(start, self.reader.position))

    def test(self) -> Block:
        """Read the inside of `[[ ... ]]`: words that are compared, never run."""
        words: list[Word] = []
        reader = self.reader
        while True:
            self.blanks(newlines=True)
            if reader.position >= len(reader.text):
                raise reader.fail("`[[` is not closed")
            if reader.text.startswith("]]", reader.position):
                reader.position += 2
                return Block((), tuple(words))
            if reader.peek() in "<>" and reader.peek(1) != "(":
                reader.position += 1
            elif reader.peek() in "()&|;":
                reader.position += 1
            else:
                words.append(reader.word(_test_word_end))

    def if_(self) -> Block:
        bodies = [self.script(frozenset({"then"}), brace=True)]
        if self.reader.zsh and self.keyword() == "{":
            return self.short_if(bodies)
        self.expect("then")
        while True:
            bodies.append(self.script(frozenset({"elif", "else", "fi"})))
            word = self.expect("fi", "else", "elif")
            if word == "fi":
                return Block(tuple(bodies))
            if word == "elif":
                bodies.append(self.script(frozenset({"then"})))
                self.expect("then")

    def short_if(self, bodies: list[Script]) -> Block:
        """Read zsh's `if test { body } elif test { body } else { body }` from the first body on."""
        while True:
            bodies.append(self.braced())
            self.blanks()
            word = self.keyword()
            if word == "elif":
                self.expect("elif")
                bodies.append(self.script(frozenset(), brace=True))
            elif word == "else":
                self.expect("else")
                bodies.append(self.braced())
                return Block(tuple(bodies))
            else:
                return Block(tuple(bodies))

    def braced(self) -> Script:
        self.expect("{")
        body = self.script(frozenset({"}"}))
        self.expect("}")
        return body

    def while_(self, word: str) -> Block:
        condition = self.script(frozenset({"do"}), brace=True)
        constant = _is_constant(condition, "false" if word == "until" else "true")
        return Block((condition, self.loop_body()), endless=constant)

    def loop_body(self) -> Script:
        self.separators()
        if self.keyword() == "{":
            return self.braced()
        if self.reader.zsh and self.keyword() != "do":
            return Script((self.pipeline(),))
        self.expect("do")
        body = self.script(frozenset({"done"}))
        self.expect("done")
        return body

    def foreach_body(self) -> Script:
        """Read the body of zsh's `foreach name (words) ...; end`, or an ordinary one."""
        self.separators()
        if self.keyword() in ("do", "{"):
            return self.loop_body()
        body = self.script(frozenset({"end"}))
        self.expect("end")
        return body

    def for_(self, word: str) -> Node:
        reader = self.reader
        self.blanks()
        if reader.text.startswith("((", reader.position):
            end = self.arithmetic_end()
            if end is None:
                raise reader.fail("`for ((` is not closed")
            header = reader.text[reader.position + 2 : end]
            block = self.arithmetic(reader.position + 2, end)
            endless = bool(re.fullmatch(r"[^;]*;\s*;.*", header, re.DOTALL))
            return Block((self.loop_body(),), block.words, endless=endless)
        name = reader.word()
        variable = "".join(part.text for part in name.parts if isinstance(part, Lit))
        self.blanks(newlines=True)
        others: list[str] = []
        while (
            reader.zsh
            and (more := _NAME.match(reader.text, reader.position))
            and more.group() not in ("in", "do")
        ):
            others.append(more.group())
            reader.position = more.end()
            self.blanks(newlines=True)
        items: tuple[Word, ...] | None = None
        if self.keyword() == "in":
            reader.position += 2
            items = tuple(self.words_until_separator())
        elif reader.peek() == "(" and reader.zsh:
            reader.position += 1
            items = tuple(self.words_until_separator())
            self.closing(")")
        body = self.foreach_body() if word == "foreach" else self.loop_body()
        for other in others:  # each name takes some of the values; which ones does not matter here
            body = Script((For(other, items, body),))
        return For(variable, items, body)

    def words_until_separator(self) -> list[Word]:
        words: list[Word] = []
        while True:
            self.blanks()
            if self.reader.peek() in ("", "\n", ";", ")"):
                return words
            if self.reader.peek() in "&|(<>" and not self.reader.text.startswith(
                ("<(", ">("), self.reader.position
            ):
                raise self.reader.fail(f"unexpected `{self.reader.peek()}`")
            words.append(self.reader.word())

    def case(self) -> Block:
        reader = self.reader
        self.blanks(newlines=True)
        words = [reader.word()]
        self.expect("in")
        bodies: list[Script] = []
        while True:
            self.separators()
            if self.keyword() == "esac":
                reader.position += 4
                return Block(tuple(bodies), tuple(words))
            if reader.peek() == "(":
                reader.position += 1
            while True:
                self.blanks()
                words.append(reader.word())
                self.blanks()
                if reader.peek() == "|":
                    reader.position += 1
                elif reader.peek() == ")":
                    reader.position += 1
                    break
                else:
                    raise reader.fail("expected `)` after a case pattern")
            bodies.append(self.script(frozenset({"esac"})))
            self.blanks(newlines=True)
            ending = next(
                (e for e in (";;&", ";;", ";&", ";|") if reader.text.startswith(e, reader.position)), ""
            )
            reader.position += len(ending)
            if not ending and self.keyword() != "esac":
                raise reader.fail("expected `;;` or `esac`")


def _test_word_end(reader: WordReader) -> bool:
    """Inside `[[ ]]` parentheses and bars belong to patterns; only blanks end a word."""
    return reader.peek() in " \t\n" or (
        reader.peek() in "&|" and reader.peek(1) == reader.peek() and not _in_pattern(reader)
    )


def _in_pattern(reader: WordReader) -> bool:
    line = reader.text[: reader.position].rsplit("\n", 1)[-1]
    return line.count("(") > line.count(")")


def _is_constant(condition: Script, name: str) -> bool:
    only = condition.items[0] if len(condition.items) == 1 else None
    if isinstance(only, Block) and not only.bodies and len(only.words) == 1:
        number = only.words[0].parts[:1]  # `((1))`
        if number and isinstance(number[0], Arith) and number[0].text.strip().isdigit():
            return (int(number[0].text) != 0) == (name == "true")
    if (
        len(condition.items) != 1
        or not isinstance(condition.items[0], Simple)
        or not condition.items[0].words
    ):
        return False
    first = condition.items[0].words[0].parts
    return (
        len(first) == 1
        and isinstance(first[0], Lit)
        and first[0].text in (":" if name == "true" else name, name)
    )
