"""The terminal as the pipeline and the commands see it: one object that shows, asks and reports."""

from __future__ import annotations

import binascii
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from cmdgen.pipeline.decisions import Choose, Next, Quit, Revise
from cmdgen.ui.confirm import Dialogue
from cmdgen.ui.errors import render_error, render_note
from cmdgen.ui.escape import printable
from cmdgen.ui.keyboard import keyboard, unechoed
from cmdgen.ui.layout import columns, row, wrap
from cmdgen.ui.others_view import render_change, render_others
from cmdgen.ui.paint import Paint
from cmdgen.ui.show import render_answer, render_explanation
from cmdgen.ui.sink import Messages, write_line
from cmdgen.ui.spinner import Spinner
from cmdgen.ui.terminal import detect, width_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import TextIO

    from cmdgen.core.errors import CmdgenError
    from cmdgen.pipeline import Candidate
    from cmdgen.pipeline.decisions import Decision
    from cmdgen.ui.confirm import Offered
    from cmdgen.ui.keyboard import Keyboard
    from cmdgen.ui.show import MeaningsOf
    from cmdgen.ui.terminal import Terminal

# Terminals drop longer sequences; xterm takes about this much.
_OSC52_LIMIT_BYTES: Final = 74_994


class TerminalView:
    """Fills the pipeline's `View` on a terminal, and prints results and errors.

    Args:
        terminal: facts about the streams.
        messages: stderr.
        results: stdout, or None if it was closed.
        keyboard_of: makes the keyboard when the first question comes.
        system_copy: puts text on the system's clipboard and returns who took it, or None.
        allow_critical: critical commands may run after a phrase.
        quiet: show the command and the question, and none of the notes.
        editor: opens a text that is too long for a line in the user's editor.
        width_now: returns the columns at this moment; without it they stay what they were.
    """

    def __init__(
        self,
        *,
        terminal: Terminal,
        messages: Messages,
        results: TextIO | None,
        keyboard_of: Callable[[], Keyboard] = keyboard,
        system_copy: Callable[[str], str | None] = lambda _: None,
        allow_critical: bool = False,
        quiet: bool = False,
        starter_introduced: bool = False,
        meanings_of: MeaningsOf = lambda _: (),
        editor: Callable[[str], str | None] | None = None,
        width_now: Callable[[], int] | None = None,
    ) -> None:
        self._terminal = terminal
        self._width_now = width_now
        self._messages = messages
        self._results = results
        self._keyboard_of = keyboard_of
        self._system_copy = system_copy
        self._allow_critical = allow_critical
        self._quiet = quiet
        self._paint = Paint.of(terminal)
        self._spinner: Spinner | None = None
        self._starter_introduced = starter_introduced
        self._meanings_of = meanings_of
        self._offers: tuple[str, ...] = ()
        self._others = 0
        """How many other candidates stand below the command."""
        self._before: Candidate | None = None
        """What was shown before, if the user wanted something else."""
        self._told: set[str] = set()
        self._editor = editor

    @property
    def terminal(self) -> Terminal:
        """What is known about the streams, with the width that the window has now."""
        if self._width_now is not None:
            self._terminal = replace(self._terminal, width=self._width_now())
        return self._terminal

    def waiting(self) -> AbstractContextManager[None]:
        """Show that something is being worked on."""
        return self._spinning()

    @contextmanager
    def _spinning(self) -> Iterator[None]:
        terminal = self.terminal
        # With a pipe behind us the terminal may belong to a pager by now.
        is_ours = terminal.can_ask and terminal.stdout_is_tty
        with unechoed() if is_ours else nullcontext(), Spinner(self._messages, terminal) as spinner:
            self._spinner = spinner
            try:
                yield
            finally:
                self._spinner = None

    def show(self, candidate: Candidate) -> None:
        """Show the command, its level and the reasons, and how it differs from the one before."""
        introduce = not self._starter_introduced and not self._quiet
        self._say(render_answer(candidate, self._paint, self.terminal.width, introduce=introduce))
        if self._before is not None:
            self._say(render_change(self._before, candidate, self._paint, self.terminal.width))
        self._before, self._others = None, 0
        self._starter_introduced = self._starter_introduced or candidate.answer.source.is_starter

    @property
    def paint(self) -> Paint:
        """How this terminal is painted."""
        return self._paint

    def rows(self, label: str, style: str, text: str) -> list[str]:
        """Return a label and its text in the width of the terminal; nothing for an empty text."""
        _, room = columns(self.terminal.width)
        painted = self._paint(label, style) if style else label
        return row(label, painted, wrap(printable(text), room), self.terminal.width) if text else []

    def add(self, lines: Sequence[str], offers: Sequence[Offered]) -> None:
        """Show more lines about the command that was shown last.

        Args:
            lines: without line ends.
            offers: other commands that the question offers.
        """
        self._offers = tuple(offer.text for offer in offers)
        if lines:
            self._say("\n".join(lines) + "\n")

    def offer(self, candidate: Candidate, others: Sequence[Candidate]) -> None:
        """Show the other candidates, and in what they differ."""
        self._say(render_others(candidate, others, self._paint, self.terminal.width))
        self._others = len(others)

    def decide(self, candidate: Candidate) -> Decision:
        """Ask what to do with what was shown last; without a terminal nobody is asked, and it is a no."""
        if not self.terminal.can_ask:
            return Quit()
        dialogue = Dialogue(
            keyboard=self._keyboard_of(),
            write=self._messages.write,
            copy=self._copied,
            terminal=self.terminal,
            paint=self._paint,
            allow_critical=self._allow_critical,
            safer=self._offers[0] if self._offers else None,
            told=self._told,
            editor=self._editor,
            others=self._others,
        )
        decision = dialogue.decide(candidate)
        self._before = candidate if isinstance(decision, (Next, Revise, Choose)) else None
        return decision

    def explain(self, candidate: Candidate) -> None:
        """Show every finding and what the model says about its command."""
        self._say(render_explanation(candidate, self._paint, self.terminal.width, self._meanings_of))

    def note(self, text: str) -> None:
        """Say one thing on one line."""
        if not self._quiet:
            self._say(render_note(text, self._paint))

    def error(self, error: CmdgenError) -> None:
        """Say what went wrong, and what to do."""
        self._say(render_error(error, self._paint))

    def result(self, text: str) -> bool:
        """Write a command or JSON to stdout; see `write_line`."""
        return write_line(self._results, text)

    def copy(self, text: str) -> None:
        """Put text on the clipboard and say how that went."""
        self._say(render_note(self._copied(text), self._paint))

    def _copied(self, text: str) -> str:
        program = self._system_copy(text)
        if program is not None:
            return f"copied with {program}"
        data = text.encode("utf-8", "surrogateescape")
        if not self.terminal.stderr_is_tty or self.terminal.plain or len(data) > _OSC52_LIMIT_BYTES:
            return "not copied: no clipboard program is installed here"
        # https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (OSC 52); a terminal that does not
        # know it ignores it, and no terminal says which it did.
        self._messages.write(f"\x1b]52;c;{binascii.b2a_base64(data, newline=False).decode('ascii')}\x07")
        return "copied through the terminal"

    def _say(self, text: str) -> None:
        if self._spinner is None:
            self._messages.write(text)
        else:
            self._spinner.say(text)


def terminal_view(
    environ: Mapping[str, str],
    *,
    system_copy: Callable[[str], str | None] = lambda _: None,
    allow_critical: bool = False,
    quiet: bool = False,
    plain: bool = False,
    starter_introduced: bool = False,
    messages: Messages | None = None,
    meanings_of: MeaningsOf = lambda _: (),
    editor: Callable[[str], str | None] | None = None,
) -> TerminalView:
    """Return the view on this process's own streams.

    Args:
        environ: the user's environment, for NO_COLOR, TERM and their like.
        plain: lines instead of keys, nothing redrawn.
        starter_introduced: the user was told before how to get a bigger model than the starter.
        messages: takes the place of stderr.
        editor: see `TerminalView`.
    """
    terminal = detect(environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr, plain=plain)
    return TerminalView(
        terminal=terminal,
        messages=messages or Messages(sys.stderr),
        results=sys.stdout,
        system_copy=system_copy,
        allow_critical=allow_critical,
        quiet=quiet,
        starter_introduced=starter_introduced,
        meanings_of=meanings_of,
        editor=editor,
        width_now=partial(width_now, sys.stderr, environ) if terminal.stderr_is_tty else None,
    )
