"""The backends that may be asked, as far as selecting among them needs to know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import BackendUnavailableError, CmdgenError
from cmdgen.core.records import BackendInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import CommandRequest, GeneratedCommand, Sampling

EMBEDDED: Final = "embedded"
"""Name of the backend that is asked when nobody else answers."""
_USER_INFORMATION = re.compile(r"(?<=//)[^/?#]*@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A backend that could be asked."""

    name: str
    """For --backend."""
    make: Callable[[], CommandGenerator]
    """Returns it, neither loaded nor connected; raises CmdgenError if it cannot be made."""
    url: str | None = None
    """Address of its server; None for one that opens no network socket."""
    is_configured: bool = True
    """False if it lacks a setting: then it is passed over where there are others."""

    @property
    def key(self) -> str:
        """Its name in state files: another address is another backend, and no address is written there."""
        import hashlib  # noqa: PLC0415  not needed where no server is configured

        digest = hashlib.sha256((self.url or "").rstrip("/").encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self.name} {digest[:16]}"

    @property
    def shown_url(self) -> str | None:
        """The address without a user name and password."""
        return None if self.url is None else _USER_INFORMATION.sub("", self.url)


class Deferred:
    """A `CommandGenerator` that is made at the first use; one that is not needed costs nothing."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate
        self._made: CommandGenerator | None = None

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`."""
        return self._generator().generate(request, sampling)

    def is_available(self) -> bool:
        """Return whether it can be made, and can then be expected to answer."""
        try:
            return self._generator().is_available()
        except CmdgenError:
            return False

    def info(self) -> BackendInfo:
        """Return who would answer, also if it cannot be made."""
        try:
            return self._generator().info()
        except BackendUnavailableError:
            return BackendInfo(backend=self._candidate.name, engine="none", model="unknown")

    def shutdown(self) -> None:
        """Release what was made."""
        if self._made is not None:
            self._made.shutdown()

    def _generator(self) -> CommandGenerator:
        # Two threads may make one each at the same moment; neither is loaded then, so nothing leaks.
        if self._made is None:
            self._made = self._candidate.make()
        return self._made
