"""`cmdgen completion`: the TAB key in real shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cmdgen.cli.main import main
from cmdgen.wiring.completing import script

ROOT = Path(__file__).parent.parent.parent


def needs(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path


@pytest.fixture
def config(home: Path) -> Path:
    folder = home / "xdg_config_home" / "cmdgen"
    folder.mkdir(parents=True)
    file = folder / "config.toml"
    file.write_text('model = "x"\n[profiles.work]\nbackend = "vllm"\n[profiles."two"]\n')
    return file


CASES = [
    ("cmdgen che", ["check"]),
    ("cmdgen --backend ", ["embedded", "ollama", "vllm"]),
    ("cmdgen -b o", ["ollama"]),
    ("cmdgen check --sh", ["--shell"]),
    ("cmdgen check -s z", ["zsh"]),
    ("cmdgen config get ollama.m", ["ollama.model"]),
    ("cmdgen model use qwen2.5-coder-3", ["qwen2.5-coder-3b"]),
    ("cmdgen shell init ", ["bash", "fish", "powershell", "zsh"]),
    ("cmdgen hook shell ", ["bash", "zsh"]),
    ("cmdgen -s bash rules li", ["list"]),
    ("cmdgen -p w", ["work"]),
    ("cmdgen -p tw", ["two"]),
    ("cmdgen find big ", []),
    ("cmdgen -- che", []),
    ("cmdgen status -s zsh z", []),
]


def test_the_scripts_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "completions.py", "--check"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_it_prints_the_script_of_a_shell(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert capfd.readouterr().out == script(shell) + "\n"


def test_another_shell_has_none(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "ksh"]) == 2
    assert "bash, zsh, fish or powershell" in capfd.readouterr().err


def bash_offers(line: str) -> list[str]:
    code = (
        "set -eu\n" + script("bash") + '\ncomplete -p cmdgen >&2\nread -ra COMP_WORDS <<<"$1"\n'
        '[[ $1 == *" " ]] && COMP_WORDS+=("")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n'
        'COMPREPLY=()\n_cmdgen\nprintf "%s\\n" ${COMPREPLY[@]+"${COMPREPLY[@]}"}\n'
    )
    done = subprocess.run(
        [needs("bash"), "--norc", "-c", code, "x", line],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == "complete -F _cmdgen cmdgen\n"
    return done.stdout.split()


@pytest.mark.parametrize(("line", "offered"), CASES)
def test_bash(line: str, offered: list[str], config: Path) -> None:
    assert sorted(bash_offers(line)) == offered


def test_bash_takes_the_value_behind_an_equals_sign_apart(config: Path) -> None:
    assert bash_offers("cmdgen --backend = o") == ["ollama"]


@pytest.mark.parametrize(("line", "offered"), CASES)
def test_fish(line: str, offered: list[str], config: Path) -> None:
    code = f"{script('fish')}\ncomplete -C $argv[1]"
    done = subprocess.run(
        [needs("fish"), "--no-config", "-c", code, line],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    assert sorted(row.split("\t")[0] for row in done.stdout.splitlines()) == offered


@pytest.mark.terminal
def test_zsh(config: Path, tmp_path: Path) -> None:
    import pexpect  # noqa: PLC0415  not on Windows

    (tmp_path / "completion.zsh").write_text(script("zsh"))
    shell = pexpect.spawn(
        needs("zsh"),
        ["-f"],
        encoding="utf-8",
        timeout=60,
        dimensions=(40, 200),
        env={**os.environ, "TERM": "dumb"},
    )
    try:
        shell.sendline(
            "PS1='ready> '; unsetopt zle_bracketed_paste; setopt no_beep; autoload -Uz compinit; compinit -D -u"
        )
        shell.sendline(f"source {tmp_path}/completion.zsh; print -r -- $_comps[cmdgen]")
        shell.expect("\n_cmdgen")
        # A key that completes the line and prints it, so that no screen has to be read.
        shell.sendline(
            "told() { zle complete-word; print -r -- \"<$BUFFER>\"; BUFFER=; }; zle -N told; bindkey '^T' told; print set up"
        )
        shell.expect("\nset up")
        for typed, completed in [
            ("cmdgen che", "cmdgen check "),
            ("cmdgen -b o", "cmdgen -b ollama "),
            ("cmdgen --backend=o", "cmdgen --backend=ollama "),
            ("cmdgen check --sh", "cmdgen check --shell "),
            ("cmdgen config get ollama.m", "cmdgen config get ollama.model "),
            ("cmdgen -p w", "cmdgen -p work "),
            ("cmdgen -s zsh hook cur", "cmdgen -s zsh hook cursor "),
            ("cmdgen find che", "cmdgen find che"),
        ]:
            shell.send(typed + "\x14")
            shell.expect(r"<([^>\r\n]*)>")
            assert shell.match[1] == completed
    finally:
        shell.close(force=True)
