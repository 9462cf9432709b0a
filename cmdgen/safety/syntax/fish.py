"""Statements of fish: text -> `Script`.

What fish refuses (most of what only bash has) is a syntax problem.  Builtins that share a name with a different
program or with a builtin of bash are handed over under a name of their own, `fish set` for `set`.
Source: https://fishshell.com/docs/current/language.html
"""

from __future__ import annotations

import re
from typing import Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re
from cmdgen.safety.ir import (
    Assign,
    Block,
    For,
    Function,
    Lit,
    Node,
    Pipeline,
    Redirect,
    Script,
    Simple,
    Sub,
    TooComplex,
    Var,
    Word,
)
from cmdgen.safety.syntax.fish_words import FishWords, is_slice
from cmdgen.safety.syntax.words import Origin

BUILTINS: Final = frozenset({
    "set", "string", "read", "source", ".", "history", "alias", "abbr", "functions", "bind", "complete", "math", "count", "contains", "status", "type", "random",
    "funcsave", "fish_add_path", "argparse", "emit", "jobs", "disown", "commandline", "set_color", "builtin", "path",
})  # fmt: skip
"""Builtins that get a name of their own, so that nothing else answers to it."""
PREFIX: Final = "fish "
MAX_STATEMENTS: Final = 5_000
MAX_NESTING: Final = 60
_KEYWORD: Final = lazy_re.compile(r"(?:[a-z]+|[{}])(?=[\s;&|<>()#]|$)|!(?=\s)")
_REDIRECT: Final = lazy_re.compile(r"(\d+)?(>>|>\?|>(?!\|)|<)(&)?|(&>>|&>\??)")
_PIPE: Final = lazy_re.compile(r"\d*>\||&\||\|(?!\|)")
_ASSIGN: Final = lazy_re.compile(r"([A-Za-z_]\w*)=")
_CLOSERS: Final = frozenset({"end", "else", "case"})
_TRUE: Final = lazy_re.compile(r"\s*(?:true|:|test\s+1|command\s+true|\[\s+1\s+\])\s*(?:[;\n#]|$)")


def parse_nested(text: str, origin: Origin, depth: int) -> Script:
    """Return the statements of a text that stands at `origin` in the whole command.

    Raises:
        SyntaxProblem: fish would not accept the text.
        TooComplex: it is nested deeper or longer than is followed here.
    """
    return _Statements(FishWords(text, origin, depth)).whole()


