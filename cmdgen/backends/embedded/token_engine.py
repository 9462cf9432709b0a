"""One completion, token by token: what every engine does that lets us pick the next token ourselves."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Protocol

from cmdgen.backends.embedded.chat_template import render
from cmdgen.backends.embedded.failures import engine_closed, engine_failed, prompt_too_long
from cmdgen.backends.embedded.fixed_part import fixed_text, shared_beginning
from cmdgen.backends.embedded.stopping import Deadline, first_stop
from cmdgen.core.records import Completion, FinishReason, Timings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.embedded.saved_prefixes import SavedPrefixes
    from cmdgen.core.records import Prompt, Sampling


class TokenPicker(Protocol):
    """Chooses tokens for one completion."""

    def pick(self) -> tuple[int, float]:
        """Return the next token after the last decoded one, and the natural logarithm of its probability.

        The probability is the model's own, before temperature and top_p.

        Raises:
            RuntimeError: the engine has no output.
        """
        ...

    def close(self) -> None:
        """Free what belongs to this completion."""
        ...


class TokenModel(Protocol):
    """A loaded model with one sequence of tokens in its memory.  Not thread-safe."""

    @property
    def bos(self) -> str:
        """Text of the token that begins a sequence; empty if there is none."""
        ...

    @property
    def eos(self) -> str:
        """Text of the token that ends one."""
        ...

    @property
    def context_tokens(self) -> int:
        """Room for prompt and answer together."""
        ...

    @property
    def batch_tokens(self) -> int:
        """How much of a prompt is decoded between two chances to stop."""
        ...

    @property
    def decoded_tokens(self) -> int:
        """Number of tokens in the context."""
        ...

    def tokenize(self, text: str) -> list[int]:
        """Return the tokens of a prompt; control tokens such as <|im_start|> are recognised."""
        ...

    def reuse(self, tokens: list[int]) -> list[int]:
        """Keep what the context shares with the beginning of `tokens`, and return what is still to decode.

        The last token is always among these: only decoding gives an output.
        """
        ...

    def decode(self, tokens: list[int]) -> None:
        """Append tokens to the context, at most `batch_tokens` of them.

        Raises:
            BackendUnavailableError: the engine failed.
        """
        ...

    def ends(self, token: int) -> bool:
        """Return whether this token ends an answer."""
        ...

    def text_decoder(self) -> Callable[[int], str]:
        """Return what turns the tokens of one answer into text, one after the other.

        A character may be spread over several tokens; it comes with the last of them.
        """
        ...

    def picker(self, sampling: Sampling) -> TokenPicker:
        """Return what chooses the tokens of one completion."""
        ...

    def close(self) -> None:
        """Release the memory; harmless when called twice."""
        ...


class TokenEngine:
    """An `Engine` over a `TokenModel`.

    With MLX, each thread that asks for the first time costs one native thread, which stays: ask from few.

    Args:
        name: runtime's name for people.
        device: where the model computes: cpu, cuda, metal or what else llama.cpp was built for.
        model: belongs to the engine from now on.
        template: chat template of the model; None is ChatML.
        prefixes: saved states of the fixed part of prompts; None: there are none.
    """

    def __init__(
        self,
        name: str,
        device: str,
        model: TokenModel,
        template: str | None,
        prefixes: SavedPrefixes | None = None,
    ) -> None:
        self._name = name
        self._device = device
        self._model: TokenModel | None = model
        self._template = template
        self._prefixes = prefixes
        self._lock = threading.Lock()
        self._closing = False

    @property
    def name(self) -> str:
        """Runtime's name for people."""
        return self._name

    @property
    def device(self) -> str:
        """Where the model computes."""
        return self._device

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
        self, model: TokenModel, prompt: Prompt, sampling: Sampling, deadline: Deadline
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

        def decode(part: list[int]) -> None:
            for start in range(0, len(part), model.batch_tokens):
                go_on()
                model.decode(part[start : start + model.batch_tokens])

        rest = model.reuse(tokens)
        if len(rest) == len(tokens) and self._prefixes is not None:
            fixed = tokens[: shared_beginning(model.tokenize(fixed_text(text, prompt)), tokens[:-1])]
            rest = tokens[self._prefixes.bring(fixed, decode) :]
        decode(rest)
        prompt_ms = (time.perf_counter() - started) * 1e3
        answer = _Answer(model, prompt.stop, started)
        picker = model.picker(sampling)
        try:
            finish_reason = answer.write(picker, sampling.max_tokens, go_on)
        except RuntimeError as error:
            raise engine_failed(self._name, error) from error
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

    def __init__(self, model: TokenModel, stops: tuple[str, ...], started: float) -> None:
        self._model = model
        self._stops = stops
        self._started = started
        self._decode = model.text_decoder()
        self.text = ""
        self.logprobs: list[float] = []
        self.first_token_ms: float | None = None

    def write(self, picker: TokenPicker, max_tokens: int, go_on: Callable[[], None]) -> FinishReason:
        """Generate until a stop, the limit, or the end of the context."""
        model = self._model
        while True:
            token, logprob = picker.pick()
            self.logprobs.append(logprob)
            if self.first_token_ms is None:
                self.first_token_ms = (time.perf_counter() - self._started) * 1e3
            if model.ends(token):
                return "stop"
            self.text += self._decode(token)
            at = first_stop(self.text, self._stops)
            if at is not None:
                self.text = self.text[:at]
                return "stop"
            if len(self.logprobs) >= max_tokens or model.decoded_tokens >= model.context_tokens:
                return "length"
            go_on()
            model.decode([token])
