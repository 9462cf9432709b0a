"""What `import cmdgen` offers."""

from __future__ import annotations

import asyncio
import doctest
from typing import TYPE_CHECKING

import pytest

import cmdgen
from cmdgen.core.errors import ModelFileError, UsageError
from cmdgen.core.records import Level
from cmdgen.models.store import starter_path

if TYPE_CHECKING:
    from pathlib import Path


def test_the_public_names_are_these() -> None:
    assert cmdgen.__all__ == ["__version__", "acheck", "agenerate", "check", "generate", "models"]
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


def test_the_event_loop_is_not_blocked() -> None:
    async def both() -> tuple[str, Level]:
        suggestion, report = await asyncio.gather(
            cmdgen.agenerate("list files", shell="bash"), cmdgen.acheck("rm -rf /", shell="bash")
        )
        return suggestion.command.text, report.level

    assert asyncio.run(both()) == (cmdgen.generate("list files", shell="bash").command.text, Level.CRITICAL)


def test_the_models_are_at_hand_without_a_terminal(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_MODELS_DIR", str(tmp_path / "models"))
    assert "qwen2.5-coder-1.5b" in {model.name for model in cmdgen.models.available()}
    assert list(cmdgen.models.stored()) == []
    own = tmp_path / "elsewhere.gguf"
    own.write_bytes(starter_path().read_bytes())
    assert cmdgen.models.pull(str(own)).path is not None
    assert len(cmdgen.models.stored()) == 1
    with pytest.raises(UsageError):
        cmdgen.models.pull("no-such-model", offline=True)
    assert capfd.readouterr() == ("", "")
