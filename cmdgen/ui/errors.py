"""An error as the user reads it: what went wrong and why, then one thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.ui.escape import printable

if TYPE_CHECKING:
    from cmdgen.core.errors import CmdgenError
    from cmdgen.ui.paint import Paint


def render_error(error: CmdgenError, paint: Paint) -> str:
    """Return one or two lines; not wrapped by us, so that addresses and commands can be copied."""
    message = " ".join(printable(error.message).split("\n"))
    text = f"{paint('cmdgen:', 'red bold')} {message}\n"
    if error.hint is not None:
        hint = " ".join(printable(error.hint).split("\n"))
        text += f"  {hint}\n"
    return text


def render_note(text: str, paint: Paint) -> str:
    """Return one line that is no error, such as which backend answered instead."""
    note = " ".join(printable(text).split("\n"))
    return f"{paint('cmdgen:', 'dim')} {note}\n"
