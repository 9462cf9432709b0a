"""A prompt sign that was copied with a command is told from the command."""

from __future__ import annotations

import pytest

from cmdgen.shells.pasted_prompt import without_prompt


@pytest.mark.parametrize(
    ("text", "command", "sign"),
    [
        ("$ git commit -am 'x'", "git commit -am 'x'", "$"),
        ("% ls -la", "ls -la", "%"),
        ("\u276f ls", "ls", "\u276f"),
        ("user@host:~$ ls -la", "ls -la", "user@host:~$"),
        ("user@host:~/my work$ ls", "ls", "user@host:~/my work$"),
        ("user@mac x % ls", "ls", "user@mac x %"),
        ("[user@host etc]$ ls", "ls", "[user@host etc]$"),
        ("(venv) user@host:~$ ls", "ls", "(venv) user@host:~$"),
        ("root@host:/etc# rm x", "rm x", "root@host:/etc#"),
        ("PS C:\\x> Get-Item y", "Get-Item y", "PS C:\\x>"),
        ("$ cd x\n$ ls", "cd x\nls", "$"),
        ("$ cat <<E\n  $ x\nE", "cat <<E\n  $ x\nE", "$"),
    ],
)
def test_a_prompt_is_taken_off(text: str, command: str, sign: str) -> None:
    assert without_prompt(text) == (command, sign)


@pytest.mark.parametrize(
    "text",
    [
        "ls -la",
        "# apt install x",
        "$HOME/bin/x",
        "$x y",
        "$(ls) x",
        "> out echo x",
        "%1",
        "$",
        "$ ",
        "ssh user@host 'ls $ x'",
        "scp user@host:x $ y",
        "(ls) > x",
        "",
    ],
)
def test_what_is_no_prompt_stays(text: str) -> None:
    assert without_prompt(text) == (text, "")
