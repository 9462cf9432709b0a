"""The user's editor for a command that is too long for a line."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from cmdgen.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def command_editor(environ: Mapping[str, str]) -> Callable[[str], str | None] | None:
    """Return what opens a text in the editor that VISUAL or EDITOR names; None where neither does.

    What it returns is the text as it was saved, without the line end behind it, or None if the editor failed.
    """
    named = environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()
    try:
        argv = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        argv = []
    if not argv:
        return None

    def edit(text: str) -> str | None:
        import tempfile  # noqa: PLC0415  (rarely needed)

        from cmdgen import execute  # noqa: PLC0415  (rarely needed)

        # A folder of its own, since editors put copies beside the file; nobody else can read it.
        try:
            with tempfile.TemporaryDirectory(prefix="cmdgen-") as folder:
                file = Path(folder) / "command.sh"
                file.write_text(text + "\n", encoding="utf-8")
                if execute.open_editor([*argv, str(file)], environ=environ) != 0:
                    return None
                return file.read_text(encoding="utf-8").rstrip("\r\n")
        except (ConfigurationError, OSError, ValueError):
            return None

    return edit
