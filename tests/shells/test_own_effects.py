"""Commands that only a shell itself can run with an effect."""

from __future__ import annotations

import pytest

from cmdgen.shells.own_effects import changes_only_the_shell


@pytest.mark.parametrize(
    "command",
    ["cd ..", "cd src && cd ..", "export PATH=$PATH:/x", "alias ll='ls -l'", "source .venv/bin/activate", ". ~/.bashrc",
     "X=1", "unset X", "umask 077", "set -o vi", "cd -", "cd"],
)  # fmt: skip
def test_they_are_noticed(command: str) -> None:
    assert changes_only_the_shell(command)


@pytest.mark.parametrize(
    "command",
    [
        "ls",
        "cd src && make",
        "X=1 make",
        "alias",
        "export -p",
        "umask",
        "echo export",
        "cdparanoia -B",
        "set",
        "",
    ],
)
def test_others_are_not(command: str) -> None:
    assert not changes_only_the_shell(command)
