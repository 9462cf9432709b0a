"""The caller's side: finds the resident process, asks it, and gives up early rather than late.

Whatever goes wrong here is no error: the caller answers by itself.
"""

# ruff: noqa: PTH109, PTH116  (pathlib takes longer to import than a whole call through the socket)

from __future__ import annotations

import _socket  # `socket` itself takes longer to import than a call through it takes
import os
from time import monotonic

from cmdgen.resident import wire
from cmdgen.resident.address import PLACES, SOCKET_NAME, folder, identity, why_unsafe
from cmdgen.resident.peer import uid_and_pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CONNECT_S = 0.1
SIGN_OF_LIFE_S = 0.5
"""A process that is there says so at once; one that is stopped, or a machine that swaps, is not waited for."""
SILENCE_S = 2.0
"""How long the process may say nothing while it works."""
LONGEST_S = 3700.0
"""Longer than the longest time budget that can be set."""
_SEND_S = 0.5


class Exchange:
    """One request to the resident process; a context manager that hangs up at its end.

    Args:
        environ: the environment variables of the call.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._stream: _socket.socket | None = None
        self.peer_pid = 0
        """The resident process, once connected."""
        self.refusal = ""
        """Why nobody is asked, where something is wrong; empty where simply nobody is there."""

    def __enter__(self) -> Exchange:  # noqa: PYI034  (typing.Self came with Python 3.11)
        """Return itself; nothing is opened yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def connect(self) -> bool:
        """Return whether the resident process of this very user is there."""
        path = folder(self._environ)
        if path is None:
            return False
        stream = None
        try:
            self.refusal = why_unsafe(path) or ""
            if self.refusal:
                return False
            stream = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
            stream.settimeout(CONNECT_S)
            stream.connect(f"{path}/{SOCKET_NAME}")
        except OSError:
            if stream is not None:
                stream.close()
            return False
        self._stream = stream
        who = uid_and_pid(stream)
        if who is None or who[0] != os.geteuid():
            self.refusal = "another user listens there"
            return False
        self.peer_pid = who[1]
        return True

    def ask(
        self, operation: bytes, fields: Sequence[bytes], *, waiting: Callable[[], None] = lambda: None
    ) -> list[bytes] | None:
        """Return the fields of the answer; None if none has come.

        Args:
            waiting: called each time the process says that it is still working.
        """
        stream = self._stream
        if stream is None:
            return None
        deadline = monotonic() + LONGEST_S
        patience_s = SIGN_OF_LIFE_S
        request = [identity().encode("utf-8", "surrogateescape"), operation, *fields]
        if sum(map(len, request)) > wire.MAX_REQUEST_BYTES - 8 * len(request):
            return None
        try:
            wire.send(stream, request, within_s=_SEND_S)
            while monotonic() < deadline:
                reply = wire.receive(stream, max_bytes=wire.MAX_REPLY_BYTES, within_s=patience_s)
                if reply[0] != wire.ALIVE:
                    return reply
                patience_s = SILENCE_S
                waiting()
        except wire.WireError:
            return None
        return None


def surroundings(environ: Mapping[str, str]) -> list[bytes]:
    """Return what an answer depends on besides the words: the working directory and some variables.

    No key is among them: a backend that needs one answers in the caller's process.
    """
    try:
        here = os.stat(".")
        place = f"{here.st_dev} {here.st_ino} {os.getcwd()}"
    except OSError:  # it was deleted
        place = ""
    known = [f"{name}={value}" for name, value in environ.items() if _matters(name)]
    return [os.fsencode(place), os.fsencode("\0".join(known))]


def _matters(name: str) -> bool:
    if name.startswith("CMDGEN_"):
        return "KEY" not in name
    return name in PLACES or name in _VARIABLES


_VARIABLES = frozenset(
    {"CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "MSYSTEM", "NO_COLOR", "OLLAMA_HOST", "PATH", "SHELL", "TERM"}
    # What warnings about the surroundings are made from, and which repository git would look at.
    | {"KUBECONFIG", "SSH_CONNECTION"}
    | {"GIT_CEILING_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_DIR"}
    | {"GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE"}
)
