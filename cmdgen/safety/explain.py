"""What each part of a command does: the calls it leads to, with their words as the shell would see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cmdgen.core.records import Command, Finding, Report
from cmdgen.safety import options
from cmdgen.safety.analysis import Step
from cmdgen.safety.commands.wrappers import TABLE as WRAPPERS
from cmdgen.safety.engine import analyse
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.rules.book import Book, builtin_book

Role = Literal["program", "subcommand", "option", "value", "operand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One word of a call."""

    text: str
    """The word after expansion; an ellipsis stands for what is only known at run time."""
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedCall:
    """One call of one program."""

    program: str
    parts: tuple[Part, ...]
    depth: int
    """Shells within shells around it: 0 for what stands in the command itself."""
    as_root: bool
    elsewhere: bool
    """True when it runs on another machine or in a container."""
    resolved: bool
    """True when the words differ from what is written: decoded, expanded or taken out of quotes."""
    runs_another: bool
    """True for programs such as sudo or xargs whose words hold another command."""
    findings: tuple[Finding, ...]
    """What is risky about this very call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A command taken apart."""

    report: Report
    calls: tuple[ExplainedCall, ...]


def explain(command: Command, book: Book | None = None) -> Explanation:
    """Return the calls that a command leads to, in the order in which the shell would meet them; never raises."""
    rules = book or builtin_book()
    report, analysis = analyse(command, rules)
    calls: dict[Step, ExplainedCall] = {}
    for index, step in enumerate(analysis.steps):
        blamed = tuple(f for f in report.findings if analysis.blamed.get((f.rule, f.span)) == index)
        if step not in calls or blamed:
            calls[step] = _explained(step, report.command, blamed, rules)
    return Explanation(report=report, calls=tuple(calls.values()))


def _explained(step: Step, command: Command, findings: tuple[Finding, ...], book: Book) -> ExplainedCall:
    written = command.text[step.span.start : step.span.end]
    shown = " ".join(marks.show(word) for word in step.words)
    return ExplainedCall(
        program=step.program,
        parts=_parts(step, book),
        depth=step.depth,
        as_root=step.privileged,
        elsewhere=step.remote,
        resolved=shown not in written,
        runs_another=step.program in WRAPPERS,
        findings=findings,
    )


def _parts(step: Step, book: Book) -> tuple[Part, ...]:
    """Sort the words of a call by the program's own grammar of options."""
    args = [Arg(word, step.span) for word in step.words[1:]]
    parsed = options.parse(args, book.grammar(step.program))
    operands = {id(arg) for arg in parsed.operands}
    named = {id(arg) for _, _, arg in parsed.options}
    parts = [Part(text=marks.show(step.words[0]), role="program")]
    for position, arg in enumerate(args):
        role: Role = "value"
        if id(arg) in named:
            role = "option"
        elif id(arg) in operands:
            role = (
                "subcommand"
                if position == 0
                and arg.text.isalpha()
                and step.program in book.by_program
                and _has_subcommands(step.program, book)
                else "operand"
            )
        parts.append(Part(text=marks.show(arg.text), role=role))
    return tuple(parts)


def _has_subcommands(program: str, book: Book) -> bool:
    return program == "git" or any(rule.subcommands for rule in book.by_program.get(program, ()))
