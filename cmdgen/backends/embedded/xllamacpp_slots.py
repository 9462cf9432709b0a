"""Takes the model's state out of llama.cpp's server and puts it back, which it offers over its socket only.

The socket lies in a folder that nobody else can enter.  It is closed after the first request, which is when the
fixed part of the prompt has been brought in; from then on the server can be reached by nobody.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cmdgen.core.records import Message

_FILE: Final = "state"
_TIMEOUT_S: Final = 10.0
_MAX_REPLY_BYTES: Final = 1 << 20


class Slots:
    """The server's own requests about its only slot.

    Args:
        address: the server's Unix socket; its folder is also where the server reads and writes states.
        close: deletes socket and folder.
    """

    def __init__(self, address: Path, close: contextlib.ExitStack) -> None:
        self._address = address
        self._file = address.with_name(_FILE)
        self._close = close

    def rendered(self, messages: Sequence[Message]) -> str:
        """Return the prompt after the model's chat template; empty if the server cannot tell."""
        turns = [{"role": message.role, "content": message.content} for message in messages]
        reply = self._post("/apply-template", {"messages": turns})
        prompt = None if reply is None else reply.get("prompt")
        return prompt if isinstance(prompt, str) else ""

    def state(self) -> bytes | None:
        """Return what the model has worked out about the tokens in its context; None if that fails."""
        try:
            if self._post("/slots/0?action=save", {"filename": _FILE}) is None:
                return None
            return self._file.read_bytes()
        except OSError:
            return None
        finally:
            self._clear()

    def restore(self, state: bytes) -> bool:
        """Put a `state` into the context, and return whether the server took it."""
        try:
            self._file.write_bytes(state)
            return self._post("/slots/0?action=restore", {"filename": _FILE}) is not None
        except OSError:
            return False
        finally:
            self._clear()

    def close(self) -> None:
        """Delete the socket; harmless when called twice."""
        self._close.close()

    def _clear(self) -> None:
        with contextlib.suppress(OSError):
            self._file.unlink()

    def _post(self, path: str, content: dict[str, Any]) -> dict[str, Any] | None:
        """Return the server's answer; None if it refuses, or says anything but JSON.

        Written out here because `http.client` takes longer to import than the whole exchange lasts.

        Raises:
            OSError: the server cannot be reached.
        """
        body = json.dumps(content).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_TIMEOUT_S)
            connection.connect(os.fspath(self._address))
            connection.sendall(head.encode("ascii") + body)
            reply = bytearray()
            while part := connection.recv(1 << 16):
                reply += part
                if len(reply) > _MAX_REPLY_BYTES:
                    return None
        first, _, rest = bytes(reply).partition(b"\r\n")
        if first.split()[1:2] != [b"200"]:
            return None
        try:
            answer = json.loads(rest.partition(b"\r\n\r\n")[2])
        except ValueError:
            return None
        return answer if isinstance(answer, dict) else None
