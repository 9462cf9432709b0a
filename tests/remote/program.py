"""The whole program in a process of its own, in a home that nothing else uses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LIMIT_S = 120.0
_INHERITED = ("PATH", "SYSTEMROOT", "COMSPEC", "PATHEXT", "TMPDIR", "TEMP", "TMP")


@dataclass(frozen=True, kw_only=True)
class Finished:
    stdout: str
    stderr: str
    status: int
    seconds: float
    """From the start of the process to its end."""

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


def environment(home: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a user who has nothing but these settings: `vllm_url` is `CMDGEN_VLLM_URL`.

    Names in capitals are taken as they are.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    folders = ("CONFIG", "CACHE", "STATE", "DATA")
    return {
        **inherited,
        "HOME": str(home),
        "USERPROFILE": str(home),
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in folders},
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
        "CMDGEN_SHELL": "bash",
        **{name if name.isupper() else f"CMDGEN_{name.upper()}": text for name, text in settings.items()},
    }


def cmdgen(arguments: list[str], environ: dict[str, str]) -> Finished:
    """Run the program to its end."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "cmdgen", *arguments],
        env=environ,
        cwd=environ["HOME"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        check=False,
    )
    seconds = time.perf_counter() - started
    return Finished(stdout=done.stdout, stderr=done.stderr, status=done.returncode, seconds=seconds)
