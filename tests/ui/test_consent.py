from __future__ import annotations

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
from cmdgen.ui.consent import Consent, Step, required_consent


def candidate(
    level: Level, *, text: str = "rm -rf x", certainty: Certainty = Certainty.SURE, edited: bool = False
) -> Candidate:
    command = Command(text=text, dialect="bash")
    finding = Finding(rule="x", level=level, message="careful", span=Span(0, len(text)))
    answer = GeneratedCommand(
        command=command,
        source=BackendInfo(backend="embedded", engine="e", model="m", is_starter=True),
        confidence=Confidence(certainty=certainty),
    )
    findings = () if level is Level.SAFE else (finding,)
    return Candidate(answer=answer, report=Report(command=command, findings=findings), edited=edited)


@pytest.mark.parametrize(
    ("level", "step"),
    [
        (Level.SAFE, Step.NOTHING),
        (Level.MODERATE, Step.AGAIN),
        (Level.HIGH, Step.WORD),
        (Level.CRITICAL, Step.NEVER),
    ],
)
def test_each_level_asks_for_more_than_the_one_below(level: Level, step: Step) -> None:
    assert required_consent(candidate(level), allow_critical=False).step is step


def test_a_guess_that_changes_something_needs_more_than_enter() -> None:
    guess = candidate(Level.MODERATE, certainty=Certainty.UNSURE)
    assert required_consent(guess, allow_critical=False).step is Step.LETTER


def test_what_the_user_wrote_is_no_guess() -> None:
    edited = candidate(Level.MODERATE, certainty=Certainty.UNSURE, edited=True)
    assert required_consent(edited, allow_critical=False).step is Step.AGAIN


def test_an_allowed_critical_command_needs_a_phrase_with_its_own_program() -> None:
    consent = required_consent(candidate(Level.CRITICAL), allow_critical=True)
    assert consent == Consent(step=Step.WORD, word="run anyway: rm")


@pytest.mark.parametrize("text", ["rм -rf x", "\u202erm x", "'r'm x", "", " "])
def test_the_phrase_is_always_something_that_can_be_typed(text: str) -> None:
    consent = required_consent(candidate(Level.CRITICAL, text=text), allow_critical=True)
    assert consent.word == "run anyway: this command"


def test_allowing_critical_commands_changes_nothing_for_the_others() -> None:
    for level in (Level.SAFE, Level.MODERATE, Level.HIGH):
        shown = candidate(level)
        assert required_consent(shown, allow_critical=True) == required_consent(shown, allow_critical=False)
