"""What goes wrong between here and the hub, in words for people: what, why, and one thing to do."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import BackendUnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping

LOGIN: Final = (
    "make a token at huggingface.co/settings/tokens, then set HF_TOKEN to it or type: hf auth login"
)
FULL: Final = frozenset(
    number for name in ("ENOSPC", "EDQUOT", "EFBIG") if (number := getattr(errno, name, None)) is not None
)
"""What the system says when nothing more can be written."""


class DownloadError(BackendUnavailableError):
    """A model could not be fetched."""


class NoSuchFileError(DownloadError):
    """The repository is there, the file is not."""


class NoSuchRepositoryError(DownloadError):
    """There is no such repository, or it is hidden from this user."""


class TooShortError(DownloadError):
    """The storage has fewer bytes than the hub announces, or than are here."""


class PassingError(Exception):
    """The hub may answer when it is asked again.

    Args:
        reason: a fragment such as "the hub answered 503".
        retry_after_s: what the hub asked for, in seconds; None if it did not say.
        unreachable: no connection came about at all.
    """

    def __init__(self, reason: str, *, retry_after_s: float | None = None, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after_s = retry_after_s
        self.unreachable = unreachable


def offline(*, by_library: bool = False) -> DownloadError:
    """Return the error for a download where network access is forbidden, by us or by huggingface_hub's setting."""
    why = "HF_HUB_OFFLINE" if by_library else "offline mode (--offline, or offline = true)"
    message = f"nothing can be downloaded: {why} forbids network access"
    hint = "allow it, or bring the file here by other means and type: cmdgen model pull FILE.gguf"
    return DownloadError(message, hint=hint)


def no_connection(host: str, reason: str, again: str) -> DownloadError:
    """Return the error for a hub that cannot be reached."""
    message = f"{host} cannot be reached: {reason}"
    return DownloadError(
        message, hint=f"check the network, HF_ENDPOINT and the proxy, then type again: {again}"
    )


def no_answer(host: str, reason: str, again: str) -> DownloadError:
    """Return the error for a hub that keeps failing."""
    return DownloadError(f"{host} does not deliver: {reason}", hint=f"try again later: {again}")


def http_error(status: int, headers: Mapping[str, str], what: str, page: str) -> DownloadError | PassingError:
    """Return what a status of the hub means.

    Args:
        status: 400 or above.
        headers: of the answer; the hub says more in some of its own.
        what: the repository or file that was asked for.
        page: where a person can look at it.

    Source: the headers X-Error-Code and X-Error-Message, as huggingface_hub reads them.
    """
    code = headers.get("X-Error-Code", "")
    said = headers.get("X-Error-Message", "")
    if status in {408, 425, 429} or status >= 500:
        return PassingError(_passing_words(status), retry_after_s=_seconds(headers.get("Retry-After")))
    if status == 416:
        message = f"{what} ends before the size that the hub announces (HTTP 416)"
        return TooShortError(message, hint="it was deleted; try once more, or without proxy and mirror")
    if code == "GatedRepo":
        message = f"{what} is gated: its makers want their conditions accepted first (HTTP {status})"
        return DownloadError(message, hint=f"accept them at {page}; then {LOGIN}")
    if code == "EntryNotFound":
        return NoSuchFileError(f"the hub has no file {what}", hint=f"look at the files: {page}/tree/main")
    if code == "RevisionNotFound":
        return DownloadError(f"the hub does not have that revision of {what}", hint=f"look at {page}")
    if status == 401 and "Invalid" in said:
        message = f"the hub refuses the token that was sent for {what} (HTTP 401: {said})"
        return DownloadError(message, hint="unset HF_TOKEN if it is old, or " + LOGIN)
    if code == "RepoNotFound" or status in {401, 404}:
        message = f"the hub has no public {what} (HTTP {status})"
        return NoSuchRepositoryError(message, hint=f"check the spelling; if it is private, {LOGIN}")
    if status == 403:
        message = f"the hub forbids {what} (HTTP 403{f': {said}' if said else ''})"
        return DownloadError(message, hint=f"check that your token may read it: {page}")
    message = f"the hub answered {status} to the request for {what}{f': {said}' if said else ''}"
    return DownloadError(message, hint=f"look at {page}")


def no_hub(host: str, reason: str) -> DownloadError:
    """Return the error for a server that does not speak the hub's protocol, such as the page of a Wi-Fi login."""
    message = f"{host} does not answer like a model hub: {reason}"
    return DownloadError(message, hint="check HF_ENDPOINT, the proxy, and whether the network wants a login")


def disk_full(needed: int | None, free: int | None, folder: object, again: str) -> DownloadError:
    """Return the error for a disk without room."""
    room = "no space is left" if free is None else f"{megabytes(free)} are free"
    wanted = "" if needed is None else f", {megabytes(needed)} are needed"
    message = f"the disk of {folder} is full: {room}{wanted}"
    hint = f"free some space, or point CMDGEN_MODELS_DIR to another disk; then type: {again}"
    return DownloadError(message, hint=hint)


def cannot_write(error: OSError, folder: object, again: str) -> DownloadError:
    """Return the error for a folder that cannot be written to."""
    if error.errno in FULL:
        return disk_full(None, None, folder, again)
    message = f"{folder} cannot be written to: {error.strerror or error}"
    return DownloadError(message, hint="make it writable, or point CMDGEN_MODELS_DIR elsewhere")


def megabytes(count: int) -> str:
    """Return a size as people say it, in decimal units like the hub."""
    if count >= 1_000_000_000:
        return f"{count / 1e9:.2f} GB"
    return f"{count / 1e6:.0f} MB" if count >= 10_000_000 else f"{count / 1e6:.1f} MB"


def reason_of(error: Any) -> str:
    """Return why a connection failed, from the innermost cause; libraries wrap it several times."""
    innermost = error
    while innermost.__cause__ is not None or innermost.__context__ is not None:
        innermost = innermost.__cause__ or innermost.__context__
    text = getattr(innermost, "strerror", None) or str(innermost) or type(innermost).__name__
    return str(text).splitlines()[0]


def _passing_words(status: int) -> str:
    if status == 429:
        return "it was asked too often (HTTP 429)"
    return "it took too long (HTTP 408)" if status == 408 else f"it failed (HTTP {status})"


def _seconds(value: str | None) -> float | None:
    try:
        return None if value is None else max(float(value), 0.0)
    except ValueError:  # a date; our own waiting times will do
        return None
