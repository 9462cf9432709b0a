"""A real server process dies and comes back, and a person goes on asking."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.resilience.circuit import FAILURES_TO_OPEN, FIRST_SKIP_S
from scripts.bench.starter_server import StarterServer
from tests.remote.program import Finished, cmdgen, environment

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("xllamacpp") is None, reason="the server is part of xllamacpp"
)


class Person:
    """Asks as somebody does who has the server in the configuration file."""

    def __init__(self, home: Path, url: str) -> None:
        config = home / "config" / "cmdgen" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(f'backend = "vllm"\nretries = 0\n[vllm]\nurl = "{url}"\nmodel = "cmdgen-starter"\n')
        self._environ = environment(home)
        self._breaker = home / "state" / "cmdgen" / "breaker.json"

    def asks(self) -> Finished:
        return cmdgen(["--print", "--json", "find big files"], self._environ)

    def sees_in_status(self) -> dict[str, Any]:
        done = cmdgen(["status", "--json"], self._environ)
        (one,) = (backend for backend in done.json["backends"] if backend["name"] == "vllm")
        assert isinstance(one, dict)
        return one

    def waits(self, seconds: float) -> None:
        """Let time pass for the circuit breaker: what it remembers becomes older."""
        content = json.loads(self._breaker.read_text())
        for entry in content.values():
            entry["opened_at"] -= seconds
        self._breaker.write_text(json.dumps(content))


def test_a_dead_server_is_skipped_after_three_failures_and_asked_again_when_it_may_be_back(
    tmp_path: Path,
) -> None:
    server = StarterServer(parallel=1)
    try:
        person = Person(tmp_path, server.url)
        assert person.asks().json["backend"] == "vllm"

        server.kill()
        for _ in range(FAILURES_TO_OPEN):
            done = person.asks()
            assert "vLLM is not running at" in done.stderr
            assert (done.json["backend"], done.json["fallback_from"]) == ("embedded", "vllm")
        done = person.asks()
        assert "vllm is skipped for another" in done.stderr
        assert done.json["fallback_from"] == "vllm"
        seen = person.sees_in_status()
        assert seen["failures"] == FAILURES_TO_OPEN
        assert 0 < seen["skipped_s"] <= FIRST_SKIP_S

        server = StarterServer(server.port, parallel=1)
        assert person.asks().json["backend"] == "embedded"  # its half minute is not over
        person.waits(FIRST_SKIP_S)
        done = person.asks()
        assert (done.json["backend"], done.json["fallback_from"]) == ("vllm", None)
        assert done.stderr == ""
        assert person.sees_in_status()["skipped_s"] == 0
    finally:
        server.kill()
