"""One HTTP request, as it is made in the thread of an exchange."""

from __future__ import annotations

import base64
import contextlib
import datetime
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urljoin, urlsplit

from cmdgen.backends.remote import explain
from cmdgen.backends.remote.bodies import MAX_ERROR_BYTES, BadBodyError, beginning, error_text, limited, shown
from cmdgen.backends.remote.failures import Kind
from cmdgen.backends.remote.route import no_tls, tls, without_login

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import httpx  # noqa: TID251

    from cmdgen.backends.remote.exchange import Exchange
    from cmdgen.backends.remote.secret import Secret

T = TypeVar("T")

_MAX_HOPS: Final = 3
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SAME_METHOD: Final = frozenset({307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A successful answer whose body is still coming."""

    content_type: str
    chunks: Iterator[bytes]
    asked_at: float
    """When the request was begun, on the clock of `time.perf_counter`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, ready to be made in the thread of an exchange."""

    server: explain.Server
    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    key: Secret | None
    connect_s: float
    wait_s: float
    max_bytes: int
    proxy: str | None
    asked_at: float = field(default_factory=time.perf_counter)

    def made(self, exchange: Exchange[T], read: Callable[[Reply], T]) -> T:
        """Make the request and return what `read` makes of the answer."""
        import httpx  # noqa: PLC0415, TID251

        with contextlib.ExitStack() as stack:
            try:
                client = stack.enter_context(self._client())
                response = stack.enter_context(self._answered(client, exchange))
            except (httpx.TransportError, httpx.InvalidURL, UnicodeError) as error:
                raise self._no_answer(error) from error
            try:
                return read(self._reply(response, exchange))
            except httpx.TransportError as error:
                raise self._broken_answer(error) from error

    def _client(self) -> httpx.Client:
        import httpx  # noqa: PLC0415, TID251

        try:
            # No pool: a connection belongs to one exchange, so cutting it hurts nobody else.
            return httpx.Client(
                verify=tls() if "https" in (self.server.address.scheme, (self.proxy or "")[:5]) else no_tls(),
                proxy=self.proxy,
                trust_env=False,
                timeout=httpx.Timeout(self.wait_s, connect=self.connect_s),
            )
        except (ImportError, ValueError) as error:  # SOCKS without its package; a scheme that is none
            message = f"the proxy {without_login(self.proxy)} cannot be used: {shown(str(error))}"
            raise self.server.failure(
                Kind.PROXY, message, f"set {self.server.proxy_variable} to an http:// address"
            ) from error

    @contextlib.contextmanager
    def _answered(self, client: httpx.Client, exchange: Exchange[T]) -> Iterator[httpx.Response]:
        """Yield the response to the request, redirects within the same server followed."""
        url, status = self.server.url + self.path, 0
        for _ in range(_MAX_HOPS):
            exchange.check()
            request = client.build_request(
                self.method,
                url,
                content=self.content,
                headers=self.headers,
                extensions={"trace": exchange.trace},
            )
            response = client.send(request, stream=True, follow_redirects=False)
            with contextlib.closing(response):
                status = response.status_code
                if status not in _REDIRECTS:
                    yield response
                    return
                url = self._redirect(url, response)
        raise explain.redirected(self.server, status, url)

    def _redirect(self, url: str, response: httpx.Response) -> str:
        """Return where to go on; only to the very server that the user named, and with the same method."""
        target, location = "", str(response.headers.get("location", ""))
        with contextlib.suppress(ValueError):
            parts = urlsplit(urljoin(url, location))
            target = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
            old = urlsplit(url)
            same_server = (parts.scheme, parts.netloc.lower()) == (old.scheme, old.netloc.lower())
            if same_server and (response.status_code in _SAME_METHOD or self.method == "GET"):
                return parts.geturl()
        raise explain.redirected(self.server, response.status_code, target.removesuffix(self.path))

    def _reply(self, response: httpx.Response, exchange: Exchange[T]) -> Reply:
        if not response.is_success:
            raise self._refused(response)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            # A few kilobytes can unpack to gigabytes, and nobody asked for it.
            message = "is compressed, which was not asked for"
            raise BadBodyError(message)
        content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content_type == "text/html":
            message = f"there is no {self.server.name} at {self.server.url}: {self.path} is a web page"
            raise self.server.failure(Kind.WRONG_ADDRESS, message, self.server.check_address)
        chunks = limited(_watched(response, exchange), self.max_bytes)
        return Reply(content_type=content_type, chunks=chunks, asked_at=self.asked_at)

    def _refused(self, response: httpx.Response) -> Exception:
        import httpx  # noqa: PLC0415, TID251

        body = b""
        with contextlib.suppress(httpx.TransportError):  # the status says enough
            if response.headers.get("content-encoding", "identity").lower() == "identity":
                body = beginning(response.iter_raw(), MAX_ERROR_BYTES)
        now = datetime.datetime.now(datetime.timezone.utc)
        return explain.refused(
            self.server,
            response.status_code,
            shown(error_text(body), *_hidden(self.server, self.key)),
            key=self.key,
            retry_after_s=explain.retry_after(response.headers.get("retry-after"), now),
            path=self.path,
        )

    def _no_answer(self, error: Exception) -> Exception:
        """Return what an error before the answer means.  Its own text may hold the key and is not shown."""
        import httpx  # noqa: PLC0415, TID251

        server, proxy = self.server, without_login(self.proxy)
        if isinstance(error, httpx.ConnectTimeout):
            return explain.no_connection_in_time(server, self.connect_s, proxy)
        if isinstance(error, httpx.TimeoutException):
            return self._silent()
        if isinstance(error, (httpx.ConnectError, httpx.ProxyError)):
            return explain.not_connected(server, error, proxy)
        if isinstance(error, httpx.NetworkError):
            return explain.cut_off(server, error)
        if isinstance(error, httpx.RemoteProtocolError):
            return explain.cut_off(server, error) if _is_end(error) else explain.not_http(server)
        message = f"no request can be sent to {server.url}"
        return server.failure(Kind.WRONG_ADDRESS, message, server.check_address)

    def _broken_answer(self, error: Exception) -> Exception:
        import httpx  # noqa: PLC0415, TID251

        if isinstance(error, httpx.TimeoutException):
            return self._silent()
        if isinstance(error, httpx.RemoteProtocolError) and not _is_end(error):
            return explain.bad_answer(self.server, "breaks the rules of HTTP")
        return explain.cut_off(self.server, error)

    def _silent(self) -> Exception:
        message = f"{self.server.name} at {self.server.url} was silent for {self.wait_s:g} s"
        return self.server.failure(Kind.TIMED_OUT, message, f"look at the log of {self.server.name}")


def headers_for(server: explain.Server, key: Secret | None) -> dict[str, str]:
    """Return the headers of every request to a server."""
    headers = {
        "accept": "application/json, application/x-ndjson, text/event-stream",
        "accept-encoding": "identity",
        "content-type": "application/json",
        "user-agent": "cmdgen",
    }
    if key is not None:
        headers["authorization"] = f"Bearer {key.reveal()}"
    elif server.address.login is not None:
        login = base64.b64encode(server.address.login.reveal().encode()).decode()
        headers["authorization"] = f"Basic {login}"
    return headers


def _hidden(server: explain.Server, key: Secret | None) -> tuple[str, ...]:
    return tuple(secret.reveal() for secret in (key, server.address.login) if secret is not None)


def _watched(response: httpx.Response, exchange: Exchange[T]) -> Iterator[bytes]:
    for chunk in response.iter_raw():
        exchange.check()
        yield chunk


def _is_end(error: Exception) -> bool:
    """Return whether a protocol error is an early end: only the text tells it from an answer that is no HTTP."""
    return "disconnected" in str(error) or "closed connection" in str(error)
