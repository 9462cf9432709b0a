"""How a server stands up to many people who ask at the same time.

    python scripts/bench/load.py                                  llama.cpp's server on the starter model, started here
    python scripts/bench/load.py --url https://llm.example.com    a team's server; its key in CMDGEN_VLLM_API_KEY
    python scripts/bench/load.py --clients 1 8 64 --seconds 30 --json load.json --plot load.svg

Each client is a thread that asks one request after the other through the very adapter, retries and fallback that
`cmdgen` uses, without a pause in between, so that N clients here stand for many more people, who think and type
between their requests: docs/deploy/capacity.md turns the figures into people.  A fallback is counted, and not computed.

At --url every client sends requests for --seconds: ask whoever runs the server first.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import json
import os
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.remote.address import openai_address  # noqa: E402
from cmdgen.backends.remote.failures import RemoteFailureError  # noqa: E402
from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend  # noqa: E402
from cmdgen.backends.remote.secret import Secret  # noqa: E402
from cmdgen.backends.resilience.falling_back import FallingBack  # noqa: E402
from cmdgen.backends.resilience.retrying import Retrying  # noqa: E402
from cmdgen.core.errors import NeedsDetailError  # noqa: E402
from cmdgen.core.records import (  # noqa: E402
    BackendInfo,
    Certainty,
    Command,
    CommandRequest,
    Confidence,
    GeneratedCommand,
    Platform,
    Sampling,
)

KEY_VARIABLE: Final = "CMDGEN_VLLM_API_KEY"
_PLATFORM: Final = Platform(system="linux", userland="gnu", package_manager="apt")
_REQUESTS: Final = tuple(
    CommandRequest(text=text, dialect="bash", platform=_PLATFORM)
    for text in (
        "find big files",
        "list all python files",
        "count the lines in app.log",
        "show the ten largest files",
        "find files changed in the last 2 days",
        "show free disk space",
        "what is listening on port 8080",
        "search for TODO in all js files",
        "compress the folder logs",
        "replace foo by bar in config.txt",
        "show the last 20 lines of server.log",
        "find empty folders",
        "show the five processes that use the most memory",
        "count how often each word appears in notes.txt",
        "make run.sh executable",
        "sort data.csv by the second column",
    )
)


class StandIn:
    """What would answer when the server does not: here it only says that it was needed."""

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return the same command for everything."""
        del sampling
        return GeneratedCommand(
            command=Command(text="true", dialect=request.dialect),
            source=self.info(),
            confidence=Confidence(certainty=Certainty.UNRATED),
        )

    def is_available(self) -> bool:
        """Return True."""
        return True

    def info(self) -> BackendInfo:
        """Say who it is."""
        return BackendInfo(backend="embedded", engine="none", model="stand-in")

    def shutdown(self) -> None:
        """Do nothing."""


@dataclass
class Level:
    """What came of one number of clients."""

    clients: int
    seconds: float = 0.0
    answers_s: list[float] = field(default_factory=list)
    """How long each answer of the server took, tries and pauses included."""
    fallbacks: int = 0
    """Requests that the embedded model would have answered."""
    asked_back: int = 0
    """Answers of the server that are a question, which only the user can answer."""
    failures: Counter[str] = field(default_factory=Counter)
    """Failed tries by kind; a retry that succeeds leaves its failure here."""

    @property
    def per_second(self) -> float:
        """Commands of the server in a second."""
        return len(self.answers_s) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency that this share of the answers kept to, in seconds."""
        ranked = sorted(self.answers_s)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else float("nan")

    def row(self) -> str:
        """Return a row of the table."""
        latencies = " | ".join(f"{self.percentile(share) * 1e3:.0f}" for share in (0.5, 0.9, 0.99))
        failures = ", ".join(f"{count} {kind}" for kind, count in self.failures.items()) or "none"
        rate = f"{len(self.answers_s)} | {self.per_second:.2f}"
        return f"| {self.clients} | {rate} | {latencies} | {failures} | {self.fallbacks} |"

    def facts(self) -> dict[str, Any]:
        """Return everything, for JSON."""
        shares = {f"p{share}_ms": self.percentile(share / 100) * 1e3 for share in (50, 90, 99)}
        mean = statistics.fmean(self.answers_s) * 1e3 if self.answers_s else None
        kept = {name: value for name, value in asdict(self).items() if name != "answers_s"}
        return {**kept, **shares, "mean_ms": mean, "answers_per_second": self.per_second}


class Watched:
    """The adapter, with each failed try counted."""

    def __init__(self, backend: OpenAICompatibleBackend, level: Level, lock: threading.Lock) -> None:
        self._backend, self._level, self._lock = backend, level, lock

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Pass it on."""
        try:
            return self._backend.generate(request, sampling)
        except RemoteFailureError as failure:
            with self._lock:
                self._level.failures[failure.kind.value] += 1
            raise

    def is_available(self) -> bool:
        """Pass it on."""
        return self._backend.is_available()

    def info(self) -> BackendInfo:
        """Pass it on."""
        return self._backend.info()

    def shutdown(self) -> None:
        """Pass it on."""
        self._backend.shutdown()


def backend_for(url: str, model: str | None) -> OpenAICompatibleBackend:
    """Return the adapter to a server, with the key of the environment."""
    key = os.environ.get(KEY_VARIABLE)
    return OpenAICompatibleBackend(
        openai_address(url), model=model, key=Secret(key, origin=KEY_VARIABLE) if key else None
    )


