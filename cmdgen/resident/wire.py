"""What goes over the socket: messages of byte strings, each behind its length.

A message is its length in four bytes, big-endian, and then its fields, each behind its own length in four bytes.  Nothing
is parsed before it is there as a whole, and what is too long is refused at its first four bytes.
"""

from __future__ import annotations

from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    class Stream(Protocol):
        """What is needed of a socket."""

        def settimeout(self, seconds: float | None, /) -> None:
            """Limit how long the next calls wait."""

        def recv(self, size: int, /) -> bytes:
            """Return what has come, empty at the end."""
            ...

        def sendall(self, data: bytes, /) -> None:
            """Send everything."""


MAX_REQUEST_BYTES = 262_144
MAX_REPLY_BYTES = 1_048_576
_LENGTH_BYTES = 4
_MAX_FIELDS = 4096

# First field of a request.
CALL = b"call"
PROPOSE = b"propose"
STATUS = b"status"
STOP = b"stop"

# First field of a reply.
ALIVE = b"alive"
"""Nothing yet; comes again and again until the answer does."""
DONE = b"done"
"""Exit status, stdout, stderr: the call is finished."""
ASK = b"ask"
"""stderr, candidate, request: shown so far; the user has to be asked."""
CANDIDATE = b"candidate"
"""A candidate as JSON."""
FAILED = b"failed"
"""Kind, message and hint of an error that any process would meet."""
YOURS = b"yours"
"""Why the caller has to answer by itself."""
STATE = b"state"
ENDED = b"ended"


class WireError(Exception):
    """The other side sends something that is no message, ends early, or takes too long."""


def packed(fields: Sequence[bytes]) -> bytes:
    """Return the bytes of a message."""
    body = b"".join(len(field).to_bytes(_LENGTH_BYTES, "big") + field for field in fields)
    return len(body).to_bytes(_LENGTH_BYTES, "big") + body


def unpacked(body: bytes) -> list[bytes]:
    """Return the fields of a message, at least one.

    Args:
        body: the message without its own length.

    Raises:
        WireError: the lengths do not add up.
    """
    fields: list[bytes] = []
    place, end = 0, len(body)
    while place < end:
        start = place + _LENGTH_BYTES
        place = start + int.from_bytes(body[place:start], "big")
        if start > end or place > end or len(fields) == _MAX_FIELDS:
            message = "the lengths of a message do not add up"
            raise WireError(message)
        fields.append(body[start:place])
    if not fields:
        message = "an empty message"
        raise WireError(message)
    return fields


def send(stream: Stream, fields: Sequence[bytes], *, within_s: float) -> None:
    """Send a message.

    Raises:
        WireError: the other side is gone or does not read.
    """
    try:
        stream.settimeout(within_s)
        stream.sendall(packed(fields))
    except OSError as error:
        raise WireError(str(error)) from error


def receive(stream: Stream, *, max_bytes: int, within_s: float) -> list[bytes]:
    """Return the fields of the next message.

    Args:
        within_s: time for the whole message, in seconds.

    Raises:
        WireError: it does not come in time, is longer than `max_bytes`, or is none.
    """
    deadline = monotonic() + within_s
    length = int.from_bytes(_exactly(stream, _LENGTH_BYTES, deadline), "big")
    if length > max_bytes:
        message = f"a message of {length} bytes"
        raise WireError(message)
    return unpacked(_exactly(stream, length, deadline))


def _exactly(stream: Stream, size: int, deadline: float) -> bytes:
    pieces = []
    while size:
        left_s = deadline - monotonic()
        if left_s <= 0:
            message = "no answer in time"
            raise WireError(message)
        try:
            stream.settimeout(left_s)
            piece = stream.recv(min(size, 65_536))
        except OSError as error:
            raise WireError(str(error)) from error
        if not piece:
            message = "the other side has ended"
            raise WireError(message)
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
