"""The dialogue as a person meets it, in a real pseudo-terminal."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Start = Callable[..., Any]

pexpect = pytest.importorskip("pexpect")
termios = pytest.importorskip("termios")

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("dialogue_program.py")
QUESTION = re.escape("[q]uit ")
ESCAPE_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def _as_from_a_shell() -> None:
    """Undo what nohup and the like hand down: a program in a terminal starts with no signal ignored."""
    for signum in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(signum, signal.SIG_DFL)


@pytest.fixture
def start() -> Iterator[Start]:
    """Start the dialogue program in a terminal of its own, with echo on as in any terminal."""
    children = []

    def run(*arguments: str, width: int = 80, environ: dict[str, str] | None = None) -> Any:
        child = pexpect.spawn(
            sys.executable,
            [str(PROGRAM), *arguments],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
                "TERM": "xterm",
                "INPUTRC": "/dev/null",
                **(environ or {}),
            },
            encoding="utf-8",
            timeout=30,
            preexec_fn=_as_from_a_shell,
            dimensions=(50, width),
        )
        # No waits of its own: every test waits for what is on the screen.
        child.delaybeforesend = None
        children.append(child)
        return child

    yield run
    for child in children:
        child.close(force=True)


def modes(child: Any) -> list[Any]:
    found: list[Any] = termios.tcgetattr(child.child_fd)
    return found


@pytest.mark.parametrize(
    ("key", "decision"),
    [
        ("\r", "Run"),
        ("\n", "Run"),
        ("r", "Run"),
        ("n", "Next"),
        ("q", "Quit"),
        ("\x1b", "Quit"),
        ("\x04", "Quit"),
    ],
)
def test_one_key_decides(start: Start, key: str, decision: str) -> None:
    child = start("safe")
    child.expect(QUESTION)
    child.send(key)
    child.expect(f"decision: {decision} ")
    child.expect(pexpect.EOF)


def test_ctrl_c_interrupts_and_puts_the_terminal_back(start: Start) -> None:
    child = start("safe")
    before = modes(child)
    child.expect(QUESTION)
    assert modes(child) != before
    child.sendintr()
    child.expect("decision: interrupted")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before


def test_the_terminal_is_as_before_after_every_decision(start: Start) -> None:
    child = start("safe", "safe")
    before = modes(child)
    child.expect(QUESTION)
    child.send("n")
    child.expect("decision: Next")
    child.expect(QUESTION)
    child.send("v")
    child.expect("what should change. ")
    child.send("today only\r")
    child.expect("decision: Revise 'today only'")
    assert modes(child) == before


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_at_the_question_puts_the_terminal_back(start: Start, signum: signal.Signals) -> None:
    child = start("safe")
    before = modes(child)
    child.expect(QUESTION)
    assert modes(child) != before
    child.kill(signum)
    child.expect(pexpect.EOF)
    child.wait()
    assert child.signalstatus == signum
    assert modes(child) == before


def test_keys_typed_before_the_question_are_thrown_away(start: Start) -> None:
    child = start("--think", "0.5", "safe")
    child.expect("thinking")
    child.send("\r")
    child.expect(QUESTION)
    child.send("n")
    child.expect("decision: (Run|Next)")
    assert child.match.group(1) == "Next"


def test_keys_typed_while_it_thinks_are_not_seen(start: Start) -> None:
    child = start("--think", "0.5", "safe")
    before = modes(child)
    child.expect("thinking")
    assert not modes(child)[3] & termios.ECHO
    child.send("typed\x1b[A\r")
    child.expect(QUESTION)
    assert "typed" not in child.before
    child.send("n")
    child.expect("decision: Next")
    child.expect(pexpect.EOF)
    assert modes(child) == before


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_it_thinks_puts_the_terminal_back(start: Start, signum: signal.Signals) -> None:
    child = start("--think", "30", "safe")
    before = modes(child)
    child.expect("thinking")
    assert modes(child) != before
    child.kill(signum)
    child.expect(pexpect.EOF)
    child.wait()
    assert modes(child) == before


def test_a_paste_decides_nothing(start: Start) -> None:
    child = start("safe")
    child.expect(QUESTION)
    child.send("rrr\r")
    child.expect("Keys: ")
    child.expect("q quits. ")
    child.send("\x1b[A")  # an arrow key is not Esc
    time.sleep(0.3)  # as a person would: what comes at once with a stray key is thrown away with it
    child.send("é")
    time.sleep(0.3)
    child.send("q")
    child.expect("decision: Quit")
    assert "Keys: " not in child.before


def test_a_moderate_command_is_asked_about_twice(start: Start) -> None:
    child = start("moderate")
    child.expect(QUESTION)
    child.send("\r")
    child.expect(re.escape("moderate: run it? [Enter/y] yes  [n] no "))
    child.send("\r")
    child.expect("decision: Run")


def test_a_high_command_wants_the_word(start: Start) -> None:
    child = start("high")
    child.expect(QUESTION)
    child.send("\r")
    child.expect("Type .*yes.* to run it: ")
    child.send("y\r")
    child.expect("Not run.")
    child.expect(QUESTION)
    child.send("r")
    child.expect("to run it: ")
    child.send("yes\r")
    child.expect("decision: Run")


def test_a_critical_command_is_refused_or_wants_its_phrase(start: Start) -> None:
    child = start("critical")
    child.expect(QUESTION)
    child.send("\r")
    child.expect("Refused, because it is critical")
    child.expect(QUESTION)
    child.send("q")
    child.expect("decision: Quit")
    allowed = start("--allow-critical", "critical")
    allowed.expect(QUESTION)
    allowed.send("\r")
    allowed.expect("run anyway: rm.* to run it: ")
    allowed.send("run anyway: rm\r")
    allowed.expect("decision: Run")


def test_edit_starts_from_the_command(start: Start) -> None:
    child = start("safe")
    child.expect(QUESTION)
    child.send("e")
    child.expect("edit: ")
    child.send("\x7f\x7f5G\r")
    child.expect(r"decision: Edit 'find . -type f -size \+105G'")


def test_edit_keeps_the_lines_of_a_long_command(start: Start) -> None:
    child = start("loop")
    child.expect(QUESTION)
    child.send("e")
    child.expect("edit: ")
    child.send("!\r")
    child.expect(r"decision: Edit 'for f in \*.jpg; do\\n  convert .*\\ndone!'")


def test_edit_shows_hidden_characters_as_they_will_be(start: Start) -> None:
    child = start("hidden")
    child.expect(QUESTION)
    child.send("e")
    child.expect("edit: ")
    child.send("!\r")
    child.expect(re.escape(r"decision: Edit 'echo a\\u202e\\x1b[31m\\u200bb!'"))
    assert "\u202e" not in child.before
    assert "\x1b[31m" not in child.before


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_the_editor_goes_back_to_the_question(start: Start, key: str) -> None:
    child = start("safe")
    child.expect(QUESTION)
    child.send("v")
    child.expect("what should change. ")
    child.send(key)
    child.expect(QUESTION)
    child.send("q")
    child.expect("decision: Quit")


def test_explain_asks_again_afterwards(start: Start) -> None:
    child = start("high")
    child.expect(QUESTION)
    child.send("x")
    child.expect("Deletes the build folder")
    child.expect(QUESTION)
    child.send("q")
    child.expect("decision: Quit")


def test_copy_goes_through_the_terminal(start: Start) -> None:
    child = start("critical", "--allow-critical")
    child.expect(QUESTION)
    child.send("c")
    child.expect(re.escape("\x1b]52;c;cm0gLXJmIH4=\x07"))
    child.expect(QUESTION)
    child.send("q")
    child.expect("decision: Quit")


def test_each_blank_of_a_command_is_asked_for(start: Start) -> None:
    child = start("blank")
    child.expect(QUESTION)
    child.send("\r")
    child.expect("fill in <NAME>, <DIR>")
    child.expect("NAME: ")
    child.send("a\r")
    child.expect("DIR: ")
    child.send("my files\r")
    child.expect("decision: Edit .tar -czf a.tar.gz 'my files'")


@pytest.mark.parametrize(
    "paste", ["yes\rtouch x\r", "yes\rtouch x", "\x1b[200~yes\rtouch x\r\x1b[201~", "yes\r\r"]
)
def test_a_paste_is_no_typed_word_and_nothing_of_it_is_left(start: Start, paste: str) -> None:
    child = start("high")
    before = modes(child)
    child.expect(QUESTION)
    child.send("\r")
    child.expect("to run it: ")
    child.send(paste)
    child.expect("Not run.")
    child.expect(QUESTION)
    child.send("q")
    child.expect("decision: Quit")
    child.expect(pexpect.EOF)
    assert modes(child) == before


def test_after_a_resize_lines_have_the_new_width(start: Start) -> None:
    child = start("high", width=100)
    child.expect(QUESTION)
    child.setwinsize(50, 40)
    child.send("x")
    child.expect("Deletes the build folder")
    child.expect(QUESTION)
    assert all(len(line) < 40 for line in ESCAPE_SEQUENCE.sub("", child.before).splitlines()[:3])
    assert "[n]ext" in child.before
    assert max(len(ESCAPE_SEQUENCE.sub("", line)) for line in child.before.splitlines()[-4:]) < 40
    child.send("q")
    child.expect("decision: Quit")


def test_a_stopped_question_goes_on_where_it_was(start: Start) -> None:
    child = start("safe")
    before = modes(child)
    child.expect(QUESTION)
    asking = modes(child)
    child.kill(signal.SIGSTOP)
    termios.tcsetattr(child.child_fd, termios.TCSANOW, before)  # as a shell that takes the terminal back
    child.kill(signal.SIGCONT)
    for _ in range(3000):
        if modes(child) == asking:
            break
        time.sleep(0.01)
    child.send("n")
    child.expect("decision: Next")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_every_case_is_shown_without_raw_characters(start: Start, width: int) -> None:
    child = start("--show-only", width=width)
    child.expect(pexpect.EOF)
    text = ESCAPE_SEQUENCE.sub("", child.before)
    assert "Traceback" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    for word in ("safe", "moderate", "HIGH", "CRITICAL", "not sure", "fill in", "hidden"):
        assert word in text
    # One long line, left to the terminal to wrap.
    assert "find /var/log -name '*.log' -mtime +30 -size +10M -print0 | xargs -0" in text


def test_a_dumb_terminal_gets_lines_and_no_escapes(start: Start) -> None:
    child = start("--think", "0.2", "moderate", environ={"TERM": "dumb"})
    child.expect(QUESTION)
    assert "\x1b" not in child.before
    assert "thinking" not in child.before
    assert modes(child)[3] & termios.ICANON
    child.send("run\n")
    child.expect(re.escape("[n] no "))
    child.send("\n")
    child.expect("decision: Run")


def test_no_color_means_no_colours_and_the_words_stay_marked(start: Start) -> None:
    child = start("--show-only", environ={"NO_COLOR": "1"})
    child.expect(pexpect.EOF)
    codes = {code for codes in re.findall(r"\x1b\[([0-9;]*)m", child.before) for code in codes.split(";")}
    assert codes <= {"0", "1", "4", "7"}
    assert "4" in codes


def test_ctrl_c_while_the_model_thinks_leaves_a_clean_line(start: Start) -> None:
    child = start("--think", "30", "safe")
    child.expect("thinking")
    child.sendintr()
    child.expect("KeyboardInterrupt")
    assert re.search(r"\r +\r", child.before)
