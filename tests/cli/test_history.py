"""`cmdgen history`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cmdgen.cli.main import main
from cmdgen.history import FILE_NAME
from cmdgen.settings import place

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import FakeBackend


def entries(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capfd.readouterr()
    main(["history", "--json", *arguments])
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_what_was_asked_and_run_is_found(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    backend.says = "true"
    assert main(["--yes", "do", "nothing"]) == 0
    backend.says = "ls -l"
    assert main(["list", "files"]) == 0
    first, second = entries(capfd)
    assert (first["request"], first["command"], first["executed"], first["exit_code"]) == (
        "do nothing",
        "true",
        True,
        0,
    )
    assert (second["command"], second["executed"], second["exit_code"]) == ("ls -l", False, None)
    assert [entry["command"] for entry in entries(capfd, "nothing")] == ["true"]


def test_the_text_shows_request_command_and_status(
    backend: FakeBackend, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = "false"
    assert main(["--yes", "fail", "please"]) == 1
    capfd.readouterr()
    assert main(["history"]) == 0
    out = capfd.readouterr().out
    assert "fail please, status 1\n  false\n" in out


def test_secrets_do_not_reach_the_file(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    backend.says = "curl -H 'Authorization: Bearer abcdef0123456789abcdef' https://u:hunter22x@example.org"
    main(["call the api with token ghp_0123456789abcdefghij0123"])
    state = place("state")
    assert state is not None
    text = (state / FILE_NAME).read_text()
    for secret in ("abcdef0123456789", "hunter22x", "ghp_0123456789"):
        assert secret not in text
    assert "SECRET_1" in text


def test_it_can_be_off_or_without_texts(
    backend: FakeBackend, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_HISTORY", "off")
    main(["list", "files"])
    assert entries(capfd) == []
    monkeypatch.setenv("CMDGEN_HISTORY", "private")
    main(["list", "files"])
    (entry,) = entries(capfd)
    assert (entry["request"], entry["command"], entry["cwd"], entry["level"]) == ("", "", "", "safe")
    assert main(["history"]) == 0
    (line,) = capfd.readouterr().out.splitlines()
    assert ", private, bash, safe, " in line
    assert line.endswith("not run")


def test_clearing_needs_consent(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    main(["list", "files"])
    assert main(["history", "--clear"]) == 2
    assert len(entries(capfd)) == 1
    assert main(["history", "--clear", "--yes"]) == 0
    assert entries(capfd) == []


def test_an_empty_history_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["history"]) == 65
    err = capfd.readouterr().err
    assert "nothing was asked yet" in err
    assert "cmdgen config get history" in err
    assert main(["history", "docker"]) == 65
    assert "cmdgen history shows everything" in capfd.readouterr().err


def test_words_behind_it_make_a_request(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "of", "this", "file", "in", "git"]) == 0
    assert capfd.readouterr().out == "ls\n"


def test_a_command_that_ran_is_in_the_shells_own_history(
    backend: FakeBackend, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("HISTFILE", raising=False)
    own = home / ".bash_history"
    own.write_text("ls\n")
    backend.says = "true"
    assert main(["--yes", "do", "nothing"]) == 0
    main(["list", "files"])  # only printed
    assert own.read_text() == "ls\ntrue\n"
    monkeypatch.setenv("CMDGEN_SHELL_HISTORY", "false")
    main(["--yes", "do", "nothing"])
    assert own.read_text() == "ls\ntrue\n"
