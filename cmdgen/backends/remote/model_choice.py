"""Which of a server's models to use when the user has named none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SENSIBLE_BILLIONS: Final = 16.0
"""A command is short: beyond this, waiting costs more than the better answer is worth."""

# Best first; a model belongs to the first that its name contains.
_CODERS: Final = (
    "qwen3-coder",
    "qwen2.5-coder",
    "deepseek-coder-v2",
    "codestral",
    "devstral",
    "deepseek-coder",
    "granite-code",
    "starcoder2",
    "codellama",
    "codegemma",
    "coder",
    "code",
)
_CHATTERS: Final = (
    "qwen3",
    "qwen2.5",
    "gemma3",
    "llama3",
    "llama-3",
    "mistral",
    "phi",
    "gemma",
    "granite",
    "llama",
)
_NO_CHAT: Final = re.compile(
    r"embed|rerank|(?:^|[^a-z])bge(?:[^a-z]|$)|minilm|(?:^|[^a-z])e5(?:[^a-z]|$)|gte-|whisper|tts|clip"
    r"|moderation|guard|reward|dall-e|diffusion|stable-"
)
_NO_CHAT_FAMILIES: Final = frozenset({"bert", "nomic-bert", "clip", "whisper"})
_ELSEWHERE: Final = re.compile(r"[-:]cloud$")
_UNTUNED: Final = re.compile(r"(?:^|[-:_])(?:base|text|fim|pt)(?:$|[-:_])")
_THINKER: Final = re.compile(r"(?:^|[-:_/])r1(?:$|[-:_])|qwq|thinking|reason")
_BILLIONS: Final = re.compile(r"(?:^|[^\da-z.])(\d{1,4}(?:\.\d{1,3})?)\s?([bm])(?:$|[^a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerModel:
    """A model as a server lists it."""

    name: str
    size_bytes: int | None = None
    family: str = ""
    billions: float | None = None
    """Parameters, in 10^9; None if unknown."""
    is_elsewhere: bool = False
    """The server only passes requests on to somebody else's machine."""


def billions_in(text: str) -> float | None:
    """Return the number of parameters in a name or in words such as 7.6B or 494.03M, in 10^9."""
    found = _BILLIONS.search(text.lower())
    if found is None:
        return None
    return float(found.group(1)) / (1.0 if found.group(2) == "b" else 1000.0)


def can_chat(model: ServerModel) -> bool:
    """Return whether the model writes text on this server, as far as its name tells."""
    name = model.name.lower()
    return not (
        model.is_elsewhere
        or _ELSEWHERE.search(name)
        or _NO_CHAT.search(name)
        or model.family.lower() in _NO_CHAT_FAMILIES
    )


def best_model(models: Iterable[ServerModel]) -> ServerModel | None:
    """Return the model to propose: a coder before a chat model, a larger before a smaller up to 16 B.

    Models for embeddings and the like, and those that run on somebody else's machine, are never proposed.
    """
    return min(filter(can_chat, models), key=_rank, default=None)


def _rank(model: ServerModel) -> tuple[object, ...]:
    """Return what to compare models by; the smallest is the best."""
    name = model.name.lower()
    billions = model.billions if model.billions is not None else billions_in(name)
    size = 0.0 if billions is None else billions
    is_huge = size > _SENSIBLE_BILLIONS
    return (
        bool(_UNTUNED.search(name)) or bool(_THINKER.search(name)),
        not any(family in name for family in _CODERS),
        is_huge,
        # A tiny coder of the best family knows less than a middling one of the next.
        not is_huge and 0 < size < 1.2,
        _place(name),
        size if is_huge else -size,
        name,
    )


def _place(name: str) -> int:
    families = (*_CODERS, *_CHATTERS)
    return next((place for place, family in enumerate(families) if family in name), len(families))
