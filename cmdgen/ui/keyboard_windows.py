"""The keyboard of a Windows console.

https://learn.microsoft.com/cpp/c-runtime-library/console-and-port-i-o
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from cmdgen.ui.escape import printable
from cmdgen.ui.keyboard import END, ENTER, ESCAPE, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    import msvcrt

    class WindowsKeyboard:
        """Reads the console of this process; its modes are never changed, so nothing is to be put back."""

        @contextlib.contextmanager
        def single_keys(self) -> Iterator[None]:
            """Throw away what was typed; `getwch` reads single keys in any mode."""
            self.discard()
            yield

        def key(self) -> str:
            """Return one key; arrow and function keys come as two characters, the first one a marker."""
            char = msvcrt.getwch()
            if char in {"\x00", "\xe0"}:
                msvcrt.getwch()
                return UNKNOWN
            if char == "\x03":
                raise KeyboardInterrupt
            named = {"\r": ENTER, "\n": ENTER, "\x1b": ESCAPE, "\x04": END, "\x1a": END}
            return named.get(char, char if char.isprintable() else UNKNOWN)

        def discard(self) -> None:
            """Throw away what was typed so far."""
            while msvcrt.kbhit():
                msvcrt.getwch()

        def line(self) -> str | None:
            """Return one line; the console does the editing."""
            data = sys.stdin.readline()
            return data.rstrip("\r\n") if data else None

        def goes_on(self) -> bool:
            """Return whether something follows a line at once; it is thrown away."""
            follows = bool(msvcrt.kbhit())
            self.discard()
            return follows

        def edit(self, prompt: str, text: str) -> str | None:
            """Ask for the new text; the console cannot be handed a text to start from."""
            if text:
                sys.stderr.write(printable(text) + "\n")
                prompt += "(empty keeps it) "
            sys.stderr.write(prompt)
            sys.stderr.flush()
            answer = self.line()
            return text if answer == "" else answer
