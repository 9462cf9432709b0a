"""The embedded backend: answers from a model file, loaded on first use."""

from __future__ import annotations

import dataclasses
import threading
import time
import weakref
from typing import TYPE_CHECKING, Final

from cmdgen.backends.embedded.engine import EngineOptions, choose_engine, open_engine
from cmdgen.backends.embedded.stopping import Deadline
from cmdgen.backends.embedded.threads import threads_for
from cmdgen.core.errors import CmdgenError
from cmdgen.core.records import BackendInfo
from cmdgen.models.gguf import read_header
from cmdgen.models.store import starter_path

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.backends.embedded.engine import Engine
    from cmdgen.core.records import CommandRequest, Completion, GeneratedCommand, Prompt, Sampling
    from cmdgen.models.gguf import GgufHeader

NAME: Final = "embedded"
CONTEXT_TOKENS: Final = 2048
"""Enough for the prompt, some lines of stdin and the answer; more costs memory and time to set up."""


class EmbeddedBackend:
    """A `CommandGenerator` that runs a GGUF model in this process.

    Safe to use from several threads.  Nothing is read or loaded before the first call.

    Args:
        model_path: a GGUF file; None is the starter model inside the package.
        engine: llama-cpp-python or xllamacpp; None is the first one installed.
        threads: of the engine; None decides by the size of the model and the cores.
        context_tokens: upper bound for prompt and answer together; a model's own limit may be lower.
    """

    def __init__(
        self,
        model_path: Path | None = None,
        *,
        engine: str | None = None,
        threads: int | None = None,
        context_tokens: int = CONTEXT_TOKENS,
    ) -> None:
        self._model_path = model_path
        self._engine_name = engine
        self._threads = threads
        self._context_tokens = context_tokens
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._known_header: tuple[tuple[Path, int, int, int], GgufHeader] | None = None
        self._finalizer: weakref.finalize[[], EmbeddedBackend] | None = None

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`.

        Raises:
            UsageError: the request is empty or longer than the model's context, or there is no such engine.
            NoCommandError: the answer holds no usable command.
            NeedsDetailError: the model asks back.
            ModelFileError: the model file cannot be used.
            BackendUnavailableError: no engine is installed, or it failed.
            TimedOutError: `sampling.timeout_s` was spent, loading included.
        """
        from cmdgen.prompting.generate import generate_with  # noqa: PLC0415  (keeps construction light)
        from cmdgen.prompting.profile import profile_for  # noqa: PLC0415

        return generate_with(self._complete, request, sampling, profile_for(self._path), self.info())

    def is_available(self) -> bool:
        """Return whether an engine is installed and the model file is whole."""
        try:
            choose_engine(self._engine_name)
            self._header()
        except CmdgenError:
            return False
        return True

    def info(self) -> BackendInfo:
        """Return who would answer, also if it could not; the model is not loaded."""
        try:
            engine = choose_engine(self._engine_name)
        except CmdgenError:
            engine = self._engine_name or "none installed"
        path, name, size = self._path, self._path.stem, None
        try:
            header = self._header()
        except CmdgenError:
            pass
        else:
            name, size = header.name, header.size_bytes
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

    @property
    def _path(self) -> Path:
        return starter_path() if self._model_path is None else self._model_path

    def _header(self) -> GgufHeader:
        """Return the checked header, read again only after the file has changed."""
        path = self._path
        try:
            status = path.stat()
        except OSError:
            return read_header(path)  # which says what is wrong
        state = (path, status.st_ino, status.st_size, status.st_mtime_ns)
        known = self._known_header
        if known is not None and known[0] == state:
            return known[1]
        header = read_header(path)
        self._known_header = (state, header)
        return header

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
            header = self._header()
            options = EngineOptions(
                threads=self._threads or threads_for(header.size_bytes),
                context_tokens=min(self._context_tokens, header.context_tokens or self._context_tokens),
            )
            self._engine = open_engine(header, options, prefer=self._engine_name)
            # Also at the end of the program, or when the backend is forgotten without a shutdown.
            self._finalizer = weakref.finalize(self, self._engine.close)
            return self._engine, (time.perf_counter() - started) * 1e3
