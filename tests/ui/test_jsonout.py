from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cmdgen.core.errors import NeedsDetailError, RefusedError
from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    CommandRequest,
    Confidence,
    Execution,
    Finding,
    GeneratedCommand,
    Level,
    Platform,
    Report,
    Span,
    Timings,
)
from cmdgen.pipeline import Candidate, Outcome
from cmdgen.ui.jsonout import render_error_json, render_json

KEYS = {
    *("schema", "request", "command", "explanation", "shell", "risk", "backend", "engine", "model"),
    *("fallback_from", "confidence", "alternatives", "timings", "executed", "exit_code", "error"),
}


def outcome(text: str = "rm x", request: str = "delete x") -> Outcome:
    command = Command(text=text, dialect="bash")
    finding = Finding(rule="rm", level=Level.MODERATE, message="deletes x", span=Span(0, 4), fix="trash x")
    answer = GeneratedCommand(
        command=command,
        source=BackendInfo(backend="embedded", engine="xllamacpp", model="starter-v0", is_starter=True),
        confidence=Confidence(certainty=Certainty.UNSURE, probability=0.4, reason="rare"),
        explanation="Deletes it.",
        timings=Timings(load_ms=0.0, prompt_ms=1.5, total_ms=9.0),
    )
    return Outcome(
        request=CommandRequest(
            text=request, dialect="bash", platform=Platform(system="linux", userland="gnu")
        ),
        candidate=Candidate(answer=answer, report=Report(command=command, findings=(finding,))),
    )


def test_the_object_has_every_key_of_schema_1() -> None:
    assert json.loads(render_json(outcome())) == {
        "schema": 1,
        "request": "delete x",
        "command": "rm x",
        "explanation": "Deletes it.",
        "shell": "bash",
        "risk": {
            "level": "moderate",
            "findings": [
                {"rule": "rm", "level": "moderate", "message": "deletes x", "span": [0, 4], "fix": "trash x"}
            ],
        },
        "backend": "embedded",
        "engine": "xllamacpp",
        "model": "starter-v0",
        "fallback_from": None,
        "confidence": {"certainty": "unsure", "probability": 0.4, "reason": "rare"},
        "alternatives": [],
        "timings": {"load_ms": 0.0, "prompt_ms": 1.5, "first_token_ms": None, "total_ms": 9.0},
        "executed": False,
        "exit_code": 0,
        "error": None,
    }


def test_a_command_that_ran_has_its_own_status() -> None:
    ran = json.loads(render_json(replace(outcome(), execution=Execution(exit_code=137))))
    assert (ran["executed"], ran["exit_code"]) == (True, 137)


def test_a_refusal_is_told() -> None:
    refused = replace(outcome(), error=RefusedError("too risky", hint="ask for less"))
    told = json.loads(render_json(refused))
    assert told["error"] == {"message": "too risky", "hint": "ask for less", "exit_code": 77}
    assert (told["executed"], told["exit_code"]) == (False, 77)


def test_alternatives_are_listed() -> None:
    other = outcome("rm -i x").candidate
    (told,) = json.loads(render_json(replace(outcome(), alternatives=(other,))))["alternatives"]
    assert (told["command"], told["shell"]) == ("rm -i x", "bash")
    assert told["risk"]["level"] == other.report.level.label


def test_a_question_back_has_the_same_keys() -> None:
    told = json.loads(render_error_json("delete it", NeedsDetailError("delete what?")))
    assert set(told) == KEYS
    assert told["command"] is None
    assert told["error"]["message"] == "delete what?"
    assert told["exit_code"] == 79


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_went_in_one_line_of_ascii(text: str, request: str) -> None:
    line = render_json(outcome(text, request))
    assert line.isascii()
    assert "\n" not in line
    told = json.loads(line)
    assert set(told) == KEYS
    assert (told["command"], told["request"]) == (text, request)
