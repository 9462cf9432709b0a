"""How well the model answers requests in words that training has held back: exact matches, and of which sources."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from scripts.starter import tokenizer as tokens
from scripts.starter.examples import Examples


def measure(file: Path, examples: Examples, count: int, seed: int, show: int) -> dict[str, float]:
    """Print and return the shares of exact answers to ``count`` held-out requests, by source."""
    from llama_cpp import Llama  # noqa: PLC0415 - only this step needs it

    llama = Llama(str(file), n_ctx=512, verbose=False, n_threads=1)
    rng = random.Random(seed)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong: dict[str, list[str]] = defaultdict(list)
    for _ in range(count):
        example = examples.draw(rng, held_out=True)
        source = "pairs" if ":" in example.origin else "tables"
        reply: Any = llama.create_completion(
            tokens.prompt(example.request, example.system), max_tokens=100, temperature=0.0, stop=[tokens.END]
        )
        answer = reply["choices"][0]["text"]
        asked[source] += 1
        right[source] += answer == example.command
        if answer != example.command:
            wrong[source].append(f"{example.request}\n    wanted {example.command}\n    got    {answer}")
    for source, lines in wrong.items():
        print(source)
        print("\n".join(lines[:show]))
    shares = {source: right[source] / asked[source] for source in asked}
    print({source: f"{share:.3f} of {asked[source]}" for source, share in shares.items()})
    return shares
