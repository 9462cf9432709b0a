"""Keys and lines from the person at the terminal: the role, and the way to get one for this system."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

ENTER: Final = "enter"
ESCAPE: Final = "escape"
END: Final = "end"
"""Ctrl-D, or the terminal is gone."""
UNKNOWN: Final = ""
"""An arrow key, a function key, or several characters at once, as a paste sends them."""


class Keyboard(Protocol):
    """Somebody who types.  Ctrl-C raises KeyboardInterrupt everywhere, with the terminal put back."""

    def single_keys(self) -> AbstractContextManager[None]:
        """Throw away what was typed so far; in the body, keys come one by one and are not echoed."""
        ...

    def key(self) -> str:
        """Return ENTER, ESCAPE, END, UNKNOWN or one character; only inside of `single_keys`."""
        ...

    def discard(self) -> None:
        """Throw away what was typed so far."""
        ...

    def line(self) -> str | None:
        """Return one line without its end, or None for Ctrl-D; the prompt was written already."""
        ...

    def goes_on(self) -> bool:
        """Return whether something follows a line at once, as in a paste; it is thrown away."""
        ...

    def edit(self, prompt: str, text: str) -> str | None:
        """Return the text as the user changed it in the line, or None for Ctrl-D."""
        ...


def unechoed() -> AbstractContextManager[None]:
    """Return what keeps keys from being written to the screen in its body; signals work, and put the terminal back."""
    if sys.platform == "win32":  # keys are written when they are read there
        return nullcontext()
    from cmdgen.ui.keyboard_posix import without_echo  # noqa: PLC0415  (not on Windows)

    return without_echo(sys.stdin)


def keyboard() -> Keyboard:
    """Return the keyboard of the terminal on stdin."""
    if sys.platform == "win32":
        from cmdgen.ui.keyboard_windows import WindowsKeyboard  # noqa: PLC0415  (Windows only)

        return WindowsKeyboard()
    from cmdgen.ui.keyboard_posix import PosixKeyboard  # noqa: PLC0415  (not on Windows)

    return PosixKeyboard(sys.stdin.fileno())
