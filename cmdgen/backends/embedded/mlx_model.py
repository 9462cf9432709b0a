"""A network and its keys and values in MLX: tokens in, tokens out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.devices import CPU
from cmdgen.backends.embedded.failures import engine_failed
from cmdgen.backends.embedded.fixed_part import shared_beginning
from cmdgen.backends.embedded.mlx_picker import MlxPicker

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.backends.embedded.engine import EngineOptions
    from cmdgen.backends.embedded.mlx_api import MlxApi
    from cmdgen.backends.embedded.mlx_folder import MlxFolder
    from cmdgen.core.records import Sampling

NAME: Final = "mlx"
_CPU_BATCH_TOKENS: Final = 64
_GPU_BATCH_TOKENS: Final = 512
"""The prompt is read in pieces of this size, with a chance to stop after each; smaller ones cost speed."""


class MlxModel:
    """One network with one sequence of tokens in its memory.  Not thread-safe.

    Args:
        api: MLX.
        network: an mlx-lm model with its weights.
        tokenizer: of the `tokenizers` library.
        folder: where they come from.
        options: context and device, which is a real one and not `auto`.
    """

    def __init__(
        self, api: MlxApi, network: Any, tokenizer: Any, folder: MlxFolder, options: EngineOptions
    ) -> None:
        device = options.device
        self.bos = folder.bos
        self.eos = folder.eos
        self.context_tokens = min(options.context_tokens, folder.context_tokens or options.context_tokens)
        self.batch_tokens = _CPU_BATCH_TOKENS if device == CPU else _GPU_BATCH_TOKENS
        self._api = api
        self._core = api.core
        self._device = mlx_device(api, device)
        self._network = network
        self._tokenizer = tokenizer
        self._end_tokens = folder.end_tokens or _token(tokenizer, folder.eos)
        self._cache: list[Any] = api.cache.make_prompt_cache(network)
        self._decoded: list[int] = []
        self._logits: Any = None

    @property
    def decoded_tokens(self) -> int:
        """Number of tokens in the context."""
        return len(self._decoded)

    def tokenize(self, text: str) -> list[int]:
        """Return the tokens of a prompt; control tokens such as <|im_start|> are recognised."""
        text = text.encode("utf-8", "replace").decode()  # half of a surrogate pair is no character
        template_added_bos = bool(self.bos) and text.startswith(self.bos)
        return list(self._tokenizer.encode(text, add_special_tokens=not template_added_bos).ids)

    def reuse(self, tokens: list[int]) -> list[int]:
        """Keep what the context shares with the beginning of `tokens`, and return what is still to decode."""
        shared = shared_beginning(self._decoded, tokens[:-1])
        surplus = len(self._decoded) - shared
        if surplus and self._api.cache.can_trim_prompt_cache(self._cache):
            self._api.cache.trim_prompt_cache(self._cache, surplus)
        elif surplus:  # networks with recurrent state cannot forget a part
            shared = 0
            self._forget()
        del self._decoded[shared:]
        return tokens[shared:]

    def decode(self, tokens: list[int]) -> None:
        """Append tokens to the context, at most `batch_tokens` of them.

        Raises:
            BackendUnavailableError: MLX failed.
        """
        core = self._core
        try:
            with core.stream(self._device):
                # Only the last token's output is wanted: that of all would cost a product with the vocabulary each.
                if len(tokens) > 1:
                    self._network(core.array([tokens[:-1]]), cache=self._cache)
                    self._evaluate([layer.state for layer in self._cache])
                # Not computed before it is asked for: then everything comes in one go.
                self._logits = self._network(core.array([tokens[-1:]]), cache=self._cache)[0, -1]
        except (RuntimeError, ValueError) as error:
            self._forget()
            raise engine_failed(NAME, error) from error
        except BaseException:  # Ctrl-C: some layers have the tokens and some have not
            self._forget()
            raise
        self._decoded += tokens

    def ends(self, token: int) -> bool:
        """Return whether this token ends an answer."""
        return token in self._end_tokens

    def text_decoder(self) -> Callable[[int], str]:
        """Return what turns the tokens of one answer into text, one after the other."""
        stream = self._api.tokenizers.decoders.DecodeStream(skip_special_tokens=True)
        return lambda token: stream.step(self._tokenizer, token) or ""

    def picker(self, sampling: Sampling) -> MlxPicker:
        """Return what chooses the tokens of one completion."""
        return MlxPicker(self._core, self._device, lambda: self._logits, self._evaluate, sampling)

    def close(self) -> None:
        """Release the memory; harmless when called twice."""
        self._network = self._tokenizer = self._logits = None
        self._cache.clear()
        self._decoded.clear()
        self._core.clear_cache()  # else MLX keeps freed memory for later

    def _evaluate(self, *arrays: Any) -> None:
        """Compute arrays, and everything that they depend on."""
        try:
            self._core.eval(*arrays)
        except BaseException:  # keys and values are no longer what they seem
            self._forget()
            raise

    def _forget(self) -> None:
        self._decoded.clear()
        self._logits = None
        self._cache = self._api.cache.make_prompt_cache(self._network)


def mlx_device(api: MlxApi, device: str) -> Any:
    """Return MLX's own object for a device."""
    return api.core.Device(api.core.cpu if device == CPU else api.core.gpu)


def _token(tokenizer: Any, text: str) -> frozenset[int]:
    number = tokenizer.token_to_id(text) if text else None
    return frozenset() if number is None else frozenset({number})
