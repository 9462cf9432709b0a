"""`cmdgen status`."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen import __version__
from cmdgen.cli.main import main
from cmdgen.settings import place
from cmdgen.settings.keys import BY_DOTTED

if TYPE_CHECKING:
    from pathlib import Path


def status(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["status", "--json", *arguments])
    return code, json.loads(capfd.readouterr().out)


def test_a_fresh_machine_can_answer(capfd: pytest.CaptureFixture[str]) -> None:
    code, facts = status(capfd)
    assert code == 0
    assert facts["version"] == __version__
    assert facts["can_answer"]
    assert [backend["name"] for backend in facts["backends"]] == ["embedded", "ollama", "vllm"]
    assert facts["embedded"]["available"]
    assert facts["embedded"]["is_starter"]
    assert facts["embedded"]["device"]
    assert facts["embedded"]["model_bytes"] > 1_000_000
    assert facts["latency"] is None
    assert facts["problems"] == []
    assert set(facts["settings"]) == set(BY_DOTTED)


def test_every_value_has_its_origin(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "c.toml"
    file.write_text('yes_level = "moderate"\nbackedn = "x"\n')
    monkeypatch.setenv("CMDGEN_TIMEOUT_S", "5")
    _, facts = status(capfd, "--config", str(file), "--shell", "fish")
    settings = facts["settings"]
    assert settings["yes_level"] == {"value": "moderate", "origin": str(file)}
    assert settings["timeout_s"] == {"value": 5.0, "origin": "CMDGEN_TIMEOUT_S"}
    assert settings["shell"] == {"value": "fish", "origin": "flag --shell"}
    assert settings["seed"] == {"value": None, "origin": "default"}
    assert facts["shell"] == "fish"
    assert "did you mean backend" in facts["problems"][0]["message"]


def test_a_missing_model_is_a_problem_with_something_to_do(capfd: pytest.CaptureFixture[str]) -> None:
    code, facts = status(capfd, "--model", "/nonexistent.gguf")
    assert code == 69
    assert not facts["embedded"]["available"]
    (problem,) = facts["problems"]
    assert "/nonexistent.gguf" in problem["message"]
    assert problem["hint"]


def test_the_text_names_the_same_things(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 0
    text = capfd.readouterr().out
    for word in (f"{__version__}, ready", "embedded: can answer", "ships with cmdgen", "config.toml"):
        assert word in text
    assert "\x1b" not in text
    assert main(["status", "-m", "/nonexistent.gguf"]) == 69
    assert "cannot answer; 1 problem, see below" in capfd.readouterr().out


def test_answers_are_counted(capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        main(["list", "files"])
    capfd.readouterr()
    _, facts = status(capfd)
    assert facts["latency"]["count"] == 2
    assert facts["latency"]["last_ms"] > 0


def test_asking_for_the_status_writes_no_more_than_how_the_backends_are(home: Path) -> None:
    assert main(["status"]) == 0
    written = [path for path in home.rglob("*") if path.is_file()]
    state = place("state")
    assert state is not None
    assert all(state in path.parents for path in written)
    assert {path.name for path in written} <= {"health.json", ".health.json.lock"}


def test_a_silent_server_is_a_problem_with_something_to_do_and_no_failure(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_OLLAMA_URL", "http://127.0.0.1:9")
    code, facts = status(capfd, "--backend", "ollama")
    assert code == 0  # the embedded backend stands in
    (problem,) = facts["problems"]
    assert "Ollama is not running at http://127.0.0.1:9" in problem["message"]
    assert problem["hint"] == "start it: ollama serve"


def test_a_key_is_never_shown(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CMDGEN_VLLM_API_KEY", "key-0123456789-abcd")
    monkeypatch.setenv("CMDGEN_MODELS_DIR", str(tmp_path))
    for arguments in (["status"], ["status", "--json"], ["-v", "list", "files"]):
        main(arguments)
        said = capfd.readouterr()
        assert "0123456789" not in said.out + said.err
        assert "abcd" in said.out + said.err


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_text_fits_the_terminal(monkeypatch: pytest.MonkeyPatch, width: int, tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    monkeypatch.setenv("CMDGEN_MODEL", str(tmp_path / ("a-long-name-" * 5 + ".gguf")))
    monkeypatch.setenv("CMDGEN_FALLBACK", "true")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "cmdgen", "status"],
        env={**os.environ, "TERM": "dumb"},
        encoding="utf-8",
        timeout=60,
        dimensions=(60, width),
    )
    child.expect(pexpect.EOF)
    lines = child.before.replace("\r\n", "\n").splitlines()
    assert any("cannot answer" in line for line in lines)
    # What is not broken is there to be copied: paths and commands.
    whole = [line for line in lines if "/" in line or "cmdgen " in line]
    assert [line for line in lines if len(line) > width and line not in whole] == []


def test_a_pipe_gets_one_line_for_each_fact(program: Any) -> None:
    out = program("status", environ={"COLUMNS": "40"}).stdout.decode()
    labels = {line[:12].strip() for line in out.splitlines()}
    assert labels <= {"cmdgen", "backend", "engine", "model", "file", "shell", "machine", "config", "setting"}
