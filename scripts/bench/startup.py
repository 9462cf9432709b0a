#!/usr/bin/env python3
"""Measures what a call costs before and around the model's work, against the bare interpreter in the same run.

    python scripts/bench/startup.py                 a table, medians over 15 rounds
    python scripts/bench/startup.py --rounds 40 --json startup.json

Every round calls each case once, in an order of its own, so that a busy minute of the machine falls on all of them; what
counts are the ratios to `python -c pass`.  Settings and history are those of an empty home.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parents[2]
FLOOR: Final = "python -c pass"
PROGRAM: Final = "import sys; from cmdgen.__main__ import main; sys.exit(main())"
"""What the installed command does."""
REQUEST: Final = ("find", "big", "files")
WIDGET: Final = ("shell", "--widget", "bash", "--columns", "80", "--", "find big files")


@dataclass
class Case:
    """One command and what it took."""

    name: str
    arguments: Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)
    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    """Of the process itself; the resident process is not in it."""

    def run(self, environ: Mapping[str, str]) -> None:
        """Call it once.

        Raises:
            RuntimeError: it fails.
        """
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *self.arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**environ, **self.environ},
            check=False,
        )
        self.wall_ms.append((time.perf_counter() - started) * 1000)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu_ms.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
        if done.returncode:
            message = f"{self.name} ended with {done.returncode}: {done.stderr.decode()}"
            raise RuntimeError(message)


def cases() -> list[Case]:
    """Return what is measured, the floor first."""

    def call(*arguments: str) -> list[str]:
        return ["-c", PROGRAM, *arguments]

    alone = {"CMDGEN_RESIDENT": "off"}
    return [
        Case(FLOOR, ["-c", "pass"]),
        Case("cmdgen --version", call("--version")),
        Case("cmdgen --help", call("--help")),
        Case("cmdgen check ls", call("check", "ls")),
        Case("request, cold", call(*REQUEST), alone),
        Case("request, through serve", call(*REQUEST)),
        Case("request with --json, through serve", call("--json", *REQUEST)),
        Case("request with --yes, through serve", call("--yes", "current", "directory")),
        Case("key of the shell, cold", call(*WIDGET), alone),
        Case("key of the shell, through serve", call(*WIDGET)),
    ]


def measured(rounds: int) -> list[Case]:
    """Return the cases after so many rounds.

    Raises:
        RuntimeError: a call fails, or the resident process has not answered what it should.
    """
    chosen = cases()
    with tempfile.TemporaryDirectory(prefix="cmdgen-bench-") as home:
        environ = {
            name: value for name, value in os.environ.items() if not name.startswith(("CMDGEN_", "XDG_"))
        }
        environ |= {"HOME": home, "PYTHONPATH": str(ROOT), "SHELL": "/bin/bash"}
        Case("start", ["-c", PROGRAM, "serve", "--background"]).run(environ)
        try:
            for number in range(rounds + 1):
                random.shuffle(chosen)
                for case in chosen:
                    case.run(environ)
                    if not number:  # the first round fills the caches of the system and of Python
                        case.wall_ms.clear()
                        case.cpu_ms.clear()
            _refuse_wrong_count(environ, 4 * (rounds + 1))
        finally:
            Case("stop", ["-c", PROGRAM, "serve", "--stop"]).run(environ)
    order = [case.name for case in cases()]
    return sorted(chosen, key=lambda case: order.index(case.name))


def _refuse_wrong_count(environ: Mapping[str, str], expected: int) -> None:
    argv = [sys.executable, "-c", PROGRAM, "serve", "--status", "--json"]
    state = json.loads(subprocess.run(argv, env=environ, capture_output=True, check=True).stdout)
    if state["answered"] < 0.9 * expected:
        message = f"the resident process has answered {state['answered']} of {expected} calls: {state['last_declined']}"
        raise RuntimeError(message)
    print(f"the resident process has answered {state['answered']} of {expected} calls", file=sys.stderr)


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path, help="file for every single value")
    options = parser.parse_args()
    found = measured(options.rounds)
    floor = found[0]
    print(f"{'':36} {'wall ms':>9} {'x floor':>8} {'CPU ms':>8} {'x floor':>8}")
    for case in found:
        wall, cpu = statistics.median(case.wall_ms), statistics.median(case.cpu_ms)
        wall_ratio = statistics.median(a / b for a, b in zip(case.wall_ms, floor.wall_ms, strict=True))
        cpu_ratio = cpu / statistics.median(floor.cpu_ms)
        print(f"{case.name:36} {wall:9.1f} {wall_ratio:8.2f} {cpu:8.1f} {cpu_ratio:8.2f}")
    if options.json:
        values = {case.name: {"wall_ms": case.wall_ms, "cpu_ms": case.cpu_ms} for case in found}
        options.json.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
