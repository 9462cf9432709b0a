from __future__ import annotations

from cmdgen.core.errors import ConfigurationError
from cmdgen.ui.errors import render_error, render_note
from cmdgen.ui.paint import Paint

PLAIN = Paint(styles=False, colours=False)


def test_an_error_is_two_lines_what_and_what_to_do() -> None:
    error = ConfigurationError("fish is not installed", hint="install it")
    assert render_error(error, PLAIN) == "cmdgen: fish is not installed\n  install it\n"


def test_an_error_without_a_hint_is_one_line_whatever_is_in_it() -> None:
    error = ConfigurationError("server said:\n\x1b[31mno")
    assert render_error(error, PLAIN) == "cmdgen: server said: \\x1b[31mno\n"


def test_a_note_is_one_line() -> None:
    assert render_note("a\nb", PLAIN) == "cmdgen: a b\n"
