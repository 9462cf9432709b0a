from __future__ import annotations

import io
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cmdgen.ui.sink import Messages
from cmdgen.ui.spinner import Spinner

if TYPE_CHECKING:
    from cmdgen.ui.terminal import Terminal


class Screen(io.StringIO):
    """Remembers what was written, and tells when something was."""

    encoding = "utf-8"

    def __init__(self) -> None:
        super().__init__()
        self.drawn = threading.Event()

    def write(self, text: str) -> int:
        self.drawn.set()
        return super().write(text)


def left_on_the_line(written: str) -> str:
    """Return what stays visible on the last line after all carriage returns."""
    line = ""
    for part in written.rsplit("\n", maxsplit=1)[-1].split("\r"):
        line = part + line[len(part) :]
    return line.strip()


def test_a_quick_answer_draws_nothing(terminal: Terminal) -> None:
    screen = Screen()
    with Spinner(Messages(screen), terminal):
        pass
    assert screen.getvalue() == ""


def test_a_slow_answer_is_waited_for_visibly_and_leaves_nothing(terminal: Terminal) -> None:
    screen = Screen()
    with Spinner(Messages(screen), terminal, "thinking"):
        assert screen.drawn.wait(30)
    assert "thinking" in screen.getvalue()
    assert left_on_the_line(screen.getvalue()) == ""


def test_lines_said_meanwhile_stay_whole(terminal: Terminal) -> None:
    screen = Screen()
    with Spinner(Messages(screen), terminal) as spinner:
        assert screen.drawn.wait(30)
        spinner.say("the server does not answer\n")
    assert "\rthe server does not answer\n" in screen.getvalue()


def test_an_interruption_passes_through_and_leaves_nothing(terminal: Terminal) -> None:
    screen = Screen()
    with pytest.raises(KeyboardInterrupt), Spinner(Messages(screen), terminal):
        assert screen.drawn.wait(30)
        raise KeyboardInterrupt
    assert left_on_the_line(screen.getvalue()) == ""


@pytest.mark.parametrize("fact", ["plain", "stderr_is_tty"])
def test_nothing_is_drawn_where_it_could_not_be_taken_back(terminal: Terminal, fact: str) -> None:
    before = threading.active_count()
    with Spinner(Messages(Screen()), replace(terminal, **{fact: fact == "plain"})):
        assert threading.active_count() == before
