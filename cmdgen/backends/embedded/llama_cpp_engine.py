"""llama.cpp through llama-cpp-python's C functions: the shortest way from a prompt to an answer.

Source: https://github.com/abetlen/llama-cpp-python
"""

from __future__ import annotations

import codecs
import threading
import time
from typing import TYPE_CHECKING, Final

from cmdgen.backends.embedded.chat_template import render
from cmdgen.backends.embedded.failures import engine_closed, engine_failed, prompt_too_long
from cmdgen.backends.embedded.llama_cpp_model import BATCH_TOKENS, LlamaCppModel
from cmdgen.backends.embedded.stopping import Deadline, first_stop
from cmdgen.backends.embedded.token_picker import TokenPicker
from cmdgen.core.records import Completion, FinishReason, Timings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.embedded.engine import EngineOptions
    from cmdgen.core.records import Prompt, Sampling
    from cmdgen.models.gguf import GgufHeader

NAME: Final = "llama-cpp-python"


class LlamaCppEngine:
    """A model loaded by llama-cpp-python.

    Args:
        header: the checked model file.
        options: threads and context.

    Raises:
        ModelFileError: llama.cpp cannot use this model.
        BackendUnavailableError: the library does not load.
    """

    name = NAME

    def __init__(self, header: GgufHeader, options: EngineOptions) -> None:
        self._lock = threading.Lock()
        self._closing = False
        self._template = header.chat_template
        self._model: LlamaCppModel | None = LlamaCppModel(header.path, options)

    def complete(self, prompt: Prompt, sampling: Sampling) -> Completion:
        """Return one whole completion; see `Engine`."""
        deadline = Deadline(sampling.timeout_s)
        if not self._lock.acquire(timeout=deadline.left_s):
            raise deadline.error()
        try:
            if self._model is None:
                raise engine_closed()
            return self._answer(self._model, prompt, sampling, deadline)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Stop a running completion and release the memory."""
        self._closing = True
        with self._lock:
            if self._model is not None:
                self._model.close()
                self._model = None

    def _answer(
        self, model: LlamaCppModel, prompt: Prompt, sampling: Sampling, deadline: Deadline
    ) -> Completion:
        started = time.perf_counter()
        text = render(self._template, prompt.messages, bos=model.bos, eos=model.eos)
        tokens = model.tokenize(text)
        if len(tokens) >= model.context_tokens:
            raise prompt_too_long(len(tokens), model.context_tokens)

        def go_on() -> None:
            if self._closing:
                raise engine_closed()
            deadline.check()

        rest = model.reuse(tokens)
        for start in range(0, len(rest), BATCH_TOKENS):
            go_on()
            model.decode(rest[start : start + BATCH_TOKENS])
        prompt_ms = (time.perf_counter() - started) * 1e3
        answer = _Answer(model, prompt.stop, started)
        picker = TokenPicker(model.api, model.n_vocab, sampling)
        try:
            finish_reason = answer.write(picker, sampling.max_tokens, go_on)
        except RuntimeError as error:
            raise engine_failed(NAME, error) from error
        finally:
            picker.close()
        return Completion(
            text=answer.text,
            finish_reason=finish_reason,
            token_logprobs=tuple(answer.logprobs),
            timings=Timings(
                prompt_ms=prompt_ms,
                first_token_ms=answer.first_token_ms,
                total_ms=(time.perf_counter() - started) * 1e3,
            ),
        )


class _Answer:
    """An answer that grows by one token at a time."""

    def __init__(self, model: LlamaCppModel, stops: tuple[str, ...], started: float) -> None:
        self._model = model
        self._stops = stops
        self._started = started
        # A character may be spread over several tokens; it is part of the text once it is whole.
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.text = ""
        self.logprobs: list[float] = []
        self.first_token_ms: float | None = None

    def write(self, picker: TokenPicker, max_tokens: int, go_on: Callable[[], None]) -> FinishReason:
        """Generate until a stop, the limit, or the end of the context."""
        model = self._model
        while True:
            token, logprob = picker.pick(model.context)
            self.logprobs.append(logprob)
            if self.first_token_ms is None:
                self.first_token_ms = (time.perf_counter() - self._started) * 1e3
            if model.ends(token):
                return "stop"
            self.text += self._decoder.decode(model.piece(token))
            at = first_stop(self.text, self._stops)
            if at is not None:
                self.text = self.text[:at]
                return "stop"
            if len(self.logprobs) >= max_tokens or model.decoded_tokens >= model.context_tokens:
                return "length"
            go_on()
            model.decode([token])
