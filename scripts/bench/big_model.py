"""What cmdgen adds to the work of a big model, against the bare engine on the same file, prompt and token count.

    python scripts/bench/random_qwen2.py --shape 1.5b --quantise q4_k_m q15.gguf
    python scripts/bench/big_model.py q15.gguf [--tokens 15] [--rounds 5] [--json FILE]

Needs llama-cpp-python.  Cold: whole processes, without and with the saved state of the prompt's fixed part; the floor
is llama.cpp behind the thinnest Python with a state of its own (bare_llama.py).  Warm: a call of the program while
`cmdgen serve` holds the model, against the time of the engine in that very answer.  Busy: the same while two other
processes want the cores.  The cases of a round alternate; medians and ratios are printed.
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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.embedded.model_files import read_model  # noqa: E402
from cmdgen.backends.embedded.threads import threads_for  # noqa: E402

HERE: Final = Path(__file__).parent
_KIB: Final = 1024 if sys.platform != "darwin" else 1
"""Unit of the peak memory that the system reports, in bytes."""
_BUSY: Final = 2
"""Other processes that want a core."""
_PROGRAM: Final = "import sys; from cmdgen.__main__ import main; sys.exit(main())"
GOALS: Final = (
    ("cold with saved state / cold without", "cold, state saved", "cold, no saved state", 0.40),
    ("cold with saved state / bare engine", "cold, state saved", "bare engine, state saved", 1.15),
    ("warm through serve / its engine", "warm through serve", "engine of the warm call", 1.05),
    ("warm, two busy processes / idle", "warm through serve, busy", "warm through serve", 3.0),
)


@dataclass
class Bench:
    """One model in a home of its own.

    Attributes:
        took: milliseconds of each run, by case.
        peaks: peak memory of the cold calls, in bytes.
    """

    model: Path
    tokens: int
    threads: int
    home: Path
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    peaks: list[int] = field(default_factory=list)
    asked: int = 0

    def words(self) -> list[str]:
        """Return a request that was not asked yet, and has as many tokens as every other."""
        self.asked += 1
        return f"--print find all log files larger than {self.asked % 90 + 10} MB".split()

    def cold(self, case: str, **environ: str) -> None:
        """Call the whole program once."""
        call = self.cut(*self.words())
        milliseconds, peak = self.run(call, CMDGEN_RESIDENT="off", **environ)
        self.took[case].append(milliseconds)
        self.peaks.append(peak)

    def floor(self) -> None:
        """Let the bare engine do what the last cold call did."""
        bare = [
            str(HERE / "bare_llama.py"),
            str(self.model),
            str(self.home / "prompt.json"),
            str(self.home / "state"),
        ]
        options = ["--tokens", str(self.tokens), "--threads", str(self.threads)]
        self.took["bare engine, state saved"].append(self.run([*bare, *options])[0])

    def warm(self, case: str) -> None:
        """Call the program while `serve` holds the model."""
        self.engine_ms()
        self.took[case].append(self.run(["-c", _PROGRAM, *self.words()])[0])
        answered = self.engine_ms()
        if len(answered) != 1:
            message = f"the resident process has answered {len(answered)} times instead of once"
            raise SystemExit(message)
        if case == "warm through serve":
            self.took["engine of the warm call"] += answered

    def cut(self, *arguments: str) -> list[str]:
        """Return how Python calls cmdgen with answers of the given length."""
        return [str(HERE / "cut_answers.py"), str(self.tokens), str(self.home), *arguments]

    def environ(self, **more: str) -> Mapping[str, str]:
        """Return the variables of a measured process."""
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("CMDGEN_", "XDG_"))}
        own = {"HOME": str(self.home), "SHELL": "/bin/bash", "PYTHONPATH": str(ROOT), "CMDGEN_HISTORY": "off"}
        own["CMDGEN_MODEL"] = str(self.model)
        own |= {
            "CMDGEN_THREADS": str(self.threads),
            "CMDGEN_ENGINE": "llama-cpp-python",
            "CMDGEN_TIMEOUT_S": "600",
        }
        return {**kept, **own, **more}

    def run(self, arguments: list[str], **environ: str) -> tuple[float, int]:
        """Run a process of this Python; return milliseconds and its peak memory in bytes.

        Raises:
            SystemExit: it failed.
        """
        with (self.home / "errors").open("w+b") as errors:
            started = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, *arguments],
                env=self.environ(**environ), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
            )  # fmt: skip
            _, status, usage = os.wait4(process.pid, 0)
            took = (time.perf_counter() - started) * 1e3
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                errors.seek(0)
                raise SystemExit(errors.read().decode())
        return took, usage.ru_maxrss * _KIB

    def engine_ms(self) -> list[float]:
        """Return what the engine has taken for each answer since this was last asked."""
        path = self.home / "engine-ms"
        found = [float(line) for line in path.read_text("utf-8").split()] if path.exists() else []
        path.unlink(missing_ok=True)
        return found

    def warm_up(self) -> None:
        """Fill the caches: of files, of Python, and of both kinds of saved states."""
        self.cold("first")
        self.floor()
        self.took.clear()
        self.peaks.clear()

    @contextlib.contextmanager
    def served(self) -> Iterator[None]:
        """Run `cmdgen serve` with the model loaded."""
        server = subprocess.Popen(
            [sys.executable, *self.cut("serve", "--idle", "0")],
            env=self.environ(),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            self._wait_for_answers()
            yield
        finally:
            server.terminate()
            server.wait()

    def _wait_for_answers(self) -> None:
        give_up = time.monotonic() + 60
        while time.monotonic() < give_up:
            time.sleep(1)
            state = subprocess.run(
                [sys.executable, "-c", _PROGRAM, "serve", "--status", "--json"],
                env=self.environ(), capture_output=True, check=False,
            )  # fmt: skip
            if not state.returncode:
                self.run(["-c", _PROGRAM, *self.words()])
                return
        message = "the resident process does not answer"
        raise SystemExit(message)


@contextlib.contextmanager
def busy() -> Iterator[None]:
    """Keep the cores busy with other processes."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(_BUSY)]
    try:
        yield
    finally:
        for process in others:
            process.kill()
            process.wait()


