"""The few styles in use, as plain escape sequences.

https://en.wikipedia.org/wiki/ANSI_escape_code#SGR: the eight basic colours follow the user's theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.ui.terminal import Terminal

# Bold, underline and reverse are no colours: they stay with NO_COLOR.
_ATTRIBUTES: Final[Mapping[str, str]] = {"bold": "1", "underline": "4", "reverse": "7"}
# "dim" counts as a colour: it is one on most terminals, and is nothing that must be seen.
_COLOURS: Final[Mapping[str, str]] = {
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "magenta": "35",
    "cyan": "36",
}

LEVEL_WORDS: Final[Mapping[Level, str]] = {
    Level.SAFE: "safe",
    Level.MODERATE: "moderate",
    Level.HIGH: "HIGH",
    Level.CRITICAL: "CRITICAL",
}
"""Told apart without colours, and by how loud they look."""

LEVEL_STYLES: Final[Mapping[Level, str]] = {
    Level.SAFE: "green",
    Level.MODERATE: "yellow",
    Level.HIGH: "red bold",
    Level.CRITICAL: "red bold reverse",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """Puts styles around text, or leaves it alone where the terminal should not get any."""

    styles: bool
    colours: bool

    @classmethod
    def of(cls, terminal: Terminal) -> Paint:
        """Return what stderr of this terminal takes."""
        return cls(styles=terminal.styles, colours=terminal.colours)

    def __call__(self, text: str, style: str) -> str:
        """Return the text in these styles, such as "red bold"; line ends stay outside of them."""
        codes = self._codes(style)
        if not codes:
            return text
        return "\n".join(f"\x1b[{codes}m{line}\x1b[0m" if line else "" for line in text.split("\n"))

    def _codes(self, style: str) -> str:
        if not self.styles:
            return ""
        known = {**_ATTRIBUTES, **_COLOURS} if self.colours else _ATTRIBUTES
        return ";".join(known[name] for name in style.split() if name in known)
