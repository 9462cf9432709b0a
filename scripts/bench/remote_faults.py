"""What a user reads, and what it costs, when a server fails: the table of docs/backends.md.

    python scripts/bench/remote_faults.py [--runs 3] [--write] [WORD...]

Each fault of tests/remote/faults.py is arranged with real sockets.  What the user reads, the requests, the exit status
and who answered come from the whole program.  The time is that from the request until the server is given up, retries
and pauses included, as the median of some runs within one process: starting a program takes longer than most faults.
WORDs choose the faults whose names hold one of them.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.resilience.retrying import Retrying  # noqa: E402
from cmdgen.core.errors import CmdgenError  # noqa: E402
from cmdgen.core.records import CommandRequest, Platform, Sampling  # noqa: E402
from cmdgen.settings import load  # noqa: E402
from cmdgen.wiring.backends import SERVERS  # noqa: E402
from scripts.bench.marked import replace_marked  # noqa: E402
from tests.remote.faults import FAULTS, Fault  # noqa: E402
from tests.remote.program import Finished, cmdgen, environment  # noqa: E402

PAGE = ROOT / "docs/backends.md"
_REQUEST = CommandRequest(
    text="find big files",
    dialect="bash",
    platform=Platform(system="linux", userland="gnu", package_manager="apt"),
)
_HEAD = (
    "| what happens | what the user reads | requests | seconds | status, and with `--no-fallback` | answer |\n"
    "|---|---|---|---|---|---|"
)


def whole_program(fault: Fault, *options: str) -> tuple[Finished, int]:
    """Return how the program ended, and how many requests the server saw."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        home.mkdir()
        with fault.arrange(Path(folder)) as arranged:
            asked = ["--backend", fault.backend, "--print", "--json", *options, _REQUEST.text]
            done = cmdgen(asked, environment(home, **arranged.settings))
            return done, arranged.seen()


def seconds_until_given_up(fault: Fault) -> float:
    """Return how long the fault held the request up."""
    with tempfile.TemporaryDirectory() as folder, fault.arrange(Path(folder)) as arranged:
        environ = environment(Path(folder), **arranged.settings)
        with mock.patch.dict("os.environ", environ, clear=True):
            settings = load(environ, None, {"backend": fault.backend})
            backend = Retrying(
                SERVERS[fault.backend](settings),
                fault.backend,
                retries=settings.retries,
                request_timeout_s=settings.request_timeout_s,
            )
            started = time.perf_counter()
            try:
                backend.generate(_REQUEST, Sampling())
            except CmdgenError:
                return time.perf_counter() - started
    message = f"no fault: {fault.name}"
    raise AssertionError(message)


def row(fault: Fault, runs: int) -> str:
    """Return a row of the table."""
    answered, requests = whole_program(fault)
    refused, _ = whole_program(fault, "--no-fallback")
    seconds = statistics.median(seconds_until_given_up(fault) for _ in range(runs))
    (line,) = [line for line in answered.stderr.splitlines() if "the answer is from" in line]
    reason, _, _ = line.removeprefix("cmdgen: ").rpartition("; the answer is from")
    hint = refused.stderr.splitlines()[-1].strip()
    answer = answered.json
    name = f"{fault.name} ({fault.note})" if fault.note else fault.name
    who = f"{answer['backend']}, `fallback_from` {answer['fallback_from']}"
    status = f"{answered.status}, {refused.status}"
    return f"| {name} | {_cell(reason)}<br>→ {_cell(hint)} | {requests} | {seconds:.2f} | {status} | {who} |"


def _cell(text: str) -> str:
    text = re.sub(r"(127\.0\.0\.1|localhost|\[::1\]):\d+", r"\1:PORT", text)
    text = re.sub(r"(tries|try) in [\d.]+ s", r"\1 in … s", text)
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Arrange every fault and print or write the table."""
    parser = argparse.ArgumentParser(description="The table of faults")
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="into the documentation")
    arguments = parser.parse_args()
    lines = [_HEAD]
    print(_HEAD)
    for fault in FAULTS:
        if not arguments.words or any(word in fault.name for word in arguments.words):
            lines.append(row(fault, arguments.runs))
            print(lines[-1], flush=True)
    if arguments.write:
        replace_marked(PAGE, "faults", "\n".join(lines))


if __name__ == "__main__":
    main()
