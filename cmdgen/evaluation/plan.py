"""What lies in a fixture: files, folders and links with their ages, and how they are put on a disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MINUTE: Final = 60
HOUR: Final = 3600
DAY: Final = 86_400
_ARCHIVED_AT: Final = 1_700_000_000
"""When the members of archives were last changed: 14 November 2023."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file, folder or link; paths are relative to the home."""

    path: str
    data: bytes = b""
    age_s: int = 10 * DAY
    """How long ago it was last changed."""
    mode: int = 0o644
    size: int | None = None
    """Length in bytes if it is more than the data: the rest is a hole that takes no room."""
    link: str | None = None
    """What a symbolic link points to."""
    is_folder: bool = False


@dataclass(slots=True)
class Plan:
    """The items of one fixture, and what has to be run to complete it."""

    folder: str
    """The working directory, relative to the home; items are named from there unless they begin with ``~/``."""
    items: list[Item] = field(default_factory=list)
    script: str = ""
    """Bash lines that run in the sandbox, in that folder."""

    def file(
        self,
        path: str,
        data: str | bytes = b"",
        age_s: int = 10 * DAY,
        *,
        mode: int = 0o644,
        size: int | None = None,
    ) -> None:
        """Add a file."""
        content = data.encode() if isinstance(data, str) else data
        self.items.append(Item(self._path(path), content, age_s, mode, size))

    def empty_folder(self, path: str, age_s: int = 10 * DAY, mode: int = 0o755) -> None:
        """Add a folder; those that hold files need not be added."""
        self.items.append(Item(self._path(path), b"", age_s, mode, is_folder=True))

    def link(self, path: str, target: str) -> None:
        """Add a symbolic link."""
        self.items.append(Item(self._path(path), link=target))

    def _path(self, path: str) -> str:
        return path[2:] if path.startswith("~/") else f"{self.folder}/{path}"


def put(plan: Plan, home: Path, now: int) -> None:
    """Make the items under a home.

    Args:
        plan: what to make.
        home: an empty folder.
        now: seconds since 1970 that the ages are counted back from.
    """
    midnight = now - now % DAY
    (home / plan.folder).mkdir(parents=True, exist_ok=True)
    folders: dict[Path, int] = {}
    for item in plan.items:
        path = home / item.path
        changed = _changed_at(item, now, midnight)
        path.parent.mkdir(parents=True, exist_ok=True)
        for parent in path.relative_to(home).parents:
            folders[home / parent] = max(folders.get(home / parent, 0), changed)
        if item.link is not None:
            path.symlink_to(item.link)
        elif item.is_folder:
            path.mkdir(exist_ok=True)
            path.chmod(item.mode)
            folders[path] = max(folders.get(path, 0), changed)
        else:
            path.write_bytes(item.data)
            if item.size is not None:
                os.truncate(path, item.size)
            path.chmod(item.mode)
        if item.link is not None or not item.is_folder:
            os.utime(path, (changed, changed), follow_symlinks=False)
    for folder in sorted(folders, reverse=True):
        os.utime(folder, (folders[folder], folders[folder]))
        if folder not in {home / item.path for item in plan.items}:
            folder.chmod(0o755)


def _changed_at(item: Item, now: int, midnight: int) -> int:
    """Return when an item was last changed.

    What is less than half a day old was changed today, even shortly after midnight: "today" and "in the last
    24 hours" then mean the same files, and every correct command finds them.
    """
    if item.age_s < DAY // 2:
        return max(now - item.age_s, midnight + max(0, (DAY // 2 - item.age_s) * (now - midnight) // DAY))
    return now - item.age_s


def tar(members: Mapping[str, str | bytes], packing: str = "") -> bytes:
    """Return a tar archive of these files.

    Args:
        members: path -> content.
        packing: gz, bz2, xz, or nothing.
    """
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(data), _ARCHIVED_AT, 0o644
            info.uid = info.gid = 1000
            info.uname = info.gname = "alex"
            archive.addfile(info, io.BytesIO(data))
    return pack(buffer.getvalue(), packing) if packing else buffer.getvalue()


def pack(data: bytes, packing: str) -> bytes:
    """Return the data compressed by gz, bz2 or xz."""
    if packing == "gz":
        return gzip.compress(data, mtime=_ARCHIVED_AT)
    return bz2.compress(data) if packing == "bz2" else lzma.compress(data)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of these files: path -> content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2023, 11, 14, 22, 13, 20))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()
