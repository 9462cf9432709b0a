"""Asks one backend after the other until there is an answer, and says who gave it and why."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cmdgen.backends.resilience.giving_up import OvertakenError, StoppedError
from cmdgen.backends.resilience.overtaking import LateError, answer_within
from cmdgen.core.errors import (
    BackendUnavailableError,
    NeedsDetailError,
    NoCommandError,
    TimedOutError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cmdgen.core.errors import CmdgenError
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import BackendInfo, CommandRequest, GeneratedCommand, Sampling

LAST_RESORT_S: Final = 30.0
"""What the last resort gets at most when the others have spent the whole budget, in seconds."""
_GRACE_S: Final = 1.0
"""A generator ends by itself when its budget is spent, with a better reason than we can give."""
_REMEMBERED_S: Final = 30.0
_FAILURES = (BackendUnavailableError, TimedOutError, NoCommandError)
"""After these the next one is asked; anything else is an answer, or a mistake that the user can mend."""


@dataclass(frozen=True, slots=True)
class _Failure:
    name: str
    error: CmdgenError
    at: float
    hint: str | None
    """The error's own, before anything was added to it."""
    is_news: bool = True
    """False for a failure that the user has read about already."""

    def __str__(self) -> str:
        text = " ".join(self.error.message.split())
        return text if self.name.lower() in text.lower() else f"{self.name}: {text}"


class FallingBack:
    """A `CommandGenerator` over servers and a last resort, asked in this order.

    Time: the servers share `sampling.timeout_s`.  The last resort gets what they left, and at least the
    same budget again up to `LAST_RESORT_S`: an answer that is a little late is worth more than none.
    So the whole takes at most twice the budget, or the budget and 30 s.  Without a last resort nothing
    goes beyond the budget, and spending it is a `TimedOutError`.

    A repair or revision within 30 s of a failure goes on with whoever answered instead, and nothing is
    told twice.

    Args:
        servers: name for --backend and generator, at least one.
        last_resort: the same for the one without a network; None makes the first server's failure final.
        tell: gets one line for the user when another than the first server answers.
        max_wait_s: after this many seconds without an answer the last resort overtakes all servers;
            None waits for as long as the budget lasts.  Without a last resort it has no meaning.
        on_late: gets the name of a server whose request was called off because it took too long, and
            the error: `OvertakenError`, or `TimedOutError` where it did not keep to the budget.
        clock: seconds that never go back.
    """

    def __init__(  # noqa: PLR0913  (what is optional has a default)
        self,
        servers: Sequence[tuple[str, CommandGenerator]],
        last_resort: tuple[str, CommandGenerator] | None,
        *,
        tell: Callable[[str], None],
        max_wait_s: float | None = None,
        on_late: Callable[[str, CmdgenError], None] = lambda _name, _error: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._servers = tuple(servers)
        self._last_resort = last_resort
        self._tell = tell
        self._max_wait_s = None if last_resort is None else max_wait_s
        self._on_late = on_late
        self._clock = clock
        self._source: BackendInfo | None = None
        self._recent: dict[str, _Failure] = {}

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`.

        Raises:
            NeedsDetailError: one of them asks back.
            CmdgenError: nobody can answer; the failure of the first, its hint extended by the last resort's.
        """
        started = self._clock()
        failures: list[_Failure] = []
        for name, generator in self._servers:
            known = self._known_failure(name, request)
            if known is not None:
                failures.append(replace(known, is_news=False))
                continue
            try:
                answer = self._ask(name, generator, request, sampling, started)
            except NeedsDetailError:
                self._announce(failures, name)
                raise
            except StoppedError:
                raise
            except _FAILURES as error:
                failures.append(_Failure(name, error, self._clock(), error.hint))
                if not isinstance(error, NoCommandError):  # to other words the server may know an answer
                    self._recent[name] = failures[-1]
                if isinstance(error, OvertakenError) or self._left_s(sampling, started) <= 0:
                    break
            else:
                return self._answered(answer, failures)
        return self._answered(self._from_last_resort(request, sampling, started, failures), failures)

    def is_available(self) -> bool:
        """Return whether anybody can be expected to answer."""
        everybody = (*self._servers, *(() if self._last_resort is None else (self._last_resort,)))
        # The last resort needs no network to say so.
        return any(generator.is_available() for _, generator in reversed(everybody))

    def info(self) -> BackendInfo:
        """Return who answered last; before the first answer, who would be asked first."""
        return self._servers[0][1].info() if self._source is None else self._source

    def shutdown(self) -> None:
        """Release everything."""
        for _, generator in self._servers:
            generator.shutdown()
        if self._last_resort is not None:
            self._last_resort[1].shutdown()

    def _known_failure(self, name: str, request: CommandRequest) -> _Failure | None:
        """Return why this server need not be asked again about the same request."""
        known = self._recent.get(name)
        if known is None or not request.revisions or self._clock() - known.at > _REMEMBERED_S:
            self._recent.pop(name, None)
            return None
        return known

    def _ask(
        self,
        name: str,
        generator: CommandGenerator,
        request: CommandRequest,
        sampling: Sampling,
        started: float,
    ) -> GeneratedCommand:
        budget_s = self._left_s(sampling, started)
        limit_s = budget_s + _GRACE_S
        wait_s = None if self._max_wait_s is None else self._max_wait_s - (self._clock() - started)
        if wait_s is not None:
            limit_s = min(limit_s, wait_s)
        try:
            if limit_s <= 0:
                raise LateError  # noqa: TRY301  not worth a request
            return answer_within(limit_s, generator, request, replace(sampling, timeout_s=budget_s))
        except LateError:
            error = self._late(name, budget_s, is_overtaken=limit_s == wait_s)
            self._on_late(name, error)
            raise error from None

    def _late(self, name: str, budget_s: float, *, is_overtaken: bool) -> CmdgenError:
        if is_overtaken and self._max_wait_s is not None:
            return OvertakenError(name, self._max_wait_s)
        message = f"{name} gave no answer within {budget_s:.3g} s"
        return TimedOutError(message, hint="allow more time with --timeout, or use --backend embedded")

    def _from_last_resort(
        self, request: CommandRequest, sampling: Sampling, started: float, failures: Sequence[_Failure]
    ) -> GeneratedCommand:
        first, hint = failures[0].error, failures[0].hint
        if self._last_resort is None:
            raise first
        name, generator = self._last_resort
        fair_s = max(self._left_s(sampling, started), min(sampling.timeout_s, LAST_RESORT_S))
        try:
            return generator.generate(request, replace(sampling, timeout_s=fair_s))
        except NeedsDetailError:
            self._announce(failures, name)
            raise
        except (*_FAILURES, UsageError) as error:
            # The others have taken the request, so that its size or shell is this one's own limit.
            also = f"{name} cannot answer either: {error.message}"
            first.hint = also if hint is None else f"{hint}; {also}"
            raise first from error

    def _answered(self, answer: GeneratedCommand, failures: Sequence[_Failure]) -> GeneratedCommand:
        self._source = answer.source
        if not failures:
            return answer
        model = "the starter model" if answer.source.is_starter else answer.source.model
        self._announce(failures, f"{answer.source.backend} ({model})")
        return replace(answer, fallback_from=failures[0].name)

    def _announce(self, failures: Sequence[_Failure], who: str) -> None:
        if any(failure.is_news for failure in failures):
            self._tell(f"{'; '.join(map(str, failures))}; the answer is from {who}")

    def _left_s(self, sampling: Sampling, started: float) -> float:
        return max(0.0, sampling.timeout_s - (self._clock() - started))
