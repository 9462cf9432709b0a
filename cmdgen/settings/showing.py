"""Values of settings for people and JSON; a key only ever by its last characters."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmdgen.settings.keys import KEYS

if TYPE_CHECKING:
    from cmdgen.settings.keys import Key
    from cmdgen.settings.values import Settings

_SHOWN_CHARS: Final = 4
_LEAST_HIDDEN_CHARS: Final = 4
"""Of a shorter key nothing is shown: four characters would be most of it."""


def masked(secret: str) -> str:
    """Return a key as it may be shown."""
    if len(secret) < _SHOWN_CHARS + _LEAST_HIDDEN_CHARS:
        return "****"
    return f"****{secret[-_SHOWN_CHARS:]}"


def plain(key: Key, value: Any, *, reveal: bool = False) -> Any:
    """Return a typed value as JSON has it; a key is masked.

    Args:
        reveal: show a key in full.
    """
    if key.secret and isinstance(value, str) and not reveal:
        return masked(value)
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Path) else value


def spelled(key: Key, value: Any, *, reveal: bool = False) -> str:
    """Return a typed value as a person would write it; no value is the key's word for that, often empty."""
    found = plain(key, value, reveal=reveal)
    if found is None:
        return key.unset
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, float):
        return f"{found:g}"
    return ", ".join(found) if isinstance(found, list) else str(found)


def shown(settings: Settings, name: str, *, reveal: bool = False) -> Any:
    """Return the value of one field as JSON has it; a key is masked, unless `reveal` says otherwise."""
    return plain(KEYS[name], getattr(settings, name), reveal=reveal)
