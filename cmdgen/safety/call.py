"""One call of one program, as the shell would make it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cmdgen.core.records import Level, Span
from cmdgen.safety import options
from cmdgen.safety.options import Parsed
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.state import State

if TYPE_CHECKING:
    from cmdgen.safety.analysis import Analysis


class Call:
    """A program name that is settled, with its arguments and surroundings.

    Args:
        analysis: the screening that this call is part of.
        name: name of the program, without its folder.
        program: the word that named it.
        args: the arguments, without the program.
        state: the shell's state; a handler for a builtin may change it.
        stdin: what the program can read, marks included.
        span: the whole call in the text.
    """

    def __init__(
        self,
        analysis: Analysis,
        name: str,
        program: Arg,
        args: list[Arg],
        state: State,
        stdin: str,
        span: Span,
    ) -> None:
        self.analysis = analysis
        self.name = name
        self.program = program
        self.args = args
        self.state = state
        self.stdin = stdin
        self.span = span

    @cached_property
    def parsed(self) -> Parsed:
        """The arguments, sorted by the program's own grammar."""
        return options.parse(self.args, self.analysis.book.grammar(self.name))

    @property
    def texts(self) -> list[str]:
        """The arguments as text."""
        return [arg.text for arg in self.args]

    def flag(
        self, rule_id: str, target: str = "", *, span: Span | None = None, level: Level | None = None
    ) -> None:
        """Add a finding about this call."""
        self.analysis.flag(rule_id, span or self.span, target, level=level, program=self.name)

    def process_output(self, arg: Arg) -> str:
        """Return what a process substitution given as an argument prints; follow it."""
        assert arg.process is not None  # noqa: S101 - callers ask only for process substitutions
        return self.analysis.run_script(arg.process, self.state.fork())

    def only_asks_for_help(self) -> bool:
        """Return whether the call prints help or a version instead of doing anything."""
        if len(self.args) == 1 and self.args[0].text in (
            "--help",
            "--version",
            "-h",
            "-help",
            "-V",
            "-version",
            "help",
            "version",
            "/?",
            "-?",
        ):
            return True
        return any(text in ("--help", "--version", "/?") for text in self.texts) and "--" not in self.texts

    def run_inner(self, args: list[Arg], *, stdin: str | None = None, state: State | None = None) -> str:
        """Follow an argument vector inside this call; return what it prints."""
        return self.analysis.run_argv(
            args, state or self.state, self.stdin if stdin is None else stdin, self.span
        )

    def run_text(
        self, text: str, *, stdin: str | None = None, state: State | None = None, dialect: str | None = None
    ) -> str:
        """Follow a shell text inside this call; return what it prints."""
        inner = state or self.state.fork()
        return self.analysis.run_text(
            text, inner, self.stdin if stdin is None else stdin, self.span, dialect=dialect
        )
