"""Statements of the Windows command processor: text -> `Script`.

Every simple command becomes a call of the pseudo program `cmd line`, whose handler splits the expanded line as
cmd does (names glued to switches, `,` `;` `=` as blanks, letter case): cmd expands variables before it looks for
names.  Labels and `goto` are left out: statements count as run in the order of the text.
Source: https://learn.microsoft.com/windows-server/administration/windows-commands/windows-commands
"""

from __future__ import annotations

import re
from typing import Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Block, For, Lit, Node, Pipeline, Redirect, Script, Simple, TooComplex, Word
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.syntax import cmd_lists
from cmdgen.safety.syntax.cmd_words import BLANKS, CmdWords, path_word, without_quotes, word_text
from cmdgen.safety.syntax.words import Origin

LINE: Final = "cmd line"
"""Name of the pseudo program that every simple command calls; the blank keeps it apart from real programs."""
DEFAULTS: Final = "cmd defaults"
"""Pseudo program that gives the well-known variables their values where nothing else has."""
ENDLESS: Final = "cmd endless"
"""Pseudo program that stands at the start of a loop without end that starts processes or writes."""
SELF: Final = "cmd self"
"""Pseudo program that stands for a text that starts itself more than once."""
WRITTEN: Final = "cmd written"
"""Pseudo program that looks at the files which a command has just written."""
_STARTS: Final = lazy_re.compile(
    rf"(?i)start ?up|boot|ntldr|ntdetect|/efi/|system32|ntuser|usrclass|autorun|[%{UNKNOWN}]"
)
"""In names of files that Windows runs or needs when it starts; a variable may hold one."""
_START_WORDS: Final = 8
"""Words of a line among which `cmd` or `call` may stand: behind `start` and its options."""
MAX_STATEMENTS: Final = 5_000
MAX_NESTING: Final = 60
_REDIRECT: Final = lazy_re.compile(r"(\d)?(>>|>&|<&|>|<)")
_KEYWORD: Final = lazy_re.compile(r"(?:\^?[A-Za-z])+")
_SWITCH: Final = lazy_re.compile(r"/([A-Za-z])(?![\w\\/.:])")
_VARIABLE: Final = lazy_re.compile(r"%%?(\S)(?=[ \t\r\n]+in\b)", re.IGNORECASE)
_DELIMITERS: Final = BLANKS + ",;="
_PAUSES: Final = lazy_re.compile(r"(?i)\b(?:timeout|ping|pause|choice|sleep|waitfor|exit)\b")
_SPAWNS: Final = lazy_re.compile(r"(?i)(?:^|[\s(&|@])(?:start|cmd(?:\.exe)?\s+/[ck]\s+start)\b")


def parse_nested(text: str, origin: Origin, depth: int) -> Script:
    """Return the statements of a text that stands at `origin` in the whole command.

    Raises:
        SyntaxProblem: cmd would not accept the text.
        TooComplex: it is nested deeper or longer than is followed here.
    """
    statements = _Statements(CmdWords(text, origin, depth))
    script = statements.sequence(block=False)
    first: list[Node] = []
    span = origin.span(0, len(text))
    if statements.words.defaults:
        first.append(_pseudo(DEFAULTS, span, *sorted(statements.words.defaults)))
    if statements.own_calls > 1 or (statements.own_calls and _loops(text)):
        first.append(_pseudo(SELF, span))
    elif _loops(text) and _SPAWNS.search(text) and not _PAUSES.search(text):
        first.append(_pseudo(ENDLESS, span, "starts processes"))
    return Script((*first, *script.items))


def _loops(text: str) -> bool:
    """Return whether the text jumps back to a label above."""
    for jump in re.finditer(r"(?i)\bgoto[ \t]*:?[ \t]*([\w.-]+)", text):
        if re.search(rf"(?im)(?:^|[\n&])[ \t]*:{re.escape(jump.group(1))}\b", text[: jump.start()]):
            return True
    return False


def _pseudo(name: str, span: Span, *arguments: str) -> Simple:
    return Simple(tuple(Word((Lit(text, quoted=True),), span) for text in (name, *arguments)), span=span)


