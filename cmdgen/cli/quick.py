"""The way past everything: `--version`, and a call of words only, for the resident process if there is one.

Runs before anything else is imported, so it imports nothing that it need not; see `cmdgen.resident`.
"""

# ruff: noqa: PTH116  (pathlib takes longer to import than a whole call through the socket)

from __future__ import annotations

import os
import sys

from cmdgen import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cmdgen.ui.spinner import Spinner

COMMANDS = frozenset(
    {
        "bench",
        "check",
        "completion",
        "config",
        "eval",
        "explain",
        "fix",
        "help",
        "history",
        "hook",
        "init",
        "model",
        "rules",
        "scan",
    }
    | {"serve", "shell", "status", "version"}
)
"""First words that this process looks at by itself, whether they begin a subcommand or a request."""
_UNASKED = frozenset({"--print", "--json", "--dry-run"})
"""Options with which nobody is asked and nothing runs, so that the whole call can be answered there."""
_WIDGET = ("shell", "--widget")
_READER_GONE = 141


class Begun:
    """A call that the resident process has answered as far as it may: the user has to be asked here."""

    def __init__(self, shown: bytes, candidate: bytes, request: bytes) -> None:
        self.shown, self.candidate, self.request = shown, candidate, request


def answered(arguments: Sequence[str], environ: Mapping[str, str]) -> int | Begun | None:
    """Return the exit status of a call that is finished, or one that is begun; None if nothing has happened.

    Args:
        arguments: without the program's name.
        environ: the environment variables.
    """
    if list(arguments) in (["--version"], ["version"]) and sys.stdout is not None:
        return _printed(f"cmdgen {__version__}\n".encode("ascii"), 0)
    if os.name != "posix" or environ.get("CMDGEN_RESIDENT") == "off" or not _is_plain(arguments):
        return None
    facts = _facts()
    if facts is None:
        return None
    from cmdgen.resident import wire  # noqa: PLC0415  a `--version` needs none of it
    from cmdgen.resident.client import Exchange, surroundings  # noqa: PLC0415

    with Exchange(environ) as exchange:
        if not exchange.connect():
            return None
        words = [os.fsencode(argument) for argument in arguments]
        patience = _Patience(environ)
        try:
            reply = exchange.ask(wire.CALL, [*surroundings(environ), facts, *words], waiting=patience.wait)
        finally:
            patience.end()
    if reply is not None and reply[0] == wire.ASK and len(reply) == 4:
        _write(2, reply[1])
        return Begun(*reply[1:])
    if reply is not None and reply[0] == wire.DONE and len(reply) == 4 and reply[1].isdigit():
        _write(2, reply[3])
        return _printed(reply[2], int(reply[1]))
    return None


def _printed(data: bytes, status: int) -> int | None:
    """Write to stdout and return the status; None if that is not possible, which others tell."""
    try:
        _write(1, data)
    except BrokenPipeError:
        return _READER_GONE
    except OSError:
        return None
    return status


def _is_plain(arguments: Sequence[str]) -> bool:
    """Return whether these are words of a request, with one of a few options in front, or the key of a shell."""
    if tuple(arguments[:2]) == _WIDGET:
        return True
    words = arguments[1:] if arguments[:1] and arguments[0] in _UNASKED else arguments
    return bool(words) and words[0] not in COMMANDS and not any(word.startswith("-") for word in words)


def _facts() -> bytes | None:
    """Return what is known about the standard streams; None if one of them needs a closer look."""
    terminals = []
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is None:
            return None
        if number and stream.encoding.lower() != "utf-8":
            return None
        try:
            terminals.append(os.isatty(number))
            if not number and not terminals[0] and not os.path.samestat(os.fstat(0), os.stat(os.devnull)):
                return None  # data on stdin
        except OSError:
            return None
    try:
        width = os.get_terminal_size(2).columns if terminals[2] else 0
    except OSError:
        width = 0
    return b"%d %d %d %d" % (*terminals, width)


def _write(descriptor: int, data: bytes) -> None:
    """Write everything; to stderr as much as it takes.

    Raises:
        OSError: stdout does not take it.
    """
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError:
        if descriptor != 2:
            raise


class _Patience:
    """Draws a sign of life once an answer takes long enough to import what draws it."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._signs = 0
        self._spinner: Spinner | None = None

    def wait(self) -> None:
        """Take note that the resident process is still working."""
        self._signs += 1
        if self._signs != 2 or not os.isatty(2):
            return
        from cmdgen.ui.sink import Messages  # noqa: PLC0415
        from cmdgen.ui.spinner import Spinner  # noqa: PLC0415
        from cmdgen.ui.terminal import detect  # noqa: PLC0415

        terminal = detect(self._environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
        self._spinner = Spinner(Messages(sys.stderr), terminal).__enter__()

    def end(self) -> None:
        """Take it off the line again."""
        if self._spinner is not None:
            self._spinner.__exit__(None, None, None)
