"""What a model file costs on this machine: construction, load, first token, each further token, peak memory.

    python scripts/bench/embedded.py MODEL... [--engine xllamacpp] [--runs 5] [--threads 2] [--prefix-cache FOLDER]

Each run is a process of its own, as in a call of `cmdgen`; printed are medians.  MODEL is a GGUF file or an MLX
folder; random_qwen2.py makes files of the real shapes.  The prompt is the one that cmdgen gives to a chat model.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.embedded.backend import CONTEXT_TOKENS, EmbeddedBackend  # noqa: E402
from cmdgen.backends.embedded.engine import EngineOptions, choose_engine, device_in_use, open_engine  # noqa: E402
from cmdgen.backends.embedded.model_files import read_model  # noqa: E402
from cmdgen.backends.embedded.threads import threads_for  # noqa: E402
from cmdgen.core.records import CommandRequest, Platform, Sampling  # noqa: E402
from cmdgen.prompting.profile import profile_for  # noqa: E402
from cmdgen.prompting.render import render  # noqa: E402

_KIB = 1024 if sys.platform != "darwin" else 1
"""Unit of the peak memory that the system reports, in bytes."""
REQUEST = CommandRequest(
    text="find all log files that are larger than 100 MB and were changed last week",
    dialect="bash",
    platform=Platform(
        system="linux", userland="gnu", distribution="debian", package_manager="apt", tools=frozenset({"git"})
    ),
)


def measure(path: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """Answer once in this process and return the figures, times in milliseconds."""
    clock = _Clock()
    EmbeddedBackend(path, engine=arguments.engine)
    figures: dict[str, Any] = {"construct": clock.lap()}
    model = read_model(path)
    figures["check file"] = clock.lap()
    folder = path.is_dir()
    figures |= {
        "engine": choose_engine(arguments.engine, folder=folder),
        "device": device_in_use(arguments.engine, folder=folder),
        "import": clock.lap(),
    }
    options = EngineOptions(
        threads=arguments.threads or threads_for(model.size_bytes),
        context_tokens=min(CONTEXT_TOKENS, model.context_tokens or CONTEXT_TOKENS),
        prefix_cache=arguments.prefix_cache,
    )
    engine = open_engine(model, options, prefer=arguments.engine)
    figures["load"] = clock.lap()
    prompt = render(REQUEST, profile_for(path))
    completion = engine.complete(prompt, Sampling(max_tokens=arguments.tokens, timeout_s=600))
    count, timings = len(completion.token_logprobs or ()), completion.timings
    assert timings.first_token_ms is not None
    assert timings.total_ms is not None
    figures["first token"] = timings.first_token_ms
    figures["each token"] = (timings.total_ms - timings.first_token_ms) / max(1, count - 1)
    figures["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB / 2**20
    figures["peak / file"] = figures["peak MiB"] * 2**20 / model.size_bytes
    engine.close()
    return figures


class _Clock:
    """Tells the milliseconds since it was asked last."""

    def __init__(self) -> None:
        self._last = time.perf_counter()

    def lap(self) -> float:
        now = time.perf_counter()
        passed, self._last = now - self._last, now
        return passed * 1e3


def main() -> None:
    """Read the command line, run the processes and print the table."""
    parser = argparse.ArgumentParser(description="Measure what a model file costs on this machine")
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--engine")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--tokens", type=int, default=15)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--prefix-cache", type=Path)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.models[0], arguments)))
        return
    passed_on = [word for word in sys.argv[1:] if word not in {str(model) for model in arguments.models}]
    for model in arguments.models:
        command = [sys.executable, __file__, str(model), *passed_on, "--one"]
        runs = [json.loads(subprocess.check_output(command)) for _ in range(arguments.runs)]
        print(f"{model.name}: {runs[0]['engine']} on {runs[0]['device']}, medians of {len(runs)} runs")
        for name, value in runs[0].items():
            if isinstance(value, float):
                values = [run[name] for run in runs]
                print(
                    f"  {name:12} {statistics.median(values):9.2f}   ({min(values):.2f} to {max(values):.2f})"
                )


if __name__ == "__main__":
    main()
