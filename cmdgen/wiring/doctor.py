"""The likely troubles, each with what mends it; nothing is changed and no model is loaded."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError, ModelFileError
from cmdgen.models.store_folder import Source, StoredModel
from cmdgen.shells.dialects import DIALECTS
from cmdgen.shells.startup_files import startup_file
from cmdgen.wiring import backends
from cmdgen.wiring.doctor_machine import of_the_machine
from cmdgen.wiring.model_choice import model_file
from cmdgen.wiring.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cmdgen.backends.remote.ollama import OllamaBackend
    from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend
    from cmdgen.backends.selection.selector import BackendState
    from cmdgen.settings import Settings

_PATIENCE_S: Final = 0.6
"""A little more than a server has for its answer; the question was asked long before."""


class Inquiry:
    """Asks each server in force what is wrong with it, in threads of their own.

    Begun before the backends are checked: a server that is silent then costs its time limit once, not twice.
    """

    def __init__(self, settings: Settings) -> None:
        self._reasons: dict[str, Trouble] = {}
        self._threads: dict[str, threading.Thread] = {}
        try:
            order = backends.selector(settings, lambda _: None).order()
        except CmdgenError:
            return  # told where the backends are checked
        for name in order:
            if name in backends.SERVERS and not settings.offline:
                # Made here: importing the client is no fault of the server, so that it is not on its time.
                try:
                    server = backends.SERVERS[name](settings)
                except CmdgenError as error:
                    self._reasons[name] = Trouble(error.message, error.hint)
                    continue
                thread = threading.Thread(target=self._ask, args=(name, server), daemon=True)
                self._threads[name] = thread
                thread.start()

    def reason(self, name: str) -> Trouble:
        """Return why this server cannot answer."""
        if name in self._threads:
            self._threads[name].join(_PATIENCE_S)
        silent = Trouble(f"{name} did not answer in time", "look at its own log, or try again")
        return self._reasons.get(name, silent)

    def _ask(self, name: str, server: OllamaBackend | OpenAICompatibleBackend) -> None:
        from cmdgen.backends.remote.failures import Kind, RemoteFailureError  # noqa: PLC0415  loaded already
        from cmdgen.backends.remote.ollama import OllamaBackend  # noqa: PLC0415

        try:
            if isinstance(server, OllamaBackend):
                health = server.health()
                if health.model is None:
                    self._reasons[name] = _no_model(server, [model.name for model in health.models])
            else:
                server.health()
        except RemoteFailureError as error:
            # What helps against a slow answer to a request is no help for a server that does not even say hello.
            silent = f"{name} at {server.address} takes connections and says nothing"
            is_silent = error.kind is Kind.TIMED_OUT
            self._reasons[name] = (
                Trouble(silent, "look at the log of the server; while it loads a model, wait")
                if is_silent
                else Trouble(error.message, error.hint)
            )
        except CmdgenError as error:
            self._reasons[name] = Trouble(error.message, error.hint)
        finally:
            server.shutdown()


def troubles(  # noqa: PLR0913  (each of these was found out already)
    settings: Settings,
    environ: Mapping[str, str],
    states: Iterable[BackendState],
    inquiry: Inquiry,
    *,
    shell: str,
    model_bytes: int | None,
) -> list[Trouble]:
    """Return everything that is wrong, the worst first.

    Args:
        settings: in force.
        environ: of the process.
        states: of the backends, as just checked.
        inquiry: begun before that.
        shell: that commands are written for.
        model_bytes: size of the embedded backend's model; None if it cannot be used.
    """
    return [
        *_servers(settings, states, inquiry),
        *_embedded(settings),
        *map(_of_warning, settings.warnings),
        *_shell(environ, shell),
        *_startup_line(environ, shell),
        *of_the_machine(settings, environ, model_bytes),
    ]


def _servers(settings: Settings, states: Iterable[BackendState], inquiry: Inquiry) -> Iterator[Trouble]:
    for state in states:
        if state.place is None or state.name == backends.EMBEDDED:
            continue
        if not state.is_available:
            yield inquiry.reason(state.name)
        if state.skipped_s:
            yield Trouble(
                f"{state.name} failed {state.failures} times in a row ({state.reason}) and is skipped for "
                f"{state.skipped_s:.0f} s",
                f"ask it all the same: cmdgen -b {state.name} REQUEST",
            )
        if (warning := _plain_http(settings, state.name)) is not None:
            what = warning.partition("; ")[0]
            yield Trouble(what, "write https:// in the address, or reach the server through ssh -L")


def _plain_http(settings: Settings, name: str) -> str | None:
    if name not in backends.SERVERS:
        return None
    try:
        return backends.SERVERS[name](settings).plain_http_warning()
    except CmdgenError:
        return None  # told already


def _no_model(server: OllamaBackend, names: list[str]) -> Trouble:
    wanted = server.info().model
    has = f"it has {', '.join(names[:8])}" if names else "it has none"
    if wanted in {"auto", ""}:
        return Trouble(
            f"Ollama at {server.address} has no model that writes text; {has}",
            "fetch one: ollama pull qwen2.5-coder:7b",
        )
    return Trouble(
        f"Ollama at {server.address} has no model {wanted!r}; {has}", f"fetch it: ollama pull {wanted}"
    )


def _embedded(settings: Settings) -> Iterator[Trouble]:
    try:
        reason = backends.embedded(settings).why_unavailable()
    except CmdgenError as error:
        reason = error
    if isinstance(reason, ModelFileError):
        yield Trouble(reason.message, _new_model(settings))
    elif reason is not None:
        yield Trouble(reason.message, reason.hint)


def _new_model(settings: Settings) -> str:
    """Return how to replace a model file that cannot be used."""
    from cmdgen.wiring.model_shelf import shelf_of  # noqa: PLC0415  only where something is wrong

    another = "choose another: cmdgen model list, then cmdgen model use NAME"
    try:
        shelf = shelf_of(settings)
        path = model_file(settings)
        stored = None if path is None else shelf.folder.at(path)
    except CmdgenError:
        return another
    if path is None:
        return "install cmdgen again: the starter model is part of it"
    # Also of a file that is gone, the folder and the name say which model it was.
    name = shelf.spelling(stored or StoredModel(path=path, size_bytes=0, source=Source()))
    if name is None:
        return another
    fetch = f"cmdgen model pull {name}"
    return (
        f"fetch it: {fetch}" if stored is None else f"fetch it again: cmdgen model rm {name} --yes; {fetch}"
    )


def _of_warning(warning: str) -> Trouble:
    """Return a warning of the settings with what to do about it."""
    what, separator, remedy = warning.rpartition("; ")
    if separator and remedy.startswith("close it: "):
        return Trouble(what, remedy)
    if warning.startswith("unknown setting"):
        return Trouble(warning, "correct it: cmdgen config edit")
    return Trouble(warning, "correct it, or take it out of the environment")


def _shell(environ: Mapping[str, str], shell: str) -> Iterator[Trouble]:
    path = environ.get("PATH")
    programs = DIALECTS[shell].programs
    if any(shutil.which(program, path=path) for program in programs):
        return
    others = (
        name
        for name, dialect in DIALECTS.items()
        if any(shutil.which(program, path=path) for program in dialect.programs)
    )
    yield Trouble(
        f"{programs[0]} is not installed, so {shell} commands are neither checked by it nor run",
        f"name the shell you use: cmdgen config set shell {next(others, 'sh')}",
    )


def _startup_line(environ: Mapping[str, str], shell: str) -> Iterator[Trouble]:
    """Find keys that were set up and do nothing: their line asks for a program that the shell does not find."""
    file = startup_file(shell, environ)
    try:
        if file is None or not file.has_line() or shutil.which("cmdgen", path=environ.get("PATH")):
            return
    except CmdgenError:
        return
    yield Trouble(
        f"the line in {file.path} does nothing, since cmdgen is not on the PATH",
        "put the folder of the program cmdgen on the PATH, or take the line out: cmdgen init --remove-keys",
    )
