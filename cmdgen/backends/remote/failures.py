"""What can go wrong with a server, sorted by what helps: asking again, asking another, or telling the user."""

from __future__ import annotations

import enum

from cmdgen.core.errors import BackendUnavailableError


class Kind(enum.Enum):
    """Why a server gave no usable answer."""

    NOT_RUNNING = "not running"
    """Nothing listens there, or the name has no address."""
    UNREACHABLE = "unreachable"
    """The connection was not made, or was cut before an answer was whole."""
    TIMED_OUT = "timed out"
    """The server took longer than one try may take."""
    BUSY = "busy"
    """408, 429 and every 5xx."""
    UNAUTHORISED = "unauthorised"
    """401 and 403."""
    NO_MODEL = "no model"
    """The server does not have the model, or has none at all."""
    WRONG_ADDRESS = "wrong address"
    """An unknown path, a redirect to another host, or a server that speaks something else."""
    TLS = "TLS"
    """The certificate is not trusted, or is somebody else's."""
    PROXY = "proxy"
    BAD_ANSWER = "bad answer"
    """Malformed, empty, truncated, endless or too large."""
    REJECTED = "rejected"
    """400 and its like: asking again would change nothing."""


_WORTH_ANOTHER_TRY = frozenset({Kind.NOT_RUNNING, Kind.UNREACHABLE, Kind.TIMED_OUT, Kind.BUSY})


class RemoteFailureError(BackendUnavailableError):
    """A server gave no usable answer.

    Args:
        message: what happened and why, with the exact address; never a key.
        hint: one thing to do about it.
        backend: name for --backend of the one that failed.
        kind: why.
        status: HTTP status, where there was one.
        retry_after_s: what the server asked for with Retry-After, in seconds from now.
        detail: the server's own words, safe to show; part of the message already.
    """

    def __init__(  # noqa: PLR0913  (what the next layers decide by)
        self,
        message: str,
        *,
        hint: str,
        backend: str,
        kind: Kind,
        status: int | None = None,
        retry_after_s: float | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.backend = backend
        self.kind = kind
        self.status = status
        self.retry_after_s = retry_after_s
        self.detail = detail

    @property
    def worth_another_try(self) -> bool:
        """Whether the same request may well succeed a moment later."""
        return self.kind in _WORTH_ANOTHER_TRY
