from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    Confidence,
    Finding,
    GeneratedCommand,
    Level,
    Report,
    Span,
)
from cmdgen.pipeline import Candidate
from cmdgen.pipeline.decisions import Choose, Decision, Edit, Explain, Next, Quit, Revise, Run
from cmdgen.ui.confirm import Dialogue
from cmdgen.ui.layout import cells
from cmdgen.ui.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.ui.terminal import Terminal

    Ask = Callable[..., Decision]


def candidate(
    level: Level = Level.SAFE, text: str = "rm x", certainty: Certainty = Certainty.SURE
) -> Candidate:
    command = Command(text=text, dialect="bash")
    finding = Finding(rule="x", level=level, message="deletes x", span=Span(0, 2))
    answer = GeneratedCommand(
        command=command,
        source=BackendInfo(backend="embedded", engine="e", model="m", is_starter=True),
        confidence=Confidence(certainty=certainty),
    )
    findings = () if level is Level.SAFE else (finding,)
    return Candidate(answer=answer, report=Report(command=command, findings=findings))


class Conversation:
    """One dialogue with a scripted person, and what was on the screen."""

    def __init__(self, keyboard: Any, terminal: Terminal) -> None:
        self.keyboard = keyboard
        self.terminal = terminal
        self.screen = ""
        self.copied: list[str] = []

    def decide(
        self,
        shown: Candidate,
        *,
        keys: tuple[str, ...] = (),
        lines: tuple[str | None, ...] = (),
        allow_critical: bool = False,
        editor: Callable[[str], str | None] | None = None,
        others: int = 0,
    ) -> Decision:
        self.keyboard.keys.extend(keys)
        self.keyboard.lines.extend(lines)
        dialogue = Dialogue(
            keyboard=self.keyboard,
            write=self._write,
            copy=self._copy,
            terminal=self.terminal,
            paint=Paint.of(self.terminal),
            allow_critical=allow_critical,
            editor=editor,
            others=others,
        )
        decision = dialogue.decide(shown)
        assert not self.keyboard.keys, "a key was not asked for"
        assert not self.keyboard.lines, "a line was not asked for"
        return decision

    def _write(self, text: str) -> None:
        self.screen += text

    def _copy(self, text: str) -> str:
        self.copied.append(text)
        return "copied"


@pytest.fixture
def talk(scripted_keyboard: Any, terminal: Terminal) -> Conversation:
    return Conversation(scripted_keyboard, terminal)


@pytest.mark.parametrize(
    ("key", "decision"),
    [
        ("enter", Run()),
        ("r", Run()),
        ("R", Run()),
        ("x", Explain()),
        ("n", Next()),
        ("q", Quit()),
        ("escape", Quit()),
        ("end", Quit()),
    ],
)
def test_one_key_decides_about_a_safe_command(talk: Conversation, key: str, decision: Decision) -> None:
    assert talk.decide(candidate(), keys=(key,)) == decision


def test_ctrl_c_at_the_question_interrupts(talk: Conversation) -> None:
    with pytest.raises(KeyboardInterrupt):
        talk.decide(candidate(), keys=("ctrl-c",))


def test_a_moderate_command_is_asked_about_twice(talk: Conversation) -> None:
    shown = candidate(Level.MODERATE)
    assert talk.decide(shown, keys=("enter", "enter")) == Run()
    assert talk.decide(shown, keys=("enter", "y")) == Run()


@pytest.mark.parametrize("second", ["n", "escape", "end", "", "x", "r", "q"])
def test_anything_but_yes_at_the_second_question_goes_back(talk: Conversation, second: str) -> None:
    assert talk.decide(candidate(Level.MODERATE), keys=("enter", second, "q")) == Quit()


def test_a_guess_that_changes_something_is_not_run_by_enter_alone(talk: Conversation) -> None:
    guess = candidate(Level.MODERATE, certainty=Certainty.UNSURE)
    assert talk.decide(guess, keys=("enter", "enter", "q")) == Quit()
    assert talk.decide(guess, keys=("enter", "y")) == Run()


@pytest.mark.parametrize(
    "typed", ["", "y", "YES", "yes please", "ye s", " yes", "yes ", "\x1b[200~yes", None]
)
def test_a_high_command_wants_the_word_yes_and_nothing_else(talk: Conversation, typed: str | None) -> None:
    assert talk.decide(candidate(Level.HIGH), keys=("enter", "q"), lines=(typed,)) == Quit()


def test_the_word_yes_runs_a_high_command(talk: Conversation) -> None:
    assert talk.decide(candidate(Level.HIGH), keys=("enter",), lines=("yes",)) == Run()


