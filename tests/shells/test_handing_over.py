"""What a shell with the keys is told about a command that ran."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cmdgen.shells.handing_over import VARIABLE, hand_over
from cmdgen.shells.history_files import remember

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("command", ["echo one", "for i in a\ndo echo 'b\nc'\ndone", "echo \udcff"])
def test_the_shell_gets_the_command_as_it_is(tmp_path: Path, command: str) -> None:
    file = tmp_path / "ran"
    file.write_text("something longer than the command, from before " * 9)
    assert hand_over(command, {VARIABLE: str(file)})
    assert file.read_bytes().decode("utf-8", "surrogateescape") == command


@pytest.mark.parametrize("environ", [{}, {VARIABLE: ""}])
def test_nothing_is_done_where_no_shell_waits(environ: dict[str, str]) -> None:
    assert not hand_over("ls", environ)


def test_no_file_is_made(tmp_path: Path) -> None:
    assert not hand_over("ls", {VARIABLE: str(tmp_path / "ran")})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("shell", "is_written"), [("bash", False), ("zsh", False), ("fish", True)])
def test_the_history_file_is_left_to_a_shell_that_takes_the_command(
    tmp_path: Path, shell: str, is_written: bool
) -> None:
    file = tmp_path / "ran"
    file.touch()
    names = {"bash": ".bash_history", "zsh": ".zsh_history", "fish": ".local/share/fish/fish_history"}
    history = tmp_path / names[shell]
    history.parent.mkdir(parents=True, exist_ok=True)
    history.touch()
    assert remember("ls", shell, {"HOME": str(tmp_path), VARIABLE: str(file)}, now=1_700_000_000)
    assert file.read_text() == "ls"
    assert ("ls" in history.read_text()) is is_written
