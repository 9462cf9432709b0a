"""The keys of `cmdgen shell init`, in real shells on a real terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.core.errors import UsageError
from cmdgen.core.records import Command
from cmdgen.safety.effects import follow
from cmdgen.safety.engine import parse_nested
from cmdgen.safety.ir import SyntaxProblem
from cmdgen.safety.syntax.words import Origin
from cmdgen.shells.integration import SHELLS, code

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
START = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["-i"]}
ALT_G = "\x1bg"
CTRL_C = "\x03"


class Shell:
    """One interactive shell with the keys."""

    def __init__(self, name: str, folder: Path, *, before: str = "", options: str = "") -> None:
        import pexpect  # noqa: PLC0415  not on Windows

        self.name, self.folder = name, folder
        program = folder / "bin" / "cmdgen"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cmdgen "$@"\n')
        program.chmod(0o755)
        (folder / "work" / "src").mkdir(parents=True)
        (folder / "home").mkdir()
        environ = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "CMDGEN_"))},
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "HOME": str(folder / "home"),
            "TERM": "xterm",
            "PS1": "$ ",
        }
        self.child: Any = pexpect.spawn(
            name, START[name], env=environ, cwd=str(folder / "work"), encoding="utf-8", timeout=60,
            dimensions=(40, 160),
        )  # fmt: skip
        self.said = 0
        if before:
            self.enter(before)
        init = f"cmdgen shell init {name} {options}"
        self.enter(f"{init} | source" if name == "fish" else f'eval "$({init})"')
        self.settle()

    def send(self, text: str) -> None:
        self.child.send(text)

    def enter(self, line: str) -> None:
        self.child.send(line + "\r")

    def settle(self) -> None:
        """Run a harmless command and wait for what it says; the text on the screen is not what it prints."""
        self.said += 1
        self.enter(
            f"echo reached-$(({self.said}+0))"
            if self.name != "fish"
            else f"echo reached-(math {self.said}+0)"
        )
        self.child.expect_exact(f"reached-{self.said}\r\n")

    def line_becomes(self, pattern: str) -> None:
        self.child.expect(pattern)

    def answers(self, commands: dict[str, str]) -> None:
        """Put a program in cmdgen's place that has the same answer to everything."""
        (self.folder / "answer").write_text(commands[self.name] + "\x1e", encoding="utf-8")
        program = self.folder / "bin" / "cmdgen"
        program.write_text(f'#!/bin/sh\nexec cat "{self.folder}/answer"\n', encoding="utf-8")

    def file(self, name: str) -> str:
        """Return what a command has written, once it is there."""
        path = self.folder / "work" / name
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if path.exists() and path.read_text(encoding="utf-8").endswith("\n"):
                return path.read_text(encoding="utf-8")
            time.sleep(0.1)
        message = f"{name} was never written; the screen: {self.child.before!r}"
        raise AssertionError(message)


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    made = Shell(request.param, tmp_path)
    yield made
    made.child.close(force=True)


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")
class TestInATerminal:
    def test_the_key_turns_words_into_a_command_that_the_shell_itself_runs(self, shell: Shell) -> None:
        shell.send("find big files" + ALT_G)
        shell.line_becomes(r"find \. -type f -size \+100M")
        shell.send(" | wc -l > answer\r")
        assert shell.file("answer").strip() == "0"

    def test_words_with_an_apostrophe_and_a_question_mark_need_no_quotes(self, shell: Shell) -> None:
        shell.enter("?? what's using port 8080?")
        shell.line_becomes(r"(?:lsof|ss|netstat|fuser) [^?]*8080")
        shell.send("\x15")  # empties the line
        shell.settle()

    def test_a_risky_command_needs_another_key(self, shell: Shell) -> None:
        shell.send("delete everything in this folder" + ALT_G)
        shell.child.expect_exact("Put it on the line all the same? [y/N] ")
        shell.send("n")
        shell.child.expect_exact("n\r\n")  # two keys at once would be a paste, which is no answer
        shell.child.expect("(?s)delete.*everything.*in.*this.*folder")
        shell.send("\x15")
        shell.settle()

    def test_ctrl_c_gives_the_words_back(self, shell: Shell) -> None:
        slow = shell.folder / "bin" / "cmdgen"
        slow.write_text("#!/bin/sh\necho started >&2\nexec sleep 60\n")
        shell.send("list all files" + ALT_G)
        shell.child.expect_exact("started")
        shell.send(CTRL_C)
        shell.child.expect("(?s)list.*all.*files")
        shell.send("\x01echo \x05 > kept\r")
        assert shell.file("kept").strip() == "list all files"

    def test_what_the_command_sets_stays_set_and_the_history_has_it(self, shell: Shell) -> None:
        shell.answers({"bash": "export PICKED=it", "zsh": "export PICKED=it", "fish": "set -gx PICKED it"})
        shell.send("pick it" + ALT_G)
        shell.line_becomes("PICKED")
        shell.enter("")
        shell.settle()
        shell.enter("printenv PICKED > environment")
        assert shell.file("environment") == "it\n"
        shell.enter({"bash": "history > past", "zsh": "fc -l 1 > past", "fish": "history > past"}[shell.name])
        past = shell.file("past")
        assert re.search(r"(?m)(?:export PICKED=it|set -gx PICKED it)$", past)
        if shell.name != "fish":  # which has no way to put a line there
            assert "?? pick it" in past

    def test_a_change_of_folder_is_that_of_the_shell(self, shell: Shell) -> None:
        shell.answers(dict.fromkeys(START, "cd src"))
        shell.send("go there" + ALT_G)
        shell.line_becomes("cd src")
        shell.enter("")
        shell.settle()
        shell.enter("pwd > ../where")
        assert Path(shell.file("where").strip()).parts[-2:] == ("work", "src")

    def test_a_command_of_several_lines_stays_one(self, shell: Shell) -> None:
        loop = "for i in 1 2\n{}  echo $i >> counted\n{}"
        shell.answers(
            {
                "bash": loop.format("do\n", "done"),
                "zsh": loop.format("do\n", "done"),
                "fish": loop.format("", "end"),
            }
        )
        shell.send("count" + ALT_G)
        shell.line_becomes("counted")
        shell.enter("")
        shell.settle()
        assert shell.file("counted") == "1\n2\n"

    def test_the_status_of_a_command_is_what_it_was(self, shell: Shell) -> None:
        shell.enter("sh -c 'exit 7'")
        shell.enter("echo $status > kept" if shell.name == "fish" else "echo $? > kept")
        assert shell.file("kept") == "7\n"

    def test_other_lines_run_as_before(self, shell: Shell) -> None:
        shell.enter("cd src")
        shell.enter("pwd > ../where")
        assert shell.file("where").strip().endswith("/src")

    def test_the_keys_can_be_taken_out_again(self, shell: Shell) -> None:
        shell.enter("cmdgen_shell_remove")
        shell.settle()
        shell.enter("echo still here > after")
        assert shell.file("after") == "still here\n"

    def test_fix_is_told_the_last_command_and_its_status(self, shell: Shell) -> None:
        spy = shell.folder / "bin" / "cmdgen"
        spy.write_text('#!/bin/sh\necho "$CMDGEN_LAST_COMMAND|$CMDGEN_LAST_STATUS" > fixing\n')
        shell.enter("ls /nowhere/at-all")
        shell.enter("cmdgen fix")
        assert re.fullmatch(r"ls /nowhere/at-all\|[12]\n", shell.file("fixing"))

    @pytest.mark.parametrize("before", ["", " "])
    def test_fix_passes_its_options_on(self, shell: Shell, before: str) -> None:
        if before:  # a line that is kept out of the history is not the last command
            shell.enter(
                {"bash": "HISTCONTROL=ignorespace", "zsh": "setopt hist_ignore_space"}.get(shell.name, "true")
            )
        spy = shell.folder / "bin" / "cmdgen"
        spy.write_text('#!/bin/sh\necho "$CMDGEN_LAST_COMMAND|$CMDGEN_LAST_STATUS|$*" > fixing\n')
        shell.enter("ls /nowhere/at-all")
        shell.enter(f"{before}cmdgen fix --print -b embedded")
        assert re.fullmatch(r"ls /nowhere/at-all\|[12]\|fix --print -b embedded\n", shell.file("fixing"))

    def test_fix_with_an_option_mends_the_last_command(self, shell: Shell) -> None:
        shell.enter("mkdri made")
        shell.enter("cmdgen fix --print > fixed")
        assert shell.file("fixed") == "mkdir made\n"


