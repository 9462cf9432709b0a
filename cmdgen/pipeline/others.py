"""Other candidates for the same request: different from each other and from everything that was turned down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError, NoCommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cmdgen.core.records import CommandRequest, Sampling
    from cmdgen.pipeline.values import Candidate

_TEMPERATURE: Final = 0.7
_ATTEMPTS_EACH: Final = 3


class Others:
    """Finds further candidates; none is offered twice.

    Args:
        propose: returns a screened candidate for a request.
    """

    def __init__(self, propose: Callable[[CommandRequest, Sampling], Candidate]) -> None:
        self._propose = propose
        self._seen: set[str] = set()
        self._waiting: list[Candidate] = []
        self._draws = 0

    @property
    def waiting(self) -> tuple[Candidate, ...]:
        """What was found and has not been offered on its own yet."""
        return tuple(self._waiting)

    def saw(self, candidate: Candidate) -> None:
        """Remember what has been shown, so that it is not offered again."""
        self._seen.add(candidate.command.text)

    def find(self, request: CommandRequest, sampling: Sampling, count: int) -> None:
        """Look for so many candidates in advance; fewer is no failure."""
        for _ in range(count):
            try:
                self._waiting.append(self._another(request, sampling))
            except CmdgenError:
                return

    def next(self, request: CommandRequest, sampling: Sampling) -> Candidate:
        """Return a candidate that was not seen yet.

        Raises:
            NoCommandError: the model has no other answer.
            CmdgenError: whatever the generator raises.
        """
        return self._waiting.pop(0) if self._waiting else self._another(request, sampling)

    def chosen(self, number: int, instead_of: Candidate) -> Candidate:
        """Return one of those that are waiting; the one that was shown waits in its place, behind all others.

        Args:
            number: 2 is the first that is waiting.
        """
        if not 0 <= number - 2 < len(self._waiting):
            return instead_of
        found = self._waiting.pop(number - 2)
        self._waiting.append(instead_of)
        return found

    def forget(self) -> None:
        """Drop what was found for a request that has changed."""
        self._waiting.clear()

    def _another(self, request: CommandRequest, sampling: Sampling) -> Candidate:
        for found in self._drawn(request, sampling):
            if found.command.text not in self._seen:
                self.saw(found)
                return found
        message = "the model gives the same answer again"
        raise NoCommandError(message, hint="say what should change instead")

    def _drawn(self, request: CommandRequest, sampling: Sampling) -> Iterator[Candidate]:
        # Sampled, since the greedy answer is always the same; warmer with each attempt that brings nothing new.
        for attempt in range(_ATTEMPTS_EACH):
            self._draws += 1
            seed = None if sampling.seed is None else sampling.seed + self._draws
            temperature = max(sampling.temperature, _TEMPERATURE + 0.2 * attempt)
            yield self._propose(request, replace(sampling, seed=seed, temperature=temperature))
