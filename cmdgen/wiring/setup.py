"""`cmdgen init`: asks what has to be asked, tests each part, and writes the config file at the end, at once."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import CmdgenError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import CommandRequest, Sampling
from cmdgen.models.fit import Machine, memory_needed, recommended
from cmdgen.models.spec import parse
from cmdgen.settings import environment, load
from cmdgen.settings.config_file import read
from cmdgen.settings.editing import set_values
from cmdgen.settings.loading import resolve
from cmdgen.shells.startup_files import startup_file
from cmdgen.ui.errors import render_error, render_note
from cmdgen.ui.paint import Paint
from cmdgen.ui.sink import Messages
from cmdgen.ui.terminal import detect
from cmdgen.wiring import backends, parts
from cmdgen.wiring.config import config_path
from cmdgen.wiring.model_shelf import shelf_of
from cmdgen.wiring.models import fetch, progress_on_stderr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cmdgen.settings import Settings
    from cmdgen.shells.startup_files import StartupFile

KINDS: Final = ("embedded", "ollama", "vllm")
_TEST_REQUEST: Final = "list the files in this folder"
_TEST_TIMEOUT_S: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says; None and True leave it to the questions."""

    backend: str | None = None
    url: str | None = None
    model: str | None = None
    api_key_command: str | None = None
    fetch_model: bool = True
    keys: bool = True
    offline: bool = False


class _Talk:
    """Speaks and asks on stderr; where nobody can or should be asked, the answer that is ready counts."""

    def __init__(self, *, ask: bool) -> None:
        terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
        self._asks = ask and terminal.can_ask
        self._paint = Paint.of(terminal)
        self._messages = Messages(sys.stderr)

    def say(self, text: str) -> None:
        self._messages.write(render_note(text, self._paint))

    def complain(self, error: CmdgenError) -> None:
        self._messages.write(render_error(error, self._paint))

    def yes(self, question: str) -> bool:
        """Ask a question whose ready answer is yes."""
        return self.text(f"{question} [Y/n]", "y").lower() in {"y", "yes"}

    def text(self, question: str, ready: str) -> str:
        """Ask for a word; Enter takes the ready one."""
        if not self._asks:
            return ready
        shown = question if question.endswith("]") else f"{question} [{ready}]"
        self._messages.write(f"{shown} ")
        line = sys.stdin.readline()
        if not line:  # Ctrl-D: the same as Ctrl-C, nothing was written yet
            raise KeyboardInterrupt
        return line.strip() or ready

    def secret(self, question: str) -> str:
        """Ask for a key, which is not echoed; empty for none."""
        return getpass.getpass(f"{question} ").strip() if self._asks else ""


def set_up(wishes: Wishes, config: Path | None, *, ask: bool) -> int:
    """Set everything up and return 0, or the status of the part that does not work.

    Args:
        wishes: of the command line.
        config: file to write; None is the usual one.
        ask: False takes every ready answer.

    Raises:
        UsageError: there is no such backend.
        ConfigurationError: the config file is broken or cannot be written.
        KeyboardInterrupt: Ctrl-C; nothing was written.
    """
    talk = _Talk(ask=ask)
    path = config_path(config)
    settings = load(environment(), config if config is not None and config.exists() else None, {})
    backend = _backend(wishes, settings, talk)
    values = {"backend": backend} | _server_values(backend, wishes, settings, talk)
    trial = _trial(settings, values)
    if backend == backends.EMBEDDED:
        values |= _model(wishes, trial, talk)
    failure = _tested(backend, trial if backend != backends.EMBEDDED else _trial(settings, values), wishes, talk)
    if failure is not None and ask and not talk.yes("write it to the config file all the same?"):
        return failure.exit_code
    set_values(path, values)
    talk.say(f"written: {path}")
    if wishes.keys:
        _keys(talk)
    if failure is not None:
        talk.say(f"set up, but {backend} does not answer yet, so the starter model stands in; cmdgen status tells more")
        return failure.exit_code
    talk.say('ready: cmdgen "find big files"; cmdgen status shows everything')
    return ExitCode.OK


def remove_keys() -> int:
    """Take the line out of the startup files of every shell."""
    talk = _Talk(ask=False)
    environ = environment()
    for shell in ("bash", "zsh", "fish"):
        file = startup_file(shell, environ)
        if file is not None and file.remove():
            talk.say(f"taken out of {file.path}; a running shell keeps its keys: cmdgen_shell_remove")
    return ExitCode.OK


def _backend(wishes: Wishes, settings: Settings, talk: _Talk) -> str:
    if wishes.backend is not None:
        chosen = wishes.backend
    else:
        ready = settings.backend if settings.origin("backend").source != "default" else backends.EMBEDDED
        if ready == backends.EMBEDDED and not wishes.offline and backends.ollama(settings).is_available():
            talk.say("Ollama is running on this machine")
            ready = "ollama"
        talk.say("embedded needs nothing else; ollama and vllm ask a server, and embedded stands in for it")
        chosen = talk.text(f"backend ({', '.join(KINDS)})", ready).lower()
    if chosen not in KINDS:
        message = f"there is no backend {chosen!r} to set up"
        raise UsageError(message, hint=f"use one of: {', '.join(KINDS)}")
    return chosen


