"""A model and its context in llama.cpp, through the C functions: tokens in, tokens out."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.failures import engine_failed, model_refused
from cmdgen.backends.embedded.llama_cpp_api import forget_errors, load_api, recent_errors
from cmdgen.backends.embedded.native_log import load_failure

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.backends.embedded.engine import EngineOptions

BATCH_TOKENS: Final = 64
"""The prompt is read in pieces of this size, with a chance to stop after each; smaller ones cost speed."""

_PACKAGE: Final = "llama-cpp-python"
_PIECE_BYTES: Final = 256


class LlamaCppModel:
    """One model with one sequence of tokens in its memory.  Not thread-safe.

    Args:
        path: the checked model file.
        options: threads and context.

    Raises:
        ModelFileError: llama.cpp cannot use this model.
    """

    def __init__(self, path: Path, options: EngineOptions) -> None:
        self.api: Any = load_api()
        self._context: Any = None
        self._model: Any = self._load(path)
        self._vocabulary: Any = self.api.llama_model_get_vocab(self._model)
        self._context = self._open(path, options)
        self._memory: Any = self.api.llama_get_memory(self._context)
        self._decoded: list[int] = []
        self.n_vocab = int(self.api.llama_vocab_n_tokens(self._vocabulary))
        self.context_tokens = int(self.api.llama_n_ctx(self._context))
        self.bos = self._token_text(self.api.llama_vocab_bos(self._vocabulary))
        self.eos = self._token_text(self.api.llama_vocab_eos(self._vocabulary))

    @property
    def context(self) -> Any:
        """The C pointer, for samplers."""
        return self._context

    @property
    def decoded_tokens(self) -> int:
        """Number of tokens in the context."""
        return len(self._decoded)

    def tokenize(self, text: str) -> list[int]:
        """Return the tokens of a prompt; control tokens such as <|im_start|> are recognised."""
        add_bos = bool(self.api.llama_vocab_get_add_bos(self._vocabulary))
        if add_bos and self.bos and text.startswith(self.bos):  # the template has added it already
            text = text[len(self.bos) :]
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        tokens = (self.api.llama_token * room)()
        # Arguments: add special tokens such as BOS, recognise control tokens.
        count = self.api.llama_tokenize(self._vocabulary, data, len(data), tokens, room, True, True)
        if count < 0:
            raise engine_failed(_PACKAGE, "the prompt cannot be cut into tokens")
        return list(tokens[:count])

    def reuse(self, tokens: list[int]) -> list[int]:
        """Keep what the context shares with the beginning of `tokens`, and return what is still to decode.

        The last token is always among these: only decoding gives an output.
        """
        shared = 0
        for old, new in zip(self._decoded, tokens[:-1], strict=False):
            if old != new:
                break
            shared += 1
        # A negative end means: up to the end.  Models with recurrent state cannot forget a part.
        if not self.api.llama_memory_seq_rm(self._memory, 0, shared, -1):
            self.api.llama_memory_clear(self._memory, True)
            shared = 0
        del self._decoded[shared:]
        return tokens[shared:]

    def decode(self, tokens: list[int]) -> None:
        """Append tokens to the context, at most BATCH_TOKENS of them.

        Raises:
            BackendUnavailableError: llama.cpp failed.
        """
        memory = (self.api.llama_token * len(tokens))(*tokens)  # the batch only points to it
        batch = self.api.llama_batch_get_one(memory, len(tokens))
        status = self.api.llama_decode(self._context, batch)
        if status != 0:
            self.api.llama_memory_clear(self._memory, True)
            self._decoded.clear()
            raise engine_failed(_PACKAGE, f"llama_decode returned {status}")
        self._decoded += tokens

    def ends(self, token: int) -> bool:
        """Return whether this token ends an answer."""
        return bool(self.api.llama_vocab_is_eog(self._vocabulary, token))

    def piece(self, token: int) -> bytes:
        """Return the bytes that a token stands for; none for control tokens."""
        buffer = ctypes.create_string_buffer(_PIECE_BYTES)
        size = self.api.llama_token_to_piece(self._vocabulary, token, buffer, _PIECE_BYTES, 0, False)
        if size < 0:
            buffer = ctypes.create_string_buffer(-size)
            size = self.api.llama_token_to_piece(self._vocabulary, token, buffer, -size, 0, False)
        return buffer.raw[:size]

    def close(self) -> None:
        """Release the memory; harmless when called twice."""
        if self._context is not None:
            self.api.llama_free(self._context)
            self._context = None
        if self._model is not None:
            self.api.llama_model_free(self._model)
            self._model = None

    def _load(self, path: Path) -> Any:
        params = self.api.llama_model_default_params()
        params.use_extra_bufts = False  # repacked weights: 0.6 GB and 0.6 s more for a 1.5B model
        forget_errors()
        # llama.cpp wants UTF-8 on Windows, and the bytes of the file system elsewhere.
        name = str(path).encode() if sys.platform == "win32" else os.fsencode(path)
        model = self.api.llama_model_load_from_file(name, params)
        if not model:
            reason = load_failure(recent_errors()) or "it gives no reason"
            raise model_refused(path, reason, package=_PACKAGE)
        return model

    def _open(self, path: Path, options: EngineOptions) -> Any:
        params = self.api.llama_context_default_params()
        params.n_ctx = options.context_tokens  # 0 would mean the model's own, which can take gigabytes
        params.n_batch = params.n_ubatch = min(BATCH_TOKENS, options.context_tokens)
        params.n_threads = params.n_threads_batch = options.threads
        params.no_perf = True
        context = self.api.llama_init_from_model(self._model, params)
        if not context:
            self.close()
            lines = recent_errors().strip().splitlines()
            raise model_refused(path, lines[-1] if lines else "there is not enough memory", package=_PACKAGE)
        return context

    def _token_text(self, token: int) -> str:
        if token < 0:  # the vocabulary has no such token
            return ""
        return str(self.api.llama_vocab_get_text(self._vocabulary, token).decode("utf-8", "replace"))
