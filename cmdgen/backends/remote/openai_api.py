"""The words of the OpenAI chat API, as vLLM, llama.cpp and others speak it: requests built, answers read.

Sources: https://platform.openai.com/docs/api-reference/chat, https://docs.vllm.ai/en/latest/serving/openai_compatible_server/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.remote.answer import Answer
from cmdgen.backends.remote.bodies import BadBodyError, error_words, json_object, lines
from cmdgen.backends.remote.model_choice import ServerModel
from cmdgen.backends.remote.structured import SCHEMA, as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.backends.remote.call import Reply
    from cmdgen.core.records import Completion, Prompt, Sampling

CHAT: Final = "/v1/chat/completions"
MODELS: Final = "/v1/models"
HEALTH: Final = "/health"

OPTIONAL_FIELDS: Final = ("logprobs", "response_format")
"""What a server may refuse to know; the request makes sense without."""

_DATA: Final = b"data:"
_END: Final = b"[DONE]"


class ServerSaidError(Exception):
    """The server reports an error inside an answer that began as a success; the text is the server's.

    Args:
        code: HTTP status that would have been, where the server gives one.
    """

    def __init__(self, text: str, *, code: int | None) -> None:
        super().__init__(text)
        self.code = code


def chat_request(
    model: str, prompt: Prompt, sampling: Sampling, *, structured: bool, without: frozenset[str]
) -> dict[str, Any]:
    """Return the body of a chat request; it streams.

    Args:
        structured: ask for JSON of a schema.
        without: of OPTIONAL_FIELDS, those that this server does not know.
    """
    prompt = as_json(prompt) if structured else prompt
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": message.role, "content": message.content} for message in prompt.messages],
        "stream": True,
        "max_tokens": sampling.max_tokens,
        "temperature": sampling.temperature,
    }
    if sampling.temperature > 0:
        body["top_p"] = sampling.top_p
    if sampling.seed is not None:
        body["seed"] = sampling.seed
    if prompt.stop:
        body["stop"] = list(prompt.stop)
    if "logprobs" not in without:
        body |= {"logprobs": True, "top_logprobs": 1}  # without a number llama.cpp sends twenty a token
    if structured and "response_format" not in without:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "command", "strict": True, "schema": SCHEMA},
        }
    return body


def read_chat(reply: Reply, stops: tuple[str, ...]) -> Completion:
    """Return the completion in a stream of server-sent events, or in one object from a server that streams none.

    Raises:
        BadBodyError: it is malformed, empty, endless, or its end is missing.
        ServerSaidError: the server gave up in the middle.
    """
    answer = Answer(stops=stops, started=reply.asked_at)
    if reply.content_type == "application/json":
        _take(answer, json_object(b"".join(reply.chunks)), "message")
        return answer.completion()
    for line in lines(reply.chunks):
        if not line.startswith(_DATA):
            if line.startswith((b":", b"event:", b"id:", b"retry:")):
                continue
            problem = "is no stream of events"
            raise BadBodyError(problem)
        data = line[len(_DATA) :].strip()
        if data == _END:
            break
        _take(answer, json_object(data), "delta")
        # What may follow, such as a chunk with the usage, is of no use.
        if answer.finish_reason is not None:
            break
    return answer.completion()


def model_list(answer: Mapping[str, Any]) -> tuple[ServerModel, ...]:
    """Return the models in an answer of /v1/models.

    Raises:
        BadBodyError: there is no list in it.
    """
    listed = answer.get("data")
    if not isinstance(listed, list):
        problem = "holds no list of models"
        raise BadBodyError(problem)
    names = [entry.get("id") for entry in listed if isinstance(entry, dict)]
    return tuple(
        ServerModel(name=name) for name in names if isinstance(name, str) and name and name.isprintable()
    )


def _take(answer: Answer, part: Mapping[str, Any], field: str) -> None:
    """Add a chunk, or a whole answer, to what has come in.

    Args:
        field: delta in a stream, message in a whole answer.
    """
    if part.get("error"):
        error = part["error"]
        code = error.get("code") if isinstance(error, dict) else None
        raise ServerSaidError(error_words(part), code=code if isinstance(code, int) else None)
    choices = part.get("choices")
    if not isinstance(choices, list):
        problem = "is no answer to a chat request"
        raise BadBodyError(problem)
    if not choices:  # the chunk with the usage
        return
    choice = choices[0]
    message = choice.get(field) if isinstance(choice, dict) else None
    if not isinstance(message, dict):
        problem = "is no answer to a chat request"
        raise BadBodyError(problem)
    logprobs = choice.get("logprobs")
    answer.add(message.get("content"), logprobs.get("content") if isinstance(logprobs, dict) else None)
    if choice.get("finish_reason") is not None and answer.finish_reason is None:
        answer.finish(choice["finish_reason"])
