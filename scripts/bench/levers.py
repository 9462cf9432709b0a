"""What each lever gives by itself: llama.cpp with cmdgen's parameters, and each time with one of them taken away.

    python scripts/bench/levers.py MODEL.gguf [--rounds 5] [--fixed 308] [--rest 15] [--tokens 15] [--json FILE]

Whole processes of bare_llama.py, from nothing to the last token of an answer; the cases of a round alternate, medians are
told.  The last two run while two other processes want the cores.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.embedded.threads import physical_cores  # noqa: E402
from scripts.bench.big_model import busy  # noqa: E402

_KIB: Final = 1024 if sys.platform != "darwin" else 1
"""Unit of the peak memory that the system reports, in bytes."""


@dataclass(frozen=True)
class Case:
    """One lever taken away."""

    name: str
    options: tuple[str, ...] = ()
    keeps_state: bool = True
    is_busy: bool = False


def cases(cores: int) -> list[Case]:
    """Return what is measured, cmdgen's own way first."""
    return [
        Case("all levers"),
        Case("no saved state of the prompt", keeps_state=False),
        Case("weights repacked at load", ("--repack",)),
        Case("file read instead of mapped", ("--no-mmap",)),
        Case("half the cores, as the binding chooses", ("--threads", str(max(cores // 2, 1)))),
        Case("twice the cores", ("--threads", str(2 * cores))),
        Case("context of 32,768 tokens", ("--context", "32768")),
        Case("the whole binding imported", ("--whole-binding",)),
        Case("all levers, busy machine", is_busy=True),
        Case("threads that spin as by default, busy machine", ("--default-spin",), is_busy=True),
    ]


def run(arguments: list[str]) -> tuple[float, int]:
    """Run a process of this Python; return its milliseconds and its peak memory in bytes.

    Raises:
        SystemExit: it failed.
    """
    kept = {name: text for name, text in os.environ.items() if name != "GOMP_SPINCOUNT"}
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], env=kept, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = (time.perf_counter() - started) * 1e3
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return took, usage.ru_maxrss * _KIB


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--fixed", type=int, default=308, help="tokens of the prompt whose state is saved")
    parser.add_argument("--rest", type=int, default=15, help="tokens of the prompt after them")
    parser.add_argument("--tokens", type=int, default=15, help="of the answer")
    parser.add_argument("--json", type=Path, help="file for every single value")
    options = parser.parse_args()
    everything = cases(physical_cores())
    took: dict[str, list[float]] = defaultdict(list)
    peaks: dict[str, int] = defaultdict(int)
    with tempfile.TemporaryDirectory(prefix="cmdgen-bench-") as folder:
        prompt, state = Path(folder) / "prompt.json", Path(folder) / "state"
        tokens = {
            "fixed": [1000 + number for number in range(options.fixed)],
            "rest": [5000 + number for number in range(options.rest)],
        }
        prompt.write_text(json.dumps(tokens), encoding="utf-8")
        bare = [str(Path(__file__).parent / "bare_llama.py"), str(options.model), str(prompt)]
        size = ["--tokens", str(options.tokens), "--threads", str(physical_cores())]
        run([*bare, str(state), *size])  # saves the state, and fills the page cache
        for number in range(options.rounds):
            for case in everything:
                own_state = state if case.keeps_state else Path(folder) / f"none-{number}"
                with busy() if case.is_busy else contextlib.nullcontext():
                    milliseconds, peak = run([*bare, str(own_state), *size, *case.options])
                took[case.name].append(milliseconds)
                peaks[case.name] = max(peaks[case.name], peak)
    print(f"{options.model.name}, {physical_cores()} cores, medians of {options.rounds}")
    print("| | ms | times all levers | peak MiB |\n|---|---|---|---|")
    for case in everything:
        base = took["all levers, busy machine" if case.is_busy else "all levers"]
        ratio = statistics.median(a / b for a, b in zip(took[case.name], base, strict=True))
        middle = statistics.median(took[case.name])
        print(f"| {case.name} | {middle:.0f} | {ratio:.2f} | {peaks[case.name] / 2**20:.0f} |")
    if options.json:
        options.json.write_text(json.dumps({"took_ms": took, "peak_bytes": peaks}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
