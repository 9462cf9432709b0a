"""Makes each part from the settings; everything heavy is imported by the function that needs it."""

from __future__ import annotations

import enum
import functools
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import BackendUnavailableError, CmdgenError
from cmdgen.core.records import Sampling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import Command, CommandRequest, Platform
    from cmdgen.settings import Settings
    from cmdgen.wiring.guard import Guard

OFFLINE_BACKENDS: Final = frozenset({"embedded"})
"""Backends that open no network socket at all."""


def generator(settings: Settings, *, offline: bool) -> CommandGenerator:
    """Return the backend that the settings name; nothing is loaded yet.

    Args:
        offline: only a backend that opens no network socket will do.

    Raises:
        UsageError: there is no such backend.
        BackendUnavailableError: it needs a network, and `offline` forbids that.
    """
    from cmdgen.backends.registry import factory  # noqa: PLC0415

    make = factory(settings.backend)
    if offline and settings.backend not in OFFLINE_BACKENDS:
        message = f"the backend {settings.backend} needs a network, and --offline forbids that"
        raise BackendUnavailableError(message, hint="use --backend embedded")
    return make(settings)


def with_backend(settings: Settings, name: str) -> Settings:
    """Return the same settings for another backend."""
    return settings if settings.backend == name else replace(settings, backend=name, model=None)


def backend_names() -> tuple[str, ...]:
    """Return every backend's name, the default first."""
    from cmdgen.backends.registry import FACTORIES  # noqa: PLC0415

    return tuple(FACTORIES)


def why_unavailable(settings: Settings) -> CmdgenError | None:
    """Return what keeps the embedded backend from answering, without loading a model."""
    from cmdgen.backends.embedded.engine import choose_engine  # noqa: PLC0415
    from cmdgen.models.gguf import read_header  # noqa: PLC0415
    from cmdgen.models.store import starter_path  # noqa: PLC0415

    try:
        choose_engine(settings.engine)
        read_header(settings.model_path or starter_path())
    except CmdgenError as error:
        return error
    return None


def dialect_name(settings: Settings, environ: Mapping[str, str]) -> str:
    """Return the shell to write for: the one that was set, or the one the user sits in."""
    if settings.shell is not None:
        return settings.shell
    from cmdgen.shells.detection import detect, parent_names  # noqa: PLC0415

    return detect(environ, parent_names(os.getpid()))


def platform(environ: Mapping[str, str]) -> Platform:
    """Return the facts about this machine."""
    from cmdgen.host.facts import facts  # noqa: PLC0415

    return facts(environ)


def guard(settings: Settings) -> Guard:
    """Return the safety validator with the user's own rules.

    Raises:
        ConfigurationError: the rules cannot be used.
    """
    from cmdgen.wiring.guard import guard as make  # noqa: PLC0415  not every call screens

    return make(settings)


def syntax_checker(environ: Mapping[str, str]) -> Callable[[Command], str | None]:
    """Return what asks the real shell about a command's syntax."""
    from cmdgen.shells.syntax import syntax_error  # noqa: PLC0415

    return functools.partial(syntax_error, path=environ.get("PATH"))


def clipboard(environ: Mapping[str, str]) -> Callable[[str], str | None]:
    """Return what puts a text on the clipboard and tells which program took it."""

    def copy(text: str) -> str | None:
        from cmdgen import execute  # noqa: PLC0415  (rarely needed)

        return execute.copy(text, environ=environ)

    return copy


def sampling(settings: Settings) -> Sampling:
    """Return how tokens are picked."""
    return Sampling(temperature=settings.temperature, seed=settings.seed, timeout_s=settings.timeout_s)


def prompt_text(backend: CommandGenerator, request: CommandRequest) -> str:
    """Return the messages that the backend's model would be sent, in words for a person."""
    from pathlib import Path  # noqa: PLC0415

    from cmdgen.prompting.profile import chat_profile, profile_for  # noqa: PLC0415
    from cmdgen.prompting.render import render  # noqa: PLC0415

    path = backend.info().model_path
    prompt = render(request, chat_profile() if path is None else profile_for(Path(path)))
    return "\n".join(f"[{message.role}]\n{message.content}" for message in prompt.messages)


def spelled(value: object) -> str:
    """Return a setting's value as a config file would have it."""
    if value is None:
        return "auto"
    if isinstance(value, enum.Enum):
        return value.name.lower()
    return str(value).lower() if isinstance(value, bool) else str(value)
