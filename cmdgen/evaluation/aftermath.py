"""What lies in a folder after a command: paths, kinds, contents, and the state of git repositories.

The files were written by a command that nobody trusts: links are not followed, pipes and devices not opened,
archives unpacked in memory up to a limit, and git runs in the sandbox only, since a repository can name
programs for git to start.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from cmdgen.evaluation.archives import members_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BLOCK: Final = 65_536
_LARGEST_READ: Final = 67_108_864
"""Bytes of data, holes not counted, up to which a file is hashed."""
_TRACES: Final = frozenset({
    ".lesshst", ".viminfo", ".wget-hsts", ".bash_history", ".python_history", ".sqlite_history", ".zcompdump",
    ".node_repl_history", ".cache",
})  # fmt: skip
"""What programs leave in a home without being asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file, folder or link."""

    kind: str
    """file, folder, link, archive, or other."""
    content: str = ""
    """Hash of a file's bytes or of an archive's members; where a link leads, relative to the home."""
    names: str = ""
    """Of an archive: hash of its members by their last names."""
    size: int = 0
    twins: tuple[str, ...] = ()
    """Other paths of the same file."""
    mode: int = 0
    changed_at: float = 0.0
    """Seconds since 1970."""


def look(top: Path, home: str) -> dict[str, Entry]:
    """Return what lies below a folder, by path relative to it; the inside of git repositories is left out.

    What cannot be read is made readable for a moment; permissions are afterwards what they were.

    Args:
        top: the folder, to which nothing writes any more.
        home: how commands call it.
    """
    found: dict[str, Entry] = {}
    inodes: dict[tuple[int, int], list[str]] = {}
    for path in _walk(top):
        about = path.lstat()
        name = path.relative_to(top).as_posix()
        if stat.S_ISREG(about.st_mode) and about.st_nlink > 1:
            inodes.setdefault((about.st_dev, about.st_ino), []).append(name)
        found[name] = _entry(path, about, name, home)
    for names in inodes.values():
        for name in names:
            twins = tuple(other for other in names if other != name)
            found[name] = replace(found[name], twins=twins)
    return found


def repositories(top: Path) -> list[str]:
    """Return the git repositories below a folder, bare ones included, relative to it."""
    found = []
    for parent, folders, files in os.walk(top):
        if ".git" in folders or (
            Path(parent).name != ".git" and "HEAD" in files and {"objects", "refs"} <= set(folders)
        ):
            found.append(Path(parent).relative_to(top).as_posix())
        folders[:] = [name for name in folders if name != ".git"]
    return sorted(found)


def difference(
    wanted: Mapping[str, Entry], found: Mapping[str, Entry], *, modes: bool, times: bool, by_name: bool
) -> str | None:
    """Return the first thing that differs between two folders, or None.

    Args:
        modes: permission bits count.
        times: the times of last change of files count, to a minute.
        by_name: members of archives are compared without their folders.
    """
    for path in sorted(set(wanted) | set(found)):
        one, other = wanted.get(path), found.get(path)
        if one is None:
            return f"{path} should not be there"
        if other is None:
            return f"{path} is missing"
        if one.kind != other.kind:
            return f"{path} is a {other.kind}, not a {one.kind}"
        is_same = (
            one.names == other.names if by_name and one.kind == "archive" else one.content == other.content
        )
        if not is_same:
            return f"{path} leads elsewhere" if one.kind == "link" else f"{path} has other contents"
        if one.twins != other.twins:
            return f"{path} is linked to {', '.join(other.twins) or 'nothing'}"
        if modes and one.kind != "link" and one.mode != other.mode:
            return f"{path} has mode {other.mode:o}, not {one.mode:o}"
        if times and one.kind in {"file", "archive"} and abs(one.changed_at - other.changed_at) > 60:
            return f"{path} has another time of last change"
    return None


def wider_deletion(
    before: Mapping[str, Entry], wanted: Mapping[str, Entry], found: Mapping[str, Entry]
) -> tuple[str, ...]:
    """Return the paths that should have been kept and are gone; what was only moved does not count."""
    moved_to = {entry.content for path, entry in found.items() if path not in before and entry.size}
    return tuple(
        path
        for path, entry in before.items()
        if path in wanted and path not in found and not (entry.size and entry.content in moved_to)
    )


def _walk(top: Path) -> Iterator[Path]:
    opened: list[tuple[Path, int]] = []
    try:
        yield from _walk_open(top, opened)
    finally:
        for path, mode in reversed(opened):  # a folder can be reached as long as those above it are open
            path.chmod(mode)


def _walk_open(top: Path, opened: list[tuple[Path, int]]) -> Iterator[Path]:
    """Yield what lies below a folder; folders that had to be opened are added, with the modes they had."""
    for parent, folders, files in os.walk(top):
        here = Path(parent)
        is_bare = here.name != ".git" and "HEAD" in files and {"objects", "refs"} <= set(folders)
        if is_bare:
            folders.clear()
            continue
        at_home = here == top
        folders[:] = sorted(name for name in folders if name != ".git" and not (at_home and name in _TRACES))
        for name in folders:
            path = here / name
            yield path
            # The folder above was readable, so this one can be made so; the entry was taken before.
            mode = stat.S_IMODE(path.lstat().st_mode)
            if not path.is_symlink() and mode & 0o700 != 0o700:
                opened.append((path, mode))
                path.chmod(mode | 0o700)
        for name in sorted(files):
            if not (at_home and name in _TRACES):
                yield here / name


def _entry(path: Path, about: os.stat_result, name: str, home: str) -> Entry:
    mode = stat.S_IMODE(about.st_mode)
    if stat.S_ISLNK(about.st_mode):
        return Entry(kind="link", content=_leads_to(str(path.readlink()), name, home))
    if stat.S_ISDIR(about.st_mode):
        return Entry(kind="folder", mode=mode)
    if not stat.S_ISREG(about.st_mode):
        return Entry(kind="other", mode=mode)
    is_closed = not mode & 0o400
    if is_closed:
        path.chmod(mode | 0o400)
    try:
        members = members_of(path)
        content = digest(path) if members is None else members.by_path
    finally:
        if is_closed:
            path.chmod(mode)
    return Entry(
        kind="file" if members is None else "archive",
        content=content,
        names="" if members is None else members.by_name,
        size=about.st_size,
        mode=mode,
        changed_at=about.st_mtime,
    )


def _leads_to(target: str, name: str, home: str) -> str:
    """Return where a link leads: the same for a relative and an absolute way of saying it."""
    joined = PurePosixPath(home, name).parent / target
    return os.path.normpath(joined)


def digest(path: Path) -> str:
    """Return a hash of a file's content, quick for holes; of a very large one only its beginning counts."""
    hashed = hashlib.sha256()
    read = 0
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        position = 0
        while position < size and read < _LARGEST_READ:
            position = _next_data(stream.fileno(), position)
            if position >= size:
                break
            position -= position % _BLOCK
            stream.seek(position)
            block = stream.read(_BLOCK)
            # A block of zeros and a hole are the same content.
            if block.strip(b"\0"):
                hashed.update(position.to_bytes(8, "big") + block.rstrip(b"\0"))
            read += len(block)
            position += _BLOCK
    hashed.update(size.to_bytes(8, "big"))
    return hashed.hexdigest()


def _next_data(descriptor: int, position: int) -> int:
    """Return where the next data begins; the end of the file where there is none."""
    try:
        return os.lseek(descriptor, position, os.SEEK_DATA)
    except OSError:
        return os.fstat(descriptor).st_size
