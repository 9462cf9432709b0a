"""The embedded backend: answers from a model file, loaded on first use."""

from __future__ import annotations

import dataclasses
import threading
import time
import weakref
from typing import TYPE_CHECKING, Final

from cmdgen.backends.embedded.devices import AUTO, CPU
from cmdgen.backends.embedded.engine import EngineOptions, choose_engine, device_in_use, open_engine
from cmdgen.backends.embedded.freed_memory import give_back
from cmdgen.backends.embedded.model_files import fingerprint, read_model
from cmdgen.backends.embedded.stopping import Deadline
from cmdgen.backends.embedded.threads import threads_for
from cmdgen.core.errors import CmdgenError
from cmdgen.core.records import BackendInfo
from cmdgen.models.store import starter_path

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.backends.embedded.engine import Engine
    from cmdgen.backends.embedded.model_files import ModelFiles
    from cmdgen.core.records import CommandRequest, Completion, GeneratedCommand, Prompt, Sampling

NAME: Final = "embedded"
CONTEXT_TOKENS: Final = 2048
"""Enough for the prompt, some lines of stdin and the answer; more costs memory and time to set up."""


class EmbeddedBackend:
    """A `CommandGenerator` that runs a model in this process: a GGUF file, or a folder for MLX.

    Safe to use from several threads.  Nothing is read or loaded before the first call.

    Args:
        model_path: a GGUF file or an MLX folder; None is the starter model inside the package.
        engine: llama-cpp-python or xllamacpp for a file, mlx for a folder; None is the first one installed.
        threads: of the engine; None decides by the size of the model and the cores.
        context_tokens: upper bound for prompt and answer together; a model's own limit may be lower.
        device: auto, cpu, cuda or metal; None is auto.
        gpu_layers: how many of the layers a graphics processor takes, for llama.cpp; None: all of them.
        prefix_cache: folder for saved states of the fixed part of prompts; None: nothing is saved or read.
    """

    def __init__(  # noqa: PLR0913  (one argument for each setting)
        self,
        model_path: Path | None = None,
        *,
        engine: str | None = None,
        threads: int | None = None,
        context_tokens: int = CONTEXT_TOKENS,
        device: str | None = None,
        gpu_layers: int | None = None,
        prefix_cache: Path | None = None,
    ) -> None:
        self._model_path = model_path
        self._engine_name = engine
        self._threads = threads
        self._context_tokens = context_tokens
        self._device = device or AUTO
        self._gpu_layers = gpu_layers
        self._prefix_cache = prefix_cache
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._known: tuple[tuple[object, ...], ModelFiles] | None = None
        self._finalizer: weakref.finalize[[], EmbeddedBackend] | None = None

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`.

        Raises:
            UsageError: the request is empty or longer than the model's context, or there is no such engine
                or device.
            NoCommandError: the answer holds no usable command.
            NeedsDetailError: the model asks back.
            ModelFileError: the model file cannot be used.
            BackendUnavailableError: no engine is installed, it failed, or the device is not here.
            TimedOutError: `sampling.timeout_s` was spent, loading included.
        """
        from cmdgen.prompting.generate import generate_with  # noqa: PLC0415  (keeps construction light)
        from cmdgen.prompting.profile import profile_for  # noqa: PLC0415

        return generate_with(self._complete, request, sampling, profile_for(self._path), self.info())

    def is_available(self) -> bool:
        """Return whether an engine is installed, the model's files are whole, and the device is here."""
        return self.why_unavailable() is None

    def why_unavailable(self) -> CmdgenError | None:
        """Return what keeps the backend from answering; no model is loaded.

        The engine itself is imported only if a graphics processor was asked for.
        """
        try:
            self._engine_in_use()
            self._model()
            if self._device not in {AUTO, CPU}:
                self.device_in_use()
        except CmdgenError as error:
            return error
        return None

    def device_in_use(self) -> str:
        """Return where the model computes, or, if it is not loaded yet, where it would: cpu, cuda, metal, ...

        Imports the engine; loads no model.

        Raises:
            UsageError: there is no such engine or device.
            BackendUnavailableError: the engine is not installed or does not start, or the device is not here.
        """
        engine = self._engine
        if engine is not None:
            return engine.device
        device = device_in_use(self._engine_name, self._device, folder=self._path.is_dir())
        return CPU if self._gpu_layers == 0 else device

    def info(self) -> BackendInfo:
        """Return who would answer, also if it could not; the model is not loaded."""
        try:
            engine = self._engine_in_use()
        except CmdgenError:
            engine = self._engine_name or "none installed"
        path, name, size = self._path, self._path.stem, None
        try:
            model = self._model()
        except CmdgenError:
            pass
        else:
            name, size = model.name, model.size_bytes
        return BackendInfo(
            backend=NAME,
            engine=engine,
            model=name,
            model_path=str(path),
            model_bytes=size,
            is_starter=self._model_path is None,
        )

    def shutdown(self) -> None:
        """Stop a running completion and release the memory; a later `generate` loads the model again."""
        with self._lock:
            engine, self._engine = self._engine, None
            finalizer, self._finalizer = self._finalizer, None
        if finalizer is not None:
            finalizer.detach()
        if engine is not None:
            engine.close()
            del engine  # the last reference to the weights
            give_back()

    @property
    def _path(self) -> Path:
        return starter_path() if self._model_path is None else self._model_path

    def _engine_in_use(self) -> str:
        return choose_engine(self._engine_name, folder=self._path.is_dir())

    def _model(self) -> ModelFiles:
        """Return the checked model, read again only after its files have changed."""
        path = self._path
        try:
            state = fingerprint(path)
        except OSError:
            return read_model(path)  # which says what is wrong
        known = self._known
        if known is not None and known[0] == state:
            return known[1]
        model = read_model(path)
        self._known = (state, model)
        return model

    def _complete(self, prompt: Prompt, sampling: Sampling) -> Completion:
        deadline = Deadline(sampling.timeout_s)
        engine, load_ms = self._loaded()
        deadline.check()
        completion = engine.complete(prompt, dataclasses.replace(sampling, timeout_s=deadline.left_s))
        timings = dataclasses.replace(completion.timings, load_ms=load_ms)
        return dataclasses.replace(completion, timings=timings)

    def _loaded(self) -> tuple[Engine, float]:
        """Return the engine, and how long loading it took, in milliseconds; 0 if it was loaded already."""
        with self._lock:
            if self._engine is not None:
                return self._engine, 0.0
            started = time.perf_counter()
            model = self._model()
            options = EngineOptions(
                threads=self._threads or threads_for(model.size_bytes),
                context_tokens=min(self._context_tokens, model.context_tokens or self._context_tokens),
                device=self._device,
                gpu_layers=self._gpu_layers,
                prefix_cache=self._prefix_cache,
            )
            self._engine = open_engine(model, options, prefer=self._engine_name)
            # Also at the end of the program, or when the backend is forgotten without a shutdown.
            self._finalizer = weakref.finalize(self, self._engine.close)
            return self._engine, (time.perf_counter() - started) * 1e3
