"""One more line in the history file of the user's shell, in that shell's own format.

A command that the program has run itself is otherwise missing when the user presses the up arrow tomorrow.  A file
that is not there is not made: whoever keeps no history wants none.

Sources: the manual of bash (HISTTIMEFORMAT, "history expansion file format"), zshoptions(1) EXTENDED_HISTORY and
zsh's metafied characters (Src/zsh.h), fish's history file (YAML-like, backslash escapes).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.shells.handing_over import hand_over

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TAIL_BYTES: Final = 4096
_BASH_TIME: Final = re.compile(rb"^#\d{9,}$", re.MULTILINE)
_BASH_NO_ENTRY: Final = re.compile(rb"^(?:#\d|$)", re.MULTILINE)
"""A line that bash does not read back as part of a command: it looks like a time, or is blank."""
_ZSH_TIME: Final = re.compile(rb"^: \d+:\d+;", re.MULTILINE)
_META: Final = 0x83


def _as_it_is(command: str) -> str | None:
    return None if "\n" in command else command


def remember(
    command: str,
    shell: str,
    environ: Mapping[str, str],
    *,
    now: float,
    one_line: Callable[[str], str | None] = _as_it_is,
) -> bool:
    """Append a command to the history of a shell and return whether that was done; never raises.

    Nothing is written where the shell would read back another command.

    Args:
        command: that ran.
        shell: its name, such as bash.
        environ: of the user; `HISTFILE` counts if it is exported.  A shell that has the keys takes the command itself.
        now: seconds since 1970.
        one_line: returns a bash command of several lines as one line that does the same, or None.
    """
    # fish has no way to take an entry; it reads its file again instead.
    if hand_over(command, environ) and shell != "fish":
        return True
    path = history_file(shell, environ)
    if path is None:
        return False
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            is_timed = _BASH_TIME.match(file.readline(_TAIL_BYTES)) is not None
            file.seek(max(0, size - _TAIL_BYTES))
            tail = file.read()
        if shell == "bash":
            entry = _bash(command, int(now), tail, is_timed, one_line)
        else:
            entry = _FORMATS[shell](os.fsencode(command), int(now), tail)
        if not entry:
            return False
        if tail and not tail.endswith(b"\n"):
            entry = b"\n" + entry
        # One write in append mode, as the shells themselves do it.
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(descriptor, entry)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return False
    return True


def history_file(shell: str, environ: Mapping[str, str]) -> Path | None:
    """Return where a shell keeps its history; None if it keeps none that is known."""
    home = environ.get("HOME")
    if shell not in _SHELLS or not home:
        return None
    if shell == "fish":
        data = environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
        path = Path(data) / "fish" / f"{environ.get('fish_history') or 'fish'}_history"
    elif environ.get("HISTFILE") and shell == Path(environ.get("SHELL", "")).name:
        path = Path(environ["HISTFILE"])
    else:
        path = Path(home) / f".{shell}_history"
        if shell == "zsh" and not path.is_file():
            path = Path(environ.get("ZDOTDIR") or home) / ".zhistory"
    return path if path.is_file() else None


def _bash(
    command: str, now: int, tail: bytes, is_timed: bool, one_line: Callable[[str], str | None]
) -> bytes:
    """Return the entry; empty where bash would read something else."""
    joined = one_line(command)
    text = os.fsencode(command if joined is None else joined)
    time = b"#%d\n" % now if _BASH_TIME.search(tail) else b""
    # Several lines are one entry only in a file that begins with a time, to whoever has set HISTTIMEFORMAT.
    if b"\n" in text and (not (is_timed and time) or _BASH_NO_ENTRY.search(text)):
        return b""
    return time + text + b"\n"


def _zsh(command: bytes, now: int, tail: bytes) -> bytes:
    metafied = bytearray()
    for byte in command:
        if byte == 0 or _META <= byte <= 0xA2:
            metafied += bytes((_META, byte ^ 32))
        else:
            metafied.append(byte)
    # A backslash at the end of a line continues the entry; the last line must not end with one.
    text = bytes(metafied).replace(b"\n", b"\\\n")
    if text.endswith(b"\\"):
        text += b" "
    return (b": %d:0;" % now if _ZSH_TIME.search(tail) else b"") + text + b"\n"


def _fish(command: bytes, now: int, tail: bytes) -> bytes:  # noqa: ARG001  the same shape as the others
    escaped = command.replace(b"\\", b"\\\\").replace(b"\n", b"\\n")
    return b"- cmd: %s\n  when: %d\n" % (escaped, now)


_FORMATS: Final = {"zsh": _zsh, "fish": _fish}
"""Shells whose entries hold any number of lines."""
_SHELLS: Final = {"bash", *_FORMATS}
