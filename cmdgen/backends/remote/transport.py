"""HTTP with servers that may be slow, gone, wrong or hostile.

One exchange a call: no retry, no connection kept, no cookie.  Everything that can happen ends in a
`RemoteFailureError` that says what, or in the answer.  See docs/adr/0011.
"""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cmdgen.backends.remote import explain, http_library
from cmdgen.backends.remote.bodies import MAX_ANSWER_BYTES, BadBodyError, json_object
from cmdgen.backends.remote.call import Call, headers_for
from cmdgen.backends.remote.deadline import Deadline
from cmdgen.backends.remote.exchange import Exchange, GivenUpError, NotConnectedError, OutOfTimeError
from cmdgen.backends.remote.route import proxy_for, without_login
from cmdgen.core.errors import BackendUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cmdgen.backends.remote.call import Reply
    from cmdgen.backends.remote.secret import Secret

T = TypeVar("T")

_SHORTEST_CHECK_S: Final = 0.25
_AFTERWARDS_S: Final = 1.0


class Transport:
    """Sends requests to one server.  Safe to use from several threads.

    Args:
        server: where, and how messages call it.
        connect_timeout_s: for name, connection and TLS together.
    """

    def __init__(self, server: explain.Server, *, connect_timeout_s: float = 5.0) -> None:
        self.server = server
        self._connect_timeout_s = connect_timeout_s
        self._lock = threading.Lock()
        self._running: set[Exchange[Any]] = set()

    def short_deadline(self, timeout_s: float) -> Deadline:
        """Return the deadline of a health check; loading the HTTP library, once, counts for most of itself."""
        started = time.monotonic()
        http_library.load()
        return Deadline(max(_SHORTEST_CHECK_S, timeout_s - (time.monotonic() - started)))

    def json(
        self,
        method: str,
        path: str,
        *,
        deadline: Deadline,
        body: Mapping[str, Any] | None = None,
        key: Secret | None = None,
    ) -> dict[str, Any]:
        """Return the JSON object that the server answers.

        Raises:
            RemoteFailureError: anything else happened.
            TimedOutError: the user's whole budget is spent.
            BackendUnavailableError: `close` was called meanwhile.
        """
        return self.send(
            method,
            path,
            lambda reply: json_object(b"".join(reply.chunks)),
            deadline=deadline,
            body=body,
            key=key,
        )

    def send(  # noqa: PLR0913  (what a request consists of)
        self,
        method: str,
        path: str,
        read: Callable[[Reply], T],
        *,
        deadline: Deadline | None,
        body: Mapping[str, Any] | None = None,
        key: Secret | None = None,
        stall_s: float = 60.0,
        max_bytes: int = MAX_ANSWER_BYTES,
    ) -> T:
        """Return what `read` makes of the answer.

        Args:
            read: runs in another thread while the answer comes in; stopping early cuts the connection.
            deadline: None is without end, as long as something comes every `stall_s` seconds.
            max_bytes: how much of the body is read.

        Raises:
            RemoteFailureError: no answer, another status than success, or `read` raised BadBodyError.
            TimedOutError: the user's whole budget is spent.
            BackendUnavailableError: `close` was called meanwhile.
        """
        http_library.load()  # here, so that no clock runs yet

        server = self.server
        if deadline is not None:
            deadline.check(server)
        limit_s = None if deadline is None else deadline.left_s
        connect_s = min(self._connect_timeout_s, limit_s or self._connect_timeout_s)
        exchange: Exchange[T] = Exchange()
        call = Call(
            server=server,
            method=method,
            path=path,
            headers=headers_for(server, key),
            content=None if body is None else request_bytes(body),
            key=key,
            # Whoever waits has the exact clock; the library's own only ends what nobody waits for any more.
            connect_s=connect_s + _AFTERWARDS_S,
            wait_s=stall_s if limit_s is None else limit_s + _AFTERWARDS_S,
            max_bytes=max_bytes,
            proxy=proxy_for(server.url) if not server.address.is_loopback else None,
        )
        with self._lock:
            self._running.add(exchange)
        try:
            return exchange.run(lambda: call.made(exchange, read), connect_s=connect_s, limit_s=limit_s)
        except NotConnectedError:
            if deadline is not None and not deadline.left_s:
                raise deadline.error(server) from None
            raise explain.no_connection_in_time(server, connect_s, without_login(call.proxy)) from None
        except OutOfTimeError:
            assert deadline is not None  # noqa: S101  (without one, no time runs out)
            raise deadline.error(server) from None
        except GivenUpError:
            message = f"the request to {server.name} at {server.url} was given up"
            raise BackendUnavailableError(message, hint="ask again") from None
        except BadBodyError as error:
            raise explain.bad_answer(server, str(error)) from error
        finally:
            with self._lock:
                self._running.discard(exchange)

    def close(self) -> None:
        """Make every running call raise BackendUnavailableError at once; later calls work."""
        with self._lock:
            running = list(self._running)
        for exchange in running:
            exchange.abort()


def request_bytes(body: Mapping[str, Any]) -> bytes:
    """Return the bytes of a JSON request, exactly as they are sent."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
