"""The answers that the user changed and then ran, found without reading the whole history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.history.entry import Entry

if TYPE_CHECKING:
    from pathlib import Path

_MARK: Final = b'"edited": true'
"""As `Entry.line` writes it; parsing every line of a long history takes longer than an answer."""
MAX_PAIRS: Final = 1000


def own_commands(path: Path | None, shell: str) -> list[tuple[str, str]]:
    """Return request and command of what the user edited and ran with success in this shell, the oldest first.

    A command that failed the last time it ran is left out.  A history that cannot be read holds nothing.

    Args:
        path: file of the history; None: there is none.
        shell: dialect of the commands.
    """
    if path is None:
        return []
    try:
        content = path.read_bytes()
    except OSError:
        return []
    found: dict[tuple[str, str], None] = {}
    for line in _marked_lines(content):
        entry = Entry.of(line)
        if entry is None or not (entry.edited and entry.executed) or entry.shell != shell:
            continue
        if not (entry.request.strip() and entry.command.strip()):  # of a private history
            continue
        pair = entry.request, entry.command
        found.pop(pair, None)
        if entry.exit_code == 0:
            found[pair] = None
    return list(found)[-MAX_PAIRS:]


def _marked_lines(content: bytes) -> list[bytes]:
    lines = []
    start = 0
    while (at := content.find(_MARK, start)) >= 0:
        end = content.find(b"\n", at)
        if end < 0:
            end = len(content)
        lines.append(content[content.rfind(b"\n", 0, at) + 1 : end])
        start = end
    return lines
