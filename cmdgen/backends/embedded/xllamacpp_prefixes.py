"""Brings the fixed part of the first prompt into llama.cpp's server: from disk, or else by reading it, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.fixed_part import fixed_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.embedded.prefix_store import PrefixStore
    from cmdgen.backends.embedded.xllamacpp_slots import Slots
    from cmdgen.core.records import Prompt

MIN_CHARACTERS: Final = 256
"""About 64 tokens; shorter beginnings are read faster than a file is written."""


class XllamacppPrefixes:
    """Saved states of one model, for its first request.

    Args:
        slots: takes states out of the server, and puts them back.
        store: of exactly this model and its options.
    """

    def __init__(self, slots: Slots, store: PrefixStore) -> None:
        self._slots = slots
        self._store = store

    def bring(self, prompt: Prompt, read: Callable[[dict[str, Any]], bool]) -> None:
        """Fill the server's context with the prompt's fixed part; whatever fails only costs time.

        Args:
            prompt: the first one.
            read: has the server read a request of its completion interface, and returns whether it did so to the end.
        """
        try:
            self._bring(prompt, read)
        except OSError:
            return

    def close(self) -> None:
        """Close the server's socket; harmless when called twice."""
        self._slots.close()

    def _bring(self, prompt: Prompt, read: Callable[[dict[str, Any]], bool]) -> None:
        fixed = fixed_text(self._slots.rendered(prompt.messages), prompt)
        if len(fixed) < MIN_CHARACTERS:
            return
        key = fixed.encode("utf-8", "surrogatepass")
        state = self._store.read(key)
        if state is not None and self._slots.restore(state):
            return
        if state is not None:
            self._store.forget(key)
        if not read({"prompt": fixed, "max_tokens": 0, "cache_prompt": True}):
            return
        worked_out = self._slots.state()
        if worked_out is not None:
            self._store.write(key, worked_out)
