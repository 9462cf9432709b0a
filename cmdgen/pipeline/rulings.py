"""Decides what may happen to a command that was just shown: run, ask, finish or refuse."""

from __future__ import annotations

import enum
from typing import Final

from cmdgen.core.errors import CmdgenError, NeedsDetailError, RefusedError
from cmdgen.core.records import Certainty, Level
from cmdgen.pipeline.values import Candidate, Mode, Policy

YES_LIMIT: Final = Level.MODERATE
"""The highest level that `--yes` can be configured for."""


class Ruling(enum.Enum):
    """What happens to a candidate that was just shown."""

    RUN = "run"
    ASK = "ask"
    FINISH = "finish"
    """It was shown, that is all."""
    REFUSE = "refuse"


def ruling(candidate: Candidate, policy: Policy) -> tuple[Ruling, CmdgenError | None]:
    """Return what happens to a candidate, with the reason where it may not be used."""
    if policy.mode is Mode.DRY_RUN:
        return Ruling.FINISH, None
    objection = objection_to(candidate, policy)
    if policy.mode is Mode.RUN:
        if policy.yes:
            objection = objection or _beyond_yes(candidate, policy)
            if objection is None:
                return Ruling.RUN, None
        if policy.can_ask:
            return Ruling.ASK, None
    # From here on nobody is asked and nothing runs: the text is the answer.
    return (Ruling.FINISH, None) if objection is None else (Ruling.REFUSE, objection)


def objection_to(candidate: Candidate, policy: Policy) -> CmdgenError | None:
    """Return why this command may neither run nor be handed to a script, whoever agrees."""
    if candidate.blanks:
        message = f"the command has blanks to fill in: {', '.join(candidate.blanks)}"
        return NeedsDetailError(message, hint="name them in the request")
    if candidate.report.level is Level.CRITICAL and not policy.allow_critical:
        reason = candidate.report.findings[0].message
        return RefusedError(
            f"refused as critical: {reason}",
            hint="ask for something narrower, or set allow_critical = true in the configuration",
        )
    return None


def _beyond_yes(candidate: Candidate, policy: Policy) -> CmdgenError | None:
    """Return why `--yes` is not enough for this command."""
    level = candidate.report.level
    if level > min(policy.yes_level, YES_LIMIT):
        allowed = min(policy.yes_level, YES_LIMIT).label
        message = f"--yes runs commands up to level {allowed}; this one is {level.label}"
        return RefusedError(message, hint="run it without --yes at a terminal and confirm it there")
    if candidate.answer.confidence.certainty is Certainty.UNSURE:
        message = f"--yes runs only answers that the model is sure of; {candidate.answer.confidence.reason}"
        return RefusedError(message, hint="run it without --yes at a terminal and confirm it there")
    if level > Level.SAFE and candidate.answer.source.is_starter:
        message = f"--yes runs only safe commands of the starter model; this one is {level.label}"
        return RefusedError(message, hint="run it without --yes at a terminal and confirm it there")
    return None
