"""One writer of a file at a time, across processes.

The system holds the lock and gives it up when its process ends, however that happens: there are no stale locks.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT_S: Final = 10.0
"""A writer needs milliseconds; who holds the lock for longer is stopped in a debugger or on a dead disk."""
_PAUSE_S: Final = 0.02
_TAKEN: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})
_NO_LOCKS_HERE: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})


@contextlib.contextmanager
def locked(path: Path, *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the lock of this file, which need not exist; its folder must.

    The lock is a file of its own beside it, since the file itself is replaced by every writer.

    Args:
        path: without symbolic links, so that all writers mean the same lock.
        wait_s: how long to wait for another writer, in seconds.

    Raises:
        ConfigurationError: another process holds it all this time.
        OSError: the lock file cannot be made.
    """
    lock = path.with_name(f".{path.name}.lock")
    deadline = time.monotonic() + wait_s
    while (descriptor := _try_to_take(lock)) is None:
        if time.monotonic() >= deadline:
            message = f"another program has been writing {path} for {wait_s:g} seconds"
            raise ConfigurationError(message, hint="wait for it, then try again")
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        # Removed while it is held: who waits for it notices below, and nothing is left lying about.
        with contextlib.suppress(OSError):  # Windows does not remove an open file: there it stays
            lock.unlink()
        os.close(descriptor)


def _try_to_take(lock: Path) -> int | None:
    """Return the descriptor of the lock file, locked; None if another process has it."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(lock, flags, 0o600)
    taken = False
    try:
        taken = _lock(descriptor) and _is_still(descriptor, lock)
    finally:
        if not taken:
            os.close(descriptor)
    return descriptor if taken else None


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        # Some network file systems have no locks; a setting that cannot be saved there would be worse.
        return error.errno in _NO_LOCKS_HERE
    return True


def _is_still(descriptor: int, lock: Path) -> bool:
    """Return whether the name still means this file: its last holder may have removed it before we had it."""
    try:
        return os.path.samestat(os.fstat(descriptor), lock.stat())
    except FileNotFoundError:
        return False
