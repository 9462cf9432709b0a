"""`cmdgen fix`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cmdgen.cli.main import main

if TYPE_CHECKING:
    from tests.cli.conftest import FakeBackend


def last(monkeypatch: pytest.MonkeyPatch, command: str, status: int) -> None:
    monkeypatch.setenv("CMDGEN_LAST_COMMAND", command)
    monkeypatch.setenv("CMDGEN_LAST_STATUS", str(status))
    monkeypatch.setenv("CMDGEN_SHELL", "bash")


def test_a_slip_of_the_fingers_is_mended_without_any_model(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    last(monkeypatch, "git sattus", 1)
    assert main(["fix"]) == 0
    assert capfd.readouterr().out == "git status\n"
    assert backend.requests == []


def test_the_model_is_asked_about_the_rest(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    last(monkeypatch, "tar xzf nothing.zip", 2)
    backend.says = "unzip nothing.zip"
    assert main(["fix"]) == 0
    assert capfd.readouterr().out == "unzip nothing.zip\n"
    (request,) = backend.requests
    assert request.revisions[0].command == "tar xzf nothing.zip"
    assert "status 2" in request.revisions[0].wish


def test_what_is_mended_is_screened(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    last(monkeypatch, "gti clean -fdx", 127)
    main(["fix"])
    assert "HIGH" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("command", "status", "says"),
    [(None, None, "keys of the shell"), ("ls", 0, "succeeded"), ("", 1, "no last command")],
)
def test_without_a_failed_command_there_is_nothing_to_mend(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: str | None,
    status: int | None,
    says: str,
) -> None:
    monkeypatch.delenv("CMDGEN_LAST_STATUS", raising=False)
    if command is not None:
        last(monkeypatch, command, status or 0)
    assert main(["fix"]) == 2
    assert says in capfd.readouterr().err


def test_the_starter_does_not_guess(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    last(monkeypatch, "make all", 2)
    assert main(["fix"]) == 65
    assert "cmdgen init" in capfd.readouterr().err
