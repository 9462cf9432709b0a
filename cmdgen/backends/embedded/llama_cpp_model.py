"""A model and its context in llama.cpp, through the C functions: tokens in, tokens out."""

from __future__ import annotations

import codecs
import ctypes
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.devices import CPU
from cmdgen.backends.embedded.failures import engine_failed, model_refused
from cmdgen.backends.embedded.fixed_part import shared_beginning
from cmdgen.backends.embedded.llama_cpp_api import forget_errors, load_api, recent_errors
from cmdgen.backends.embedded.llama_cpp_devices import device_list
from cmdgen.backends.embedded.native_log import load_failure
from cmdgen.backends.embedded.token_picker import LlamaCppPicker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cmdgen.backends.embedded.engine import EngineOptions
    from cmdgen.core.records import Sampling

_CPU_BATCH_TOKENS: Final = 64
_GPU_BATCH_TOKENS: Final = 512
"""The prompt is read in pieces of this size, with a chance to stop after each; smaller ones cost speed."""
_SEQUENCE: Final = 0
_EVERY_LAYER: Final = 999

_PACKAGE: Final = "llama-cpp-python"
_PIECE_BYTES: Final = 256


class LlamaCppModel:
    """One model with one sequence of tokens in its memory.  Not thread-safe.

    Args:
        path: the checked model file.
        options: threads, context and device, which is a real one and not `auto`.

    Raises:
        ModelFileError: llama.cpp cannot use this model.
        BackendUnavailableError: the library does not load.
    """

    def __init__(self, path: Path, options: EngineOptions) -> None:
        self.api: Any = load_api()
        self.device = CPU if options.gpu_layers == 0 else options.device
        self.batch_tokens = min(
            _CPU_BATCH_TOKENS if self.device == CPU else _GPU_BATCH_TOKENS, options.context_tokens
        )
        self._context: Any = None
        self._model: Any = self._load(path, options)
        self._vocabulary: Any = self.api.llama_model_get_vocab(self._model)
        self._context = self._open(path, options)
        self._memory: Any = self.api.llama_get_memory(self._context)
        self._decoded: list[int] = []
        self.n_vocab = int(self.api.llama_vocab_n_tokens(self._vocabulary))
        self.context_tokens = int(self.api.llama_n_ctx(self._context))
        self.bos = self._token_text(self.api.llama_vocab_bos(self._vocabulary))
        self.eos = self._token_text(self.api.llama_vocab_eos(self._vocabulary))

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
        """Keep what the context shares with the beginning of `tokens`, and return what is still to decode."""
        shared = shared_beginning(self._decoded, tokens[:-1])
        # A negative end means: up to the end.  Models with recurrent state cannot forget a part.
        if not self.api.llama_memory_seq_rm(self._memory, _SEQUENCE, shared, -1):
            self.api.llama_memory_clear(self._memory, True)
            shared = 0
        del self._decoded[shared:]
        return tokens[shared:]

    def decode(self, tokens: list[int]) -> None:
        """Append tokens to the context, at most `batch_tokens` of them.

        Raises:
            BackendUnavailableError: llama.cpp failed.
        """
        memory = (self.api.llama_token * len(tokens))(*tokens)  # the batch only points to it
        batch = self.api.llama_batch_get_one(memory, len(tokens))
        status = self.api.llama_decode(self._context, batch)
        if status != 0:
            self._forget()
            raise engine_failed(_PACKAGE, f"llama_decode returned {status}")
        self._decoded += tokens

    def state(self) -> bytes | None:
        """Return the keys and values of the tokens in the context; None if llama.cpp does not give them."""
        size = self.api.llama_state_seq_get_size(self._context, _SEQUENCE)
        buffer = (ctypes.c_uint8 * size)()
        written = self.api.llama_state_seq_get_data(self._context, buffer, size, _SEQUENCE)
        return bytes(buffer) if written == size > 0 else None

    def restore(self, tokens: list[int], state: bytes) -> bool:
        """Take over a `state` of this model instead of decoding its tokens; False: it does not fit."""
        self._forget()
        # Read only, in spite of the type: no copy of the bytes is needed.
        pointer = ctypes.cast(ctypes.c_char_p(state), ctypes.POINTER(ctypes.c_uint8))
        if self.api.llama_state_seq_set_data(self._context, pointer, len(state), _SEQUENCE) != len(state):
            self._forget()
            return False
        self._decoded += tokens
        return True

    def ends(self, token: int) -> bool:
        """Return whether this token ends an answer."""
        return bool(self.api.llama_vocab_is_eog(self._vocabulary, token))

    def text_decoder(self) -> Callable[[int], str]:
        """Return what turns the tokens of one answer into text, one after the other."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        return lambda token: decoder.decode(self._piece(token))

    def picker(self, sampling: Sampling) -> LlamaCppPicker:
        """Return what chooses the tokens of one completion."""
        return LlamaCppPicker(self.api, self._context, self.n_vocab, sampling)

    def close(self) -> None:
        """Release the memory; harmless when called twice."""
        if self._context is not None:
            self.api.llama_free(self._context)
            self._context = None
        if self._model is not None:
            self.api.llama_model_free(self._model)
            self._model = None

    def _forget(self) -> None:
        self.api.llama_memory_clear(self._memory, True)
        self._decoded.clear()

    def _piece(self, token: int) -> bytes:
        """Return the bytes that a token stands for; none for control tokens."""
        buffer = ctypes.create_string_buffer(_PIECE_BYTES)
        size = self.api.llama_token_to_piece(self._vocabulary, token, buffer, _PIECE_BYTES, 0, False)
        if size < 0:
            buffer = ctypes.create_string_buffer(-size)
            size = self.api.llama_token_to_piece(self._vocabulary, token, buffer, -size, 0, False)
        return buffer.raw[:size]

    def _load(self, path: Path, options: EngineOptions) -> Any:
        params = self.api.llama_model_default_params()
        devices = device_list(self.api, self.device)
        params.devices = ctypes.cast(devices, ctypes.c_void_p)
        layers = _EVERY_LAYER if options.gpu_layers is None else options.gpu_layers
        params.n_gpu_layers = 0 if self.device == CPU else layers
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
        params.n_batch = params.n_ubatch = self.batch_tokens
        params.n_threads = params.n_threads_batch = options.threads
        params.no_perf = True
        params.offload_kqv = params.op_offload = self.device != CPU
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
