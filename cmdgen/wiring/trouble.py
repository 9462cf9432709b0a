"""Something that is not as it should be, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """One problem that `cmdgen status` shows."""

    message: str
    """What is wrong, and why."""
    hint: str | None
    """One thing to do about it."""
