from __future__ import annotations

import io

import pytest

from cmdgen.ui.terminal import detect


class Screen(io.StringIO):
    """A stream that says it is a terminal, of unknown size."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        if self.closed:
            message = "I/O operation on closed file"
            raise ValueError(message)
        return True


@pytest.mark.parametrize(
    ("environ", "styles", "colours"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ({"TERM": "xterm", "CLICOLOR": "0"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({}, False, False),
        ({"TERM": "dumb", "CLICOLOR_FORCE": "1"}, True, True),
        ({"TERM": "xterm", "CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colours_on_a_terminal_follow_the_environment(
    environ: dict[str, str], styles: bool, colours: bool
) -> None:
    terminal = detect(environ, stdin=Screen(), stdout=Screen(), stderr=Screen())
    assert (terminal.styles, terminal.colours) == (styles, colours)


def test_a_file_gets_no_styles_unless_they_are_forced() -> None:
    file = io.StringIO()
    assert not detect({"TERM": "xterm"}, stdin=file, stdout=file, stderr=file).styles
    forced = {"TERM": "xterm", "CLICOLOR_FORCE": "1"}
    assert detect(forced, stdin=file, stdout=file, stderr=file).colours


def test_a_dumb_terminal_is_plain_and_so_is_one_asked_to_be() -> None:
    screen = Screen()
    assert detect({"TERM": "dumb"}, stdin=screen, stdout=screen, stderr=screen).plain
    assert detect({"TERM": "xterm"}, stdin=screen, stdout=screen, stderr=screen, plain=True).plain
    assert not detect({"TERM": "xterm"}, stdin=screen, stdout=screen, stderr=screen).plain


@pytest.mark.parametrize(
    ("columns", "width"), [("132", 132), ("", 80), ("wide", 80), ("1", 10), ("²", 80), ("0", 10)]
)
def test_without_a_size_the_width_comes_from_columns(columns: str, width: int) -> None:
    terminal = detect({"COLUMNS": columns}, stdin=None, stdout=None, stderr=io.StringIO())
    assert terminal.width == width


def test_closed_streams_are_no_terminals() -> None:
    closed = Screen()
    closed.close()
    terminal = detect({"TERM": "xterm"}, stdin=None, stdout=closed, stderr=None)
    assert not terminal.can_ask
    assert not terminal.stdout_is_tty


def test_a_question_needs_eyes_and_a_keyboard() -> None:
    environ = {"TERM": "xterm"}
    assert detect(environ, stdin=Screen(), stdout=io.StringIO(), stderr=Screen()).can_ask
    assert not detect(environ, stdin=Screen(), stdout=Screen(), stderr=io.StringIO()).can_ask
    assert not detect(environ, stdin=io.StringIO(), stdout=Screen(), stderr=Screen()).can_ask
