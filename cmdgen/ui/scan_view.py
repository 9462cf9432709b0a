"""What `cmdgen scan` shows: one line for each finding, as compilers write them, or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cmdgen.ui.escape import printable
from cmdgen.ui.jsonout import SCHEMA
from cmdgen.ui.paint import LEVEL_STYLES, LEVEL_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.safety.scripts import Placed, Scanned
    from cmdgen.ui.paint import Paint


def render_scan(path: str, found: Sequence[Placed], paint: Paint) -> list[str]:
    """Return `file:line:column: LEVEL message [rule]` for each finding, with a safer form where one exists."""
    lines = []
    for placed in found:
        finding = placed.finding
        word = paint(LEVEL_WORDS[finding.level], LEVEL_STYLES[finding.level])
        message = _one_line(finding.message)
        lines.append(f"{_one_line(path)}:{placed.line}:{placed.column}: {word} {message} [{finding.rule}]")
        if finding.fix is not None:
            lines.append(f"    safer: {_one_line(finding.fix)}")
    return lines


def render_scan_json(
    files: Sequence[tuple[str, Scanned, Sequence[Placed]]], errors: Sequence[tuple[str, str]]
) -> str:
    """Return every file with its findings as one line of ASCII, without a line end."""
    listed = [
        {
            "file": path,
            "shell": scanned.dialect,
            "findings": [_placed(placed) for placed in shown],
            "notices": [{"line": line, "message": text} for line, text in scanned.notices],
        }
        for path, scanned, shown in files
    ]
    failed = [{"file": path, "message": reason} for path, reason in errors]
    return json.dumps({"schema": SCHEMA, "files": listed, "errors": failed}, ensure_ascii=True)


def _placed(placed: Placed) -> dict[str, Any]:
    finding = placed.finding
    return {
        "rule": finding.rule,
        "level": finding.level.label,
        "message": finding.message,
        "fix": finding.fix,
        "line": placed.line,
        "column": placed.column,
        "end_line": placed.end_line,
        "end_column": placed.end_column,
        "ignored": placed.ignored,
    }


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
