"""The questions of the keys and of the guard: asked here once, and not in the code of each shell.

The shell tells the question and reads the status: 0 is a yes, anything else a no, also where nobody could be asked.
"""

from __future__ import annotations

import sys
from typing import Final

from cmdgen.core.errors import UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.ui.escape import printable

QUESTION: Final = "question"
"""What stands in place of a shell's name in `cmdgen shell --widget NAME`."""
_STDIN, _STDERR = 0, 2


def ask(question: str) -> int:
    """Ask on the terminal that stdin is.

    Args:
        question: without the keys that answer it.

    Raises:
        UsageError: on Windows, where PowerShell asks by itself.
    """
    if sys.platform == "win32":
        message = "there is nothing to ask with here"
        raise UsageError(message, hint="this is called by the code of cmdgen shell init")
    from cmdgen.ui.yes_or_no import agreed  # noqa: PLC0415  not on Windows

    is_yes = agreed(f"{printable(question)} [y/N] ", _STDIN, output=_STDERR)
    return ExitCode.OK if is_yes else ExitCode.DECLINED
