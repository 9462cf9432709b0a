"""`cmdgen init`: asks what has to be asked, tests what it sets up, and only then writes anything."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import CmdgenError, ConfigurationError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.settings import environment
from cmdgen.settings.config_file import read
from cmdgen.settings.editing import set_values, unset_value
from cmdgen.settings.loading import resolve
from cmdgen.settings.naming import target
from cmdgen.settings.saving import cannot_write
from cmdgen.wiring import backends, setup_keys, setup_model, setup_server
from cmdgen.wiring.config import config_path
from cmdgen.wiring.setup_server import Server, ServerWishes
from cmdgen.wiring.setup_talk import Talk
from cmdgen.wiring.setup_trial import TEST_REQUEST, first_answer

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.settings import Settings

KINDS: Final = ("embedded", "ollama", "vllm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says; None and True leave it to the questions."""

    backend: str | None = None
    server: ServerWishes = field(default_factory=ServerWishes)
    fetch_model: bool = True
    keys: bool = True
    offline: bool = False


def set_up(wishes: Wishes, config: Path | None, *, ask: bool) -> int:
    """Set everything up and return 0, or the status of the part that does not work.

    Args:
        wishes: of the command line.
        config: file to write; None is the usual one.
        ask: False takes every ready answer.

    Raises:
        UsageError: there is no such backend or model, no such address, or no terminal to ask at.
        ConfigurationError: the config file is broken or cannot be written.
        KeyboardInterrupt: Ctrl-C or Ctrl-D; the configuration is as it was.
    """
    talk = Talk(ask=ask)
    if ask and not talk.asks:
        message = "init asks what to set up, and there is no terminal to ask at"
        raise UsageError(
            message, hint="cmdgen init --yes takes every answer that is ready; see cmdgen init --help"
        )
    setup = _Setup(wishes, config_path(config), talk)
    try:
        return setup.run()
    except KeyboardInterrupt:
        talk.end_line()
        talk.say("stopped; the configuration is as it was" if not setup.is_written else "stopped")
        raise


def remove_keys() -> int:
    """Take the line out of the startup files of every shell.

    Raises:
        ConfigurationError: a file cannot be changed.
    """
    setup_keys.remove(Talk(ask=False))
    return ExitCode.OK


