from __future__ import annotations

import base64
import io
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.core.records import BackendInfo, Certainty, Command, Confidence, GeneratedCommand, Report
from cmdgen.pipeline import Candidate, View
from cmdgen.pipeline.decisions import Choose, Quit, Run
from cmdgen.ui.sink import Messages
from cmdgen.ui.view import TerminalView

if TYPE_CHECKING:
    from cmdgen.ui.terminal import Terminal

COMMAND = Command(text="ls", dialect="bash")
SHOWN = Candidate(
    answer=GeneratedCommand(
        command=COMMAND,
        source=BackendInfo(backend="embedded", engine="e", model="m", is_starter=True),
        confidence=Confidence(certainty=Certainty.SURE),
    ),
    report=Report(command=COMMAND),
)


class Screen(io.StringIO):
    encoding = "utf-8"


def view(terminal: Terminal, screen: Screen, **parts: Any) -> TerminalView:
    return TerminalView(terminal=terminal, messages=Messages(screen), **{"results": io.StringIO(), **parts})


def test_it_fills_the_role_that_the_pipeline_names(terminal: Terminal) -> None:
    role: View = view(terminal, Screen())
    with role.waiting():
        role.note("x")


def test_the_way_to_a_bigger_model_is_told_once(terminal: Terminal) -> None:
    screen = Screen()
    shows = view(terminal, screen)
    shows.show(SHOWN)
    shows.show(SHOWN)
    assert screen.getvalue().count("cmdgen init") == 1


def test_quiet_keeps_the_command_and_leaves_out_the_notes(terminal: Terminal) -> None:
    screen = Screen()
    shows = view(terminal, screen, quiet=True)
    shows.note("something")
    shows.show(SHOWN)
    assert "something" not in screen.getvalue()
    assert "cmdgen init" not in screen.getvalue()
    assert "\nls\n" in screen.getvalue()


def test_without_a_terminal_nobody_is_asked(terminal: Terminal, scripted_keyboard: Any) -> None:
    for facts in ({"stdin_is_tty": False}, {"stderr_is_tty": False}):
        screen = Screen()
        asks = view(replace(terminal, **facts), screen, keyboard_of=lambda: scripted_keyboard)
        assert asks.decide(SHOWN) == Quit()
        assert screen.getvalue() == ""


def test_with_a_terminal_the_person_decides(terminal: Terminal, scripted_keyboard: Any) -> None:
    scripted_keyboard.keys.append("enter")
    assert view(terminal, Screen(), keyboard_of=lambda: scripted_keyboard).decide(SHOWN) == Run()


def other(text: str) -> Candidate:
    command = replace(COMMAND, text=text)
    return replace(SHOWN, report=Report(command=command))


@pytest.mark.parametrize(("keys", "lines"), [("n", ()), ("v", ("hidden ones too",)), ("2", ())])
def test_another_candidate_names_what_differs_from_the_one_before(
    terminal: Terminal, scripted_keyboard: Any, keys: str, lines: tuple[str, ...]
) -> None:
    scripted_keyboard.keys.extend([*keys, "q"])
    scripted_keyboard.lines.extend(lines)
    screen = Screen()
    shows = view(terminal, screen, keyboard_of=lambda: scripted_keyboard)
    shows.show(SHOWN)
    shows.offer(SHOWN, [other("ls -A")])
    shows.decide(SHOWN)
    assert "differs" not in screen.getvalue()
    shows.show(other("ls -a"))
    assert "differs    adds -a\n" in screen.getvalue()
    shows.decide(other("ls -a"))
    shows.show(SHOWN)
    assert screen.getvalue().count("differs") == 1


def test_numbers_are_offered_only_for_candidates_that_are_shown(
    terminal: Terminal, scripted_keyboard: Any
) -> None:
    scripted_keyboard.keys.extend(["2", "2", "q"])
    shows = view(terminal, Screen(), keyboard_of=lambda: scripted_keyboard)
    shows.show(SHOWN)
    shows.offer(SHOWN, [other("find .")])
    assert shows.decide(SHOWN) == Choose(2)
    shows.show(other("find ."))
    assert shows.decide(other("find .")) == Quit()


def test_the_result_goes_to_stdout_alone(terminal: Terminal) -> None:
    screen, results = Screen(), io.StringIO()
    assert view(terminal, screen, results=results).result("ls -l")
    assert (results.getvalue(), screen.getvalue()) == ("ls -l\n", "")


def test_the_systems_clipboard_comes_before_the_terminals(terminal: Terminal) -> None:
    screen = Screen()
    view(terminal, screen, system_copy=lambda _: "pbcopy").copy("ls")
    assert screen.getvalue() == "cmdgen: copied with pbcopy\n"
    screen = Screen()
    view(terminal, screen).copy("ls ü")
    assert base64.b64encode("ls ü".encode()).decode() in screen.getvalue()


def test_what_cannot_be_copied_is_said_and_no_escape_is_written(terminal: Terminal) -> None:
    for facts, text in (({"plain": True}, "ls"), ({"stderr_is_tty": False}, "ls"), ({}, "x" * 100_000)):
        screen = Screen()
        view(replace(terminal, **facts), screen).copy(text)
        assert screen.getvalue().startswith("cmdgen: not copied")


def test_drawing_an_answer_imports_nothing_heavy() -> None:
    code = (
        "import sys, cmdgen.ui.view, cmdgen.ui.jsonout, cmdgen.ui.check_view, cmdgen.execute;"
        "print(sorted({'rich', 'httpx', 'typer', 'tree_sitter', 'readline'} & set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"
