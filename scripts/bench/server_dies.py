"""What a user sees while the team's server dies and comes back: a real server process, killed and started again.

    python scripts/bench/server_dies.py [--write]

Takes about a minute, most of which is the circuit breaker's half minute.  `--write` puts the transcript into
docs/deploy/when-the-server-dies.md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.backends.resilience.circuit import FIRST_SKIP_S  # noqa: E402
from scripts.bench.marked import replace_marked  # noqa: E402
from scripts.bench.starter_server import StarterServer  # noqa: E402

PAGE = ROOT / "docs/deploy/when-the-server-dies.md"
_REQUEST = "cmdgen --print find files larger than 10 MB"
_STATUS = "cmdgen status | grep -E '^(backend|problem|do)'"


class Terminal:
    """Runs lines in bash, in a home of its own, and keeps what a user would see."""

    def __init__(self, home: Path, url: str) -> None:
        self._home = home
        self._hidden = url
        self.lines: list[str] = []
        programs = home / "bin"
        programs.mkdir()
        (programs / "cmdgen").write_text(f'#!/bin/sh\nexec {sys.executable} -m cmdgen "$@"\n')
        (programs / "cmdgen").chmod(0o700)
        folders = {
            f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")
        }
        self._environ = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "CMDGEN_SHELL": "bash",
            **folders,
        }
        config = home / "config/cmdgen/config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(f'backend = "vllm"\n\n[vllm]\nurl = "{url}"\n', encoding="utf-8")

    def type(self, line: str, remark: str = "") -> str:
        """Run a line and return what it wrote."""
        started = time.perf_counter()
        done = subprocess.run(
            ["bash", "-c", line],
            env=self._environ,
            cwd=self._home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - started
        self.lines.append(f"$ {line}    # {remark or f'{seconds:.1f} s'}")
        self.lines += done.stdout.replace(self._hidden, "http://gpu-box:8000").rstrip().splitlines()
        return done.stdout

    def say(self, text: str) -> None:
        """Add a remark."""
        self.lines += ["", f"# {text}"]


def play(home: Path) -> list[str]:
    """Return the transcript."""
    server = StarterServer()
    try:
        terminal = Terminal(home, server.url)
        terminal.say("the server is well")
        terminal.type(_REQUEST)
        server.kill()
        terminal.say("kill -9: the server is gone")
        for _ in range(3):
            assert "the answer is from embedded" in terminal.type(_REQUEST)
        opened = time.monotonic()
        terminal.say("after three failures nobody waits for it any more")
        assert "is skipped for another" in terminal.type(_REQUEST)
        terminal.type(_STATUS, "what is wrong?")
        terminal.say("the server is started again, and half a minute later the next request finds out")
        server = StarterServer(server.port)
        time.sleep(max(0.0, opened + FIRST_SKIP_S + 1 - time.monotonic()))
        assert "embedded" not in terminal.type(_REQUEST)
        terminal.type(_STATUS, "all well")
        return terminal.lines
    finally:
        server.kill()


def main() -> None:
    """Play it and print or write the transcript."""
    parser = argparse.ArgumentParser(description="A server dies and comes back: what a user sees")
    parser.add_argument("--write", action="store_true", help="into the documentation")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        lines = play(Path(home))
    text = "\n".join(lines).strip()
    print(text)
    if arguments.write:
        replace_marked(PAGE, "transcript", f"```console\n{text}\n```")


if __name__ == "__main__":
    main()
