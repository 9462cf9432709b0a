"""`cmdgen completion`: prints one of the scripts that scripts/completions.py keeps up to date."""

from __future__ import annotations

from importlib import resources
from typing import Final

from cmdgen.core.errors import UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.wiring.printout import print_text

_FILES: Final = {
    "bash": "cmdgen.bash",
    "zsh": "cmdgen.zsh",
    "fish": "cmdgen.fish",
    "powershell": "cmdgen.ps1",
}


def print_script(shell: str) -> int:
    """Print the completion of a shell.

    Raises:
        UsageError: there is none for this shell.
    """
    print_text(script(shell))
    return ExitCode.OK


def script(shell: str) -> str:
    """Return the completion of a shell, without a line end at the end.

    Raises:
        UsageError: there is none for this shell.
    """
    name = _FILES.get({"pwsh": "powershell"}.get(shell, shell))
    if name is None:
        message = f"there is no completion for {shell!r}"
        raise UsageError(message, hint="cmdgen completion bash, zsh, fish or powershell")
    text = (resources.files("cmdgen") / "completion" / name).read_text(encoding="utf-8")
    return text.rstrip("\n")
