"""Repairs of failed commands, against the real failure of a real shell."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cmdgen.repair import Surroundings, repaired


@pytest.fixture
def here(tmp_path: Path) -> Surroundings:
    (tmp_path / "readme.md").write_text("text\n")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    (tmp_path / "run.sh").write_text("echo ran\n")
    (tmp_path / "tool").write_text("#!/bin/sh\necho tool\n")
    (tmp_path / "tool").chmod(0o755)
    return Surroundings(cwd=tmp_path, path=os.environ["PATH"], builtins=frozenset({"cd", "export", "echo"}))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("gerp text readme.md", "grep text readme.md"),
        ("cat raedme.md", "cat readme.md"),
        ("sort readme.md | hed -n 1", "sort readme.md | head -n 1"),
        ("git sattus", "git status"),
        ("git comit -m 'x y'", "git commit -m 'x y'"),
        ("cp photos copy", "cp -r photos copy"),
        ("rm photos", "rm -r photos"),
        ("mkdir a/b/c", "mkdir -p a/b/c"),
        ("./run.sh", "bash ./run.sh"),
        ("tool", "./tool"),
        ("cd phtos", "cd photos"),
        ("ls photos/a.jgp", "ls photos/a.jpg"),
        ("LC_ALL=C sudo gerp x readme.md", "LC_ALL=C sudo grep x readme.md"),
    ],
)
def test_a_certain_mistake_is_mended(here: Surroundings, wrong: str, right: str) -> None:
    done = subprocess.run(
        ["bash", "--norc", "-c", wrong], cwd=here.cwd, capture_output=True, check=False, timeout=60
    )
    status = 127 if "sudo" in wrong else done.returncode
    assert status != 0
    assert repaired(wrong, status, here) == right


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("false", 1),
        ("grep nothing readme.md", 1),
        ("qzxwv --do", 127),
        ("cat 'never heard of.txt'", 1),
        ("cp readme.md elsewhere/x", 1),
        ("git status", 128),
        ("echo $(gerp x)", 127),
        ("", 1),
        ("'", 2),
    ],
)
def test_nothing_is_guessed(here: Surroundings, command: str, status: int) -> None:
    assert repaired(command, status, here) is None


def test_a_mended_command_differs_in_one_word_only(here: Surroundings) -> None:
    wrong = "  gerp   'a  b'   readme.md   >  out.txt # note"
    assert repaired(wrong, 127, here) == wrong.replace("gerp", "grep")
