"""Checks that a file is the one that was meant: its size and its checksum."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK_BYTES: Final = 1 << 20
Kind = Literal["sha256", "git", "size"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is known about a file before it is here."""

    size_bytes: int | None = None
    sha256: str | None = None
    git_sha1: str | None = None
    """Git's own name of the content, which the hub gives for small files; it needs the size."""

    @property
    def kind(self) -> Kind:
        """How far the check goes: size alone does not notice damage."""
        if self.sha256 is not None:
            return "sha256"
        return "git" if self.git_sha1 is not None and self.size_bytes is not None else "size"


class Checksum:
    """Reads along while a file is written, and says in the end whether it is the expected one."""

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self.restart()

    def restart(self) -> None:
        """Forget what was read."""
        self.count = 0
        """Bytes read."""
        if self._expected.kind == "git":
            # Git's format, not a protection: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
            self._hash = hashlib.sha1(usedforsecurity=False)
            self._hash.update(b"blob %d\0" % (self._expected.size_bytes or 0))
        else:
            self._hash = hashlib.sha256()

    def update(self, data: bytes | memoryview) -> None:
        """Read the next bytes."""
        self._hash.update(data)
        self.count += len(data)

    def read(self, path: Path) -> None:
        """Read a whole file."""
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                self.update(block)

    @property
    def sha256(self) -> str | None:
        """SHA-256 of what was read, in hexadecimal; None where another checksum was asked for."""
        return None if self._expected.kind == "git" else self._hash.hexdigest()

    @property
    def matches(self) -> bool:
        """Whether what was read is the expected file."""
        expected = self._expected
        if expected.size_bytes is not None and self.count != expected.size_bytes:
            return False
        wanted = {"sha256": expected.sha256, "git": expected.git_sha1, "size": None}[expected.kind]
        return wanted is None or self._hash.hexdigest() == wanted


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal; a gigabyte takes a second or two."""
    checksum = Checksum(Expected())
    checksum.read(path)
    return checksum.sha256 or ""
