"""Asks the real shell whether it can read a command, without running any of it.

This module starts processes although only execute.py runs commands: `bash -n` is the one judge of bash
syntax that is always right.  The shell gets a fixed argument list and an empty environment, so neither
BASH_ENV nor a startup file of the user takes part.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from cmdgen.shells.dialects import DIALECTS, Dialect

if TYPE_CHECKING:
    from cmdgen.core.records import Command

_TIMEOUT_S: Final = 5.0
_MAX_MESSAGE_CHARACTERS: Final = 200
# Nothing of the user's: PATH, BASH_ENV, ENV and HOME all are absent.  English messages, no locale needed.
_ENVIRONMENT: Final = {"LC_ALL": "C"}
_WHO_AND_WHERE: Final = re.compile(r"^(?:[\w./-]+:)?\s*(?:-c:\s*)?(?:line\s+)?(?:\d+:)?\s*")
_OPEN_HEREDOC: Final = "here-document"


def syntax_error(command: Command, *, path: str | None = None) -> str | None:
    """Return the shell's own complaint about a command, in one line, or None if it has none.

    None also comes back when the shell is not installed, or has no way to only check.

    Args:
        path: folders to look for the shell in, as in PATH; None means those of this process.
    """
    shell = DIALECTS.get(command.dialect)
    if shell is None or shell.check_flags is None:
        return None
    if "\0" in command.text:
        return "it holds a NUL character"
    program = _checker(shell, path)
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *shell.check_flags, command.text],
            capture_output=True,
            env=_ENVIRONMENT if sys.platform != "win32" else None,  # Windows programs need SystemRoot
            stdin=subprocess.DEVNULL,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None  # no checker is no error: a text too long for an argument, or a broken installation
    said = done.stderr.decode("utf-8", "replace")
    # The status alone does not tell: fish always ends with 0 here, and bash only warns of a here-document
    # without an end, which it would run as if it ended with the text.
    if (
        done.returncode == 0
        and not (command.dialect == "fish" and said.strip())
        and _OPEN_HEREDOC not in said
    ):
        return None
    return _cleaned(said) or f"{command.dialect} cannot read it"


def _checker(shell: Dialect, path: str | None) -> str | None:
    program = shutil.which(shell.program, path=path)
    # This bash starts a Linux machine first, which takes seconds and knows other files.
    if program is not None and sys.platform == "win32" and "system32" in program.lower():
        return None
    return program


def _cleaned(said: str) -> str:
    """Return the first line of a shell's complaint without program name and line number."""
    for line in said.splitlines():
        bare = _WHO_AND_WHERE.sub("", line, count=1).strip()
        bare = bare.removeprefix("warning: ")
        if bare:
            bare = bare[:_MAX_MESSAGE_CHARACTERS]
            return "".join(sign if sign.isprintable() else "\ufffd" for sign in bare)
    return ""
