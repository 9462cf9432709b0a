"""The user's own process beside a resident one: asks it first, and does everything itself where that fails."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core import errors
from cmdgen.pipeline import Candidate
from cmdgen.resident import wire
from cmdgen.resident.client import Exchange, surroundings
from cmdgen.ui.sink import Messages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import TextIO

    from cmdgen.core.ports import CommandGenerator, Screener
    from cmdgen.core.records import (
        BackendInfo,
        Command,
        CommandRequest,
        GeneratedCommand,
        Report,
        Sampling,
    )
    from cmdgen.settings import Settings

FINAL: Final[Mapping[str, type[errors.CmdgenError]]] = {
    kind.__name__: kind for kind in (errors.NoCommandError, errors.NeedsDetailError, errors.TimedOutError)
}
"""Errors that are an answer: this process would only meet them again."""


class Printed(Messages):
    """stderr, of which another process has written the beginning: what it has written is not written twice.

    From the first difference on everything is, so that what is on the screen in the end is always what this process
    says, byte for byte.
    """

    def __init__(self, stream: TextIO | None, shown: str) -> None:
        super().__init__(stream)
        self._shown = shown

    def write(self, text: str) -> None:
        """Write what is not there yet."""
        if self._shown.startswith(text):
            self._shown = self._shown[len(text) :]
            return
        self._shown = ""
        super().write(text)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer that the resident process has given and shown, to be asked about here."""

    request: CommandRequest
    candidate: Candidate
    messages: Printed


def go_on(words: str, shown: bytes, candidate: bytes, request: bytes) -> int:
    """Ask the user about what the resident process has answered and shown, and return the exit status.

    Policy, consent and execution are this process's.  The candidate is what its own view would have shown, or it shows
    it; what runs is the text of the report that comes with it; whatever is edited is screened here.

    Raises:
        CmdgenError: see `asking.ask`.
    """
    from cmdgen.core.records import CommandRequest  # noqa: PLC0415
    from cmdgen.resident.codec import CodecError, decoded  # noqa: PLC0415
    from cmdgen.wiring import asking  # noqa: PLC0415
    from cmdgen.wiring.wishes import Wishes  # noqa: PLC0415

    prepared = None
    try:
        begun = decoded(Candidate, candidate)
        if begun.answer.command == begun.report.command and not begun.edited:
            messages = Printed(sys.stderr, shown.decode("utf-8"))
            prepared = Prepared(decoded(CommandRequest, request), begun, messages)
    except (CodecError, UnicodeDecodeError):
        pass
    return asking.ask(words, {}, None, Wishes(), prepared=prepared)


class ResidentFirst:
    """A backend that asks the resident process, and another backend where it does not answer.

    Args:
        generator: who answers otherwise.
        settings: of this call.
        said: flags and config file of the command line, from which the resident process reads the same settings.
        environ: the environment variables.
        prepared: the answer to the first request.
    """

    def __init__(
        self,
        generator: CommandGenerator,
        settings: Settings,
        said: tuple[Mapping[str, object], Path | None],
        environ: Mapping[str, str],
        prepared: Prepared | None = None,
    ) -> None:
        self._generator, self._settings, self._said, self._environ = generator, settings, said, environ
        self._prepared = prepared
        # A server's own model and key are this call's, and nothing would be loaded twice.
        self._may_ask = settings.resident != "off" and settings.candidates == ("embedded",)
        self._is_missing = False
        self._screened: dict[Command, Report] = {}
        self.was_prepared = False
        """The last answer came from the resident process before this one began."""

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return the first answer that there is; see `CommandGenerator`."""
        prepared, self._prepared = self._prepared, None
        self.was_prepared = prepared is not None and prepared.request.text == request.text
        if prepared is not None and self.was_prepared:
            return self._taken(prepared.candidate)
        candidate = self._asked(request, sampling) if self._may_ask else None
        if candidate is not None:
            return self._taken(candidate)
        return self._generator.generate(request, sampling)

    def is_available(self) -> bool:
        """Pass the question on."""
        return self._generator.is_available()

    def info(self) -> BackendInfo:
        """Pass the question on."""
        return self._generator.info()

    def shutdown(self) -> None:
        """Pass the order on, and start a resident process for the next call where that is wanted."""
        self._generator.shutdown()
        if self._is_missing and self._settings.resident == "on":
            self._is_missing = False
            from cmdgen.wiring.resident import start  # noqa: PLC0415  once in a while

            start(self._environ)

    def screening(self, screen: Screener) -> Screener:
        """Return the validator, spared what the resident process has screened: the same text by the same rules."""

        def spared(command: Command) -> Report:
            return self._screened.get(command) or screen(command)

        return spared

    def checking(self, syntax_error: Callable[[Command], str | None]) -> Callable[[Command], str | None]:
        """Return the question to the shell about a command's syntax, spared likewise."""

        def spared(command: Command) -> str | None:
            return None if self._is_from_there(command) else syntax_error(command)

        return spared

    def repairing(
        self, option_error: Callable[[GeneratedCommand], str | None]
    ) -> Callable[[GeneratedCommand], str | None]:
        """Return the question about unknown options, spared likewise: there the model was asked again already."""

        def spared(answer: GeneratedCommand) -> str | None:
            return None if answer.command in self._screened else option_error(answer)

        return spared

    def _is_from_there(self, command: Command) -> bool:
        """Return whether this is a command of the resident process, which has asked the shell about it.

        The shell is asked with a word in place of each blank, so the texts may differ in that.
        """
        from cmdgen.pipeline.blanks import filled  # noqa: PLC0415

        return any(
            known.dialect == command.dialect and filled(known.text) == command.text
            for known in self._screened
        )

    def _taken(self, candidate: Candidate) -> GeneratedCommand:
        # Only the last: what is made of it here is no longer what was screened there.
        self._screened = {candidate.command: candidate.report}
        return candidate.answer

    def _asked(self, request: CommandRequest, sampling: Sampling) -> Candidate | None:
        from cmdgen.resident.codec import CodecError, decoded, encoded  # noqa: PLC0415

        flags, config = self._said
        said = {"flags": dict(flags), "config": None if config is None else str(config.absolute())}
        with Exchange(self._environ) as exchange:
            if not exchange.connect():
                self._is_missing = not exchange.refusal
                return None
            fields = [
                *surroundings(self._environ),
                json.dumps(said).encode(),
                encoded(request),
                encoded(sampling),
            ]
            reply = exchange.ask(wire.PROPOSE, fields)
        if reply is None:
            return None
        try:
            if reply[0] == wire.FAILED:
                raise _error(reply)
            candidate = decoded(Candidate, reply[1]) if reply[0] == wire.CANDIDATE else None
        except (CodecError, IndexError, KeyError, ValueError):
            return None
        is_whole = candidate is not None and candidate.answer.command == candidate.report.command
        return candidate if is_whole else None


def _error(reply: list[bytes]) -> errors.CmdgenError:
    content: Any = json.loads(reply[1])
    return FINAL[content["kind"]](str(content["message"]), hint=content["hint"])


def failed(error: errors.CmdgenError) -> list[bytes]:
    """Return the reply for an error that is an answer."""
    content = {"kind": type(error).__name__, "message": error.message, "hint": error.hint}
    return [wire.FAILED, json.dumps(content).encode()]
