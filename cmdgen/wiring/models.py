"""`cmdgen model`: puts settings, catalogue, folder, hub and screen together."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.models import spec as specs
from cmdgen.models.fit import Machine, recommended
from cmdgen.models.gguf import read_header
from cmdgen.models.hub_errors import megabytes
from cmdgen.models.pulling import Pulled, Puller
from cmdgen.settings import environment
from cmdgen.ui import models_view as view
from cmdgen.ui.errors import render_note
from cmdgen.ui.paint import Paint
from cmdgen.ui.sink import Messages
from cmdgen.ui.terminal import detect
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from cmdgen.models.progress import Progress
    from cmdgen.models.pulling import OllamaPull
    from cmdgen.models.store_folder import StoredModel
    from cmdgen.settings import Settings
    from cmdgen.ui.terminal import Terminal
    from cmdgen.wiring.model_shelf import Shelf


def available(shelf: Shelf, *, json: bool) -> int:
    """Print the catalogue with what fits this machine."""
    machine = Machine.here(shelf.folder.root)
    best = recommended(shelf.catalogue, machine)
    name = None if best is None else best[0].name
    stored = {spelling for model in shelf.folder.models() if (spelling := shelf.spelling(model))}
    offer = view.Offer(catalogue=shelf.catalogue, machine=machine, best=name, stored=stored)
    if json:
        print_text(view.render_available_json(offer))
    else:
        terminal = _stdout_terminal()
        print_text(view.render_available(offer, Paint.of(terminal), terminal.width))
    return ExitCode.OK


def list_models(shelf: Shelf, *, json: bool) -> int:
    """Print the models of the folder."""
    models, leftovers = shelf.folder.models(), shelf.folder.leftovers()
    if json:
        print_text(view.render_list_json(models, leftovers, shelf.folder.root, shelf.in_use))
    else:
        paint = Paint.of(_stdout_terminal())
        print_text(view.render_list(models, leftovers, shelf.folder.root, shelf.in_use, paint))
    return ExitCode.OK


def pull(shelf: Shelf, text: str, *, json: bool, quiet: bool) -> int:
    """Fetch a model and say where it is and how to use it.

    Raises:
        UsageError: there is no such model.
        DownloadError: it could not be fetched.
    """
    again = f"cmdgen model pull {text}"
    try:
        pulled = fetch(shelf, text, again=again, progress=progress_on_stderr(quiet=quiet or json))
    except KeyboardInterrupt:
        _tell(f"interrupted; what came is kept, and this goes on from there: {again}")
        raise
    if json:
        print_text(view.render_pulled_json(pulled, text))
    else:
        print_text(
            _told(
                pulled,
                text,
                in_use=pulled.path is not None and pulled.path == shelf.in_use,
                role=_role(shelf.settings),
            )
        )
    return ExitCode.OK


def fetch(shelf: Shelf, text: str, *, again: str, progress: Progress) -> Pulled:
    """Return the model that the text names, fetched if it was not here.

    Args:
        again: what to type to go on after an interruption; part of messages.

    Raises:
        UsageError: there is no such model.
        DownloadError: it could not be fetched.
    """
    from cmdgen.models.download import Downloader  # noqa: PLC0415  only pull needs them
    from cmdgen.models.hub import Hub  # noqa: PLC0415

    hub = Hub(offline=shelf.settings.offline)
    puller = Puller(
        folder=shelf.folder,
        catalogue=shelf.catalogue,
        downloader=Downloader(hub=hub, progress=progress, again=again),
        ollama=_ollama_pull(shelf.settings),
    )
    return puller.pull(specs.parse(text))


def progress_on_stderr(*, quiet: bool = False) -> Progress:
    """Return what shows downloads."""
    from cmdgen.ui.download_bar import download_progress  # noqa: PLC0415  only pull needs it

    terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
    return download_progress(sys.stderr, Messages(sys.stderr), terminal, Paint.of(terminal), quiet=quiet)


def info(shelf: Shelf, text: str, *, json: bool) -> int:
    """Print what the catalogue, the folder and the file itself say about a model.

    Raises:
        UsageError: neither catalogue nor folder has it.
        ModelFileError: the file is damaged.
    """
    parts: dict[str, dict[str, Any]] = {}
    spec = specs.parse(text)
    if isinstance(spec, specs.NamedSpec) and spec.name.lower() in shelf.catalogue.models:
        entry = shelf.catalogue.get(spec.name)
        variant = entry.mlx if spec.backend == "mlx" else entry.variant(spec.quantisation)
        parts["catalogue"] = view.entry_facts(entry, variant)
    path = shelf.path(spec)
    if path is None and not parts:
        raise shelf.unknown(text)
    if path is not None:
        stored = shelf.folder.at(path)
        parts["stored"] = {"path": str(path)} if stored is None else view.stored_facts(stored)
        if not path.is_dir():
            parts["file"] = view.header_facts(read_header(path))
    else:
        parts["stored"] = {"here": f"no; cmdgen model pull {text}"}
    terminal = _stdout_terminal()
    print_text(
        view.render_info_json(parts) if json else view.render_info(parts, Paint.of(terminal), terminal.width)
    )
    return ExitCode.OK


def use(shelf: Shelf, text: str, *, json: bool) -> int:
    """Write into the config file that this model answers from now on.

    Raises:
        UsageError: it is not here.
        ModelFileError: it is damaged.
        ConfigurationError: the config file cannot be written.
    """
    from cmdgen.settings.editing import set_value  # noqa: PLC0415  only use needs it

    config = shelf.settings.config_file
    if config is None:
        message = "there is no place for a config file: the user has no home directory"
        raise ConfigurationError(message, hint="name one: CMDGEN_CONFIG=/path/config.toml")
    spec = specs.parse(text)
    path = shelf.path(spec)
    if path is None:
        raise shelf.unknown(text)
    if isinstance(spec, specs.StarterSpec):
        # Said, not left out: without a word the default model answers as soon as it has been fetched.
        set_value(config, "model", specs.STARTER)
    else:
        if not path.is_dir():
            read_header(path)
        set_value(config, "model", str(path.absolute()))
    if json:
        print_text(view.render_done_json(model=str(path), config=str(config)))
        return ExitCode.OK
    print_text(f"{path.name} {_role(shelf.settings)} (model, in {config})")
    _warn_overridden(shelf.settings)
    return ExitCode.OK


def remove(shelf: Shelf, text: str, *, yes: bool, json: bool) -> int:
    """Delete a model of the folder, after asking.

    Raises:
        UsageError: it is not here, or nobody can be asked.
    """
    spec = specs.parse(text)
    if isinstance(spec, specs.StarterSpec):
        message = "the starter is part of cmdgen and cannot be removed"
        raise UsageError(message, hint="cmdgen model list shows what can be")
    path = shelf.path(spec)
    stored = None if path is None else shelf.folder.at(path)
    if stored is None or shelf.folder.root.resolve() not in stored.path.resolve().parents:
        raise shelf.unknown(text)
    if not yes and not _agrees(stored, in_use=stored.path == shelf.in_use):
        _tell("nothing was removed")
        return ExitCode.DECLINED
    shelf.folder.remove(stored)
    if json:
        print_text(view.render_done_json(removed=str(stored.path), bytes=stored.size_bytes))
    else:
        print_text(f"removed {stored.path.name}, {megabytes(stored.size_bytes)} are free again")
    if stored.path == shelf.in_use:
        _tell("the settings name this model; for the starter: cmdgen model use starter")
    return ExitCode.OK


def _agrees(model: StoredModel, *, in_use: bool) -> bool:
    terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
    if not (terminal.stdin_is_tty and terminal.stderr_is_tty):
        message = f"removing {model.path.name} needs a yes, and there is no terminal to ask on"
        raise UsageError(message, hint="say so: --yes")
    used = ", which is in use" if in_use else ""
    question = f"remove {model.path.name} ({megabytes(model.size_bytes)}{used})? [y/N] "
    Messages(sys.stderr).write(question)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _role(settings: Settings) -> str:
    """Return what the model of this machine does from now on."""
    first = settings.candidates[0]
    if first == "embedded":
        return "answers from now on"
    return (
        f"stands in from now on: {first} is asked first; to change that: cmdgen config set backend embedded"
    )


def _told(pulled: Pulled, text: str, *, in_use: bool, role: str) -> str:
    if pulled.path is None:
        return f"{pulled.source.repository} is on the Ollama server; ask it: cmdgen --backend ollama"
    state = "is here already" if pulled.was_there else "is here"
    size = "" if pulled.size_bytes is None else f", {megabytes(pulled.size_bytes)}"
    checked = "" if pulled.was_there or pulled.source.sha256 is None else ", checksum verified"
    if in_use:
        return f"{pulled.path} {state}{size}{checked}\nit {role}"
    name = pulled.path.name if pulled.source.imported_from else text
    return f"{pulled.path} {state}{size}{checked}\nuse it from now on: cmdgen model use {name}"


def _warn_overridden(settings: Settings) -> None:
    origin = settings.origin("model")
    if origin.source in {"environment", "profile", "flag"}:
        _tell(f"but {origin} names another model and wins")


def _ollama_pull(settings: Settings) -> OllamaPull:
    """Return what asks the Ollama server of the settings to pull a model."""

    def ask(model: str, progress: Progress) -> None:
        from cmdgen.backends.remote.ollama_pull import pull as pull_there  # noqa: PLC0415  rarely needed

        pull_there(settings, model, progress)

    return ask


def _stdout_terminal() -> Terminal:
    return detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)


def _tell(text: str) -> None:
    terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
    Messages(sys.stderr).write(render_note(text, Paint.of(terminal)))
