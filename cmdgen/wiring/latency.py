"""How long answers took: one small file in the state folder, never worth an error."""

from __future__ import annotations

import contextlib
import json
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_FILE_NAME = "latency.json"
_MAX_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Latency:
    """Time from the request to the command, in milliseconds."""

    count: int
    last_ms: float
    mean_ms: float

    def with_answer(self, total_ms: float) -> Latency:
        """Return the statistics after one more answer."""
        count = self.count + 1
        return Latency(count, total_ms, self.mean_ms + (total_ms - self.mean_ms) / count)


def read(folder: Path | None) -> Latency | None:
    """Return what was measured so far; None when nothing was, or the file is of no use."""
    if folder is None:
        return None
    try:
        with (folder / _FILE_NAME).open("rb") as stream:
            content = json.loads(stream.read(_MAX_BYTES))
        return _parsed(content)
    except (OSError, ValueError, RecursionError):
        return None


def record(folder: Path | None, total_ms: float) -> None:
    """Add one answer; where nothing can be written, nothing is.

    Two programs that end at the same moment may lose one of the two answers, never the file.
    """
    if folder is None:
        return
    before = read(folder)
    after = Latency(1, total_ms, total_ms) if before is None else before.with_answer(total_ms)
    temporary = (
        folder / f".{_FILE_NAME}.new"
    )  # one name for all: what a killed program leaves, the next one replaces
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_text(json.dumps(asdict(after)) + "\n", encoding="utf-8")
        temporary.replace(folder / _FILE_NAME)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _parsed(content: Any) -> Latency | None:
    if not isinstance(content, dict):
        return None
    count, last_ms, mean_ms = (content.get(name) for name in ("count", "last_ms", "mean_ms"))
    if not isinstance(count, int) or count < 1:
        return None
    if not isinstance(last_ms, (int, float)) or not isinstance(mean_ms, (int, float)):
        return None
    return Latency(count, last_ms, mean_ms) if math.isfinite(last_ms + mean_ms) else None
