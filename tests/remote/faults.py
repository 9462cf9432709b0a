"""Every fault of a server that the program is put through, and what has to come of it.

The tests run this table; `scripts/bench/remote_faults.py` makes the one in docs/backends.md out of it.
"""

from __future__ import annotations

import contextlib
import gzip
import itertools
import json
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from cmdgen.core.exit_codes import ExitCode
from tests.backends.remote.certificates import write_certificates
from tests.backends.remote.servers import (
    COMMAND,
    EVENTS,
    Answer,
    Answering,
    FakeOllama,
    FakeVllm,
    free_port,
    response,
    serving,
    stream,
    vllm_events,
)

KEY = "sk-team-0123456789-WXYZ"
SHORT = {"connect_timeout_s": "0.5", "request_timeout_s": "1"}
"""For faults that would otherwise take their 5 and 30 seconds, three times."""


@dataclass(frozen=True, kw_only=True)
class Arranged:
    """A server that is ready to fail."""

    settings: dict[str, str]
    """For `program.environment`."""
    seen: Callable[[], int] = lambda: 0
    """How many requests have arrived."""


Arrange = Callable[[Path], AbstractContextManager[Arranged]]


@dataclass(frozen=True, kw_only=True)
class Fault:
    name: str
    arrange: Arrange
    """Gets a folder for files."""
    says: str
    """Part of the line that tells what went wrong."""
    requests: int
    """That arrive at the server."""
    backend: str = "vllm"
    status: ExitCode = ExitCode.NO_BACKEND
    """With --no-fallback."""
    note: str = ""
    """For the table in the documentation: what was set for it."""
    unseen: tuple[str, ...] = field(default=())
    """What must not be on the terminal."""


def vllm(url: str, **settings: str) -> dict[str, str]:
    return {"vllm_url": url, "vllm_model": "coder", "vllm_api_key": KEY, **settings}


def server(answer: Answering, **settings: str) -> Arrange:
    """Return what runs a server that answers so."""

    @contextlib.contextmanager
    def arrange(_: Path) -> Iterator[Arranged]:
        with serving(answer) as running:
            yield Arranged(settings=vllm(running.url, **settings), seen=lambda: len(running.requests))

    return arrange


def always(answer: Answer) -> Arrange:
    return server(lambda _: answer)


def writes(text: str, reason: str = "stop") -> Arrange:
    """Return what runs a server whose model writes this."""
    return server(lambda _: stream(vllm_events(text, reason), EVENTS))


def address(url: str, **settings: str) -> Arrange:
    """Return what runs nothing."""

    @contextlib.contextmanager
    def arrange(_: Path) -> Iterator[Arranged]:
        yield Arranged(settings=vllm(url.format(free=free_port()), **settings))

    return arrange


def drip(parts: Iterable[bytes], pause_s: float = 0.05) -> Iterator[bytes]:
    for part in parts:
        yield part
        time.sleep(pause_s)


@contextlib.contextmanager
def _full_backlog(_: Path) -> Iterator[Arranged]:
    """Run a server that takes no connection, since nobody fetches those that wait."""
    with socket.socket() as listener, contextlib.ExitStack() as stack:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        place = listener.getsockname()
        for _number in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(place)
        yield Arranged(settings=vllm(f"http://127.0.0.1:{place[1]}", **SHORT))


def _with_tls(certificate: str, host: str, *, trusted: bool) -> Arrange:
    @contextlib.contextmanager
    def arrange(folder: Path) -> Iterator[Arranged]:
        write_certificates(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / f"{certificate}.pem")
        with serving(FakeVllm(key=KEY), tls=context) as running:
            trust = {"SSL_CERT_FILE": str(folder / f"{certificate}.pem")} if trusted else {}
            yield Arranged(
                settings=vllm(f"https://{host}:{running.port}", **trust), seen=lambda: len(running.requests)
            )

    return arrange


