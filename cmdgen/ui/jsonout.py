"""One answer as JSON, schema 1: every key is always there, null where there is nothing to say.

The output is ASCII, so that no locale and no terminal can change it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cmdgen.core.errors import CmdgenError
    from cmdgen.core.records import Confidence, Finding, Report, Timings
    from cmdgen.pipeline import Outcome

SCHEMA: Final = 1


def render_json(outcome: Outcome) -> str:
    """Return the answer as one JSON object in one line, without a line end.

    `executed` tells whether the command ran.  `exit_code` is what the program ends with: the command's
    own status if it ran.
    """
    candidate = outcome.candidate
    answer = candidate.answer
    return _dump(
        request=outcome.request.text,
        command=candidate.command.text,
        explanation=answer.explanation,
        shell=candidate.command.dialect,
        risk=risk(candidate.report),
        backend=answer.source.backend,
        engine=answer.source.engine,
        model=answer.source.model,
        fallback_from=answer.fallback_from,
        confidence=_confidence(answer.confidence),
        alternatives=[_alternative(other.report) for other in outcome.alternatives],
        timings=_timings(answer.timings),
        executed=outcome.execution is not None,
        exit_code=int(outcome.status),
        error=None if outcome.error is None else _error(outcome.error),
    )


def render_error_json(request: str, error: CmdgenError) -> str:
    """Return the same object for a request that got no answer."""
    return _dump(request=request, exit_code=int(error.exit_code), error=_error(error))


def risk(report: Report) -> dict[str, Any]:
    """Return the level and the findings, worst first."""
    return {"level": report.level.label, "findings": [_finding(finding) for finding in report.findings]}


def _dump(**known: object) -> str:
    nothing: dict[str, object] = {
        "schema": SCHEMA,
        "request": "",
        "command": None,
        "explanation": "",
        "shell": None,
        "risk": None,
        "backend": None,
        "engine": None,
        "model": None,
        "fallback_from": None,
        "confidence": None,
        "alternatives": [],
        "timings": None,
        "executed": False,
        "exit_code": 0,
        "error": None,
    }
    return json.dumps({**nothing, **known}, ensure_ascii=True)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level.label,
        "message": finding.message,
        "span": [finding.span.start, finding.span.end],
        "fix": finding.fix,
    }


def _confidence(confidence: Confidence) -> dict[str, Any]:
    return {
        "certainty": confidence.certainty.value,
        "probability": confidence.probability,
        "reason": confidence.reason,
    }


def _alternative(report: Report) -> dict[str, Any]:
    return {"command": report.command.text, "shell": report.command.dialect, "risk": risk(report)}


def _timings(timings: Timings) -> dict[str, float | None]:
    return {
        "load_ms": timings.load_ms,
        "prompt_ms": timings.prompt_ms,
        "first_token_ms": timings.first_token_ms,
        "total_ms": timings.total_ms,
    }


def _error(error: CmdgenError) -> dict[str, Any]:
    return {"message": error.message, "hint": error.hint, "exit_code": int(error.exit_code)}
