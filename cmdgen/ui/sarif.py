"""Findings in files as SARIF 2.1.0, which code hosts show beside the lines.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from cmdgen.core.records import Level
from cmdgen.safety.rules.book import page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cmdgen.safety.rules.book import Rule
    from cmdgen.safety.scripts import Placed

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Level.CRITICAL: "error", Level.HIGH: "error", Level.MODERATE: "warning", Level.SAFE: "note"}


def render_sarif(
    files: Sequence[tuple[str, Sequence[Placed]]],
    errors: Sequence[tuple[str, str]],
    rules: Mapping[str, Rule],
    version: str,
) -> str:
    """Return one SARIF log with one run.

    Args:
        files: path and findings of each file; a finding that a remark settles is marked as suppressed.
        errors: path and reason of each file that could not be read.
        rules: every rule that a finding may be of.
        version: ours.
    """
    used = sorted({placed.finding.rule for _, found in files for placed in found})
    index = {rule: number for number, rule in enumerate(used)}
    run = {
        "tool": {
            "driver": {
                "name": "cmdgen",
                "version": version,
                "rules": [_rule(rule, rules.get(rule)) for rule in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not errors,
                "toolExecutionNotifications": [_notification(path, reason) for path, reason in errors],
            }
        ],
        "results": [_result(path, placed, index) for path, found in files for placed in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True, indent=2)


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    facts: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [name.partition(".")[0]], "level": rule.level.label},
    }
    described = page(name)
    helps = [f"Safer: {rule.remedy}"] if rule.remedy else []
    helps += [f"More: {described}"] if described else []
    if helps:
        facts["help"] = {"text": ". ".join(helps)}
    # Absolute addresses only (SARIF 2.1.0, 3.49.12): the page of the rule is named in words.
    if rule.source.startswith("https://"):
        facts["helpUri"] = rule.source
    if described:
        facts["properties"]["page"] = described
    return facts


def _result(path: str, placed: Placed, index: Mapping[str, int]) -> dict[str, Any]:
    finding = placed.finding
    message = finding.message if finding.fix is None else f"{finding.message} (safer: {finding.fix})"
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.level],
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(path)},
                    "region": {
                        "startLine": placed.line,
                        "startColumn": placed.column,
                        "endLine": placed.end_line,
                        "endColumn": placed.end_column,
                    },
                }
            }
        ],
        "properties": {"level": finding.level.label},
    }
    if placed.ignored is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": placed.ignored}]
    return result


def _notification(path: str, reason: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": reason},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}],
    }


def _uri(path: str) -> str:
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    # Bytes that are not UTF-8 stand in the name as lone surrogates (PEP 383).
    return quote(pure.as_posix(), safe="/", errors="surrogateescape")
