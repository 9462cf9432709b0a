"""How much a person has to do before a command runs: the ladder from Enter to a typed phrase."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Certainty, Level
from cmdgen.ui.command_text import words_of

if TYPE_CHECKING:
    from cmdgen.core.records import Report
    from cmdgen.pipeline import Candidate

# What can be typed as it stands, and is surely read as it is written.
_TYPEABLE: Final = re.compile(r"[A-Za-z0-9._/+-]{1,24}")


class Step(enum.Enum):
    """What is asked after the user chose to run."""

    NOTHING = "nothing"
    AGAIN = "again"
    """Enter or y."""
    LETTER = "letter"
    """y; Enter is not enough, so that a finger that rests on it decides nothing."""
    WORD = "word"
    """A typed word or phrase."""
    NEVER = "never"
    """It does not run at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The step, and the word to type where one is wanted."""

    step: Step
    word: str = ""


def required_consent(candidate: Candidate, *, allow_critical: bool) -> Consent:
    """Return what it takes to run this command.

    Args:
        allow_critical: the configuration lets critical commands run after a phrase.
    """
    level = candidate.report.level
    guessed = candidate.answer.confidence.certainty is Certainty.UNSURE and not candidate.edited
    if level is Level.CRITICAL:
        if not allow_critical:
            return Consent(step=Step.NEVER)
        return Consent(step=Step.WORD, word=f"run anyway: {_program(candidate.report)}")
    if level is Level.HIGH:
        return Consent(step=Step.WORD, word="yes")
    if level is Level.MODERATE:
        return Consent(step=Step.LETTER if guessed else Step.AGAIN)
    return Consent(step=Step.NOTHING)


def _program(report: Report) -> str:
    """Return the first word of the worst part, so that the phrase differs from the last one typed."""
    text = words_of(report, report.findings[0].span) if report.findings else ""
    first = (text.split() or report.command.text.split() or [""])[0]
    return first if _TYPEABLE.fullmatch(first) else "this command"
