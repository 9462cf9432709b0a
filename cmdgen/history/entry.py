"""One request of the past."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was asked and what came of it; secrets have been taken out before."""

    time: str
    """UTC, ISO 8601, to the second."""
    request: str
    command: str
    shell: str
    level: str
    """Risk of the command: safe, moderate, high or critical."""
    backend: str
    model: str
    executed: bool
    exit_code: int | None = None
    """None for a command that did not run."""
    cwd: str = ""
    """Working directory at that time."""
    edited: bool = False
    """The command is the user's own change of the answer."""
    undo: str = ""
    """Command that takes it back; empty where none is known."""

    def line(self) -> str:
        """Return the entry as one line of JSON, line end included."""
        # ASCII, so that no encoding, invisible sign or half of a pair can damage the file.
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def of(cls, line: bytes) -> Entry | None:
        """Return the entry of a line; None for one that is damaged or from a newer version."""
        try:
            content: Any = json.loads(line)
            if not isinstance(content, dict):
                return None
            known = {field.name for field in fields(cls)}
            entry = cls(**{name: value for name, value in content.items() if name in known})
        except (ValueError, TypeError, RecursionError):
            return None
        texts = (entry.time, entry.request, entry.command, entry.shell, entry.level, entry.cwd, entry.undo)
        return entry if all(isinstance(text, str) for text in texts) else None
