"""The model that the resident process keeps in memory, and for which calls it is the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.settings import load
from cmdgen.wiring import backends, parts
from cmdgen.wiring.model_choice import model_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import BackendInfo, CommandRequest, GeneratedCommand, Sampling
    from cmdgen.settings import Settings


class OtherModelError(Exception):
    """A call wants another model than the one that is kept here."""


class LoadedModel:
    """Keeps one backend, the one that the settings of the resident process itself mean.

    Those are read again when a call wants something else, since the file may have changed; a call with another model on
    its command line is turned away, and does not throw this one out of memory.

    Args:
        environ: the variables of this process.
        config: config file named on its command line.
        flags: settings of its command line.
    """

    def __init__(self, environ: Mapping[str, str], config: Path | None, flags: Mapping[str, object]) -> None:
        self._environ, self._config, self._flags = environ, config, flags
        self._key: tuple[object, ...] | None = None
        self._generator: CommandGenerator | None = None

    def settings(self) -> Settings:
        """Return the settings of this process as the file says them now.

        Raises:
            CmdgenError: they cannot be used.
        """
        return load(self._environ, self._config, self._flags)

    def generator(self, settings: Settings) -> SharedGenerator:
        """Return the backend for a call with these settings.

        Raises:
            OtherModelError: it wants another one.
            CmdgenError: there is no such model.
        """
        wanted = _key(settings)
        if wanted != self._key or self._generator is None:
            own = self.settings()
            if wanted != _key(own):
                message = "another model, or other settings of its engine"
                raise OtherModelError(message)
            self.close()
            self._generator, self._key = backends.generator(own, lambda _: None), wanted
        # How it is asked is the business of each call.
        return SharedGenerator(parts.as_set(self._generator, settings))

    def state(self) -> dict[str, object]:
        """Return who answers, without loading anything."""
        generator = self._generator
        if generator is None:
            return {"model": None, "engine": None}
        info = generator.info()
        return {"model": info.model, "engine": info.engine}

    def close(self) -> None:
        """Release the memory."""
        generator, self._generator, self._key = self._generator, None, None
        if generator is not None:
            generator.shutdown()


class SharedGenerator:
    """A backend that stays loaded when a call is over, and remembers the request of the call."""

    def __init__(self, generator: CommandGenerator) -> None:
        self._generator = generator
        self.request: CommandRequest | None = None
        """The first one."""

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Pass the request on."""
        self.request = self.request or request
        return self._generator.generate(request, sampling)

    def is_available(self) -> bool:
        """Pass the question on."""
        return self._generator.is_available()

    def info(self) -> BackendInfo:
        """Pass the question on."""
        return self._generator.info()

    def shutdown(self) -> None:
        """Do nothing: others will ask."""


def _key(settings: Settings) -> tuple[object, ...]:
    """Return what calls must have in common: the very file, and how it is loaded."""
    from cmdgen.backends.embedded.model_files import fingerprint  # noqa: PLC0415
    from cmdgen.models.store import starter_path  # noqa: PLC0415

    path = model_file(settings) or starter_path()
    try:
        state: tuple[object, ...] = fingerprint(path)
    except OSError:
        state = ()
    return (path.absolute(), state, settings.engine, settings.device, settings.threads)
