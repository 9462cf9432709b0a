"""Reads the members of archives in memory, so that two of them can be compared by what they hold."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_MAX_BYTES: Final = 268_435_456
"""What is unpacked at most, so that a small file cannot fill the memory or the time."""
_MAX_MEMBERS: Final = 10_000
_BLOCK: Final = 1_048_576
_MAGIC: Final[Mapping[bytes, Callable[[Path], Any]]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}
_BROKEN: Final = (
    OSError,
    EOFError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
)
_UNREADABLE: Final = (*_BROKEN, NotImplementedError, RuntimeError)
"""RuntimeError: a member with a password."""


@dataclass(frozen=True, slots=True)
class Members:
    """Two hashes of all members."""

    by_path: str
    by_name: str
    """Without the folders that they lie in."""


class _TooLargeError(ValueError):
    """It holds more than is unpacked."""


def members_of(path: Path) -> Members | None:
    """Return the members of a zip or tar archive, or the one of a compressed file; None for other files.

    The times, owners and folders of an archive do not count, nor how well it is compressed.
    """
    with path.open("rb") as stream:
        magic = stream.read(6)
    try:
        if magic.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _summary("zip", _zip_members(path))
        for beginning, opened in _MAGIC.items():
            if magic.startswith(beginning):
                with opened(path) as stream:
                    return _unpacked(stream, beginning.hex())
        if path.name.endswith(".tar"):
            with path.open("rb") as stream:
                return _summary("tar", _tar_members(stream))
    except _UNREADABLE:
        return None
    return None


def _unpacked(stream: IO[bytes], packing: str) -> Members:
    """Return the members of a packed tar archive, or the content of a packed file."""
    try:
        members = list(_tar_members(stream))
    except tarfile.TarError:
        members = []
    if members:
        return _summary(f"tar {packing}", iter(members))
    # Zeros look like the end of a tar archive.
    stream.seek(0)
    return _summary(packing, iter([("", _hash(stream, _MAX_BYTES)[0])]))


def _zip_members(path: Path) -> Iterator[tuple[str, str]]:
    left = _MAX_BYTES
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                with archive.open(info) as stream:
                    hashed, size = _hash(stream, left)
                left -= size
                yield info.filename, hashed


def _tar_members(stream: IO[bytes]) -> Iterator[tuple[str, str]]:
    left = _MAX_BYTES
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            if info.issym() or info.islnk():
                yield info.name, f"-> {info.linkname}"
            elif info.isfile():
                content = archive.extractfile(info)
                if content is not None:
                    hashed, size = _hash(content, left)
                    left -= size
                    yield info.name, hashed


def _hash(stream: IO[bytes], most: int) -> tuple[str, int]:
    """Return a hash of what a stream holds, and its length."""
    hashed, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > most:
            message = f"more than {most:,} bytes"
            raise _TooLargeError(message)
        hashed.update(block)
    return hashed.hexdigest(), size


def _summary(kind: str, members: Iterator[tuple[str, str]]) -> Members:
    found = []
    for name, content in members:
        found.append((name.removeprefix("./").lstrip("/"), content))
        if len(found) > _MAX_MEMBERS:
            message = f"more than {_MAX_MEMBERS:,} members"
            raise _TooLargeError(message)
    by_name = sorted((name.rpartition("/")[2], content) for name, content in found)
    return Members(_digest(kind, sorted(found)), _digest(kind, by_name))


def _digest(kind: str, members: list[tuple[str, str]]) -> str:
    text = "\0".join([kind, *(f"{name}\0{content}" for name, content in members)])
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
