"""The Ollama adapter against a fake written to the published API, which Ollama's own client has to accept too."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest

from cmdgen.backends.remote.address import ollama_address
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.remote.ollama import OllamaBackend
from cmdgen.backends.remote.ollama_api import PullProgress
from cmdgen.backends.remote.ollama_pull import pull
from cmdgen.core.errors import BackendUnavailableError, NeedsDetailError
from cmdgen.core.records import CommandRequest, Revision, Sampling
from tests.backends.remote.servers import (
    COMMAND,
    FakeOllama,
    Received,
    Running,
    free_port,
    response,
    serving,
    stream,
)


@pytest.fixture
def fake() -> FakeOllama:
    return FakeOllama()


@pytest.fixture
def server(fake: FakeOllama) -> Iterator[Running]:
    with serving(fake) as running:
        yield running


def backend(server: Running, **options: Any) -> OllamaBackend:
    return OllamaBackend(ollama_address(server.url), **options)


def sent(server: Running) -> Any:
    return server.requests[-1].json


def test_limits_are_sent_in_ollamas_own_words(server: Running, request_: CommandRequest) -> None:
    made = backend(server, model="llama3.2:3b", keep_alive="10m", context_tokens=4096)
    made.generate(request_, Sampling(max_tokens=64, temperature=0.7, top_p=0.8, seed=0))
    body = sent(server)
    assert body["model"] == "llama3.2:3b"
    assert body["keep_alive"] == "10m"
    assert body["think"] is False
    assert body["options"] == {
        "num_predict": 64,
        "temperature": 0.7,
        "top_p": 0.8,
        "seed": 0,
        "stop": ["\n```", "\n\n"],
        "num_ctx": 4096,
    }
    assert "format" not in body


def test_what_is_not_set_is_left_to_the_server(server: Running, request_: CommandRequest) -> None:
    backend(server, model="llama3.2:3b").generate(request_, Sampling())
    assert "keep_alive" not in sent(server)
    assert sent(server)["options"].keys() == {"num_predict", "temperature", "stop"}


@pytest.mark.parametrize(("setting", "sent_as"), [("-1", -1), ("0", 0), ("300", 300), ("24h", "24h")])
def test_keep_alive_without_a_unit_is_a_number(
    server: Running, request_: CommandRequest, setting: str, sent_as: object
) -> None:
    backend(server, model="llama3.2:3b", keep_alive=setting).generate(request_, Sampling())
    assert sent(server)["keep_alive"] == sent_as


def test_the_best_coder_is_chosen_once_and_named_from_then_on(
    server: Running, request_: CommandRequest
) -> None:
    made = backend(server)
    assert made.info().model == "auto"
    assert server.requests == []
    generated = made.generate(request_, Sampling())
    assert generated.source.model == made.info().model == "qwen2.5-coder:7b"
    made.generate(request_, Sampling())
    assert server.paths == ["/api/tags", "/api/chat", "/api/chat"]


def test_a_server_without_a_model_that_writes(
    server: Running, fake: FakeOllama, request_: CommandRequest
) -> None:
    fake.models = ["nomic-embed-text:latest"]
    with pytest.raises(RemoteFailureError) as caught:
        backend(server).generate(request_, Sampling())
    assert caught.value.kind is Kind.NO_MODEL
    assert caught.value.hint == "fetch one: ollama pull qwen2.5-coder:7b"
    assert backend(server).is_available() is False


def test_an_unknown_model_is_named_with_what_is_there_and_how_to_get_it(
    server: Running, request_: CommandRequest
) -> None:
    with pytest.raises(RemoteFailureError) as caught:
        backend(server, model="codestral").generate(request_, Sampling())
    assert caught.value.kind is Kind.NO_MODEL
    assert not caught.value.worth_another_try
    assert "no model 'codestral'; it has qwen2.5-coder:7b, llama3.2:3b" in caught.value.message
    assert caught.value.hint == "fetch it: ollama pull codestral"
    assert server.paths == ["/api/chat", "/api/tags"]
    assert backend(server, model="codestral").is_available() is False


def test_the_answer_brings_probabilities_and_times(server: Running, request_: CommandRequest) -> None:
    timings = backend(server).generate(request_, Sampling()).timings
    assert (timings.load_ms, timings.prompt_ms) == (20.0, 130.0)
    assert timings.first_token_ms is not None
    assert timings.total_ms is not None
    assert timings.total_ms >= timings.first_token_ms


def test_a_question_of_the_model_comes_back_as_one(
    server: Running, fake: FakeOllama, request_: CommandRequest
) -> None:
    fake.write = lambda _: ("#? which directory?", "stop")
    with pytest.raises(NeedsDetailError, match="which directory"):
        backend(server).generate(request_, Sampling())


def test_a_schema_holds_the_answer_to_its_form(
    server: Running, fake: FakeOllama, request_: CommandRequest
) -> None:
    fake.write = lambda _: ('{"command": "ls\\n\\n", "question": ""}', "stop")
    made = backend(server, structured=True)
    assert made.generate(request_, Sampling()).command.text == "ls"
    assert sent(server)["format"]["required"] == ["command", "question"]
    assert "stop" not in sent(server)["options"]
    assert "JSON" in sent(server)["messages"][0]["content"]


def test_secrets_stay_here(server: Running, request_: CommandRequest) -> None:
    token = "ghp_" + "a1B2c3D4" * 5
    request = CommandRequest(
        text=f"clone with {token}",
        dialect=request_.dialect,
        platform=request_.platform,
        stdin_excerpt=f"remote: {token}\npassword=hunter2\n",
        revisions=(Revision(command=f"git clone {token}", wish="use --password=hunter2"),),
    )
    made = backend(server)
    made.generate(request, Sampling())
    for body in (server.requests[-1].body, made.request_preview(request, Sampling())):
        assert token.encode() not in body
        assert b"hunter2" not in body
        assert b"<SECRET_1>" in body
        assert b"<SECRET_2>" in body


def test_the_preview_is_what_is_sent(server: Running, request_: CommandRequest) -> None:
    made = backend(server, model="llama3.2:3b")
    preview = made.request_preview(request_, Sampling(seed=7))
    assert server.requests == []
    made.generate(request_, Sampling(seed=7))
    assert server.requests[-1].body == preview


def test_an_error_in_the_middle_of_an_answer(request_: CommandRequest) -> None:
    parts = [b'{"error": "llama runner process has terminated: signal: killed"}\n']
    with (
        serving(lambda _: stream(parts, "application/x-ndjson")) as running,
        pytest.raises(RemoteFailureError) as caught,
    ):
        backend(running, model="x").generate(request_, Sampling())
    assert caught.value.kind is Kind.BUSY
    assert "signal: killed" in caught.value.message


def test_health_lists_models(server: Running) -> None:
    health = backend(server).health()
    assert health.model == "qwen2.5-coder:7b"
    assert health.models[0].name == "qwen2.5-coder:7b"
    assert backend(server, model="nomic-embed-text").health().model == "nomic-embed-text"
    assert backend(server).is_available()


def test_what_the_server_knows(server: Running) -> None:
    made = backend(server)
    assert made.version() == "0.14.2"
    assert [model.billions for model in made.models()] == [7.6, 0.137, 3.2]
    details = made.show("qwen2.5-coder:7b")
    assert (details.parameters, details.quantization, details.context_tokens) == ("7.6B", "Q4_K_M", 32768)
    assert details.capabilities == ("completion", "tools", "insert")
    with pytest.raises(RemoteFailureError) as caught:
        made.show("nothing")
    assert caught.value.kind is Kind.NO_MODEL


@pytest.mark.parametrize("body", ["{}", '{"models": 3}', '{"models": [1, {}, {"name": 5}, {"name": ""}]}'])
def test_a_list_of_models_that_is_none(body: str) -> None:
    with serving(lambda _: response(body)) as running:
        made = backend(running)
        assert made.is_available() is False
        try:
            assert made.models() == ()
        except RemoteFailureError as failure:
            assert failure.kind is Kind.BAD_ANSWER


def test_a_model_is_pulled_with_progress(server: Running, request_: CommandRequest) -> None:
    seen: list[PullProgress] = []
    backend(server).pull("codestral:22b", seen.append)
    assert [step.completed_bytes for step in seen if step.digest] == [0, 500, 1000]
    assert seen[0].status == "pulling manifest"
    assert seen[-1].status == "success"
    backend(server, model="codestral:22b").generate(request_, Sampling())


@dataclass
class Told:
    """What a `Progress` was told."""

    steps: list[tuple[object, ...]] = field(default_factory=list)

    def begin(self, name: str, size_bytes: int | None, done_bytes: int) -> None:
        self.steps.append(("begin", name, size_bytes, done_bytes))

    def advance(self, count: int) -> None:
        self.steps.append(("advance", count))

    def end(self) -> None:
        self.steps.append(("end",))

    def note(self, text: str) -> None:
        self.steps.append(("note", text))


@dataclass(frozen=True)
class Where:
    ollama_url: str | None
    connect_timeout_s: float = 2.0


def test_a_pull_is_shown_as_the_course_of_a_file(server: Running, fake: FakeOllama) -> None:
    told = Told()
    pull(Where(server.url), "phi4", told)
    assert told.steps == [("begin", "60e05f210007", 1000, 0), ("advance", 500), ("advance", 500), ("end",)]
    assert "phi4" in fake.models
    with pytest.raises(RemoteFailureError):
        pull(Where(server.url), "no-such-model", Told())


def test_a_model_that_the_library_does_not_have(server: Running) -> None:
    with pytest.raises(RemoteFailureError, match="file does not exist") as caught:
        backend(server).pull("no-such-model", lambda _: None)
    assert caught.value.kind is Kind.NO_MODEL


def test_a_pull_that_breaks_off_is_not_complete() -> None:
    parts = [b'{"status": "pulling manifest"}\n']
    with (
        serving(lambda _: stream(parts, "application/x-ndjson")) as running,
        pytest.raises(RemoteFailureError) as caught,
    ):
        backend(running).pull("x", lambda _: None)
    assert caught.value.kind is Kind.BAD_ANSWER


def test_a_pull_is_given_up_by_shutdown() -> None:
    begun = threading.Event()

    def answer(_: Received) -> Iterator[bytes]:
        yield from stream([b'{"status": "pulling manifest"}\n'], "application/x-ndjson", end=False)
        while True:
            begun.wait(0.02)
            yield b""

    with serving(answer) as running:
        made = backend(running)

        def progress(_: PullProgress) -> None:
            threading.Thread(target=made.shutdown).start()

        with pytest.raises(BackendUnavailableError, match="given up"):
            made.pull("x", progress)


class Starter:
    """Starts a fake server at a fixed port when it is told to."""

    def __init__(self, stack: ExitStack, port: int) -> None:
        self.stack, self.port, self.calls = stack, port, 0

    def __call__(self) -> None:
        self.calls += 1
        real = self.stack.enter_context(serving(FakeOllama()))
        listener = self.stack.enter_context(socket.create_server(("127.0.0.1", self.port)))

        def relay() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client, socket.create_connection(("127.0.0.1", real.port)) as upstream:
                    client.settimeout(0.1)
                    data = b""
                    try:
                        while piece := client.recv(65536):
                            data += piece
                    except TimeoutError:
                        pass
                    upstream.sendall(data)
                    while piece := upstream.recv(65536):
                        client.sendall(piece)

        threading.Thread(target=relay, daemon=True).start()


def test_a_server_that_is_not_running_is_started_once_if_allowed(request_: CommandRequest) -> None:
    port = free_port()
    with ExitStack() as stack:
        start = Starter(stack, port)
        made = OllamaBackend(ollama_address(f"127.0.0.1:{port}"), start=start)
        assert made.is_available()
        assert start.calls == 0
        assert made.generate(request_, Sampling()).command.text == COMMAND
        assert made.generate(request_, Sampling()).command.text == COMMAND
        assert start.calls == 1


def test_a_server_that_does_not_come_up_in_time(request_: CommandRequest) -> None:
    calls: list[None] = []
    made = OllamaBackend(
        ollama_address(f"127.0.0.1:{free_port()}"),
        start=lambda: calls.append(None),
        request_timeout_s=0.5,
    )
    with pytest.raises(RemoteFailureError) as caught:
        made.generate(request_, Sampling())
    assert caught.value.kind is Kind.TIMED_OUT
    assert len(calls) == 1


def test_a_server_elsewhere_is_never_started(request_: CommandRequest) -> None:
    calls: list[None] = []
    made = OllamaBackend(
        ollama_address("nowhere.invalid"), start=lambda: calls.append(None), connect_timeout_s=1.0
    )
    with pytest.raises(RemoteFailureError):
        made.generate(request_, Sampling())
    assert made.is_available() is False
    assert calls == []


def test_ollamas_own_client_takes_the_fake_for_a_server(server: Running) -> None:
    ollama = pytest.importorskip("ollama")
    client = ollama.Client(host=server.url)
    try:
        assert client.list().models[0].model == "qwen2.5-coder:7b"
        assert client.show("qwen2.5-coder:7b").capabilities == ["completion", "tools", "insert"]
        messages = [{"role": "user", "content": "hi"}]
        whole = client.chat(model="llama3.2:3b", messages=messages)
        assert whole.message.content == COMMAND
        parts = list(client.chat(model="llama3.2:3b", messages=messages, stream=True, logprobs=True))
        assert "".join(part.message.content for part in parts) == COMMAND
        assert parts[0].logprobs[0].logprob == -0.01
        assert parts[-1].done_reason == "stop"
        assert [part.status for part in client.pull("phi4", stream=True)][-1] == "success"
        with pytest.raises(ollama.ResponseError, match="not found"):
            client.chat(model="nothing", messages=messages)
    finally:
        client._client.close()
