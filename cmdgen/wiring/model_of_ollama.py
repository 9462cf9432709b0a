"""`cmdgen model use NAME@ollama`: a model that an Ollama server keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError, ConfigurationError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.models import spec as specs
from cmdgen.models.pulling import ollama_name
from cmdgen.settings import environment, load
from cmdgen.settings.editing import set_values
from cmdgen.ui import models_view as view
from cmdgen.wiring import backends
from cmdgen.wiring.checking import tell
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cmdgen.settings import Settings
    from cmdgen.wiring.model_shelf import Shelf

_PATIENCE_S: Final = 3.0


def use(shelf: Shelf, text: str, *, json: bool) -> int:
    """Write into the config file that the Ollama server answers with this model from now on.

    Raises:
        UsageError: the text names no model of an Ollama server.
        ConfigurationError: the config file cannot be written.
    """
    config = shelf.settings.config_file
    if config is None:
        message = "there is no place for a config file: the user has no home directory"
        raise ConfigurationError(message, hint="name one: CMDGEN_CONFIG=/path/config.toml")
    spec = specs.parse(text)
    if not isinstance(spec, specs.NamedSpec) or spec.backend != "ollama":
        message = f"{text} names no model of an Ollama server"
        raise UsageError(message, hint="write it as NAME@ollama")
    model = ollama_name(spec, shelf.catalogue)
    set_values(config, {"backend": "ollama", "ollama.model": model})
    if json:
        print_text(view.render_done_json(model=model, backend="ollama", config=str(config)))
        return ExitCode.OK
    print_text(f"the Ollama server answers with {model} from now on (backend and ollama.model, in {config})")
    tell(_in_the_way(load(environment(), config, {}), model))
    return ExitCode.OK


def _in_the_way(settings: Settings, model: str) -> Iterator[str]:
    """Yield why the server does not answer with this model all the same."""
    said = settings.origin("backends" if settings.backends else "backend")
    if settings.candidates[0] != "ollama":
        yield f"but {said} asks {settings.candidates[0]} first; to change that: cmdgen config show"
    if settings.ollama_model != model:
        yield f"but {settings.origin('ollama_model')} names another model and wins"
    elif not settings.offline and not _has_it(settings):
        yield "but it cannot yet; why, and what to do: cmdgen status"


def _has_it(settings: Settings) -> bool:
    try:
        server = backends.ollama(settings)
        try:
            return server.health(_PATIENCE_S).model is not None
        except CmdgenError:
            return server.is_available()  # also one that may be started
    except CmdgenError:
        return False
