"""What `cmdgen check` shows: one report for people, or as one line of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cmdgen.ui.command_text import render_command
from cmdgen.ui.findings import render_findings
from cmdgen.ui.jsonout import SCHEMA, risk

if TYPE_CHECKING:
    from cmdgen.core.records import Report
    from cmdgen.ui.paint import Paint


def render_check(report: Report, paint: Paint, width: int) -> str:
    """Return the command with its risky words underlined, and every finding; no line end at the end."""
    return "\n".join([render_command(report, paint), *render_findings(report, paint, width)])


def render_check_json(report: Report) -> str:
    """Return the command, its shell and its risk as one line of ASCII, without a line end."""
    known = {"schema": SCHEMA, "command": report.command.text, "shell": report.command.dialect}
    return json.dumps({**known, "risk": risk(report)}, ensure_ascii=True)