class _Statements:
    def __init__(self, words: CmdWords) -> None:
        self.words = words
        self.own_calls = 0
        self.count = 0
        self.nesting = 0
        self.blocks = 0
        """Open parentheses: only inside one does `)` end a command."""

    # -- lists ---------------------------------------------------------------------------------------

    def sequence(self, *, block: bool, one_line: bool = False) -> Script:
        """Read statements up to `)` in a block, the end of the line, or the end of the text."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise TooComplex
        words = self.words
        items: list[Node] = []
        while True:
            words.skip(_DELIMITERS + "@" if one_line else _DELIMITERS + "@\n")
            if (
                words.position >= len(words.text)
                or (words.peek() == "\n" and one_line)
                or (words.peek() == ")" and self.blocks)
            ):
                break
            if words.peek() in "&|":
                raise words.fail(f"unexpected `{words.peek()}`")
            node = self.pipeline()
            if node is not None:
                items.append(node)
            self.count += 1
            if self.count > MAX_STATEMENTS:
                raise TooComplex
            if not self.separator(one_line=one_line):
                break
        self.nesting -= 1
        if block and words.peek() != ")":
            raise words.fail("expected `)`")
        return Script(tuple(items))

    def separator(self, *, one_line: bool) -> bool:
        """Read `&`, `&&`, `||` or a line end; return whether another statement may follow."""
        words = self.words
        words.skip()
        two = words.text[words.position : words.position + 2]
        if two in ("&&", "||"):
            words.position += 2
            words.skip(_DELIMITERS + "@")
            if words.peek() in ("", "\n", ")"):
                raise words.fail(f"nothing follows `{two}`")
            return True
        if words.peek() == "&":
            words.position += 1
            return True
        if words.peek() == "\n":
            return not one_line
        if words.peek() == ")" and not self.blocks:
            words.position += 1  # outside a block cmd passes over it
            return True
        return False

    def pipeline(self) -> Node | None:
        words = self.words
        start = words.position
        stages = [self.command()]
        while True:
            words.skip()
            if words.peek() != "|" or words.peek(1) == "|":
                break
            words.position += 1
            words.skip(_DELIMITERS + "@")
            if words.peek() in ("", "\n", ")", "|", "&"):
                raise words.fail("nothing follows `|`")
            stages.append(self.command())
        found = tuple(stage for stage in stages if stage is not None)
        if len(found) < 2:
            return found[0] if found else None
        return Pipeline(found, words.origin.span(start, words.position))

    # -- commands ------------------------------------------------------------------------------------

    def keyword(self) -> str:
        match = _KEYWORD.match(self.words.text, self.words.position)
        if (
            not match
            or self.words.text[match.end() : match.end() + 1] in (".", "\\", ":", "_", "-")
            or self.words.text[match.end() : match.end() + 1].isdigit()
        ):
            return ""
        return match.group().replace("^", "").lower()

    def take_keyword(self) -> None:
        match = _KEYWORD.match(self.words.text, self.words.position)
        assert match is not None  # noqa: S101 - keyword() has matched here
        self.words.position = match.end()

    def command(self) -> Node | None:
        words = self.words
        words.skip(_DELIMITERS + "@")
        start = words.position
        if words.peek() == "(":
            return self.group(start)
        if words.peek() == ":":
            self.to_line_end()
            return None
        word = self.keyword()
        if word == "rem":
            self.take_keyword()
            words.skip()
            if words.peek() not in ("&", "\n", ""):
                self.to_line_end()
            return None
        if word == "if":
            self.take_keyword()
            return self.condition(start)
        if word == "for":
            self.take_keyword()
            return self.loop(start)
        return self.simple(start)

    def to_line_end(self) -> None:
        end = self.words.text.find("\n", self.words.position)
        self.words.position = len(self.words.text) if end < 0 else end

    def group(self, start: int) -> Node:
        words = self.words
        words.position += 1
        self.blocks += 1
        body = self.sequence(block=True)
        self.blocks -= 1
        words.position += 1
        redirects: list[Redirect] = []
        while (redirect := self.redirect()) is not None:
            redirects.append(redirect)
        span = words.origin.span(start, words.position)
        return _with_writes(Block((body,), redirects=tuple(redirects), span=span), redirects, span)

    def stops(self) -> str:
        return "&|<>)" if self.blocks else "&|<>"

    def simple(self, start: int) -> Node:
        words = self.words
        found: list[Word] = []
        redirects: list[Redirect] = []
        while True:
            words.skip()
            redirect = self.redirect()
            if redirect is not None:
                redirects.append(redirect)
                continue
            char = words.peek()
            if char in ("", "\n", "&", "|") or (char == ")" and self.blocks):
                break
            before = words.position
            word = words.word(self.stops())
            if words.position == before:
                raise words.fail(f"unexpected `{char}`")
            found.append(word)
            if len(found) <= _START_WORDS and _reads_again(found):
                words.keeps_variables = True
        words.keeps_variables = False
        span = words.origin.span(start, words.position)
        if not found:
            return _with_writes(Simple(redirects=tuple(redirects), span=span), redirects, span)
        if any(word_text(word) == "%0" for word in found[:3]) and word_text(found[0]).lower() in (
            "%0",
            "start",
            "call",
            "cmd",
        ):
            self.own_calls += 1
        line = Simple((Word((Lit(LINE),), found[0].span), *found), redirects=tuple(redirects), span=span)
        return _with_writes(line, redirects, span)

    def redirect(self) -> Redirect | None:
        words = self.words
        words.skip()
        match = _REDIRECT.match(words.text, words.position)
        if not match:
            return None
        start = words.position
        words.position = match.end()
        words.skip()
        before = words.position
        target = words.word(self.stops() + ",;=")
        if words.position == before:
            raise words.fail(f"`{match.group(2)}` needs a file name")
        return Redirect(
            match.group(2), path_word(target), match.group(1) or "", words.origin.span(start, words.position)
        )

    # -- if ------------------------------------------------------------------------------------------

    def condition(self, start: int) -> Node:
        """Read `if [/i] [not] condition command [else command]`."""
        words = self.words
        tested: list[Word] = []
        words.skip()
        if words.text[words.position : words.position + 2].lower() == "/i":
            words.position += 2
            words.skip()
        while self.keyword() == "not":
            self.take_keyword()
            words.skip()
        if self.keyword() in ("exist", "defined", "errorlevel", "cmdextversion"):
            self.take_keyword()
            words.skip()
            tested.append(words.word("&|<>("))
        else:
            self.comparison(tested)
        words.skip(_DELIMITERS + "@")
        if words.peek() in ("", "\n", "&", "|", ")"):
            raise words.fail("`if` needs a command")
        bodies = [self.body()]
        before = words.position
        words.skip()
        if self.keyword() == "else":
            self.take_keyword()
            words.skip(_DELIMITERS + "@")
            if words.peek() in ("", "\n", "&", "|", ")"):
                raise words.fail("`else` needs a command")
            bodies.append(self.body())
        else:
            words.position = before
        return Block(tuple(bodies), tuple(tested), span=words.origin.span(start, words.position))

    def comparison(self, tested: list[Word]) -> None:
        words = self.words
        tested.append(words.word("=&|<>"))
        words.skip()
        if words.text.startswith("==", words.position):
            words.position += 2
        elif self.keyword() in ("equ", "neq", "lss", "leq", "gtr", "geq"):
            self.take_keyword()
        else:
            raise words.fail("`if` needs `==` or a comparison such as EQU")
        words.skip()
        tested.append(words.word("&|<>(" if words.peek() != "(" else "&|<>"))

    def body(self) -> Script:
        """Read the command of an `if`, `else` or `for`: a block, or the rest of the line."""
        words = self.words
        if words.peek() == "(":
            node = self.pipeline()
            return Script((node,) if node is not None else ())
        return self.sequence(block=False, one_line=True)

    # -- for -----------------------------------------------------------------------------------------

    def loop(self, start: int) -> Node:
        """Read `for [/d|/r [path]|/l|/f [options]] %x in (set) do command`."""
        words = self.words
        words.skip()
        kind, folder, options = "", "", ""
        while switch := _SWITCH.match(words.text, words.position):
            kind += switch.group(1).lower()
            words.position = switch.end()
            words.skip()
        if not _VARIABLE.match(words.text, words.position):
            extra = without_quotes(word_text(words.word("&|<>(")))
            folder, options = (extra, "") if "r" in kind else ("", extra)
            words.skip()
        variable = _VARIABLE.match(words.text, words.position)
        if not variable:
            raise words.fail("`for` needs a variable and `in`")
        words.position = variable.end()
        words.skip(BLANKS + "\n")
        self.take_keyword()
        words.skip(BLANKS + "\n")
        if words.peek() != "(":
            raise words.fail("`for` needs a list in parentheses")
        inside, at = self.list_text()
        words.skip(BLANKS + "\n")
        if self.keyword() != "do":
            raise words.fail("`for` needs `do`")
        self.take_keyword()
        words.skip(_DELIMITERS + "@")
        if words.peek() in ("", "\n", "&", "|", ")"):
            raise words.fail("`for` needs a command after `do`")
        letter = variable.group(1)
        items = self.items(kind, inside, at, folder, options)
        added = self.loop_letters(letter, options) - words.loop_names
        words.loop_names |= added
        body_start = words.position
        body = self.body()
        words.loop_names -= added
        span = words.origin.span(start, words.position)
        if "l" in kind and cmd_lists.is_endless(inside):
            text = words.text[body_start : words.position]
            if not _PAUSES.search(text) and (_SPAWNS.search(text) or ">>" in text):
                body = Script(
                    (
                        _pseudo(
                            ENDLESS, span, "starts processes" if _SPAWNS.search(text) else "writes to a file"
                        ),
                        *body.items,
                    )
                )
        return For("%" + letter, items, body, span=span)

    def items(self, kind: str, inside: str, at: int, folder: str, options: str) -> tuple[Word, ...]:
        words = self.words
        if "l" in kind:
            span = words.origin.span(at, at + len(inside))
            return tuple(Word((Lit(text, quoted=True),), span) for text in cmd_lists.numbers(inside))
        if "f" in kind:
            return (cmd_lists.line_items(words, inside, at, options, _script_of, _shown),)
        return cmd_lists.plain_items(words, inside, at, folder)

    def loop_letters(self, letter: str, options: str) -> set[str]:
        """Return the variables of a loop: `tokens=1,2` fills the following letters too."""
        if "tokens" not in options.lower():
            return {letter}
        return {chr(ord(letter) + offset) for offset in range(6)}

    def list_text(self) -> tuple[str, int]:
        """Read `( ... )` with quotes and inner parentheses; return the inside and where it starts."""
        words = self.words
        start = words.position + 1
        depth, quoted, index = 0, False, words.position
        while index < len(words.text):
            char = words.text[index]
            if char == '"':
                quoted = not quoted
            elif char == "^" and not quoted:
                index += 1
            elif not quoted and char == "(":
                depth += 1
            elif not quoted and char == ")":
                depth -= 1
                if depth == 0:
                    words.position = index + 1
                    return words.text[start:index], start
            index += 1
        raise words.fail("expected `)` after the list")


def _with_writes(node: Node, redirects: list[Redirect], span: Span) -> Node:
    """Put a pseudo call behind a command that writes where a file starts something by itself."""
    targets = [item.target for item in redirects if ">" in item.op and _STARTS.search(word_text(item.target))]
    if not targets:
        return node
    written = Simple((Word((Lit(WRITTEN, quoted=True),), span), *targets), span=span)
    return Block((Script((node, written)),), span=span)


def _reads_again(words: list[Word]) -> bool:
    """Return whether what follows these words is read by cmd once more: behind `cmd`, `start cmd` and `call`."""
    texts = [without_quotes(word_text(word)).lower() for word in words]
    if texts[0] == "call":
        return True
    if texts[0] == "start" and not re.search(r"cmd(?:\.exe)?$", texts[-1]):
        return False
    return (
        re.search(r"(?:^|[\\/])cmd(?:\.exe)?(?:/[a-z])?$", texts[-1 if texts[0] == "start" else 0])
        is not None
    )


def _script_of(words: CmdWords) -> Script:
    return _Statements(words).sequence(block=False)


def _shown(file: Word) -> Script:
    return Script(
        (Simple((Word((Lit(LINE),), file.span), Word((Lit("type"),), file.span), file), span=file.span),)
    )
