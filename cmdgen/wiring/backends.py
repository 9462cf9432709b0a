"""Makes the backends from the settings; one entry of `_KNOWN` for each."""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.settings import environment, place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cmdgen.backends.embedded.backend import EmbeddedBackend
    from cmdgen.backends.remote.ollama import OllamaBackend
    from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend
    from cmdgen.backends.remote.secret import Secret
    from cmdgen.backends.selection.candidates import Candidate
    from cmdgen.backends.selection.selector import BackendSelector
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.settings import Settings

EMBEDDED: Final = "embedded"
ENTRY_POINTS: Final = "cmdgen.backends"
"""Group under which other packages offer backends: a function from `Settings` to a `CommandGenerator`."""


def generator(settings: Settings, tell: Callable[[str], None]) -> CommandGenerator:
    """Return what answers: the chosen backend, with everybody who stands in for it; nothing is loaded yet.

    Args:
        tell: gets one line for the user when another backend than the first answers.

    Raises:
        UsageError: there is no such backend or model.
        BackendUnavailableError: it needs a network, which is forbidden.
    """
    if settings.candidates == (EMBEDDED,):  # choosing among one would only take time
        return embedded_or_starter(settings, tell)
    return selector(settings, tell).generator()


def embedded(settings: Settings) -> EmbeddedBackend:
    """Return the backend in this process, not loaded yet.

    Raises:
        UsageError: a model is named that is not here.
    """
    from cmdgen.wiring.model_choice import model_file  # noqa: PLC0415

    return embedded_with(settings, model_file(settings))


def embedded_or_starter(settings: Settings, tell: Callable[[str], None]) -> CommandGenerator:
    """Return the backend in this process; the starter model answers where the chosen one cannot be used.

    Args:
        tell: gets one line for the user when the starter answers instead.

    Raises:
        UsageError: a model was named for this call that is not here.
        ConfigurationError: the catalogue cannot be used, and nothing may stand in.
    """
    from cmdgen.wiring.model_choice import model_file, starter_may_stand_in  # noqa: PLC0415

    if not starter_may_stand_in(settings) or (settings.model is None and model_file(settings) is None):
        return embedded(settings)
    from cmdgen.wiring.standing_in import StarterStandsIn  # noqa: PLC0415

    return StarterStandsIn(partial(embedded, settings), partial(embedded_with, settings, None), tell)


def embedded_with(settings: Settings, model: Path | None) -> EmbeddedBackend:
    """Return the backend in this process with this model; None is the starter."""
    from cmdgen.backends.embedded.backend import EmbeddedBackend  # noqa: PLC0415

    return EmbeddedBackend(
        model,
        engine=settings.engine,
        threads=settings.threads,
        device=settings.device,
        prefix_cache=_prefixes() if settings.prefix_cache else None,
    )


def ollama(settings: Settings) -> OllamaBackend:
    """Return the backend that asks Ollama, not connected yet.

    Raises:
        ConfigurationError: its address is none.
    """
    from cmdgen.backends.remote.address import ollama_address  # noqa: PLC0415
    from cmdgen.backends.remote.ollama import OllamaBackend  # noqa: PLC0415

    return OllamaBackend(
        ollama_address(settings.ollama_url),
        model=_named_model(settings, "ollama", settings.ollama_model),
        keep_alive=settings.ollama_keep_alive,
        connect_timeout_s=settings.connect_timeout_s,
        request_timeout_s=settings.request_timeout_s,
        start=partial(_start_ollama, settings.ollama_url) if settings.ollama_auto_start else None,
        structured=settings.structured,
    )


def vllm(settings: Settings) -> OpenAICompatibleBackend:
    """Return the backend that asks vLLM or another server with the OpenAI interface, not connected yet.

    Raises:
        ConfigurationError: its address is missing or none, or the key cannot be sent.
    """
    from cmdgen.backends.remote.address import openai_address  # noqa: PLC0415
    from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend  # noqa: PLC0415
    from cmdgen.backends.remote.secret import Secret  # noqa: PLC0415

    if settings.vllm_url is None:
        message = "the backend vllm has no address"
        raise ConfigurationError(message, hint="cmdgen config set vllm.url http://HOST:8000")
    key = None
    if settings.vllm_api_key is not None:
        key = Secret(settings.vllm_api_key, origin=str(settings.origin("vllm_api_key")))
    command = settings.vllm_api_key_command
    return OpenAICompatibleBackend(
        openai_address(settings.vllm_url),
        model=_named_model(settings, "vllm", settings.vllm_model),
        key=key,
        key_command=None if key is not None or command is None else partial(_key_from, command),
        structured=settings.structured,
        connect_timeout_s=settings.connect_timeout_s,
        request_timeout_s=settings.request_timeout_s,
    )


