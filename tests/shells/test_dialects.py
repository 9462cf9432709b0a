"""The table of shells."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from cmdgen.core.errors import UsageError
from cmdgen.shells.dialects import DIALECTS, dialect, known_name

NASTY = [
    "plain.txt",
    "two words",
    "it's",
    'a "quote"',
    "back\\slash",
    "end\\",
    "$HOME `id` $(id)",
    "*?[x]{a,b}~#;&|<>!",
    "-rf",
    "",
    "line\nbreak",
    "größe\u2019s",
    "(x)",
    "a\\'b",
]


@pytest.mark.parametrize("name", ["bash", "zsh", "sh", "fish"])
@pytest.mark.parametrize("text", NASTY)
def test_a_quoted_text_is_one_word_that_stands_for_itself(name: str, text: str) -> None:
    shell = dialect(name)
    program = shutil.which(shell.program)
    if program is None:
        pytest.skip(f"{name} is not installed")
    line = f"printf %s {shell.quote(text)}"
    done = subprocess.run([program, *shell.argv(line)[1:]], capture_output=True, check=True)
    assert done.stdout.decode() == text


@pytest.mark.parametrize("name", ["bash", "zsh", "sh", "fish"])
def test_a_text_that_begins_with_a_dash_is_no_option(name: str) -> None:
    shell = dialect(name)
    if shutil.which(shell.program) is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run(shell.argv("-c true"), capture_output=True, check=False)
    assert done.returncode == 127


@pytest.mark.parametrize(
    ("name", "text", "quoted"),
    [
        ("powershell", "it's", "'it''s'"),
        ("powershell", "it\u2019s", "'it\u2019\u2019s'"),
        ("powershell", "$env:PATH", "'$env:PATH'"),
        ("powershell", "a.txt", "a.txt"),
        ("powershell", "-Force", "'-Force'"),
        ("cmd", "two words", '"two words"'),
        ("cmd", "100%", '"100%%"'),
        ("cmd", "a.txt", "a.txt"),
    ],
)
def test_windows_shells_quote_in_their_own_way(name: str, text: str, quoted: str) -> None:
    assert dialect(name).quote(text) == quoted


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("bash", "bash"),
        ("ZSH", "zsh"),
        ("pwsh", "powershell"),
        ("/usr/bin/fish", "fish"),
        ("-zsh", "zsh"),
        ("cmd.exe", "cmd"),
    ],
)
def test_a_shell_is_found_by_any_of_its_names(given: str, name: str) -> None:
    assert dialect(given).name == name


@pytest.mark.parametrize(("given", "near"), [("bsh", "bash"), ("fsh", "fish"), ("power-shell", "powershell")])
def test_an_unknown_shell_is_answered_with_the_known_ones_and_the_nearest(given: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        dialect(given)
    assert all(name in caught.value.message for name in DIALECTS)
    assert caught.value.hint == f"did you mean {near}?"


def test_nothing_near_gives_the_flag_as_hint() -> None:
    with pytest.raises(UsageError) as caught:
        dialect("")
    assert caught.value.hint == "choose one of them with --shell"


@pytest.mark.parametrize(
    ("program", "name"),
    [
        (r"C:\Program Files\PowerShell\7\pwsh.exe", "powershell"),
        ("/bin/dash", "sh"),
        ("-bash", "bash"),
        ("CMD.EXE", "cmd"),
        ("python3", None),
        ("", None),
        ("bash-completion", None),
    ],
)
def test_program_names_are_recognised(program: str, name: str | None) -> None:
    assert known_name(program) == name
