"""Real shells on a real screen, as somebody sees them."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[2]
NUMBERS = itertools.count()
WAIT_S = 60
STARTUP = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
PROMPT = {
    1: {"bash": "PS1='% '", "zsh": "PS1='%% '", "fish": "function fish_prompt; echo -n '% '; end"},
    3: {
        "bash": "PS1='\\n--top--\\n% '",
        "zsh": "PS1=$'\\n--top--\\n%% '",
        "fish": "function fish_prompt; echo; echo -- --top--; echo -n '% '; end",
    },
}


class Pane:
    """A shell with the keys from its startup file, in a terminal that is drawn."""

    def __init__(
        self,
        shell: str,
        folder: Path,
        *,
        rows: int = 1,
        options: str = "",
        before: Mapping[str, str] | None = None,
    ) -> None:
        self.shell, self.folder, self.work = shell, folder, folder / "work"
        self.home = folder / "home"
        self._socket = f"cmdgen-test-{os.getpid()}-{next(NUMBERS)}"
        startup = self.home / STARTUP[shell]
        startup.parent.mkdir(parents=True)
        (self.work / "src").mkdir(parents=True)
        (folder / "tmp").mkdir()
        (folder / "bin").mkdir()
        self.program = folder / "bin" / "cmdgen"
        self.widget("exit 70")
        init = f"cmdgen shell init {shell} {options}"
        lines = [
            "set -g fish_greeting" if shell == "fish" else "HISTSIZE=100",
            PROMPT[rows][shell],
            (before or {}).get(shell, ""),
            f"{init} | source" if shell == "fish" else f'eval "$({init})"',
        ]
        startup.write_text("\n".join([*lines, ""]))
        environ = {
            "HOME": str(self.home),
            "PATH": f"{self.program.parent}:{os.environ['PATH']}",
            "TMPDIR": str(folder / "tmp"),
            "TERM": "tmux-256color",
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self._tmux(
            "new-session", "-d", "-x", "100", "-y", "40", "-c", str(self.work),
            "env", "-i", *(f"{name}={value}" for name, value in environ.items()), shell,
        )  # fmt: skip

    def widget(self, answer: str) -> None:
        """Let the key be answered by shell code; questions and everything else by the real program."""
        self.program.write_text(
            "#!/bin/sh\n"
            f'case "$1 $2 $3" in "shell --widget question") ;; "shell --widget "*) {answer} ;; esac\n'
            f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m cmdgen "$@"\n'
        )
        self.program.chmod(0o755)

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, "-f", "/dev/null", *arguments],
            capture_output=True, text=True, check=False, timeout=WAIT_S,
        )  # fmt: skip
        return done.stdout

    def type(self, text: str) -> None:
        """Type letters."""
        self._tmux("send-keys", "-l", "--", text)

    def press(self, *keys: str) -> None:
        """Press keys by their names in tmux."""
        self._tmux("send-keys", *keys)

    def enter(self, line: str) -> None:
        """Type a line."""
        self.type(line)
        self.press("Enter")

    def paste(self, text: str) -> None:
        """Paste as a terminal does: with marks around it where the program has asked for them."""
        self._tmux("set-buffer", "--", text)
        self._tmux("paste-buffer", "-p")

    def resize(self, columns: int) -> None:
        """Change the width."""
        self._tmux("resize-window", "-x", str(columns), "-y", "40")

    def screen(self) -> str:
        """Return what is to be seen."""
        return self._tmux("capture-pane", "-p").rstrip()

    def shows(self, pattern: str) -> str:
        """Wait until a pattern is to be seen, and return the screen."""
        return self._until(
            lambda: (screen := self.screen()) and re.search(pattern, screen) and screen, pattern
        )

    def wrote(self, name: str) -> str:
        """Wait for a line in a file, and return all of it."""
        path = self.work / name
        return self._until(
            lambda: path.exists() and path.read_text().endswith("\n") and path.read_text(), name
        )

    def settle(self) -> None:
        """Wait until a harmless command was run on a line of its own."""
        number = next(NUMBERS)
        self.enter(f"echo settled > settled-{number}")
        self.wrote(f"settled-{number}")

    def _until(self, found: Callable[[], str | bool | None], what: str) -> str:
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            if isinstance(got := found(), str) and got:
                return got
            time.sleep(0.1)
        message = f"{what} never came; the screen:\n{self.screen()}"
        raise AssertionError(message)

    def close(self) -> None:
        """End the shell and its terminal."""
        self._tmux("kill-server")


@pytest.fixture(params=["bash", "zsh", "fish"])
def pane(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Pane]]:
    """Return what opens one of each shell; options as for `Pane`."""
    for needed in (request.param, "tmux"):
        if shutil.which(needed) is None:
            pytest.skip(f"{needed} is not installed")
    panes: list[Pane] = []

    def opened(**options: object) -> Pane:
        panes.append(Pane(request.param, tmp_path, **options))  # type: ignore[arg-type]
        panes[-1].shows(r"(?m)^% ?$")
        return panes[-1]

    yield opened
    for one in panes:
        one.close()
