"""The whole program and llama.cpp's own OpenAI server, with a real model and real answers."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmdgen.core.exit_codes import ExitCode
from scripts.bench.starter_server import StarterServer, starter_server
from tests.remote.faults import KEY
from tests.remote.program import cmdgen, environment

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("xllamacpp") is None, reason="the server is part of xllamacpp"
)
ASK = ["--backend", "vllm", "--no-fallback", "--print", "--json", "find big files"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StarterServer]:
    """Return a server that wants a key."""
    key_file = tmp_path_factory.mktemp("server") / "key"
    key_file.write_text(KEY + "\n")
    with starter_server(parallel=2, key_file=key_file) as running:
        yield running


def test_an_answer_of_the_model_that_the_server_offers(server: StarterServer, tmp_path: Path) -> None:
    done = cmdgen(ASK, environment(tmp_path, vllm_url=server.url, vllm_api_key=KEY))
    assert done.status == ExitCode.OK, done.stderr
    assert done.json["command"] == "find . -type f -size +100M"
    assert (done.json["backend"], done.json["model"]) == ("vllm", "cmdgen-starter")


def test_a_wrong_key_is_told_without_the_key(server: StarterServer, tmp_path: Path) -> None:
    wrong = "sk-wrong-key-0123456789"
    done = cmdgen(ASK, environment(tmp_path, vllm_url=server.url, vllm_api_key=wrong))
    assert done.status == ExitCode.NO_BACKEND
    assert "(401), with the key that ends in 6789, read from CMDGEN_VLLM_API_KEY" in done.stderr
    assert wrong not in done.stderr + done.stdout


def test_a_missing_key_is_told(server: StarterServer, tmp_path: Path) -> None:
    done = cmdgen(ASK, environment(tmp_path, vllm_url=server.url))
    assert done.status == ExitCode.NO_BACKEND
    assert "and no key was sent" in done.stderr
    assert "CMDGEN_VLLM_API_KEY" in done.stderr


def test_the_list_of_backends_names_it_as_the_first(server: StarterServer, tmp_path: Path) -> None:
    settings = environment(tmp_path, vllm_url=server.url, vllm_api_key=KEY)
    done = cmdgen(["--backend", "vllm", "--list-backends"], settings)
    first = done.stdout.splitlines()[0]
    assert first.startswith("* vllm")
    assert server.url in first
