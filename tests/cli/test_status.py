"""`cmdgen status`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cmdgen import __version__
from cmdgen.cli.main import main
from cmdgen.settings import KEYS, place

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def status(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["status", "--json", *arguments])
    return code, json.loads(capfd.readouterr().out)


def test_a_fresh_machine_can_answer(capfd: pytest.CaptureFixture[str]) -> None:
    code, facts = status(capfd)
    assert code == 0
    assert facts["version"] == __version__
    assert facts["backend"]["available"]
    assert facts["backend"]["is_starter"]
    assert facts["backend"]["model_bytes"] > 1_000_000
    assert facts["latency"] is None
    assert facts["problems"] == []
    assert set(facts["settings"]) == set(KEYS)


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
    assert not facts["backend"]["available"]
    (problem,) = facts["problems"]
    assert "/nonexistent.gguf" in problem["message"]
    assert problem["hint"]


def test_the_text_names_the_same_things(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 0
    text = capfd.readouterr().out
    for word in (__version__, "embedded, can answer", "ships with cmdgen", "config.toml", "timeout_s = 30"):
        assert word in text
    assert "\x1b" not in text
    assert main(["status", "-m", "/nonexistent.gguf"]) == 69
    assert "problem" in capfd.readouterr().out


def test_answers_are_counted(capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        main(["list", "files"])
    capfd.readouterr()
    _, facts = status(capfd)
    assert facts["latency"]["count"] == 2
    assert facts["latency"]["last_ms"] > 0


def test_asking_for_the_status_writes_nothing(home: Path) -> None:
    assert main(["status"]) == 0
    assert list(home.iterdir()) == []
    assert place("state") is not None
