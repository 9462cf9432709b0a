"""The whole program and a real vLLM on the processor: `scripts/vllm_cpu.sh` sets it up and runs these tests."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.remote.address import openai_address
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend
from cmdgen.backends.remote.secret import Secret
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import CommandRequest, Platform, Sampling
from tests.backends.remote.servers import free_port
from tests.remote.faults import KEY
from tests.remote.program import ROOT, cmdgen, environment

# Read here, before a fixture takes everything away that could be a setting.
FOLDER = os.environ.get("VLLM_CPU_FOLDER")

pytestmark = [
    pytest.mark.vllm,
    pytest.mark.skipif(FOLDER is None, reason="run by scripts/vllm_cpu.sh"),
]
LOADING_S = 600.0
REQUEST = CommandRequest(
    text="find big files", dialect="bash", platform=Platform(system="linux", userland="gnu")
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Return the address of a server that wants a key."""
    port = free_port()
    environ = {**os.environ, "VLLM_CPU_FOLDER": str(FOLDER), "VLLM_API_KEY": KEY}
    command = [str(ROOT / "scripts/vllm_cpu.sh"), "--serve", str(port)]
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + LOADING_S
    while time.monotonic() < end:
        assert process.poll() is None, "vLLM ended by itself: run scripts/vllm_cpu.sh --serve to see why"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.5)
        finally:
            connection.close()
    message = f"vLLM was not ready after {LOADING_S:g} s"
    raise AssertionError(message)


def backend(url: str, **options: Any) -> OpenAICompatibleBackend:
    return OpenAICompatibleBackend(openai_address(url), key=Secret(KEY, origin="a test"), **options)


def test_an_answer_through_the_whole_program(url: str, tmp_path: Path) -> None:
    ask = ["--backend", "vllm", "--no-fallback", "--print", "--json", "find big files"]
    done = cmdgen(ask, environment(tmp_path, vllm_url=url, vllm_api_key=KEY))
    assert done.status == ExitCode.OK, done.stderr
    assert done.json["command"] == "find . -type f -size +100M"
    assert (done.json["backend"], done.json["model"]) == ("vllm", "starter")


def test_a_wrong_key(url: str) -> None:
    wrong = OpenAICompatibleBackend(openai_address(url), key=Secret("sk-wrong-0123456789", origin="a test"))
    with pytest.raises(RemoteFailureError) as caught:
        wrong.generate(REQUEST, Sampling())
    assert (caught.value.kind, caught.value.status) == (Kind.UNAUTHORISED, 401)


def test_an_unknown_model_is_told_with_what_there_is(url: str) -> None:
    with pytest.raises(RemoteFailureError) as caught:
        backend(url, model="coder-99b").generate(REQUEST, Sampling())
    assert caught.value.kind is Kind.NO_MODEL
    assert "it has starter" in caught.value.message


def test_health_needs_no_key_and_the_models_are_listed(url: str) -> None:
    assert OpenAICompatibleBackend(openai_address(url)).is_available()
    assert [model.name for model in backend(url).models()] == ["starter"]


def test_structured_output_holds_the_model_to_the_schema(url: str) -> None:
    """Whatever a model of six million parameters makes of it: it is JSON of the schema, or it ran out of tokens."""
    one = backend(url, model="starter", structured=True)
    body = json.loads(one.request_preview(REQUEST, Sampling())) | {"stream": False, "max_tokens": 200}
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=120)
    headers = {"content-type": "application/json", "authorization": f"Bearer {KEY}"}
    connection.request("POST", "/v1/chat/completions", json.dumps(body), headers)
    answer = json.loads(connection.getresponse().read())
    connection.close()
    (choice,) = answer["choices"]
    text = choice["message"]["content"]
    assert text.lstrip().startswith("{")
    if choice["finish_reason"] == "stop":
        assert set(json.loads(text)) == {"command", "question"}
