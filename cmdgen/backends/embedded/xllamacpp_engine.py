"""llama.cpp through xllamacpp: its C++ server inside this process, called directly and never over a network.

Source: https://github.com/xorbitsai/xllamacpp
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.devices import CPU
from cmdgen.backends.embedded.failures import engine_closed, engine_failed
from cmdgen.backends.embedded.model_files import fingerprint
from cmdgen.backends.embedded.prefix_store import PrefixStore
from cmdgen.backends.embedded.stopping import Deadline
from cmdgen.backends.embedded.supervised import Supervised
from cmdgen.backends.embedded.xllamacpp_answer import Answer
from cmdgen.backends.embedded.xllamacpp_prefixes import XllamacppPrefixes
from cmdgen.backends.embedded.xllamacpp_server import library_file, start_server

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cmdgen.backends.embedded.engine import EngineOptions
    from cmdgen.backends.embedded.model_files import ModelFiles
    from cmdgen.backends.embedded.xllamacpp_slots import Slots
    from cmdgen.core.records import Completion, Prompt, Sampling

NAME: Final = "xllamacpp"

_NO_SEED: Final = 0xFFFFFFFF
_END_CANDIDATES: Final = 50


class XllamacppEngine:
    """A model loaded by xllamacpp.

    Args:
        model: the checked model file.
        options: threads, context and device, which is a real one and not `auto`.

    Raises:
        ModelFileError: llama.cpp cannot use this model.
        BackendUnavailableError: the library does not start.
    """

    name = NAME

    def __init__(self, model: ModelFiles, options: EngineOptions) -> None:
        self.device = CPU if options.gpu_layers == 0 else options.device
        self._lock = threading.Lock()
        self._closing = False
        self._server: Any
        self._server, slots = start_server(model.path, options)
        self._prefixes: XllamacppPrefixes | None = None
        if slots is not None and options.prefix_cache is not None:
            self._prefixes = _prefixes(model, slots, options.prefix_cache, (self.device, options.gpu_layers))

    def complete(self, prompt: Prompt, sampling: Sampling) -> Completion:
        """Return one whole completion; see `Engine`."""
        deadline = Deadline(sampling.timeout_s)
        if not self._lock.acquire(timeout=deadline.left_s):
            raise deadline.error()
        try:
            if self._server is None:
                raise engine_closed()
            answer = self._stream(prompt, sampling, deadline)
            return self._with_end_token(answer, deadline)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Stop a running completion and release the memory."""
        self._closing = True
        with self._lock:
            self._close_prefixes()
            # The C++ server ends its threads when its last reference goes.
            self._server = None

    def _stream(self, prompt: Prompt, sampling: Sampling, deadline: Deadline) -> Answer:
        answer = Answer(stops=prompt.stop)
        work = Supervised(lambda: self._go_on(deadline), name="cmdgen-xllamacpp")

        def read(request: dict[str, Any]) -> bool:
            streamed = {**request, "stream": True, "return_progress": True}
            self._server.handle_completions(streamed, work.watched(lambda _: False))
            return not work.stopped

        def generate() -> None:
            if self._prefixes is not None:
                self._prefixes.bring(prompt, read)
                self._close_prefixes()
                answer.fixed_part_done()
            if not work.stopped:
                request = _chat_request(prompt, sampling)
                self._server.handle_chat_completions(request, work.watched(answer.add))

        work.run(generate)
        if not answer.finished:
            raise engine_failed(NAME, "it ended without an answer")
        return answer

    def _close_prefixes(self) -> None:
        if self._prefixes is not None:
            self._prefixes.close()
            self._prefixes = None

    def _go_on(self, deadline: Deadline) -> None:
        if self._closing:
            raise engine_closed()
        deadline.check()

    def _with_end_token(self, answer: Answer, deadline: Deadline) -> Completion:
        """Add the probability of the end token, which a streamed answer lacks.

        The engine still has prompt and answer in its cache: asking for one more token is one step of the
        model.
        """
        completion = answer.completion()
        if not answer.tokens_complete or (answer.ended_by_model and deadline.passed):
            return replace(completion, token_logprobs=None)
        if not answer.ended_by_model:
            return completion
        request = {
            "prompt": [answer.prompt_text, *answer.token_ids],
            "max_tokens": 1,
            "temperature": 0.0,
            "n_probs": _END_CANDIDATES,
        }
        end = _end_logprob(self._server.handle_completions(request))
        logprobs = None if end is None else (*answer.logprobs, end)
        return replace(completion, token_logprobs=logprobs)


def _prefixes(
    model: ModelFiles, slots: Slots, folder: Path, settings: tuple[object, ...]
) -> XllamacppPrefixes | None:
    try:
        # The library instead of its version: another build of the same version may lay a state out differently.
        identity = (NAME, fingerprint(library_file()), fingerprint(model.path.resolve()), *settings)
    except OSError:
        slots.close()
        return None
    return XllamacppPrefixes(slots, PrefixStore(folder, identity))


def _chat_request(prompt: Prompt, sampling: Sampling) -> dict[str, Any]:
    """Return a request in the words of llama.cpp's server.

    Stop texts are not passed on: the engine would hold back tokens that look like the beginning of one.
    """
    request: dict[str, Any] = {
        "messages": [{"role": message.role, "content": message.content} for message in prompt.messages],
        "max_tokens": sampling.max_tokens,
        "temperature": sampling.temperature,
        "stream": True,
        "return_progress": True,  # a chunk, hence a chance to stop, after each batch of the prompt
        "n_probs": 1,
        "verbose": True,  # the last chunk tells the prompt after the chat template
        "cache_prompt": True,
    }
    if sampling.temperature > 0:
        request |= {"top_p": sampling.top_p, "top_k": 0, "min_p": 0.0, "samplers": ["top_p", "temperature"]}
    if sampling.seed is not None:
        request["seed"] = sampling.seed % _NO_SEED
    return request


def _end_logprob(response: Mapping[str, Any]) -> float | None:
    """Return the logarithm of the end token's probability: the likeliest token without any text."""
    try:
        candidates = response["choices"][0]["logprobs"]["content"][0]["top_logprobs"]
    except (KeyError, IndexError, TypeError):
        return None
    for token in candidates:
        if not token["bytes"]:
            return float(token["logprob"])
    return None
