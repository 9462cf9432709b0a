"""Picks the next token from an MLX network's output, with its probability."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.core.records import Sampling

_SMALLEST_LOGPROB: Final = math.log(1e-30)
"""Lower ones are reported as this one, as with llama.cpp."""


class MlxPicker:
    """Chooses tokens for one completion.

    Args:
        core: mlx.core.
        device: where to compute.
        logits: returns the output for the last decoded token: shape (n_vocab,); None if there is none.
        evaluate: computes arrays.
        sampling: temperature 0 is greedy; else top_p, then temperature, as llama.cpp does it.
    """

    def __init__(
        self,
        core: Any,
        device: Any,
        logits: Callable[[], Any],
        evaluate: Callable[..., None],
        sampling: Sampling,
    ) -> None:
        self._core = core
        self._device = device
        self._logits = logits
        self._evaluate = evaluate
        self._sampling = sampling
        self._key = None if sampling.seed is None else core.random.key(sampling.seed)

    def pick(self) -> tuple[int, float]:
        """Return the next token after the last decoded one, and the natural logarithm of its probability.

        Raises:
            RuntimeError: there is no output.
        """
        core, logits = self._core, self._logits()
        if logits is None:
            message = "no output for the last token"
            raise RuntimeError(message)
        with core.stream(self._device):
            logits = logits.astype(core.float32)
            logprobs = logits - core.logsumexp(logits)
            token = core.argmax(logits) if self._sampling.temperature <= 0 else self._drawn(logprobs)
            logprob = logprobs[token]
            self._evaluate(token, logprob)
            return int(token.item()), max(float(logprob.item()), _SMALLEST_LOGPROB)

    def close(self) -> None:
        """Do nothing: what was computed is freed with its last reference."""

    def _drawn(self, logprobs: Any) -> Any:
        core = self._core
        order = core.argsort(-logprobs)
        likeliest_first = logprobs[order]
        # Kept are the likeliest tokens that make up top_p together, and always the first.
        before = core.cumsum(core.exp(likeliest_first)) - core.exp(likeliest_first)
        kept = core.where(before < self._sampling.top_p, likeliest_first, -math.inf)
        kept = core.where(core.arange(kept.size) == 0, likeliest_first, kept)
        place = core.random.categorical(kept / self._sampling.temperature, key=self._next_key())
        return order[place]

    def _next_key(self) -> Any:
        if self._key is None:
            return None  # MLX's own generator
        self._key, used = self._core.random.split(self._key)
        return used