def measured(bench: Bench, rounds: int) -> None:
    """Run all cases so often."""
    bench.warm_up()
    for _ in range(rounds):
        bench.cold("cold, no saved state", CMDGEN_PREFIX_CACHE="false")
        bench.cold("cold, state saved")
        bench.floor()
    with bench.served():
        for _ in range(rounds):
            bench.warm("warm through serve")
            with busy():
                bench.warm("warm through serve, busy")


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--tokens", type=int, default=15, help="that every answer is cut at")
    parser.add_argument("--threads", type=int, help="of the engine; as cmdgen chooses")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="file for every single value")
    options = parser.parse_args()
    size = read_model(options.model).size_bytes
    with tempfile.TemporaryDirectory(prefix="cmdgen-bench-") as home:
        threads = options.threads or threads_for(size)
        bench = Bench(options.model.resolve(), options.tokens, threads, Path(home))
        measured(bench, options.rounds)
        prompt = json.loads((bench.home / "prompt.json").read_text("utf-8"))
    middle = {case: statistics.median(values) for case, values in bench.took.items()}
    print(f"{options.model.name}: {size / 2**20:.0f} MiB, {threads} threads, medians of {options.rounds}")
    print(
        f"fixed part {len(prompt['fixed'])} tokens, the rest {len(prompt['rest'])}, answer {options.tokens}\n"
    )
    for case, value in middle.items():
        print(f"{case:32} {value:9.0f} ms   ({min(bench.took[case]):.0f} to {max(bench.took[case]):.0f})")
    print()
    for name, case, base, goal in GOALS:
        ratio = statistics.median(a / b for a, b in zip(bench.took[case], bench.took[base], strict=True))
        print(f"{name:44} {ratio:6.2f}   goal {goal}")
    peak = max(bench.peaks)
    print(
        f"{'peak memory of a cold call / file':44} {peak / size:6.2f}   goal 1.15   ({peak / 2**20:.0f} MiB)"
    )
    if options.json:
        options.json.write_text(
            json.dumps({"took_ms": bench.took, "peak_bytes": bench.peaks}, indent=1) + "\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
