"""How calls through `cmdgen serve` wait for each other: it answers one at a time.

    python scripts/bench/resident_clients.py [--model FILE.gguf] [--clients 1 2 4 8] [--rounds 7] [--json FILE]

So many calls of the whole program begin at the same moment, each with a request of its own; the numbers of clients take
turns.  Told are the median and the slowest of all calls.  Without --model the starter model answers.
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
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_PROGRAM: Final = "import sys; from cmdgen.__main__ import main; sys.exit(main())"


class Resident:
    """The resident process and its clients, in a home of their own."""

    def __init__(self, home: Path, model: Path | None) -> None:
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("CMDGEN_", "XDG_"))}
        own = {"HOME": str(home), "SHELL": "/bin/bash", "PYTHONPATH": str(ROOT), "CMDGEN_HISTORY": "off"}
        self._environ = {**kept, **own, **({"CMDGEN_MODEL": str(model)} if model else {})}
        self._asked = 0

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the program."""
        return subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *arguments],
            env=self._environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(self) -> subprocess.Popen[bytes]:
        """Start a call with a request that was not asked yet."""
        self._asked += 1
        return self.start("--print", "find", "files", "larger", "than", f"{self._asked}", "MB")

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Keep the resident process running, its model loaded."""
        server = self.start("serve", "--idle", "0")
        try:
            give_up = time.monotonic() + 60
            while self.start("serve", "--status").wait():
                if time.monotonic() > give_up:
                    message = "the resident process does not answer"
                    raise SystemExit(message)
                time.sleep(0.5)
            self.ask().wait()
            yield
        finally:
            server.terminate()
            server.wait()

    def at_once(self, clients: int) -> list[float]:
        """Return the milliseconds of so many calls that begin together.

        Raises:
            SystemExit: one of them failed.
        """
        started = time.perf_counter()
        waiting = {process.pid: process for process in (self.ask() for _ in range(clients))}
        took: list[float] = []
        while waiting:
            pid, status = os.wait()
            if pid not in waiting:
                message = "the resident process has ended"
                raise SystemExit(message)
            took.append((time.perf_counter() - started) * 1e3)
            process = waiting.pop(pid)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                message = f"a call ended with {process.returncode}"
                raise SystemExit(message)
        return took


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", type=Path, help="file for every single value")
    options = parser.parse_args()
    took: dict[int, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="cmdgen-bench-") as home:
        resident = Resident(Path(home), options.model and options.model.resolve())
        with resident.running():
            for _ in range(options.rounds):
                for clients in options.clients:
                    took[clients] += resident.at_once(clients)
    print("| clients at once | median ms | slowest ms |\n|---|---|---|")
    for clients, values in took.items():
        print(f"| {clients} | {statistics.median(values):.0f} | {max(values):.0f} |")
    if options.json:
        options.json.write_text(json.dumps(took, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
