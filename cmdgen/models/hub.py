"""The model hub, through huggingface_hub: which files there are, and the bytes of one.

Its client brings HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE, proxies and certificates.  The bytes are read here and not
by `hf_hub_download`, which writes to a file of a new name each time and deletes it on failure: nothing could be
resumed.  They come over plain HTTP, which every mirror speaks.
"""

from __future__ import annotations

import contextlib
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urljoin, urlsplit

from cmdgen.core.errors import CmdgenError
from cmdgen.models import hub_errors
from cmdgen.models.hub_errors import DownloadError, PassingError
from cmdgen.models.verification import Expected

if TYPE_CHECKING:
    from collections.abc import Iterator

CONNECT_TIMEOUT_S: Final = 10.0
STALL_TIMEOUT_S: Final = 30.0
"""How long no byte may come before the connection counts as lost."""
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_SHA1: Final = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """One file of the hub, at one commit."""

    repository: str
    file: str
    commit: str
    expected: Expected

    @property
    def size_bytes(self) -> int | None:
        """Size as the hub announces it."""
        return self.expected.size_bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """Bytes on their way."""

    start: int
    """Where in the file they begin: 0 when a server does not do ranges, whatever was asked for."""
    chunks: Iterator[bytes]


class Hub:
    """A client of the hub.

    Args:
        offline: refuse before anything of the network is even imported.
        endpoint: address of the hub; None is what HF_ENDPOINT says, else huggingface.co.
        stall_timeout_s: how long to wait for the next byte.
    """

    def __init__(
        self, *, offline: bool = False, endpoint: str | None = None, stall_timeout_s: float = STALL_TIMEOUT_S
    ) -> None:
        self._offline = offline
        self._endpoint = endpoint
        self._stall_timeout_s = stall_timeout_s

    @property
    def address(self) -> str:
        """Where the hub is."""
        if self._endpoint is not None:
            return self._endpoint
        from huggingface_hub import constants  # noqa: PLC0415  half a second to import

        return str(constants.ENDPOINT)

    @property
    def host(self) -> str:
        """Name of the server, for messages."""
        return urlsplit(self.address).netloc or "the hub"

    def describe(self, repository: str, revision: str, file: str) -> RemoteFile:
        """Return what the hub says about a file; one request, no retries.

        Raises:
            DownloadError: there is no such file, or it may not be had.
            PassingError: asking again may help.
        """
        self.refuse_offline()
        from huggingface_hub import get_hf_file_metadata, hf_hub_url  # noqa: PLC0415  half a second to import

        with self._translated(f"{repository}/{file}", repository):
            url = hf_hub_url(repository, file, revision=revision, endpoint=self._endpoint)
            found = get_hf_file_metadata(url, timeout=CONNECT_TIMEOUT_S, endpoint=self._endpoint)
        if found.commit_hash is None:
            raise hub_errors.no_hub(self.host, "it does not say which commit a file is from")
        etag = found.etag or ""
        return RemoteFile(
            repository=repository,
            file=file,
            commit=found.commit_hash,
            expected=Expected(
                size_bytes=found.size,
                sha256=etag if _SHA256.fullmatch(etag) else None,
                git_sha1=etag if _SHA1.fullmatch(etag) else None,
            ),
        )

    def files(self, repository: str, revision: str) -> dict[str, int]:
        """Return every file of a repository with its size in bytes; no retries.

        Raises:
            DownloadError: there is no such repository, or it may not be seen.
            PassingError: asking again may help.
        """
        self.refuse_offline()
        from huggingface_hub.utils import build_hf_headers, validate_repo_id  # type: ignore[attr-defined]  # noqa: PLC0415  as in open

        # Not HfApi.list_repo_tree: it asks again by itself, for 20 s and with a log of its own, before it says why.
        address = self.address.rstrip("/")
        sizes: dict[str, int] = {}
        with self._translated(f"repository {repository}", repository):
            validate_repo_id(repository)
            page = f"{address}/api/models/{repository}/tree/{quote(revision, safe='')}?recursive=true"
            while page:
                # The token is for the hub alone; a mirror may name the next page at another address.
                headers = build_hf_headers() if page.startswith(f"{address}/") else {}
                entries, following = self._entries(page, headers, repository)
                sizes |= {entry["path"]: entry["size"] for entry in entries if entry.get("type") == "file"}
                page = urljoin(page, following) if following else ""
        return sizes

    def _entries(self, page: str, headers: dict[str, str], repository: str) -> tuple[list[Any], str | None]:
        """Return the entries on one page of a list of files, and the address of the next page."""
        from huggingface_hub import get_session  # noqa: PLC0415  half a second to import

        response = get_session().get(page, headers=headers, timeout=CONNECT_TIMEOUT_S)
        if response.status_code >= 400:
            raise self._http_error(response, f"repository {repository}", repository)
        try:
            entries = response.json()
        except ValueError:
            entries = None
        if not isinstance(entries, list):
            raise hub_errors.no_hub(self.host, "it sends no list of files")
        return entries, response.links.get("next", {}).get("url")

    @contextlib.contextmanager
    def open(self, remote: RemoteFile, start: int) -> Iterator[Answer]:
        """Yield the bytes of a file from a position on.

        Raises:
            DownloadError: it may not be had.
            PassingError: the connection broke, now or while the bytes are read; asking again may help.
        """
        self.refuse_offline()
        from huggingface_hub import get_session, hf_hub_url  # noqa: PLC0415  half a second to import
        from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # noqa: PLC0415  it is exported lazily, which mypy cannot see

        headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with self._translated(f"{remote.repository}/{remote.file}", remote.repository):
            # The commit, not the branch: what comes is what was described, also after a day's break.  The address
            # in the storage behind is signed for minutes only, so each attempt asks the hub itself.
            url = hf_hub_url(remote.repository, remote.file, revision=remote.commit, endpoint=self._endpoint)
            timeout = self._stall_timeout_s
            with get_session().stream("GET", url, headers=headers, timeout=timeout) as response:
                if response.status_code >= 400:
                    raise self._http_error(response, f"{remote.repository}/{remote.file}", remote.repository)
                yield Answer(_start(response), response.iter_bytes())

    def refuse_offline(self) -> None:
        """Raise the error for a download where network access is forbidden.

        Raises:
            DownloadError: it is.
        """
        if self._offline:
            raise hub_errors.offline()

    def _http_error(self, response: Any, what: str, repository: str) -> Exception:
        page = f"{self.address.rstrip('/')}/{repository}"
        return hub_errors.http_error(response.status_code, response.headers, what, page)

    def _reason(self, error: Exception) -> str:
        library = _http_library()
        if isinstance(error, library.ReadTimeout):
            return f"no byte came for {self._stall_timeout_s:g} s"
        if isinstance(error, library.RemoteProtocolError):
            return "the connection broke off"
        return hub_errors.reason_of(error)

    @contextlib.contextmanager
    def _translated(self, what: str, repository: str) -> Iterator[None]:
        """Turn what the library raises into our errors."""
        from huggingface_hub import errors  # noqa: PLC0415  half a second to import

        try:
            yield
        except (CmdgenError, PassingError):
            raise
        except errors.OfflineModeIsEnabled as error:
            raise hub_errors.offline(by_library=True) from error
        except errors.HfHubHTTPError as error:
            raise self._http_error(error.response, what, repository) from error
        except errors.HFValidationError as error:
            message = f"{what} is no name that the hub could have"
            raise DownloadError(message, hint="write it as OWNER/REPO") from error
        except _http_library().TransportError as error:
            library = _http_library()
            unreachable = (library.ConnectError, library.ConnectTimeout, library.ProxyError)
            reason = self._reason(error)
            raise PassingError(reason, unreachable=isinstance(error, unreachable)) from error


def _http_library() -> Any:
    """Return the HTTP library that the client uses: httpx with huggingface_hub 1, httpx2 with version 2."""
    from huggingface_hub import get_session  # noqa: PLC0415  half a second to import

    return sys.modules[type(get_session()).__module__.partition(".")[0]]


def _start(response: Any) -> int:
    if response.status_code != 206:
        return 0
    match = re.fullmatch(r"bytes (\d+)-\d+/.*", response.headers.get("Content-Range", ""))
    return int(match[1]) if match else 0