class _Setup:
    """One run: first every question, then everything that takes time, then writing."""

    def __init__(self, wishes: Wishes, path: Path, talk: Talk) -> None:
        self.wishes = wishes
        self.path = path
        self.talk = talk
        self.is_written = False
        # One that is named and not there yet is to be made; one that is broken stops everything here.
        self.content, self.found = read(path, required=False)

    def run(self) -> int:
        wishes, talk = self.wishes, self.talk
        settings = self._settings(Server(values={}))
        _refuse_unwritable(self.path)
        if talk.asks:
            talk.say("Enter takes the answer in brackets. Ctrl-C stops; until the end nothing is changed.")
        talk.step("Who answers?")
        backend = self._backend(settings)
        chosen, plan = Server(values={}), setup_model.Plan()
        if backend == backends.EMBEDDED:
            talk.step("Model")
            plan = setup_model.plan(settings, talk, wanted=wishes.server.model, may_fetch=wishes.fetch_model)
        else:
            talk.step("Server")
            chosen = setup_server.describe(backend, wishes.server, settings, talk)
        startup = None
        if wishes.keys:
            talk.step("Shell")
            startup = setup_keys.file_to_change(settings, talk)
        talk.step("Setting up")
        chosen = Server(
            values={"backend": backend} | chosen.values | setup_model.carry_out(settings, plan, talk),
            removed=chosen.removed,
        )
        chosen, failure = self._until_it_works(backend, chosen)
        self._write(chosen)
        if startup is not None:
            setup_keys.add(startup, talk)
        if failure is not None:
            stands_in = "" if backend == backends.EMBEDDED else ", so the embedded model stands in"
            talk.say(
                f"set up, but {backend} does not answer yet{stands_in}; what to do:", command="cmdgen status"
            )
            return failure.exit_code
        talk.say("ready:", command='cmdgen "find big files"')
        return ExitCode.OK

    def _settings(self, chosen: Server) -> Settings:
        """Return the settings as they will be; what the environment says keeps its precedence."""
        content: dict[str, Any] = {
            name: dict(value) if isinstance(value, dict) else value for name, value in self.content.items()
        }
        for name in chosen.removed:
            _put(content, name, None)
        for name, value in chosen.values.items():
            _put(content, name, value)
        flags = {"offline": True} if self.wishes.offline else {}
        return resolve(content, environment(), flags, path=self.path, found=self.found)

    def _backend(self, settings: Settings) -> str:
        wished = self.wishes.backend
        if wished is None:
            wished = self._asked_backend(settings)
        if wished not in KINDS:
            near = difflib.get_close_matches(wished, KINDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(KINDS)}"
            message = f"there is no backend {wished!r} to set up"
            raise UsageError(message, hint=hint)
        server = self.wishes.server
        if wished == backends.EMBEDDED and (server.url or server.api_key_command):
            message = "--url and --api-key-command are about a server, and embedded has none"
            raise UsageError(message, hint="name the server's kind: --backend ollama, or --backend vllm")
        return wished

    def _asked_backend(self, settings: Settings) -> str:
        is_set = settings.origin("backend").source != "default"
        ready = settings.backend if is_set and settings.backend in KINDS else backends.EMBEDDED
        running = setup_server.answering_ollama(settings)
        if running is not None and not is_set:
            ready = "ollama"
            if not self.talk.asks:
                self.talk.say(f"Ollama answers at {running}")
        options = {
            "embedded": "a model in this program; needs no server and no network",
            "ollama": "an Ollama server" + (f"; one answers at {running}" if running else ""),
            "vllm": "vLLM, or any server with the OpenAI interface",
        }
        return self.talk.choose("backend", options, ready)

    def _until_it_works(self, backend: str, chosen: Server) -> tuple[Server, CmdgenError | None]:
        """Test what was chosen; while it does not work, let the user decide what to do."""
        while True:
            failure = self._tested(backend, chosen)
            if failure is None or not self.talk.asks:
                return chosen, failure
            options = {"again": "ask it once more", "keep": "write it as it is", "quit": "write nothing"}
            if backend != backends.EMBEDDED:
                options = {"change": "another address or key", **options}
            # Asking again brings the same where the settings themselves are at fault.
            ready = "change" if "change" in options and isinstance(failure, ConfigurationError) else "again"
            match self.talk.choose("what now?", options, ready):
                case "keep":
                    return chosen, failure
                case "quit":
                    raise KeyboardInterrupt
                case "change":
                    settings = self._settings(chosen)
                    new = setup_server.describe(backend, self.wishes.server, settings, self.talk, again=True)
                    values = {
                        name: value for name, value in chosen.values.items() if name not in new.removed
                    } | new.values
                    removed = dict.fromkeys((*chosen.removed, *new.removed))
                    chosen = Server(
                        values=values, removed=tuple(name for name in removed if name not in values)
                    )
                case _:
                    pass

    def _tested(self, backend: str, chosen: Server) -> CmdgenError | None:
        """Ask one request of exactly this backend and say what came of it; return what went wrong."""
        talk = self.talk
        try:
            settings = self._settings(chosen)
            if settings.offline and backend != backends.EMBEDDED:
                talk.say(f"not tested, since offline: {backend}")
                return None
            answer = first_answer(backend, settings, talk)
        except CmdgenError as error:
            talk.complain(error)
            return error
        source = answer.source
        talk.say(
            f"works: {source.model} ({source.backend}, {source.engine}): {TEST_REQUEST} -> {answer.command.text}"
        )
        return None

    def _write(self, chosen: Server) -> None:
        set_values(self.path, chosen.values)
        self.is_written = True
        for name in chosen.removed:
            unset_value(self.path, name)
        self.talk.say(f"written: {self.path}")
        self.content, self.found = read(self.path, required=False)
        settings = self._settings(Server(values={}))
        for name in chosen.values:
            key = target(name).key
            origin = settings.origin("" if key is None else key.name)
            if key is not None and origin.source != "file":
                self.talk.say(
                    f"but {origin} comes first: {name} of the file has no effect as long as that holds"
                )


def _put(content: dict[str, Any], dotted: str, value: str | None) -> None:
    """Set, or with None remove, a value of a config file's content."""
    *tables, key = dotted.split(".")
    table = content
    for name in tables:
        table = table.setdefault(name, {})
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def _refuse_unwritable(path: Path) -> None:
    """Tell before the questions, and before a gigabyte is fetched, that the config file cannot be written.

    Raises:
        ConfigurationError: it cannot.
    """
    real = path.resolve()
    place = next(parent for parent in (real.parent, *real.parent.parents) if parent.exists())
    if not os.access(place, os.W_OK):
        raise cannot_write(path, PermissionError(f"{place} cannot be written"))
