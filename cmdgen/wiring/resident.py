"""`cmdgen serve`: starts, ends and describes the resident process."""

from __future__ import annotations

import json as json_format
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import BackendUnavailableError, CmdgenError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.resident import wire
from cmdgen.resident.address import folder
from cmdgen.resident.client import Exchange
from cmdgen.settings import environment
from cmdgen.wiring.checking import tell
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

IDLE_S: Final = 600.0
_START_S: Final = 10.0
_STOP_S: Final = 5.0
_PAUSE_S: Final = 0.02
_START: Final = (
    # The working directory, which comes first with -c, must not bring modules of its own; where this process has found
    # the package is good for the other one too.
    "import sys; sys.path[:] = [*filter(None, sys.path), {here!r}]; from cmdgen.__main__ import main; sys.exit(main())"
)


def serve(
    flags: Mapping[str, object],
    config: Path | None,
    *,
    idle_s: float,
    is_request: Callable[[list[str]], bool],
) -> int:
    """Serve until a signal, `--stop`, or `idle_s` seconds without a request; 0 waits for ever.

    Args:
        is_request: whether words on the command line are a request.

    Raises:
        BackendUnavailableError: another process serves, or there is no place to listen at.
    """
    from cmdgen.resident.listening import Listening  # noqa: PLC0415
    from cmdgen.resident.server import Server  # noqa: PLC0415
    from cmdgen.wiring.resident_answers import ResidentAnswers  # noqa: PLC0415
    from cmdgen.wiring.resident_model import LoadedModel  # noqa: PLC0415

    environ = environment()
    listening = Listening(_folder(environ))
    model = LoadedModel(environ, None if config is None else config.absolute(), flags)
    try:
        model.settings()
    except CmdgenError:
        listening.close()
        raise
    _leave_surroundings()
    server = Server(listening, ResidentAnswers(model, environ, is_request), idle_s=idle_s or None)
    tell([f"answers at {listening.path}; Ctrl-C or cmdgen serve --stop ends it"])
    server.run()
    tell([f"ended: {server.reason}"])
    return ExitCode.OK


def background(arguments: list[str], *, waits: bool) -> int:
    """Start a resident process that outlives this one, unless one runs.

    Args:
        arguments: for it.
        waits: until it can be asked, and says so; otherwise nothing is said, whatever happens.

    Raises:
        BackendUnavailableError: it does not start.
    """
    environ = environment()
    state = _state(environ)
    if state is None:
        if not waits:
            start(environ, arguments)
            return ExitCode.OK
        _folder(environ)
        start(environ, arguments)
        state = _until(lambda: _state(environ), _START_S)
        if state is None:
            message = f"cmdgen serve has not started within {_START_S:g} s"
            raise BackendUnavailableError(message, hint="cmdgen serve, without --background, tells why")
    if waits:
        print_text(f"cmdgen serve is running as process {state['pid']}")
    return ExitCode.OK


def start(environ: Mapping[str, str], arguments: list[str] | None = None) -> None:
    """Start a resident process without waiting for it; where that is not possible, nothing happens."""
    if folder(environ) is None:
        return
    from cmdgen import execute  # noqa: PLC0415

    # A standalone build is the program itself and no Python.
    frozen = getattr(sys, "frozen", False)
    program = [] if frozen else ["-c", _START.format(here=str(Path(__file__).parents[2]))]
    try:
        execute.start_detached([sys.executable, *program, "serve", *(arguments or [])], environ=environ)
    except CmdgenError:
        return


def stop() -> int:
    """End the resident process and wait for that.

    Raises:
        BackendUnavailableError: there is none, or it does not end.
    """
    environ = environment()
    with Exchange(environ) as exchange:
        if not exchange.connect():
            raise _nobody(exchange)
        pid = exchange.peer_pid
        exchange.ask(wire.STOP, [])
    if _until(lambda: _is_gone(pid, environ), _STOP_S) is None:
        message = f"process {pid} does not end"
        raise BackendUnavailableError(message, hint=f"kill -9 {pid}")
    print_text("cmdgen serve has ended")
    return ExitCode.OK


def status(*, json: bool) -> int:
    """Print what the resident process says about itself.

    Raises:
        BackendUnavailableError: there is none; with `json` that is printed.
    """
    environ = environment()
    state = _state(environ)
    if json:
        print_text(json_format.dumps({"schema": 1, "running": state is not None, **(state or {})}))
        return ExitCode.OK if state else ExitCode.NO_BACKEND
    if state is None:
        with Exchange(environ) as exchange:
            exchange.connect()
            raise _nobody(exchange)
    ends = "never" if state["ends_in_s"] is None else f"in {state['ends_in_s']:.0f} s without a request"
    lines = [
        f"process    {state['pid']}, for {state['uptime_s']:.0f} s",
        f"model      {state['model'] or 'not loaded'} ({state['engine'] or 'no engine'})",
        f"answered   {state['answered']}, left to the callers {state['declined']}"
        + (f" (last: {state['last_declined']})" if state["last_declined"] else ""),
        f"waiting    {state['waiting']}",
        f"ends       {ends}",
        f"socket     {state['socket']}",
    ]
    print_text("\n".join(lines))
    return ExitCode.OK


def _state(environ: Mapping[str, str]) -> dict[str, Any] | None:
    with Exchange(environ) as exchange:
        if not exchange.connect():
            return None
        reply = exchange.ask(wire.STATUS, [])
    if reply is None or reply[0] != wire.STATE or len(reply) != 2:
        return None
    try:
        state: dict[str, Any] = json_format.loads(reply[1])
    except ValueError:
        return None
    return state


def _folder(environ: Mapping[str, str]) -> str:
    path = folder(environ)
    if path is None:
        message = "there is no place for the socket of cmdgen serve: it needs a Unix system, a home, and a short path"
        raise BackendUnavailableError(message, hint="answers come without it all the same")
    return path


def _nobody(exchange: Exchange) -> BackendUnavailableError:
    reason = f": {exchange.refusal}" if exchange.refusal else ""
    return BackendUnavailableError(f"cmdgen serve is not running{reason}", hint="cmdgen serve --background")


def _is_gone(pid: int, environ: Mapping[str, str]) -> bool | None:
    with Exchange(environ) as exchange:
        if exchange.connect() and exchange.peer_pid == pid:
            return None
    if pid > 0:
        try:
            os.kill(pid, 0)
        except OSError:
            return True
        return None
    return True


def _until(find: Callable[[], Any], patience_s: float) -> Any:
    deadline = time.monotonic() + patience_s
    while (found := find()) is None and time.monotonic() < deadline:
        time.sleep(_PAUSE_S)
    return found


def _leave_surroundings() -> None:
    """Keep no file system busy, and read no terminal: what a call has on stdin is the call's."""
    os.chdir("/")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
