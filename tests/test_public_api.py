"""What `import cmdgen` offers."""

from __future__ import annotations

import doctest
from typing import TYPE_CHECKING

import pytest

import cmdgen
from cmdgen.core.errors import ModelFileError, UsageError
from cmdgen.core.records import Level

if TYPE_CHECKING:
    from pathlib import Path


def test_the_public_names_are_these() -> None:
    assert cmdgen.__all__ == ["__version__", "check", "generate"]
    for name in cmdgen.__all__:
        assert hasattr(cmdgen, name)


def test_generating_gives_one_screened_command_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    suggestion = cmdgen.generate("find files larger than 100 MB", shell="bash")
    assert suggestion.command.text.startswith("find ")
    assert suggestion.command.dialect == "bash"
    assert suggestion.report.command == suggestion.command
    assert suggestion.report.level is Level.SAFE
    assert capfd.readouterr() == ("", "")


def test_generating_twice_gives_the_same() -> None:
    first, second = (cmdgen.generate("list files", shell="bash").command for _ in range(2))
    assert first == second


def test_checking_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert cmdgen.check("rm -rf /", shell="bash").level is Level.CRITICAL
    assert cmdgen.check("ls", shell="bash").level is Level.SAFE
    assert capfd.readouterr() == ("", "")


def test_what_is_wrong_is_raised(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        cmdgen.generate("")
    with pytest.raises(UsageError):
        cmdgen.check("ls", shell="tcsh")
    with pytest.raises(ModelFileError):
        cmdgen.generate("list files", model=tmp_path / "missing.gguf")


def test_the_examples_in_the_documentation_can_be_read() -> None:
    assert doctest.testmod(cmdgen).failed == 0
