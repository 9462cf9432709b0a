"""An answer that comes in piece by piece."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.remote.bodies import BadBodyError
from cmdgen.core.records import Completion, Timings

if TYPE_CHECKING:
    from cmdgen.core.records import FinishReason

_MAX_CHARACTERS: Final = 20_000
"""More than any command: a server that does not keep to max_tokens."""


@dataclass(slots=True)
class Answer:
    """What has come in so far."""

    stops: tuple[str, ...] = ()
    text: str = ""
    logprobs: list[float] | None = field(default_factory=list)
    """None once a piece came without."""
    finish_reason: FinishReason | None = None
    first_token_ms: float | None = None
    load_ms: float | None = None
    prompt_ms: float | None = None
    started: float = field(default_factory=time.perf_counter)
    """When the request was begun, on the clock of `time.perf_counter`."""

    def add(self, piece: Any, tokens: Any) -> None:
        """Take one piece of the text.

        Args:
            piece: text, or None in a piece that carries only a role or an end.
            tokens: list of objects with a `logprob` each, or None.

        Raises:
            BadBodyError: it is no text, or too much.
        """
        if isinstance(tokens, list) and tokens:
            self._add_logprobs(tokens)
        elif piece:
            self.logprobs = None
        if piece is None or piece == "":
            return
        if not isinstance(piece, str):
            message = "holds something else than text"
            raise BadBodyError(message)
        if self.first_token_ms is None:
            self.first_token_ms = self._elapsed_ms()
        self.text += piece
        if len(self.text) > _MAX_CHARACTERS:
            message = f"goes on and on: more than {_MAX_CHARACTERS:,} characters"
            raise BadBodyError(message)
        found = [at for stop in self.stops if (at := self.text.find(stop)) >= 0]
        if found:
            self.text, self.finish_reason = self.text[: min(found)], "stop"

    def finish(self, reason: object) -> None:
        """Take the server's reason for the end; whatever is not a regular stop means that the end is missing."""
        self.finish_reason = "stop" if reason in ("stop", "eos", "end_turn") else "length"

    def completion(self) -> Completion:
        """Return the whole answer.

        Raises:
            BadBodyError: it is empty, or its end did not come.
        """
        if self.finish_reason is None:
            message = "ended before it was whole"
            raise BadBodyError(message)
        if self.finish_reason == "stop" and not self.text.strip():
            message = "is empty"
            raise BadBodyError(message)
        return Completion(
            text=self.text,
            finish_reason=self.finish_reason,
            token_logprobs=tuple(self.logprobs) if self.logprobs else None,
            timings=Timings(
                load_ms=self.load_ms,
                prompt_ms=self.prompt_ms,
                first_token_ms=self.first_token_ms,
                total_ms=self._elapsed_ms(),
            ),
        )

    def _add_logprobs(self, tokens: list[Any]) -> None:
        for token in tokens:
            value = token.get("logprob") if isinstance(token, dict) else None
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
                self.logprobs = None
            elif self.logprobs is not None:
                self.logprobs.append(float(value))

    def _elapsed_ms(self) -> float:
        return (time.perf_counter() - self.started) * 1e3
