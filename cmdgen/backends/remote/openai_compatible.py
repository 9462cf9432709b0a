"""vLLM, and every other server that speaks the OpenAI chat API."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cmdgen.backends.remote import explain, openai_api
from cmdgen.backends.remote.bodies import BadBodyError, shown
from cmdgen.backends.remote.deadline import Deadline
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.remote.model_choice import ServerModel, best_model
from cmdgen.backends.remote.transport import Transport, request_bytes
from cmdgen.core.errors import CmdgenError
from cmdgen.core.records import BackendInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.remote.address import ServerAddress
    from cmdgen.backends.remote.secret import Secret
    from cmdgen.core.records import CommandRequest, Completion, GeneratedCommand, Prompt, Sampling
    from cmdgen.prompting.profile import PromptProfile

NAME: Final = "vllm"
UNCHOSEN_MODEL: Final = "auto"
"""What `info` says before the server was asked for its models."""
HEALTH_LIMIT_S: Final = 0.4
_LISTED: Final = 8
_NO_HEALTH_PATH: Final = frozenset({401, 403, 404, 405})
_PLAIN_REFUSALS: Final = frozenset({400, 422})


class OpenAICompatibleBackend:
    """A `CommandGenerator` that asks an OpenAI-compatible server.  Safe to use from several threads.

    Nothing is opened before the first call.

    Args:
        address: from `address.openai_address`.
        model: name on the server; None takes the only one, or the best coder.
        key: sent as a Bearer token, to this server and no other.
        key_command: gets the key when it is first needed, such as from a password store; may be slow, may
            raise CmdgenError.  Not asked if `key` is given.
        structured: hold the model to a JSON schema.
        connect_timeout_s: for the connection alone.
        request_timeout_s: for one `generate`, the choice of a model included.
        profile: how the model wants to be asked; None is as any chat model.
        backend: name for --backend.
        server_name: for people.
    """

    def __init__(  # noqa: PLR0913  (one argument for each thing that the user may set)
        self,
        address: ServerAddress,
        *,
        model: str | None = None,
        key: Secret | None = None,
        key_command: Callable[[], Secret] | None = None,
        structured: bool = False,
        connect_timeout_s: float = 5.0,
        request_timeout_s: float = 30.0,
        profile: PromptProfile | None = None,
        backend: str = NAME,
        server_name: str = "vLLM",
    ) -> None:
        self._server = explain.Server(
            name=server_name,
            backend=backend,
            address=address,
            setting="vllm.url",
            start=f"vllm serve {model or 'MODEL'}",
            key_setting="CMDGEN_VLLM_API_KEY or vllm.api_key",
        )
        self._transport = Transport(self._server, connect_timeout_s=connect_timeout_s)
        self._model = model
        self._key = key
        self._key_command = None if key is not None else key_command
        self._structured = structured
        self._request_timeout_s = request_timeout_s
        self._profile = profile
        self._without: frozenset[str] = frozenset()
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
        address = self._server.address
        with_key = self._key is not None or self._key_command is not None or address.login is not None
        return explain.plain_http_warning(address, with_key=with_key)

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request; see `CommandGenerator`.

        One try: nothing is asked twice, except that a server which refuses an optional part of the request
        is asked again without it.

        Raises:
            UsageError: the request is empty or too long.
            NoCommandError: the answer holds no usable command.
            NeedsDetailError: the model asks back.
            RemoteFailureError: the server gave no usable answer.
            TimedOutError: `sampling.timeout_s` was spent, if that is less than what one try may take.
            CmdgenError: whatever `key_command` raised.
        """
        from cmdgen.backends.remote.asking import ask  # noqa: PLC0415  (keeps construction light)

        return ask(self._complete, request, sampling, self._asked_as(), self.info)

    def is_available(self) -> bool:
        """Return whether the server answers at once; never raises, never runs `key_command`."""
        try:
            self.health()
        except CmdgenError:
            return False
        return True

    def health(self, timeout_s: float = HEALTH_LIMIT_S) -> None:
        """Return if the server is alive.

        Raises:
            RemoteFailureError: it is not, or not within this time, and why.
        """
        deadline = self._transport.short_deadline(timeout_s)
        try:
            self._transport.send("GET", openai_api.HEALTH, lambda _: None, deadline=deadline)
        except RemoteFailureError as failure:
            # Only some servers have that path, and gateways guard it or show a web page.
            if failure.status not in _NO_HEALTH_PATH and failure.kind is not Kind.WRONG_ADDRESS:
                raise
        else:
            return
        try:
            self._transport.json("GET", openai_api.MODELS, deadline=deadline, key=self._key)
        except RemoteFailureError as failure:
            key_is_not_known_yet = self._key is None and self._key_command is not None
            if failure.kind is not Kind.UNAUTHORISED or not key_is_not_known_yet:
                raise

    def info(self) -> BackendInfo:
        """Return who would answer; opens no connection."""
        engine = self._server.name.lower()
        return BackendInfo(backend=self._server.backend, engine=engine, model=self._model or UNCHOSEN_MODEL)

    def shutdown(self) -> None:
        """Give up running requests, from any thread; a later `generate` works."""
        self._transport.close()

    def models(self) -> tuple[ServerModel, ...]:
        """Return the models that the server offers.

        Raises:
            RemoteFailureError: no usable answer.
            CmdgenError: whatever `key_command` raised.
        """
        return self._models(Deadline(self._request_timeout_s))

    def request_preview(self, request: CommandRequest, sampling: Sampling) -> bytes:
        """Return the body that `generate` would send, without sending anything; the key is no part of it.

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
        deadline.check(self._server)
        key = self._known_key()
        model = self._chosen(deadline)
        try:
            return self._chat(self._body(model, prompt, sampling), prompt, deadline, key)
        except RemoteFailureError as failure:
            refused = self._refused_fields(failure)
            if not refused:
                self._explain_missing(failure, model, deadline)
            self._without |= refused
        return self._chat(self._body(model, prompt, sampling), prompt, deadline, key)

    def _chat(
        self, body: dict[str, Any], prompt: Prompt, deadline: Deadline, key: Secret | None
    ) -> Completion:
        stops = () if self._structured else prompt.stop
        try:
            return self._transport.send(
                "POST",
                openai_api.CHAT,
                lambda reply: openai_api.read_chat(reply, stops),
                deadline=deadline,
                body=body,
                key=key,
            )
        except openai_api.ServerSaidError as error:
            hidden = (key.reveal(),) if key else ()
            status = error.code if error.code is not None and 400 <= error.code < 600 else 500
            detail = shown(str(error), *hidden)
            raise explain.refused(self._server, status, detail, key=key, path=openai_api.CHAT) from error

    def _body(self, model: str, prompt: Prompt, sampling: Sampling) -> dict[str, Any]:
        return openai_api.chat_request(
            model, prompt, sampling, structured=self._structured, without=self._without
        )

    def _refused_fields(self, failure: RemoteFailureError) -> frozenset[str]:
        """Return which optional parts of the request the server complains about."""
        if failure.status not in _PLAIN_REFUSALS:
            return frozenset()
        named = {field for field in openai_api.OPTIONAL_FIELDS if field in failure.detail}
        return frozenset(named - self._without)

    def _known_key(self) -> Secret | None:
        with self._lock:
            if self._key is None and self._key_command is not None:
                self._key = self._key_command()
            return self._key

    def _chosen(self, deadline: Deadline) -> str:
        """Return the model to ask; the server's list is looked at once."""
        if self._model is not None:
            return self._model
        models = self._models(deadline)
        # A server with one model was started for it, whatever its name.
        best = models[0] if len(models) == 1 else best_model(models)
        if best is None:
            message = f"{self._server.name} at {self.address} offers no model that writes text"
            raise self._server.failure(Kind.NO_MODEL, message, "name one with --model")
        self._model = best.name
        return best.name

    def _models(self, deadline: Deadline) -> tuple[ServerModel, ...]:
        answer = self._transport.json("GET", openai_api.MODELS, deadline=deadline, key=self._known_key())
        try:
            return openai_api.model_list(answer)
        except BadBodyError as error:
            raise explain.bad_answer(self._server, str(error)) from error

    def _explain_missing(self, failure: RemoteFailureError, model: str, deadline: Deadline) -> NoReturn:
        """Raise the failure; a 404 that names the model says what is there instead."""
        if failure.status != 404 or "model" not in failure.detail:
            raise failure
        try:
            names = [listed.name for listed in self._models(deadline)]
        except CmdgenError:
            names = []
        there = f"; it has {', '.join(names[:_LISTED])}" if names else ""
        message = f"{self._server.name} at {self.address} has no model {shown(model)!r}{there}"
        hint = f"name one of them: --model {names[0]}" if names else f"serve it: vllm serve {shown(model)}"
        raise self._server.failure(Kind.NO_MODEL, message, hint, status=404) from failure
