"""`cmdgen model pull NAME@ollama`: the server downloads, this shows how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cmdgen.backends.remote.address import ollama_address
from cmdgen.backends.remote.ollama import OllamaBackend

if TYPE_CHECKING:
    from cmdgen.backends.remote.ollama_api import PullProgress
    from cmdgen.models.progress import Progress


class OllamaSettings(Protocol):
    """Which server is meant."""

    @property
    def ollama_url(self) -> str | None:
        """Its address; None is this machine."""
        ...

    @property
    def connect_timeout_s(self) -> float:
        """Seconds for the connection."""
        ...


def pull(settings: OllamaSettings, model: str, progress: Progress) -> None:
    """Let the server download a model and return when it is there.

    Args:
        settings: where the server is.
        model: its name in Ollama's library.
        progress: is told about each part of the model as about a file.

    Raises:
        RemoteFailureError: the server is not running, or could not fetch the model.
        ConfigurationError: the address is none.
    """
    backend = OllamaBackend(ollama_address(settings.ollama_url), connect_timeout_s=settings.connect_timeout_s)
    parts = _Parts(progress)
    try:
        backend.pull(model, parts.take)
    finally:
        backend.shutdown()
        parts.end()


class _Parts:
    """Turns the server's reports, which name a part and a state, into the course of files."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._digest: str | None = None
        self._done_bytes = 0

    def take(self, report: PullProgress) -> None:
        """Take one report of the server."""
        if report.digest is None:
            return
        done = report.completed_bytes or 0
        if report.digest != self._digest:
            self.end()
            self._digest = report.digest
            self._done_bytes = done
            self._progress.begin(report.digest.removeprefix("sha256:")[:12], report.total_bytes, done)
        elif done > self._done_bytes:
            self._progress.advance(done - self._done_bytes)
            self._done_bytes = done

    def end(self) -> None:
        """Close the part that is open."""
        if self._digest is not None:
            self._digest = None
            self._progress.end()
