"""What goes wrong with either engine, in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.core.errors import BackendUnavailableError, ModelFileError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def prompt_too_long(tokens: int, context_tokens: int) -> UsageError:
    """Return the error for a prompt that does not fit into the context."""
    message = f"the request is too long for the model: {tokens} tokens, the context holds {context_tokens}"
    return UsageError(message, hint="say it shorter")


def engine_closed() -> BackendUnavailableError:
    """Return the error for a call after, or during, `close`."""
    return BackendUnavailableError("the engine was closed", hint="ask again")


def model_refused(path: Path, reason: str, *, package: str) -> ModelFileError:
    """Return the error for a file that is a whole GGUF but not one for this engine.

    Args:
        path: the model file.
        reason: in llama.cpp's own words.
        package: name of the binding, for pip.
    """
    message = f"llama.cpp cannot use {path}: {reason}"
    return ModelFileError(message, hint=f"use another model, or a newer engine: pip install -U {package}")


def engine_failed(engine: str, reason: object) -> BackendUnavailableError:
    """Return the error for anything else that the engine reports."""
    message = f"the engine {engine} failed: {reason}"
    return BackendUnavailableError(message, hint="try again, or use another model with --model")
