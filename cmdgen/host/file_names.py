"""The names in a folder, as far as a prompt has room for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_MOST_NAMES: Final = 60
_MOST_CHARACTERS: Final = 1500


def file_names(folder: Path) -> tuple[str, ...]:
    """Return names in a folder, folders with a slash at the end; hidden ones are left out, as `ls` does.

    The newest come first, since they are most likely meant.  A folder that cannot be read has no names.
    """
    try:
        with os.scandir(folder) as entries:
            found = [
                (entry.stat(follow_symlinks=False).st_mtime, entry.name + ("/" if entry.is_dir() else ""))
                for entry in entries
                if not entry.name.startswith(".")
            ]
    except OSError:
        return ()
    names: list[str] = []
    for _, name in sorted(found, reverse=True)[:_MOST_NAMES]:
        if sum(map(len, names)) + len(name) > _MOST_CHARACTERS:
            break
        names.append(name)
    return tuple(names)
