"""Joins settings, health and history of the backends into one that answers."""

from __future__ import annotations

import difflib
import functools
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from cmdgen.backends.remote.failures import Kind
from cmdgen.backends.resilience.breaker import Breaker
from cmdgen.backends.resilience.falling_back import FallingBack
from cmdgen.backends.resilience.giving_up import OvertakenError
from cmdgen.backends.resilience.guarded import Guarded
from cmdgen.backends.resilience.retrying import Retrying
from cmdgen.backends.selection.candidates import EMBEDDED, Candidate, Deferred
from cmdgen.backends.selection.health import Health
from cmdgen.backends.selection.ranking import Ranking
from cmdgen.core.errors import BackendUnavailableError, ConfigurationError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cmdgen.core.errors import CmdgenError
    from cmdgen.core.ports import CommandGenerator

_SAID_FOR_THIS_CALL: Final = frozenset({"flag", "environment"})


class _Origin(Protocol):
    @property
    def source(self) -> str:
        """Return flag, environment, profile, file or default."""
        ...


class SelectorSettings(Protocol):
    """What selecting needs of the settings; they say what each value means."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Names of the backends to choose from, the preferred one first, at least one."""
        ...

    @property
    def backends(self) -> tuple[str, ...]:
        """Those of `candidates` that a list names; empty where a single backend is named."""
        ...

    @property
    def fallback(self) -> bool:
        """Whether the embedded backend answers when the chosen one fails."""
        ...

    @property
    def offline(self) -> bool:
        """Whether network access is forbidden."""
        ...

    @property
    def request_timeout_s(self) -> float:
        """Limit of one try at a server, in seconds."""
        ...

    @property
    def retries(self) -> int:
        """How many tries may follow the first."""
        ...

    @property
    def max_wait_s(self) -> float | None:
        """Seconds after which the embedded backend overtakes the servers."""
        ...

    def origin(self, key: str) -> _Origin:
        """Return where the value of a key came from."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendState:
    """How one backend is, for --list-backends and status."""

    name: str
    url: str | None
    """Address of its server, without a password; None for one that opens no network socket."""
    place: int | None
    """0 for the one that is asked first, 1 for the next; None if it is not asked."""
    is_available: bool
    """Whether it can be expected to answer, up to a minute ago."""
    skipped_s: float = 0.0
    """How much longer the circuit breaker keeps it from being asked, in seconds; 0 if it does not."""
    failures: int = 0
    """Requests that failed in a row."""
    reason: str = ""
    """Of the last of them, in a few words."""
    latency_ms: float | None = None
    """Average time of its answers; None if unknown."""
    success: float | None = None
    """Average share of its requests that were answered, 0 to 1; None if unknown."""


class BackendSelector:
    """Chooses among the configured backends.

    Nothing that could open a network socket is made when the embedded backend is chosen or the settings
    forbid the network.  A backend that the command line names is asked even while its circuit breaker is
    open, and so is one that nobody may stand in for: the user asked for that one.

    Args:
        settings: what the user wants.
        backends: all that there are, the embedded one among them.
        state: folder for what is remembered between calls; None remembers nothing.
        tell: gets one line for the user when another backend than the first answers.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        settings: SelectorSettings,
        backends: Iterable[Candidate],
        state: Path | None,
        *,
        tell: Callable[[str], None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._backends = {candidate.name: candidate for candidate in backends}
        self._state = state
        self._tell = tell
        self._clock = clock
        self._ranking = Ranking(state, clock=clock)

    def order(self) -> tuple[str, ...]:
        """Return the names of the backends in the order in which they are asked.

        Raises:
            UsageError: the command line names a backend that there is not.
            ConfigurationError: the configuration does.
            BackendUnavailableError: it needs a network, which is forbidden.
        """
        servers = self._servers()
        last = (EMBEDDED,) if self._settings.fallback or not servers else ()
        return (*(server.name for server in servers), *last)

    def generator(self) -> CommandGenerator:
        """Return what answers requests: the first backend with retries and everybody who stands in for it.

        Raises:
            UsageError: the command line names a backend that there is not.
            ConfigurationError: the configuration does.
            BackendUnavailableError: it needs a network, which is forbidden.
            CmdgenError: the embedded backend was chosen and cannot be made.
        """
        servers = self._servers()
        if not servers:
            return self._backends[EMBEDDED].make()
        last = (EMBEDDED, Deferred(self._backends[EMBEDDED])) if self._settings.fallback else None
        return FallingBack(
            [(server.name, self._resilient(server)) for server in servers],
            last,
            tell=self._tell,
            max_wait_s=self._settings.max_wait_s,
            on_late=self._late,
        )

    def states(self, *, fresh: bool = False) -> tuple[BackendState, ...]:
        """Return how each backend is, those that are asked first, then the others by name.

        Under `offline` only those are checked that need no network.

        Args:
            fresh: ask each server now, however recently it was asked.

        Raises:
            CmdgenError: as `order`.
        """
        order = self.order()
        others = sorted(self._backends.keys() - set(order))
        shown = [self._backends[name] for name in (*order, *others)]
        allowed = [one for one in shown if one.url is None or not self._settings.offline]
        checked = [one for one in allowed if one.is_configured]
        health = Health(self._state, clock=self._clock).check(checked, fresh=fresh)
        return tuple(self._described(one, order, is_available=health.get(one.name, False)) for one in shown)

    def _servers(self) -> tuple[Candidate, ...]:
        """Return everybody but the embedded backend, in the order in which to ask; it always comes last."""
        chosen = [self._named(name) for name in dict.fromkeys(self._settings.candidates)]
        if self._settings.offline:
            self._check_offline(chosen)
            chosen = [candidate for candidate in chosen if candidate.url is None]
        servers = [candidate for candidate in chosen if candidate.name != EMBEDDED]
        if len(chosen) > 1:
            servers = [candidate for candidate in servers if candidate.is_configured]
        ranked = self._ranking.ranked(servers)
        return ranked if self._settings.fallback else ranked[:1]

    def _named(self, name: str) -> Candidate:
        if name in self._backends:
            return self._backends[name]
        message = f"there is no backend {name!r}"
        near = difflib.get_close_matches(name.lower(), self._backends, n=1)
        hint = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(self._backends)}"
        key = "backends" if name in self._settings.backends else "backend"
        origin = self._settings.origin(key)
        if origin.source == "flag":
            raise UsageError(message, hint=hint)
        way = f"; cmdgen config unset {key} takes it out" if origin.source == "file" else ""
        message = f"{key} ({origin}): {message}"
        raise ConfigurationError(message, hint=hint + way)

    def _check_offline(self, chosen: list[Candidate]) -> None:
        """Refuse a contradiction; a server from the config file simply steps back while offline."""
        if any(candidate.url is None for candidate in chosen):
            return
        is_said_now = self._settings.origin("backend").source in _SAID_FOR_THIS_CALL
        if is_said_now or not self._settings.fallback:
            message = f"the backend {chosen[0].name} needs a network, and --offline forbids that"
            raise BackendUnavailableError(message, hint="use --backend embedded")

    def _resilient(self, server: Candidate) -> CommandGenerator:
        retrying = Retrying(
            Deferred(server),
            server.name,
            retries=self._settings.retries,
            request_timeout_s=self._settings.request_timeout_s,
        )
        is_named = self._settings.origin("backend").source == "flag"
        return Guarded(
            retrying,
            server.name,
            breaker=self._breaker(server),
            is_obeyed=self._settings.fallback and not is_named,
            observe=functools.partial(self._ranking.observe, server.key),
        )

    def _late(self, name: str, error: CmdgenError) -> None:
        """Record a request that was called off, of which its own thread may never tell."""
        server = self._backends[name]
        self._ranking.observe(server.key, None)
        # Slower than --max-wait is not ill; deaf to its time limit is.
        if not isinstance(error, OvertakenError):
            self._breaker(server).failed(Kind.TIMED_OUT.value)

    def _breaker(self, server: Candidate) -> Breaker:
        return Breaker(self._state, server.key, clock=self._clock)

    def _described(self, one: Candidate, order: tuple[str, ...], *, is_available: bool) -> BackendState:
        breaker, record = self._breaker(one), self._ranking.record(one.key)
        circuit = breaker.circuit()
        latency_s = None if record is None else record.latency_s
        return BackendState(
            name=one.name,
            url=one.shown_url,
            place=order.index(one.name) if one.name in order else None,
            is_available=is_available,
            skipped_s=breaker.wait_s(),
            failures=circuit.failures,
            reason=circuit.reason,
            latency_ms=None if latency_s is None else latency_s * 1e3,
            success=None if record is None else record.success,
        )
