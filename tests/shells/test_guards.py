"""The guards of interactive shells, in real shells on a real terminal."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal"),
]
ROOT = Path(__file__).parents[2]
START = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": [
        "-i"
    ],  # with --no-config the keys of vi do not work; there is no configuration in the home of a test
}
QUESTION = "Run it? [y/N] "
DEAD = "the guard does not answer"


class Shell:
    """One interactive shell with its guard."""

    def __init__(self, name: str, folder: Path) -> None:
        import pexpect  # noqa: PLC0415  not on Windows

        self.name = name
        self.folder = folder
        self.program = folder / "bin" / "cmdgen"
        self.program.parent.mkdir()
        self.works()
        (folder / "work" / "src").mkdir(parents=True)
        (folder / "tmp").mkdir()
        environ = {
            **os.environ,
            "PATH": f"{self.program.parent}:{os.environ['PATH']}",
            "TMPDIR": str(folder / "tmp"),
            "TERM": "xterm",
        }
        self.child: Any = pexpect.spawn(
            name,
            START[name],
            env=environ,
            cwd=str(folder / "work"),
            encoding="utf-8",
            timeout=90,
            dimensions=(40, 100),
        )
        self.said = 0
        source = (
            f"cmdgen hook shell {name} | source" if name == "fish" else f'eval "$(cmdgen hook shell {name})"'
        )
        self.enter(source)
        self.settle()

    def works(self, *, broken: bool = False) -> None:
        """Put a program in place that starts, or does not."""
        run = "exit 1" if broken else f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m cmdgen "$@"'
        self.program.write_text(f"#!/bin/sh\n{run}\n")
        self.program.chmod(0o755)

    def enter(self, line: str) -> None:
        self.child.send(line + "\r")

    def settle(self) -> None:
        """Run a harmless command and wait for what it says; the text on the screen is not what it prints."""
        self.said += 1
        self.enter(f'echo "done""-{self.said}."')
        self.child.expect_exact(f"done-{self.said}.")
        time.sleep(0.2)

    def answer(self, key: str) -> None:
        self.child.expect_exact(QUESTION)
        self.child.send(key)
        # Two keys at once would be a paste, which is no answer.
        self.child.expect_exact(f"{key}\r\n" if key.isprintable() else "\r\n")

    def clear(self) -> None:
        """Take the line away that the guard has left."""
        time.sleep(1.5)
        # fish may throw what is typed next away together with Ctrl-C; Ctrl-U takes one line, Backspace joins two.
        self.child.send("\x15\x7f" * 4 if self.name == "fish" else "\x03")
        time.sleep(0.5)

    def there(self, name: str = "src") -> bool:
        return (self.folder / "work" / name).exists()

    def servers(self) -> list[int]:
        """Return the processes that answer: each has a pipe of ours open."""
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and str(self.folder / "tmp").encode() in _arguments(entry)
        ]

    def end(self) -> None:
        self.child.close(force=True)


def _arguments(process: Path) -> bytes:
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return b""
    return b" ".join(words) if b"-m" in words else b""


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    found = Shell(request.param, tmp_path)
    yield found
    found.end()


def test_only_what_is_risky_is_asked_about(shell: Shell) -> None:
    shell.enter("rm -rf src")
    shell.child.expect_exact("deletes src with everything in it")
    shell.answer("n")
    shell.clear()
    shell.settle()
    assert shell.there()
    shell.enter("rm -rf src")
    shell.answer("y")
    shell.settle()
    assert not shell.there()
    shell.enter("echo safe >new")
    shell.settle()
    assert shell.there("new")
    # The whole line is judged, not each program by itself.
    shell.enter("cat new | sh -c 'rm -rf ~'")
    shell.answer("n")
    shell.clear()
    shell.settle()


def test_an_interrupted_question_runs_nothing_and_the_next_line_has_its_own_answer(shell: Shell) -> None:
    for _ in range(2):
        shell.enter("rm -rf src")
        shell.answer("\x03")
        shell.clear()
    shell.settle()
    assert shell.there()
    shell.enter("rm -rf src")
    shell.answer("y")
    shell.settle()
    assert not shell.there()


def test_it_lives_with_strict_options_and_vi_keys(shell: Shell) -> None:
    shell.enter("fish_vi_key_bindings" if shell.name == "fish" else "set -eu; set -o vi")
    if shell.name == "fish":
        shell.child.expect_exact("[I]")
    time.sleep(0.5)
    shell.settle()
    shell.enter("rm -rf src")
    shell.answer("n")
    time.sleep(0.5)
    if shell.name == "fish":
        shell.clear()
    else:
        shell.child.send("\x1bdd")  # what is typed next is a command of vi
        time.sleep(0.7)
        shell.child.send("i")
    shell.settle()
    assert shell.there()
    shell.enter("rm -rf src")
    shell.answer("y")
    shell.settle()
    assert not shell.there()


def test_several_lines_are_one_command(shell: Shell) -> None:
    # Nothing is asked before the text is complete, and then about all of it.
    lines = (
        ["for i in 1 2", "rm -rf src", "end"]
        if shell.name == "fish"
        else ["if true; then", "X=src", "rm -rf $X", "fi"]
    )
    for line in lines[:-1]:
        shell.enter(line)
        time.sleep(0.5)
    shell.enter(lines[-1])
    shell.answer("n")
    shell.clear()
    shell.settle()
    assert shell.there()


def test_it_can_be_switched_off_and_taken_away(shell: Shell) -> None:
    shell.enter("cmdgen_guard skip")
    shell.enter("rm -rf src")
    shell.settle()
    assert not shell.there()
    (shell.folder / "work" / "src").mkdir()
    shell.enter("rm -rf src")  # one command, not all
    shell.answer("n")
    shell.clear()
    shell.enter("cmdgen_guard off")
    shell.enter("rm -rf src")
    shell.settle()
    assert not shell.there()
    (shell.folder / "work" / "src").mkdir()
    shell.enter("cmdgen_guard on")
    shell.enter("rm -rf src")
    shell.answer("n")
    shell.clear()
    shell.enter("cmdgen_guard remove")
    shell.enter("rm -rf src")
    shell.settle()
    assert not shell.there()
    shell.enter("cmdgen_guard status")
    shell.child.expect("(?i)not found|unknown command")
    assert not list((shell.folder / "tmp").glob("cmdgen-guard*/in"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds processes in /proc")
def test_a_process_that_died_is_started_again_and_its_loss_is_told_once(shell: Shell) -> None:
    shell.settle()
    (server,) = shell.servers()
    os.kill(server, signal.SIGKILL)
    shell.enter("rm -rf src")
    shell.answer("n")
    shell.clear()
    (server,) = shell.servers()
    shell.works(broken=True)
    os.kill(server, signal.SIGKILL)
    shell.enter("echo one")
    shell.child.expect_exact(DEAD)
    shell.enter("rm -rf src")
    shell.settle()
    assert not shell.there()
    assert DEAD not in shell.child.before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds processes in /proc")
def test_the_process_goes_with_the_shell(shell: Shell) -> None:
    shell.settle()
    assert len(shell.servers()) == 1
    os.kill(shell.child.pid, signal.SIGKILL)
    shell.end()
    until = time.monotonic() + 60
    while shell.servers() and time.monotonic() < until:
        time.sleep(0.2)
    assert shell.servers() == []
    assert list((shell.folder / "tmp").glob("cmdgen-guard*")) == []


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_what_history_puts_in_is_looked_at(shell: Shell) -> None:
    shell.enter("cmdgen_guard skip")
    shell.enter("rm -rf src")
    shell.settle()
    (shell.folder / "work" / "src").mkdir()
    shell.enter("!rm")
    shell.answer("n")
    shell.clear()
    shell.settle()
    assert shell.there()


@pytest.mark.parametrize("shell", ["zsh"], indirect=True)
def test_a_sign_that_begins_no_comment_hides_nothing(shell: Shell) -> None:
    shell.enter("unsetopt interactivecomments")
    shell.enter("echo a # b; rm -rf src")
    shell.answer("n")
    shell.clear()
    shell.enter("setopt interactivecomments")
    shell.enter("echo a # b; rm -rf src")
    shell.settle()
    assert shell.there()


def test_the_rules_of_the_folder_that_the_shell_is_in_hold(shell: Shell) -> None:
    inner = shell.folder / "work" / "project"
    inner.mkdir()
    (inner / ".cmdgen.toml").write_text("[[rules.deny]]\nprogram = 'touch'\nreason = 'hands off'\n")
    shell.enter("touch here")
    shell.settle()
    assert shell.there("here")
    shell.enter("cd project")
    shell.enter("touch there")
    shell.child.expect_exact("hands off")
    shell.answer("n")
    shell.clear()
    shell.settle()
    assert not shell.there("project/there")
