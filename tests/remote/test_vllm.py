"""The whole program and a real vLLM on the processor: `scripts/vllm_cpu.sh` sets it up and runs these tests."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.remote.address import openai_address
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.remote.openai_api import CHAT
from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend
from cmdgen.backends.remote.secret import Secret
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import CommandRequest, Platform, Sampling
from tests.backends.remote.servers import FakeVllm, free_port, serving, vllm_events
from tests.remote.faults import KEY
from tests.remote.program import ROOT, cmdgen, environment

# Read here, before a fixture takes everything away that could be a setting.
FOLDER = os.environ.get("VLLM_CPU_FOLDER")
RUNNING = os.environ.get("VLLM_CPU_URL")

pytestmark = [
    pytest.mark.vllm,
    pytest.mark.skipif(FOLDER is None, reason="run by scripts/vllm_cpu.sh"),
]
LOADING_S = 1800.0
"""A minute on a machine that has nothing else to do."""
ASKED = {"messages": [{"role": "user", "content": "Request: find big files"}], "temperature": 0}
REQUEST = CommandRequest(
    text="find big files", dialect="bash", platform=Platform(system="linux", userland="gnu")
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Return the address of a server that wants a key."""
    if RUNNING is not None:
        yield RUNNING
        return
    port = free_port()
    environ = {**os.environ, "VLLM_CPU_FOLDER": str(FOLDER), "VLLM_API_KEY": KEY}
    command = [str(ROOT / "scripts/vllm_cpu.sh"), "--serve", str(port)]
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port, process)
            address = f"http://127.0.0.1:{port}"
            # It compiles a part of itself for the first answer with probabilities, and on a busy machine that takes
            # longer than a person waits.
            body = {**ASKED, "model": "starter", "logprobs": True, "top_logprobs": 1}
            assert answered(address, "POST", CHAT, body).status == 200
            yield address
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


def test_a_request_that_is_too_long_is_told_in_the_words_of_the_server(url: str) -> None:
    long = CommandRequest(text="find big files " * 200, dialect=REQUEST.dialect, platform=REQUEST.platform)
    with pytest.raises(RemoteFailureError, match="maximum context length is 512 tokens") as caught:
        backend(url, model="starter").generate(long, Sampling())
    assert (caught.value.kind, caught.value.status) == (Kind.REJECTED, 400)


def test_structured_output_holds_the_model_to_the_schema(url: str) -> None:
    """Whatever a model of six million parameters makes of it: it is JSON of the schema, or it ran out of tokens."""
    one = backend(url, model="starter", structured=True)
    body = json.loads(one.request_preview(REQUEST, Sampling())) | {"stream": False, "max_tokens": 200}
    (choice,) = json.loads(answered(url, "POST", CHAT, body).data)["choices"]
    text = choice["message"]["content"]
    assert text.lstrip().startswith("{")
    if choice["finish_reason"] == "stop":
        assert set(json.loads(text)) == {"command", "question"}


@dataclass(frozen=True, kw_only=True)
class Answered:
    status: int
    content_type: str | None
    data: bytes


def answered(url: str, method: str, path: str, body: Any = None, key: str = KEY) -> Answered:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=LOADING_S)
    headers = {"content-type": "application/json", "authorization": f"Bearer {key}"}
    with contextlib.closing(connection):
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        return Answered(
            status=answer.status, content_type=answer.getheader("content-type"), data=answer.read()
        )


def shape(value: Any) -> Any:
    """Return the names in JSON without the values; of a list, the first entry stands for all."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    return [shape(part) for part in value[:1]] if isinstance(value, list) else None


@pytest.mark.parametrize(
    ("method", "path", "body", "key"),
    [
        ("GET", "/v1/models", None, KEY),
        ("GET", "/v1/models", None, "sk-wrong-0123456789"),
        ("GET", "/nothing", None, KEY),
        ("POST", CHAT, {**ASKED, "model": "coder-99b"}, KEY),
    ],
)
def test_the_fake_of_the_other_tests_answers_in_the_same_shape(
    url: str, method: str, path: str, body: Any, key: str
) -> None:
    real = answered(url, method, path, body, key)
    with serving(FakeVllm(key=KEY)) as server:
        fake = answered(server.url, method, path, body, key)
    assert (fake.status, fake.content_type) == (real.status, real.content_type)
    assert shape(json.loads(fake.data)) == shape(json.loads(real.data))


@pytest.mark.parametrize(("reason", "max_tokens"), [("stop", 40), ("length", 3)])
def test_the_fake_of_the_other_tests_streams_in_the_same_shape(
    url: str, reason: str, max_tokens: int
) -> None:
    body = {**ASKED, "stream": True, "logprobs": True, "top_logprobs": 1, "max_tokens": max_tokens}
    real = answered(url, "POST", CHAT, {**body, "model": "starter"})
    with serving(FakeVllm(lambda: vllm_events("find . -t", reason), key=KEY)) as server:
        fake = answered(server.url, "POST", CHAT, {**body, "model": "coder"})
    assert fake.content_type == real.content_type
    (*real_events, real_mark), (*fake_events, fake_mark) = events(real.data), events(fake.data)
    assert fake_mark == real_mark == "[DONE]"
    for place in (0, 1, -1):
        fake_event, real_event = (json.loads(some[place]) for some in (fake_events, real_events))
        assert shape(fake_event) == shape(real_event)
        assert fake_event["choices"][0]["finish_reason"] == real_event["choices"][0]["finish_reason"]
    last = [json.loads(some[-1])["choices"][0]["delta"]["content"] for some in (fake_events, real_events)]
    assert [bool(text) for text in last] == [reason == "length"] * 2


def events(data: bytes) -> list[str]:
    return [line.removeprefix("data: ") for line in data.decode().splitlines() if line]
