"""Picks the next token from a model's output, with its probability, at the speed of C and without NumPy."""

from __future__ import annotations

import array
import ctypes
import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cmdgen.core.records import Sampling

_RANDOM_SEED: Final = 0xFFFFFFFF
_SMALLEST: Final = 1e-30
"""A probability below the smallest float is reported as this one."""


class _Candidates:
    """One record (int32 id, float32 logit, float32 p) for each token, as llama.cpp wants it."""

    def __init__(self, api: Any, n_vocab: int) -> None:
        memory = bytearray(ctypes.sizeof(api.llama_token_data) * n_vocab)
        fields = ctypes.sizeof(api.llama_token_data) // ctypes.sizeof(ctypes.c_float)
        self._records = (api.llama_token_data * n_vocab).from_buffer(memory)
        self._pointer = ctypes.cast(self._records, api.llama_token_data_p)
        # Strided views on the same memory: assigning to one copies a whole column in C.
        self._ids = memoryview(memory).cast("i")[0::fields]
        self._logits = memoryview(memory).cast("f")[1::fields]
        self._all_ids = memoryview(array.array("i", range(n_vocab)))
        self._size = n_vocab
        self.array = api.llama_token_data_array()

    def fill(self, logits: memoryview[float]) -> None:
        """Start again from the model's output: float32, shape (n_vocab,)."""
        self._ids[:] = self._all_ids
        self._logits[:] = logits
        self.array.data = self._pointer
        self.array.size = self._size
        self.array.selected = -1
        self.array.sorted = False

    def probability(self, token: int) -> float:
        """Return a token's probability; only while the records are in the order of the vocabulary."""
        return float(self._records[token].p)

    @property
    def selected(self) -> int:
        return int(self.array.data[self.array.selected].id)


class LlamaCppPicker:
    """Samplers for one completion.

    Args:
        api: the C functions.
        context: C pointer of the context whose output is read.
        n_vocab: number of tokens.
        sampling: temperature 0 is greedy; else top_p, then temperature, as xllamacpp does it.
    """

    def __init__(self, api: Any, context: Any, n_vocab: int, sampling: Sampling) -> None:
        self._api = api
        self._context = context
        self._n_vocab = n_vocab
        self._plain = _Candidates(api, n_vocab)
        self._drawn = self._plain if sampling.temperature <= 0 else _Candidates(api, n_vocab)
        # This sampler's own choice is not used: it is the one that computes every token's probability.
        self._softmax = api.llama_sampler_init_dist(0)
        self._chain = _chain(api, sampling)

    def pick(self) -> tuple[int, float]:
        """Return the next token after the last decoded one, and the natural logarithm of its probability.

        Raises:
            RuntimeError: there is no output.
        """
        logits = self._logits()
        self._plain.fill(logits)
        self._api.llama_sampler_apply(self._softmax, ctypes.byref(self._plain.array))
        if self._drawn is not self._plain:
            self._drawn.fill(logits)
        self._api.llama_sampler_apply(self._chain, ctypes.byref(self._drawn.array))
        token = self._drawn.selected
        return token, math.log(max(self._plain.probability(token), _SMALLEST))

    def close(self) -> None:
        """Free the samplers."""
        self._api.llama_sampler_free(self._softmax)
        self._api.llama_sampler_free(self._chain)

    def _logits(self) -> memoryview[float]:
        pointer = self._api.llama_get_logits_ith(self._context, -1)
        if not pointer:
            message = "no output for the last token"
            raise RuntimeError(message)
        address = ctypes.addressof(pointer.contents)
        return memoryview((ctypes.c_float * self._n_vocab).from_address(address)).cast("B").cast("f")


def _chain(api: Any, sampling: Sampling) -> Any:
    if sampling.temperature <= 0:
        return api.llama_sampler_init_greedy()
    seed = _RANDOM_SEED if sampling.seed is None else sampling.seed % _RANDOM_SEED
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    api.llama_sampler_chain_add(chain, api.llama_sampler_init_top_p(sampling.top_p, 1))
    api.llama_sampler_chain_add(chain, api.llama_sampler_init_temp(sampling.temperature))
    api.llama_sampler_chain_add(chain, api.llama_sampler_init_dist(seed))
    return chain
