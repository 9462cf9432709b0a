"""What is added to a shell's history is what that shell reads back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cmdgen.shells.history_files import history_file, remember

COMMANDS = [
    "ls -l",
    "echo 'ä ü \u20ac \U0001f600 \u0283'",
    "printf 'a\\tb' \\\\",
    'for f in *; do\n  echo "$f"\ndone',
    "echo x \\\n  y",
]


def read_back(shell: str, path: Path, home: Path) -> str:
    """Return the last entry as the shell itself has it."""
    text = {
        "bash": f"HISTFILE={path}; HISTTIMEFORMAT=; history -c; history -r; fc -ln 0 0",
        "zsh": f'HISTSIZE=100; setopt extendedhistory; fc -R {path}; print -r -- "${{history[$HISTCMD]}}"',
        "fish": "builtin history --max 1 -z",
    }[shell]
    argv = {
        "bash": ["bash", "--norc", "-i", "-c", text],
        "zsh": ["zsh", "-f", "-i", "-c", text],
        "fish": ["fish", "-c", text],
    }[shell]
    done = subprocess.run(
        argv,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb"},
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.decode().rstrip("\n\0").removeprefix("\t ")


def file_of(shell: str, home: Path, *, timed: bool) -> Path:
    path = home / ".local/share/fish/fish_history" if shell == "fish" else home / f".{shell}_history"
    path.parent.mkdir(parents=True, exist_ok=True)
    first = {
        "bash": "#1700000000\ntrue\n",
        "zsh": ": 1700000000:0;true\n",
        "fish": "- cmd: true\n  when: 1700000000\n",
    }
    path.write_text(first[shell] if timed else "true\n")
    return path


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_reads_back_what_was_added(tmp_path: Path, shell: str, command: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = file_of(shell, tmp_path, timed=True)
    assert remember(command, shell, {"HOME": str(tmp_path)}, now=1_750_000_000)
    assert read_back(shell, path, tmp_path) == command


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_file_without_times_gets_none(tmp_path: Path, shell: str) -> None:
    path = file_of(shell, tmp_path, timed=False)
    assert remember("ls -l", shell, {"HOME": str(tmp_path)}, now=1_750_000_000)
    assert path.read_text() == "true\nls -l\n"


@pytest.mark.parametrize("command", ["cat <<X\nhello\nX", "echo 'a\nb'", "ls |\n  wc -l"])
def test_several_lines_are_no_entry_of_a_bash_file_without_times(tmp_path: Path, command: str) -> None:
    path = file_of("bash", tmp_path, timed=False)
    assert not remember(command, "bash", {"HOME": str(tmp_path)}, now=1_750_000_000)
    assert path.read_text() == "true\n"


@pytest.mark.parametrize("timed", [True, False])
def test_what_can_be_said_in_one_line_is_written_so_for_bash(tmp_path: Path, *, timed: bool) -> None:
    path = file_of("bash", tmp_path, timed=timed)
    home = {"HOME": str(tmp_path)}
    assert remember("ls |\n wc", "bash", home, now=1_750_000_000, one_line=lambda _: "ls | wc")
    assert path.read_text().endswith("#1750000000\nls | wc\n" if timed else "true\nls | wc\n")


@pytest.mark.parametrize("command", ["echo 'a\n\nb'", "cat <<X\n#1700000000\nX"])
def test_lines_that_bash_skips_are_not_written(tmp_path: Path, command: str) -> None:
    path = file_of("bash", tmp_path, timed=True)
    assert not remember(command, "bash", {"HOME": str(tmp_path)}, now=1_750_000_000)
    assert path.read_text() == "#1700000000\ntrue\n"


def test_bash_joins_lines_only_in_a_file_that_begins_with_a_time(tmp_path: Path) -> None:
    path = tmp_path / ".bash_history"
    path.write_text("ls\n#1700000000\ntrue\n")
    assert not remember("echo 'a\nb'", "bash", {"HOME": str(tmp_path)}, now=1_750_000_000)
    assert remember("ls -l", "bash", {"HOME": str(tmp_path)}, now=1_750_000_000)
    assert path.read_text() == "ls\n#1700000000\ntrue\n#1750000000\nls -l\n"


def test_a_file_that_ends_in_the_middle_of_a_line_is_closed_first(tmp_path: Path) -> None:
    (tmp_path / ".bash_history").write_text("true")
    assert remember("ls", "bash", {"HOME": str(tmp_path)}, now=1)
    assert (tmp_path / ".bash_history").read_text() == "true\nls\n"


def test_whoever_keeps_no_history_gets_none(tmp_path: Path) -> None:
    assert history_file("bash", {"HOME": str(tmp_path)}) is None
    assert not remember("ls", "bash", {"HOME": str(tmp_path)}, now=1)
    assert list(tmp_path.iterdir()) == []
    assert not remember("ls", "powershell", {"HOME": str(tmp_path)}, now=1)


def test_an_exported_file_counts_for_its_own_shell_only(tmp_path: Path) -> None:
    own = tmp_path / "elsewhere"
    own.write_text("")
    environ = {"HOME": str(tmp_path), "HISTFILE": str(own), "SHELL": "/bin/zsh"}
    assert history_file("zsh", environ) == own
    assert history_file("bash", environ) is None
