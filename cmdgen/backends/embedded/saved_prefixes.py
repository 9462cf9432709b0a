"""Brings the fixed part of a prompt into a model's context: from disk, or else by decoding it, once."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.embedded.prefix_store import PrefixStore

MIN_TOKENS: Final = 64
"""Shorter beginnings are decoded faster than a file is written."""


class Restorable(Protocol):
    """A model whose context can be taken out and put back."""

    def state(self) -> bytes | None:
        """Return what the model has worked out about the tokens in its context; None if it cannot tell."""
        ...

    def restore(self, tokens: list[int], state: bytes) -> bool:
        """Take over a `state` instead of decoding its tokens; False: it does not fit, the context is empty."""
        ...


class SavedPrefixes:
    """Saved states of one model.

    Args:
        model: whose context is filled.
        store: of exactly this model and its options.
    """

    def __init__(self, model: Restorable, store: PrefixStore) -> None:
        self._model = model
        self._store = store

    def bring(self, fixed: list[int], decode: Callable[[list[int]], None]) -> int:
        """Fill the empty context with the fixed part, and return how many tokens it now holds.

        Args:
            fixed: tokens that every prompt begins with.
            decode: decodes them; what it raises passes through.
        """
        if len(fixed) < MIN_TOKENS:
            return 0
        key = struct.pack(f"<{len(fixed)}i", *fixed)
        state = self._store.read(key)
        if state is not None and self._model.restore(fixed, state):
            return len(fixed)
        if state is not None:
            self._store.forget(key)
        decode(fixed)
        worked_out = self._model.state()
        if worked_out is not None:
            self._store.write(key, worked_out)
        return len(fixed)
