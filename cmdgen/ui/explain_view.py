"""What `cmdgen explain` shows: one paragraph a call, indented by the shells around it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from cmdgen.ui.command_text import render_command
from cmdgen.ui.escape import printable
from cmdgen.ui.findings import render_findings
from cmdgen.ui.jsonout import SCHEMA, risk
from cmdgen.ui.layout import wrap
from cmdgen.ui.meaning_rows import meaning_rows
from cmdgen.ui.paint import LEVEL_STYLES, LEVEL_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.core.records import Finding
    from cmdgen.manuals import Meaning
    from cmdgen.safety.explain import ExplainedCall, Explanation
    from cmdgen.ui.paint import Paint

NO_CALLS: Final = "no program is run"
_INDENT: Final = 2
_STYLES: Final = {"program": "bold", "subcommand": "bold", "option": "cyan", "value": "dim", "operand": ""}


def render_explained(
    explanation: Explanation,
    paint: Paint,
    width: int,
    meanings: Sequence[Sequence[Meaning]] = (),
    redirections: Sequence[Meaning] = (),
) -> str:
    """Return the command, each call that it leads to, and what is risky; no line end at the end.

    Args:
        meanings: for each call, what the manuals say about its words.
        redirections: what each of them means, wherever it stands.
    """
    lines = [render_command(explanation.report, paint)]
    calls = explanation.calls
    if not calls or not _repeats(calls[0], explanation):
        lines.append("")
    for index, call in enumerate(calls):
        if index or not _repeats(call, explanation):
            lines.append(_words(call, paint))
        lines += _about(call, paint, width, call.findings, meanings[index] if index < len(meanings) else ())
    lines += [] if calls else [NO_CALLS]
    lines += meaning_rows(redirections, paint, width, _INDENT * 2)
    placed = {id(finding) for call in calls for finding in call.findings}
    if (
        not all(id(finding) in placed for finding in explanation.report.findings)
        or not explanation.report.findings
    ):
        lines += ["", *render_findings(explanation.report, paint, width)]
    return "\n".join(lines)


def render_calls(
    explanation: Explanation, paint: Paint, width: int, meanings: Sequence[Sequence[Meaning]] = ()
) -> list[str]:
    """Return the lines about each call that the command leads to, without what is risky about it.

    There are none for a command that is just one call, with the words that are written, unless something is known
    about them.
    """
    calls = explanation.calls
    if len(calls) == 1 and _repeats(calls[0], explanation):
        return meaning_rows(meanings[0], paint, width, _INDENT * 2) if meanings else []
    lines: list[str] = []
    for index, call in enumerate(calls):
        lines += [
            _words(call, paint),
            *_about(call, paint, width, (), meanings[index] if index < len(meanings) else ()),
        ]
    return lines or [NO_CALLS]


def _repeats(call: ExplainedCall, explanation: Explanation) -> bool:
    """Return whether the words of the call are those of the whole command."""
    return explanation.report.command.text.split() == [
        word for part in call.parts for word in part.text.split()
    ]


def _margin(call: ExplainedCall) -> str:
    return " " * (_INDENT * call.depth)


def _words(call: ExplainedCall, paint: Paint) -> str:
    return _margin(call) + " ".join(
        paint(printable(part.text).replace("\n", "\\n"), _STYLES[part.role]) for part in call.parts
    )


def _about(
    call: ExplainedCall,
    paint: Paint,
    width: int,
    findings: tuple[Finding, ...],
    meanings: Sequence[Meaning],
) -> list[str]:
    notes = [note for note, holds in _notes(call) if holds]
    inner = _margin(call) + " " * (_INDENT * 2)
    lines = [inner + paint(", ".join(notes), "dim")] if notes else []
    lines += meaning_rows(meanings, paint, width, len(inner))
    for finding in findings:
        word = LEVEL_WORDS[finding.level]
        body = wrap(f"{word}: {finding.message}", max(20, width - len(inner)))
        lines.append(inner + body[0].replace(word, paint(word, LEVEL_STYLES[finding.level]), 1))
        lines += [inner + line for line in body[1:]]
        if finding.fix is not None:
            lines.append(f"{inner}safer: {printable(finding.fix)}")
    return lines


def _notes(call: ExplainedCall) -> tuple[tuple[str, bool], ...]:
    return (
        ("runs the command in its words", call.runs_another),
        ("as root", call.as_root),
        ("on another machine or in a container", call.elsewhere),
        ("after expansion", call.resolved),
    )


def render_explained_json(
    explanation: Explanation,
    meanings: Sequence[Sequence[Meaning]] = (),
    redirections: Sequence[Meaning] = (),
) -> str:
    """Return the explanation as one line of ASCII, without a line end."""
    report = explanation.report
    calls = [
        {
            "program": call.program,
            "parts": [{"text": part.text, "role": part.role} for part in call.parts],
            "depth": call.depth,
            "as_root": call.as_root,
            "elsewhere": call.elsewhere,
            "resolved": call.resolved,
            "findings": [finding.rule for finding in call.findings],
            "meanings": [_as_json(meaning) for meaning in meanings[index]] if index < len(meanings) else [],
        }
        for index, call in enumerate(explanation.calls)
    ]
    known = {"schema": SCHEMA, "command": report.command.text, "shell": report.command.dialect}
    aside = [{"text": meaning.shown, "meaning": meaning.text} for meaning in redirections]
    answer = {**known, "calls": calls, "redirections": aside, "risk": risk(report)}
    return json.dumps(answer, ensure_ascii=True)


def _as_json(meaning: Meaning) -> dict[str, object]:
    return {
        "words": list(meaning.words),
        "text": meaning.shown,
        "kind": meaning.kind,
        "option": meaning.option,
        "meaning": meaning.text or None,
        "source": meaning.source or None,
    }
