"""Who is at the other end of a Unix socket, as the kernel says it."""

from __future__ import annotations

import _socket  # `socket` itself takes longer to import than a call through it takes
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Connected(Protocol):
        """What is needed of a socket."""

        def getsockopt(self, level: int, name: int, size: int, /) -> bytes:
            """Return the bytes of an option."""
            ...


_INT = 4
_XUCRED = 19 * _INT
"""Version, user, number of groups and sixteen groups."""


def uid_and_pid(stream: Connected) -> tuple[int, int] | None:
    """Return the effective user and the process at the other end; None where the system does not tell.

    The process is 0 where it is not known, or lives in a container that we cannot look into.
    """
    try:
        return _of_linux(stream) if sys.platform == "linux" else _of_bsd(stream)
    except (OSError, ValueError, IndexError, AttributeError):
        return None


def _of_linux(stream: Connected) -> tuple[int, int]:
    # struct ucred: pid, uid, gid; unix(7).
    pid, uid, _ = _ints(stream.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 3 * _INT))
    return uid, pid


def _of_bsd(stream: Connected) -> tuple[int, int]:
    # struct xucred: version, uid, ...; sys/un.h and sys/ucred.h of macOS and FreeBSD.
    sol_local, local_peercred, local_peerpid = 0, 1, 2
    uid = _ints(stream.getsockopt(sol_local, local_peercred, _XUCRED))[1]
    pid = _ints(stream.getsockopt(sol_local, local_peerpid, _INT))[0] if sys.platform == "darwin" else 0
    return uid, pid


def _ints(data: bytes) -> list[int]:
    return [int.from_bytes(data[at : at + _INT], sys.byteorder) for at in range(0, len(data), _INT)]
