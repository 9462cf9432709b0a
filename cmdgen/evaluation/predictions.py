"""Reads answers that were made elsewhere: one JSON object a line, with `id` and `command`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cmdgen.core.errors import UsageError
from cmdgen.core.records import Certainty
from cmdgen.evaluation.runner import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read(file: Path) -> Mapping[str, Answer]:
    """Return the answers by id of the task.

    `command` is a text; null or an empty text means that the request was declined.  `certainty` may be
    "sure" or "unsure"; other keys do not count.

    Raises:
        UsageError: the file cannot be read, a line is not as it should be, or an id stands there twice.
    """
    found: dict[str, Answer] = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file} cannot be read: {error}"
        raise UsageError(message, hint="give JSON lines in UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _wrong(file, number, "it is no JSON") from error
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise _wrong(file, number, "it has no id")
        if not isinstance(entry.get("command"), (str, type(None))):
            raise _wrong(file, number, "command is neither a text nor null")
        if entry["id"] in found:
            raise _wrong(file, number, f"{entry['id']} stands there twice")
        found[entry["id"]] = _answer(entry)
    return found


def _answer(entry: Mapping[str, Any]) -> Answer:
    command = entry.get("command") or ""
    certainty = {"sure": Certainty.SURE, "unsure": Certainty.UNSURE}.get(str(entry.get("certainty")))
    return Answer(
        command=command.strip() or None,
        declined=not command.strip(),
        certainty=certainty or Certainty.UNRATED,
    )


def _wrong(file: Path, number: int, problem: str) -> UsageError:
    message = f"{file}, line {number}: {problem}"
    return UsageError(
        message, hint='write {"id": "files.newest", "command": "ls -t | head -n 1"}, one a line'
    )
