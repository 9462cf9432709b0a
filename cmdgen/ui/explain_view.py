"""What `cmdgen explain` shows: one paragraph a call, indented by the shells around it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from cmdgen.ui.command_text import render_command
from cmdgen.ui.escape import printable
from cmdgen.ui.findings import render_findings
from cmdgen.ui.jsonout import SCHEMA, risk
from cmdgen.ui.layout import wrap
from cmdgen.ui.paint import LEVEL_STYLES, LEVEL_WORDS

if TYPE_CHECKING:
    from cmdgen.safety.explain import ExplainedCall, Explanation
    from cmdgen.ui.paint import Paint

_INDENT: Final = 2
_STYLES: Final = {"program": "bold", "subcommand": "bold", "option": "cyan", "value": "dim", "operand": ""}


def render_explained(explanation: Explanation, paint: Paint, width: int) -> str:
    """Return the command, each call that it leads to, and what is risky; no line end at the end."""
    lines = [render_command(explanation.report, paint), "", *render_calls(explanation, paint, width)]
    placed = {id(finding) for call in explanation.calls for finding in call.findings}
    if (
        not all(id(finding) in placed for finding in explanation.report.findings)
        or not explanation.report.findings
    ):
        lines += ["", *render_findings(explanation.report, paint, width)]
    return "\n".join(lines)


def render_calls(explanation: Explanation, paint: Paint, width: int) -> list[str]:
    """Return the lines about each call that the command leads to."""
    lines = [line for call in explanation.calls for line in _call(call, paint, width)]
    return lines or ["no program is run"]


def _call(call: ExplainedCall, paint: Paint, width: int) -> list[str]:
    margin = " " * (_INDENT * call.depth)
    words = " ".join(
        paint(printable(part.text).replace("\n", "\\n"), _STYLES[part.role]) for part in call.parts
    )
    notes = [note for note, holds in _notes(call) if holds]
    lines = [margin + words]
    inner = margin + " " * (_INDENT * 2)
    if notes:
        lines.append(inner + paint(", ".join(notes), "dim"))
    for finding in call.findings:
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


def render_explained_json(explanation: Explanation) -> str:
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
        }
        for call in explanation.calls
    ]
    known = {"schema": SCHEMA, "command": report.command.text, "shell": report.command.dialect}
    return json.dumps({**known, "calls": calls, "risk": risk(report)}, ensure_ascii=True)
