"""What the keys and the guard write and ask, as it is to be seen, and what answers it."""

from __future__ import annotations

import re
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Opened = Callable[..., Any]

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="tmux needs a pseudo-terminal"),
]
SECOND_KEY = r"Put it on the line all the same\? \[y/N\]"
GUARD = r"Run it\? \[y/N\]"
RISKY = r"printf 'touch made\036HIGH first note\nsecond note\nthird note\n'; exit 3"
MODERATE = r"printf 'touch made\036moderate first note\nsecond note\nthird note\n'; exit 0"


@pytest.mark.parametrize("rows", [1, 3])
def test_all_notes_stay_between_the_words_and_the_command(pane: Opened, rows: int) -> None:
    shell = pane(rows=rows)
    shell.widget(MODERATE)
    shell.type("make it")
    shell.press("M-g")
    shell.shows(r"(?m)^% touch made$")
    time.sleep(0.5)
    seen = [line for line in shell.screen().splitlines() if line and "top" not in line]
    assert seen[-5].endswith("make it")
    assert seen[-4:] == ["moderate first note", "second note", "third note", "% touch made"]


def test_notes_stay_where_the_words_take_several_rows(pane: Opened) -> None:
    shell = pane(rows=3)
    shell.widget(MODERATE)
    shell.type("make it " + "and make it " * 20 + "now")
    shell.press("M-g")
    shell.shows(r"now\nmoderate first note\nsecond note\nthird note\n[^%]*% touch made\Z")


def test_a_note_stays_where_there_is_no_command(pane: Opened) -> None:
    shell = pane(rows=3)
    shell.widget(r"printf '\036nothing came of it\n'; exit 65")
    shell.type("make it")
    shell.press("M-g")
    shell.shows(r"nothing came of it[^%]*% make it$")


def test_what_was_typed_before_the_second_key_is_no_answer(pane: Opened) -> None:
    shell = pane()
    shell.widget("sleep 2; " + RISKY)
    shell.type("make it")
    shell.press("M-g")
    time.sleep(1)
    shell.type("y")
    shell.shows(SECOND_KEY)
    time.sleep(0.5)
    assert re.search(SECOND_KEY + "$", shell.screen())
    shell.press("n")
    shell.shows(r"\n% make it\Z")


@pytest.mark.parametrize("text", ["yes\ntouch pasted\n", "y\n", "touch pasted\n" * 500])
def test_a_paste_does_not_answer_the_second_key_and_does_not_run(pane: Opened, text: str) -> None:
    shell = pane()
    shell.widget(RISKY)
    shell.type("make it")
    shell.press("M-g")
    shell.shows(SECOND_KEY)
    shell.paste(text)
    shell.shows(rf"(?s){SECOND_KEY}.*Several characters.*{SECOND_KEY}$")
    shell.press("n")
    shell.shows(r"\n% make it\Z")
    time.sleep(1)
    assert re.search(r"\n% make it\Z", shell.screen())
    assert not (shell.work / "pasted").exists()


def test_ctrl_c_at_the_second_key_keeps_the_words(pane: Opened) -> None:
    shell = pane()
    shell.widget(RISKY)
    shell.type("make it")
    shell.press("M-g")
    shell.shows(SECOND_KEY)
    shell.press("C-c")
    shell.shows(r"\n% make it\Z")
    shell.type(" > kept")
    shell.press("C-a")
    shell.enter("echo ")
    assert shell.wrote("kept") == "make it\n"


def test_a_y_puts_the_command_on_the_line(pane: Opened) -> None:
    shell = pane(rows=3)
    shell.widget(RISKY)
    shell.type("make it")
    shell.press("M-g")
    shell.shows(SECOND_KEY)
    shell.press("y")
    shell.shows(r"third note\nPut it on [^\n]*y\n(?:\n--top--\n)?% touch made$")
    assert not (shell.work / "made").exists()
    shell.press("Enter")
    shell.settle()
    assert (shell.work / "made").exists()


def test_what_was_typed_before_the_guard_asks_is_no_answer(pane: Opened) -> None:
    shell = pane(options="--guard")
    shell.settle()
    shell.enter("sleep 3")
    time.sleep(0.5)
    shell.enter("rm -rf src")
    shell.type("y")
    shell.shows(GUARD)
    time.sleep(0.5)
    assert re.search(GUARD + "$", shell.screen())
    shell.press("n")
    shell.shows(r"\n% rm -rf src/?\Z")
    assert (shell.work / "src").exists()


