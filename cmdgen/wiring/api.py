"""What `import cmdgen` offers: the same steps as the command line, without a terminal."""

from __future__ import annotations

import atexit
import threading
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Command, CommandRequest
from cmdgen.pipeline import Candidate, Roles, propose
from cmdgen.settings import environment, load
from cmdgen.wiring import parts
from cmdgen.wiring.availability import notes_for, option_error
from cmdgen.wiring.checking import screened
from cmdgen.wiring.observers import Silent, never

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import Report
    from cmdgen.settings import Settings


def generate(text: str, flags: Mapping[str, object], config: str | Path | None) -> Candidate:
    """Return one screened command for the request; see `cmdgen.generate`."""
    environ = environment()
    settings = load(environ, None if config is None else Path(config), flags)
    request = CommandRequest(
        text=text, dialect=parts.dialect_name(settings, environ), platform=parts.platform(environ)
    )
    roles = Roles(
        generator=_LOADED.generator(settings),
        screen=parts.guard(settings).screen,
        syntax_error=parts.syntax_checker(environ),
        view=Silent(),
        execute=never,
        option_error=option_error(notes_for(request.platform, environ)),
    )
    return propose(request, parts.sampling(settings), roles)


def check(text: str, shell: str | None) -> Report:
    """Return the report on one command; see `cmdgen.check`."""
    environ = environment()
    settings = load(environ, None, {"shell": shell})
    command = Command(text=text, dialect=parts.dialect_name(settings, environ))
    return screened(command, parts.guard(settings).screen)


_PER_REQUEST: Final = frozenset({"shell", "temperature", "seed", "timeout_s", "rules", "origins", "warnings"})
"""Settings that any loaded backend serves."""


class _Loaded:
    """Keeps the last backend, since loading a large model takes seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key: tuple[object, ...] = ()
        self._generator: CommandGenerator | None = None

    def generator(self, settings: Settings) -> CommandGenerator:
        key = tuple(
            getattr(settings, field.name) for field in fields(settings) if field.name not in _PER_REQUEST
        )
        with self._lock:
            if self._generator is None or key != self._key:
                # The one before is left to whoever may still be using it.
                self._generator, self._key = parts.generator(settings, lambda _: None), key
                atexit.register(self._generator.shutdown)
            return self._generator


_LOADED = _Loaded()