def test_a_word_that_was_pasted_with_more_behind_it_is_a_no(talk: Conversation) -> None:
    talk.keyboard.pasted = True
    assert talk.decide(candidate(Level.HIGH), keys=("enter", "q"), lines=("yes",)) == Quit()
    critical = candidate(Level.CRITICAL)
    lines = ("run anyway: rm",)
    assert talk.decide(critical, keys=("enter", "q"), lines=lines, allow_critical=True) == Quit()


@pytest.mark.parametrize("key", ["enter", "r", "c"])
def test_a_critical_command_neither_runs_nor_is_copied_unless_allowed(talk: Conversation, key: str) -> None:
    assert talk.decide(candidate(Level.CRITICAL), keys=(key, "q")) == Quit()
    assert not talk.copied


def test_a_refusal_tells_the_reason_and_what_would_allow_it(talk: Conversation) -> None:
    talk.decide(candidate(Level.CRITICAL), keys=("enter", "q"))
    assert "deletes x" in talk.screen
    assert "allow_critical = true" in talk.screen
    assert "[Enter] run" not in talk.screen


def test_an_allowed_critical_command_wants_its_phrase(talk: Conversation) -> None:
    shown = candidate(Level.CRITICAL)
    refused = talk.decide(shown, keys=("enter", "q"), lines=("yes",), allow_critical=True)
    assert refused == Quit()
    assert 'Type "run anyway: rm" to run it: ' in talk.screen
    assert talk.decide(shown, keys=("enter",), lines=("run anyway: rm",), allow_critical=True) == Run()


def test_editing_hands_back_the_new_text_without_judging_it(talk: Conversation) -> None:
    assert talk.decide(candidate(), keys=("e",), lines=("rm -rf /",)) == Edit("rm -rf /")
    assert list(talk.keyboard.prefilled) == ["rm x"]


@pytest.mark.parametrize("line", [None, "", "  ", "rm x", "ctrl-c"])
def test_an_edit_that_changes_nothing_asks_again(talk: Conversation, line: str | None) -> None:
    assert talk.decide(candidate(), keys=("e", "q"), lines=(line,)) == Quit()


def test_a_long_command_goes_to_the_editor_and_a_short_one_to_the_line(
    scripted_keyboard: Any, terminal: Terminal
) -> None:
    seen: list[str] = []
    talk = Conversation(scripted_keyboard, terminal)

    def editor(text: str) -> str | None:
        seen.append(text)
        return text.replace("x", "y") if "fail" not in text else None

    loop = "for f in *\ndo\n  echo x\ndone"
    assert talk.decide(candidate(text=loop), keys=("e",), editor=editor) == Edit(loop.replace("x", "y"))
    assert talk.decide(candidate(text="echo " + "x " * 100), keys=("e",), editor=editor) is not None
    assert talk.decide(candidate(text="ls"), keys=("e",), lines=("ls -l",), editor=editor) == Edit("ls -l")
    hidden = "echo a\u202e\n"
    assert talk.decide(candidate(text=hidden), keys=("e",), lines=("ls",), editor=editor) == Edit("ls")
    assert len(seen) == 2
    assert talk.decide(candidate(text="fail\n"), keys=("e",), lines=("ls",), editor=editor) == Edit("ls")
    assert "The editor failed" in talk.screen


def test_a_wish_is_handed_back_and_an_empty_one_is_none(talk: Conversation) -> None:
    assert talk.decide(candidate(), keys=("v",), lines=("only today",)) == Revise("only today")
    assert talk.decide(candidate(), keys=("v", "q"), lines=("",)) == Quit()


def test_copying_takes_the_raw_text_and_asks_again(talk: Conversation) -> None:
    shown = candidate(text="printf '\x1b[0m'")
    assert talk.decide(shown, keys=("c", "q")) == Quit()
    assert talk.copied == ["printf '\x1b[0m'"]


def test_each_blank_is_asked_for_and_nothing_runs_before(talk: Conversation) -> None:
    shown = candidate(text="tar -cf <ARCHIVE> <FOLDER> && ls <ARCHIVE>")
    decision = talk.decide(shown, keys=("enter",), lines=("a.tar", " my files "))
    assert decision == Edit("tar -cf a.tar 'my files' && ls a.tar")
    assert talk.keyboard.prompts == ["ARCHIVE: ", "FOLDER: "]
    assert "fill in <ARCHIVE>, <FOLDER>" in talk.screen


@pytest.mark.parametrize("left", ["", "  ", None, "ctrl-c"])
def test_a_blank_that_is_left_empty_goes_back_to_the_question(talk: Conversation, left: str | None) -> None:
    shown = candidate(text="cp <FROM> <TO>")
    assert talk.decide(shown, keys=("enter", "q"), lines=("a", left)) == Quit()


@pytest.mark.parametrize(("others", "key"), [(1, "2"), (2, "3"), (8, "9")])
def test_a_number_takes_another_candidate(talk: Conversation, others: int, key: str) -> None:
    assert talk.decide(candidate(), keys=(key,), others=others) == Choose(int(key))
    assert talk.decide(candidate(Level.CRITICAL), keys=(key,), others=others) == Choose(int(key))