HARSH = {
    "bash": "set -ue; set -o vi; PROMPT_COMMAND='other=$?'",
    "zsh": "setopt no_unset extended_glob ksh_arrays sh_word_split err_return; bindkey -v; precmd_functions=(true)",
    "fish": "fish_vi_key_bindings; function other --on-event fish_postexec; end",
}


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")
@pytest.mark.parametrize("name", HARSH)
def test_strict_options_and_vi_keys_do_not_break_it(name: str, tmp_path: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    shell = Shell(name, tmp_path, before=HARSH[name])
    try:
        shell.enter("?? find big files")
        shell.line_becomes(r"find \. -type f -size \+100M")
        shell.send(" | wc -l > answer\r")
        assert shell.file("answer").strip() == "0"
    finally:
        shell.child.close(force=True)


@pytest.mark.parametrize("name", SHELLS)
def test_nothing_is_left_to_be_filled_in(name: str) -> None:
    assert re.findall(r"@[A-Z_]+@", code(name)) == []


def test_the_code_for_powershell_can_be_read_and_calls_what_it_should() -> None:
    command = Command(text=code("powershell"), dialect="powershell")
    parse_nested(command.text, Origin(), 0, "powershell")  # raises where a bracket or quote is left open
    called = {call.program for call in follow(command).calls}
    assert {"set-psreadlinekeyhandler", "get-module"} <= called
    with pytest.raises(SyntaxProblem):
        parse_nested(command.text.replace("}", "", 1), Origin(), 0, "powershell")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_code_is_valid_in_its_shell(name: str, tmp_path: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    file = tmp_path / "integration"
    file.write_text(code(name, key="ctrl-o", alias=""), encoding="utf-8")
    done = subprocess.run([name, "-n", str(file)], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("key", "alias"), [("g", "??"), ("alt-gg", "??"), ("alt-g", "a b"), ("alt-g", "'; rm -rf ~ #")]
)
def test_keys_and_words_that_cannot_be_used_are_refused(key: str, alias: str) -> None:
    with pytest.raises(UsageError):
        code("bash", key=key, alias=alias)


def test_an_unknown_shell_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="bash, zsh, fish, powershell"):
        code("tcsh")
