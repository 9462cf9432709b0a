"""A socket address that nobody else can reach, for a server that insists on having one."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import BackendUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_ADDRESS_BYTES: Final = 103
"""macOS allows 104 bytes including the final zero, Linux 108."""


@contextlib.contextmanager
def private_socket() -> Iterator[Path]:
    """Yield a path for a Unix socket in a new folder that only this user can enter (mode 0700).

    On leaving, socket and folder are deleted: a server that is bound to it keeps running, but can no longer
    be reached by anybody.  So nothing stays behind, however the process ends.

    Raises:
        BackendUnavailableError: no temporary folder can be written.
    """
    try:
        parent = _short_parent()
        folder = tempfile.TemporaryDirectory(prefix="cmdgen-", dir=parent, ignore_cleanup_errors=True)
    except OSError as error:
        reason = error.strerror or error
        message = f"the embedded engine needs a temporary folder, and none can be written: {reason}"
        raise BackendUnavailableError(message, hint="set TMPDIR to a folder that you can write") from error
    with folder as name:
        yield Path(name) / "llama.sock"


def _short_parent() -> str | None:
    """Return a parent folder short enough for a socket's address; None for the usual one."""
    longest_name = len("/cmdgen-12345678/llama.sock")
    usual = len(tempfile.gettempdir().encode()) + longest_name <= _MAX_ADDRESS_BYTES
    return None if usual or not Path("/tmp").is_dir() else "/tmp"  # noqa: S108  (a fresh 0700 folder is made inside)
