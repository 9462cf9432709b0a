"""The whole screening of one command: total, deterministic, and stricter whenever something fails."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from cmdgen.core.records import Command, Finding, Report, Span
from cmdgen.safety import lint
from cmdgen.safety.analysis import Analysis
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


FRONT_ENDS: Final[dict[str, FrontEnd]] = {"bash": _posix, "sh": _posix, "zsh": _zsh}


_WITNESSED: Final = frozenset({"bash", "sh"})
"""Dialects that tree-sitter-bash reads as well."""


def parse_nested(text: str, origin: Origin, depth: int, dialect: str) -> Script:
    """Return the statements of a text in the syntax of a shell; unknown shells are read as bash."""
    return FRONT_ENDS.get(dialect, _posix)(text, origin, depth)


def screen(command: Command, book: Book | None = None) -> Report:
    """Return what is dangerous about a command, and how much.

    Never raises: a text that cannot be read, is too long, or makes the screening fail is reported as such, at
    level high at least.  The same text always gives the same report.
    """
    rules = book or builtin_book()
    text = without_forgeries(command.text)
    whole = Span(0, len(command.text))
    analysis = Analysis(rules, command.dialect, parse_nested)
    for what, where in lint.hidden(command.text):
        analysis.flag("unreadable.hidden-characters", where, what)
    if len(text) > MAX_LENGTH:
        analysis.flag("unreadable.too-complex", whole, f"{len(text)} characters")
        return Report(command=command, findings=analysis.findings())
    try:
        script = parse_nested(text, Origin(), 0, command.dialect)
        if command.dialect in _WITNESSED and (missed := witness.overlooked(text, script)):
            analysis.flag("unreadable.readers-disagree", missed, text[missed.start : missed.end])
        analysis.run_script(script, State())
    except SyntaxProblem as problem:
        where = Span(min(problem.position, len(text)), len(text))
        analysis.flag("unreadable.syntax", where, problem.message)
    except (TooComplex, RecursionError):
        analysis.flag("unreadable.too-complex", whole, "nested too deep")
    except Exception as error:  # noqa: BLE001 - a bug in the screening must make the answer stricter, never lose it
        if _DEBUG:
            raise
        analysis.flag("unreadable.failure", whole, type(error).__name__)
    return Report(command=command, findings=_whole(analysis.findings(), command.text))


_DEBUG: Final = bool(sys.flags.dev_mode)
"""In Python's development mode (`python -X dev`) a failure of the screening is shown instead of reported."""


def _whole(findings: tuple[Finding, ...], text: str) -> tuple[Finding, ...]:
    """Return the findings with spans that lie inside the text."""
    length = len(text)
    return tuple(
        finding
        if finding.span.end <= length
        else Finding(
            rule=finding.rule, level=finding.level, message=finding.message, span=Span(min(finding.span.start, length), length), fix=finding.fix
        )
        for finding in findings
    )
