"""`cmdgen shell init`: everything that an interactive shell evaluates, in one text."""

from __future__ import annotations

from cmdgen.core.exit_codes import ExitCode
from cmdgen.shells.integration import code
from cmdgen.wiring import shell_guard
from cmdgen.wiring.completing import script
from cmdgen.wiring.printout import print_text


def print_code(shell: str, *, key: str, alias: str, guard: bool) -> int:
    """Print the keys and the completion of a shell, behind its guard if that is wanted.

    Raises:
        UsageError: there is none for this shell, or the key or the word cannot be used.
    """
    parts = [shell_guard.code(shell)] if guard else []
    # Behind the guard: Enter first looks for words, then leaves the line to the guard.
    print_text("\n\n".join([*parts, code(shell, key=key, alias=alias), script(shell)]))
    return ExitCode.OK
