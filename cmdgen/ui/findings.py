"""The reasons for a level, worst first, with the words they are about and a safer form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level
from cmdgen.ui.command_text import words_of
from cmdgen.ui.escape import printable
from cmdgen.ui.layout import columns, row, shorten, wrap
from cmdgen.ui.paint import LEVEL_STYLES, LEVEL_WORDS

if TYPE_CHECKING:
    from cmdgen.core.records import Report
    from cmdgen.ui.paint import Paint

SHOWN_AT_FIRST: Final = 3
"""More reasons than this do not make anybody more careful; `explain` shows them all."""


def render_findings(report: Report, paint: Paint, width: int, *, limit: int | None = None) -> list[str]:
    """Return the lines that tell the level and why; one line for a command without findings."""
    _, room = columns(width)
    if not report.findings:
        word = LEVEL_WORDS[Level.SAFE]
        return row(word, paint(word, LEVEL_STYLES[Level.SAFE]), wrap("nothing risky found", room), width)
    shown = report.findings if limit is None else report.findings[:limit]
    lines = []
    for finding in shown:
        body = wrap(finding.message, room)
        # One finding and underlined words need no second copy of the words.
        if len(report.findings) > 1 or not paint.styles:
            words = shorten(words_of(report, finding.span), room)
            if words:
                # Where nothing can be dim or underlined, a label tells the words from the reason.
                body.append(paint(words, "dim") if paint.styles else shorten(f"in: {words}", room))
        if finding.fix is not None:
            for line in printable(finding.fix).split("\n"):
                body += wrap(f"safer: {line}", room)
        word = LEVEL_WORDS[finding.level]
        lines += row(word, paint(word, LEVEL_STYLES[finding.level]), body, width)
    left = len(report.findings) - len(shown)
    if left:
        lines += row("", "", wrap(f"and {left} more: x shows them", room), width)
    return lines


def render_reason(report: Report) -> str:
    """Return the level and the worst reasons in one line without styles, for a program that passes them on."""
    if not report.findings:
        return "nothing risky found"
    shown = [
        f"{finding.message} [{finding.rule}]" + (f" (safer: {finding.fix})" if finding.fix else "")
        for finding in report.findings[:SHOWN_AT_FIRST]
    ]
    left = len(report.findings) - len(shown)
    return f"{report.level.label}: " + "; ".join(shown) + (f"; and {left} more" if left else "")
