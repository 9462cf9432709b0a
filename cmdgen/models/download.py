"""Fetches one file: goes on where an earlier attempt ended, retries, verifies.

The bytes go to a file that no engine would take for a model, and only what was verified is handed on.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cmdgen.models import hub_errors
from cmdgen.models.fit import DISK_MARGIN_BYTES, free_bytes
from cmdgen.models.hub_errors import DownloadError, PassingError, TooShortError, megabytes
from cmdgen.models.verification import Checksum

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from cmdgen.models.hub import Hub, RemoteFile
    from cmdgen.models.progress import Progress

    T = TypeVar("T")

WAITS_S: Final = (0.5, 1.0, 2.0, 4.0)
"""How long to wait after each failure in a row; after the last there is no further attempt."""
_MOST_KNOCKS: Final = 2
"""How often a hub that cannot be reached is tried again before anything came from it."""
MOST_PATIENCE_S: Final = 60.0
"""Longest Retry-After that is waited for; beyond it the user had better come back later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloader:
    """Fetches files from one hub.

    Args:
        again: what to type to go on after a failure; part of messages.
        sleep: waits so many seconds.
    """

    hub: Hub
    progress: Progress
    again: str
    sleep: Callable[[float], None] = field(default=time.sleep)

    def fetch(self, remote: RemoteFile, part: Path) -> Checksum:
        """Bring the whole file to `part`, which may hold its beginning already, and return its checksum.

        Raises:
            DownloadError: it could not be had.  What came is kept in `part`, unless it is damaged.
        """
        resumed = self._begin(part)
        checksum = Checksum(remote.expected)
        try:
            if resumed:
                checksum.read(part)
            self._check_space(remote, part, done=checksum.count)
            self.progress.begin(remote.file, remote.size_bytes, checksum.count)
            try:
                self._transfer(remote, part, checksum)
                if not checksum.matches and resumed:
                    self.progress.note("what was kept of an earlier attempt is damaged; starting again")
                    self._drop(remote, part, checksum)
                    self._transfer(remote, part, checksum)
            finally:
                self.progress.end()
        except TooShortError:
            part.unlink(missing_ok=True)  # whatever it is the beginning of, it is not this file
            raise
        except OSError as error:
            raise hub_errors.cannot_write(error, part.parent.parent, self.again) from error
        if not checksum.matches:
            part.unlink(missing_ok=True)
            message = (
                f"{remote.file} arrived damaged: its checksum is not the one that {self.hub.host} announces"
            )
            hint = f"it was deleted; try once more, or without proxy and mirror: {self.again}"
            raise DownloadError(message, hint=hint)
        return checksum

    def patiently(self, action: Callable[[], T]) -> T:
        """Return what a request to the hub returns, asked again while its failure may pass.

        Raises:
            DownloadError: it kept failing.
        """
        failures = 0
        while True:
            try:
                return action()
            except PassingError as error:
                failures += 1
                # A wrong address or a missing network should be told soon; later, in the middle of a gigabyte,
                # patience costs less than giving up.
                self._wait(error, failures, most=_MOST_KNOCKS if error.unreachable else len(WAITS_S))

    def _begin(self, part: Path) -> bool:
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            return part.is_file() and part.stat().st_size > 0
        except OSError as error:
            raise hub_errors.cannot_write(error, part.parent.parent, self.again) from error

    def _transfer(self, remote: RemoteFile, part: Path, checksum: Checksum) -> None:
        """Append what is missing, in as many attempts as it takes while each brings something."""
        failures = 0
        while True:
            size, before = remote.size_bytes, checksum.count
            if size is not None and before > size:
                self._drop(remote, part, checksum)
                continue
            if before == size:
                return
            try:
                self._append(remote, part, checksum)
                if size is None or checksum.count >= size:
                    return
                short = f"the connection ended after {megabytes(checksum.count)} of {megabytes(size)}"
                raise PassingError(short)  # noqa: TRY301  handled like a connection that breaks
            except PassingError as error:
                failures = 1 if checksum.count > before else failures + 1
                self._wait(error, failures, kept=checksum.count)

    def _append(self, remote: RemoteFile, part: Path, checksum: Checksum) -> None:
        with self.hub.open(remote, checksum.count) as answer:
            if answer.start != checksum.count:  # a server that does not do ranges begins at the beginning
                self._drop(remote, part, checksum)
            # Unbuffered: whatever ends this process, what was received is in the file.
            with part.open("ab", buffering=0) as file:
                for chunk in answer.chunks:
                    left = memoryview(chunk)
                    while left:  # a disk that fills up takes a part first; the next write says why
                        written = file.write(left)
                        checksum.update(left[:written])
                        self.progress.advance(written)
                        left = left[written:]

    def _drop(self, remote: RemoteFile, part: Path, checksum: Checksum) -> None:
        part.unlink(missing_ok=True)
        checksum.restart()
        self.progress.begin(remote.file, remote.size_bytes, 0)

    def _check_space(self, remote: RemoteFile, part: Path, *, done: int) -> None:
        free = free_bytes(part.parent)
        if remote.size_bytes is None or free is None:
            return
        needed = remote.size_bytes - done
        if needed > 0 and free < needed + DISK_MARGIN_BYTES:
            raise hub_errors.disk_full(needed + DISK_MARGIN_BYTES, free, part.parent.parent, self.again)

    def _wait(self, error: PassingError, failures: int, *, kept: int = 0, most: int = len(WAITS_S)) -> None:
        """Wait before the next attempt, or give up after so many failures in a row."""
        asked = error.retry_after_s or 0.0
        if failures > most or asked > MOST_PATIENCE_S:
            later = f"; it asks to come back in {asked:.0f} s" if asked else ""
            stays = f"; {megabytes(kept)} are kept" if kept else ""
            failure = hub_errors.no_connection if error.unreachable else hub_errors.no_answer
            raise failure(self.hub.host, error.reason + later + stays, self.again) from error
        wait = max(WAITS_S[failures - 1], asked)
        self.progress.note(f"{self.hub.host}: {error.reason}; trying again in {wait:g} s")
        self.sleep(wait)
