"""Makes each part from the settings; everything heavy is imported by the function that needs it."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from cmdgen.core.records import Sampling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import Command, CommandRequest, Platform
    from cmdgen.manuals import Meaning
    from cmdgen.safety.explain import Explanation
    from cmdgen.settings import Settings
    from cmdgen.wiring.guard import Guard


def generator(settings: Settings, tell: Callable[[str], None]) -> CommandGenerator:
    """Return the backend that the settings name, asked as they say, with those that stand in for it.

    Nothing is loaded yet.

    Args:
        tell: gets one line for the user when another backend than the first answers.

    Raises:
        UsageError: there is no such backend or model.
        BackendUnavailableError: it needs a network, which is forbidden.
    """
    from cmdgen.wiring.backends import generator as make  # noqa: PLC0415

    return as_set(make(settings, tell), settings)


def as_set(backend: CommandGenerator, settings: Settings) -> CommandGenerator:
    """Return a backend that is asked as the settings say: with examples, several times, with the short prompt."""
    if not settings.examples and settings.samples == 1 and settings.prompt == "full":
        return backend
    from cmdgen.wiring.asked_so import asked_so  # noqa: PLC0415  off by default

    return asked_so(backend, settings)


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


def meanings(environ: Mapping[str, str]) -> Callable[[Explanation], Sequence[Sequence[Meaning]]]:
    """Return what says what the words of a command mean; no manual is read before it is asked."""

    def look(explanation: Explanation) -> Sequence[Sequence[Meaning]]:
        from cmdgen.wiring.explaining import meanings_of  # noqa: PLC0415  (rarely needed)

        return meanings_of(explanation, environ)

    return look


def sampling(settings: Settings) -> Sampling:
    """Return how tokens are picked."""
    return Sampling(temperature=settings.temperature, seed=settings.seed, timeout_s=settings.timeout_s)


def prompt_text(settings: Settings, request: CommandRequest) -> str:
    """Return what would be sent for a request: a server's exact bytes, or the messages to a model in this process.

    Raises:
        CmdgenError: the backend cannot be made, or the request is not usable.
    """
    from cmdgen.prompting.profile import profile_for  # noqa: PLC0415
    from cmdgen.prompting.render import render  # noqa: PLC0415
    from cmdgen.wiring.asked_so import prompted  # noqa: PLC0415
    from cmdgen.wiring.backends import embedded, first_server  # noqa: PLC0415
    from cmdgen.wiring.own_answers import with_own_examples  # noqa: PLC0415

    request = prompted(with_own_examples(request, settings), settings)
    server = first_server(settings)
    if server is not None:
        return server.request_preview(request, sampling(settings)).decode("utf-8", "replace")
    path = Path(embedded(settings).info().model_path or "")
    messages = render(request, profile_for(path)).messages
    return "\n".join(f"[{message.role}]\n{message.content}" for message in messages)
