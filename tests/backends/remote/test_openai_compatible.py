"""The OpenAI adapter against a fake shaped after vLLM, and against llama.cpp's own server with the starter model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cmdgen.backends.embedded.backend import EmbeddedBackend
from cmdgen.backends.remote.address import openai_address
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend
from cmdgen.backends.remote.secret import Secret
from cmdgen.core.errors import ConfigurationError, NoCommandError
from cmdgen.core.records import CommandRequest, Sampling
from cmdgen.models.store import starter_path
from cmdgen.prompting.profile import profile_for
from tests.backends.remote.servers import (
    COMMAND,
    FakeVllm,
    Running,
    llama_server,
    response,
    serving,
    stream,
    vllm_events,
)

KEY = "sk-team-0123456789-WXYZ"


def secret(value: str = KEY) -> Secret:
    return Secret(value, origin="CMDGEN_VLLM_API_KEY")


@pytest.fixture
def fake() -> FakeVllm:
    return FakeVllm(key=KEY)


@pytest.fixture
def server(fake: FakeVllm) -> Iterator[Running]:
    with serving(fake) as running:
        yield running


def backend(server: Running, **options: Any) -> OpenAICompatibleBackend:
    options.setdefault("key", secret())
    return OpenAICompatibleBackend(openai_address(server.url), **options)


def test_the_request_is_one_of_the_chat_api(server: Running, request_: CommandRequest) -> None:
    made = backend(server, model="coder")
    sampling = Sampling(max_tokens=64, temperature=0.7, top_p=0.8, seed=0)
    generated = made.generate(request_, sampling)
    assert generated.command.text == COMMAND
    assert (generated.source.backend, generated.source.engine, generated.source.model) == (
        "vllm",
        "vllm",
        "coder",
    )
    body = server.requests[-1].json
    assert [message["role"] for message in body.pop("messages")] == ["system", "user"]
    assert body == {
        "model": "coder",
        "stream": True,
        "max_tokens": 64,
        "temperature": 0.7,
        "top_p": 0.8,
        "seed": 0,
        "stop": ["\n```", "\n\n"],
        "logprobs": True,
        "top_logprobs": 1,
    }
    assert server.requests[-1].body == made.request_preview(request_, sampling)


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/"])
def test_the_address_is_given_with_or_without_v1(
    server: Running, request_: CommandRequest, path: str
) -> None:
    made = OpenAICompatibleBackend(openai_address(server.url + path), model="coder", key=secret())
    made.generate(request_, Sampling())
    assert server.paths == ["/v1/chat/completions"]


def test_the_only_model_is_found(server: Running, request_: CommandRequest) -> None:
    made = backend(server)
    assert made.info().model == "auto"
    assert made.generate(request_, Sampling()).source.model == "coder"
    assert server.paths == ["/v1/models", "/v1/chat/completions"]


def test_an_unknown_model_is_named_with_what_is_there(server: Running, request_: CommandRequest) -> None:
    with pytest.raises(RemoteFailureError) as caught:
        backend(server, model="qwen").generate(request_, Sampling())
    assert caught.value.kind is Kind.NO_MODEL
    assert "no model 'qwen'; it has coder" in caught.value.message
    assert caught.value.hint == "name one of them: --model coder"


@pytest.mark.parametrize("key", [None, "wrong-key-0123456789"])
def test_a_key_that_is_missing_or_wrong(server: Running, request_: CommandRequest, key: str | None) -> None:
    made = backend(server, model="coder", key=None if key is None else secret(key))
    with pytest.raises(RemoteFailureError) as caught:
        made.generate(request_, Sampling())
    assert caught.value.kind is Kind.UNAUTHORISED
    assert caught.value.hint is not None
    assert "CMDGEN_VLLM_API_KEY" in caught.value.hint
    assert ("6789" in caught.value.message) is (key is not None)
    assert len(server.requests) == 1


def test_the_key_command_runs_when_it_is_needed_and_once(server: Running, request_: CommandRequest) -> None:
    runs: list[None] = []

    def get() -> Secret:
        runs.append(None)
        return secret()

    made = backend(server, model="coder", key=None, key_command=get)
    assert made.is_available()
    assert runs == []
    for _ in range(2):
        made.generate(request_, Sampling())
    assert len(runs) == 1


def test_a_key_command_that_fails_says_so_itself(server: Running, request_: CommandRequest) -> None:
    def get() -> Secret:
        message = "the password store is locked"
        raise ConfigurationError(message)

    with pytest.raises(ConfigurationError, match="locked"):
        backend(server, key=None, key_command=get).generate(request_, Sampling())
    assert server.requests == []


def test_a_schema_holds_the_answer_to_its_form(
    server: Running, fake: FakeVllm, request_: CommandRequest
) -> None:
    fake.events = lambda: vllm_events('{"command": "ls -l", "question": ""}')
    assert backend(server, structured=True).generate(request_, Sampling()).command.text == "ls -l"
    body = server.requests[-1].json
    assert body["response_format"]["type"] == "json_schema"
    assert "stop" not in body


@pytest.mark.parametrize(("field", "structured"), [("logprobs", False), ("response_format", True)])
def test_a_server_that_refuses_an_optional_field_is_asked_without_it(
    server: Running, fake: FakeVllm, request_: CommandRequest, field: str, structured: bool
) -> None:
    fake.unknown_fields = {field}
    made = backend(server, model="coder", structured=structured)
    for _ in range(2):
        assert made.generate(request_, Sampling()).command.text == COMMAND
    assert [field in request.json for request in server.requests] == [True, False, False]


@pytest.mark.parametrize("done", [True, False])
def test_the_closing_mark_may_be_missing_once_the_answer_is_finished(
    server: Running, fake: FakeVllm, request_: CommandRequest, done: bool
) -> None:
    fake.events = lambda: vllm_events(COMMAND, done=done, usage=False)
    assert backend(server).generate(request_, Sampling()).command.text == COMMAND


def test_the_closing_mark_without_a_finished_answer_is_no_answer(
    server: Running, fake: FakeVllm, request_: CommandRequest
) -> None:
    fake.events = lambda: [*vllm_events(COMMAND)[:4], b"data: [DONE]\n\n"]
    with pytest.raises(RemoteFailureError) as caught:
        backend(server).generate(request_, Sampling())
    assert caught.value.kind is Kind.BAD_ANSWER


def test_comments_names_of_events_and_windows_line_ends_are_read_over(
    server: Running, fake: FakeVllm, request_: CommandRequest
) -> None:
    def events() -> list[bytes]:
        plain = [event.replace(b"\n", b"\r\n") for event in vllm_events(COMMAND)]
        return [b": ping\r\n\r\n", b"event: message\r\nid: 1\r\n", *plain]

    fake.events = events
    assert backend(server).generate(request_, Sampling()).command.text == COMMAND


def test_a_server_that_does_not_stream(request_: CommandRequest) -> None:
    message = {"role": "assistant", "content": COMMAND, "reasoning": None}
    whole = {"choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}]}
    with serving(lambda _: response(whole)) as running:
        assert backend(running, model="x").generate(request_, Sampling()).command.text == COMMAND


@pytest.mark.parametrize("reason", ["length", "content_filter", "abort", "tool_calls", 7])
def test_any_end_but_a_regular_one_is_no_command(request_: CommandRequest, reason: object) -> None:
    message = {"role": "assistant", "content": COMMAND}
    whole = {"choices": [{"index": 0, "message": message, "finish_reason": reason}]}
    with serving(lambda _: response(whole)) as running, pytest.raises(NoCommandError):
        backend(running, model="x").generate(request_, Sampling())


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"message": f"engine died, {KEY}", "type": "InternalServerError", "code": 500}, Kind.BUSY),
        ({"message": "too long", "type": "BadRequestError", "code": 400}, Kind.REJECTED),
        ({"message": "no number", "code": "x"}, Kind.BUSY),
        ("just text", Kind.BUSY),
    ],
)
def test_an_error_in_the_middle_of_an_answer(request_: CommandRequest, error: object, kind: Kind) -> None:
    event = b"data: " + json.dumps({"error": error}).encode() + b"\n\n"
    events = [*vllm_events(COMMAND)[:3], event]
    with (
        serving(lambda _: stream(events, "text/event-stream")) as running,
        pytest.raises(RemoteFailureError) as caught,
    ):
        backend(running, model="x").generate(request_, Sampling())
    assert caught.value.kind is kind
    assert KEY not in caught.value.message


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"delta": None},
        {"delta": {"content": 5}},
        {"delta": {"content": ["a"]}},
        "x",
        None,
    ],
)
def test_choices_of_another_shape(request_: CommandRequest, choice: object) -> None:
    event = b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"
    with (
        serving(lambda _: stream([event], "text/event-stream")) as running,
        pytest.raises(RemoteFailureError) as caught,
    ):
        backend(running, model="x").generate(request_, Sampling())
    assert caught.value.kind is Kind.BAD_ANSWER


def test_a_server_without_a_health_path_is_judged_by_its_list_of_models(fake: FakeVllm) -> None:
    def answer(request: Any) -> Any:
        return response({"detail": "Not Found"}, 404) if request.path == "/health" else fake(request)

    with serving(answer) as running:
        assert backend(running).is_available() is True
        assert backend(running, key=secret("wrong-key-0123456789")).is_available() is False
        assert backend(running, key=None, key_command=secret).is_available() is True


def test_a_server_that_is_loading_is_not_available() -> None:
    with serving(lambda _: response({"error": {"message": "Loading model"}}, 503)) as running:
        assert backend(running).is_available() is False
        with pytest.raises(RemoteFailureError, match="Loading model"):
            backend(running).health()


@pytest.mark.parametrize(
    ("url", "key", "warning"),
    [
        (
            "http://gpu.example:8000",
            KEY,
            "requests and the key are sent to http://gpu.example:8000 unencrypted",
        ),
        ("http://gpu.example:8000", None, "requests are sent to http://gpu.example:8000 unencrypted"),
        ("https://gpu.example", KEY, None),
        ("http://localhost:8000", KEY, None),
        ("http://127.8.9.1", KEY, None),
        ("http://[::1]:8000", KEY, None),
    ],
)
def test_plain_http_to_another_machine_is_worth_a_warning(
    url: str, key: str | None, warning: str | None
) -> None:
    made = OpenAICompatibleBackend(openai_address(url), key=None if key is None else secret(key))
    said = made.plain_http_warning()
    assert said == warning or (warning is not None and said is not None and said.startswith(warning))


@pytest.fixture(scope="module")
def llama() -> Iterator[str]:
    pytest.importorskip("xllamacpp")
    with llama_server() as url:
        yield url


def test_a_real_server_gives_the_same_command_as_the_same_model_here(
    llama: str, request_: CommandRequest
) -> None:
    starter = profile_for(starter_path())
    made = OpenAICompatibleBackend(openai_address(llama), profile=starter, server_name="llama.cpp")
    generated = made.generate(request_, Sampling())
    embedded = EmbeddedBackend()
    assert generated.command == embedded.generate(request_, Sampling()).command
    embedded.shutdown()
    assert generated.confidence.probability is not None
    assert generated.timings.first_token_ms is not None
    assert made.is_available()
    assert [model.name for model in made.models()] == [generated.source.model]


def test_a_real_server_keeps_to_a_schema(llama: str, request_: CommandRequest) -> None:
    starter = profile_for(starter_path())
    made = OpenAICompatibleBackend(openai_address(llama), profile=starter, structured=True)
    # The starter model has never seen JSON: the server forces its form, so it is whole, or cut off.
    try:
        made.generate(request_, Sampling(max_tokens=60))
    except NoCommandError as error:
        assert "sentence" not in error.message
    except RemoteFailureError as failure:
        pytest.fail(failure.message)
