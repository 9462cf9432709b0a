"""What the resident process answers: the same as the caller's own process would, from a model that is loaded already."""

from __future__ import annotations

import contextlib
import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import CmdgenError
from cmdgen.core.records import CommandRequest, Sampling
from cmdgen.pipeline import Candidate, Roles, propose
from cmdgen.resident import wire
from cmdgen.resident.address import PLACES
from cmdgen.resident.codec import decoded, encoded
from cmdgen.settings import load, place
from cmdgen.shells.detection import detect as detect_shell
from cmdgen.shells.detection import parent_names
from cmdgen.ui.jsonout import render_error_json
from cmdgen.ui.paint import Paint
from cmdgen.ui.sink import Messages
from cmdgen.ui.terminal import Terminal, detect
from cmdgen.ui.view import TerminalView
from cmdgen.wiring import asking, latency, parts, shell_line
from cmdgen.wiring.availability import notes_for, option_error
from cmdgen.wiring.observers import Silent, never
from cmdgen.wiring.resident_asking import FINAL, failed
from cmdgen.wiring.resident_model import LoadedModel
from cmdgen.wiring.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from cmdgen.pipeline import Decision
    from cmdgen.settings import Settings

_ASK_FOR: Final = "list files"
"""Any request: it makes everything load that the next one needs."""
_UNASKED: Final[Mapping[str, Wishes]] = {
    "--print": Wishes(print_only=True),
    "--json": Wishes(json=True),
    "--dry-run": Wishes(dry_run=True),
}
"""The options that a call may have and still be answered here as a whole."""


class DeclinedError(Exception):
    """The caller has to answer by itself; the text says why, for the log."""


class ResidentAnswers:
    """Fills the `Answers` of the server.

    Args:
        model: what is loaded.
        environ: the variables of this process.
        is_request: whether words on the command line are a request, rather than a subcommand or a mistake.
    """

    def __init__(
        self, model: LoadedModel, environ: Mapping[str, str], is_request: Callable[[list[str]], bool]
    ) -> None:
        self._model, self._environ, self._is_request = model, environ, is_request
        self._answered = self._declined = 0
        self._last_reason = ""

    def warm_up(self) -> None:
        """Load the model, the validator and whatever else the first answer would wait for."""
        with contextlib.suppress(CmdgenError):
            settings = self._model.settings()
            request = CommandRequest(
                text=_ASK_FOR, dialect=settings.shell or "bash", platform=parts.platform(self._environ)
            )
            self._propose(request, Sampling(), settings, self._environ)

    def answer(self, operation: bytes, fields: Sequence[bytes], caller_pid: int) -> list[bytes]:
        """Return the reply; whatever goes wrong makes the caller answer by itself."""
        try:
            here, variables, *rest = fields
            environ = _variables(variables)
            self._refuse_other_places(environ)
            with _inside(here):
                answer = self._call if operation == wire.CALL else self._proposal
                reply = answer(rest, environ, caller_pid)
            self._answered += 1
        except Exception as error:  # noqa: BLE001  a caller can always help itself, and tells what is wrong better
            self._declined += 1
            self._last_reason = str(error) or type(error).__name__
            return [wire.YOURS, self._last_reason.encode("utf-8", "replace")[:1000]]
        return reply

    def state(self) -> dict[str, object]:
        """Return what was done so far, and with which model."""
        return {
            "answered": self._answered,
            "declined": self._declined,
            "last_declined": self._last_reason,
            **self._model.state(),
        }

    def close(self) -> None:
        """Release the model."""
        self._model.close()

    def _call(self, fields: Sequence[bytes], environ: Mapping[str, str], caller_pid: int) -> list[bytes]:
        """Answer a whole call of the program, up to the question."""
        facts, *words = fields
        arguments = [os.fsdecode(word) for word in words]
        stderr, stdout, terminal = _streams(facts, environ)
        if arguments[:2] == ["shell", "--widget"]:
            return self._widget(arguments[2:], environ, terminal)
        wishes = _UNASKED.get(arguments[0])
        words_only = arguments if wishes is None else arguments[1:]
        wishes = wishes or Wishes()
        if not self._is_request(words_only):
            message = "no request"
            raise DeclinedError(message)
        settings = self._settings(environ, None, {})
        shell = settings.shell or detect_shell(environ, _ancestors(caller_pid))
        view = _FarView(
            terminal=terminal,
            messages=Messages(stderr),
            results=stdout,
            allow_critical=settings.allow_critical,
            starter_introduced=latency.read(place("state")) is not None,
        )
        generator = self._model.generator(settings)
        call = asking.Call(
            words=" ".join(words_only),
            wishes=wishes,
            environ=environ,
            settings=replace(settings, shell=shell),
            view=view,
            generator=generator,
            guard=parts.guard(settings),
            may_run=False,
        )
        try:
            status = asking.respond(call)
        except _QuestionError as question:
            if generator.request is None:
                raise
            return [wire.ASK, _bytes(stderr), encoded(question.candidate), encoded(generator.request)]
        except CmdgenError as error:
            if type(error).__name__ not in FINAL:
                raise
            view.error(error)
            if wishes.json:
                view.result(render_error_json(call.words, error))
            status = error.exit_code
        return [wire.DONE, b"%d" % status, _bytes(stdout), _bytes(stderr)]

    def _widget(self, arguments: list[str], environ: Mapping[str, str], terminal: Terminal) -> list[bytes]:
        """Answer the key of a shell, in the very form in which its code asks."""
        shell, option, columns, *rest = arguments
        is_encoded = rest[:1] == ["--base64"]
        mark, words = rest[1:] if is_encoded else rest
        if option != "--columns" or mark != "--" or not columns.isdecimal():
            message = "another form of the question"
            raise DeclinedError(message)
        paint = Paint.of(terminal)
        settings = self._settings(environ, None, {"shell": shell})
        try:
            text = shell_line.decoded(words) if is_encoded else words
            lacking = notes_for(parts.platform(environ), environ)
            found = shell_line.candidate(text, settings, environ, self._model.generator(settings), lacking)
        except CmdgenError as error:
            if type(error).__name__ not in FINAL:
                raise
            said, status = shell_line.rendered_error(error, paint), int(error.exit_code)
        else:
            said, status = (
                shell_line.rendered(found, paint, int(columns), environ, lacking(found.command)),
                shell_line.status_of(found),
            )
        return [wire.DONE, b"%d" % status, (said + "\n").encode(), b""]

    def _proposal(self, fields: Sequence[bytes], environ: Mapping[str, str], _caller_pid: int) -> list[bytes]:
        """Answer a request with a candidate."""
        said: Any = json.loads(fields[0])
        request, sampling = decoded(CommandRequest, fields[1]), decoded(Sampling, fields[2])
        config = None if said["config"] is None else Path(said["config"])
        settings = self._settings(environ, config, said["flags"])
        try:
            return [wire.CANDIDATE, encoded(self._propose(request, sampling, settings, environ))]
        except CmdgenError as error:
            if type(error).__name__ not in FINAL:
                raise
            return failed(error)

    def _propose(
        self, request: CommandRequest, sampling: Sampling, settings: Settings, environ: Mapping[str, str]
    ) -> Candidate:
        roles = Roles(
            generator=self._model.generator(settings),
            screen=parts.guard(settings).screen,
            syntax_error=parts.syntax_checker(environ),
            view=Silent(),
            execute=never,
            option_error=option_error(notes_for(request.platform, environ)),
        )
        return propose(request, sampling, roles)

    def _settings(
        self, environ: Mapping[str, str], config: Path | None, flags: Mapping[str, object]
    ) -> Settings:
        settings = load(environ, config, flags)
        if settings.resident == "off" or settings.candidates != ("embedded",):
            message = "a backend that answers in the caller's process"
            raise DeclinedError(message)
        return settings

    def _refuse_other_places(self, environ: Mapping[str, str]) -> None:
        for name in PLACES:
            if environ.get(name) != self._environ.get(name):
                message = f"another {name}"
                raise DeclinedError(message)


