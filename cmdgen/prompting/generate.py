"""One answer of one model: prompt, completion, command, confidence; every backend goes this way."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NoReturn

from cmdgen.core.errors import NeedsDetailError, NoCommandError, TimedOutError
from cmdgen.core.records import Certainty, Command, GeneratedCommand
from cmdgen.prompting.confidence import mean_probability, mismatch, rate
from cmdgen.prompting.copying import mended, restored, simplified
from cmdgen.prompting.render import render, wish
from cmdgen.prompting.reply import parse_reply
from cmdgen.prompting.vocabulary import widening

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.core.records import BackendInfo, CommandRequest, Completion, Prompt, Sampling
    from cmdgen.prompting.profile import PromptProfile

_BIGGER_MODEL = "use a bigger model: cmdgen init"
_FIRST_DID_NOT_FIT: Final = "the model's first answer did not fit the words of the request"
_SECOND_LOOKS: Final = 4
"""Further answers of the starter model, some 10 ms each, where the first one does not fit the request."""
_SECOND_TEMPERATURE: Final = 0.7
_MUCH_LESS_LIKELY: Final = 0.08
"""Difference of mean log probabilities: what the model itself finds so much worse fits by accident."""


def generate_with(
    complete: Callable[[Prompt, Sampling], Completion],
    request: CommandRequest,
    sampling: Sampling,
    profile: PromptProfile,
    source: BackendInfo,
) -> GeneratedCommand:
    """Return the model's command for the request, rated.

    Args:
        complete: runs the model; whatever it raises passes through.
        source: who answers; copied into the result.

    Raises:
        UsageError: the request is empty, too long for the model, or not text.
        NoCommandError: no usable command came back, the model is too unsure of it, or it does not
            write for the shell of the request.
        NeedsDetailError: the model asks back.
    """
    if request.dialect not in profile.known_dialects | profile.guessed_dialects:
        message = f"the {_titled(profile)} writes no {request.dialect} commands"
        hint = _BIGGER_MODEL if profile.is_starter else "try another model with --model"
        raise NoCommandError(message, hint=hint)
    asked = wish(request)
    read, full_names = simplified(asked) if profile.style == "bare" else (asked, {})
    seen = replace(request, text=read, revisions=()) if full_names else request
    prompt = render(seen, profile)

    def answer(how: Sampling) -> tuple[str, Completion]:
        completion = complete(prompt, how)
        _refuse_guesswork(completion, profile)
        text = parse_reply(completion.text, dialect=request.dialect, finish_reason=completion.finish_reason)
        return mended(asked, restored(text, full_names)) if profile.style == "bare" else text, completion

    deadline = time.monotonic() + sampling.timeout_s
    first = text, completion = answer(sampling)
    if profile.is_starter and sampling.temperature <= 0:

        def another(seed: int) -> tuple[str, Completion]:
            left_s = max(deadline - time.monotonic(), 0.0)
            return answer(replace(sampling, temperature=_SECOND_TEMPERATURE, seed=seed, timeout_s=left_s))

        text, completion = _without_mismatch(asked, first, another, profile)
    if profile.is_starter and widening(asked, text) is not None:
        _does_not_know(profile)  # better no answer than one that deletes more than was asked for
    _refuse_misfit(asked, text, completion, profile)
    confidence = rate(request, asked, text, completion.token_logprobs, profile)
    if completion is not first[1] and confidence.certainty is Certainty.SURE:
        confidence = replace(confidence, certainty=Certainty.UNSURE, reason=_FIRST_DID_NOT_FIT)
    return GeneratedCommand(
        command=Command(text=text, dialect=request.dialect),
        source=source,
        confidence=confidence,
        timings=completion.timings,
        mean_logprob=_mean(completion.token_logprobs),
    )


def _without_mismatch(
    asked: str,
    first: tuple[str, Completion],
    another: Callable[[int], tuple[str, Completion]],
    profile: PromptProfile,
) -> tuple[str, Completion]:
    """Return the likeliest of a few answers that fits the words of the request, where the first one does not.

    A small model knows the right command more often than it copies every name into it at the first go.

    Args:
        another: gives the answer for a seed, or raises TimedOutError where the time of the request is spent.
    """
    rating = profile.rating
    if rating is None or not mismatch(asked, first[0], rating):
        return first
    least = (_mean(first[1].token_logprobs) or 0.0) - _MUCH_LESS_LIKELY
    fitting: list[tuple[str, Completion]] = []
    for seed in range(_SECOND_LOOKS):
        try:
            found = another(seed)
        except (NoCommandError, NeedsDetailError):
            continue
        except TimedOutError:  # there is an answer already
            break
        mean = _mean(found[1].token_logprobs)
        if mean is not None and mean >= least and not mismatch(asked, found[0], rating):
            fitting.append(found)
    return max(fitting, key=lambda one: _mean(one[1].token_logprobs) or 0.0, default=first)


def _mean(logprobs: tuple[float, ...] | None) -> float | None:
    return sum(logprobs) / len(logprobs) if logprobs else None


def _refuse_guesswork(completion: Completion, profile: PromptProfile) -> None:
    """Refuse an answer whose probabilities say that the model does not know."""
    rating = profile.rating
    if rating is None or not completion.token_logprobs:
        return
    if mean_probability(completion.token_logprobs) < rating.guess_at or (
        profile.is_starter and completion.finish_reason == "length"
    ):
        _does_not_know(profile)


def _refuse_misfit(asked: str, text: str, completion: Completion, profile: PromptProfile) -> None:
    """Refuse an answer that does not fit the words of the request, and that the model itself finds unlikely."""
    rating = profile.rating
    if rating is None or not completion.token_logprobs:
        return
    if mean_probability(completion.token_logprobs) < rating.failed_guess_at:
        reason = mismatch(asked, text, rating)
        if reason:
            _does_not_know(profile, reason)


def _does_not_know(profile: PromptProfile, reason: str = "") -> NoReturn:
    message = f"the {_titled(profile)} does not know how to do this" + (f": {reason}" if reason else "")
    if profile.is_starter:
        raise NoCommandError(message, hint=f"say it in other words, or {_BIGGER_MODEL}")
    raise NoCommandError(message, hint="say it in other words, or try another model with --model")


def _titled(profile: PromptProfile) -> str:
    return "built-in starter model" if profile.is_starter else f"{profile.name} model"
