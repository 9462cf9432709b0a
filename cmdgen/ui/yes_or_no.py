"""One question at the terminal of a shell whose line editor is waiting, answered by one key and by nothing else.

The line editors of shells leave the terminal as they need it: with pastes marked, with Ctrl-C meant for the shell, and
with what was typed before still to be read.  A question asked there by shell code takes the first character of a paste
for its answer and leaves the rest of it on the line.
"""

from __future__ import annotations

import contextlib
import os
import select
import termios
from typing import Any, Final

_CHUNK_BYTES: Final = 4096
_TOGETHER_S: Final = 0.05
"""What comes faster than this after a key was not typed by a person."""
_PASTE_GAP_S: Final = 0.3
"""How long the pieces of one paste may be apart."""
_MARKED_GAP_S: Final = 2.0
"""The same for a paste whose end the terminal marks."""
_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
_LONGEST_SEQUENCE: Final = 24
"""Bytes of the longest thing that one key sends, a click of the mouse included."""
_IFLAG, _OFLAG, _LFLAG, _CC = 0, 1, 3, 6  # places in what tcgetattr returns
_HINT: Final = "Several characters at once are no answer: press one key."


def agreed(question: str, descriptor: int, *, output: int) -> bool:
    """Ask and return whether the key was y; any other key is a no, Ctrl-C too.

    Keys that were typed before the question are thrown away.  A paste, an arrow key or whatever else sends several
    characters at once is no answer, and nothing of it is left for the shell.

    Args:
        question: what stands on the line, without the end of it.
        descriptor: of the terminal, to read from.
        output: descriptor to write to.
    """
    try:
        before = termios.tcgetattr(descriptor)
        # TCSAFLUSH throws away what was typed before the question.
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, _while_asking(before))
    except termios.error:
        return False  # nobody is there
    try:
        _write(output, question)
        while (key := _key(descriptor)) is None:
            termios.tcflush(descriptor, termios.TCIFLUSH)
            _write(output, f"\n{_HINT}\n{question}")
        _write(output, (key if key.isprintable() else "") + "\n")
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    return key in {"y", "Y"}


def _while_asking(modes: list[Any]) -> list[Any]:
    changed = list(modes)
    # Ctrl-C, too, is a key here: as a signal it would reach the shell, which then forgets its line.
    changed[_LFLAG] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN | termios.ISIG)
    changed[_IFLAG] &= ~termios.IXON
    changed[_OFLAG] |= termios.OPOST | termios.ONLCR
    changed[_CC] = list(modes[_CC])
    changed[_CC][termios.VMIN], changed[_CC][termios.VTIME] = 1, 0
    return changed


def _key(descriptor: int) -> str | None:
    """Return one key, empty at the end of the terminal; None for a paste.  Keys that are a sequence are passed over."""
    while True:
        data = _at_once(descriptor)
        text = data.decode("utf-8", "replace")
        if len(text) <= 1:
            return text
        # An arrow key, or a terminal that tells of its focus; not text behind an Esc.
        if not data.startswith(b"\x1b") or _PASTE_BEGINS in data or len(data) > _LONGEST_SEQUENCE:
            return None


def _at_once(descriptor: int) -> bytes:
    """Return what comes without a pause; of a long text no more than its ends."""
    data = _read(descriptor)
    while data and select.select([descriptor], [], [], _gap_after(data))[0]:
        more = _read(descriptor)
        if not more:
            break
        data += more
        if len(data) > 2 * _CHUNK_BYTES:
            data = data[:_CHUNK_BYTES] + data[-_CHUNK_BYTES:]
    return data


def _gap_after(data: bytes) -> float:
    """Return how long to wait for the next piece."""
    begun, ended = data.rfind(_PASTE_BEGINS), data.rfind(_PASTE_ENDS)
    if begun > ended:
        return _MARKED_GAP_S
    is_key = len(data) == 1 or (data.startswith(b"\x1b") and begun < 0)
    return _TOGETHER_S if is_key else _PASTE_GAP_S


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _CHUNK_BYTES)
    except OSError:  # the terminal is gone
        return b""


def _write(descriptor: int, text: str) -> None:
    with contextlib.suppress(OSError):
        os.write(descriptor, text.encode("utf-8", "replace"))