def load(url: str, model: str, level: Level, seconds: float) -> None:
    """Let the level's number of clients ask for that long, and add what comes of it."""
    lock = threading.Lock()
    started = time.perf_counter()
    end = started + seconds

    def client(number: int) -> None:
        watched = Watched(backend_for(url, model), level, lock)
        generator = FallingBack(
            [("vllm", Retrying(watched, "vllm"))], ("embedded", StandIn()), tell=lambda _: None
        )
        for request in itertools.islice(itertools.cycle(_REQUESTS), number, None):
            asked = time.perf_counter()
            if asked >= end:
                return
            try:
                answer = generator.generate(request, Sampling())
            except NeedsDetailError:
                with lock:
                    level.asked_back += 1
                continue
            took = time.perf_counter() - asked
            with lock:
                if answer.fallback_from is None:
                    level.answers_s.append(took)
                else:
                    level.fallbacks += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(level.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    level.seconds += time.perf_counter() - started


def tokens(url: str, model: str) -> tuple[float, float]:
    """Return the mean number of tokens in a prompt and in an answer, as the server counts them."""
    counts = []
    for request in _REQUESTS:
        backend = backend_for(url, model)
        body = json.loads(backend.request_preview(request, Sampling())) | {"model": model, "stream": False}
        usage = _post(url, body).get("usage", {})
        counts.append((usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0)))
    prompt, answer = zip(*counts, strict=True)
    return statistics.fmean(prompt), statistics.fmean(answer)


def _post(url: str, body: dict[str, Any]) -> dict[str, Any]:
    parts = urlsplit(openai_address(url).url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=60)
    key = os.environ.get(KEY_VARIABLE)
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {key}"} if key else {})
    with contextlib.closing(connection):
        connection.request("POST", f"{parts.path}/v1/chat/completions", json.dumps(body).encode(), headers)
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
    return answer


def draw(levels: list[Level], file: Path, title: str) -> None:
    """Draw throughput and latency over the number of clients."""
    import matplotlib  # noqa: PLC0415  (only the plot needs it)

    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "cmdgen", "font.size": 9}
    from matplotlib import pyplot  # noqa: PLC0415

    clients = [level.clients for level in levels]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.4))
    left.plot(clients, [level.per_second for level in levels], "o-", color="#1f6feb")
    left.set(title="Throughput", ylabel="answers per second", ylim=(0, None))
    for share, colour in ((0.5, "#1f6feb"), (0.9, "#d29922"), (0.99, "#cf222e")):
        latencies = [level.percentile(share) for level in levels]
        right.plot(clients, latencies, "o-", label=f"p{share * 100:.0f}", color=colour)
    right.set(title="Latency", ylabel="seconds", yscale="log")
    right.legend()
    for axes in (left, right):
        axes.set(xlabel="clients that ask without a pause", xscale="log")
        axes.set_xticks(clients, [str(number) for number in clients])
        axes.minorticks_off()
        axes.grid(visible=True, alpha=0.3)
    figure.suptitle(title, fontsize=9)
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


@contextlib.contextmanager
def target(url: str | None, parallel: int, threads: int) -> Iterator[str]:
    """Yield the address of the server to ask; one is started if none is named."""
    if url is not None:
        yield url
        return
    from scripts.bench.starter_server import starter_server  # noqa: PLC0415  (only without --url)

    with starter_server(parallel=parallel, threads=threads) as server:
        yield server.url


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description="Concurrent clients against one server")
    parser.add_argument("--url", help="of an OpenAI-compatible server; without it one is started here")
    parser.add_argument("--model", help="name on the server; without it the one that cmdgen would choose")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 2, 4, 8, 16, 32])
    parser.add_argument("--seconds", type=float, default=10.0, help="for each number of clients")
    parser.add_argument(
        "--rounds", type=int, default=1, help="how often all numbers of clients take their turn"
    )
    parser.add_argument(
        "--parallel", type=int, default=8, help="requests that the started server computes at once"
    )
    parser.add_argument("--threads", type=int, default=1, help="of the processor, for the started server")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path, help="SVG file; needs matplotlib")
    arguments = parser.parse_args()
    with target(arguments.url, arguments.parallel, arguments.threads) as url:
        backend = backend_for(url, arguments.model)
        backend.generate(_REQUESTS[0], Sampling())  # chooses the model, and warms the server up
        model = backend.info().model
        prompt_tokens, answer_tokens = tokens(url, model)
        print(f"{model}: {prompt_tokens:.0f} tokens in a prompt, {answer_tokens:.1f} in an answer, means\n")
        print("| clients | answers | answers/s | p50 ms | p90 ms | p99 ms | failed tries | fallbacks |")
        print("|---|---|---|---|---|---|---|---|")
        levels = [Level(clients) for clients in arguments.clients]
        for level in (
            levels * arguments.rounds
        ):  # by turns, so that a busy minute of the machine hits all alike
            load(url, model, level, arguments.seconds)
        for level in levels:
            print(level.row())
    if arguments.json is not None:
        facts = {
            "model": model,
            "prompt_tokens": prompt_tokens,
            "answer_tokens": answer_tokens,
            "levels": [level.facts() for level in levels],
        }
        arguments.json.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    if arguments.plot is not None:
        draw(levels, arguments.plot, f"{model}, {answer_tokens:.0f} tokens an answer")


if __name__ == "__main__":
    main()
