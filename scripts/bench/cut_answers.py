"""Runs cmdgen with every completion cut after so many tokens and replaced by a command: for models of random weights.

    python scripts/bench/cut_answers.py TOKENS FOLDER ARGUMENT...      as `cmdgen ARGUMENT...`

Such a model writes noise, which would end in a second question or none; the work of the engine is the real one.  Into
FOLDER goes what the engine took (`engine-ms`, a line for each answer) and the tokens of the last prompt
(`prompt.json`: the fixed part and the rest).
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.__main__ import main  # noqa: E402
from cmdgen.backends.embedded.llama_cpp_model import LlamaCppModel  # noqa: E402
from cmdgen.backends.embedded.saved_prefixes import SavedPrefixes  # noqa: E402
from cmdgen.backends.embedded.token_engine import TokenEngine  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.core.records import Completion, Prompt, Sampling

ANSWER = 'find . -type f -name "*.log"'


def cut(tokens: int, folder: Path) -> None:
    """Replace what the engine writes from now on."""
    complete, bring, reuse = TokenEngine.complete, SavedPrefixes.bring, LlamaCppModel.reuse
    prompt_tokens: list[int] = []

    def shortened(self: TokenEngine, prompt: Prompt, sampling: Sampling) -> Completion:
        done = complete(self, prompt, replace(sampling, max_tokens=tokens))
        written = len(done.token_logprobs or ())
        if written != tokens:
            message = (
                f"the model has ended after {written} tokens of {tokens}: take another seed for its weights"
            )
            raise RuntimeError(message)
        with (folder / "engine-ms").open("a", encoding="utf-8") as file:
            file.write(f"{done.timings.total_ms}\n")
        return replace(done, text=ANSWER, finish_reason="stop", token_logprobs=(-0.01,) * 8)

    def noted(self: LlamaCppModel, tokens: list[int]) -> list[int]:
        prompt_tokens[:] = tokens
        return reuse(self, tokens)

    def parted(self: SavedPrefixes, fixed: list[int], decode: Callable[[list[int]], None]) -> int:
        parts = {"fixed": fixed, "rest": prompt_tokens[len(fixed) :]}
        (folder / "prompt.json").write_text(json.dumps(parts), encoding="utf-8")
        return bring(self, fixed, decode)

    # Only in this process, and until it ends.
    mock.patch.object(TokenEngine, "complete", shortened).start()
    mock.patch.object(LlamaCppModel, "reuse", noted).start()
    mock.patch.object(SavedPrefixes, "bring", parted).start()


if __name__ == "__main__":
    cut(int(sys.argv[1]), Path(sys.argv[2]))
    del sys.argv[1:3]
    sys.exit(main())
