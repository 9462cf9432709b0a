"""The engine protocol, and the choice between the bindings to llama.cpp."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from cmdgen.core.errors import BackendUnavailableError, ModelFileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cmdgen.core.records import Completion, Prompt, Sampling
    from cmdgen.models.gguf import GgufHeader


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """How a model is loaded."""

    threads: int
    context_tokens: int
    """Room for prompt and answer together; every token of it takes memory."""


class Engine(Protocol):
    """A loaded model.  Safe to call from several threads: the calls wait for each other."""

    @property
    def name(self) -> str:
        """Runtime's name for people: llama-cpp-python or xllamacpp."""
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


def _llama_cpp_python(header: GgufHeader, options: EngineOptions) -> Engine:
    from cmdgen.backends.embedded.llama_cpp_engine import LlamaCppEngine  # noqa: PLC0415  (loads the library)

    return LlamaCppEngine(header, options)


def _xllamacpp(header: GgufHeader, options: EngineOptions) -> Engine:
    from cmdgen.backends.embedded.xllamacpp_engine import XllamacppEngine  # noqa: PLC0415  (loads the library)

    return XllamacppEngine(header, options)


ENGINES: Final[Mapping[str, tuple[str, Callable[[GgufHeader, EngineOptions], Engine]]]] = {
    "llama-cpp-python": ("llama_cpp", _llama_cpp_python),
    "xllamacpp": ("xllamacpp", _xllamacpp),
}
"""Engine -> (module that must be installed, factory); the first installed one is used."""


def installed_engines() -> tuple[str, ...]:
    """Return the engines whose binding is installed, the preferred one first; none is imported."""
    return tuple(name for name, (module, _) in ENGINES.items() if importlib.util.find_spec(module))


def choose_engine(prefer: str | None = None) -> str:
    """Return the name of the engine that `open_engine` would use, without importing it.

    Args:
        prefer: name of an engine; None takes the first installed one.

    Raises:
        UsageError: there is no engine of that name.
        BackendUnavailableError: it is not installed.
    """
    if prefer is not None and prefer not in ENGINES:
        message = f"there is no engine {prefer!r}"
        raise UsageError(message, hint=f"use one of {', '.join(ENGINES)}")
    installed = installed_engines()
    if prefer is None and installed:
        return installed[0]
    if prefer in installed:
        return prefer
    wanted = prefer or "xllamacpp"
    message = "no engine for the embedded model is installed"
    if prefer is not None:
        message = f"the engine {prefer} is not installed"
    raise BackendUnavailableError(message, hint=f"install one: pip install {wanted}")


def open_engine(header: GgufHeader, options: EngineOptions, *, prefer: str | None = None) -> Engine:
    """Load a model.

    Args:
        header: the checked model file.
        options: threads and context.
        prefer: name of an engine; None takes the first installed one.

    Raises:
        UsageError: there is no engine of that name.
        BackendUnavailableError: the engine is not installed or does not start.
        ModelFileError: the engine cannot use this model.
    """
    _, factory = ENGINES[choose_engine(prefer)]
    if not header.writes_text:
        message = f"the model {header.path} ({header.architecture}) reads text but writes none"
        raise ModelFileError(message, hint="use a chat model, such as Qwen2.5-Coder-Instruct")
    return factory(header, options)
