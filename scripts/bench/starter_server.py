"""A real OpenAI-compatible server on this machine: llama.cpp's own, with the starter model.

    python scripts/bench/starter_server.py [--port 8000] [--parallel 8] [--threads 1] [--key-file FILE]

Prints its address when it answers, and runs until its stdin ends or it is killed.  Any client of the OpenAI protocol
gets real answers from it, since a chat template of its own turns each request into what the model was trained on.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

TEMPLATE = Path(__file__).with_name("starter.jinja")
_CONTEXT_TOKENS = 512


class StarterServer:
    """A server process.

    Args:
        port: 0 takes a free one.
        parallel: how many requests are computed at once; the others wait their turn.
        threads: of the processor.
        key_file: file with the key that clients have to send; None takes everybody.
    """

    def __init__(
        self, port: int = 0, *, parallel: int = 8, threads: int = 1, key_file: Path | None = None
    ) -> None:
        command = [sys.executable, __file__, "--port", str(port), "--parallel", str(parallel)]
        command += ["--threads", str(threads)]
        command += [] if key_file is None else ["--key-file", str(key_file)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        """Where it answers."""
        self.port = int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """End it at once, as a crash or a power cut would."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


@contextlib.contextmanager
def starter_server(
    port: int = 0, *, parallel: int = 8, threads: int = 1, key_file: Path | None = None
) -> Iterator[StarterServer]:
    """Run a server as long as the block."""
    server = StarterServer(port, parallel=parallel, threads=threads, key_file=key_file)
    try:
        yield server
    finally:
        server.kill()


def _serve(port: int, parallel: int, threads: int, key_file: Path | None) -> None:
    import xllamacpp  # noqa: PLC0415  (only the process that serves needs it)

    from cmdgen.models.store import starter_path  # noqa: PLC0415

    params = xllamacpp.CommonParams()
    params.model.path = str(starter_path())
    params.model_alias = {"cmdgen-starter"}
    params.hostnames, params.port = ["127.0.0.1"], port
    params.n_parallel, params.n_ctx, params.kv_unified = parallel, _CONTEXT_TOKENS * parallel, False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.chat_template, params.use_jinja = TEMPLATE.read_text(encoding="utf-8"), True
    if key_file is not None:
        params.api_keys = [key_file.read_text(encoding="utf-8").strip()]
    params.verbosity, params.warmup, params.fit_params, params.ui = -1, False, False, False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description="llama.cpp's OpenAI server on the starter model")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--parallel", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--key-file", type=Path)
    arguments = parser.parse_args()
    _serve(arguments.port, arguments.parallel, arguments.threads, arguments.key_file)


if __name__ == "__main__":
    main()
