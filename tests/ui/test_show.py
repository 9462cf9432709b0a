from __future__ import annotations

from dataclasses import replace

import pytest

from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    Confidence,
    Finding,
    GeneratedCommand,
    Level,
    Report,
    Span,
)
from cmdgen.pipeline import Candidate
from cmdgen.ui.layout import cells
from cmdgen.ui.paint import Paint
from cmdgen.ui.show import render_answer, render_explanation

PLAIN = Paint(styles=False, colours=False)
STARTER = BackendInfo(backend="embedded", engine="xllamacpp", model="starter-v0", is_starter=True)
SERVER = BackendInfo(backend="ollama", engine="ollama", model="qwen\x1b[31m")
UNSURE = Confidence(certainty=Certainty.UNSURE, probability=0.38, reason="it is a rare request")


def finding(level: Level, message: str, span: Span, fix: str | None = None) -> Finding:
    return Finding(rule="x", level=level, message=message, span=span, fix=fix)


def candidate(text: str = "ls", *findings: Finding, source: BackendInfo = STARTER) -> Candidate:
    command = Command(text=text, dialect="bash")
    answer = GeneratedCommand(
        command=command, source=source, confidence=Confidence(certainty=Certainty.SURE), explanation="Lists."
    )
    return Candidate(answer=answer, report=Report(command=command, findings=findings))


def with_confidence(shown: Candidate, confidence: Confidence) -> Candidate:
    return replace(shown, answer=replace(shown.answer, confidence=confidence))


def test_the_command_stands_on_lines_of_its_own_with_nothing_around_it() -> None:
    text = "for f in *; do\n  echo $f\ndone"
    assert f"\n{text}\n\n" in render_answer(candidate(text), PLAIN, 80)


def test_a_long_command_is_not_broken_by_us() -> None:
    text = "echo " + "word " * 100 + "end"
    assert f"\n{text}\n" in render_answer(candidate(text), PLAIN, 20)


def test_the_level_the_reason_and_the_safer_form_are_shown() -> None:
    shown = render_answer(
        candidate("rm x", finding(Level.HIGH, "deletes x", Span(0, 4), "trash x")), PLAIN, 80
    )
    assert "HIGH" in shown
    assert "deletes x" in shown
    assert "safer: trash x" in shown


def test_where_nothing_can_be_underlined_the_risky_words_have_a_label() -> None:
    risk = finding(Level.HIGH, "deletes build", Span(4, 16))
    text = render_answer(candidate("ls; rm -rf build", risk), PLAIN, 80)
    assert "           in: rm -rf build\n" in text


def test_a_long_list_of_findings_is_cut_and_the_explanation_has_them_all() -> None:
    many = candidate("rm x", *[finding(Level.HIGH, f"reason {i}", Span(0, 2)) for i in range(9)])
    shown = render_answer(many, PLAIN, 80)
    assert "reason 2" in shown
    assert "reason 3" not in shown
    assert "and 6 more" in shown
    assert "reason 8" in render_explanation(many, PLAIN, 80)


def test_doubt_is_shown_unless_the_user_wrote_the_command() -> None:
    doubtful = with_confidence(candidate(), UNSURE)
    shown = render_answer(doubtful, PLAIN, 80)
    assert "not sure" in shown
    assert "it is a rare request; about 38 of 100" in shown
    assert "not sure" not in render_answer(replace(doubtful, edited=True), PLAIN, 80)
    assert "not sure" not in render_answer(candidate(), PLAIN, 80)


def test_the_starter_is_introduced_when_asked_to() -> None:
    assert "cmdgen init" in render_answer(candidate(), PLAIN, 80)
    again = render_answer(candidate(), PLAIN, 80, introduce=False)
    assert "starter model (embedded, xllamacpp)" in again
    assert "cmdgen init" not in again


def test_a_fallback_names_who_was_asked_first() -> None:
    shown = candidate()
    shown = replace(shown, answer=replace(shown.answer, fallback_from="vllm"))
    assert "because vllm could not answer" in render_answer(shown, PLAIN, 80)


def test_nothing_raw_comes_from_any_text_of_others() -> None:
    evil = "x\x1b[2J\u202e"
    shown = candidate(f"echo {evil}", finding(Level.HIGH, evil, Span(0, 6), evil), source=SERVER)
    shown = replace(
        with_confidence(shown, replace(UNSURE, reason=evil)),
        syntax_error=evil,
    )
    shown = replace(shown, answer=replace(shown.answer, explanation=evil, fallback_from=evil))
    for text in (render_answer(shown, PLAIN, 80), render_explanation(shown, PLAIN, 80)):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "hidden" in render_answer(shown, PLAIN, 80)


def test_an_edited_command_is_not_explained_by_words_about_another() -> None:
    assert "Lists." in render_explanation(candidate(), PLAIN, 80)
    assert "may not fit" in render_explanation(replace(candidate(), edited=True), PLAIN, 80)


@pytest.mark.parametrize("width", [10, 20, 40, 80, 200])
def test_prose_fits_the_terminal(width: int) -> None:
    message = "deletes everything below the folder, and cannot be undone 日本語"
    fix = "run it with -print instead of -delete first, and look at what it names"
    shown = with_confidence(candidate("rm", finding(Level.CRITICAL, message, Span(0, 2), fix)), UNSURE)
    lines = render_answer(shown, PLAIN, width).split("\n")
    assert max(cells(line) for line in lines) <= max(width, 11)
