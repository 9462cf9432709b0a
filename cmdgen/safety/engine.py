"""The whole screening of one command: total, deterministic, and stricter whenever something fails."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from functools import partial
from typing import Final

from cmdgen.core.records import Command, Finding, Report, Span
from cmdgen.safety import lazy_re, lint
from cmdgen.safety.analysis import Analysis, ParseNested
from cmdgen.safety.ir import Script, SyntaxProblem, TooComplex
from cmdgen.safety.resolve.marks import without_forgeries
from cmdgen.safety.resolve.state import State
from cmdgen.safety.rules.book import Book, builtin_book
from cmdgen.safety.syntax import posix, witness
from cmdgen.safety.syntax.words import Origin

MAX_LENGTH: Final = 100_000
"""Characters that are read; a longer command is answered without being followed."""

FrontEnd = Callable[[str, Origin, int], Script]


def _posix(text: str, origin: Origin, depth: int) -> Script:
    return posix.parse_nested(text, origin, depth, zsh=False)


def _zsh(text: str, origin: Origin, depth: int) -> Script:
    return posix.parse_nested(text, origin, depth, zsh=True)


def _on_demand(text: str, origin: Origin, depth: int, module: str) -> Script:
    reader: FrontEnd = importlib.import_module(f"cmdgen.safety.syntax.{module}").parse_nested
    return reader(text, origin, depth)


FRONT_ENDS: Final[dict[str, FrontEnd]] = {
    "bash": _posix,
    "sh": _posix,
    "zsh": _zsh,
    **{name: partial(_on_demand, module=name) for name in ("cmd", "powershell", "fish")},
}


_WITNESSED: Final = frozenset({"bash", "sh"})
"""Dialects that tree-sitter-bash reads as well."""


def parse_nested(text: str, origin: Origin, depth: int, dialect: str) -> Script:
    """Return the statements of a text in the syntax of a shell.

    Raises:
        SyntaxProblem: the text is not of that shell, or nobody here reads that shell.
    """
    reader = FRONT_ENDS.get(dialect)
    if reader is None:
        message = f"there is no reader for {dialect}"
        raise SyntaxProblem(message)
    return reader(text, origin, depth)


def screen(command: Command, book: Book | None = None) -> Report:
    """Return what is dangerous about a command, and how much.

    Never raises: a text that cannot be read, is too long, or makes the screening fail is reported as such, at
    level high at least.  The same text always gives the same report.
    """
    return analyse(command, book or builtin_book())[0]


def analyse(
    command: Command, book: Book, kind: Callable[[Book, str, ParseNested], Analysis] = Analysis
) -> tuple[Report, Analysis]:
    """Return the report on a command together with the whole analysis behind it; never raises.

    Args:
        kind: makes the analysis; users' own rules bring one that knows them.
    """
    text = without_forgeries(command.text)
    whole = Span(0, len(command.text))
    analysis = kind(book, command.dialect, parse_nested)
    for what, where in lint.hidden(command.text):
        analysis.flag("unreadable.hidden-characters", where, what)
    if len(text) > MAX_LENGTH:
        analysis.flag("unreadable.too-complex", whole, f"{len(text)} characters")
    else:
        try:
            _follow(analysis, text, command.dialect)
        except (TooComplex, RecursionError):
            analysis.flag("unreadable.too-complex", whole, "nested too deep")
        except Exception as error:  # noqa: BLE001 - a bug in the screening must make the answer stricter, never lose it
            analysis.flag("unreadable.failure", whole, type(error).__name__)
    return Report(command=command, findings=_inside(analysis.findings(), len(command.text))), analysis


def _follow(analysis: Analysis, text: str, dialect: str) -> None:
    try:
        script = parse_nested(text, Origin(), 0, dialect)
    except SyntaxProblem as problem:
        where = Span(min(problem.position, len(text)), len(text))
        analysis.flag("unreadable.syntax", where, problem.message)
        _follow_pieces(analysis, text, dialect)
        return
    if dialect in _WITNESSED and (missed := witness.overlooked(text, script)):
        analysis.flag("unreadable.readers-disagree", missed, text[missed.start : missed.end])
    analysis.run_script(script, State(zsh=dialect == "zsh"))
    if dialect == "zsh" and (expanded := _with_global_aliases(text)) != text:
        analysis.run_text(expanded, State(zsh=True), "", Span(0, len(text)))


_GLOBAL_ALIAS: Final = lazy_re.compile(r"alias\s+-g\s+([\w-]+)=(?:'([^']*)'|\"([^\"]*)\"|(\S+))")


def _with_global_aliases(text: str) -> str:
    """Return the text with zsh's global aliases put in after their definition: they are replaced anywhere in a line."""
    for match in _GLOBAL_ALIAS.finditer(text):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        rest = re.sub(
            rf"(?<![\w-]){re.escape(match.group(1))}(?![\w-])",
            value.replace("\\", r"\\"),
            text[match.end() :],
        )
        text = text[: match.end()] + rest
    return text


def _follow_pieces(analysis: Analysis, text: str, dialect: str) -> None:
    """Follow the pieces of a broken text that can be read by themselves.

    A shell runs the lines before the one that it cannot parse, and a person may complete the rest.
    """
    state = State(zsh=dialect == "zsh")
    for piece in _PIECE.finditer(text):
        script = _readable(piece.group(), piece.start(), dialect)
        if script is not None:
            analysis.run_script(script, state)


def _readable(text: str, start: int, dialect: str) -> Script | None:
    """Return the statements of a piece, or of its part before the place where it breaks."""
    for _ in range(2):
        try:
            return parse_nested(text, Origin(start), 0, dialect)
        except SyntaxProblem as problem:
            text = text[: problem.position]
    return None


_PIECE: Final = lazy_re.compile(r"[^;&|\n]+")


def _inside(findings: tuple[Finding, ...], length: int) -> tuple[Finding, ...]:
    """Return the findings with spans that lie inside the text."""
    return tuple(
        finding
        if finding.span.end <= length
        else Finding(
            rule=finding.rule,
            level=finding.level,
            message=finding.message,
            span=Span(min(finding.span.start, length), length),
            fix=finding.fix,
        )
        for finding in findings
    )
