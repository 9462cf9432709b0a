"""`cmdgen check`: one command, or each line of stdin."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command, Finding, Level, Report, Span
from cmdgen.settings import environment, load
from cmdgen.ui.check_view import render_check, render_check_json
from cmdgen.ui.errors import render_note
from cmdgen.ui.paint import Paint
from cmdgen.ui.sink import Messages
from cmdgen.ui.terminal import detect
from cmdgen.wiring import parts
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from cmdgen.core.ports import Screener

MAX_LINE_BYTES: Final = 16_777_216
_STATUS: Final = {Level.HIGH: ExitCode.CHECK_HIGH, Level.CRITICAL: ExitCode.CHECK_CRITICAL}


def check_one(text: str, shell: str | None, *, json: bool) -> int:
    """Print the report on one command and return the status of its level."""
    dialect, screen = _screening(shell)
    report = screened(Command(text=text, dialect=dialect), screen)
    if json:
        print_text(render_check_json(report))
    else:
        terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)
        print_text(render_check(report, Paint.of(terminal), terminal.width))
    return _STATUS.get(report.level, ExitCode.OK)


def check_lines(shell: str | None) -> int:
    """Answer each line of stdin with one JSON object, at once, and return the status of the worst.

    A line is a command as it stands, or one as a JSON string.  Every line has its answer, an empty one too.
    """
    if sys.stdin is None:
        message = "stdin is closed, so there are no lines to check"
        raise UsageError(message, hint="give the commands on stdin, one a line")
    dialect, screen = _screening(shell)
    worst = Level.SAFE
    for line in _lines(sys.stdin.buffer):
        report = (
            _too_long(dialect)
            if line is None
            else screened(Command(text=_text(line), dialect=dialect), screen)
        )
        print_text(render_check_json(report))
        worst = max(worst, report.level)
    return _STATUS.get(worst, ExitCode.OK)


def tell(notices: Iterable[str]) -> None:
    """Write notices for people to stderr."""
    for notice in notices:
        terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
        Messages(sys.stderr).write(render_note(notice, Paint.of(terminal)))


def screened(command: Command, screen: Screener) -> Report:
    """Return the report; a screener that fails makes the answer stricter."""
    try:
        return screen(command)
    except Exception:  # noqa: BLE001  an answer is owed whatever goes wrong
        return _unreadable(command, "the command could not be screened")


def _screening(shell: str | None) -> tuple[str, Screener]:
    """Return the shell, and the validator with the user's own rules; what was refused goes to stderr."""
    environ = environment()
    settings = load(environ, None, {"shell": shell})
    guard = parts.guard(settings)
    tell(guard.notices)
    return parts.dialect_name(settings, environ), guard.screen


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield each line without its end; None for one that is too long to be held."""
    while line := stream.readline(MAX_LINE_BYTES):
        if line.endswith(b"\n") or len(line) < MAX_LINE_BYTES:
            yield line.removesuffix(b"\n").removesuffix(b"\r")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES)
        yield None


def _text(line: bytes) -> str:
    if line.startswith(b'"'):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, str):
            return value
    # Bytes that are not UTF-8 stay what they are, as in a file name of another encoding.
    return line.decode("utf-8", "surrogateescape")


def _too_long(dialect: str) -> Report:
    return _unreadable(Command(text="", dialect=dialect), f"the line is longer than {MAX_LINE_BYTES:,} bytes")


def _unreadable(command: Command, message: str) -> Report:
    finding = Finding(rule="not-screened", level=Level.HIGH, message=message, span=Span(0, len(command.text)))
    return Report(command=command, findings=(finding,))
