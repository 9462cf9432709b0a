"""Which shell the user sits in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cmdgen.shells.detection import detect, parent_names, parse_ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("environ", "parents", "name"),
    [
        ({}, [], "bash"),
        ({"SHELL": "/bin/zsh"}, [], "zsh"),
        ({"SHELL": "/bin/zsh"}, ["python3", "fish", "bash"], "fish"),
        ({"SHELL": "/bin/zsh"}, ["uv", "-bash", "sshd"], "bash"),
        ({"SHELL": "/bin/zsh"}, ["sshd", "systemd"], "zsh"),
        ({"SHELL": "/bin/tcsh"}, ["tcsh"], "bash"),
        ({"SHELL": ""}, [], "bash"),
        ({"OS": "Windows_NT"}, [], "powershell"),
        ({"OS": "Windows_NT", "PROMPT": "$P$G"}, [], "cmd"),
        ({"OS": "Windows_NT", "PROMPT": "$P$G"}, ["python.exe", "pwsh.exe"], "powershell"),
        ({"OS": "Windows_NT", "SHELL": "/usr/bin/bash"}, ["bash.exe"], "bash"),
        ({}, ["dash"], "sh"),
    ],
)
def test_the_nearest_shell_counts_then_the_login_shell_then_the_default(
    environ: dict[str, str], parents: list[str], name: str
) -> None:
    assert detect(environ, parents) == name


def process(proc: Path, pid: int, name: str, parent: int) -> None:
    folder = proc / str(pid)
    folder.mkdir(parents=True)
    (folder / "stat").write_text(f"{pid} ({name}) S {parent} 1 1 0 -1 4194560\n", encoding="utf-8")


def test_ancestors_are_read_from_proc_nearest_first(tmp_path: Path) -> None:
    process(tmp_path, 30, "cmdgen", 20)
    process(tmp_path, 20, "odd) S 7 (name", 10)
    process(tmp_path, 10, "zsh", 1)
    assert parent_names(30, tmp_path) == ["odd) S 7 (name", "zsh"]


def test_a_loop_of_parents_comes_to_an_end(tmp_path: Path) -> None:
    process(tmp_path, 30, "a", 20)
    process(tmp_path, 20, "b", 30)
    assert 1 < len(parent_names(30, tmp_path)) < 50


def test_an_unreadable_entry_ends_the_list(tmp_path: Path) -> None:
    (tmp_path / "5").mkdir()
    (tmp_path / "5" / "stat").write_text("nonsense", encoding="utf-8")
    assert parent_names(5, tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_shell_that_started_this_process_is_found() -> None:
    bash = shutil.which("bash")
    assert bash is not None
    code = "import os; from cmdgen.shells.detection import parent_names; print(parent_names(os.getpid())[0])"
    # The colon keeps bash from replacing itself by the last command.
    done = subprocess.run(
        [bash, "-c", '"$0" -c "$1"; :', sys.executable, code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert done.stdout == "bash\n"


def test_the_output_of_ps_is_read_as_a_table() -> None:
    output = "    1     0 /sbin/launchd\n  501   1 /Applications/My App\n  502 501 -zsh\nnoise\n"
    assert parse_ps(output) == {1: (0, "/sbin/launchd"), 501: (1, "/Applications/My App"), 502: (501, "-zsh")}
