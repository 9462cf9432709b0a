"""The starter model in place of one that was chosen and cannot be used: an answer is still owed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from cmdgen.core.errors import (
    BackendUnavailableError,
    CmdgenError,
    ConfigurationError,
    ModelFileError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.embedded.backend import EmbeddedBackend
    from cmdgen.core.records import BackendInfo, CommandRequest, GeneratedCommand, Sampling


class StarterStandsIn:
    """A `CommandGenerator` with the chosen model, until that turns out to be missing, damaged or too large.

    Nothing is checked beforehand: as long as the model is fine, this costs nothing.  Safe to use from
    several threads.

    Args:
        chosen: makes the backend with the chosen model; raises UsageError for a name of which nothing is here.
        starter: makes the one with the starter model.
        tell: gets one line for the user when the starter answers.
    """

    def __init__(
        self,
        chosen: Callable[[], EmbeddedBackend],
        starter: Callable[[], EmbeddedBackend],
        tell: Callable[[str], None],
    ) -> None:
        self._starter = starter
        self._tell = tell
        self._lock = threading.Lock()
        self._is_starter = False
        self._why: CmdgenError | None = None
        """What is to be told when the starter answers; None once it was."""
        try:
            self._backend = chosen()
        except (UsageError, ConfigurationError) as error:
            self._backend = starter()
            self._is_starter, self._why = True, error

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`.

        Raises:
            CmdgenError: the starter cannot answer either; the error is the chosen model's.
        """
        backend = self._backend
        try:
            generated = backend.generate(request, sampling)
        # Of configuration there is only the sidecar of the model's file here.
        except (BackendUnavailableError, ConfigurationError) as error:
            if not self._give_way(backend, error):
                raise
            generated = self._backend.generate(request, sampling)
        self._tell_why()
        return generated

    def is_available(self) -> bool:
        """Return whether either can be expected to answer; loads no model."""
        return self._backend.is_available() or (not self._is_starter and self._starter().is_available())

    def info(self) -> BackendInfo:
        """Return who would answer; loads no model."""
        if not self._is_starter and not self._backend.is_available():
            starter = self._starter()
            if starter.is_available():
                return starter.info()
        return self._backend.info()

    def shutdown(self) -> None:
        """Release the memory; a later `generate` loads the model again."""
        self._backend.shutdown()

    def _give_way(self, failed: EmbeddedBackend, error: CmdgenError) -> bool:
        """Put the starter into the place of a backend that failed, and return whether that may help."""
        with self._lock:
            if self._backend is not failed:
                return True  # another thread was here
            starter = self._starter()
            if self._is_starter or not starter.is_available():
                return False
            failed.shutdown()
            self._backend, self._is_starter, self._why = starter, True, error
            return True

    def _tell_why(self) -> None:
        with self._lock:
            why, self._why = self._why, None
        if why is not None:
            # What mends a damaged file depends on where it came from, which takes time to find out.
            remedy = "cmdgen status says what to do" if isinstance(why, ModelFileError) else why.hint
            self._tell(
                f"{why.message}; the starter model answers instead" + (f" ({remedy})" if remedy else "")
            )
