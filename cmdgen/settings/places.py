"""The process environment and the folders of this program; the only module that looks at either."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def environment() -> Mapping[str, str]:
    """Return a copy of the process environment; everything else in the package gets it handed in."""
    return dict(os.environ)


def place(kind: Literal["config", "cache", "state"]) -> Path | None:
    """Return the folder of this program for one kind of file, whether it exists or not.

    None where the machine has no such place, as for a user without a home directory.
    """
    import platformdirs  # noqa: PLC0415  a `--version` does not need it

    folder = {
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
        "state": platformdirs.user_state_path,
    }[kind]
    try:
        path = folder("cmdgen", appauthor=False)
    except (OSError, RuntimeError):
        return None
    # Without a home directory "~" stays as it is, and a folder of that name in the work tree helps nobody.
    return path if path.is_absolute() else None