class _QuestionError(Exception):
    """The user has to be asked, which is not done here."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__("the user has to be asked")
        self.candidate = candidate


class _FarView(TerminalView):
    """The terminal of the caller: what is shown is sent there, and questions are asked there."""

    def waiting(self) -> AbstractContextManager[None]:
        """Show nothing; the caller draws its own sign of life."""
        return contextlib.nullcontext()

    def decide(self, candidate: Candidate) -> Decision:
        """Leave it to the caller.

        Raises:
            _QuestionError: always.
        """
        raise _QuestionError(candidate)


class _FarStream(io.StringIO):
    """A stream of the caller."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a property there too; the stubs have an attribute
        """UTF-8: with any other the caller answers by itself."""
        return "utf-8"

    def isatty(self) -> bool:
        """Return whether it is one."""
        return self._is_terminal


def _streams(facts: bytes, environ: Mapping[str, str]) -> tuple[_FarStream, _FarStream, Terminal]:
    """Return stderr, stdout and what is known about them."""
    *are_terminals, width = map(int, facts.split())
    stdin, stdout, stderr = (_FarStream(is_terminal=bool(is_one)) for is_one in are_terminals)
    if width:
        environ = {**environ, "COLUMNS": str(width)}
    return stderr, stdout, detect(environ, stdin=stdin, stdout=stdout, stderr=stderr)


def _bytes(stream: _FarStream) -> bytes:
    return stream.getvalue().encode("utf-8", "surrogateescape")


def _variables(data: bytes) -> dict[str, str]:
    pairs = (entry.partition("=") for entry in os.fsdecode(data).split("\0") if entry)
    return {name: value for name, _, value in pairs}


def _ancestors(caller_pid: int) -> list[str]:
    if caller_pid <= 0:
        message = "a caller in another container"
        raise DeclinedError(message)
    return parent_names(caller_pid)


@contextlib.contextmanager
def _inside(here: bytes) -> Iterator[None]:
    """Be in the caller's working directory, for the project's rules, relative names and the history.

    Raises:
        DeclinedError: it is not there, or another one has its name here.
    """
    try:
        device, inode, path = os.fsdecode(here).split(" ", 2)
        os.chdir(path)
        found = Path.cwd().stat()
    except (ValueError, OSError) as error:
        message = "a working directory that is not here"
        raise DeclinedError(message) from error
    try:
        if (found.st_dev, found.st_ino) != (int(device), int(inode)):
            message = "a working directory of another container"
            raise DeclinedError(message)
        yield
    finally:
        os.chdir("/")  # no file system stays busy because of us
