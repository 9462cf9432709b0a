"""Where the resident process listens, and who it is: one for each user, installation and set of folders."""

# ruff: noqa: PTH116, PTH120  (pathlib takes longer to import than a whole call through the socket)

from __future__ import annotations

import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

SOCKET_NAME = "socket"
MAX_PATH_BYTES = 103
"""The shortest limit for the address of a Unix socket among the systems, that of macOS, without the final zero."""
PLACES = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
"""Variables that say where the settings, models and records of a call are: another home has another process."""
_PACKAGE = sys.modules[__name__.partition(".")[0]]
"""Imported before any part of it; an import here would tie this layer to the one on top."""
_NAME_PRIME = (1 << 40) - 87


def folder(environ: Mapping[str, str]) -> str | None:
    """Return the private folder of the socket, whether it exists or not.

    None where there can be none: no Unix sockets, no home directory, or a path that is too long for an address.
    """
    if os.name != "posix":
        return None
    base = _base(environ)
    if base is None:
        return None
    path = f"{base}/cmdgen/serve-{_name(environ):010x}"
    return path if len(os.fsencode(path)) + 1 + len(SOCKET_NAME) <= MAX_PATH_BYTES else None


def identity() -> str:
    """Return what caller and resident process must have in common: the version, and these very files of it.

    An installation that was replaced has another identity, whatever its version says.
    """
    files = os.stat(_PACKAGE.__file__ or "")
    return f"{_PACKAGE.__version__} {files.st_ino} {files.st_ctime_ns}"


def why_unsafe(path: str) -> str | None:
    """Return why nobody may be trusted behind this folder; None if it is the user's alone.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    for place, forbidden in ((path, 0o077), (os.path.dirname(path), 0o022)):
        found = os.lstat(place)
        if not stat.S_ISDIR(found.st_mode):
            return f"{place} is not a folder"
        if found.st_uid != os.geteuid():
            return f"{place} belongs to another user"
        if found.st_mode & forbidden:
            return f"{place} is open to other users"
    return None


def _base(environ: Mapping[str, str]) -> str | None:
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    if runtime.startswith("/") and _is_ours(runtime):
        return runtime.rstrip("/")
    # The state folder, as platformdirs has it; importing that takes longer than a whole call through the socket.
    state, home = environ.get("XDG_STATE_HOME", ""), environ.get("HOME", "")
    if sys.platform == "darwin":
        return f"{home}/Library/Application Support" if home.startswith("/") else None
    if state.startswith("/"):
        return state.rstrip("/")
    return f"{home.rstrip('/')}/.local/state" if home.startswith("/") else None


def _is_ours(path: str) -> bool:
    """Return whether this folder is there and the user's: `su` and containers leave the variable of somebody else."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()


def _name(environ: Mapping[str, str]) -> int:
    """Return a number for the installation and the folders of the user.

    Two that fall together would only refuse each other's calls: who answers compares everything itself.
    """
    parts = [
        sys.prefix,
        _PACKAGE.__file__ or "",
        sys.implementation.cache_tag or "",
        *(environ.get(name, "") for name in PLACES),
    ]
    return int.from_bytes("\0".join(parts).encode("utf-8", "surrogateescape"), "big") % _NAME_PRIME
