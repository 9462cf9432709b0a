"""`cmdgen fix`: the last command of the shell, mended by looking at the machine or by asking the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import NoCommandError, UsageError
from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    Confidence,
    GeneratedCommand,
    Revision,
    Timings,
)
from cmdgen.repair import Surroundings, repaired
from cmdgen.settings import environment
from cmdgen.wiring import asking
from cmdgen.wiring.availability import MACHINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import CommandRequest, Sampling
    from cmdgen.wiring.wishes import Wishes

_LAST_COMMAND: Final = "CMDGEN_LAST_COMMAND"
_LAST_STATUS: Final = "CMDGEN_LAST_STATUS"
_BUILTINS: Final = frozenset(
    "alias bg bind builtin cd command compgen complete declare dirs disown echo enable eval exec exit export fc fg hash"
    " help history jobs kill let local logout popd printf pushd pwd read readonly return set shift shopt source suspend"
    " test times trap type typeset ulimit umask unalias unset wait".split()
)
_SOURCE: Final = BackendInfo(backend=MACHINE, engine="repair", model="what is on this machine")


class _Mending:
    """Gives the mended command first; whatever is asked after that goes to the backend."""

    def __init__(self, mended: str, generator: CommandGenerator) -> None:
        self._mended: str | None = mended
        self._generator = generator

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return the mended command, once."""
        mended, self._mended = self._mended, None
        if mended is None:
            return self._generator.generate(request, sampling)
        return GeneratedCommand(
            command=Command(text=mended, dialect=request.dialect),
            source=_SOURCE,
            confidence=Confidence(certainty=Certainty.UNRATED),
            timings=Timings(),
        )

    def is_available(self) -> bool:
        """Return whether there is an answer."""
        return self._mended is not None or self._generator.is_available()

    def info(self) -> BackendInfo:
        """Return who answers next."""
        return self._generator.info() if self._mended is None else _SOURCE

    def shutdown(self) -> None:
        """Pass the order on."""
        self._generator.shutdown()


def fix(flags: Mapping[str, object], config: Path | None, wishes: Wishes) -> int:
    """Propose a command for the last one, which failed.

    Raises:
        UsageError: the shell does not tell what the last command was, or it has not failed.
        CmdgenError: there is no answer.
    """
    environ = environment()
    last, status = _last(environ)
    here = Surroundings(cwd=Path.cwd(), path=environ.get("PATH", ""), builtins=_BUILTINS)
    mended = repaired(last, status, here)

    def with_repair(generator: CommandGenerator) -> CommandGenerator:
        if mended is not None:
            return _Mending(mended, generator)
        if generator.info().is_starter:
            message = f"nothing on this machine says what is wrong with: {last}"
            hint = "its own message tells most; a bigger model could look at it: cmdgen init"
            raise NoCommandError(message, hint=hint)
        return generator

    def with_failure(request: CommandRequest) -> CommandRequest:
        wish = f"it failed with status {status}; reply with the command that was meant"
        return replace(request, revisions=(Revision(command=last, wish=wish),))

    words = f"correct this command: {last}"
    return asking.ask(words, flags, config, wishes, generator_of=with_repair, request_of=with_failure)


def _last(environ: Mapping[str, str]) -> tuple[str, int]:
    """Return the last command of the shell and its status."""
    command = environ.get(_LAST_COMMAND, "").strip()
    if _LAST_STATUS not in environ:
        message = "the last command is not known: the keys of the shell are not set up"
        raise UsageError(message, hint="see cmdgen shell --help; cmdgen init does it")
    if not command:
        message = "the shell has no last command in its history"
        raise UsageError(message, hint="run the command again, then cmdgen fix")
    try:
        status = int(environ[_LAST_STATUS])
    except ValueError:
        status = 1
    if status == 0:
        message = f"the last command succeeded: {command}"
        raise UsageError(message, hint="to change it, say what you want: cmdgen REQUEST")
    return command, status
