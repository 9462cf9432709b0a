"""Every backend by the name that --backend takes."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from cmdgen.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.core.ports import CommandGenerator


class BackendOptions(Protocol):
    """What a factory may need to know; the settings have more."""

    @property
    def model(self) -> str | None:
        """Model of the backend, for the embedded one a GGUF file; None lets the backend choose."""
        ...

    @property
    def engine(self) -> str | None:
        """Engine of the embedded backend; None is the first one installed."""
        ...


class Factory(Protocol):
    """Makes one backend; imports its runtime only when called."""

    def __call__(self, options: BackendOptions) -> CommandGenerator:
        """Return a new backend, not yet loaded or connected."""
        ...


def _embedded(options: BackendOptions) -> CommandGenerator:
    from cmdgen.backends.embedded.backend import EmbeddedBackend  # noqa: PLC0415

    path = None if options.model is None else Path(options.model).expanduser()
    return EmbeddedBackend(path, engine=options.engine)


FACTORIES: Final[Mapping[str, Factory]] = {
    "embedded": _embedded,
}


def factory(name: str) -> Factory:
    """Return the factory of a backend.

    Raises:
        UsageError: there is no backend of that name.
    """
    if name in FACTORIES:
        return FACTORIES[name]
    message = f"there is no backend {name!r}"
    near = difflib.get_close_matches(name.lower(), FACTORIES, n=1)
    hint = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(FACTORIES)}"
    raise UsageError(message, hint=hint)
