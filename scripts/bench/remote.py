"""What a remote request costs on top of the bare HTTP exchange.

    python scripts/bench/remote.py [--runs 40] [--cold-runs 7]

Warm: one process asks a server that answers at once, by turns with `http.client` (a new connection each time, the same
bytes sent, the whole answer read) and through the adapter (prompt, request, answer read and understood).  Cold: whole
processes.  The server is a process of its own.  Wall time suffers from whatever else the machine does; processor time
hardly does, and the turns are taken so that both kinds suffer alike.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.remote.address import openai_address  # noqa: E402
from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend  # noqa: E402
from cmdgen.core.records import CommandRequest, Platform, Sampling  # noqa: E402

_SERVER = """
import sys
from tests.backends.remote.servers import FakeVllm, serving
with serving(FakeVllm()) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""
_BARE = """
import http.client, sys
connection = http.client.HTTPConnection(sys.argv[1].removeprefix("http://"))
connection.request("POST", "/v1/chat/completions", sys.stdin.buffer.read(), {"content-type": "application/json"})
connection.getresponse().read()
"""
_REQUEST = CommandRequest(
    text="find big files",
    dialect="bash",
    platform=Platform(system="linux", userland="gnu", package_manager="apt"),
)


@dataclass
class Costs:
    """What the runs of one kind took, in milliseconds."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def measure(self, work: Callable[[], object], clock: Callable[[], float]) -> None:
        """Run it once."""
        wall, processor = time.perf_counter(), clock()
        work()
        self.wall.append((time.perf_counter() - wall) * 1e3)
        self.processor.append((clock() - processor) * 1e3)

    def row(self, name: str) -> str:
        """Return a row of the table."""
        wall, processor = sorted(self.wall), statistics.median(self.processor)
        return f"| {name} | {statistics.median(wall):.1f} | {wall[0]:.1f} | {processor:.1f} |"


def bare_exchange(url: str, body: bytes) -> bytes:
    """Return the answer that the standard library gets for the same request."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
    connection.request("POST", "/v1/chat/completions", body, {"content-type": "application/json"})
    try:
        return connection.getresponse().read()
    finally:
        connection.close()


def warm(url: str, runs: int) -> dict[str, Costs]:
    """Return the costs of both kinds in this process."""
    backend = OpenAICompatibleBackend(openai_address(url), model="coder")
    body = backend.request_preview(_REQUEST, Sampling())
    costs = {"bare exchange, `http.client`": Costs(), "through the adapter": Costs()}
    bare, adapter = costs.values()
    for number in range(runs + 3):
        kept = number >= 3  # the first few import and warm up
        (bare if kept else Costs()).measure(lambda: bare_exchange(url, body), time.process_time)
        (adapter if kept else Costs()).measure(
            lambda: backend.generate(_REQUEST, Sampling()), time.process_time
        )
    return costs


def cold(url: str, runs: int) -> dict[str, Costs]:
    """Return the costs of whole processes."""
    backend = OpenAICompatibleBackend(openai_address(url), model="coder")
    body = backend.request_preview(_REQUEST, Sampling())
    ask = [sys.executable, "-m", "cmdgen", "--print"]
    kinds: dict[str, tuple[list[str], bytes]] = {
        "bare exchange, `python -c`": ([sys.executable, "-c", _BARE, url], body),
        "`cmdgen -b vllm`": ([*ask, "-b", "vllm", _REQUEST.text], b""),
        "`cmdgen -b embedded`": ([*ask, "-b", "embedded", _REQUEST.text], b""),
        "`cmdgen --version`": ([sys.executable, "-m", "cmdgen", "--version"], b""),
    }
    costs = {name: Costs() for name in kinds}
    with tempfile.TemporaryDirectory() as home:
        environ = {
            **os.environ,
            "HOME": home,
            **{f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "STATE", "CACHE", "DATA")},
            "PYTHONPATH": str(ROOT),
            "CMDGEN_SHELL": "bash",
            "CMDGEN_VLLM_URL": url,
            "CMDGEN_VLLM_MODEL": "coder",
        }
        for number in range(runs + 1):
            for name, (command, text) in kinds.items():
                (costs[name] if number else Costs()).measure(
                    partial(
                        subprocess.run,
                        command,
                        input=text,
                        env=environ,
                        stdout=subprocess.DEVNULL,
                        check=True,
                    ),
                    _processor_of_children,
                )
    return costs


def _processor_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Overhead of a remote request")
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--cold-runs", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write every figure there")
    arguments = parser.parse_args()
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        tables = {"warm": warm(url, arguments.runs), "cold": cold(url, arguments.cold_runs)}
    finally:
        server.kill()
    for name, costs in tables.items():
        print(f"\n| {name} | wall ms, median | wall ms, least | processor ms, median |\n|---|---|---|---|")
        print("\n".join(cost.row(kind) for kind, cost in costs.items()))
    bare, adapter = tables["warm"].values()
    extra = statistics.median(more - less for more, less in zip(adapter.wall, bare.wall, strict=True))
    print(f"\nadded by the adapter, warm: median {extra:.1f} ms of wall time")
    if arguments.json is not None:
        kept = {name: {kind: vars(cost) for kind, cost in costs.items()} for name, costs in tables.items()}
        arguments.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