class _Statements:
    def __init__(self, words: FishWords) -> None:
        self.words = words
        self.count = 0
        self.nesting = 0
        words.read_script = self.inside_parentheses

    # -- positions -----------------------------------------------------------------------------------

    def blanks(self, *, newlines: bool = False) -> None:
        """Skip blanks, comments and continued lines; with `newlines` line ends too."""
        words = self.words
        while True:
            char = words.peek()
            if char in (" ", "\t", "\r") or (newlines and char == "\n"):
                words.position += 1
            elif char == "\\" and words.peek(1) == "\n":
                words.position += 2
            elif char == "#":
                end = words.text.find("\n", words.position)
                words.position = len(words.text) if end < 0 else end
            else:
                return

    def separators(self) -> None:
        self.blanks(newlines=True)
        while self.words.peek() == ";":
            self.words.position += 1
            self.blanks(newlines=True)

    def keyword(self) -> str:
        match = _KEYWORD.match(self.words.text, self.words.position)
        return match.group() if match else ""

    def take(self, keyword: str) -> None:
        self.words.position += len(keyword)
        self.blanks()

    def at_end(self) -> bool:
        """Return whether the statement ends here."""
        char = self.words.peek()
        return char in ("", "\n", ";", ")", "|") or (char == "&" and self.words.peek(1) not in (">", "|"))

    # -- lists ---------------------------------------------------------------------------------------

    def whole(self) -> Script:
        script = self.script(frozenset())
        if self.words.position < len(self.words.text):
            raise self.words.fail(f"unexpected `{self.words.peek()}`")
        return script

    def inside_parentheses(self) -> Script:
        return self.script(frozenset())

    def script(self, until: frozenset[str]) -> Script:
        """Read statements up to one of the keywords in `until` (not consumed), a `)`, or the end."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise TooComplex
        words = self.words
        items: list[Node] = []
        background: set[int] = set()
        while True:
            self.separators()
            if words.peek() in ("", ")") or self.keyword() in until:
                break
            if self.keyword() in _CLOSERS:
                raise words.fail(f"unexpected `{self.keyword()}`")
            items.append(self.pipeline())
            self.count += 1
            if self.count > MAX_STATEMENTS:
                raise TooComplex
            self.blanks()
            if words.text.startswith(("&&", "||"), words.position):
                words.position += 2
                self.blanks(newlines=True)
                if self.at_end():
                    raise words.fail("a command must follow `&&` and `||`")
            elif words.peek() == "&":
                background.add(len(items) - 1)
                words.position += 1
            elif words.peek() not in ("", "\n", ";", ")"):
                raise words.fail(f"unexpected `{words.peek()}`")
        self.nesting -= 1
        return Script(tuple(items), frozenset(background))

    def pipeline(self) -> Node:
        start = self.words.position
        stages = [self.stage()]
        while True:
            self.blanks()
            pipe = _PIPE.match(self.words.text, self.words.position)
            if not pipe:
                break
            self.words.position = pipe.end()
            self.blanks(newlines=True)
            if self.at_end():
                raise self.words.fail("a command must follow `|`")
            stages.append(self.stage())
        if len(stages) == 1:
            return stages[0]
        span = self.words.origin.span(start, self.words.position)
        if isinstance(stages[-1], Simple) and _is(stages[-1].words[0], PREFIX + "read"):
            return _read_from(stages[:-1], stages[-1], span)
        return Pipeline(tuple(stages), span)

    def stage(self) -> Node:
        words = self.words
        while (word := self.keyword()) in ("not", "!", "and", "or", "time"):
            start = words.position
            self.take(word)
            if self.at_end():
                if word in ("and", "or"):
                    raise words.fail(f"a command must follow `{word}`")
                return Simple(span=words.origin.span(start, words.position))
        return self.command()

    # -- commands ------------------------------------------------------------------------------------

    def command(self) -> Node:
        start, word = self.words.position, self.keyword()
        node: Node
        if word in ("begin", "{"):
            self.take(word)
            node = self.group("end" if word == "begin" else "}")
        elif word == "if":
            self.take(word)
            node = self.condition()
        elif word == "while":
            self.take(word)
            node = self.repeated()
        elif word == "for":
            self.take(word)
            node = self.loop()
        elif word == "switch":
            self.take(word)
            node = self.switch()
        elif word == "function":
            self.take(word)
            node = self.function()
        elif word in _CLOSERS:
            raise self.words.fail(f"unexpected `{word}`")
        else:
            return self.simple()
        return self.finished(node, start)

    def close(self, keyword: str = "end") -> None:
        if self.keyword() != keyword:
            raise self.words.fail(f"expected `{keyword}`")
        self.words.position += len(keyword)

    def finished(self, node: Node, start: int) -> Node:
        """Read the redirections behind a block; no other words may stand there."""
        redirects = self.redirects()
        if not self.at_end() and not _PIPE.match(self.words.text, self.words.position):
            raise self.words.fail("`end` takes no arguments; is a `;` missing?")
        span = self.words.origin.span(start, self.words.position)
        if isinstance(node, Block):
            return Block(node.bodies, node.words, redirects, node.endless, node.subshell, span)
        if isinstance(node, For):
            return For(node.variable, node.items, node.body, redirects, span)
        assert isinstance(node, Function)  # noqa: S101 - the only other kind
        return Function(node.name, node.body, span)

    def group(self, closer: str) -> Block:
        body = self.script(frozenset({closer}))
        self.close(closer)
        return Block((body,))

    def needs_command(self, keyword: str) -> None:
        self.separators()
        if self.words.peek() in ("", ")") or self.keyword() in _CLOSERS:
            raise self.words.fail(f"`{keyword}` needs a command")

    def condition(self) -> Block:
        self.needs_command("if")
        bodies = [self.script(frozenset({"else", "end"}))]
        while self.keyword() == "else":
            self.take("else")
            if self.keyword() == "if":
                self.take("if")
                self.needs_command("else if")
            bodies.append(self.script(frozenset({"else", "end"})))
        self.close()
        return Block(tuple(bodies))

    def repeated(self) -> Block:
        self.needs_command("while")
        endless = _TRUE.match(self.words.text, self.words.position) is not None
        body = self.script(frozenset({"end"}))
        self.close()
        return Block((body,), endless=endless)

    def list_words(self) -> tuple[Word, ...]:
        found: list[Word] = []
        while True:
            self.blanks()
            if self.at_end() or self.words.peek() in "<>":
                return tuple(found)
            found.append(self.words.word())

    def loop(self) -> For:
        words = self.words
        name = words.word() if not self.at_end() else Word(())
        self.blanks()
        if not name.parts or self.keyword() != "in":
            raise words.fail("`for` needs a variable and `in`")
        self.take("in")
        items = self.list_words()
        if words.peek() not in (";", "\n"):
            raise words.fail("`for` needs `;` or a line end before its body")
        body = self.script(frozenset({"end"}))
        self.close()
        return For(_literal(name), items, body)

    def switch(self) -> Block:
        subject = self.list_words()
        bodies = []
        self.separators()
        while self.keyword() == "case":
            self.take("case")
            subject = (*subject, *self.list_words())
            bodies.append(self.script(frozenset({"case", "end"})))
        self.close()
        return Block(tuple(bodies), subject)

    def function(self) -> Function:
        header = self.list_words()
        if not header:
            raise self.words.fail("`function` needs a name")
        body = self.script(frozenset({"end"}))
        self.close()
        named = [_literal(word) for word in header[1:]]
        names: list[str] = []
        for index, option in enumerate(named):
            if option in ("-a", "--argument-names", "--argument"):
                names = [name for name in named[index + 1 :] if not name.startswith("-")]
        parameters = tuple(
            Assign(name, Word((Var(str(number), quoted=True),))) for number, name in enumerate(names, start=1)
        )
        first: tuple[Node, ...] = (Simple(assigns=parameters),) if parameters else ()
        return Function(_literal(header[0]), Script((*first, *body.items), body.background))

    # -- simple commands -----------------------------------------------------------------------------

    def simple(self) -> Node:
        words = self.words
        start = words.position
        assigns: list[Assign] = []
        found: list[Word] = []
        redirects: list[Redirect] = []
        while True:
            self.blanks()
            redirect = self.redirect()
            if redirect is not None:
                redirects.append(redirect)
                continue
            if self.at_end() or _PIPE.match(words.text, words.position):
                break
            assign = _ASSIGN.match(words.text, words.position) if not found else None
            if assign:
                assigns.append(self.assignment(assign))
                continue
            if not found and words.text.startswith(("(", "$("), words.position):
                raise words.fail("a command substitution cannot be a command in fish")
            found.append(words.word())
        span = words.origin.span(start, words.position)
        if not found:
            if assigns:
                raise words.fail("fish sets variables with `set name value`")
            raise words.fail(
                f"expected a command, found `{words.peek()}`" if words.peek() else "expected a command"
            )
        if any(isinstance(part, Sub) and not is_slice(part) for part in found[0].parts):
            raise words.fail("a command substitution cannot be a command in fish")
        simple = Simple(tuple(_named(found)), tuple(assigns), tuple(redirects), span)
        return _overriding(simple) if assigns else simple

    def assignment(self, match: re.Match[str]) -> Assign:
        words = self.words
        start = words.position
        words.position = match.end()
        value = words.word() if not words.at_word_end() else Word((Lit("", quoted=True),))
        return Assign(match.group(1), value, span=words.origin.span(start, words.position))

    def redirects(self) -> tuple[Redirect, ...]:
        found: list[Redirect] = []
        while True:
            self.blanks()
            redirect = self.redirect()
            if redirect is None:
                return tuple(found)
            found.append(redirect)

    def redirect(self) -> Redirect | None:
        words = self.words
        match = _REDIRECT.match(words.text, words.position)
        if not match:
            return None
        start = words.position
        words.position = match.end()
        number, op, duplicate, both = match.groups()
        self.blanks()
        if words.at_word_end():
            raise words.fail("a redirection needs a file name")
        target = words.word()
        op = (both or op).replace("?", "")
        return Redirect(
            op + "&" if duplicate and op in "<>" else op,
            target,
            number or "",
            words.origin.span(start, words.position),
        )


def _read_from(stages: list[Node], reader: Simple, span: Span) -> Node:
    """Return `commands | read x` as a read from their output: fish runs its own builtins in the shell itself."""
    front = stages[0] if len(stages) == 1 else Pipeline(tuple(stages), span)
    given = Redirect("<<<", Word((Sub(Script((front,)), quoted=True),), span))
    return Simple(reader.words, reader.assigns, (given, *reader.redirects), span)


def _overriding(simple: Simple) -> Node:
    """Return `name=value command $name` with the value already in the words, as fish expands them."""
    names = {assign.name for assign in simple.assigns}
    used = {part.name for word in simple.words for part in word.parts if isinstance(part, Var)}
    if not names & used:
        return simple
    first = Simple(assigns=simple.assigns, span=simple.span)
    return Block((Script((first, simple)),), subshell=True, span=simple.span)


def _literal(word: Word) -> str:
    return "".join(part.text for part in word.parts if isinstance(part, Lit))


def _named(words: list[Word]) -> list[Word]:
    """Give builtins their own names; `builtin set` is `set`."""
    while len(words) > 1 and _is(words[0], "builtin"):
        words = words[1:]
    part = words[0].parts[0] if len(words[0].parts) == 1 else None
    if isinstance(part, Lit) and part.text in BUILTINS:
        return [Word((Lit(PREFIX + part.text, quoted=True),), words[0].span), *words[1:]]
    return words


def _is(word: Word, text: str) -> bool:
    return len(word.parts) == 1 and isinstance(word.parts[0], Lit) and word.parts[0].text == text
