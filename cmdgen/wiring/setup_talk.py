"""How `cmdgen init` speaks and asks: lines that fit the terminal, questions with an answer ready."""

from __future__ import annotations

import difflib
import getpass
import sys
from typing import TYPE_CHECKING, Final

from cmdgen.settings import environment
from cmdgen.ui.errors import render_error, render_note
from cmdgen.ui.escape import printable
from cmdgen.ui.layout import cells, wrap
from cmdgen.ui.paint import Paint
from cmdgen.ui.sink import Messages
from cmdgen.ui.terminal import detect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.core.errors import CmdgenError

_READING_WIDTH: Final = 80
_INDENT: Final = "  "


class Talk:
    """Speaks and asks on stderr; where nobody can or should be asked, the answer that is ready counts.

    Args:
        ask: False takes every ready answer.
    """

    def __init__(self, *, ask: bool) -> None:
        terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
        self.asks = ask and terminal.can_ask
        """Whether questions reach somebody."""
        self._width = min(terminal.width, _READING_WIDTH)
        self._paint = Paint.of(terminal)
        self._messages = Messages(sys.stderr)
        self._title = ""
        """Of a part in which nothing has been said yet: one that is answered already needs none."""

    def step(self, title: str) -> None:
        """Begin a part of the dialogue."""
        self._title = title

    def _write_title(self) -> None:
        if self.asks and self._title:
            self._messages.write(f"\n{self._paint(self._title, 'bold')}\n")
        self._title = ""

    def say(self, text: str, *, command: str | None = None) -> None:
        """Say something, and a command for it, which stays in one piece so that it can be copied."""
        self._write_title()
        if not self.asks:
            self._messages.write(render_note(text if command is None else f"{text} {command}", self._paint))
            return
        for line in wrap(text, self._width - len(_INDENT) - 1):
            self._messages.write(f"{_INDENT}{line}\n")
        if command is not None:
            self._messages.write(f"{_INDENT}{_INDENT}{self._paint(printable(command), 'bold')}\n")

    def complain(self, error: CmdgenError) -> None:
        """Say what went wrong and what to do about it."""
        self._write_title()
        self._messages.write(render_error(error, self._paint))

    def yes(self, question: str) -> bool:
        """Ask a question whose ready answer is yes."""
        while True:
            said = self._line(f"{question} [Y/n]").lower()
            if said in {"", "y", "yes"}:
                return True
            if said in {"n", "no"}:
                return False
            self.say("answer y or n, or press Enter for yes")

    def text(self, question: str, ready: str) -> str:
        """Ask for a word; Enter takes the ready one."""
        return self._line(f"{question} [{ready}]:") or ready

    def choose(self, question: str, options: Mapping[str, str], ready: str) -> str:
        """Ask for one of these, by its name, its beginning or its number.

        Args:
            options: name -> what it means.
        """
        self._write_title()
        if self.asks:
            self._show_options(options)
        while True:
            said = self._line(f"{question} [{ready}]:").lower()
            names = [*options]
            found = [name for name in names if said and name.startswith(said)]
            if not said:
                return ready
            if said.isdecimal() and 0 < int(said) <= len(names):
                return names[int(said) - 1]
            if said in names or len(found) == 1:
                return said if said in names else found[0]
            near = difflib.get_close_matches(said, names, n=1)
            meant = f"did you mean {near[0]}?" if near else f"choose {', '.join(names[:-1])} or {names[-1]}"
            self.say(f"there is no {said!r} to choose; {meant}")

    def secret(self, question: str) -> str:
        """Ask for a key, which is not shown while it is typed; empty for none."""
        if not self.asks:
            return ""
        self._write_title()
        *before, last = wrap(question, self._width - len(_INDENT) - 1)
        for line in before:
            self._messages.write(f"{_INDENT}{line}\n")
        try:
            return getpass.getpass(f"{_INDENT}{last} ").strip()
        except EOFError:  # Ctrl-D: the same as Ctrl-C
            raise KeyboardInterrupt from None
        except UnicodeDecodeError:
            return ""

    def end_line(self) -> None:
        """Leave the line of a question that was not answered."""
        if self.asks:
            self._messages.write("\n")

    def _show_options(self, options: Mapping[str, str]) -> None:
        longest = max(map(cells, options))
        for number, (name, meaning) in enumerate(options.items(), 1):
            head = f"{_INDENT}{number} {name}{' ' * (longest - cells(name))}  "
            first, *rest = wrap(meaning, max(self._width - len(head) - 1, 16))
            self._messages.write(
                f"{_INDENT}{number} {self._paint(name, 'bold')}{head[len(name) + 4 :]}{first}\n"
            )
            for line in rest:
                self._messages.write(f"{' ' * len(head)}{line}\n")

    def _line(self, question: str) -> str:
        """Ask and return what was typed; empty for Enter, and where nobody is asked."""
        if not self.asks:
            return ""
        self._write_title()
        # Room for a short answer beside the last line of the question.
        lines = wrap(question, self._width - len(_INDENT) - 8)
        self._messages.write("\n".join(f"{_INDENT}{line}" for line in lines) + " ")
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:  # nothing that could be meant
            return "?"
        if not line:  # Ctrl-D: the same as Ctrl-C, nothing was written yet
            raise KeyboardInterrupt
        return line.strip()
