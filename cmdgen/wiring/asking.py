"""One request of the command line, from the words to the exit status."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cmdgen.core.errors import CmdgenError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import CommandRequest
from cmdgen.host.file_names import file_names
from cmdgen.pipeline import Mode, Outcome, Roles, answer
from cmdgen.settings import KEYS, environment, load, place, spelled
from cmdgen.ui.jsonout import render_error_json, render_json
from cmdgen.ui.view import terminal_view
from cmdgen.wiring import latency, parts, past, remote_notices, stdin
from cmdgen.wiring.availability import notes_for, option_error
from cmdgen.wiring.command_editor import command_editor
from cmdgen.wiring.looking import Looking
from cmdgen.wiring.observers import Explaining, Reticent, Timed, never
from cmdgen.wiring.own_answers import own_first
from cmdgen.wiring.resident_asking import ResidentFirst
from cmdgen.wiring.wishes import Wishes, policy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cmdgen.core.ports import CommandGenerator, Executor
    from cmdgen.core.records import Approval, Execution
    from cmdgen.pipeline import View
    from cmdgen.settings import Settings
    from cmdgen.ui.view import TerminalView
    from cmdgen.wiring.guard import Guard
    from cmdgen.wiring.resident_asking import Prepared

READER_GONE = 141
"""The reader of our stdout went away: 128 + SIGPIPE."""


_T = TypeVar("_T")


def _as_it_is(thing: _T) -> _T:
    return thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Everything that belongs to one call of the program."""

    words: str
    wishes: Wishes
    environ: Mapping[str, str]
    settings: Settings
    view: TerminalView
    generator: CommandGenerator
    guard: Guard
    resident: ResidentFirst | None = None
    """Who has a report on a command already, where somebody has."""
    may_run: bool = True
    """False in a process that is not the user's own call."""


@dataclass(frozen=True, slots=True)
class _Changes:
    """In what a call differs from the usual one."""

    generator_of: Callable[[CommandGenerator], CommandGenerator]
    request_of: Callable[[CommandRequest], CommandRequest]
    prepared: Prepared | None


def ask(  # noqa: PLR0913  (what is optional has a default)
    words: str,
    flags: Mapping[str, object],
    config: Path | None,
    wishes: Wishes,
    *,
    generator_of: Callable[[CommandGenerator], CommandGenerator] = _as_it_is,
    request_of: Callable[[CommandRequest], CommandRequest] = _as_it_is,
    prepared: Prepared | None = None,
) -> int:
    """Answer one request and return the exit status.

    Args:
        words: of the request.
        flags: settings of the command line.
        config: file to read.
        wishes: the flags that are no settings.
        generator_of: what to make of the backend.
        request_of: what to make of the request.
        prepared: what the resident process has answered to it already.

    Raises:
        CmdgenError: it cannot be answered; with `--json` that is on stdout as JSON instead.
    """
    try:
        return _ask(words, flags, config, wishes, _Changes(generator_of, request_of, prepared))
    except CmdgenError as error:
        if not wishes.json:
            raise
        view = terminal_view(environment(), quiet=wishes.quiet)
        view.error(error)
        return _printed(view, render_error_json(words, error), error.exit_code)


def list_backends(flags: Mapping[str, object], config: Path | None) -> int:
    """Print each backend's name, and whether it can answer; the one that is asked first has a star."""
    from cmdgen.wiring.backends import selector  # noqa: PLC0415  not needed for an answer

    settings = load(environment(), config, flags)
    view = terminal_view(environment())
    lines = []
    for state in selector(settings, view.note).states(fresh=True):
        can = "can answer" if state.is_available else "cannot answer"
        details = [can, *filter(None, (state.url, state.reason and f"last failure: {state.reason}"))]
        if state.skipped_s:
            details.append(f"skipped for {state.skipped_s:.0f} s")
        if state.latency_ms is not None:
            details.append(f"{state.latency_ms:.0f} ms an answer")
        lines.append(f"{'*' if state.place == 0 else ' '} {state.name:<9} {', '.join(details)}")
    return _printed(view, "\n".join(lines))


def _ask(
    words: str,
    flags: Mapping[str, object],
    config: Path | None,
    wishes: Wishes,
    changes: _Changes,
) -> int:
    if not words.strip():
        message = "nothing was asked"
        hint = 'say what you want, for example: cmdgen "find big files"; or see cmdgen --help'
        raise UsageError(message, hint=hint)
    environ = environment()
    settings = load(environ, config, flags)
    guard = parts.guard(settings)
    view = terminal_view(
        environ,
        system_copy=parts.clipboard(environ),
        allow_critical=settings.allow_critical,
        quiet=wishes.quiet,
        starter_introduced=latency.read(place("state")) is not None,
        messages=None if changes.prepared is None else changes.prepared.messages,
        meanings_of=parts.meanings(environ),
        editor=command_editor(environ),
    )
    resident = ResidentFirst(
        parts.generator(settings, view.note), settings, (flags, config), environ, changes.prepared
    )
    generator: CommandGenerator = resident
    try:
        generator = changes.generator_of(generator)
        call = Call(
            words=words,
            wishes=wishes,
            environ=environ,
            settings=settings,
            view=view,
            generator=generator,
            guard=guard,
            resident=resident,
        )
        return respond(call, changes.request_of)
    finally:
        generator.shutdown()