def test_a_paste_does_not_answer_the_guard_and_does_not_run(pane: Opened) -> None:
    shell = pane(options="--guard")
    shell.enter("rm -rf src")
    shell.shows(GUARD)
    shell.paste("yes\ntouch pasted\n")
    shell.shows(rf"(?s){GUARD}.*Several characters.*{GUARD}$")
    shell.press("C-c")
    shell.shows(r"\n% rm -rf src/?\Z")
    time.sleep(1)
    assert re.search(r"\n% rm -rf src/?\Z", shell.screen())
    assert (shell.work / "src").exists()
    assert not (shell.work / "pasted").exists()


@pytest.mark.parametrize("blank", ["", " "])
def test_words_are_recognised_with_a_guard_and_behind_a_blank(pane: Opened, blank: str) -> None:
    shell = pane(options="--guard")
    shell.widget(r"printf 'touch made\036'; exit 0")
    shell.enter(f"{blank}?? make *it* (now)")
    shell.shows(rf"(?m)^% {blank}touch made$")
    shell.press("Enter")
    shell.settle()
    assert (shell.work / "made").exists()


def test_a_blank_in_front_keeps_words_and_command_out_of_the_history(pane: Opened) -> None:
    shell = pane()
    shell.enter(
        {"bash": "HISTCONTROL=ignorespace", "zsh": "setopt hist_ignore_space"}.get(shell.shell, "true")
    )
    shell.widget(r"printf 'touch made\036'; exit 0")
    shell.enter(" ?? make it")
    shell.shows(r"(?m)^%  touch made$")
    shell.press("Enter")
    shell.settle()
    assert (shell.work / "made").exists()
    shell.enter({"bash": "history", "zsh": "fc -l 1", "fish": "history"}[shell.shell] + " > past")
    assert "settled" in shell.wrote("past")
    assert "make it" not in shell.wrote("past")
    assert "touch made" not in shell.wrote("past")


COMPOUND = {
    "bash": [["if true; then", "echo x > made", "fi"], ["for i in 1", "do echo x > made", "done"],
             ["cat > made <<X", "it's", "rm -rf ~", "X"], ["echo x |", "cat > made"], ["echo x \\", "| cat > made"]],
    "zsh": [["if true; then", "echo x > made", "fi"], ["for i in 1", "do echo x > made", "done"],
            ["cat > made <<X", "it's", "rm -rf ~", "X"], ["true &&", "echo x > made"], ["echo x \\", "| cat > made"]],
    "fish": [["if true", "echo x > made", "end"]],
}  # fmt: skip


def test_the_guard_does_not_ask_about_a_line_that_goes_on(pane: Opened) -> None:
    shell = pane(options="--guard")
    for lines in COMPOUND[shell.shell]:
        for line in lines:
            shell.enter(line)
            time.sleep(0.3)
        shell.wrote("made")
        assert not re.search(GUARD, shell.screen())
        (shell.work / "made").unlink()


def test_the_guard_asks_about_all_lines_of_a_command(pane: Opened) -> None:
    shell = pane(options="--guard")
    lines = ["begin", "rm -rf src", "end"] if shell.shell == "fish" else ["sh <<X", "rm -rf src", "X"]
    for line in lines:
        shell.enter(line)
        time.sleep(0.5)
    shell.shows(GUARD)
    shell.press("n")
    # All that was said stays, although the cursor was in the third line.
    shell.shows(rf"deletes src with everything in it\n[^%]*{GUARD} n\n[\s\S]*(?:X|end)\Z")
    shell.press("C-c")
    shell.shows(r"%\Z")
    shell.settle()
    assert (shell.work / "src").exists()


def test_the_guard_screens_each_line_by_itself_where_prompts_are_not_told_of(pane: Opened) -> None:
    shell = pane(options="--guard")
    if shell.shell != "bash":
        pytest.skip("only bash says nowhere that a line goes on")
    shell.enter("PROMPT_COMMAND=")
    shell.enter("cat <<X")
    time.sleep(0.5)
    shell.press("C-c")
    time.sleep(0.5)
    shell.enter("rm -rf src")
    shell.shows(GUARD)
    shell.press("n")
    time.sleep(0.5)
    assert (shell.work / "src").exists()


def test_a_change_of_the_width_while_it_thinks_leaves_notes_and_words_apart(pane: Opened) -> None:
    shell = pane()
    shell.widget("sleep 2; " + MODERATE)
    shell.type("make it")
    shell.press("M-g")
    time.sleep(1)
    shell.resize(60)
    shell.shows(r"(?m)^% touch made$")
    assert re.search(r"(?m)^moderate first note\nsecond note\nthird note\n% touch made$", shell.screen())