def _server_values(backend: str, wishes: Wishes, settings: Settings, talk: _Talk) -> dict[str, str]:
    if backend == backends.EMBEDDED:
        return {}
    known = settings.ollama_url or "http://localhost:11434" if backend == "ollama" else settings.vllm_url
    url = wishes.url or talk.text("address of the server", known or "http://localhost:8000")
    values = {f"{backend}.url": url}
    model = wishes.model or (settings.ollama_model if backend == "ollama" else settings.vllm_model)
    if model:
        values[f"{backend}.model"] = model
    if backend == "vllm":
        if wishes.api_key_command is not None:
            values["vllm.api_key_command"] = wishes.api_key_command
        elif settings.vllm_api_key is None and settings.vllm_api_key_command is None:
            key = talk.secret("key of the server (Enter for none; it is stored in the config file, mode 0600):")
            if key:
                values["vllm.api_key"] = key
    return values


def _trial(settings: Settings, values: Mapping[str, str]) -> Settings:
    """Return the settings as they will be; what the environment says keeps its precedence."""
    content: dict[str, Any] = {}
    if settings.config_file is not None:
        content, _ = read(settings.config_file, required=False)
    for name, value in values.items():
        *tables, key = name.split(".")
        table = content
        for each in tables:
            table = table.setdefault(each, {})
        table[key] = value
    return resolve(content, environment(), {}, path=settings.config_file, found=settings.config_found)


def _model(wishes: Wishes, settings: Settings, talk: _Talk) -> dict[str, str]:
    """Fetch the model for the embedded backend; the starter model answers where that does not work."""
    if not wishes.fetch_model:
        return {}
    shelf = shelf_of(settings)
    name = wishes.model
    if name is None:
        best = recommended(shelf.catalogue, Machine.here(shelf.folder.root))
        if best is None:
            talk.say("no model of the catalogue fits this machine; the starter model answers")
            return {}
        model, variant = best
        name = model.name
        if shelf.path(parse(name)) is not None:
            talk.say(f"{model.title} is here already")
            return {}
        size = variant.size_bytes or 0
        talk.say(
            f"{model.title}: {size / 1e9:.1f} GB to fetch, {memory_needed(size) / 1e9:.1f} GB of memory; "
            "until then, and without it, the starter model answers"
        )
        if wishes.offline or not talk.yes(f"fetch {name} now?"):
            talk.say(f"later: cmdgen model pull {name}")
            return {}
    again = f"cmdgen model pull {name}"
    try:
        fetch(shelf, name, again=again, progress=progress_on_stderr())
    except KeyboardInterrupt:
        talk.say(f"interrupted; what came is kept, and this goes on from there: {again}")
        return {}
    except CmdgenError as error:
        talk.complain(error)
        talk.say(f"the starter model answers for now; try again later: {again}")
        return {}
    return {} if wishes.model is None else {"model": name}


def _tested(backend: str, settings: Settings, wishes: Wishes, talk: _Talk) -> CmdgenError | None:
    """Ask one request of exactly this backend and say what came of it; return what went wrong."""
    if wishes.offline and backend != backends.EMBEDDED:
        talk.say(f"not tested, because of --offline: {backend}")
        return None
    environ = environment()
    request = CommandRequest(
        text=_TEST_REQUEST, dialect=parts.dialect_name(settings, environ), platform=parts.platform(environ)
    )
    generator = backends.SERVERS.get(backend, backends.embedded)(settings)
    try:
        answer = generator.generate(request, Sampling(timeout_s=_TEST_TIMEOUT_S))
    except CmdgenError as error:
        talk.complain(error)
        return error
    finally:
        generator.shutdown()
    source = answer.source
    talk.say(f"works: {source.backend}, {source.engine}, {source.model}: {_TEST_REQUEST} -> {answer.command.text}")
    return None


def _keys(talk: _Talk) -> None:
    environ = environment()
    shell = parts.dialect_name(load(environ, None, {}), environ)
    file = startup_file(shell, environ)
    if file is None:
        talk.say(f"keys for {shell}: see cmdgen shell --help")
        return
    if file.has_line():
        talk.say(f"the keys are in {file.path} already")
        return
    talk.say("Alt-G turns the words on your line into a command there; ?? in front of words does the same")
    if talk.yes(f"add one line to {file.path} for that?"):
        _add(file, talk)


def _add(file: StartupFile, talk: _Talk) -> None:
    try:
        file.add()
    except CmdgenError as error:
        talk.complain(error)
        return
    talk.say(f"added to {file.path}; it holds for new shells (cmdgen init --remove-keys takes it out)")
