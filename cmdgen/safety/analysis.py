"""Walks the statements of a text as the shell would, without running anything, and collects findings.

Every branch counts as run, every unknown is taken for the worse of its readings, and every limit that is
reached is itself a finding: a text that cannot be followed is never called safe.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Sequence
from typing import Final

from cmdgen.core.records import Span
from cmdgen.safety import handover, initialisers, lazy_re, links, redirection
from cmdgen.safety.call import Call
from cmdgen.safety.commands import follow_side_commands, handler, is_transparent_to_help
from cmdgen.safety.ir import (
    NOWHERE,
    Arith,
    Block,
    For,
    Function,
    Node,
    Pipeline,
    Script,
    Simple,
    SyntaxProblem,
    TooComplex,
    Word,
)
from cmdgen.safety.log import Log
from cmdgen.safety.programs import program_name, resolve_program
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import MAX_FIELDS, Arg, Expander
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.resolve.state import State
from cmdgen.safety.rules.book import Book
from cmdgen.safety.rules.match import matches
from cmdgen.safety.syntax.words import Origin

ZSH_CODE: Final = frozenset({"functions", "aliases", "galiases", "saliases", "dis_functions", "dis_aliases"})
"""Zsh's associative arrays whose values are code."""
COPROCESS: Final = "60"
"""Descriptor that stands for both ends of the pipe to a coprocess."""
MAX_STEPS: Final = 20_000
"""Simple commands that are followed, all readings together."""
MAX_DEPTH: Final = 16
"""Shells within shells that are followed."""
SUBSCRIPT: Final = lazy_re.compile(r"[\w(\s]\[([^\]]*(?:\$\(|`).*)\]")
MAX_EVALUATED: Final = 5_000
"""Characters of a word that is searched for such an index."""
IDENTIFIER: Final = lazy_re.compile(r"[A-Za-z_]\w*")
EVALUATING: Final = frozenset(
    {
        "let",
        "test",
        "[",
        "printf",
        "declare",
        "typeset",
        "local",
        "export",
        "readonly",
        "read",
        "unset",
        "mapfile",
        "wait",
    }
)
"""Builtins that evaluate an array index in the names and numbers they are given."""
_SETTERS: Final = frozenset(
    "read mapfile readarray cd pushd popd printf getopts set shift unset eval source .".split()
)
"""Builtins that change the shell they run in, whatever is assigned before them for their own use."""

ParseNested = Callable[[str, Origin, int, str], Script]
"""(text, origin, depth, dialect) -> statements of a shell string."""


