"""Asks a backend several times and takes the answer that most of its answers agree on.

The first answer is the one that would be given anyway (greedy, unless a temperature is set); the further ones are
sampled.  An answer that the shell cannot read, or that holds no command, has no vote.  Among the others each way to
write a command has as many votes as answers; of equal ones the model's own mean log probability decides, then who
came first.  To ask back ("which file?") is an answer like any other.

Source: X. Wang et al., "Self-Consistency Improves Chain of Thought Reasoning in Language Models", 2022.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import BackendUnavailableError, NeedsDetailError, NoCommandError, TimedOutError
from cmdgen.pipeline.blanks import filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.core.errors import CmdgenError
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import BackendInfo, Command, CommandRequest, GeneratedCommand, Sampling

TEMPERATURE: Final = 0.7
"""Of the further answers."""
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"\\$`!]*\"")
_PART: Final = re.compile(
    r"(?P<quoted>'[^']*'|\"(?:\\.|[^\"\\])*\")|(?P<blank>\s+)|\\.|[^'\"\\\s]+|.", re.DOTALL
)
_PLAIN: Final = re.compile(r"[\w./:@%+,-]+")


@dataclass(slots=True)
class _Votes:
    """One way to answer, and who gave it."""

    answer: GeneratedCommand | CmdgenError
    order: int
    count: int = 0
    logprobs: list[float] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, float, int]:
        """The largest wins."""
        best = max(self.logprobs, default=float("-inf"))
        return self.count, best, -self.order


class Choosing:
    """A `CommandGenerator` that asks another one up to so many times and answers with the best it got.

    A request that wants variety itself (a temperature of `TEMPERATURE` or more) is passed on as it is.

    Args:
        generator: who is asked.
        count: how many times at most; fewer where no further answer could change the outcome, and where the time
            that is left would not do for one more.
        syntax_error: returns the shell's own complaint about a command, or None.
    """

    def __init__(
        self, generator: CommandGenerator, count: int, syntax_error: Callable[[Command], str | None]
    ) -> None:
        self._generator = generator
        self._count = count
        self._syntax_error = syntax_error

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return the best of several answers.

        Raises:
            NoCommandError: none of them holds a command.
            NeedsDetailError: most of them ask back.
            CmdgenError: whatever the backend raises at the first one.
        """
        if sampling.temperature >= TEMPERATURE:
            return self._generator.generate(request, sampling)
        ballot = _Ballot(self._count)
        budget = _Budget(sampling.timeout_s)
        for number in range(self._count):
            if number and not budget.allows_another():
                break
            try:
                self._ask(request, _sampling(sampling, number, budget.left_s), ballot)
            except (TimedOutError, BackendUnavailableError):
                if not ballot.has_answers:
                    raise
                break
            budget.note()
            if ballot.is_decided:
                break
        return ballot.winner()

    def is_available(self) -> bool:
        """Pass the question on."""
        return self._generator.is_available()

    def info(self) -> BackendInfo:
        """Pass the question on."""
        return self._generator.info()

    def shutdown(self) -> None:
        """Pass the order on."""
        self._generator.shutdown()

    def _ask(self, request: CommandRequest, sampling: Sampling, ballot: _Ballot) -> None:
        try:
            found = self._generator.generate(request, sampling)
        except NeedsDetailError as question:
            # Two questions in other words want the same: that the user is asked.
            ballot.vote("#?", question, None)
        except NoCommandError as failure:
            ballot.reject(failure)
        else:
            command = replace(found.command, text=filled(found.command.text))
            if self._syntax_error(command) is None:
                ballot.vote(same(found.command.text), found, found.mean_logprob)
            else:
                ballot.reject(found)


class _Ballot:
    """The answers so far."""

    def __init__(self, expected: int) -> None:
        self._left = expected
        self._votes: dict[str, _Votes] = {}
        self._rejected: list[GeneratedCommand | CmdgenError] = []

    @property
    def has_answers(self) -> bool:
        """Whether anything came back, with a vote or without."""
        return bool(self._votes or self._rejected)

    @property
    def is_decided(self) -> bool:
        """Whether no further answers can make another one win."""
        counts = sorted((votes.count for votes in self._votes.values()), reverse=True)
        return bool(counts) and counts[0] > (counts[1] if len(counts) > 1 else 0) + self._left

    def vote(self, key: str, answer: GeneratedCommand | CmdgenError, logprob: float | None) -> None:
        """Count an answer; of those with the same key the first is kept."""
        self._left -= 1
        votes = self._votes.setdefault(key, _Votes(answer, len(self._votes)))
        votes.count += 1
        if logprob is not None:
            votes.logprobs.append(logprob)

    def reject(self, answer: GeneratedCommand | CmdgenError) -> None:
        """Note an answer without a vote; it counts only if there is no other."""
        self._left -= 1
        self._rejected.append(answer)

    def winner(self) -> GeneratedCommand:
        """Return the answer with the most votes.

        A command that the shell cannot read is returned if there is nothing better: its caller may have it repaired.

        Raises:
            CmdgenError: the winner is an error.
        """
        if self._votes:
            best = max(self._votes.values(), key=lambda votes: votes.rank).answer
        else:
            commands = [answer for answer in self._rejected if not isinstance(answer, NoCommandError)]
            best = (commands or self._rejected)[0]
        if isinstance(best, Exception):
            raise best
        return best


class _Budget:
    """The time for all answers together.

    Args:
        limit_s: for all of them.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._started = self._last = time.monotonic()
        self._took_s: list[float] = []

    @property
    def left_s(self) -> float:
        """What is left of the limit."""
        return self._limit_s - (time.monotonic() - self._started)

    def note(self) -> None:
        """Note that an answer has come."""
        now = time.monotonic()
        self._took_s.append(now - self._last)
        self._last = now

    def allows_another(self) -> bool:
        """Return whether there is time for one more like the longest so far."""
        # The first one may have loaded the model: where there are others, they tell more.
        return self.left_s > max(self._took_s[1:] or self._took_s)


def same(command: str) -> str:
    """Return a command in one way of writing it: blanks and needless quotes do not make another command."""
    text = command.strip()
    if text.endswith(";") and not text.endswith("\\;"):
        text = text[:-1].rstrip()
    return "".join(map(_rewritten, _PART.finditer(text)))


def _rewritten(found: re.Match[str]) -> str:
    text = found.group()
    if found["blank"]:
        return "\n" if "\n" in text else " "
    if found["quoted"] and _QUOTED.fullmatch(text):
        inner = text[1:-1]
        return inner if _PLAIN.fullmatch(inner) else f"'{inner}'" if "'" not in inner else text
    return text


def _sampling(sampling: Sampling, number: int, left_s: float) -> Sampling:
    """Return how the answer of this number is sampled: the first as it was wanted, the others with variety."""
    if number == 0:
        return sampling
    seed = None if sampling.seed is None else sampling.seed + number
    return replace(sampling, temperature=TEMPERATURE, seed=seed, timeout_s=left_s)