@contextlib.contextmanager
def _tls_to_a_plain_server(_: Path) -> Iterator[Arranged]:
    """Run a server that answers whatever comes as HTTP servers answer what they cannot read."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1)
            self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield Arranged(settings=vllm(f"https://127.0.0.1:{running.server_address[1]}"))
        finally:
            running.shutdown()
            thread.join()


def _through_a_proxy(answer: Answering | None) -> Arrange:
    """Return what runs a proxy on the way to a server that is not on this machine; None: the proxy is gone."""

    @contextlib.contextmanager
    def arrange(_: Path) -> Iterator[Arranged]:
        far = "http://llm.example:8000"
        if answer is None:
            yield Arranged(settings=vllm(far, HTTP_PROXY=f"http://user:hush-hush@127.0.0.1:{free_port()}"))
            return
        with serving(answer) as proxy:
            yield Arranged(settings=vllm(far, HTTP_PROXY=proxy.url), seen=lambda: len(proxy.requests))

    return arrange


@contextlib.contextmanager
def _on_ipv6(_: Path) -> Iterator[Arranged]:
    with serving(lambda _: response({"error": "overloaded"}, 503), host="::1") as running:
        yield Arranged(settings=vllm(running.url), seen=lambda: len(running.requests))


@contextlib.contextmanager
def _to_another_host(_: Path) -> Iterator[Arranged]:
    """Run a server that sends everybody to another one, which only counts."""
    with serving(FakeVllm()) as other:
        answer = response(b"", 307, location=f"{other.url}/v1/chat/completions")
        with serving(lambda _: answer) as running:
            yield Arranged(
                settings=vllm(running.url), seen=lambda: len(running.requests) + 100 * len(other.requests)
            )


def ollama(answer: Answering, **settings: str) -> Arrange:
    @contextlib.contextmanager
    def arrange(_: Path) -> Iterator[Arranged]:
        with serving(answer) as running:
            yield Arranged(
                settings={"ollama_url": running.url, **settings}, seen=lambda: len(running.requests)
            )

    return arrange


@contextlib.contextmanager
def _no_ollama(_: Path) -> Iterator[Arranged]:
    yield Arranged(settings={"OLLAMA_HOST": f"127.0.0.1:{free_port()}"})


def _half() -> bytes:
    whole = b"".join(stream(vllm_events(COMMAND), EVENTS))
    return whole[: len(whole) // 2 + 20]


def _gigabyte() -> Iterator[bytes]:
    yield b'data: {"choices": [{"delta": {"content": "'
    for _ in range(16_384):
        yield b"a" * (1 << 16)


def _endless() -> Iterable[bytes]:
    piece = {"choices": [{"index": 0, "delta": {"content": "echo "}, "finish_reason": None}]}
    return itertools.repeat(b"data: " + json.dumps(piece).encode() + b"\n\n")


_BOMB = gzip.compress(b"\0" * (1 << 24))
_CONTROL = "\x1b]0;owned\x07\x1b[2J\u202egnp.exe\r\nsecond line"
_SILENT_HEAD = f"HTTP/1.1 200 OK\r\ncontent-type: {EVENTS}\r\ntransfer-encoding: chunked\r\n\r\n".encode()
_SAYS_429 = response({"error": {"message": "slow down"}}, 429)

FAULTS: tuple[Fault, ...] = (
    Fault(
        name="nothing listens",
        arrange=address("http://127.0.0.1:{free}"),
        says="vLLM is not running at http://127.0.0.1:",
        requests=0,
    ),
    Fault(
        name="Ollama is not running",
        arrange=_no_ollama,
        backend="ollama",
        says="Ollama is not running at http://127.0.0.1:",
        requests=0,
    ),
    Fault(
        name="no route to the address",
        arrange=address("http://224.0.0.1:8000", **SHORT),  # no TCP to a multicast address, on any machine
        says="no connection to vLLM at http://224.0.0.1:8000",
        requests=0,
    ),
    Fault(
        name="the name has no address",
        arrange=address("http://nowhere.invalid:8000", **SHORT),
        says="http://nowhere.invalid:8000",
        requests=0,
    ),
    Fault(
        name="the connection is not taken",
        arrange=_full_backlog,
        says="within 0.5 s (3 tries in",
        requests=0,
        note="`connect_timeout_s = 0.5`",
    ),
    Fault(
        name="the answer never begins",
        arrange=server(lambda _: drip(itertools.repeat(b"", 1000)), **SHORT),
        says="gave no complete answer within 1 s (3 tries in",
        requests=3,
        note="`request_timeout_s = 1`",
    ),
    Fault(
        name="the answer drips, a byte now and then",
        arrange=server(
            lambda _: drip(itertools.chain([_SILENT_HEAD], itertools.repeat(b"1\r\n \r\n"))), **SHORT
        ),
        says="gave no complete answer within 1 s (3 tries in",
        requests=3,
        note="`request_timeout_s = 1`",
    ),
    Fault(
        name="cut before the answer",
        arrange=always(b""),
        says="closed the connection before its answer was whole (3 tries in",
        requests=3,
    ),
    Fault(
        name="cut in the middle of the JSON",
        arrange=always(_half()),
        says="closed the connection before its answer was whole (3 tries in",
        requests=3,
    ),
    Fault(
        name="ends too early, in good order",
        arrange=server(lambda _: stream(vllm_events(COMMAND)[:4], EVENTS)),
        says="ended before it was whole",
        requests=1,
    ),
    Fault(
        name="a web page",
        arrange=always(response("<html>hello</html>", 200, "text/html")),
        says="/v1/chat/completions is a web page",
        requests=1,
    ),
    Fault(
        name="another content type",
        arrange=always(response("find . -size +1M", 200, "text/plain")),
        says="is no stream of events",
        requests=1,
    ),
    Fault(
        name="no HTTP at all",
        arrange=always(b"220 mail.example ESMTP ready\r\n\r\n"),
        says="it does not speak HTTP",
        requests=1,
    ),
    Fault(
        name="400",
        arrange=always(response({"error": {"message": "max_tokens is too large"}}, 400)),
        says="answered 400: max_tokens is too large",
        requests=1,
    ),
    Fault(
        name="401",
        arrange=always(response({"error": f"bad key {KEY}"}, 401)),
        says="(401), with the key that ends in WXYZ, read from CMDGEN_VLLM_API_KEY: bad key [key]",
        requests=1,
    ),
    Fault(
        name="403",
        arrange=always(response({"error": "not for you"}, 403)),
        says="(403), with the key that ends in WXYZ, read from CMDGEN_VLLM_API_KEY: not for you",
        requests=1,
    ),
    Fault(
        name="404, a wrong path",
        arrange=always(response({"detail": "Not Found"}, 404)),
        says="/v1/chat/completions answered 404: Not Found",
        requests=1,
    ),
    Fault(
        name="404, an unknown model",
        arrange=server(FakeVllm(key=KEY), vllm_model="coder-99b"),
        says="has no model 'coder-99b'; it has coder",
        requests=2,  # the second asks what there is
    ),
    Fault(
        name="Ollama does not have the model",
        arrange=ollama(FakeOllama(), ollama_model="qwen9:1b"),
        backend="ollama",
        says="has no model 'qwen9:1b'; it has qwen2.5-coder:7b, llama3.2:3b",
        requests=2,
    ),
    Fault(
        name="408",
        arrange=always(response({}, 408)),
        says="answered 408 (3 tries in",
        requests=3,
    ),
    Fault(
        name="429",
        arrange=always(_SAYS_429),
        says="answered 429: slow down (3 tries in",
        requests=3,
    ),
    Fault(
        name="429, `Retry-After: 1`",
        arrange=always(response({"error": {"message": "slow down"}}, 429, retry_after="1")),
        says="answered 429: slow down (3 tries in",
        requests=3,
    ),
    Fault(
        name="429, `Retry-After: 3600`",
        arrange=always(response({"error": {"message": "slow down"}}, 429, retry_after="3600")),
        says="answered 429: slow down",
        requests=1,  # an hour does not fit into the time budget
    ),
    Fault(
        name="500",
        arrange=always(response({"error": {"message": "CUDA out of memory"}}, 500)),
        says="answered 500: CUDA out of memory (3 tries in",
        requests=3,
    ),
    Fault(
        name="503",
        arrange=always(response("<html>no backend</html>", 503, "text/html")),
        says="answered 503 (3 tries in",
        requests=3,
    ),
    Fault(
        name="503 from an IPv6 address",
        arrange=_on_ipv6,
        says="vLLM at http://[::1]:",
        requests=3,
    ),
    Fault(
        name="TLS to a server that has none",
        arrange=_tls_to_a_plain_server,
        says="no TLS with https://127.0.0.1:",
        requests=0,
    ),
    Fault(
        name="a certificate that nobody vouches for",
        arrange=_with_tls("ours", "localhost", trusted=False),
        says="is not trusted: self-signed certificate",
        requests=0,
    ),
    Fault(
        name="somebody else's certificate",
        arrange=_with_tls("other", "localhost", trusted=True),
        says="is not trusted: Hostname mismatch",
        requests=0,
    ),
    Fault(
        name="the proxy is gone",
        arrange=_through_a_proxy(None),
        says="gives no way to http://llm.example:8000: Connection refused",
        requests=0,
        unseen=("hush-hush",),
    ),
    Fault(
        name="the proxy wants a password",
        arrange=_through_a_proxy(lambda _: response(b"", 407)),
        says="the proxy before http://llm.example:8000 wants a password",
        requests=1,
    ),
    Fault(
        name="a redirect to another host",
        arrange=_to_another_host,
        says="which is not followed",
        requests=1,  # and none at the other one, which would count a hundred
    ),
    Fault(
        name="a redirect of a POST that would become a GET",
        arrange=always(response(b"", 302, location="/elsewhere")),
        says="which is not followed",
        requests=1,
    ),
    Fault(
        name="an endless answer",
        arrange=server(lambda _: stream(_endless(), EVENTS)),
        says="more than 20,000 characters",
        requests=1,
    ),
    Fault(
        name="a gzip bomb",
        arrange=always(response(_BOMB, 200, EVENTS, content_encoding="gzip")),
        says="is compressed, which was not asked for",
        requests=1,
    ),
    Fault(
        name="1 GB of JSON",
        arrange=server(lambda _: stream(_gigabyte(), EVENTS)),
        says="has a line of more than 1 MB",
        requests=1,
    ),
    Fault(
        name="an error with control characters",
        arrange=always(response({"error": _CONTROL}, 500)),
        says="owned",
        requests=3,
        unseen=("\x1b", "\x07", "\u202e", "\r"),
    ),
    Fault(
        name="a command with control characters",
        arrange=writes("echo hi\x1b[2K\x1b[1A"),
        says="the answer holds a hidden sign (U+001B)",
        requests=1,
        status=ExitCode.NO_COMMAND,
        unseen=("\x1b",),
    ),
    Fault(
        name="prose instead of a command",
        arrange=writes("I am sorry, but I cannot help you with that request, since it is not allowed."),
        says="the answer holds no usable command",
        requests=1,
        status=ExitCode.NO_COMMAND,
    ),
    Fault(
        name="an empty answer",
        arrange=writes("  "),
        says="is empty",
        requests=1,
    ),
    Fault(
        name="an answer that ran out of tokens",
        arrange=writes(COMMAND, "length"),
        says="half a command is none",
        requests=1,
        status=ExitCode.NO_COMMAND,
    ),
)
