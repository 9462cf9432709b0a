"""Writes the config file: whole or not at all, for nobody else to read, and one writer at a time."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError
from cmdgen.settings.config_file import read_bytes
from cmdgen.settings.locking import locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PRIVATE: Final = 0o600


def change(
    path: Path, edit: Callable[[bytes | None], bytes | None], *, secret: Callable[[bytes], bool]
) -> bool:
    """Replace a file by what `edit` makes of it, and return whether it did.

    A symbolic link stays one: the file that it points to is replaced.  A power cut or a kill leaves the old
    file or the new one, never a part.

    Args:
        path: the file; it and its folder are made if missing.
        edit: gets the content, None if there is no file, and returns the new one, None to leave all as it is.
            It is called while no other cmdgen can write the file.
        secret: whether this content may be read by its owner only, whatever the file's mode was.

    Raises:
        ConfigurationError: the file cannot be read or written; it is as it was.
    """
    try:
        real = path.resolve()
        _refuse_other_kinds(real)
        real.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(real):
            after = edit(read_bytes(real))
            if after is None:
                return False
            _replace(real, after, private=secret(after))
            return True
    except (
        OSError,
        RuntimeError,
    ) as error:  # RuntimeError: links that go round in circles, before Python 3.13
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: Exception) -> ConfigurationError:
    """Return the error for a config file that cannot be written."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    message = f"cannot write the configuration file {path}: {reason}; it is as it was"
    return ConfigurationError(message, hint="make room and access for it, or name another with --config")


def _refuse_other_kinds(path: Path) -> None:
    """Leave folders, devices and pipes alone.

    Raises:
        ConfigurationError: it is one of these.
    """
    if path.exists() and not path.is_file():
        kind = "a folder" if path.is_dir() else "no regular file"
        message = f"cannot write the configuration file {path}: it is {kind}"
        raise ConfigurationError(message, hint="name a file with --config or CMDGEN_CONFIG")


def _replace(path: Path, data: bytes, *, private: bool) -> None:
    before = path.stat() if path.exists() else None
    mode = _PRIVATE if before is None or private else stat.S_IMODE(before.st_mode)
    # One name for all, since only who has the lock is here: what a killed writer leaves, the next one replaces.
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE)
        with open(descriptor, "wb") as stream:  # noqa: PTH123  Path.open takes no descriptor
            stream.write(data)
            stream.flush()
            os.fsync(descriptor)
        if before is not None:
            _keep_owner(new, before)
        new.chmod(mode)
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    _sync_folder(path.parent)


def _keep_owner(path: Path, before: os.stat_result) -> None:
    """Give the file back to whom it belonged: root may change the settings of another user."""
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(path, before.st_uid, before.st_gid)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where folders can be synchronised."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # the file is in place; some file systems refuse this
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
