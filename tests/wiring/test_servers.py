"""What the settings make of the backends that ask servers."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from cmdgen.cli.main import main
from tests.backends.remote.servers import FakeOllama, free_port, serving


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs in front of all others, with an `ollama` that only notes where it would listen."""
    folder = tmp_path / "programs"
    folder.mkdir()
    program = folder / "ollama"
    program.write_text(f'#!/bin/sh\nprintf %s "${{OLLAMA_HOST-unset}}" > "{folder}/host.part"\n'
                       f'mv "{folder}/host.part" "{folder}/host"\n')  # fmt: skip
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("OLLAMA_HOST", raising=False)
    monkeypatch.setenv("CMDGEN_OLLAMA_AUTO_START", "true")
    monkeypatch.setenv("CMDGEN_MAX_WAIT_S", "5")
    monkeypatch.setenv("CMDGEN_TIMEOUT_S", "20")
    return folder


def noted(programs: Path) -> str:
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up:
        if (programs / "host").exists():
            return (programs / "host").read_text()
        time.sleep(0.05)
    pytest.fail("ollama was not started")


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_an_ollama_that_is_started_listens_where_it_will_be_asked(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("CMDGEN_OLLAMA_URL", f"http://127.0.0.1:{port}")
    main(["--print", "-b", "ollama", "list files"])
    assert noted(programs) == f"http://127.0.0.1:{port}"


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_an_ollama_that_is_started_listens_as_widely_as_its_own_variable_says(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = f"0.0.0.0:{free_port()}"
    monkeypatch.setenv("OLLAMA_HOST", host)
    main(["--print", "-b", "ollama", "list files"])
    assert noted(programs) == host


@pytest.mark.parametrize("structured", [True, False])
def test_a_model_is_held_to_json_only_where_the_settings_say_so(
    structured: bool, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = '{"command": "ls -la"}' if structured else "ls -la"
    with serving(FakeOllama(lambda _: (answer, "stop"))) as server:
        monkeypatch.setenv("CMDGEN_OLLAMA_URL", server.url)
        monkeypatch.setenv("CMDGEN_STRUCTURED", str(structured))
        assert main(["--print", "-b", "ollama", "list files"]) == 0
        chats = [request.json for request in server.requests if request.path == "/api/chat"]
    assert capfd.readouterr().out.strip() == "ls -la"
    assert [("format" in body) for body in chats] == [structured]
