"""How the engine's cost grows with the prompt, the answer and the threads, and how far that is from what the machine can do.

    python scripts/bench/growth.py MODEL.gguf [--rounds 5] [--json growth.json] [--plot growth.svg]

Needs llama-cpp-python and numpy, and matplotlib for the plot.  llama.cpp runs with cmdgen's parameters and nothing around
it (bare_llama.py); the sizes of a round alternate, medians are told.  Beside it stands the floor, from the same rounds:
writing a token reads the whole model once, so that it takes at least its bytes over the memory's bandwidth; reading a
prompt multiplies each token with each parameter, 2 x tokens x parameters operations, for which the measure is what the
processor does in a product of two matrices of 32-bit numbers; quantised weights are multiplied as bytes, which is faster.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import threading
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.embedded.threads import physical_cores  # noqa: E402
from scripts.bench.bare_llama import BareLlama  # noqa: E402

PROMPTS: Final = (16, 32, 64, 128, 256, 512)
ANSWERS: Final = (8, 16, 32, 64, 128)
_BEFORE: Final = 64
"""Tokens of the prompt before an answer, and of the prompt that is read with different threads."""
_ANSWER: Final = 16
"""Tokens of the answer that is written with different threads."""
_READ_BYTES: Final = 1 << 30
_MATRIX: Final = 2048


@dataclass
class Growth:
    """Milliseconds of every run, by size.

    Attributes:
        prompt: tokens of the prompt -> reading it.
        answer: tokens of the answer -> writing it behind a prompt of 64 tokens.
        threads_prompt: threads -> reading 64 tokens.
        threads_answer: threads -> writing 16 tokens.
        bandwidth: bytes a second that all cores together read from memory.
        operations: floating-point operations a second in a product of two matrices.
    """

    prompt: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    answer: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    threads_prompt: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    threads_answer: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    bandwidth: list[float] = field(default_factory=list)
    operations: list[float] = field(default_factory=list)


class Machine:
    """What memory and processor do at best.

    Args:
        cores: how many read or compute at once.
    """

    def __init__(self, cores: int) -> None:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", str(cores))
        import numpy as np  # noqa: PLC0415 - reads the variable

        self._numbers = [np.ones(_READ_BYTES // cores // 8) for _ in range(cores)]
        self._matrix: Any = np.random.default_rng(0).random((_MATRIX, _MATRIX), dtype=np.float32)

    def bandwidth(self) -> float:
        """Return bytes a second of one reading of a gigabyte, which no cache holds."""
        readers = [threading.Thread(target=numbers.max) for numbers in self._numbers]
        started = time.perf_counter()
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        return _READ_BYTES / (time.perf_counter() - started)

    def operations(self) -> float:
        """Return operations a second."""
        started = time.perf_counter()
        self._matrix @ self._matrix
        return float(2 * _MATRIX**3 / (time.perf_counter() - started))


def milliseconds(bare: BareLlama, prompt: int, answer: int) -> tuple[float, float]:
    """Return how long reading a prompt and writing an answer of so many tokens takes, from an empty context."""
    bare.forget()
    started = time.perf_counter()
    bare.decode([1000 + number for number in range(prompt)])
    read = time.perf_counter()
    bare.write(answer)
    return (read - started) * 1e3, (time.perf_counter() - read) * 1e3


def measured(bare: BareLlama, cores: int, rounds: int) -> Growth:
    """Measure every size once in each round."""
    growth, machine = Growth(), Machine(cores)
    milliseconds(bare, _BEFORE, 2)
    machine.operations()
    for _ in range(rounds):
        growth.bandwidth.append(machine.bandwidth())
        growth.operations.append(machine.operations())
        bare.use_threads(cores)
        for size in PROMPTS:
            growth.prompt[size].append(milliseconds(bare, size, 1)[0])
        for size in ANSWERS:
            growth.answer[size].append(milliseconds(bare, _BEFORE, size)[1])
        for threads in range(1, cores + 3):
            bare.use_threads(threads)
            read, written = milliseconds(bare, _BEFORE, _ANSWER)
            growth.threads_prompt[threads].append(read)
            growth.threads_answer[threads].append(written)
    return growth


def middle(values: dict[int, list[float]]) -> dict[int, float]:
    """Return the median of each size."""
    return {size: statistics.median(took) for size, took in values.items()}


@dataclass(frozen=True)
class Floor:
    """What the machine would need for a token, in milliseconds.

    Attributes:
        read: of the prompt, in a product of matrices of 32-bit numbers.
        written: of the answer, reading the model from memory; nothing is faster.
    """

    read: float
    written: float


def floor_of(growth: Growth, bare: BareLlama) -> Floor:
    """Return the floor, with the best of what the machine showed."""
    return Floor(
        2 * bare.parameters / max(growth.operations) * 1e3, bare.size_bytes / max(growth.bandwidth) * 1e3
    )


def tell(growth: Growth, floor: Floor) -> None:
    """Print tables."""
    gigabytes, gigaflops = max(growth.bandwidth) / 1e9, max(growth.operations) / 1e9
    print(f"the machine: reads {gigabytes:.0f} GB/s, computes {gigaflops:.0f} GFLOP/s\n")
    for title, values, least, measure in (
        ("tokens of the prompt", growth.prompt, floor.read, "a 32-bit product"),
        ("tokens of the answer", growth.answer, floor.written, "reading the weights"),
    ):
        print(f"| {title} | ms | ms a token | times {measure} |\n|---|---|---|---|")
        for size, took in middle(values).items():
            print(f"| {size} | {took:.0f} | {took / size:.1f} | {took / size / least:.1f} |")
        print(f"| {measure} | | {least:.1f} | 1 |\n")
    print(f"| threads | reading {_BEFORE} tokens, ms | writing {_ANSWER} tokens, ms |\n|---|---|---|")
    reading, writing = middle(growth.threads_prompt), middle(growth.threads_answer)
    for threads, took in reading.items():
        print(f"| {threads} | {took:.0f} | {writing[threads]:.0f} |")


def draw(growth: Growth, floor: Floor, file: Path, title: str) -> None:
    """Draw prompt, answer and threads, with the floor."""
    import matplotlib  # noqa: PLC0415  (only the plot needs it)

    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "cmdgen", "font.size": 9}
    from matplotlib import pyplot  # noqa: PLC0415

    figure, axes = pyplot.subplots(1, 3, figsize=(11, 3.4))
    for panel, values, least, what, measure in (
        (axes[0], growth.prompt, floor.read, "prompt", "a 32-bit product"),
        (axes[1], growth.answer, floor.written, "answer", "reading the weights"),
    ):
        took = middle(values)
        panel.plot(list(took), list(took.values()), "o-", color="#1f6feb", label="llama.cpp")
        panel.plot(list(took), [size * least for size in took], "--", color="#57606a", label=measure)
        panel.set(title=f"Tokens of the {what}", xlabel="tokens", ylabel="milliseconds", ylim=(0, None))
        panel.legend()
    for values, name, colour in (
        (growth.threads_prompt, f"reading {_BEFORE} tokens", "#1f6feb"),
        (growth.threads_answer, f"writing {_ANSWER} tokens", "#d29922"),
    ):
        took = middle(values)
        axes[2].plot(list(took), list(took.values()), "o-", label=name, color=colour)
    axes[2].set(title="Threads", xlabel="threads", ylabel="milliseconds", ylim=(0, None))
    axes[2].set_xticks(list(growth.threads_prompt))
    axes[2].legend()
    for panel in axes:
        panel.grid(visible=True, alpha=0.3)
    figure.suptitle(title, fontsize=9)
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="file for every single value")
    parser.add_argument("--plot", type=Path, help="SVG file; needs matplotlib")
    options = parser.parse_args()
    cores = physical_cores()
    bare = BareLlama(options.model, cores)
    growth = measured(bare, cores, options.rounds)
    floor = floor_of(growth, bare)
    print(f"{options.model.name}, {cores} cores, medians of {options.rounds}")
    tell(growth, floor)
    if options.json:
        options.json.write_text(json.dumps(vars(growth) | asdict(floor), indent=1) + "\n", encoding="utf-8")
    if options.plot:
        draw(growth, floor, options.plot, f"{options.model.stem}, {cores} cores")


if __name__ == "__main__":
    main()
