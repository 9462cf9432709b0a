"""What each part of a command does: the calls it leads to, with their words as the shell would see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal

from cmdgen.core.records import Command, Finding, Report
from cmdgen.safety import options
from cmdgen.safety.analysis import Analysis
from cmdgen.safety.commands.wrapper_table import TABLE as WRAPPERS
from cmdgen.safety.engine import analyse
from cmdgen.safety.log import Step
from cmdgen.safety.policy import Policy
from cmdgen.safety.policy_analysis import PolicyAnalysis
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.rules.book import Book, builtin_book
from cmdgen.safety.syntax.cmd import LINE as CMD_LINE
from cmdgen.safety.syntax.powershell_text import OPERATOR as POWERSHELL_OPERATOR

Role = Literal["program", "subcommand", "option", "value", "operand"]

_SCRIPT_BLOCK: Final = "/dev/fd/63"
"""What a block of PowerShell is taken for on its way: the name that a process substitution has in bash."""


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


def explain(command: Command, policy: Policy | None = None) -> Explanation:
    """Return the calls that a command leads to, in the order in which the shell would meet them; never raises.

    Args:
        command: the command.
        policy: the user's own rules; its report is the one that `policy.screen` gives.
    """
    book = builtin_book() if policy is None else policy.book
    report, analysis = analyse(command, book, Analysis if policy is None else partial(PolicyAnalysis, policy))
    calls: dict[Step, ExplainedCall] = {}
    for index, noted in enumerate(analysis.steps):
        blamed = tuple(f for f in report.findings if analysis.blamed.get((f.rule, f.span)) == index)
        step = _as_written(noted, report.command)
        if step is None and blamed:
            step = _as_text(noted, report.command)
        if step is not None and (step not in calls or blamed):
            calls[step] = _explained(step, report.command, blamed, book)
    return Explanation(report=report, calls=tuple(calls.values()))


def _as_written(step: Step, command: Command) -> Step | None:
    """Return the call in the words of the shell; None for what is a step of the screening, not a call.

    cmd and PowerShell reach their calls by pseudo programs: the line before it is split, and operators.
    """
    if step.program == CMD_LINE and len(step.words) > 1:
        return replace(step, program=step.words[1], words=step.words[1:])
    if step.program in {f"{POWERSHELL_OPERATOR}method", f"{POWERSHELL_OPERATOR}static-call"}:
        owner, name = (marks.show(word) for word in step.words[1:3])
        is_static = step.program.endswith("static-call")
        called = f"[{owner}]::{name}" if is_static else f"{owner or '…'}.{name}"
        return replace(step, program=called, words=(called, *step.words[3:]))
    if step.program.startswith(POWERSHELL_OPERATOR):
        return None
    if command.dialect == "powershell":
        return replace(step, words=tuple("{…}" if word == _SCRIPT_BLOCK else word for word in step.words))
    return step


def _as_text(step: Step, command: Command) -> Step:
    """Return a step of the screening as the piece of the command that it comes from."""
    text = command.text[step.span.start : step.span.end].strip() or "…"
    return replace(step, program=text, words=(text,))


def _explained(step: Step, command: Command, findings: tuple[Finding, ...], book: Book) -> ExplainedCall:
    written = command.text[step.span.start : step.span.end]
    shown = " ".join(marks.show(word) for word in step.words)
    if command.dialect in {"powershell", "cmd"}:  # names are the same in small and capital letters there
        shown, written = shown.casefold(), written.casefold()
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
