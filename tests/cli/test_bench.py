"""`cmdgen bench`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cmdgen.cli.main import main

if TYPE_CHECKING:
    import pytest


def test_the_figures_of_the_starter(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--runs", "1", "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    (figures,) = told["backends"]
    assert (told["schema"], figures["backend"], figures["answers"]) == (1, "embedded", 6)
    assert 0 < figures["load_ms"] < figures["first_answer_ms"]
    assert 0 < figures["answer_ms"] <= figures["slowest_ms"]
    assert told["screening_ms"] > 0


def test_a_backend_that_cannot_answer_is_told_and_left_out(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_OLLAMA_URL", "http://127.0.0.1:9")
    assert main(["bench", "--runs", "1", "-b", "embedded", "-b", "ollama"]) == 0
    said = capfd.readouterr()
    assert "ollama: Ollama is not running at http://127.0.0.1:9" in said.err
    assert said.out.startswith("embedded: ")
    assert "an answer" in said.out
    assert main(["bench", "-b", "ollama"]) == 69
    assert main(["bench", "-b", "nonsense"]) == 2


def test_words_behind_it_make_a_request(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "the", "disk", "--print"]) in {0, 65, 79}
    assert "first answer" not in capfd.readouterr().out
