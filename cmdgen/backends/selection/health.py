"""Which backends can answer right now: asked all at once, for half a second at most."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from cmdgen.backends.resilience.state_file import Content, StateFile, number_in
from cmdgen.core.errors import CmdgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cmdgen.backends.selection.candidates import Candidate
    from cmdgen.core.ports import CommandGenerator

FILE_NAME: Final = "health.json"
LIMIT_S: Final = 0.5
"""For the checks of all servers together."""
FRESH_S: Final = 60.0
"""How long a result is used again."""


class Health:
    """Checks backends, and remembers for `FRESH_S` what the servers among them said.

    Args:
        folder: the state folder; None remembers nothing.
        clock: seconds since 1970.
        limit_s: how long to wait for servers; one that has not answered by then is not available.
    """

    def __init__(
        self, folder: Path | None, *, clock: Callable[[], float] = time.time, limit_s: float = LIMIT_S
    ) -> None:
        self._file = StateFile(folder, FILE_NAME)
        self._clock = clock
        self._limit_s = limit_s

    def check(self, candidates: Sequence[Candidate], *, fresh: bool = False) -> Mapping[str, bool]:
        """Return by name whether each can be expected to answer; never raises.

        Args:
            fresh: ask again, whatever is remembered.
        """
        known = {} if fresh else self._remembered(candidates)
        unknown = [candidate for candidate in candidates if candidate.name not in known]
        checks = [_Check(candidate) for candidate in unknown if candidate.url is not None]
        end = time.monotonic() + self._limit_s
        for check in checks:
            check.start()
        # What needs no server has its own pace, and is asked while the servers think.
        local = {one.name: _is_available(_made(one)) for one in unknown if one.url is None}
        remote = {check.candidate.name: check.result(end) for check in checks}
        self._remember([check.candidate for check in checks], remote)
        return {**known, **local, **remote}

    def _remembered(self, candidates: Sequence[Candidate]) -> dict[str, bool]:
        content, now, known = self._file.read(), self._clock(), {}
        for candidate in candidates:
            entry = {} if candidate.url is None else content.get(candidate.key, {})
            at, is_available = number_in(entry.get("at"), 0, 1e12), entry.get("is_available")
            # A result from the future was stored before the clock was set back.
            if at is not None and isinstance(is_available, bool) and 0 <= now - at < FRESH_S:
                known[candidate.name] = is_available
        return known

    def _remember(self, candidates: Sequence[Candidate], results: Mapping[str, bool]) -> None:
        def put(content: Content) -> None:
            for candidate in candidates:
                content.pop(candidate.key, None)  # so that the last change stands last
                content[candidate.key] = {"at": self._clock(), "is_available": results[candidate.name]}

        if candidates:
            self._file.update(put)


class _Check:
    """One question to one server, in a daemon thread that may outlive our interest in it."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        # Made here: importing a runtime is no fault of the server, so that it is not on its time.
        self._generator = _made(candidate)
        self._results: list[bool] = []
        self._thread = threading.Thread(target=self._run, name="cmdgen-health", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def result(self, end: float) -> bool:
        """Return the answer, or False if there is none at `end` on the monotonic clock."""
        self._thread.join(max(0.0, end - time.monotonic()))
        return bool(self._results) and self._results[0]

    def _run(self) -> None:
        self._results.append(_is_available(self._generator))


def _made(candidate: Candidate) -> CommandGenerator | None:
    try:
        return candidate.make()
    except CmdgenError:
        return None


def _is_available(generator: CommandGenerator | None) -> bool:
    """Ask and release it; a bug of one backend must not hide how the others are."""
    if generator is None:
        return False
    try:
        return generator.is_available()
    except Exception:  # noqa: BLE001  the protocol forbids it, and an extension may not keep to that
        return False
    finally:
        generator.shutdown()
