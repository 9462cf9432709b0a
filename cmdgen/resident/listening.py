"""The socket in its folder: private, one process only, nothing left behind."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from pathlib import Path
from typing import Final

from cmdgen.core.errors import BackendUnavailableError
from cmdgen.resident.address import SOCKET_NAME, why_unsafe

if sys.platform != "win32":
    import fcntl

_BACKLOG: Final = 64


class AlreadyServedError(BackendUnavailableError):
    """Another process serves here."""


class Listening:
    """A listening socket that only this user can reach; the lock on its folder makes it the only one.

    Args:
        folder: made if missing; its path must not be too long for the address of a socket.

    Raises:
        AlreadyServedError: another process listens there.
        BackendUnavailableError: the folder cannot be made or is open to others.
    """

    def __init__(self, folder: str) -> None:
        self.path: Final = f"{folder}/{SOCKET_NAME}"
        try:
            Path(folder).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            Path(folder).mkdir(mode=0o700, exist_ok=True)
            unsafe = why_unsafe(folder)
            if unsafe is not None:
                message = f"cmdgen serve does not listen here: {unsafe}"
                raise BackendUnavailableError(
                    message, hint=f"remove {folder}, or take the access of others away"
                )
            self._lock = _locked(folder)
            try:
                self.socket, self._inode = _bound(self.path)
            except BaseException:
                os.close(self._lock)
                raise
        except OSError as error:
            message = f"cmdgen serve cannot listen at {self.path}: {error.strerror or error}"
            raise BackendUnavailableError(message, hint="answers come without it all the same") from error

    def is_reachable(self) -> bool:
        """Return whether the name still leads to this socket."""
        try:
            return Path(self.path).lstat().st_ino == self._inode
        except OSError:
            return False

    def close(self) -> None:
        """Stop to listen, and take the name away while nobody else can have it."""
        if self.is_reachable():
            with contextlib.suppress(OSError):
                Path(self.path).unlink()
        self.socket.close()
        with contextlib.suppress(OSError):
            os.close(self._lock)


def _locked(folder: str) -> int:
    """Return the descriptor of the folder, locked; the system unlocks it when this process ends, however it does."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        message = "cmdgen serve is running already"
        raise AlreadyServedError(message, hint="cmdgen serve --status, or cmdgen serve --stop") from error
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _bound(path: str) -> tuple[socket.socket, int]:
    """Return a socket that listens under this name; what a killed process has left there is replaced."""
    Path(path).unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(path)  # nobody else can come into the folder in the meantime
        Path(path).chmod(0o600)
        listener.listen(_BACKLOG)
        listener.setblocking(False)
        return listener, Path(path).lstat().st_ino
    except BaseException:
        listener.close()
        raise
