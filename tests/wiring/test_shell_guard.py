"""What the process of a guard answers, without a shell around it."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from cmdgen.cli.main import main
from cmdgen.wiring.shell_guard import SHELLS, Asked, Questions, answer, serve

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes of POSIX")


def asked(text: str, *, number: int = 1, comments: bool = True, cwd: str = "/") -> Asked:
    return Asked(number=number, comments=comments, columns=80, cwd=cwd, text=text)


def word(shell: str, question: Asked) -> str:
    number, _, rest = answer(shell, question).decode().partition(" ")
    assert number == str(question.number)
    assert rest.endswith("\0")
    return rest.partition("\n")[0]


def question(number: int, text: str) -> bytes:
    return f"guard:{number}:1:80\0/\0{text}\0".encode()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [("ls", "pass"), ("rm notes.txt", "pass"), ("rm -rf src", "ask"), ("rm -rf ~", "ask"), ("", "pass")],
)
def test_only_high_and_critical_are_asked_about(shell: str, text: str, expected: str) -> None:
    assert word(shell, asked(text)) == expected


@pytest.mark.parametrize("text", ["if true; then", "for x in a; do rm -rf src", "echo 'rm -rf", "(rm -rf ~"])
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_text_that_goes_on_is_not_asked_about_yet(shell: str, text: str) -> None:
    assert word(shell, asked(text)) in {"more", "pass"}


@pytest.mark.parametrize(
    ("shell", "text"),
    [
        *((shell, text) for shell in ("bash", "zsh")
          for text in ("for i in 1 2", "while true", "select x in a", "cat <<X", "cat <<X\nit's", "ls &&", "ls ||", "ls |",
                       "ls \\", "echo $(ls", "arr=(a", "[[ a &&", "rm -rf ~ &&", "rm -rf ~ \\\\\\")),
        ("zsh", "repeat 3"),
    ],
)  # fmt: skip
def test_the_shell_is_known_to_wait_for_more(shell: str, text: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    assert word(shell, asked(text)) == "more"


@pytest.mark.parametrize(
    "text", ["rm -rf ~ \\&&", "sh <<X\nrm -rf ~\nX", "cat <<X\nX\nrm -rf ~", "rm -rf ~ &", "rm -rf ~ }"]
)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_text_that_is_complete_is_asked_about(shell: str, text: str) -> None:
    assert word(shell, asked(text)) == "ask"


@pytest.mark.parametrize("text", ["rm -rf ~ # &&", "rm -rf ~ # '", "rm -rf ~ \\\\", "rm -rf ~; echo '|'"])
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_text_that_only_looks_as_if_it_went_on_is_asked_about(shell: str, text: str) -> None:
    assert word(shell, asked(text)) == "ask"


def test_a_text_that_no_shell_reads_is_asked_about() -> None:
    assert word("bash", asked("rm -rf src )")) == "ask"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("rm -rf (path dirname ~)", "ask"), ("for x in a; rm -rf src; end", "ask"), ("set -l x (ls)", "pass")],
)
def test_fish_is_read_as_fish(text: str, expected: str) -> None:
    assert word("fish", asked(text)) == expected


def test_what_would_hide_behind_a_comment_is_read_where_there_are_none() -> None:
    assert word("zsh", asked("echo a # b; rm -rf ~")) == "pass"
    assert word("zsh", asked("echo a # b; rm -rf ~", comments=False)) == "ask"


def test_the_reasons_are_told_and_hold_no_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    text = answer("bash", asked("rm -rf 'src\x1b[2J\u202e'")).decode()
    assert "with everything in it" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_rules_of_the_folder_hold(tmp_path: Path) -> None:
    (tmp_path / ".cmdgen.toml").write_text("[[rules.deny]]\nprogram = 'make'\nreason = 'no'\n")
    assert word("bash", asked("make", cwd=str(tmp_path))) == "ask"
    assert word("bash", asked("make")) == "pass"


def test_a_configuration_that_cannot_be_used_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / ".cmdgen.toml").write_text("[[rules.deny]]\nprogam = 'make'\n")
    found = answer("bash", asked("ls", cwd=str(tmp_path))).decode()
    assert found.startswith("1 ask\n")
    assert ".cmdgen.toml" in found


def test_questions_come_in_pieces() -> None:
    questions = Questions()
    data = question(1, "ls -l") + question(2, "echo 'ä\n2'")
    found = [one for index in range(len(data)) for one in questions.read(data[index : index + 1])]
    assert [(one.number, one.text, one.cwd) for one in found] == [(1, "ls -l", "/"), (2, "echo 'ä\n2'", "/")]


@pytest.mark.parametrize(
    "rest", [b"", b"guard:1:1:80\0", b"guard:1:1:80\0/wo\0", b"rm\0", b"\0\0\0\0", b"\xff\0"]
)
def test_what_an_interrupted_shell_has_left_is_passed_over(rest: bytes) -> None:
    assert [one.text for one in Questions().read(rest + question(2, "ls"))] == ["ls"]


def test_it_answers_over_pipes_and_ends_with_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmdgen.wiring.shell_guard._leave_the_terminal", lambda: None)
    monkeypatch.setattr("cmdgen.wiring.shell_guard._OWNER_CHECK_S", 0.1)
    folder = tmp_path / "pipes"
    folder.mkdir()
    for name in ("in", "out"):
        os.mkfifo(folder / name)
    owner = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "100")
    thread = threading.Thread(target=serve, args=("bash", folder, owner), daemon=True)
    thread.start()
    with (
        (folder / "out").open("rb", buffering=0) as outward,
        (folder / "in").open("wb", buffering=0) as inward,
    ):
        said = b""
        while b"ready" not in said:
            said += outward.read(100)
        inward.write(question(7, "rm -rf src"))
        while said.count(b"\0") < 2:
            said += outward.read(1000)
        assert b"7 ask\n" in said
        assert thread.is_alive()
        os.kill(owner, 9)
        os.waitpid(owner, 0)
        thread.join(30)
    assert not thread.is_alive()
    assert not folder.exists()


def test_it_ends_when_nobody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmdgen.wiring.shell_guard._leave_the_terminal", lambda: None)
    folder = tmp_path / "pipes"
    folder.mkdir()
    for name in ("in", "out"):
        os.mkfifo(folder / name)
    assert serve("bash", folder, os.getpid(), idle_s=0.05) == 0
    assert not folder.exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_code_is_printed(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["hook", "shell", shell]) == 0
    said = capfd.readouterr()
    assert f"cmdgen hook shell {shell} --serve" in said.out
    assert said.err == ""


@pytest.mark.parametrize("arguments", [["hook", "shell"], ["hook", "shell", "ksh"]])
def test_a_shell_without_a_guard_is_told(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "known: bash, zsh, fish" in capfd.readouterr().err


def test_pipes_that_are_not_there_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmdgen.wiring.shell_guard._leave_the_terminal", lambda: None)
    assert main(["hook", "shell", "bash", "--serve", str(tmp_path / "none"), "--owner", "1"]) == 2
