"""Hands a command that ran to the shell that called, which puts it into its own history.

The shell knows what a program cannot: where its history file is, and the session whose up arrow is pressed next.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE: Final = "CMDGEN_RAN"
"""Names an empty file, made by the code of `cmdgen shell init` for one call."""


def hand_over(command: str, environ: Mapping[str, str]) -> bool:
    """Write a command where the shell looks for it and return whether that was done; never raises.

    Args:
        command: that ran.
        environ: of the user.
    """
    path = environ.get(VARIABLE)
    if not path:
        return False
    try:
        # Never made here: where it is gone, the shell has stopped waiting for us.
        descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0))
        try:
            data = os.fsencode(command)
            return os.write(descriptor, data) == len(data)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return False
