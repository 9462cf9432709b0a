"""Keeps on disk what a model has worked out about the fixed beginning of prompts.

Reading 300 tokens of instructions takes a model of 1.5 billion parameters seconds on a processor; reading the saved
keys and values takes milliseconds.  A state is used only if it is whole, ours, and of exactly this model, engine,
options and text: llama.cpp ends the process when it is given damaged data, so everything is checked before.
Whatever goes wrong here only costs time: a state that cannot be read is worked out again, and one that cannot be
written is not kept.
"""

from __future__ import annotations

import contextlib
import os
import stat
import struct
import tempfile
import time
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 256 << 20
"""Of all states together; one of a 1.5B model and 300 tokens takes 9 MB."""

_MAGIC: Final = b"cmdgen prefix 1\n"
_HEADER: Final = struct.Struct(f"<{len(_MAGIC)}s32s32sQ")
"""Magic, key, SHA-256 of the state, its length."""
_SUFFIX: Final = ".prefix"
_ABANDONED_S: Final = 3600
"""A temporary file of this age was left by a process that died."""


class PrefixStore:
    """The saved states for one loaded model.

    Args:
        folder: where they lie; it is made when the first one is written.
        identity: everything that a state depends on besides its beginning: model file, engine, options.
        max_bytes: of all states together, those of other models included; the oldest ones go first.
    """

    def __init__(self, folder: Path, identity: tuple[object, ...], *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._identity = repr(identity).encode("utf-8", "surrogatepass")
        self._max_bytes = max_bytes

    def read(self, beginning: bytes) -> bytes | None:
        """Return the state after this beginning of a prompt; None if there is no usable one."""
        key = self._key(beginning)
        path = self._path(key)
        try:
            content = _own_content(path, self._max_bytes)
        except OSError:
            return None
        state = _checked(content, key)
        if state is None:
            self._remove(path)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # used lately: not the next one to go
        return state

    def write(self, beginning: bytes, state: bytes) -> None:
        """Keep the state after this beginning, readable by this user alone."""
        key = self._key(beginning)
        if _HEADER.size + len(state) > self._max_bytes:
            return
        header = _HEADER.pack(_MAGIC, key, _sha256(state), len(state))
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._publish(self._path(key), header, state)
            self._prune()

    def forget(self, beginning: bytes) -> None:
        """Delete the state after this beginning, which the engine did not take."""
        self._remove(self._path(self._key(beginning)))

    def _key(self, beginning: bytes) -> bytes:
        return _sha256(self._identity + b"\0" + beginning)

    def _path(self, key: bytes) -> Path:
        return self._folder / (key.hex()[:32] + _SUFFIX)

    def _publish(self, path: Path, header: bytes, state: bytes) -> None:
        # mkstemp makes it 0600; a reader sees the old file or the whole new one.
        descriptor, name = tempfile.mkstemp(suffix=".part", dir=self._folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(header)
                file.write(state)
            Path(name).replace(path)
        except BaseException:
            self._remove(Path(name))
            raise

    def _prune(self) -> None:
        """Delete the states used longest ago until the rest fits, and what dead processes left."""
        files = []
        for path in self._folder.iterdir():
            status = path.lstat()
            if path.suffix == _SUFFIX:
                files.append((status.st_mtime_ns, status.st_size, path))
            elif path.suffix == ".part" and time.time() - status.st_mtime > _ABANDONED_S:
                self._remove(path)
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._max_bytes:
                break
            self._remove(path)
            total -= size

    @staticmethod
    def _remove(path: Path) -> None:
        with contextlib.suppress(OSError):
            path.unlink()


def _sha256(content: bytes) -> bytes:
    import hashlib  # noqa: PLC0415  (loads OpenSSL, and most calls have nothing to save)

    return hashlib.sha256(content).digest()


def _own_content(path: Path, max_bytes: int) -> bytes:
    """Return the content of a plain file that nobody but this user could have written.

    Raises:
        OSError: there is no such file.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > max_bytes:
            return b""
        if hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
            return b""
        return file.read()


def _checked(content: bytes, key: bytes) -> bytes | None:
    """Return the state inside a file's content; None if it is damaged or another one."""
    if len(content) < _HEADER.size:
        return None
    magic, found, digest, length = _HEADER.unpack_from(content)
    state = content[_HEADER.size :]
    whole = magic == _MAGIC and found == key and length == len(state)
    return state if whole and _sha256(state) == digest else None
