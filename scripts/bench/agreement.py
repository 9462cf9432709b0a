"""On how many requests MLX and llama.cpp write the same tokens, given the same weights.

    python scripts/bench/agreement.py [--requests 50] [--type f32|f16]

The weights are the starter model's, written out once for each engine; the requests are those of `cmdgen eval`,
spread evenly.  Greedy answers are compared, and the probabilities of their tokens.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.embedded.engine import EngineOptions, open_engine  # noqa: E402
from cmdgen.backends.embedded.model_files import read_model  # noqa: E402
from cmdgen.core.records import Completion, Message, Prompt, Sampling  # noqa: E402
from cmdgen.evaluation.tasks import load_folder, own_folder  # noqa: E402
from scripts.starter.twin import write_twins  # noqa: E402


def compare(model: Path, reference: Path, requests: list[str]) -> tuple[int, float]:
    """Return how many answers are the same in both engines, and the largest difference of a token's log probability.

    Two answers are the same if their text is, and they have as many tokens, the end token included.
    """
    answers = [_answers(path, requests) for path in (model, reference)]
    same, worst = 0, 0.0
    for request, one, other in zip(requests, *answers, strict=True):
        mine, theirs = one.token_logprobs or (), other.token_logprobs or ()
        if one.text == other.text and len(mine) == len(theirs):
            same += 1
            worst = max([worst, *(abs(left - right) for left, right in zip(mine, theirs, strict=True))])
        else:
            print(f"{request!r}\n  {one.text!r}\n  {other.text!r}")
    return same, worst


def _answers(path: Path, requests: list[str]) -> list[Completion]:
    engine = open_engine(read_model(path), EngineOptions(threads=1, context_tokens=512, device="cpu"))
    try:
        return [
            engine.complete(
                Prompt(
                    messages=(
                        Message(role="system", content="linux bash"),
                        Message(role="user", content=words),
                    )
                ),
                Sampling(timeout_s=600),
            )
            for words in requests
        ]
    finally:
        engine.close()


def main() -> None:
    """Read the command line, answer with both and print the agreement."""
    parser = argparse.ArgumentParser(description="Compare MLX with llama.cpp on the same weights")
    parser.add_argument("--requests", type=int, default=50)
    parser.add_argument("--type", choices=("f32", "f16"), default="f32")
    arguments = parser.parse_args()
    every = [task.request for task in load_folder(own_folder())]
    requests = every[:: max(1, len(every) // arguments.requests)][: arguments.requests]
    with tempfile.TemporaryDirectory() as folder:
        model, reference = write_twins(Path(folder), arguments.type)
        same, worst = compare(model, reference, requests)
    print(f"{arguments.type}: {same} of {len(requests)} answers are the same, token for token;")
    print(f"their tokens' log probabilities differ by {worst:.4f} at most")


if __name__ == "__main__":
    main()
