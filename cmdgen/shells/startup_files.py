"""The line in a shell's own startup file that brings the keys, put in and taken out again."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK: Final = "# added by cmdgen init"
"""Ends the line; whoever deletes the line deletes everything that was added."""
# `command -v`: a shell whose cmdgen was uninstalled starts without a complaint.
_LINES: Final = {
    "bash": 'command -v cmdgen >/dev/null && eval "$(cmdgen shell init bash)"',
    "zsh": 'command -v cmdgen >/dev/null && eval "$(cmdgen shell init zsh)"',
    "fish": "type -q cmdgen; and cmdgen shell init fish | source",
}


@dataclass(frozen=True, slots=True)
class StartupFile:
    """Where a shell looks for what to run at its start."""

    shell: str
    path: Path

    @property
    def line(self) -> str:
        """The line to add."""
        return f"{_LINES[self.shell]}  {MARK}"

    def has_line(self) -> bool:
        """Return whether the line, or one that the user wrote for the same end, is there."""
        text = self._text()
        return MARK in text or f"cmdgen shell init {self.shell}" in text

    def add(self) -> bool:
        """Add the line at the end and return whether that changed something.

        Raises:
            ConfigurationError: the file cannot be read or written; it is as it was.
        """
        if self.has_line():
            return False
        text = self._text()
        self._write(text + ("" if not text or text.endswith("\n") else "\n") + self.line + "\n")
        return True

    def remove(self) -> bool:
        """Take out what `add` put in and return whether there was something.

        Raises:
            ConfigurationError: the file cannot be read or written; it is as it was.
        """
        lines = self._text().splitlines(keepends=True)
        kept = [line for line in lines if not line.rstrip().endswith(MARK)]
        if len(kept) == len(lines):
            return False
        self._write("".join(kept))
        return True

    def _text(self) -> str:
        try:
            # As it stands: a file in another encoding, or with other line ends, keeps them.
            return self.path.read_bytes().decode("utf-8", "surrogateescape")
        except FileNotFoundError:
            return ""
        except OSError as error:
            message = f"{self.path} cannot be read: {error.strerror}"
            raise ConfigurationError(message, hint=f"add this line yourself: {_LINES[self.shell]}") from error

    def _write(self, text: str) -> None:
        """Replace the file at once; a link keeps pointing where it pointed, the mode stays."""
        target = self.path.resolve()
        temporary = None
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            mode = target.stat().st_mode & 0o7777 if target.exists() else 0o644
            descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            temporary = Path(name)
            with open(descriptor, "wb") as file:  # noqa: PTH123  (a descriptor, not a path)
                file.write(text.encode("utf-8", "surrogateescape"))
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
        except OSError as error:
            if temporary is not None:
                with contextlib.suppress(OSError):
                    temporary.unlink()
            message = f"{self.path} cannot be written: {error.strerror}"
            raise ConfigurationError(message, hint=f"add this line yourself: {_LINES[self.shell]}") from error


def startup_file(shell: str, environ: Mapping[str, str]) -> StartupFile | None:
    """Return the file that an interactive shell of this kind reads; None where there is no such file to edit.

    PowerShell's is not touched: only PowerShell itself knows where its profile lies.
    """
    home = environ.get("HOME")
    if shell not in _LINES or not home:
        return None
    places = {
        "bash": Path(home) / ".bashrc",
        "zsh": Path(environ.get("ZDOTDIR") or home) / ".zshrc",
        "fish": Path(environ.get("XDG_CONFIG_HOME") or Path(home) / ".config") / "fish" / "config.fish",
    }
    return StartupFile(shell, places[shell])
