"""Who may read and write the config file."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any

from cmdgen.settings.keys import KEYS
from cmdgen.settings.tables import flattened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def holds_key(content: Mapping[str, Any], profiles: Mapping[str, Mapping[str, Any]]) -> bool:
    """Return whether a config file holds a key, at its top level or in a profile."""
    secrets = [key.name for key in KEYS.values() if key.secret]
    return any(name in flattened(table, "") for table in (content, *profiles.values()) for name in secrets)


def loose_mode(
    path: Path | None, content: Mapping[str, Any], profiles: Mapping[str, Mapping[str, Any]], *, found: bool
) -> list[str]:
    """Return warnings about a config file that is open to others.

    Who can write it decides which commands run without a question; who can read it has its keys.
    """
    if not found or path is None or os.name == "nt":
        return []
    try:
        mode = path.stat().st_mode
    except OSError:
        return []
    if not stat.S_ISREG(mode):
        return []
    warnings = []
    if mode & stat.S_IWOTH:
        warnings.append(f"{path} can be written by other users; close it: chmod 600 {path}")
    if mode & (stat.S_IRGRP | stat.S_IROTH) and holds_key(content, profiles):
        warnings.append(f"{path} holds a key and can be read by other users; close it: chmod 600 {path}")
    return warnings
