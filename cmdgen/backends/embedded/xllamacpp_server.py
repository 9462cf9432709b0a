"""Starts llama.cpp's server inside this process: no network port, and not a word on the terminal."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.failures import model_refused
from cmdgen.backends.embedded.native_log import captured_stderr, load_failure
from cmdgen.backends.embedded.openmp import calm_threads
from cmdgen.backends.embedded.private_socket import private_socket
from cmdgen.core.errors import BackendUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cmdgen.backends.embedded.engine import EngineOptions

BATCH_TOKENS: Final = 64
"""The prompt is read in pieces of this size, with a chance to stop after each; smaller ones cost speed."""

_SILENT: Final = -1
_ERRORS: Final = 1
_OTHER_ENGINE: Final = "install the other engine: pip install llama-cpp-python"


def start_server(path: Path, options: EngineOptions) -> Any:
    """Return a running `xllamacpp.Server`; it ends when its last reference goes.

    Raises:
        ModelFileError: llama.cpp cannot use this model.
        BackendUnavailableError: the library does not load, or the server does not start.
    """
    try:
        return _server(path, options, verbosity=_SILENT)
    except RuntimeError as error:
        # The exception never says why.  The second, equally failing attempt is allowed to log, into a file.
        with captured_stderr() as log, contextlib.suppress(RuntimeError):
            return _server(path, options, verbosity=_ERRORS)
        reason = load_failure(log.text)
        if reason is None:
            why = _last_line(log.text) or error
            message = f"the engine xllamacpp does not start with {path}: {why}"
            raise BackendUnavailableError(message, hint=_OTHER_ENGINE) from error
        raise model_refused(path, reason, package="xllamacpp") from error


def _server(path: Path, options: EngineOptions, *, verbosity: int) -> Any:
    calm_threads()
    import xllamacpp  # noqa: PLC0415  (106 MB library; the model is needed only now)

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = options.context_tokens
    params.n_batch = params.n_ubatch = min(BATCH_TOKENS, options.context_tokens)
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = options.threads
    params.verbosity = verbosity
    params.warmup = False
    params.fit_params = False  # the context is small: nothing to fit
    params.no_extra_bufts = True  # repacked weights: 0.6 GB and 0.6 s more for a 1.5B model
    params.cache_ram_mib = 0  # the cache of other conversations; there is one
    params.n_ctx_checkpoints = 0
    params.force_pure_content_parser = True  # no search for tool calls or thoughts in the answer
    params.n_threads_http = 1
    params.sse_ping_interval = -1  # a ping is no JSON, and nobody needs to be kept awake
    params.endpoint_metrics = True
    params.ui = False
    params.endpoint_slots = False
    with private_socket() as address:
        # A name that ends in .sock makes the server bind a Unix socket; where it cannot, it fails to
        # start.
        params.hostnames = [str(address)]
        server = _uninterrupted(lambda: _begun(xllamacpp.Server(params)))
        if not server.listening_address.startswith("unix:"):
            del server
            message = "the engine xllamacpp opened a network port in spite of its orders, and was stopped"
            raise BackendUnavailableError(message, hint=_OTHER_ENGINE)
    return server


def _begun(server: Any) -> Any:
    """Return the server once its loop runs.

    Its constructor returns before that, and ending it in that moment would wait for ever, so one question
    goes through the loop first.
    """
    server.handle_metrics()
    return server


def _uninterrupted(build: Callable[[], Any]) -> Any:
    """Return what `build` returns, built in a thread that Ctrl-C does not reach; Ctrl-C counts afterwards."""
    results: list[Any] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(build())
        except BaseException as error:  # noqa: BLE001  it is raised again by the thread that waits
            failures.append(error)

    thread = threading.Thread(target=run, name="start the engine")
    thread.start()
    interruption: KeyboardInterrupt | None = None
    while thread.is_alive():
        try:
            thread.join()
        except KeyboardInterrupt as error:
            interruption = error
    if interruption is not None:
        raise interruption
    if failures:
        raise failures[0]
    return results[0]


def _last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""
