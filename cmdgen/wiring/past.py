"""The history: what is written after an answer, and what `cmdgen history` makes of it."""

from __future__ import annotations

import datetime
import json as json_format
import os
import re
import sys
import time
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError, NoCommandError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import BackendInfo, Command
from cmdgen.history import Entry, History
from cmdgen.settings import environment, load, place
from cmdgen.ui.escape import printable
from cmdgen.ui.paint import Paint
from cmdgen.ui.terminal import detect
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cmdgen.pipeline import Outcome
    from cmdgen.settings import Settings

OWN_SOURCE: Final = BackendInfo(backend="history", engine="history", model="your own earlier command")
"""Who answers when a request is asked again whose answer the user once changed."""

_MAY_HOLD_SECRETS: Final = re.compile(
    r"(?i)pass|pwd|secret|token|key|auth|credential|cookie|bearer|-----|://|[^\s/]{16}"
)
"""A cheap look that spares most answers the full one, whose patterns take longer to compile than an answer takes."""


def record(outcome: Outcome, settings: Settings, environ: Mapping[str, str], *, undo: str = "") -> None:
    """Add one answered request to our history and, if it ran, to the shell's; where that fails, nothing happens.

    Args:
        outcome: what became of the request.
        settings: `history` may be on, off, or private: without the texts.
        environ: of the user.
        undo: command that takes it back, where one is known.
    """
    candidate = outcome.candidate
    private = settings.history == "private"
    execution = outcome.execution
    if execution is not None and settings.shell_history and not private:
        from cmdgen.shells.history_files import remember  # noqa: PLC0415  only after something ran

        remember(
            candidate.command.text,
            candidate.command.dialect,
            environ,
            now=time.time(),
            one_line=partial(_one_line, environ=environ),
        )
    if settings.history == "off":
        return
    History(place("state")).add(
        Entry(
            time=datetime.datetime.now(tz=datetime.timezone.utc).isoformat(timespec="seconds"),
            request="" if private else _without_secrets(outcome.request.text),
            command="" if private else _without_secrets(candidate.command.text),
            shell=candidate.command.dialect,
            level=candidate.report.level.label,
            backend=candidate.answer.source.backend,
            model=candidate.answer.source.model,
            executed=execution is not None,
            exit_code=None if execution is None else execution.exit_code,
            cwd="" if private else _cwd(),
            # A change of the user stays one when it is offered and run again.
            edited=candidate.edited or candidate.answer.source.backend == OWN_SOURCE.backend,
            undo="" if private or execution is None else undo,
        )
    )


def _one_line(text: str, *, environ: Mapping[str, str]) -> str | None:
    if "\n" not in text:
        return text
    from cmdgen.wiring import parts  # noqa: PLC0415  few commands have several lines
    from cmdgen.wiring.one_line import one_line  # noqa: PLC0415

    return one_line(text, parts.syntax_checker(environ))


def show(words: str, *, limit: int, json: bool) -> int:
    """Print the newest entries that hold the words, the newest last."""
    entries = History(place("state")).search(words, limit=limit)
    if json:
        for entry in entries:
            print_text(json_format.dumps({"schema": 1, **asdict(entry)}))
        return ExitCode.OK
    paint = Paint.of(detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout))
    for entry in entries:
        status = (
            "not run" if not entry.executed else "" if not entry.exit_code else f"status {entry.exit_code}"
        )
        # In private mode there are no texts; what is left is still worth a line.
        said = printable(entry.request) if entry.request or entry.command else _without_texts(entry)
        about = paint(", ".join(filter(None, (_local(entry.time), said, status))), "dim")
        print_text(f"{about}\n  {printable(entry.command)}" if entry.command else about)
    if not entries:
        if words:
            message = "nothing was found"
            raise NoCommandError(message, hint="cmdgen history shows everything that is kept")
        message = "nothing was asked yet, or the history is switched off"
        raise NoCommandError(message, hint="see whether it is on: cmdgen config get history")
    return ExitCode.OK


def _without_texts(entry: Entry) -> str:
    return ", ".join(map(printable, filter(None, ("private", entry.shell, entry.level, entry.backend))))


def clear(*, yes: bool) -> int:
    """Delete the history, after a question on the terminal.

    Raises:
        UsageError: nobody can be asked, and `--yes` was not given.
        ConfigurationError: the file cannot be deleted.
    """
    history = History(place("state"))
    if not yes:
        terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
        if not terminal.can_ask:
            message = "the history was not cleared: nobody can be asked here"
            raise UsageError(message, hint="cmdgen history --clear --yes")
        sys.stderr.write(f"delete {history.path}? [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
            return ExitCode.DECLINED
    try:
        history.clear()
    except OSError as error:
        message = f"{history.path} cannot be deleted: {error.strerror}"
        raise ConfigurationError(message, hint="check who owns it") from error
    return ExitCode.OK


def undo(config: Path | None) -> int:
    """Print the command that takes back the last one that ran; it is screened like any other, and not run.

    Raises:
        NoCommandError: nothing ran, or no such command is known.
    """
    from cmdgen.ui.findings import render_findings  # noqa: PLC0415
    from cmdgen.wiring import parts  # noqa: PLC0415
    from cmdgen.wiring.checking import screened, tell  # noqa: PLC0415

    ran = [entry for entry in History(place("state")).search("", limit=100) if entry.executed]
    if not ran:
        message = "nothing ran yet, so there is nothing to take back"
        raise NoCommandError(message, hint="cmdgen history shows what was asked")
    last = ran[-1]
    if not last.undo:
        message = f"no command is known that takes back: {printable(last.command)}"
        raise NoCommandError(message, hint="restore it from a backup, or from the trash")
    report = screened(
        Command(text=last.undo, dialect=last.shell), parts.guard(load(environment(), config, {})).screen
    )
    if report.findings:
        tell(render_findings(report, Paint(styles=False, colours=False), 100))
    if last.cwd and last.cwd != _cwd():
        tell([f"it is meant for the folder {last.cwd}"])
    print_text(last.undo)
    return ExitCode.OK


def _without_secrets(text: str) -> str:
    if not _MAY_HOLD_SECRETS.search(text):
        return text
    from cmdgen.prompting.redaction import redact  # noqa: PLC0415

    return redact(text).text


def _cwd() -> str:
    try:
        return os.getcwd()  # noqa: PTH109  (a text is wanted)
    except OSError:
        return ""  # the folder was deleted


def _local(time: str) -> str:
    try:
        return datetime.datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return printable(time)
