"""What a person may decide about a command that was shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Run what is shown."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Take this text instead; it is screened and shown like any other."""

    text: str


@dataclass(frozen=True, slots=True)
class Revise:
    """Ask the backend again, with this wish about the command that was shown."""

    wish: str


@dataclass(frozen=True, slots=True)
class Next:
    """Show another candidate."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Show one of the other candidates that were offered with this one."""

    number: int
    """As it was shown: the candidate that is asked about is 1, the others begin with 2."""


@dataclass(frozen=True, slots=True)
class Explain:
    """Tell more about what is shown, then ask again."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End; nothing runs."""


Decision = Run | Edit | Revise | Next | Choose | Explain | Quit