class Analysis(Log):
    """One screening: collects findings while it follows the text.

    Args:
        book: the rules.
        dialect: the shell that the whole command is for.
        parse: parses the text of nested shells.
    """

    def __init__(self, book: Book, dialect: str, parse: ParseNested) -> None:
        super().__init__(book)
        self.dialect = dialect
        self._parse = parse
        self._steps = 0
        self.stdout_is_discarded = False
        """Whether the output of the command that is followed goes to /dev/null."""

    # -- statements ----------------------------------------------------------------------------------

    def run_script(self, script: Script, state: State, stdin: str = "") -> str:
        """Follow every statement; return what they print together."""
        return "".join([self.run_node(item, state, stdin) for item in script.items])

    def run_node(self, node: Node, state: State, stdin: str) -> str:
        """Follow one statement; return what it prints."""
        if isinstance(node, Simple):
            return self._simple(node, state, stdin)
        if isinstance(node, Pipeline):
            flow = stdin
            for stage in node.stages:
                flow = self.run_node(stage, state.fork(), flow)
            return flow
        if isinstance(node, Block):
            return self._block(node, state, stdin)
        if isinstance(node, For):
            return self._for(node, state, stdin)
        return self._function(node, state)

    def _block(self, node: Block, state: State, stdin: str) -> str:
        inner = state.fork() if node.subshell else state
        expander = self.expander(inner, stdin)
        for word in node.words:
            self._subscripts(expander.texts(word), inner, node.span)
        for word in node.words:
            for part in word.parts:
                if isinstance(part, Arith):
                    names = {name for name in IDENTIFIER.findall(part.text) if name in inner.variables}
                    self._subscripts(
                        [value for name in names for value in inner.variables[name]], inner, node.span
                    )
        stdin, outputs = redirection.inputs(self, node.redirects, inner, stdin)
        before = inner.in_branch
        inner.in_branch = before or len(node.bodies) > 1
        if node.endless:
            from cmdgen.safety import runaway  # noqa: PLC0415  few texts have endless loops

            runaway.endless_loop(self, node)
        printed = "".join(self.run_script(body, inner, stdin) for body in node.bodies)
        inner.in_branch = before
        if node.coprocess:
            inner.arrays[node.coprocess] = (COPROCESS, COPROCESS)
            inner.files["&" + COPROCESS] = printed
            return ""
        return redirection.write_outputs(self, outputs, inner, printed)

    def _for(self, node: For, state: State, stdin: str) -> str:
        expander = self.expander(state, stdin)
        if node.items is None:
            values: tuple[str, ...] = state.positional if state.positional is not None else (UNKNOWN,)
        else:
            found = [arg.text for word in node.items for choice in expander.fields(word) for arg in choice]
            values = tuple(dict.fromkeys(found))
        stdin, outputs = redirection.inputs(self, node.redirects, state, stdin)
        before = state.in_branch
        state.in_branch = False
        state.assign(node.variable, values or ("",))
        state.in_branch = True
        printed = self.run_script(node.body, state, stdin)
        state.in_branch = before
        return redirection.write_outputs(self, outputs, state, printed)

    def _function(self, node: Function, state: State) -> str:
        state.functions[node.name] = node.body
        from cmdgen.safety import runaway  # noqa: PLC0415  few texts have functions

        if runaway.is_fork_bomb(node, state.functions):
            self.flag("machine.fork-bomb", node.span, node.name)
            return ""
        # A function that is never called counts as its body; its arguments are unknown here.
        inner = state.fork()
        inner.positional = None
        inner.functions.pop(node.name, None)
        self.run_script(node.body, inner)
        return ""

    # -- simple commands -----------------------------------------------------------------------------

    def expander(self, state: State, stdin: str = "") -> Expander:
        """Return an expander for a state whose substitutions are followed by this analysis, and can read `stdin`."""
        return Expander(
            state,
            lambda script: self.run_script(script, state.fork(), stdin),
            lambda text: self.run_text(text, state.fork(), "", NOWHERE),
        )

    def _simple(self, node: Simple, state: State, stdin: str) -> str:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise TooComplex
        expander = self.expander(state, stdin)
        vectors = expander.variants(node.words)
        stdin, outputs = redirection.inputs(self, node.redirects, state, stdin)
        inner = state
        if node.assigns:
            lasting = any(vectors) and _declares(vectors[0])
            inner = self._assign(node, state, expander, temporary=any(vectors) and not lasting)
            if any(vectors) and vectors[0][0].text in _SETTERS:
                inner = _writing_through(state, inner)
        printed = stdin if not node.words and not node.assigns else ""  # `$(< file)`
        handover.check(self, node, vectors, outputs, stdin)
        self.stdout_is_discarded = any(
            fd in ("", "1") and arg.text == "/dev/null" for _, fd, _, arg in outputs
        )
        for vector in vectors:
            printed = self.run_argv(vector, inner, stdin, node.span) if vector else printed
        return redirection.write_outputs(
            self, outputs, state, printed, bare=not any(vectors) or _prints_nothing(vectors[0])
        )

    def _assign(self, node: Simple, state: State, expander: Expander, *, temporary: bool) -> State:
        inner = state.fork() if temporary else state
        for assign in node.assigns:
            if node.words and _is_word(node.words[0], "alias"):
                break
            if isinstance(assign.value, Word):
                values = expander.texts(assign.value)
                redirection.startup_from_process(self, assign.name, assign.value, inner)
                if assign.name in ZSH_CODE and self.dialect == "zsh":
                    for value in values:  # `functions[x]='code'` and `aliases[x]='code'` define what x runs
                        self.run_text(value, inner, "", assign.span)
                if assign.name == "mapfile" and assign.index and self.dialect == "zsh":
                    written = Arg(assign.index, assign.span)  # the module zsh/mapfile writes the file
                    redirection.write_file(self, written, inner, values[0], assign.span, append=False)
                if assign.index is not None:
                    inner.arrays[assign.name] = (*inner.arrays.get(assign.name, ()), *values)
                else:
                    inner.assign(assign.name, values, append=assign.append)
                redirection.environment_setting(self, assign.name, values, assign.span, temporary=temporary)
            else:
                for word in assign.value:
                    redirection.environment_setting(
                        self, assign.name, expander.texts(word), assign.span, temporary=temporary
                    )
                items = tuple(
                    arg.text for word in assign.value for choice in expander.fields(word) for arg in choice
                )
                whole = (*inner.arrays.get(assign.name, ()), *items) if assign.append else items
                if len(whole) > MAX_FIELDS:
                    raise TooComplex
                inner.arrays[assign.name] = whole
                inner.variables.pop(assign.name, None)
        return inner

    def run_argv(self, args: list[Arg], state: State, stdin: str, span: Span) -> str:
        """Follow the call of one argument vector; return what it prints."""
        self._steps += 1
        if self._steps > MAX_STEPS or state.depth > MAX_DEPTH:
            raise TooComplex
        if not args:
            return ""
        first = args[0]
        if first.text == "-" and self.dialect == "zsh" and len(args) > 1:
            return self.run_argv(args[1:], state, stdin, span)
        if first.text in state.aliases:
            return self._alias(args, state, stdin)
        if first.text in state.functions:
            return self._call_function(args, state, stdin)
        name = resolve_program(self, args, state, stdin, span)
        if name is None:
            return UNKNOWN
        call = Call(self, name, first, links.through(state, name, args[1:]), state, stdin, span)
        self.note(call)
        for argument in call.args:
            if argument.process is not None and not argument.output:
                call.process_output(argument)
        if name in EVALUATING:
            self._subscripts(call.texts, state, span)
        if call.only_asks_for_help() and not is_transparent_to_help(name):
            return UNKNOWN
        follow = handler(name)
        shown_before = self.shown_secrets
        printed = follow(call) if follow else _output_of_unknown(call)
        printed = initialisers.output(call) or printed
        follow_side_commands(call)
        redirection.named_output(call)
        self._apply_rules(call)
        if self.shown_secrets > shown_before and marks.SECRET not in printed:
            printed += marks.TOKEN if self.shows_token else marks.SECRET
        return printed

    def _subscripts(self, texts: Sequence[str], state: State, span: Span) -> None:
        """`let 'a[$(command)]=1'`: an array index in a quoted word is evaluated, and runs the command."""
        for text in texts:
            if "[" not in text or ("$(" not in text and "`" not in text):
                continue
            if len(text) > MAX_EVALUATED:
                raise TooComplex
            match = SUBSCRIPT.search(text)
            if match:
                self.run_text(f"echo {match.group(1)}", state.fork(), "", span)

    def _apply_rules(self, call: Call) -> set[str]:
        hits: set[str] = set()
        rules = (*self.book.by_program.get(call.name, ()), *self.book.patterned)
        for rule in rules:
            if rule.programs and not any(program_name(call.name, pattern) for pattern in rule.programs):
                continue
            hit = matches(
                rule, call.parsed, cwd=call.state.cwd, privileged=call.state.privileged, dialect=self.dialect
            )
            if hit is False:
                continue
            target = hit.text if isinstance(hit, Arg) else call.name
            self.flag(rule.id, call.span, target, program=call.name)
            hits.add(rule.id)
        return hits

    def _alias(self, args: list[Arg], state: State, stdin: str) -> str:
        body = state.aliases[args[0].text]
        inner = state.fork()
        del inner.aliases[args[0].text]
        text = " ".join([body, *(quote(arg.text) for arg in args[1:])])
        return self.run_text(text, inner, stdin, args[0].span)

    def _call_function(self, args: list[Arg], state: State, stdin: str) -> str:
        body = state.functions[args[0].text]
        saved = state.positional
        state.positional = tuple(arg.text for arg in args[1:])
        state.depth += 1
        hidden = state.functions.pop(args[0].text)
        printed = self.run_script(body, state, stdin)
        state.functions[args[0].text] = hidden
        state.depth -= 1
        state.positional = saved
        return printed

    # -- nested text ---------------------------------------------------------------------------------

    def run_text(self, text: str, state: State, stdin: str, span: Span, *, dialect: str | None = None) -> str:
        """Follow the text of a nested shell; its findings point at `span`, where the text came from."""
        if state.depth >= MAX_DEPTH:
            raise TooComplex
        try:
            script = self._parse(text, Origin(fixed=span), state.depth, dialect or self.dialect)
        except SyntaxProblem:
            # What does not parse does not run as a whole, but its beginning may.
            self.flag("unreadable.nested-syntax", span, text[:60])
            return UNKNOWN
        inner = state
        inner.depth += 1
        printed = self.run_script(script, inner, stdin)
        inner.depth -= 1
        return printed


def quote(text: str) -> str:
    """Return the text as one word of a POSIX shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def _output_of_unknown(call: Call) -> str:
    from cmdgen.safety.commands import unknown  # noqa: PLC0415  most programs are known

    return unknown.output(call)


def _writing_through(state: State, temporary: State) -> State:
    """Return a state in which a builtin such as read sets variables for good, next to temporary ones.

    `IFS= read -r line` keeps `line` and forgets IFS.
    """
    temporary.variables = ChainMap(state.variables, temporary.variables)
    temporary.arrays = state.arrays
    return temporary


def _declares(vector: list[Arg]) -> bool:
    """Return whether the assignments behind a command last: they belong to export, local, declare."""
    return vector[0].text in (
        "export",
        "declare",
        "typeset",
        "local",
        "readonly",
        "integer",
        "float",
        "alias",
    )


def _prints_nothing(vector: list[Arg]) -> bool:
    return len(vector) == 1 and vector[0].text in (":", "true")


def _is_word(word: Word, text: str) -> bool:
    return "".join(getattr(part, "text", "") for part in word.parts) == text
