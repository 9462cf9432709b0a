"""The engine protocol, and the choice between the engines."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from cmdgen.backends.embedded.devices import AUTO, CPU, choose_device
from cmdgen.core.errors import BackendUnavailableError, ModelFileError, UsageError
from cmdgen.models.gguf import GgufHeader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cmdgen.backends.embedded.model_files import ModelFiles
    from cmdgen.core.records import Completion, Prompt, Sampling


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """How a model is loaded."""

    threads: int
    context_tokens: int
    """Room for prompt and answer together; every token of it takes memory."""
    device: str = AUTO
    """auto, cpu, cuda or metal."""
    gpu_layers: int | None = None
    """How many of the model's layers a graphics processor takes, for llama.cpp; None: all of them."""
    prefix_cache: Path | None = None
    """Folder for saved states of the fixed part of prompts; None: nothing is saved or read."""


class Engine(Protocol):
    """A loaded model.  Safe to call from several threads: the calls wait for each other."""

    @property
    def name(self) -> str:
        """Runtime's name for people: llama-cpp-python, xllamacpp or mlx."""
        ...

    @property
    def device(self) -> str:
        """Where the model computes, as it is, not as it was asked for: cpu, cuda, metal, ..."""
        ...

    def complete(self, prompt: Prompt, sampling: Sampling) -> Completion:
        """Return one whole completion; the model's own chat template is applied.

        Raises:
            UsageError: the prompt is longer than the context.
            TimedOutError: `sampling.timeout_s` was spent; nothing goes on in the background.
            BackendUnavailableError: the engine failed, or was closed.
        """
        ...

    def close(self) -> None:
        """Stop a running completion and release the memory; harmless when called twice."""
        ...


class Runtime(NamedTuple):
    """What has to be known about an engine before it is imported."""

    module: str
    """Must be installed."""
    load: Callable[[ModelFiles, EngineOptions], Engine]
    """Loads a model onto a device, which the options name by now."""
    devices: Callable[[], tuple[str, ...]]
    """What it can compute on here, the best first; imports the engine and loads no model."""


def _llama_cpp_python(model: ModelFiles, options: EngineOptions) -> Engine:
    from cmdgen.backends.embedded.llama_cpp_engine import open_llama_cpp  # noqa: PLC0415  (loads the library)

    return open_llama_cpp(model, options)


def _llama_cpp_devices() -> tuple[str, ...]:
    from cmdgen.backends.embedded.llama_cpp_devices import devices  # noqa: PLC0415  (loads the library)

    return devices()


def _xllamacpp(model: ModelFiles, options: EngineOptions) -> Engine:
    from cmdgen.backends.embedded.xllamacpp_engine import XllamacppEngine  # noqa: PLC0415  (loads the library)

    return XllamacppEngine(model, options)


def _xllamacpp_devices() -> tuple[str, ...]:
    from cmdgen.backends.embedded.xllamacpp_server import devices  # noqa: PLC0415  (loads the library)

    return devices()


def _mlx(model: ModelFiles, options: EngineOptions) -> Engine:
    from cmdgen.backends.embedded.mlx_engine import open_mlx  # noqa: PLC0415  (loads the library)

    return open_mlx(model, options)


def _mlx_devices() -> tuple[str, ...]:
    from cmdgen.backends.embedded.mlx_api import devices  # noqa: PLC0415  (loads the library)

    return devices()


ENGINES: Final[Mapping[str, Runtime]] = {
    "llama-cpp-python": Runtime("llama_cpp", _llama_cpp_python, _llama_cpp_devices),
    "xllamacpp": Runtime("xllamacpp", _xllamacpp, _xllamacpp_devices),
}
"""The engines for GGUF files; the first installed one is used."""

FOLDER_ENGINES: Final[Mapping[str, Runtime]] = {"mlx": Runtime("mlx_lm", _mlx, _mlx_devices)}
"""The engines for MLX folders."""

_INSTALL_MLX: Final = "pip install mlx-lm" if sys.platform == "darwin" else "pip install mlx-lm 'mlx[cpu]'"


