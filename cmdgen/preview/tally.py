"""Counts what an effect meets: each entry once, links not followed, other file systems not entered."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from cmdgen.safety.effects import Example, Preview

if TYPE_CHECKING:
    from cmdgen.preview.globs import Places
    from cmdgen.safety.effects import Effect

_KEPT: Final = 2
"""Newest files that are kept as examples; the third one is the biggest."""


class Tally:
    """The counts of one effect.

    Args:
        places: reads folders within the budget.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._seen: set[str] = set()
        self._several_names: set[tuple[int, int]] = set()
        self._new: list[Example] = []
        self._big: Example | None = None
        self.files = self.folders = self.links = 0
        self.size_bytes = 0
        self.folders_left = 0
        self.mounts: list[str] = []

    def take(self, place: str, name: str, *, recursive: bool, folders: bool) -> None:
        """Count what stands at a place.

        Args:
            place: absolute path.
            name: as the command would name it.
            recursive: a folder counts with everything in it.
            folders: a folder itself counts.

        Raises:
            Spent: the budget is.
        """
        try:
            status = os.lstat(place)
        except (OSError, ValueError):
            return
        if not stat.S_ISDIR(status.st_mode):
            self._count(os.path.normpath(place), name, status)
        elif not (folders or recursive):
            self.folders_left += 1
        elif self._count(os.path.normpath(place), name, status) and recursive:
            self._below(place, name, status.st_dev)

    def _below(self, place: str, name: str, device: int) -> None:
        stack = [(os.path.normpath(place), name if name.endswith("/") else name + "/")]
        while stack:
            place, name = stack.pop()
            for entry in self._places.entries(place):
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if status.st_dev != device:
                    self.mount(name + entry.name)
                elif self._count(entry.path, name + entry.name, status) and stat.S_ISDIR(status.st_mode):
                    stack.append((entry.path, name + entry.name + "/"))

    def mount(self, name: str) -> None:
        """Note a mount point that is not entered."""
        if name not in self.mounts:
            self.mounts.append(name)

    def _count(self, place: str, name: str, status: os.stat_result) -> bool:
        """Count one entry; return False for one that was counted before."""
        if place in self._seen:
            return False
        self._seen.add(place)
        if stat.S_ISDIR(status.st_mode):
            self.folders += 1
            return True
        if stat.S_ISLNK(status.st_mode):
            self.links += 1
            return True
        self.files += 1
        if stat.S_ISREG(status.st_mode):
            self._weigh(name, status)
        return True

    def _weigh(self, name: str, status: os.stat_result) -> None:
        if status.st_nlink > 1:
            identity = (status.st_dev, status.st_ino)
            if identity in self._several_names:
                return
            self._several_names.add(identity)
        self.size_bytes += status.st_size
        is_big = self._big is None or status.st_size > self._big.size_bytes
        # One more than is shown is kept, since the biggest may be among the newest.
        is_new = len(self._new) <= _KEPT or status.st_mtime > self._new[-1].modified
        if not (is_big or is_new):
            return
        example = Example(path=name, size_bytes=status.st_size, modified=status.st_mtime)
        if is_big:
            self._big = example
        if is_new:
            self._new = sorted([*self._new, example], key=lambda new: -new.modified)[: _KEPT + 1]

    def preview(self, effect: Effect, *, more: bool, unknown: str | None) -> Preview:
        """Return the counts."""
        examples = self._new[:1] + ([self._big] if self._big is not None else []) + self._new[1:]
        return Preview(
            effect=effect,
            files=self.files,
            folders=self.folders,
            links=self.links,
            size_bytes=self.size_bytes,
            newest=self._new[0].modified if self._new else None,
            examples=tuple(dict.fromkeys(examples))[: _KEPT + 1],
            folders_left=self.folders_left,
            mounts=tuple(self.mounts),
            denied=self._places.denied,
            more=more,
            unknown=unknown,
        )
