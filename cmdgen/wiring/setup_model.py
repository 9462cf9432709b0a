"""The model of the embedded backend in `cmdgen init`: which one, whether to fetch it, and fetching it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmdgen.core.errors import CmdgenError, UsageError
from cmdgen.models.fit import Machine, memory_needed, recommended
from cmdgen.models.gguf import read_header
from cmdgen.models.spec import NamedSpec, StarterSpec, parse
from cmdgen.wiring.model_choice import model_file
from cmdgen.wiring.model_shelf import shelf_of
from cmdgen.wiring.models import fetch, progress_on_stderr

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.settings import Settings
    from cmdgen.wiring.model_shelf import Shelf
    from cmdgen.wiring.setup_talk import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done about the model."""

    name: str | None = None
    """As people write it; None leaves everything as it is."""
    get: bool = False
    """Whether it is to be fetched."""
    replace: Path | None = None
    """A damaged file that has to go first."""
    remember: bool = False
    """Whether the config file has to name it, since it would not be found without."""


def plan(settings: Settings, talk: Talk, *, wanted: str | None, may_fetch: bool) -> Plan:
    """Find out, by asking if need be, which model to fetch.

    Args:
        wanted: model of the command line.
        may_fetch: False fetches nothing.

    Raises:
        UsageError: the wanted model is none for this backend.
    """
    try:
        shelf = shelf_of(settings)
    except CmdgenError as error:  # no place for models, or an own catalogue that is broken
        talk.complain(error)
        return Plan()
    if wanted is not None:
        return _of_the_command_line(shelf, wanted, may_fetch=may_fetch)
    if settings.model is not None:
        return _of_the_settings(settings, talk, shelf, may_fetch=may_fetch)
    return _recommended(shelf, talk, may_fetch=may_fetch, remember_always=False)


def carry_out(settings: Settings, plan: Plan, talk: Talk) -> dict[str, str]:
    """Fetch what was planned, and return what the config file has to say about it.

    Whatever goes wrong is told, and the starter model answers.

    Raises:
        KeyboardInterrupt: Ctrl-C, and there was nobody to be told how to go on.
    """
    if plan.name is None:
        return {}
    shelf, again = shelf_of(settings), f"cmdgen model pull {plan.name}"
    path = shelf.path(parse(plan.name))
    if plan.get:
        if talk.asks:
            talk.say("Ctrl-C ends the download, not the set-up")
        if plan.replace is not None and (stored := shelf.folder.at(plan.replace)):
            shelf.folder.remove(stored)
        try:
            path = fetch(shelf, plan.name, again=again, progress=progress_on_stderr()).path
        except KeyboardInterrupt:
            talk.end_line()
            talk.say(
                "the download was stopped; what came is kept, and this goes on from there:", command=again
            )
            if not talk.asks:
                raise
            return {}
        except CmdgenError as error:
            talk.complain(error)
            talk.say("the starter model answers for now; try again later:", command=again)
            return {}
    if not plan.remember or path is None:
        return {}
    # A name outlives a folder that moves; only what has no name is kept by its path.
    by_name = isinstance(parse(plan.name), (NamedSpec, StarterSpec))
    return {"model": plan.name if by_name else str(path.absolute())}


def _of_the_command_line(shelf: Shelf, wanted: str, *, may_fetch: bool) -> Plan:
    spec = parse(wanted)
    if isinstance(spec, NamedSpec) and spec.backend == "ollama":
        message = f"{wanted} is a model of an Ollama server"
        raise UsageError(message, hint=f"cmdgen init --backend ollama --model {spec.name}")
    if isinstance(spec, NamedSpec):
        shelf.catalogue.get(spec.name)  # a misspelt name is told before anything else is asked
    if not may_fetch and shelf.path(spec) is None:
        raise shelf.unknown(wanted)
    return Plan(name=wanted, get=may_fetch and not isinstance(spec, StarterSpec), remember=True)


def _of_the_settings(settings: Settings, talk: Talk, shelf: Shelf, *, may_fetch: bool) -> Plan:
    """Keep the model that is set; one that cannot be used is told, and another one offered."""
    try:
        path = model_file(settings)
        if path is not None and not path.is_dir():
            read_header(path)
    except CmdgenError as error:
        talk.complain(error)
        return _recommended(shelf, talk, may_fetch=may_fetch, remember_always=True)
    talk.say(f"the model is set already: {settings.model} ({settings.origin('model')})")
    return Plan()


def _recommended(shelf: Shelf, talk: Talk, *, may_fetch: bool, remember_always: bool) -> Plan:
    best = recommended(shelf.catalogue, Machine.here(shelf.folder.root))
    if best is None:
        talk.say("no model of the catalogue fits this machine; the starter model answers")
        return Plan()
    model, variant = best
    remember = remember_always or model.name != shelf.catalogue.default
    path, damaged = shelf.path(parse(model.name)), False
    if path is not None:
        try:
            if not path.is_dir():
                read_header(path)
        except CmdgenError as error:
            talk.complain(error)
            damaged = True
        else:
            talk.say(f"{model.title} is here already")
            return Plan(name=model.name, remember=remember)
    if not may_fetch:
        return Plan()
    size = variant.size_bytes or 0
    talk.say(
        f"{model.title}: {_gigabytes(size)} to fetch, once, and {_gigabytes(memory_needed(size))} of memory "
        "while it answers. Without it the starter model answers, which ships with cmdgen and knows less."
    )
    if shelf.settings.offline:
        talk.say("offline, so nothing is fetched; later:", command=f"cmdgen model pull {model.name}")
        return Plan()
    if not talk.yes(f"fetch {model.name} now?"):
        talk.say("later:", command=f"cmdgen model pull {model.name}")
        return Plan()
    return Plan(name=model.name, get=True, replace=path if damaged else None, remember=remember)


def _gigabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e9:.1f} GB" if size_bytes >= 1e8 else f"{size_bytes / 1e6:.1f} MB"
