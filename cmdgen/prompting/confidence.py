"""How far an answer may be trusted, from the probabilities of its tokens and from its words."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Certainty, Confidence, Level
from cmdgen.prompting.fish_reading import means_the_same
from cmdgen.prompting.vocabulary import dropped_value, invented_word, unknown_word, widening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.core.records import CommandRequest
    from cmdgen.prompting.profile import PromptProfile, Rating

_HESITATED: Final = "the model hesitated over this answer"
_PLAINLY_HESITANT: Final = 0.6
"""Mean probability below which any model has hesitated, though nobody has measured what its numbers are worth."""
_CHANGE_NEEDS: Final = 0.85
"""Smallest share of right answers among which one that changes something is shown without a warning."""


def mean_probability(token_logprobs: Sequence[float]) -> float:
    """Return the geometric mean of the token probabilities, 0 to 1.

    Args:
        token_logprobs: natural logarithms, one a token, the end token included; not empty.
    """
    return math.exp(min(0.0, sum(token_logprobs) / len(token_logprobs)))


def calibrated(mean_p: float, rating: Rating) -> float:
    """Return the measured share of right answers at this mean p; linear between the measured points."""
    points = rating.calibration
    if mean_p <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if mean_p <= right:
            return low + (high - low) * (mean_p - left) / (right - left)
    return points[-1][1]


def rate(
    request: CommandRequest,
    asked: str,
    command: str,
    token_logprobs: Sequence[float] | None,
    profile: PromptProfile,
) -> Confidence:
    """Return how likely the command is right, and what speaks against it.

    Args:
        asked: the request as the model read it.
        token_logprobs: of the whole completion; None or empty if the engine gives none.
    """
    doubt = _misfit(request, command, profile)
    rating = profile.rating
    if rating is None:
        if not doubt and token_logprobs and mean_probability(token_logprobs) < _PLAINLY_HESITANT:
            doubt = _HESITATED
        return Confidence(certainty=Certainty.UNSURE if doubt else Certainty.UNRATED, reason=doubt)
    if not token_logprobs:
        reason = doubt or "the engine gives no probabilities for this model"
        return Confidence(certainty=Certainty.UNSURE, reason=reason)
    mean_p = mean_probability(token_logprobs)
    probability = calibrated(mean_p, rating)
    doubt = mismatch(asked, command, rating) or doubt
    if doubt:
        return Confidence(
            certainty=Certainty.UNSURE, probability=min(probability, rating.failed_check), reason=doubt
        )
    if mean_p < rating.sure_at:
        return Confidence(certainty=Certainty.UNSURE, probability=probability, reason=_HESITATED)
    return Confidence(certainty=Certainty.SURE, probability=probability)


def for_level(confidence: Confidence, level: Level) -> Confidence:
    """Return the confidence once the risk is known: a command that changes something needs more of it."""
    if (
        level is Level.SAFE
        or confidence.certainty is not Certainty.SURE
        or confidence.probability is None
        or confidence.probability >= _CHANGE_NEEDS
    ):
        return confidence
    reason = "it changes something, and the model is not sure enough for that"
    return Confidence(certainty=Certainty.UNSURE, probability=confidence.probability, reason=reason)


def mismatch(asked: str, command: str, rating: Rating) -> str:
    """Return what in the words of request and command does not fit together, or nothing."""
    value = dropped_value(asked, command)
    if value is not None:
        return f'"{value}" of the request is not in the command'
    option = widening(asked, command)
    if option is not None:
        return f"nothing in the request asks for {option}, which deletes more"
    if rating.vocabulary is None:
        return ""
    word = invented_word(asked, command, rating.vocabulary)
    if word is not None:
        return f'nothing in the request says "{word}"'
    word = unknown_word(asked, command, rating.vocabulary)
    if word is not None:
        return f'the model does not know the word "{word}"'
    return ""


def _misfit(request: CommandRequest, command: str, profile: PromptProfile) -> str:
    """Return in what the machine differs from the one that the model writes for, or nothing."""
    platform = request.platform
    if request.dialect in profile.guessed_dialects and not (
        request.dialect == "fish" and means_the_same(command)
    ):
        known = ", ".join(sorted(profile.known_dialects))
        return f"the {profile.name} model writes for {known}, not for {request.dialect}"
    if request.stdin_excerpt and not profile.max_stdin_characters:
        return f"the {profile.name} model has not seen the data on stdin"
    if profile.knows_platform:
        return ""
    userland = profile.assumed_userlands.get(platform.system)
    if userland is not None and platform.userland != userland:
        return f"the {profile.name} model assumes {userland} tools, this machine has {platform.userland}"
    manager = profile.assumed_package_managers.get(platform.system)
    other = platform.package_manager
    if manager is not None and other not in (None, manager) and manager in command.split():
        return f"this machine installs packages with {other}, not {manager}"
    return ""
