"""Removes a throw-away folder, whatever permissions a command has left on it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def remove(folder: Path) -> None:
    """Remove the folder with everything in it; what cannot be removed stays, without an error."""
    for parent, _, _ in os.walk(folder, onerror=None):
        _open_up(parent)
    shutil.rmtree(folder, ignore_errors=True)


def _open_up(parent: str) -> None:
    """Make the folders in this one readable before the walk gets to them."""
    with os.scandir(parent) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                os.chmod(entry.path, 0o700)  # noqa: PTH101  entry is no Path
