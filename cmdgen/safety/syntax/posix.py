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
    Assign,
    Block,
    For,
    Function,
    Lit,
    Node,
    Part,
    Pipeline,
    Redirect,
    Script,
    Simple,
    SyntaxProblem,
    TooComplex,
    Word,
)
from cmdgen.safety.syntax.words import Origin, WordReader

_ARRAY_KEY = lazy_re.compile(r"\[[^\]\n$`]*\]\+?=")
_ASSIGN = lazy_re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\[[^\]\n]*\])?(\+?)=")
_REDIRECT = lazy_re.compile(r"(\d+|\{[A-Za-z_]\w*\})?(<<<|<<-?|<>|<&|>>|>\||>&|>!|&>>|&>|<|>)")
_KEYWORD = lazy_re.compile(r"(?:[a-z]+|[{}]|\[\[)(?=[\s;&|()<>]|$)|!(?=\s)")
_NAME = lazy_re.compile(r"[A-Za-z_]\w*(?=[ \t(;\n])")
_FUNCTION = lazy_re.compile(r"([^\s;&|()<>$'\"`=]+)[ \t]*\([ \t]*\)")
_BLANKS = lazy_re.compile(r"(?:[ \t]|\\\n)+")
_TIME_OPTIONS = lazy_re.compile(r"time[ \t]+(-\S+)")
_OPENERS: Final = frozenset(
    {"if", "while", "until", "for", "select", "case", "function", "{", "[[", "repeat", "foreach"}
)
_CLOSERS: Final = frozenset({"then", "else", "elif", "fi", "do", "done", "esac", "}", "end"})
_DECLARERS: Final = frozenset(
    {"export", "declare", "local", "readonly", "typeset", "alias", "float", "integer"}
)
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


class _Statements:
    def __init__(self, reader: WordReader) -> None:
        self.reader = reader
        self.after_bodies: dict[int, int] = {}
        """Line end -> where reading goes on after the here-documents of that line."""
        self.logical_line = (1, 0)
        """Start and end of the line whose end was looked for last; several here-documents share a line."""
        self.count = 0
        self.nesting = 0

    # -- positions -----------------------------------------------------------------------------------

    def blanks(self, *, newlines: bool = False) -> None:
        """Skip blanks and comments, and with `newlines` line ends too (reading here-documents on the way)."""
        reader = self.reader
        while True:
            blank = _BLANKS.match(reader.text, reader.position)
            if blank:
                reader.position = blank.end()
            char = reader.peek()
            if char == "#":
                end = reader.text.find("\n", reader.position)
                reader.position = len(reader.text) if end < 0 else end
            elif newlines and char == "\n":
                reader.position += 1
                self.heredocs()
            elif not blank:
                return

    def keyword(self) -> str:
        match = _KEYWORD.match(self.reader.text, self.reader.position)
        return match.group() if match else ""

    def expect(self, *words: str) -> str:
        self.blanks(newlines=True)
        self.separators()
        found = self.keyword()
        if found not in words:
            raise self.reader.fail(f"expected `{words[0]}`")
        self.reader.position += len(found)
        return found

    def separators(self) -> None:
        while True:
            self.blanks(newlines=True)
            if (
                self.reader.peek() == ";"
                and self.reader.peek(1) not in ("&", ";")
                and not self.zsh_fall_through()
            ):
                self.reader.position += 1
            else:
                return

    def zsh_fall_through(self) -> bool:
        return self.reader.zsh and self.reader.peek(1) == "|"

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

    def closing(self, char: str) -> None:
        self.separators()
        if self.reader.peek() != char:
            raise self.reader.fail(f"expected `{char}`")
        self.reader.position += 1

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

    # -- simple commands -----------------------------------------------------------------------------

    def simple(self) -> Simple:
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
                redirects.append(self.redirect(redirect))
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
                made = self.assign(assign)
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

    def assign(self, match: re.Match[str]) -> Assign:
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
        found: list[Redirect] = []
        while True:
            self.blanks()
            match = _REDIRECT.match(self.reader.text, self.reader.position)
            if not match or self.reader.text.startswith(("<(", ">("), self.reader.position):
                return tuple(found)
            found.append(self.redirect(match))

    def redirect(self, match: re.Match[str]) -> Redirect:
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

    def heredoc(self, op: str, target: Word, raw: str, fd: str) -> Redirect:
        """Find the body of a here-document further down, and note where reading goes on after it."""
        reader = self.reader
        delimiter = "".join(part.text for part in target.parts if isinstance(part, Lit))
        quoted = any(char in raw for char in "'\"\\")
        line_end = self.line_end()
        start, end, after = self.body(line_end, delimiter, strip=op == "<<-")
        text = reader.text[start:end]
        shown = re.sub(r"(?m)^\t+", "", text) if op == "<<-" else text
        if quoted:
            parts: list[Part] = [Lit(shown, quoted=True)]
        else:
            inside = (
                reader.origin.within(start) if shown == text else Origin(fixed=reader.origin.span(start, end))
            )
            inner = WordReader(
                shown, inside, reader.depth + 1, zsh=reader.zsh, parse_script=reader.parse_script
            )
            parts = []
            inner.quoted_text(parts, end="")
        self.after_bodies[line_end] = max(after, self.after_bodies.get(line_end, 0))
        return Redirect("<<", Word(tuple(parts), reader.origin.span(start, end)), fd, target.span)

    def line_end(self) -> int:
        """Return where the current logical line ends: here-document bodies start after it."""
        reader = self.reader
        index = reader.position
        text = reader.text
        if self.logical_line[0] <= index <= self.logical_line[1]:
            return self.logical_line[1]
        started = index
        while index < len(text) and text[index] != "\n":
            char = text[index]
            if char == "\\":
                index += 1
            elif char == "'":
                close = text.find("'", index + 1)
                index = close if close >= 0 else index
            elif char == '"':
                close = _double_quote_end(text, index)
                index = close if close >= 0 else index
            index += 1
        self.logical_line = (started, min(index, len(text)))
        return self.logical_line[1]

    def body(self, line_end: int, delimiter: str, *, strip: bool) -> tuple[int, int, int]:
        """Return start and end of the body and the position after its delimiter line."""
        text = self.reader.text
        start = max(line_end + 1, self.after_bodies.get(line_end, 0))
        index = start
        while index <= len(text):
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            line = text[index:end]
            if (line.lstrip("\t") if strip else line) == delimiter:
                return min(start, len(text)), index, min(end + 1, len(text))
            if end >= len(text):
                break
            index = end + 1
        if self.reader.depth == 0:
            raise SyntaxProblem(f"the here-document is not ended by a line `{delimiter}`", line_end)
        return min(start, len(text)), len(text), len(text)

    def heredocs(self) -> None:
        """After a line end was consumed: jump over the bodies that belong to that line."""
        target = self.after_bodies.get(self.reader.position - 1)
        if target is not None:
            self.reader.position = target


def _double_quote_end(text: str, start: int) -> int:
    index = start + 1
    while index < len(text):
        if text[index] == "\\":
            index += 1
        elif text[index] == '"':
            return index
        index += 1
    return -1


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


def _declared(assign: Assign) -> Word:
    """Return the word that `export NAME=value` passes to export, as far as later steps need it."""
    value = assign.value.parts if isinstance(assign.value, Word) else ()
    name = assign.name + ("+=" if assign.append else "=")
    if value and isinstance(value[0], Lit) and not value[0].quoted:
        return Word(
            (Lit(name + value[0].text), *value[1:]), assign.span
        )  # one literal, so that a tilde is seen
    return Word((Lit(name), *value), assign.span)
