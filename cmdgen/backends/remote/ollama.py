"""Ollama, through its own API."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cmdgen.backends.remote import explain, ollama_api
from cmdgen.backends.remote.bodies import BadBodyError, shown
from cmdgen.backends.remote.deadline import Deadline
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.remote.model_choice import ServerModel, best_model, can_chat
from cmdgen.backends.remote.ollama_start import Starting
from cmdgen.backends.remote.transport import Transport, request_bytes
from cmdgen.core.errors import CmdgenError
from cmdgen.core.records import BackendInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.remote.address import ServerAddress
    from cmdgen.backends.remote.ollama_api import ModelDetails, PullProgress
    from cmdgen.core.records import CommandRequest, Completion, GeneratedCommand, Prompt, Sampling
    from cmdgen.prompting.profile import PromptProfile

NAME: Final = "ollama"
UNCHOSEN_MODEL: Final = "auto"
"""What `info` says before the server was asked for its models."""
HEALTH_LIMIT_S: Final = 0.4
_LISTED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerHealth:
    """A server that is alive."""

    models: tuple[ServerModel, ...]
    """What is there; empty if it was not asked."""
    model: str | None
    """Which would answer; None if none would."""


class OllamaBackend:
    """A `CommandGenerator` that asks an Ollama server.  Safe to use from several threads.

    Nothing is opened before the first call.

    Args:
        address: from `address.ollama_address`.
        model: name on the server; None takes the best coder model that is there.
        keep_alive: how long the server keeps the model in memory, such as 10m; None leaves it to the server.
        context_tokens: room for prompt and answer; None leaves it to the server, which spares it a reload.
        structured: hold the model to a JSON schema.
        connect_timeout_s: for the connection alone.
        request_timeout_s: for one `generate`, the choice of a model included.
        start: starts `ollama serve` without waiting for it, and raises CmdgenError if it cannot; None never
            starts anything.  Only a server on this machine is started.
        profile: how the model wants to be asked; None is as any chat model.
    """

    def __init__(  # noqa: PLR0913  (one argument for each thing that the user may set)
        self,
        address: ServerAddress,
        *,
        model: str | None = None,
        keep_alive: str | None = None,
        context_tokens: int | None = None,
        structured: bool = False,
        connect_timeout_s: float = 5.0,
        request_timeout_s: float = 30.0,
        start: Callable[[], None] | None = None,
        profile: PromptProfile | None = None,
    ) -> None:
        self._server = explain.Server(
            name="Ollama", backend=NAME, address=address, setting="ollama.url", start="ollama serve"
        )
        self._transport = Transport(self._server, connect_timeout_s=connect_timeout_s)
        self._model = model
        self._keep_alive = keep_alive
        self._context_tokens = context_tokens
        self._structured = structured
        self._request_timeout_s = request_timeout_s
        self._profile = profile
        self._starting = Starting(start) if start is not None and address.is_loopback else None
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        """Where the server is, for people."""
        return self._server.url

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this machine."""
        return self._server.address.is_loopback

    def plain_http_warning(self) -> str | None:
        """Return what to tell the user about an unencrypted connection that leaves this machine, or None."""
        return explain.plain_http_warning(
            self._server.address, with_key=self._server.address.login is not None
        )

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`.

        One try: nothing is asked twice, except that a server that was not running is started if that is
        allowed.

        Raises:
            UsageError: the request is empty or too long.
            NoCommandError: the answer holds no usable command.
            NeedsDetailError: the model asks back.
            RemoteFailureError: the server gave no usable answer.
            TimedOutError: `sampling.timeout_s` was spent, if that is less than what one try may take.
        """
        from cmdgen.backends.remote.asking import ask  # noqa: PLC0415  (keeps construction light)

        return ask(self._complete, request, sampling, self._asked_as(), self.info)

    def is_available(self) -> bool:
        """Return whether the server answers at once and has a model; never raises.

        A server that is not running but may be started counts as available.
        """
        try:
            return self.health().model is not None
        except RemoteFailureError as failure:
            return failure.kind is Kind.NOT_RUNNING and self._starting is not None
        except CmdgenError:
            return False

    def health(self, timeout_s: float = HEALTH_LIMIT_S) -> ServerHealth:
        """Return what the server has.

        Raises:
            RemoteFailureError: it does not answer within this time, and why.
        """
        models = self._models(self._transport.short_deadline(timeout_s))
        if self._model is None:
            best = best_model(models)
            return ServerHealth(models=models, model=best.name if best else None)
        names = {model.name for model in models}
        there = self._model if names & {self._model, f"{self._model}:latest"} else None
        return ServerHealth(models=models, model=there)

    def info(self) -> BackendInfo:
        """Return who would answer; opens no connection."""
        return BackendInfo(backend=NAME, engine="ollama", model=self._model or UNCHOSEN_MODEL)

    def shutdown(self) -> None:
        """Give up running requests, from any thread; a later `generate` works."""
        self._transport.close()

    def models(self) -> tuple[ServerModel, ...]:
        """Return the models that are on the server.

        Raises:
            RemoteFailureError: no usable answer.
        """
        return self._models(Deadline(self._request_timeout_s))

    def version(self) -> str:
        """Return the version of the server.

        Raises:
            RemoteFailureError: no usable answer.
        """
        answer = self._transport.json("GET", ollama_api.VERSION, deadline=Deadline(self._request_timeout_s))
        return shown(str(answer.get("version", "")))

    def show(self, model: str) -> ModelDetails:
        """Return what the server knows about a model.

        Raises:
            RemoteFailureError: no usable answer, or no such model.
        """
        deadline = Deadline(self._request_timeout_s)
        try:
            answer = self._transport.json("POST", ollama_api.SHOW, deadline=deadline, body={"model": model})
        except RemoteFailureError as failure:
            self._explain_missing(failure, model, deadline)
        return ollama_api.model_details(model, answer)

    def pull(self, model: str, progress: Callable[[PullProgress], None], *, stall_s: float = 120.0) -> None:
        """Let the server download a model; takes as long as it takes.

        Args:
            model: its name in Ollama's library, such as qwen2.5-coder:7b.
            progress: called from another thread for each report of the server.
            stall_s: seconds without any report after which it is given up; the server resumes next time.

        Raises:
            RemoteFailureError: the server could not fetch it, or the connection was cut.
            BackendUnavailableError: `shutdown` was called meanwhile.
        """
        try:
            self._transport.send(
                "POST",
                ollama_api.PULL,
                lambda reply: ollama_api.read_pull(reply, progress),
                deadline=None,
                body={"model": model, "stream": True},
                stall_s=stall_s,
                max_bytes=1 << 30,
            )
        except ollama_api.ServerSaidError as error:
            message = f"Ollama at {self.address} cannot fetch {shown(model)}: {shown(str(error))}"
            hint = "check the name at https://ollama.com/library"
            raise self._server.failure(Kind.NO_MODEL, message, hint) from error

    def request_preview(self, request: CommandRequest, sampling: Sampling) -> bytes:
        """Return the body that `generate` would send, without sending anything.

        Raises:
            UsageError: the request is empty or too long.
        """
        from cmdgen.backends.remote.asking import prompt_for  # noqa: PLC0415

        prompt = prompt_for(request, self._asked_as())
        return request_bytes(self._body(self._model or UNCHOSEN_MODEL, prompt, sampling))

    def _asked_as(self) -> PromptProfile:
        from cmdgen.prompting.profile import chat_profile  # noqa: PLC0415

        return self._profile or chat_profile()

    def _complete(self, prompt: Prompt, sampling: Sampling) -> Completion:
        deadline = Deadline(self._request_timeout_s, sampling.timeout_s)
        try:
            return self._chat(prompt, sampling, deadline)
        except RemoteFailureError as failure:
            if failure.kind is not Kind.NOT_RUNNING or self._starting is None:
                raise
        self._starting.start(self._transport, deadline)
        return self._chat(prompt, sampling, deadline)

    def _chat(self, prompt: Prompt, sampling: Sampling, deadline: Deadline) -> Completion:
        model = self._chosen(deadline)
        body = self._body(model, prompt, sampling)
        stops = () if self._structured else prompt.stop
        try:
            return self._transport.send(
                "POST",
                ollama_api.CHAT,
                lambda reply: ollama_api.read_chat(reply, stops),
                deadline=deadline,
                body=body,
            )
        except ollama_api.ServerSaidError as error:
            message = f"Ollama at {self.address} gave up in the middle: {shown(str(error))}"
            raise self._server.failure(Kind.BUSY, message, "look at the log of Ollama") from error
        except RemoteFailureError as failure:
            self._explain_missing(failure, model, deadline)

    def _body(self, model: str, prompt: Prompt, sampling: Sampling) -> dict[str, Any]:
        return ollama_api.chat_request(
            model,
            prompt,
            sampling,
            keep_alive=self._keep_alive,
            context_tokens=self._context_tokens,
            structured=self._structured,
        )

    def _chosen(self, deadline: Deadline) -> str:
        """Return the model to ask; the server's list is looked at once."""
        with self._lock:
            if self._model is None:
                best = best_model(self._models(deadline))
                if best is None:
                    message = f"Ollama at {self.address} has no model that writes text"
                    hint = "fetch one: ollama pull qwen2.5-coder:7b"
                    raise self._server.failure(Kind.NO_MODEL, message, hint)
                self._model = best.name
            return self._model

    def _models(self, deadline: Deadline) -> tuple[ServerModel, ...]:
        answer = self._transport.json("GET", ollama_api.TAGS, deadline=deadline)
        try:
            return ollama_api.model_list(answer)
        except BadBodyError as error:
            raise explain.bad_answer(self._server, str(error)) from error

    def _explain_missing(self, failure: RemoteFailureError, model: str, deadline: Deadline) -> NoReturn:
        """Raise the failure; a 404 that names the model says what is there instead."""
        # The path exists on every Ollama, so its 404 is about the model if the body is Ollama's.
        if failure.status != 404 or "model" not in failure.detail:
            raise failure
        try:
            names: list[str] | None = [listed.name for listed in self._models(deadline) if can_chat(listed)]
        except CmdgenError:
            names = None
        there = f"; it has {', '.join(names[:_LISTED])}" if names else "; it has none" if names == [] else ""
        message = f"Ollama at {self.address} has no model {shown(model)!r}{there}"
        hint = f"fetch it: ollama pull {shown(model)}"
        raise self._server.failure(Kind.NO_MODEL, message, hint, status=404) from failure
