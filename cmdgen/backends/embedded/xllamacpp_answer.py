"""The streamed answer of llama.cpp's server, put together again."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.failures import engine_failed, prompt_too_long
from cmdgen.backends.embedded.stopping import first_stop
from cmdgen.core.records import Completion, FinishReason, Timings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.core.errors import CmdgenError

_ENGINE: Final = "xllamacpp"
_TOO_LONG: Final = "exceed_context_size_error"


@dataclass(slots=True)
class Answer:
    """An answer that is still growing."""

    stops: tuple[str, ...]
    text: str = ""
    token_ids: list[int] = field(default_factory=list)
    logprobs: list[float] = field(default_factory=list)
    finish_reason: FinishReason | None = None
    ended_by_model: bool = False
    prompt_text: str = ""
    """The prompt after the chat template."""
    generated_tokens: int | None = None
    """As the engine counts them, the end token included; None if it was stopped from here."""
    fixed_ms: float = 0.0
    """How long the fixed part of the prompt took, where it was brought in beforehand."""
    prompt_ms: float | None = None
    first_token_ms: float | None = None
    started: float = field(default_factory=time.perf_counter)

    @property
    def finished(self) -> bool:
        """Whether the answer has come to its end."""
        return self.finish_reason is not None

    @property
    def tokens_complete(self) -> bool:
        """Whether every token but the end token was reported.

        Of a character that takes several tokens, such as an emoji, the server reports only the last one.
        """
        return self.generated_tokens in {None, len(self.token_ids) + self.ended_by_model}

    def add(self, chunk: dict[str, Any]) -> bool:
        """Take one chunk of the stream and return whether it completes the answer."""
        if "error" in chunk:
            raise _refused(chunk["error"])
        choice = chunk["choices"][0]
        if choice.get("logprobs"):
            if self.first_token_ms is None:
                self.first_token_ms = self._elapsed_ms()
            for token in choice["logprobs"]["content"]:
                self.token_ids.append(token["id"])
                self.logprobs.append(token["logprob"])
        self.text += choice["delta"].get("content") or ""
        if choice["finish_reason"] is not None:
            self._finish(choice["finish_reason"], chunk)
        at = first_stop(self.text, self.stops)
        if at is not None:
            self.text, self.finish_reason, self.ended_by_model = self.text[:at], "stop", False
        return self.finished

    def completion(self) -> Completion:
        """Return the answer as it is, without the end token's probability."""
        return Completion(
            text=self.text,
            finish_reason=self.finish_reason or "length",
            token_logprobs=tuple(self.logprobs),
            timings=Timings(
                prompt_ms=self.first_token_ms if self.prompt_ms is None else self.fixed_ms + self.prompt_ms,
                first_token_ms=self.first_token_ms,
                total_ms=self._elapsed_ms(),
            ),
        )

    def _finish(self, reason: str, chunk: Mapping[str, Any]) -> None:
        self.ended_by_model = reason == "stop"
        self.finish_reason = "stop" if self.ended_by_model else "length"
        timings = chunk.get("timings", {})
        self.generated_tokens = timings.get("predicted_n")
        self.prompt_ms = timings.get("prompt_ms")
        self.prompt_text = chunk.get("__verbose", {}).get("prompt", "")

    def fixed_part_done(self) -> None:
        """Note how long it took until the prompt's own part begins."""
        self.fixed_ms = self._elapsed_ms()

    def _elapsed_ms(self) -> float:
        return (time.perf_counter() - self.started) * 1e3


def _refused(error: Mapping[str, Any]) -> CmdgenError:
    if error.get("type") == _TOO_LONG:
        return prompt_too_long(error["n_prompt_tokens"], error["n_ctx"])
    return engine_failed(_ENGINE, error.get("message", error))