def installed_engines(*, folder: bool = False) -> tuple[str, ...]:
    """Return the engines whose binding is installed, the preferred one first; none is imported.

    Args:
        folder: those for MLX folders instead of those for GGUF files.
    """
    table = FOLDER_ENGINES if folder else ENGINES
    return tuple(name for name, runtime in table.items() if importlib.util.find_spec(runtime.module))


def prefers_mlx() -> bool:
    """Return whether a model should rather be had as an MLX folder: on Apple Silicon, with MLX installed."""
    return sys.platform == "darwin" and os.uname().machine == "arm64" and bool(installed_engines(folder=True))


def choose_engine(prefer: str | None = None, *, folder: bool = False) -> str:
    """Return the name of the engine that `open_engine` would use, without importing it.

    Args:
        prefer: name of an engine; None takes the first installed one.
        folder: the model is an MLX folder; else it is a GGUF file.

    Raises:
        UsageError: there is no engine of that name, or it does not read this kind of model.
        BackendUnavailableError: it is not installed.
    """
    every = {**ENGINES, **FOLDER_ENGINES}
    table = FOLDER_ENGINES if folder else ENGINES
    if prefer is not None and prefer not in every:
        message = f"there is no engine {prefer!r}"
        raise UsageError(message, hint=f"use one of {', '.join(every)}")
    if prefer is not None and prefer not in table:
        reads, given = ("GGUF files", "an MLX folder") if folder else ("MLX folders", "a GGUF file")
        message = f"the engine {prefer} reads {reads}, and the model is {given}"
        raise UsageError(message, hint="leave the engine to cmdgen, or use another model with --model")
    installed = installed_engines(folder=folder)
    if prefer is None and installed:
        return installed[0]
    if prefer in installed:
        return prefer
    message = "no engine for the embedded model is installed"
    if folder:
        message = "the model is an MLX folder, and MLX is not installed"
        raise BackendUnavailableError(message, hint=f"install it: {_INSTALL_MLX}")
    if prefer is not None:
        message = f"the engine {prefer} is not installed"
    raise BackendUnavailableError(message, hint=f"install one: pip install {prefer or 'xllamacpp'}")


def device_in_use(prefer: str | None = None, wanted: str = AUTO, *, folder: bool = False) -> str:
    """Return the device that a model would be loaded onto; imports the engine, loads no model.

    Args:
        prefer: name of an engine; None takes the first installed one.
        wanted: auto, cpu, cuda or metal.
        folder: the model is an MLX folder; else it is a GGUF file.

    Raises:
        UsageError: there is no such engine or device.
        BackendUnavailableError: the engine is not installed or does not start, or the device is not here.
    """
    name = choose_engine(prefer, folder=folder)
    return choose_device(wanted, _runtime(name).devices(), name)


def open_engine(model: ModelFiles, options: EngineOptions, *, prefer: str | None = None) -> Engine:
    """Load a model.

    With device `auto`, a model that a graphics processor cannot take is loaded on the processor.

    Args:
        model: the checked model.
        options: threads, context and device.
        prefer: name of an engine; None takes the first installed one.

    Raises:
        UsageError: there is no such engine or device.
        BackendUnavailableError: the engine is not installed or does not start, or the device is not here.
        ModelFileError: the engine cannot use this model.
    """
    name = choose_engine(prefer, folder=not isinstance(model, GgufHeader))
    if not model.writes_text:
        message = f"the model {model.path} ({model.architecture}) reads text but writes none"
        raise ModelFileError(message, hint="use a chat model, such as Qwen2.5-Coder-Instruct")
    runtime = _runtime(name)
    device = choose_device(options.device, runtime.devices(), name)
    try:
        return runtime.load(model, dataclasses.replace(options, device=device))
    except BackendUnavailableError:
        if options.device != AUTO or device == CPU:
            raise
    return runtime.load(model, dataclasses.replace(options, device=CPU))


def _runtime(name: str) -> Runtime:
    return ENGINES[name] if name in ENGINES else FOLDER_ENGINES[name]