def test_what_was_run_on_consent_is_in_the_running_history_and_its_file(pane: Opened) -> None:
    shell = pane()
    if shell.shell != "fish":
        shell.enter("HISTFILE=~/my-history SAVEHIST=100")
    answer = r'printf "echo one\necho two" > "$CMDGEN_RAN"; exit 0'
    if shell.shell == "fish":  # which reads its file again
        past = "$HOME/.local/share/fish/fish_history"
        answer = rf'printf -- "- cmd: echo one\\\\necho two\n  when: $(date +%s)\n" >> "{past}"; {answer}'
    shell.program.write_text(f"#!/bin/sh\n{answer}\n")
    shell.enter("cmdgen say one and two")
    shell.settle()
    for _ in range(3):  # in fish the line that asked is in front of it or behind
        shell.press("Up")
        time.sleep(0.5)
        if "% echo one" in shell.screen():
            break
    shell.shows(r"(?s)% echo one\n.*echo two\Z")
    shell.press("C-c")
    time.sleep(0.3)
    shell.press("C-u")
    shell.enter({"bash": "history", "zsh": "fc -l 1", "fish": "history"}[shell.shell] + " > past")
    assert re.search(r"(?s)cmdgen say one and two", shell.wrote("past"))
    shell.enter("exit")
    time.sleep(1)
    if shell.shell != "fish":
        assert re.search(
            r"cmdgen say one and two(?:\n|\n#\d+\n)echo one\\?\necho two\n",
            (shell.home / "my-history").read_text(),
        )
    assert list((shell.folder / "tmp").glob("cmdgen-ran*")) == []


def test_nothing_of_it_is_left_in_the_shell(pane: Opened) -> None:
    shell = pane(options="--guard")
    shell.enter("cmdgen_guard remove; cmdgen_shell_remove")
    shell.enter(
        {
            "bash": "{ declare -F; set; } | grep -i cmdgen | grep -v -e PATH -e TMPDIR -e ^_= -e PWD > left; echo . >> left",
            "zsh": "{ print -l ${(k)functions} ${(k)widgets} ${(k)parameters} } | grep -i cmdgen > left; echo . >> left",
            "fish": "begin; functions -a; set -n; bind; complete -c cmdgen; end | grep cmdgen > left; echo . >> left",
        }[shell.shell]
    )
    assert shell.wrote("left") == ".\n"
    assert shell.wrote("left") == ".\n"


STRICT = {"bash": "set -u", "zsh": "setopt no_unset extended_glob err_return"}  # fish has no such options


@pytest.mark.parametrize("strict", [False, True])
def test_either_part_can_be_taken_out_and_the_other_goes_on(pane: Opened, strict: bool) -> None:
    shell = pane(options="--guard", before=STRICT if strict else None)
    shell.enter("cmdgen_shell_remove")
    shell.settle()
    shell.enter("rm -rf src")
    shell.shows(GUARD)
    shell.press("n")
    shell.shows(r"\n% rm -rf src/?\Z")
    shell.press("C-u")
    init = f"cmdgen shell init {shell.shell}"
    shell.enter(f"{init} | source" if shell.shell == "fish" else f'eval "$({init})"')
    shell.enter("cmdgen_guard remove")
    shell.settle()
    shell.widget(r"printf 'touch made\036'; exit 0")
    shell.enter("?? make it")
    shell.shows(r"(?m)^% touch made$")
    shell.press("Enter")
    shell.settle()
    assert (shell.work / "made").exists()


def test_a_guard_that_is_loaded_later_leaves_the_words_alone(pane: Opened) -> None:
    shell = pane()
    hook = f"cmdgen hook shell {shell.shell}"
    shell.enter(f"{hook} | source" if shell.shell == "fish" else f'eval "$({hook})"')
    shell.settle()
    shell.widget(r"printf 'touch made\036'; exit 0")
    shell.enter("?? make it")
    shell.shows(r"(?m)^% touch made$")
    shell.press("Enter")
    shell.settle()
    assert (shell.work / "made").exists()
    shell.enter("cmdgen_shell_remove")
    shell.settle()
    shell.enter("rm -rf src")
    shell.shows(GUARD)
    shell.press("n")
    shell.shows(r"\n% rm -rf src/?\Z")
    assert (shell.work / "src").exists()
