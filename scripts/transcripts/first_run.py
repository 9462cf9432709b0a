"""Make the transcript of a first run: from an empty home directory to a fetched model that answers.

    python scripts/transcripts/first_run.py > transcript.txt

A hub on this machine stands in for the real one, and a model of 6.6 MB for the one of 1.1 GB, sent slowly enough to
be interrupted: the first time the program is killed (`kill -9`), the second time by Ctrl-C.  The weights are the
starter's under another name, so that a sidecar file has to say how they want to be asked.  Every line was written
by the program itself in a terminal of 80 columns; only the home directory is shortened.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pexpect

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cmdgen.models.store import starter_path  # noqa: E402
from tests.models.local_hub import COMMIT, LocalHub, running  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY: Final = "acme/Coder-GGUF"
FILE: Final = "coder-Q4_K_M.gguf"
RATE_BYTES_S: Final = 1_500_000
ESCAPE: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
TIMEOUT_S: Final = 120
NAME: Final = b"Acme Coder 6MB"
"""As long as the name that it replaces, or the file would be damaged."""


def catalogue(content: bytes) -> str:
    """Return a catalogue whose default model is this file."""
    return f"""schema = 1
default = "acme-coder"
[[model]]
name = "acme-coder"
title = "Acme Coder"
maker = "Acme"
licence = "MIT"
licence_url = "https://example.com"
parameters = 5_970_176
context_tokens = 512
kind = "instruct"
good_for = "this transcript"
repository = "{REPOSITORY}"
revision = "{COMMIT}"
quantisation = "Q4_K_M"
[[model.file]]
quantisation = "Q4_K_M"
name = "{FILE}"
bytes = {len(content)}
sha256 = "{hashlib.sha256(content).hexdigest()}"
"""


class Session:
    """A user at a terminal, with a home directory of their own."""

    def __init__(self, home: Path, hub: LocalHub) -> None:
        self.home = home
        self.models = home / ".cache" / "cmdgen" / "models"
        programs = home / ".local" / "bin"
        programs.mkdir(parents=True)
        program = programs / "cmdgen"
        program.write_text(
            f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cmdgen "$@"\n', encoding="utf-8"
        )
        program.chmod(0o755)
        self.environ = {
            "PATH": f"{programs}:/usr/bin:/bin",
            "HOME": str(home),
            "SHELL": "/bin/bash",
            "CMDGEN_SHELL": "bash",
            "TERM": "xterm",
            "NO_COLOR": "1",
            "LANG": "C.UTF-8",
            "HF_ENDPOINT": hub.hub_url,
            "OLLAMA_HOST": "127.0.0.1:9",
        }

    def run(self, typed: str, *dialogue: tuple[str, str], then: Callable[[Any], None] | None = None) -> None:
        """Run a command line, answer its questions, and print what the screen showed.

        Args:
            typed: the arguments, as in a shell.
            dialogue: end of a question, and what is typed.
            then: what happens after the last answer.
        """
        child = pexpect.spawn(
            "/bin/sh",
            ["-c", f"exec cmdgen {typed}"],
            env=self.environ,
            cwd=str(self.home),
            encoding="utf-8",
            timeout=TIMEOUT_S,
            dimensions=(50, 80),
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        child.delaybeforesend = None
        text = ""
        for question, said in dialogue:
            child.expect(re.escape(question) + r" ?$")
            text += child.before + child.after
            child.send(said)
        if then is not None:
            then(child)
        child.expect(pexpect.EOF)
        text += child.before
        child.close()
        status = -child.signalstatus if child.signalstatus else child.exitstatus
        print(f"$ cmdgen {typed}")
        print(self._as_seen(text))
        print(f"[exit status {128 - status}, killed]\n" if status < 0 else f"[exit status {status}]\n")

    def until_fetched(self, size_bytes: int) -> None:
        """Wait until so much of the model is on the disk."""
        deadline = time.monotonic() + TIMEOUT_S
        while sum(part.stat().st_size for part in self.models.rglob("*.part")) < size_bytes:
            if time.monotonic() > deadline:
                message = "the download does not get on"
                raise TimeoutError(message)
            time.sleep(0.02)

    def _as_seen(self, text: str) -> str:
        """Return what is left on the screen: of a line that was drawn again, its last state."""
        text = (
            ESCAPE.sub("", text).replace("\r\n", "\n").replace(str(self.home), "~").replace(str(ROOT), "...")
        )
        lines = [line.rstrip("\r").rpartition("\r")[2].rstrip() for line in text.split("\n")]
        return "\n".join(lines).strip("\n")


def main() -> None:
    """Print the transcript."""
    content = starter_path().read_bytes().replace(b"cmdgen-starter", NAME, 1)
    with tempfile.TemporaryDirectory() as folder, running() as hub:
        hub.add(REPOSITORY, FILE, content)
        hub.rate_bytes_s = RATE_BYTES_S
        user = Session(Path(folder) / "home", hub)
        user.models.mkdir(parents=True)
        (user.models / "catalogue.toml").write_text(catalogue(content), encoding="utf-8")
        profile = starter_path().with_suffix(".profile.toml").read_text(encoding="utf-8")
        folder_of_model = user.models / REPOSITORY.replace("/", "--")
        folder_of_model.mkdir()
        sidecar = (folder_of_model / FILE).with_suffix(".profile.toml")
        shutil.copy(starter_path().with_suffix(".vocabulary.txt"), folder_of_model)
        sidecar.write_text(profile.replace("is_starter = true", "is_starter = false"), encoding="utf-8")

        def killed(child: Any) -> None:
            user.until_fetched(1_500_000)
            child.kill(signal.SIGKILL)

        def interrupted(child: Any) -> None:
            user.until_fetched(4_000_000)
            child.sendintr()

        user.run('"find files over 100 MB"', ("[q]uit", "q"))
        questions = (("backend [embedded]:", "\r"), ("fetch acme-coder now? [Y/n]", "\r"), ("[Y/n]", "\r"))
        user.run("init", *questions, then=killed)
        user.run("status")
        user.run("init", *questions, then=interrupted)
        hub.rate_bytes_s = None
        user.run("model pull acme-coder")
        user.run("status")
        user.run('"find files over 100 MB"', ("[q]uit", "q"))
        user.run("init --yes")


if __name__ == "__main__":
    main()
