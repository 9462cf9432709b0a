"""A command as it is shown: the risky words underlined, nothing hidden, nothing added."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cmdgen.ui.escape import printable_character
from cmdgen.ui.paint import LEVEL_STYLES

if TYPE_CHECKING:
    from cmdgen.core.records import Level, Report, Span
    from cmdgen.ui.paint import Paint


def render_command(report: Report, paint: Paint) -> str:
    """Return the command for a terminal.

    Everything is written in place: copying it from the screen gives the text itself.  Characters that
    would not be seen stand there as escapes, in reverse.  Spans count the characters of the raw text,
    so styles are chosen before anything is escaped.
    """
    levels = _levels_by_character(report)
    pieces = []
    for index, char in enumerate(report.command.text):
        shown = printable_character(char)
        level = levels[index]
        style = "bold" if level is None else "bold underline " + LEVEL_STYLES[level].replace("reverse", "")
        pieces.append((style if shown == char else style + " reverse", shown))
    return "".join(
        paint("".join(shown for _, shown in group), style)
        for style, group in groupby(pieces, key=lambda piece: piece[0])
    )


def words_of(report: Report, span: Span) -> str:
    """Return the words that a finding is about; empty when the span lies outside of the text."""
    return report.command.text[max(span.start, 0) : max(span.end, 0)]


def _levels_by_character(report: Report) -> list[Level | None]:
    """Return for each character the worst level among the findings about it."""
    levels: list[Level | None] = [None] * len(report.command.text)
    for finding in report.findings:
        for index in range(max(finding.span.start, 0), min(finding.span.end, len(levels))):
            before = levels[index]
            levels[index] = finding.level if before is None else max(before, finding.level)
    return levels
