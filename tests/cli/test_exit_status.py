"""The exit status is a contract: one test for each member."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cmdgen.cli.main import main
from cmdgen.core.errors import BackendUnavailableError, NeedsDetailError, NoCommandError, TimedOutError
from cmdgen.core.exit_codes import ExitCode

if TYPE_CHECKING:
    from tests.cli.conftest import FakeBackend

pytestmark = pytest.mark.usefixtures("home")


def test_0_a_command_was_printed(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "files"]) == ExitCode.OK
    assert capfd.readouterr().out == "ls\n"
    assert backend.requests[0].text == "list files"


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")
def test_1_declined_by_the_user() -> None:
    import pexpect  # noqa: PLC0415  (not on Windows)

    child = pexpect.spawn(sys.executable, ["-m", "cmdgen", "list files"], env={**os.environ, "TERM": "dumb"})
    child.expect("Run it", timeout=30)
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ExitCode.DECLINED


def test_2_the_command_line_is_wrong() -> None:
    assert main(["--no-such-option", "list"]) == ExitCode.USAGE


def test_3_check_found_high() -> None:
    assert main(["check", "--shell", "bash", "rm -rf src"]) == ExitCode.CHECK_HIGH


def test_4_check_found_critical() -> None:
    assert main(["check", "--shell", "bash", "rm -rf /"]) == ExitCode.CHECK_CRITICAL


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NoCommandError("only prose"), ExitCode.NO_COMMAND),
        (BackendUnavailableError("not running"), ExitCode.NO_BACKEND),
        (TimedOutError("too late"), ExitCode.TIMED_OUT),
        (NeedsDetailError("which file?"), ExitCode.NEEDS_DETAIL),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
    ],
    ids=["65", "69", "75", "79", "130"],
)
def test_what_the_backend_raises_decides(
    backend: FakeBackend, error: BaseException, status: ExitCode, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = error
    assert main(["list"]) == status
    said = capfd.readouterr()
    assert said.out == ""
    assert str(error) in said.err
    assert backend.closed >= 1


def test_77_refused_by_safety(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    backend.says = "rm -rf /"
    assert main(["clean", "up"]) == ExitCode.REFUSED
    said = capfd.readouterr()
    assert said.out == ""
    assert "refused as critical" in said.err


def test_77_yes_does_not_go_so_far(backend: FakeBackend) -> None:
    backend.says = "rm -rf src"
    assert main(["-y", "clean", "up"]) == ExitCode.REFUSED


def test_78_the_configuration_cannot_be_used() -> None:
    assert main(["--config", "/no/such/file", "list"]) == ExitCode.CONFIGURATION


def test_79_a_blank_nobody_can_fill(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    backend.says = "cat <FILE>"
    assert main(["show", "the", "file"]) == ExitCode.NEEDS_DETAIL
    said = capfd.readouterr()
    assert said.out == ""
    assert "<FILE>" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash and signals")
@pytest.mark.parametrize(("command", "status"), [("true", 0), ("exit 7", 7), ("(exit 65)", 65)])
def test_a_command_that_ran_passes_its_own_status_on(backend: FakeBackend, command: str, status: int) -> None:
    backend.says = command
    assert main(["-y", "do", "it"]) == status


def test_every_member_is_tested_here() -> None:
    tested = {0, 1, 2, 3, 4, 65, 69, 75, 77, 78, 79, 130}
    assert {int(code) for code in ExitCode} == tested


def test_the_example_of_65_on_the_page_is_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exit-status.md").read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith("| 65 |")]
    _, *arguments = shlex.split(line.split("`")[1])
    assert main([*arguments, "--print"]) == ExitCode.NO_COMMAND
