"""Answers the key of a shell: the words of the line become a command, which the shell puts in their place.

On stdout the command, a record separator (U+001E) and what a person should read about it; nothing of it can hold that
sign.  The status is 0 for a command that may go on the line at once, 3 and 4 for one of level high and critical, and
otherwise that of the error, with nothing before the separator.
"""

from __future__ import annotations

import base64
import binascii
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Certainty, CommandRequest, Level
from cmdgen.pipeline import Roles, propose
from cmdgen.settings import environment, load, place
from cmdgen.ui.errors import render_error
from cmdgen.ui.findings import SHOWN_AT_FIRST, render_findings
from cmdgen.ui.layout import columns as columns_of
from cmdgen.ui.layout import row, wrap
from cmdgen.ui.paint import Paint
from cmdgen.ui.sink import Messages
from cmdgen.ui.spinner import Spinner
from cmdgen.ui.terminal import detect
from cmdgen.wiring import latency, parts
from cmdgen.wiring.availability import notes_for, option_error
from cmdgen.wiring.observers import Silent, Timed, never
from cmdgen.wiring.own_answers import own_first
from cmdgen.wiring.printout import print_text
from cmdgen.wiring.resident_asking import ResidentFirst
from cmdgen.wiring.shell_question import QUESTION, ask

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cmdgen.availability import Note
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import Command
    from cmdgen.pipeline import Candidate
    from cmdgen.settings import Settings
    from cmdgen.wiring.availability import Lacking

SEPARATOR: Final = "\x1e"
_STATUS: Final = {Level.HIGH: ExitCode.CHECK_HIGH, Level.CRITICAL: ExitCode.CHECK_CRITICAL}


def suggest(words: str, shell: str, *, columns: int, encoded: bool) -> int:
    """Print the command for the words of a line and what to say about it.

    Args:
        words: of the line, or the whole line.
        shell: that asks; `question` has the words asked as they are.
        columns: of its terminal.
        encoded: the words are in Base64, from a shell that cannot pass on quotes.
    """
    if shell == QUESTION:
        return ask(words)
    environ = environment()
    terminal = detect(environ, stdin=sys.stderr, stdout=sys.stderr, stderr=sys.stderr)
    try:
        settings = load(environ, None, {"shell": shell})
        told: list[str] = []
        generator = ResidentFirst(
            parts.generator(settings, told.append), settings, ({"shell": shell}, None), environ
        )
        with Spinner(Messages(sys.stderr), terminal):
            text = decoded(words) if encoded else words
            lacking = notes_for(parts.platform(environ), environ)
            found = candidate(text, settings, environ, generator, lacking)
    except CmdgenError as error:
        print_text(rendered_error(error, Paint.of(terminal)))
        return error.exit_code
    print_text(rendered(found, Paint.of(terminal), columns, environ, lacking(found.command)))
    return status_of(found)


def rendered(
    found: Candidate, paint: Paint, columns: int, environ: Mapping[str, str], lacks: Sequence[Note] = ()
) -> str:
    """Return what the shell reads for a command."""
    width = min(max(columns, 20), 1000)
    return found.command.text + SEPARATOR + "\n".join(_notes(found, paint, width, environ, lacks))


def rendered_error(error: CmdgenError, paint: Paint) -> str:
    """Return what the shell reads where there is no command."""
    return SEPARATOR + render_error(error, paint).rstrip("\n")


def status_of(found: Candidate) -> int:
    """Return what the shell does with a command."""
    return _STATUS.get(found.report.level, ExitCode.OK)


def candidate(
    words: str,
    settings: Settings,
    environ: Mapping[str, str],
    generator: CommandGenerator,
    lacking: Lacking,
) -> Candidate:
    """Return the command for the words of a line; the generator is shut down.

    Raises:
        CmdgenError: there is none that may go on a line.
    """
    guard = parts.guard(settings)
    timed = Timed(generator)
    screen, syntax_error = guard.screen, parts.syntax_checker(environ)
    unknown = option_error(lacking)
    if isinstance(generator, ResidentFirst):
        screen, syntax_error = generator.screening(screen), generator.checking(syntax_error)
        unknown = generator.repairing(unknown)
    request = CommandRequest(
        text=words, dialect=parts.dialect_name(settings, environ), platform=parts.platform(environ)
    )
    roles = Roles(
        generator=own_first(timed, request, settings),
        screen=screen,
        syntax_error=syntax_error,
        view=Silent(),
        execute=never,
        option_error=unknown,
    )
    try:
        found = propose(request, parts.sampling(settings), roles)
    finally:
        timed.shutdown()
        if timed.last_ms is not None:
            latency.record(place("state"), timed.last_ms)
    if SEPARATOR in found.command.text:
        message = "the answer holds a control character and cannot go on the line"
        raise UsageError(message, hint="ask in other words")
    return found


def decoded(words: str) -> str:
    """Return words that came in Base64.

    Raises:
        UsageError: they did not.
    """
    try:
        return base64.b64decode(words, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError) as error:
        message = "the words are not Base64 of UTF-8"
        raise UsageError(message, hint="this is called by the code of cmdgen shell init") from error


def _notes(
    candidate: Candidate, paint: Paint, width: int, environ: Mapping[str, str], lacks: Sequence[Note]
) -> list[str]:
    """Return what a person should know before pressing Enter; nothing for a safe and sure command."""
    lines = []
    if candidate.report.level > Level.SAFE:
        lines += render_findings(candidate.report, paint, width, limit=SHOWN_AT_FIRST)
        lines += [] if candidate.blanks else _touched(candidate.command, paint, width, environ)
    if candidate.blanks:
        lines += _row("fill in", ", ".join(candidate.blanks), paint, width)
    for note in lacks:
        lines += _row("missing", note.text, paint, width)
    confidence = candidate.answer.confidence
    if confidence.certainty is Certainty.UNSURE:
        lines += _row("not sure", confidence.reason, paint, width)
    return lines


def _row(label: str, text: str, paint: Paint, width: int) -> list[str]:
    return row(label, paint(label, "yellow"), wrap(text, columns_of(width)[1]), width)


def _touched(command: Command, paint: Paint, width: int, environ: Mapping[str, str]) -> list[str]:
    """Return what the command would touch right now."""
    from cmdgen.preview import preview  # noqa: PLC0415  not for every answer
    from cmdgen.safety.effects import effects  # noqa: PLC0415
    from cmdgen.ui.preview_view import render_previews  # noqa: PLC0415

    seen = preview(effects(command), Path.cwd(), environ=environ)
    return render_previews(seen, paint, width, now=time.time())
