"""A person at the keyboard, played from a script, and values that many tests need."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from cmdgen.ui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class ScriptedKeyboard:
    """Fills the `Keyboard` role with the given keys and lines; running out of them is an error."""

    keys: deque[str] = field(default_factory=deque)
    lines: deque[str | None] = field(default_factory=deque)
    prefilled: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    discarded: int = 0
    pasted: bool = False
    """Something follows each line at once."""

    @contextmanager
    def single_keys(self) -> Iterator[None]:
        self.discarded += 1
        yield

    def key(self) -> str:
        key = self.keys.popleft()
        if key == "ctrl-c":
            raise KeyboardInterrupt
        return key

    def discard(self) -> None:
        self.discarded += 1

    def line(self) -> str | None:
        line = self.lines.popleft()
        if line == "ctrl-c":
            raise KeyboardInterrupt
        return line

    def goes_on(self) -> bool:
        return self.pasted

    def edit(self, prompt: str, text: str) -> str | None:
        self.prompts.append(prompt)
        self.prefilled.append(text)
        return self.line()


@pytest.fixture
def scripted_keyboard() -> ScriptedKeyboard:
    return ScriptedKeyboard()


@pytest.fixture
def terminal() -> Terminal:
    """Return a usual terminal without colours, so that texts can be compared."""
    return Terminal(
        stdin_is_tty=True,
        stdout_is_tty=True,
        stderr_is_tty=True,
        width=80,
        styles=False,
        colours=False,
        plain=False,
    )
