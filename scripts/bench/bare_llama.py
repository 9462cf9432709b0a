"""llama.cpp with nothing around it: the floor beneath what cmdgen does with a model.

    python scripts/bench/bare_llama.py MODEL TOKENS.json STATE --tokens 15 [--repeat 8]

TOKENS.json is `{"fixed": [...], "rest": [...]}`, the tokens of a prompt.  The state of the fixed part is loaded from
STATE, or saved there by the first run.  Prints the milliseconds of every answer, without the load.

Parameters are those of cmdgen's own engine (see cmdgen/backends/embedded/llama_cpp_model.py), and of the binding only the
declarations are loaded; each option takes one of these levers away (see levers.py).
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.embedded.foreign_package import import_submodule  # noqa: E402

_BATCH: Final = 64


@dataclass(frozen=True)
class Levers:
    """What makes the engine fast.

    Attributes:
        spin: `GOMP_SPINCOUNT`, how long threads wait for each other before they sleep; None leaves it to the library.
        repack: copies the weights into another order at load.
        mmap: uses the file as it lies in the page cache.
        context: tokens that there is room for.
        whole_binding: imports all of `llama_cpp`.
    """

    spin: int | None = 300
    repack: bool = False
    mmap: bool = True
    context: int = 1024
    whole_binding: bool = False


class BareLlama:
    """A model, its context, and a greedy choice of tokens."""

    def __init__(self, model: Path, threads: int, levers: Levers | None = None) -> None:
        levers = levers or Levers()
        self._room = levers.context
        if levers.spin is not None:
            os.environ.setdefault("GOMP_SPINCOUNT", str(levers.spin))
        if levers.whole_binding:
            importlib.import_module("llama_cpp")
        self.api: Any = import_submodule("llama_cpp", "llama_cpp")
        api = self.api
        self._silence = api.llama_log_callback(lambda *_: None)
        api.llama_log_set(self._silence, None)
        api.llama_backend_init()
        params = api.llama_model_default_params()
        params.use_extra_bufts = levers.repack
        params.use_mmap = levers.mmap
        self._model = api.llama_model_load_from_file(os.fsencode(model), params)
        params = api.llama_context_default_params()
        params.n_ctx = levers.context
        params.n_batch = params.n_ubatch = _BATCH
        params.n_threads = params.n_threads_batch = threads
        params.no_perf = True
        self._context = api.llama_init_from_model(self._model, params)
        self._greedy = api.llama_sampler_init_greedy()

    def decode(self, tokens: list[int]) -> None:
        """Append tokens to the context.

        Raises:
            RuntimeError: llama.cpp failed.
        """
        for start in range(0, len(tokens), _BATCH):
            part = tokens[start : start + _BATCH]
            memory = (self.api.llama_token * len(part))(*part)
            if self.api.llama_decode(self._context, self.api.llama_batch_get_one(memory, len(part))):
                message = "llama_decode failed"
                raise RuntimeError(message)

    @property
    def parameters(self) -> int:
        """Number of weights."""
        return int(self.api.llama_model_n_params(self._model))

    @property
    def size_bytes(self) -> int:
        """What all tensors take."""
        return int(self.api.llama_model_size(self._model))

    def use_threads(self, threads: int) -> None:
        """Compute with so many from now on."""
        self.api.llama_set_n_threads(self._context, threads, threads)

    def forget(self, *, after: int = 0) -> None:
        """Keep so many tokens of the context."""
        self.api.llama_memory_seq_rm(self.api.llama_get_memory(self._context), 0, after, -1)

    def answer(self, rest: list[int], count: int, *, after: int) -> None:
        """Read the rest of a prompt behind its fixed part, and write so many tokens."""
        self.forget(after=after)
        self.decode(rest)
        self.write(count)

    def write(self, count: int) -> None:
        """Write so many tokens."""
        for number in range(count):
            token = self.api.llama_sampler_sample(self._greedy, self._context, -1)
            if number < count - 1:
                self.decode([token])

    def begin(self, fixed: list[int], state: Path) -> None:
        """Bring the fixed part into the context."""
        room, count = (self.api.llama_token * self._room)(), ctypes.c_size_t(0)
        name = os.fsencode(state)
        if state.exists() and self.api.llama_state_seq_load_file(
            self._context, name, 0, room, self._room, ctypes.byref(count)
        ):
            return
        self.decode(fixed)
        tokens = (self.api.llama_token * len(fixed))(*fixed)
        self.api.llama_state_seq_save_file(self._context, name, 0, tokens, len(fixed))


def main() -> None:
    """Answer as often as wanted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("prompt", type=Path)
    parser.add_argument("state", type=Path)
    parser.add_argument("--tokens", type=int, default=15)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--default-spin", action="store_true")
    parser.add_argument("--repack", action="store_true")
    parser.add_argument("--no-mmap", action="store_true")
    parser.add_argument("--context", type=int, default=Levers.context)
    parser.add_argument("--whole-binding", action="store_true")
    arguments = parser.parse_args()
    prompt = json.loads(arguments.prompt.read_text(encoding="utf-8"))
    levers = Levers(
        spin=None if arguments.default_spin else Levers.spin,
        repack=arguments.repack,
        mmap=not arguments.no_mmap,
        context=arguments.context,
        whole_binding=arguments.whole_binding,
    )
    bare = BareLlama(arguments.model, arguments.threads, levers)
    bare.begin(prompt["fixed"], arguments.state)
    for _ in range(arguments.repeat):
        started = time.perf_counter()
        bare.answer(prompt["rest"], arguments.tokens, after=len(prompt["fixed"]))
        print((time.perf_counter() - started) * 1e3, flush=True)


if __name__ == "__main__":
    main()
