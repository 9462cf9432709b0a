"""Published test sets of requests with their commands, as they lie on the user's disk.

None is shipped or fetched.  Known forms: lines of JSON, a JSON list or object of records, CSV or TSV with a header, and a
file NAME.nl of requests with a file NAME.cm of commands, line by line.  That is how NL2Bash (all.nl and all.cm),
NLC2CMD (a JSON object of records) and NL2SH-ALFA (CSV) are published.

Their commands need folders that they do not come with, so nothing is executed: an answer is right when it is worded like
one of the commands, as with `accept` of our own tasks, which is stricter than what a user would call right.

Sources: https://github.com/TellinaTool/nl2bash, https://github.com/IBM/clai, https://huggingface.co/datasets/westenfelder/NL2SH-ALFA
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cmdgen.core.errors import UsageError
from cmdgen.evaluation.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

CATEGORY: Final = "public"
SUFFIXES: Final = frozenset({".jsonl", ".json", ".csv", ".tsv", ".nl"})
_REQUEST: Final = ("nl", "invocation", "request", "prompt", "question", "description")
_COMMANDS: Final = ("bash", "bash2", "cmd", "command", "gold", "answer")


def load_public_set(file: Path) -> tuple[Task, ...]:
    """Return the tasks in a file of one of the known forms.

    Raises:
        UsageError: it cannot be read, or holds no pairs.
    """
    try:
        pairs = list(_pairs(file))
    except (OSError, ValueError, csv.Error) as error:
        _refuse(file, str(error))
    tasks = [
        Task(
            id=f"{file.stem}.{number}", category=CATEGORY, request=request, gold=commands[0], accept=commands
        )
        for number, (request, commands) in enumerate(pairs, 1)
    ]
    if not tasks:
        _refuse(file, "there is no request with a command in it")
    return tuple(tasks)


def _pairs(file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    if file.suffix == ".nl":
        requests = file.read_text("utf-8").splitlines()
        commands = file.with_suffix(".cm").read_text("utf-8").splitlines()
        if len(requests) != len(commands):
            message = f"{len(requests)} requests and {len(commands)} commands"
            raise ValueError(message)
        records: Iterable[Mapping[str, Any]] = [
            {"nl": request, "cmd": command} for request, command in zip(requests, commands, strict=True)
        ]
    elif file.suffix == ".jsonl":
        records = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    elif file.suffix == ".json":
        content = json.loads(file.read_text("utf-8"))
        records = list(content.values()) if isinstance(content, dict) else content
    else:
        with file.open(encoding="utf-8", newline="") as lines:
            records = list(csv.DictReader(lines, delimiter="\t" if file.suffix == ".tsv" else ","))
    for record in records:
        if not isinstance(record, dict):
            message = "it is no list of records"
            raise ValueError(message)  # noqa: TRY004  what the file holds is wrong, not the program
        request = next((text for key in _REQUEST if (text := _text(record, key))), "")
        commands_of = tuple(text for key in _COMMANDS if (text := _text(record, key)))
        if request and commands_of:
            yield request, commands_of


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value.strip() if isinstance(value, str) else ""


def _refuse(file: Path, reason: str) -> NoReturn:
    message = f"{file} cannot be used as a test set: {reason}"
    raise UsageError(message, hint="see docs/evaluation.md for the forms that are known")
