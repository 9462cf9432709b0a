"""What went wrong with a server, in words: what, why, and one thing to do."""

from __future__ import annotations

import datetime
import email.utils
import re
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.backends.remote.bodies import shown
from cmdgen.backends.remote.failures import Kind, RemoteFailureError

if TYPE_CHECKING:
    from cmdgen.backends.remote.address import ServerAddress
    from cmdgen.backends.remote.secret import Secret

_SECONDS: Final = re.compile(r"\d{1,9}(\.\d{1,9})?")
_BUSY: Final = frozenset({408, 425, 429})
_WRONG_PATH: Final = frozenset({404, 405, 410, 421, 426})


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Whom the messages are about."""

    name: str
    """For people: Ollama, vLLM."""
    backend: str
    """For --backend: ollama, vllm."""
    address: ServerAddress
    setting: str
    """Setting that holds the address, such as ollama.url."""
    start: str
    """Command that starts the server."""
    key_setting: str = ""
    """Where the user puts a key."""

    @property
    def url(self) -> str:
        """The address as people may see it."""
        return self.address.url

    @property
    def proxy_variable(self) -> str:
        """The environment variable that names the proxy on the way there."""
        return f"{self.address.scheme.upper()}_PROXY"

    def failure(  # noqa: PLR0913  (what the next layers decide by)
        self,
        kind: Kind,
        message: str,
        hint: str,
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
        detail: str = "",
    ) -> RemoteFailureError:
        """Return the failure of this server."""
        return RemoteFailureError(
            message,
            hint=hint,
            backend=self.backend,
            kind=kind,
            status=status,
            retry_after_s=retry_after_s,
            detail=detail,
        )

    @property
    def check_address(self) -> str:
        """The hint that fits when something else answers there."""
        return f"check the address in {self.setting}"


def not_connected(server: Server, error: BaseException, proxy: str | None) -> RemoteFailureError:
    """Return why there is no connection, from what the HTTP library raised.

    Args:
        error: its causes hold the system's own reason.
        proxy: address of the proxy on the way, if there is one.
    """
    reason = _system_reason(error)
    if proxy is not None and not isinstance(reason, ssl.SSLError):
        message = f"the proxy {proxy} gives no way to {server.url}: {_words(reason)}"
        return server.failure(
            Kind.PROXY, message, f"check {server.proxy_variable}, or put {server.address.host} into NO_PROXY"
        )
    if isinstance(reason, ssl.SSLError):
        return tls_failed(server, reason)
    if isinstance(reason, ConnectionRefusedError):
        return not_running(server)
    if isinstance(reason, socket.gaierror):
        message = f"{server.name} is not to be found at {server.url}: {_words(reason)}"
        return server.failure(Kind.NOT_RUNNING, message, server.check_address)
    message = f"no connection to {server.name} at {server.url}: {_words(reason)}"
    return server.failure(
        Kind.UNREACHABLE, message, f"check the network, and the address in {server.setting}"
    )


def not_running(server: Server) -> RemoteFailureError:
    """Return the failure for a port on which nothing listens."""
    where = "" if server.address.is_loopback else f" on {server.address.host}"
    return server.failure(
        Kind.NOT_RUNNING, f"{server.name} is not running at {server.url}", f"start it{where}: {server.start}"
    )


def no_connection_in_time(server: Server, seconds: float, proxy: str | None) -> RemoteFailureError:
    """Return the failure for an address that stays silent."""
    through = f" through the proxy {proxy}" if proxy else ""
    message = f"no connection to {server.name} at {server.url}{through} within {seconds:.3g} s"
    return server.failure(
        Kind.UNREACHABLE, message, f"check the network, and the address in {server.setting}"
    )


def tls_failed(server: Server, reason: ssl.SSLError) -> RemoteFailureError:
    """Return the failure for a certificate, or for a server that speaks no TLS."""
    if isinstance(reason, ssl.SSLCertVerificationError):
        message = f"the certificate of {server.url} is not trusted: {shown(reason.verify_message)}"
        hint = "check the address, or name the file of your own certificate authority in SSL_CERT_FILE"
    else:
        message = f"no TLS with {server.url}: {_words(reason)}"
        hint = f"if the server speaks plain HTTP, begin {server.setting} with http://"
    return server.failure(Kind.TLS, message, hint)


def cut_off(server: Server, error: BaseException) -> RemoteFailureError:
    """Return the failure for a connection that ended before the answer did."""
    reason = _system_reason(error)
    if isinstance(reason, ssl.SSLError) and not isinstance(reason, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return tls_failed(server, reason)
    message = f"{server.name} at {server.url} closed the connection before its answer was whole"
    return server.failure(Kind.UNREACHABLE, message, f"ask again, and look at the log of {server.name}")


def not_http(server: Server) -> RemoteFailureError:
    """Return the failure for something that speaks another protocol."""
    message = f"what answers at {server.url} is no {server.name}: it does not speak HTTP"
    hint = server.check_address
    if server.address.scheme == "http":
        hint += "; if it needs TLS, begin it with https://"
    return server.failure(Kind.WRONG_ADDRESS, message, hint)


def bad_answer(server: Server, why: str) -> RemoteFailureError:
    """Return the failure for an answer that cannot be used; the text completes "the answer ..."."""
    message = f"the answer of {server.name} at {server.url} {why}"
    return server.failure(
        Kind.BAD_ANSWER, message, f"{server.check_address}, or try another model with --model"
    )


def redirected(server: Server, status: int, target: str) -> RemoteFailureError:
    """Return the failure for a redirect that is not followed.

    Args:
        target: where it leads, without query.
    """
    where = shown(target) or "nowhere"
    message = f"{server.url} redirects to {where}, which is not followed"
    hint = f"if that is right, set {server.setting} to it"
    return server.failure(Kind.WRONG_ADDRESS, message, hint, status=status)


def refused(  # noqa: PLR0913  (what there is to say)
    server: Server,
    status: int,
    detail: str,
    *,
    key: Secret | None = None,
    retry_after_s: float | None = None,
    path: str = "",
) -> RemoteFailureError:
    """Return the failure for an HTTP status that is no success.

    Args:
        detail: the server's own words, made safe to show.
        key: what was sent.
        path: what was asked for.
    """
    because = f": {detail}" if detail else ""
    said = f"{server.name} at {server.url} answered {status}{because}"
    if status in (401, 403):
        return _unauthorised(server, status, because, key)
    if status == 407:
        hint = f"put user and password into {server.proxy_variable}, or the server into NO_PROXY"
        return server.failure(
            Kind.PROXY, f"the proxy before {server.url} wants a password", hint, status=status
        )
    if status in _BUSY or status >= 500:
        moment = "a moment" if retry_after_s is None else f"{retry_after_s:.0f} s"
        hint = f"wait {moment} and ask again, or look at the log of {server.name}"
        return server.failure(Kind.BUSY, said, hint, status=status, retry_after_s=retry_after_s)
    if status in _WRONG_PATH:
        message = f"there is no {server.name} at {server.url}: {path} answered {status}{because}"
        return server.failure(Kind.WRONG_ADDRESS, message, server.check_address, status=status, detail=detail)
    hint = "try another model with --model"
    return server.failure(Kind.REJECTED, said, hint, status=status, detail=detail)


def _unauthorised(server: Server, status: int, because: str, key: Secret | None) -> RemoteFailureError:
    sent = f"with {key.described}" if key else "and no key was sent"
    message = f"{server.name} at {server.url} refuses the request ({status}), {sent}{because}"
    if key:
        hint = f"put a valid key into {key.origin}"
    else:
        hint = f"set {server.key_setting}" if server.key_setting else "ask whoever runs the server for access"
    return server.failure(Kind.UNAUTHORISED, message, hint, status=status)


def retry_after(value: str | None, now: datetime.datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, or None if it says nothing usable.

    Args:
        value: seconds or an HTTP date, RFC 9110 section 10.2.3.
        now: with a time zone.
    """
    if value is None:
        return None
    if _SECONDS.fullmatch(value.strip()):
        return float(value)
    try:
        then = email.utils.parsedate_to_datetime(value)
        if then.tzinfo is None:
            then = then.replace(tzinfo=datetime.timezone.utc)
        return max(0.0, (then - now).total_seconds())
    except (ValueError, OverflowError):
        return None


def _system_reason(error: BaseException) -> BaseException:
    """Return the innermost cause: the HTTP library wraps what the system said twice."""
    seen: BaseException = error
    while (inner := seen.__cause__ or seen.__context__) is not None:
        seen = inner
    return seen


def _words(reason: BaseException) -> str:
    if isinstance(reason, ssl.SSLError) and reason.reason:
        return reason.reason.replace("_", " ").lower()
    if isinstance(reason, OSError) and reason.strerror:
        return shown(reason.strerror)
    return shown(str(reason)) or type(reason).__name__


def plain_http_warning(address: ServerAddress, *, with_key: bool) -> str | None:
    """Return what to tell the user about an unencrypted connection that leaves this machine, or None.

    Args:
        with_key: a key or password is sent along.
    """
    if address.scheme == "https" or address.is_loopback:
        return None
    what = "requests and the key are" if with_key else "requests are"
    return f"{what} sent to {address.url} unencrypted; use https:// where the server has it"