def respond(call: Call, request_of: Callable[[CommandRequest], CommandRequest] = _as_it_is) -> int:
    """Say what has to be said first, make the request, answer it, and return the exit status.

    Raises:
        CmdgenError: it cannot be answered.
    """
    for warning in (*call.settings.warnings, *call.guard.notices, *remote_notices.about(call.settings)):
        call.view.note(warning)
    request = request_of(_request(call))
    if call.wishes.show_prompt:
        return _printed(call.view, parts.prompt_text(call.settings, request))
    return _answered(request, call)


def _request(call: Call) -> CommandRequest:
    data = ""
    if stdin.has_data_source():
        if call.generator.info().is_starter:
            remark = "the starter model cannot use the data on stdin, so it is not read"
            if stdin.has_waiting_data() and not call.wishes.quiet:
                call.view.note(remark)
                remark = ""
        else:
            data = stdin.excerpt()
            remark = f"{len(data):,} characters from stdin go into the prompt as data"
        if call.wishes.verbose and remark:
            call.view.note(remark)
    return CommandRequest(
        text=call.words,
        dialect=parts.dialect_name(call.settings, call.environ),
        platform=parts.platform(call.environ),
        stdin_excerpt=data,
        file_names=file_names(Path.cwd()) if call.wishes.context else (),
    )


def _answered(request: CommandRequest, call: Call) -> int:
    view, wishes = call.view, call.wishes
    policy = policy_of(wishes, call.settings, view.terminal)
    timed = Timed(call.generator)
    lacking = notes_for(request.platform, call.environ)
    reticent = Reticent(view, lacking, verbose=wishes.verbose, quiet=wishes.quiet)
    looking = Looking(view, call.environ, request.platform, lacking)
    shown: View = reticent if policy.mode is Mode.PRINT else looking
    screen, syntax_error = call.guard.screen, parts.syntax_checker(call.environ)
    unknown = option_error(lacking)
    if call.resident is not None:
        screen, syntax_error = call.resident.screening(screen), call.resident.checking(syntax_error)
        unknown = call.resident.repairing(unknown)
    roles = Roles(
        generator=own_first(timed, request, call.settings),
        screen=screen,
        syntax_error=syntax_error,
        view=Explaining(shown, view.explain) if wishes.explain else shown,
        execute=_executor(call) if call.may_run else never,
        option_error=unknown,
    )
    try:
        outcome = answer(request, parts.sampling(call.settings), roles, policy)
    finally:
        if timed.last_ms is not None and (call.resident is None or not call.resident.was_prepared):
            latency.record(place("state"), timed.last_ms)
    undo = looking.undo_of(outcome.candidate.command)
    past.record(outcome, call.settings, call.environ, undo=undo if outcome.status == ExitCode.OK else "")
    if wishes.verbose:
        _tell_more(outcome, call, timed)
    if outcome.error is not None:
        view.error(outcome.error)
    elif wishes.copy:
        view.copy(outcome.candidate.command.text)
    if wishes.json:
        return _printed(view, render_json(outcome), outcome.status)
    # A dry run has shown the command on the terminal already; a pipe or file has not seen it yet.
    unseen = policy.mode is Mode.DRY_RUN and not view.terminal.stdout_is_tty
    if outcome.is_answer and (policy.mode is Mode.PRINT or unseen):
        texts = [candidate.command.text for candidate in (outcome.candidate, *outcome.alternatives)]
        return _printed(view, "\n".join(texts), outcome.status)
    return outcome.status


def _printed(view: TerminalView, text: str, status: int = ExitCode.OK) -> int:
    return status if view.result(text) else READER_GONE


def _executor(call: Call) -> Executor:
    def run(approval: Approval) -> Execution:
        from cmdgen import execute  # noqa: PLC0415  (most calls end without running anything)

        # The memory of the model is of no use to the command, which may need it.
        call.generator.shutdown()
        with _stdout_is_ours() if call.wishes.json else contextlib.nullcontext():
            return execute.run(approval, environ=call.environ, stdin_spent=stdin.has_data_source())

    return run


@contextlib.contextmanager
def _stdout_is_ours() -> Iterator[None]:
    """Send what a command prints to stderr, so that stdout holds one JSON object and nothing else."""
    if sys.stdout is not None:
        sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _tell_more(outcome: Outcome, call: Call, timed: Timed) -> None:
    source, timings = outcome.candidate.answer.source, outcome.candidate.answer.timings
    spent = {"load": timings.load_ms, "prompt": timings.prompt_ms, "first token": timings.first_token_ms}
    times = ", ".join(f"{name} {value:.0f} ms" for name, value in spent.items() if value is not None)
    total = "" if timed.last_ms is None else f": answered in {timed.last_ms:.0f} ms"
    who = f"{source.backend}, {source.engine}, {source.model}"
    call.view.note(who + total + (f" ({times})" if times else ""))
    for name, origin in call.settings.origins.items():
        if name in KEYS:
            value = spelled(KEYS[name], getattr(call.settings, name))
            call.view.note(f"{KEYS[name].dotted} = {value} from {origin}")