def candidates(settings: Settings, tell: Callable[[str], None] = lambda _: None) -> tuple[Candidate, ...]:
    """Return every backend that there is, the embedded one first; nothing is made or imported yet.

    Backends of other packages are looked up only when one of them is named, since looking takes time.

    Args:
        tell: gets one line for the user when the starter model has to stand in for another.
    """
    from cmdgen.backends.selection.candidates import Candidate  # noqa: PLC0415

    known = [
        Candidate(name=EMBEDDED, make=partial(embedded_or_starter, settings, tell)),
        Candidate(
            name="ollama", make=partial(ollama, settings), url=settings.ollama_url or "http://localhost:11434"
        ),
        Candidate(
            name="vllm",
            make=partial(vllm, settings),
            url=settings.vllm_url or "",
            is_configured=settings.vllm_url is not None,
        ),
    ]
    names = {candidate.name for candidate in known}
    if set(settings.candidates) <= names:
        return tuple(known)
    # What a foreign backend opens is not known, so it counts as one that needs the network.
    foreign = [
        Candidate(name=name, make=partial(factory, settings), url=name)
        for name, factory in installed_elsewhere().items()
        if name not in names
    ]
    return (*known, *foreign)


def installed_elsewhere() -> Mapping[str, Callable[[Settings], CommandGenerator]]:
    """Return the backends of other packages by name."""
    from importlib.metadata import entry_points  # noqa: PLC0415  slow, and rarely needed

    return {point.name: partial(_loaded, point.name) for point in entry_points(group=ENTRY_POINTS)}


def selector(settings: Settings, tell: Callable[[str], None]) -> BackendSelector:
    """Return what chooses among the backends.

    Args:
        tell: gets one line for the user when another backend than the first answers.
    """
    from cmdgen.backends.selection.selector import BackendSelector  # noqa: PLC0415

    return BackendSelector(settings, candidates(settings, tell), place("state"), tell=tell)


def first_server(settings: Settings) -> OllamaBackend | OpenAICompatibleBackend | None:
    """Return the server that would be asked first, not connected yet; None if the answer comes from here.

    Raises:
        CmdgenError: it cannot be made, or there is no such backend.
    """
    name = selector(settings, lambda _: None).order()[0]
    return SERVERS[name](settings) if name in SERVERS else None


SERVERS: Final[Mapping[str, Callable[[Settings], OllamaBackend | OpenAICompatibleBackend]]] = {
    "ollama": ollama,
    "vllm": vllm,
}
"""How to make each of the servers."""


def _named_model(settings: Settings, backend: str, own: str | None) -> str | None:
    """Return the model for a server: `--model` beside `--backend` means the server's, elsewhere it is a file."""
    is_meant = settings.model is not None and settings.candidates[0] == backend
    if is_meant and settings.origin("model").source in {"flag", "environment"}:
        return settings.model
    return own


def _prefixes() -> Path | None:
    folder = place("cache")
    return None if folder is None else folder / "prefixes"


def _start_ollama(url: str | None) -> None:
    from cmdgen import execute  # noqa: PLC0415  rarely needed
    from cmdgen.backends.remote.address import ollama_address  # noqa: PLC0415

    # Our own variables, a key among them, are nothing to a server that outlives us.
    environ = {name: value for name, value in environment().items() if not name.startswith("CMDGEN_")}
    address = ollama_address(url)
    if ollama_address(environ.get("OLLAMA_HOST")) != address:  # else as the user has it, such as 0.0.0.0
        environ["OLLAMA_HOST"] = address.origin
    execute.start_detached(["ollama", "serve"], environ=environ)


def _key_from(command: str) -> Secret:
    """Return the key that the user's own command prints.

    Raises:
        ConfigurationError: it fails, or prints nothing that can be a key.
    """
    from cmdgen import execute  # noqa: PLC0415  rarely needed
    from cmdgen.backends.remote.secret import Secret  # noqa: PLC0415

    try:
        argv = shlex.split(command)
    except ValueError as error:
        message = f"vllm.api_key_command cannot be read: {error}"
        raise ConfigurationError(message, hint="quote its words as in a shell") from error
    setting = "vllm.api_key_command"
    return Secret(execute.output_of(argv, setting=setting, environ=environment()), origin=setting)


def _loaded(name: str, settings: Settings) -> CommandGenerator:
    from importlib.metadata import entry_points  # noqa: PLC0415  slow, and rarely needed

    (point,) = entry_points(group=ENTRY_POINTS, name=name)
    try:
        make = point.load()
    except Exception as error:
        message = f"the backend {name} of {point.value} cannot be loaded: {error}"
        raise UsageError(message, hint="reinstall its package, or use another --backend") from error
    generator: CommandGenerator = make(settings)
    return generator