@pytest.mark.parametrize(("others", "keys"), [(0, "123"), (1, "013"), (2, "14"), (20, "01")])
def test_numbers_without_a_candidate_do_nothing(talk: Conversation, others: int, keys: str) -> None:
    assert talk.decide(candidate(), keys=(*keys, "q"), others=others) == Quit()


def test_the_question_names_the_numbers(talk: Conversation) -> None:
    talk.decide(candidate(), keys=("z", "q"), others=2)
    assert "[2-3] other" in talk.screen
    assert "2-3 takes that one" in " ".join(talk.screen.split())
    talk.decide(candidate(), keys=("q",), others=1)
    assert "[2] other" in talk.screen


def test_unknown_keys_change_nothing_and_the_keys_are_named(talk: Conversation) -> None:
    assert talk.decide(candidate(), keys=("", "z", "7", "й", "q")) == Quit()
    assert "q quits" in talk.screen


def test_the_keys_are_named_once_however_many_stray_keys_come(talk: Conversation) -> None:
    shown = candidate()
    assert talk.decide(shown, keys=("z", "", "7", "c", "z", "z", "q")) == Quit()
    assert talk.screen.count("Keys:") == 1
    # The question itself stands there once before and once after the copy.
    assert talk.screen.count("Run it?") == 2
    assert "z" not in talk.screen


def test_the_keys_that_are_named_are_those_that_do_something(talk: Conversation) -> None:
    talk.decide(candidate(Level.CRITICAL), keys=("z", "q"))
    assert "e edits" in talk.screen
    assert "runs" not in talk.screen
    assert "copies" not in talk.screen


@pytest.mark.parametrize("width", [20, 40, 80])
def test_the_names_of_the_keys_fit_the_terminal(
    scripted_keyboard: Any, terminal: Terminal, width: int
) -> None:
    talk = Conversation(scripted_keyboard, replace(terminal, width=width))
    talk.decide(candidate(), keys=("z", "q"))
    assert all(cells(line) <= width for line in talk.screen.split("\n"))


def test_typed_ahead_keys_are_thrown_away_before_every_question(talk: Conversation) -> None:
    talk.decide(candidate(Level.MODERATE), keys=("enter", "n", "e", "q"), lines=("",))
    # First question, second question, first again, the editor, first again.
    assert talk.keyboard.discarded == 5
    talk.decide(candidate(Level.HIGH), keys=("enter", "q"), lines=("no",))
    # First question, the word, first again.
    assert talk.keyboard.discarded == 5 + 3


@pytest.mark.parametrize("width", [10, 20, 40, 80, 200])
@pytest.mark.parametrize("level", list(Level))
def test_the_question_fits_the_terminal(
    scripted_keyboard: Any, terminal: Terminal, width: int, level: Level
) -> None:
    talk = Conversation(scripted_keyboard, replace(terminal, width=width))
    talk.decide(candidate(level), keys=("q",))
    limit = max(width, len("[Enter] run") + 1)  # one choice is never broken
    assert all(cells(line) <= limit for line in talk.screen.split("\n"))


@pytest.mark.parametrize(
    ("lines", "decision"),
    [
        (("",), Run()),
        (("run",), Run()),
        (("Explain",), Explain()),
        (("n",), Next()),
        (("quit",), Quit()),
        ((None,), Quit()),
        (("nonsense", "q"), Quit()),
        (("e", "ls"), Edit("ls")),
    ],
)
def test_in_plain_mode_lines_decide(
    scripted_keyboard: Any, terminal: Terminal, lines: tuple[str | None, ...], decision: Decision
) -> None:
    talk = Conversation(scripted_keyboard, replace(terminal, plain=True))
    assert talk.decide(candidate(), lines=lines) == decision
    assert "\x1b" not in talk.screen
    assert "\r" not in talk.screen


def test_in_plain_mode_a_paste_decides_nothing(scripted_keyboard: Any, terminal: Terminal) -> None:
    class Pasted(type(scripted_keyboard)):  # type: ignore[misc]
        def goes_on(self) -> bool:
            return len(self.lines) == 1  # behind the first of two lines

    talk = Conversation(Pasted(), replace(terminal, plain=True))
    assert talk.decide(candidate(), lines=("run", "q")) == Quit()


def test_in_plain_mode_the_second_question_takes_a_line_as_well(
    scripted_keyboard: Any, terminal: Terminal
) -> None:
    talk = Conversation(scripted_keyboard, replace(terminal, plain=True))
    assert talk.decide(candidate(Level.MODERATE), lines=("run", "y")) == Run()
    assert talk.decide(candidate(Level.MODERATE), lines=("run", "no", "q")) == Quit()
