"""The words of Ollama's own API: requests built, answers read.

Source: https://docs.ollama.com/api
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.remote.answer import Answer
from cmdgen.backends.remote.bodies import BadBodyError, error_words, json_object, lines
from cmdgen.backends.remote.model_choice import ServerModel, billions_in
from cmdgen.backends.remote.structured import SCHEMA, as_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cmdgen.backends.remote.call import Reply
    from cmdgen.core.records import Completion, Prompt, Sampling

CHAT: Final = "/api/chat"
TAGS: Final = "/api/tags"
SHOW: Final = "/api/show"
PULL: Final = "/api/pull"
VERSION: Final = "/api/version"

_NUMBER: Final = re.compile(r"-?\d{1,9}")


class ServerSaidError(Exception):
    """The server reports an error inside an answer that began as a success; the text is the server's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDetails:
    """What a server knows about one of its models."""

    name: str
    family: str = ""
    parameters: str = ""
    """As the server writes it, such as 7.6B."""
    quantization: str = ""
    """As the server writes it, such as Q4_K_M."""
    context_tokens: int | None = None
    capabilities: tuple[str, ...] = ()
    """Such as completion, tools, embedding, thinking; empty if the server is too old to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullProgress:
    """How far a download on the server has got."""

    status: str
    """In the server's words, such as "pulling manifest"."""
    digest: str | None = None
    """Which part is being fetched; its name never changes."""
    total_bytes: int | None = None
    """Size of that part."""
    completed_bytes: int | None = None


def chat_request(  # noqa: PLR0913  (what a request consists of)
    model: str,
    prompt: Prompt,
    sampling: Sampling,
    *,
    keep_alive: str | None,
    context_tokens: int | None,
    structured: bool,
) -> dict[str, Any]:
    """Return the body of a chat request; it streams."""
    prompt = as_json(prompt) if structured else prompt
    options: dict[str, Any] = {"num_predict": sampling.max_tokens, "temperature": sampling.temperature}
    if sampling.temperature > 0:
        options["top_p"] = sampling.top_p
    if sampling.seed is not None:
        options["seed"] = sampling.seed
    if prompt.stop:
        options["stop"] = list(prompt.stop)
    if context_tokens is not None:
        options["num_ctx"] = context_tokens
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": message.role, "content": message.content} for message in prompt.messages],
        "stream": True,
        "think": False,  # a model's thoughts would use up the tokens of the command
        "logprobs": True,  # servers before 0.12 ignore it
        "options": options,
    }
    if structured:
        body["format"] = SCHEMA
    if keep_alive is not None:
        # A bare number means seconds, and -1 for ever; as text Ollama wants a unit.
        body["keep_alive"] = int(keep_alive) if _NUMBER.fullmatch(keep_alive) else keep_alive
    return body


def read_chat(reply: Reply, stops: tuple[str, ...]) -> Completion:
    """Return the completion in a stream of JSON lines.

    Raises:
        BadBodyError: it is malformed, empty, endless, or its end is missing.
        ServerSaidError: the server gave up in the middle.
    """
    answer = Answer(stops=stops, started=reply.asked_at)
    for line in lines(reply.chunks):
        part = _part(line)
        message = part.get("message")
        if not isinstance(message, dict):
            problem = "is no answer to a chat request"
            raise BadBodyError(problem)
        answer.add(message.get("content"), part.get("logprobs"))
        if answer.finish_reason is not None:
            break  # a stop text; closing the connection makes the server stop too
        if part.get("done") is True:
            answer.load_ms = _milliseconds(part.get("load_duration"))
            answer.prompt_ms = _milliseconds(part.get("prompt_eval_duration"))
            answer.finish(part.get("done_reason", "stop"))  # servers before 0.1.45 give no reason
            break
    return answer.completion()


def read_pull(reply: Reply, progress: Callable[[PullProgress], None]) -> None:
    """Report a download on the server until it is complete.

    Raises:
        BadBodyError: it is malformed, or ended before it was complete.
        ServerSaidError: the server could not fetch the model.
    """
    status = ""
    for line in lines(reply.chunks):
        part = _part(line)
        status = _text(part.get("status"))
        progress(
            PullProgress(
                status=status,
                digest=_text(part.get("digest")) or None,
                total_bytes=_count(part.get("total")),
                completed_bytes=_count(part.get("completed")),
            )
        )
        if status == "success":
            return
    problem = "ended before the model was complete"
    raise BadBodyError(problem)


def model_list(answer: Mapping[str, Any]) -> tuple[ServerModel, ...]:
    """Return the models in an answer of /api/tags.

    Raises:
        BadBodyError: there is no list in it.
    """
    listed = answer.get("models")
    if not isinstance(listed, list):
        problem = "holds no list of models"
        raise BadBodyError(problem)
    return tuple(_model(entry) for entry in listed if isinstance(entry, dict) and _text(entry.get("name")))


def model_details(name: str, answer: Mapping[str, Any]) -> ModelDetails:
    """Return what an answer of /api/show says; what is missing stays empty."""
    details, facts = _table(answer.get("details")), _table(answer.get("model_info"))
    context = next((value for key, value in facts.items() if str(key).endswith(".context_length")), None)
    listed = answer.get("capabilities")
    return ModelDetails(
        name=name,
        family=_text(details.get("family")),
        parameters=_text(details.get("parameter_size")),
        quantization=_text(details.get("quantization_level")),
        context_tokens=_count(context),
        capabilities=tuple(filter(None, map(_text, listed))) if isinstance(listed, list) else (),
    )


def _model(entry: Mapping[str, Any]) -> ServerModel:
    details = _table(entry.get("details"))
    return ServerModel(
        name=_text(entry.get("name")),
        size_bytes=_count(entry.get("size")),
        family=_text(details.get("family")),
        billions=billions_in(_text(details.get("parameter_size"))),
        is_elsewhere=bool(entry.get("remote_host") or entry.get("remote_model")),
    )


def _part(line: bytes) -> dict[str, Any]:
    part = json_object(line)
    if "error" in part:
        raise ServerSaidError(error_words(part) or "no reason given")
    return part


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Return text from a server for use and for people: what cannot be printed is no part of a name."""
    return "".join(sign for sign in value if sign.isprintable()) if isinstance(value, str) else ""


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _milliseconds(nanoseconds: Any) -> float | None:
    count = _count(nanoseconds)
    return None if count is None else count / 1e6
