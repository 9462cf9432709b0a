"""The line in the user's own startup file."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from cmdgen.core.errors import ConfigurationError
from cmdgen.shells.startup_files import MARK, startup_file


@pytest.mark.parametrize(
    ("shell", "name"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", ".config/fish/config.fish")]
)
def test_adding_and_removing_leaves_the_file_as_it_was(tmp_path: Path, shell: str, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = b"alias ll='ls -l' # caf\xe9\r\nno line end"
    path.write_bytes(before)
    file = startup_file(shell, {"HOME": str(tmp_path)})
    assert file is not None
    assert file.path == path
    assert file.add() is True
    assert file.add() is False
    assert path.read_bytes().startswith(before + b"\n")
    assert path.read_bytes().count(MARK.encode()) == 1
    assert file.remove() is True
    assert path.read_bytes() == before + b"\n"
    assert file.remove() is False


def test_a_line_of_the_users_own_is_enough_and_is_never_removed(tmp_path: Path) -> None:
    path = tmp_path / ".bashrc"
    path.write_text('eval "$(cmdgen shell init bash --key ctrl-o)"\n')
    file = startup_file("bash", {"HOME": str(tmp_path)})
    assert file is not None
    assert file.add() is False
    assert file.remove() is False


def test_a_file_that_does_not_exist_is_made(tmp_path: Path) -> None:
    file = startup_file("fish", {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "x")})
    assert file is not None
    assert file.add() is True
    assert (tmp_path / "x" / "fish" / "config.fish").read_text() == file.line + "\n"


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "bashrc"
    real.parent.mkdir()
    real.write_text("x=1\n")
    real.chmod(0o600)
    (tmp_path / ".bashrc").symlink_to(real)
    file = startup_file("bash", {"HOME": str(tmp_path)})
    assert file is not None
    assert file.add() is True
    assert (tmp_path / ".bashrc").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert MARK in real.read_text()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_is_told_with_the_line(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    file = startup_file("bash", {"HOME": str(home)})
    assert file is not None
    with pytest.raises(ConfigurationError) as caught:
        file.add()
    assert "cmdgen shell init bash" in (caught.value.hint or "")


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").mkdir()
    file = startup_file("bash", {"HOME": str(tmp_path)})
    assert file is not None
    with pytest.raises(ConfigurationError, match="cannot be read"):
        file.add()


def test_the_line_does_nothing_where_cmdgen_is_gone(tmp_path: Path) -> None:
    file = startup_file("bash", {"HOME": str(tmp_path)})
    assert file is not None
    done = subprocess.run(
        ["bash", "--norc", "-c", file.line + "\necho fine"],
        env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("fine\n", "")


@pytest.mark.parametrize(
    ("shell", "environ"), [("powershell", {"HOME": "/x"}), ("bash", {}), ("cmd", {"HOME": "/x"})]
)
def test_shells_without_such_a_file_have_none(shell: str, environ: dict[str, str]) -> None:
    assert startup_file(shell, environ) is None
