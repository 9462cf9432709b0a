"""Starts llama.cpp's server inside this process: no network port, and not a word on the terminal."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.devices import CPU, usable
from cmdgen.backends.embedded.failures import model_refused
from cmdgen.backends.embedded.native_log import captured_stderr, load_failure
from cmdgen.backends.embedded.openmp import calm_threads
from cmdgen.backends.embedded.private_socket import private_socket
from cmdgen.backends.embedded.xllamacpp_slots import Slots
from cmdgen.core.errors import BackendUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.embedded.engine import EngineOptions

_CPU_BATCH_TOKENS: Final = 64
_GPU_BATCH_TOKENS: Final = 512
"""The prompt is read in pieces of this size, with a chance to stop after each; smaller ones cost speed."""

_EVERY_LAYER: Final = 999
_SILENT: Final = -1
_ERRORS: Final = 1
_OTHER_ENGINE: Final = "install the other engine: pip install llama-cpp-python"


def devices() -> tuple[str, ...]:
    """Return what llama.cpp can compute on here, the best first; no model is loaded.

    Raises:
        BackendUnavailableError: the library does not load.
    """
    kinds = _library().ggml_backend_dev_type
    graphics = (kinds.GGML_BACKEND_DEVICE_TYPE_GPU, kinds.GGML_BACKEND_DEVICE_TYPE_IGPU)
    return usable(found["name"] for found in _library().get_device_info() if found["type"] in graphics)


def start_server(path: Path, options: EngineOptions) -> tuple[Any, Slots | None]:
    """Return a running `xllamacpp.Server`, which ends when its last reference goes, and its slots.

    Slots are there if the options name a folder for saved states; until they are closed, this user can reach the
    server through a socket.

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


def _server(path: Path, options: EngineOptions, *, verbosity: int) -> tuple[Any, Slots | None]:
    xllamacpp = _library()
    on_cpu = options.device == CPU or options.gpu_layers == 0
    batch_tokens = _CPU_BATCH_TOKENS if on_cpu else _GPU_BATCH_TOKENS
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = options.context_tokens
    params.n_batch = params.n_ubatch = min(batch_tokens, options.context_tokens)
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = options.threads
    # Waiting threads sleep: spinning ones cost a fifth more processor time, and on a busy machine as much in time.
    params.cpuparams.poll = params.cpuparams_batch.poll = 0
    layers = _EVERY_LAYER if options.gpu_layers is None else options.gpu_layers
    params.n_gpu_layers = 0 if on_cpu else layers
    params.no_kv_offload = params.no_op_offload = on_cpu
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
    with contextlib.ExitStack() as stack:
        # A name that ends in .sock makes the server bind a Unix socket; where it cannot, it fails to start.
        address = stack.enter_context(private_socket())
        params.hostnames = [str(address)]
        if options.prefix_cache is not None:
            params.slot_save_path = f"{address.parent}{os.sep}"
        server = _uninterrupted(lambda: _begun(xllamacpp.Server(params)))
        if not server.listening_address.startswith("unix:"):
            del server
            message = "the engine xllamacpp opened a network port in spite of its orders, and was stopped"
            raise BackendUnavailableError(message, hint=_OTHER_ENGINE)
        return server, None if options.prefix_cache is None else Slots(address, stack.pop_all())


def library_file() -> Path:
    """Return the file that holds llama.cpp."""
    return Path(_library().xllamacpp.__file__)


def _library() -> Any:
    calm_threads()
    try:
        import xllamacpp  # noqa: PLC0415  (106 MB library; it is needed only now)
    except (ImportError, OSError) as error:
        message = f"xllamacpp is installed but does not load: {error}"
        raise BackendUnavailableError(message, hint=_OTHER_ENGINE) from error
    return xllamacpp


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
