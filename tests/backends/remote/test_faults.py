"""What can go wrong between here and a server: each fault with a real socket, for both kinds of servers.

Checked each time: what kind it is, that the server was asked once, and that the message names the address and
never the key.
"""

from __future__ import annotations

import contextlib
import datetime
import gzip
import itertools
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.remote.address import ollama_address, openai_address
from cmdgen.backends.remote.failures import Kind, RemoteFailureError
from cmdgen.backends.remote.ollama import OllamaBackend
from cmdgen.backends.remote.openai_compatible import OpenAICompatibleBackend
from cmdgen.backends.remote.secret import Secret
from cmdgen.core.errors import BackendUnavailableError, NoCommandError, TimedOutError
from cmdgen.core.records import CommandRequest, Sampling
from tests.backends.remote.servers import (
    COMMAND,
    Answer,
    Answering,
    Received,
    free_port,
    ollama_lines,
    response,
    serving,
    stream,
    vllm_events,
)

KEY = "sk-remote-0123456789-WXYZ"
Backend = OllamaBackend | OpenAICompatibleBackend
Make = Callable[..., Backend]


def _ollama(url: str, **options: Any) -> OllamaBackend:
    return OllamaBackend(ollama_address(url), model="coder", **options)


def _openai(url: str, **options: Any) -> OpenAICompatibleBackend:
    key = Secret(KEY, origin="CMDGEN_VLLM_API_KEY")
    return OpenAICompatibleBackend(openai_address(url), model="coder", key=key, **options)


@pytest.fixture(params=[_ollama, _openai], ids=["ollama", "openai"])
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


def good(make: Make) -> bytes:
    """Return a whole right answer of the kind that the backend reads."""
    if make is _ollama:
        return b"".join(stream(ollama_lines(COMMAND), "application/x-ndjson"))
    return b"".join(stream(vllm_events(COMMAND), "text/event-stream"))


def pieces(make: Make, text: str) -> list[bytes]:
    return ollama_lines(text) if make is _ollama else vllm_events(text)


def kind_of_stream(make: Make) -> str:
    return "application/x-ndjson" if make is _ollama else "text/event-stream"


def failure_of(backend: Backend, request: CommandRequest, **sampling: Any) -> RemoteFailureError:
    with pytest.raises(RemoteFailureError) as caught:
        backend.generate(request, Sampling(**sampling))
    failure = caught.value
    chain: BaseException | None = failure
    while chain is not None:  # a traceback shows the causes too
        assert KEY not in str(chain)
        chain = chain.__cause__
    assert KEY not in repr(backend.__dict__)
    assert failure.hint
    assert failure.message.isprintable()
    return failure


def always(answer: Answer) -> Answering:
    return lambda _: answer


def asked(
    make: Make, request: CommandRequest, answer: Answering, **options: Any
) -> tuple[RemoteFailureError, int]:
    """Return what a backend says about a server that answers so, and how many requests the server saw."""
    with serving(answer) as server:
        failure = failure_of(make(server.url, **options), request)
        assert server.url in failure.message
        return failure, len(server.requests)


def test_a_right_answer_is_a_command(make: Make, request_: CommandRequest) -> None:
    with serving(lambda _: good(make)) as server:
        assert make(server.url).generate(request_, Sampling()).command.text == COMMAND
        assert len(server.requests) == 1


def test_nothing_listens(make: Make, request_: CommandRequest) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    failure = failure_of(make(url), request_)
    assert failure.kind is Kind.NOT_RUNNING
    assert f"is not running at {url}" in failure.message
    assert failure.hint is not None
    assert "serve" in failure.hint
    assert failure.worth_another_try


def test_a_name_without_an_address(make: Make, request_: CommandRequest) -> None:
    failure = failure_of(make("http://nowhere.invalid:99", connect_timeout_s=3.0), request_)
    # Without a name server the wait for one may be longer than that.
    assert failure.kind in {Kind.NOT_RUNNING, Kind.UNREACHABLE}
    assert "http://nowhere.invalid:99" in failure.message


@contextlib.contextmanager
def full_backlog() -> Iterator[str]:
    """Yield an address that answers no attempt to connect."""
    with socket.socket() as listener, contextlib.ExitStack() as stack:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(address)
        yield f"http://127.0.0.1:{address[1]}"


def test_an_address_that_stays_silent(make: Make, request_: CommandRequest) -> None:
    with full_backlog() as url:
        failure = failure_of(make(url, connect_timeout_s=0.2), request_)
        assert failure.kind is Kind.UNREACHABLE
        assert f"{url} within 0.2 s" in failure.message
        assert make(url).is_available() is False


def test_the_connection_is_cut_before_any_answer(make: Make, request_: CommandRequest) -> None:
    failure, seen = asked(make, request_, lambda _: b"")
    assert (failure.kind, seen) == (Kind.UNREACHABLE, 1)


def test_the_answer_is_cut_in_the_middle(make: Make, request_: CommandRequest) -> None:
    half = good(make)[: len(good(make)) // 2]
    failure, seen = asked(make, request_, lambda _: half)
    assert (failure.kind, seen) == (Kind.UNREACHABLE, 1)
    assert "before its answer was whole" in failure.message


def test_a_stream_that_ends_in_good_order_but_too_early_is_no_command(
    make: Make, request_: CommandRequest
) -> None:
    some = pieces(make, COMMAND)[:4]
    failure, seen = asked(make, request_, lambda _: stream(some, kind_of_stream(make)))
    assert (failure.kind, seen) == (Kind.BAD_ANSWER, 1)
    assert "ended before it was whole" in failure.message


def test_an_answer_that_ran_out_of_tokens_is_no_command(make: Make, request_: CommandRequest) -> None:
    parts = (
        ollama_lines(COMMAND, reason="length") if make is _ollama else vllm_events(COMMAND, reason="length")
    )
    with serving(lambda _: stream(parts, kind_of_stream(make))) as server, pytest.raises(NoCommandError):
        make(server.url).generate(request_, Sampling())


def test_an_empty_answer(make: Make, request_: CommandRequest) -> None:
    failure, seen = asked(make, request_, lambda _: stream(pieces(make, "  "), kind_of_stream(make)))
    assert (failure.kind, seen) == (Kind.BAD_ANSWER, 1)


@pytest.mark.parametrize(
    "body",
    [b"find . -size +1M", b"[1, 2]", b"{}", b'"x"', b"{" * 50_000, b"\xff\xfe{}", b"9" * 9000, b"null"],
    ids=["text", "list", "empty", "string", "deep", "no UTF-8", "number", "null"],
)
def test_something_else_than_the_api(make: Make, request_: CommandRequest, body: bytes) -> None:
    for whole in (body, b"data: " + body):
        kind = kind_of_stream(make)
        failure, seen = asked(make, request_, always(response(whole, 200, kind)))
        assert (failure.kind, seen) == (Kind.BAD_ANSWER, 1)


def test_a_web_page(make: Make, request_: CommandRequest) -> None:
    failure, seen = asked(make, request_, lambda _: response("<html>hello</html>", 200, "text/html"))
    assert (failure.kind, seen) == (Kind.WRONG_ADDRESS, 1)


def test_a_server_of_another_protocol(make: Make, request_: CommandRequest) -> None:
    failure, seen = asked(make, request_, lambda _: b"220 mail.example ESMTP ready\r\n\r\n")
    assert (failure.kind, seen) == (Kind.WRONG_ADDRESS, 1)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Kind.REJECTED),
        (401, Kind.UNAUTHORISED),
        (403, Kind.UNAUTHORISED),
        (404, Kind.WRONG_ADDRESS),
        (405, Kind.WRONG_ADDRESS),
        (407, Kind.PROXY),
        (408, Kind.BUSY),
        (422, Kind.REJECTED),
        (429, Kind.BUSY),
        (500, Kind.BUSY),
        (503, Kind.BUSY),
    ],
)
@pytest.mark.parametrize("body", [{"error": {"message": f"no, {KEY}"}}, {"error": f"no, {KEY}"}, {}])
def test_a_status_that_is_no_success(
    make: Make, request_: CommandRequest, status: int, kind: Kind, body: dict[str, Any]
) -> None:
    text = {"error": "no"} if make is _ollama and body else body  # Ollama gets no key, so it can repeat none
    failure, seen = asked(make, request_, lambda _: response(text, status))
    assert (failure.kind, failure.status, seen) == (kind, status, 1)
    assert failure.retry_after_s is None
    assert failure.worth_another_try is (kind is Kind.BUSY)


def test_a_refused_key_is_named_by_its_end_and_its_origin(request_: CommandRequest) -> None:
    failure, _ = asked(_openai, request_, lambda _: response({"error": "Unauthorized"}, 401))
    assert "the key that ends in WXYZ, read from CMDGEN_VLLM_API_KEY" in failure.message


@pytest.mark.parametrize("status", [429, 503])
def test_the_wait_that_a_server_asks_for_is_passed_on(
    make: Make, request_: CommandRequest, status: int
) -> None:
    failure, _ = asked(make, request_, lambda _: response({}, status, retry_after="7"))
    assert failure.retry_after_s == 7.0
    then = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=100)
    date = format_datetime(then, usegmt=True)
    failure, _ = asked(make, request_, lambda _: response({}, status, retry_after=date))
    assert failure.retry_after_s is not None
    assert 50 < failure.retry_after_s <= 100
    for value in ("soon", "-5", "9" * 5000, "Fri, 99 Foo 2026 00:00:00 GMT", ""):
        failure, _ = asked(make, request_, always(response({}, status, retry_after=value)))
        assert failure.retry_after_s is None


def test_words_of_a_server_cannot_control_the_terminal(make: Make, request_: CommandRequest) -> None:
    words = "\x1b]0;owned\x07\x1b[2J\u202egnp.exe\r\nsecond line" + "x" * 100_000
    failure, _ = asked(make, request_, lambda _: response({"error": words}, 500))
    assert len(failure.message) < 600
    assert "owned" in failure.message


def test_an_answer_with_control_characters_is_no_command(make: Make, request_: CommandRequest) -> None:
    evil = "echo hi\x1b[2K\x1b[1A"
    with (
        serving(lambda _: stream(pieces(make, evil), kind_of_stream(make))) as server,
        pytest.raises(NoCommandError),
    ):
        make(server.url).generate(request_, Sampling())


def drip(parts: Iterable[bytes], pause_s: float) -> Iterator[bytes]:
    for part in parts:
        yield part
        time.sleep(pause_s)


def test_an_answer_that_never_begins(make: Make, request_: CommandRequest) -> None:
    failure, seen = asked(
        make, request_, lambda _: drip(itertools.repeat(b"", 100), 0.05), request_timeout_s=0.3
    )
    assert (failure.kind, seen) == (Kind.TIMED_OUT, 1)
    assert "0.3 s" in failure.message


def test_a_stream_that_drips_ends_at_the_deadline(make: Make, request_: CommandRequest) -> None:
    endless = stream(itertools.chain.from_iterable(itertools.repeat([b" "], 10_000)), kind_of_stream(make))
    failure, seen = asked(make, request_, lambda _: drip(endless, 0.02), request_timeout_s=0.4)
    assert (failure.kind, seen) == (Kind.TIMED_OUT, 1)


def test_the_time_of_an_answer_counts_from_the_request(make: Make, request_: CommandRequest) -> None:
    def late(_: Received) -> Iterator[bytes]:
        time.sleep(0.3)
        yield good(make)

    with serving(late) as server:
        timings = make(server.url).generate(request_, Sampling()).timings
        assert timings.first_token_ms is not None
        assert timings.total_ms is not None
        assert 290 <= timings.first_token_ms <= timings.total_ms


def test_headers_that_drip_end_at_the_deadline(make: Make, request_: CommandRequest) -> None:
    interim = itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n", 10_000)
    failure, seen = asked(make, request_, lambda _: drip(interim, 0.02), request_timeout_s=0.4)
    assert (failure.kind, seen) == (Kind.TIMED_OUT, 1)


def test_a_spent_budget_is_the_users_and_not_the_servers_fault(make: Make, request_: CommandRequest) -> None:
    with serving(lambda _: drip(itertools.repeat(b"", 100), 0.05)) as server, pytest.raises(TimedOutError):
        make(server.url).generate(request_, Sampling(timeout_s=0.2))


def test_a_stream_without_end_is_left_when_it_is_longer_than_any_command(
    make: Make, request_: CommandRequest
) -> None:
    one = pieces(make, "echo")[0 if make is _ollama else 1].replace(b'"finish_reason": "stop"', b'"a": 1')
    failure, seen = asked(make, request_, lambda _: stream(itertools.repeat(one), kind_of_stream(make)))
    assert (failure.kind, seen) == (Kind.BAD_ANSWER, 1)
    assert "characters" in failure.message


def test_a_gigabyte_of_json_is_not_read(make: Make, request_: CommandRequest) -> None:
    sent = 0

    def gigabyte() -> Iterator[bytes]:
        nonlocal sent
        yield b'{"message": {"content": "'
        for _ in range(16_000):
            sent += 1 << 16
            yield b"a" * (1 << 16)

    for kind in (kind_of_stream(make), "application/json"):
        failure, seen = asked(make, request_, always(stream(gigabyte(), kind)))
        assert (failure.kind, seen) == (Kind.BAD_ANSWER, 1)
    assert sent < 1 << 28


def test_a_gzip_bomb_is_not_unpacked(make: Make, request_: CommandRequest) -> None:
    bomb = gzip.compress(b"\0" * (1 << 24))
    for status in (200, 500):
        failure, seen = asked(
            make,
            request_,
            always(response(bomb, status, kind_of_stream(make), content_encoding="gzip")),
        )
        assert (failure.kind, seen) == (Kind.BAD_ANSWER if status == 200 else Kind.BUSY, 1)
        assert ("is compressed" in failure.message) is (status == 200)


def test_a_redirect_on_the_same_server_is_followed(make: Make, request_: CommandRequest) -> None:
    def answer(received: Any) -> bytes:
        if received.path.startswith("/moved"):
            return good(make)
        return response(b"", 307, location="/moved" + received.path)

    with serving(answer) as server:
        assert make(server.url).generate(request_, Sampling()).command.text == COMMAND
        assert len(server.requests) == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_server_is_not_followed(
    make: Make, request_: CommandRequest, status: int
) -> None:
    with serving(lambda _: good(make)) as other:
        target = f"{other.url}/api?token=abc"
        failure, seen = asked(make, request_, lambda _: response(b"", status, location=target))
        assert (failure.kind, failure.status, seen) == (Kind.WRONG_ADDRESS, status, 1)
        assert other.url in failure.message
        assert "token" not in failure.message
        assert other.requests == []


def test_a_redirect_in_a_circle_ends(make: Make, request_: CommandRequest) -> None:
    failure, seen = asked(make, request_, lambda received: response(b"", 308, location=received.path))
    assert failure.kind is Kind.WRONG_ADDRESS
    assert seen == 3


@pytest.mark.parametrize("location", ["", "http://[", "//", "javascript:alert(1)", "\x80\xff", "http://a b/"])
def test_a_redirect_to_nonsense(make: Make, request_: CommandRequest, location: str) -> None:
    head = f"HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: {location}\r\n\r\n".encode("latin-1")
    failure, seen = asked(make, request_, lambda _: head)
    assert (failure.kind, seen) == (Kind.WRONG_ADDRESS, 1)


def tls_server(certificates: Path, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / f"{name}.pem")
    return context


def test_a_certificate_that_the_user_trusts(
    make: Make, request_: CommandRequest, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / "ours.pem"))
    with serving(lambda _: good(make), tls=tls_server(certificates, "ours")) as server:
        assert make(server.url).generate(request_, Sampling()).command.text == COMMAND


@pytest.mark.parametrize(("name", "trusted"), [("ours", "other"), ("other", "other")])
def test_a_wrong_certificate_ends_the_connection_before_anything_is_sent(
    make: Make,
    request_: CommandRequest,
    certificates: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    trusted: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates / f"{trusted}.pem"))
    with serving(lambda _: good(make), tls=tls_server(certificates, name)) as server:
        failure = failure_of(make(server.url), request_)
        assert failure.kind is Kind.TLS
        assert f"the certificate of {server.url} is not trusted" in failure.message
        assert server.requests == []


def test_tls_with_a_server_that_speaks_none(make: Make, request_: CommandRequest) -> None:
    with serving(lambda _: good(make)) as server:
        url = server.url.replace("http:", "https:")
        failure = failure_of(make(url, connect_timeout_s=2.0), request_)
        assert failure.kind in {Kind.TLS, Kind.UNREACHABLE}
        assert url in failure.message
        assert server.requests == []


def test_no_tls_with_a_server_that_wants_it(make: Make, request_: CommandRequest, certificates: Path) -> None:
    with serving(lambda _: good(make), tls=tls_server(certificates, "ours")) as server:
        url = server.url.replace("https:", "http:")
        failure = failure_of(make(url), request_)
        assert failure.kind in {Kind.UNREACHABLE, Kind.WRONG_ADDRESS}
        assert server.requests == []


def test_a_proxy_that_is_not_there(
    make: Make, request_: CommandRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = f"127.0.0.1:{free_port()}"
    monkeypatch.setenv("http_proxy", f"http://me:hidden@{proxy}")
    failure = failure_of(make("http://server.example:80"), request_)
    assert failure.kind is Kind.PROXY
    assert f"http://{proxy}" in failure.message
    assert "hidden" not in failure.message


def test_a_proxy_that_refuses(make: Make, request_: CommandRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: response(b"", 403)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        failure = failure_of(make("https://server.example"), request_)
        assert failure.kind is Kind.PROXY
        assert [(seen.method, seen.path) for seen in proxy.requests] == [("CONNECT", "server.example:443")]
        assert "authorization" not in proxy.requests[0].headers


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1", "gopher://127.0.0.1:1", "http://[bad"])
def test_a_proxy_that_cannot_be_used(
    make: Make, request_: CommandRequest, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("http_proxy", address)
    assert failure_of(make("http://server.example"), request_).kind is Kind.PROXY


def test_a_request_goes_through_the_proxy(
    make: Make, request_: CommandRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(lambda _: good(make)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert make("http://server.example").generate(request_, Sampling()).command.text == COMMAND
        assert proxy.requests[0].path.startswith("http://server.example/")


def test_this_machine_is_reached_without_the_proxy(
    make: Make, request_: CommandRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    with serving(lambda _: good(make)) as server:
        assert make(server.url).generate(request_, Sampling()).command.text == COMMAND


def test_no_proxy_is_respected(make: Make, request_: CommandRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "nowhere.invalid")
    failure = failure_of(make("http://nowhere.invalid", connect_timeout_s=2.0), request_)
    assert failure.kind is not Kind.PROXY


def test_an_ipv6_address(make: Make, request_: CommandRequest) -> None:
    try:
        running = serving(lambda _: good(make), host="::1")
        with running as server:
            assert make(server.url).generate(request_, Sampling()).command.text == COMMAND
    except OSError:
        pytest.skip("this machine has no IPv6")


def test_shutdown_from_another_thread_ends_a_running_request(make: Make, request_: CommandRequest) -> None:
    begun = threading.Event()

    def answer(_: object) -> Iterator[bytes]:
        begun.set()
        return drip(itertools.repeat(b"", 400), 0.05)

    with serving(answer) as server:
        backend = make(server.url, request_timeout_s=20.0)

        def stop() -> None:
            begun.wait()
            backend.shutdown()

        thread = threading.Thread(target=stop)
        thread.start()
        with pytest.raises(BackendUnavailableError) as caught:
            backend.generate(request_, Sampling())
        thread.join()
        assert not isinstance(caught.value, RemoteFailureError)
        assert "given up" in caught.value.message


def test_the_key_goes_to_the_server_and_to_nobody_else(request_: CommandRequest) -> None:
    with serving(lambda _: good(_openai)) as server:
        _openai(server.url).generate(request_, Sampling())
        assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
        assert KEY.encode() not in server.requests[0].body


def test_a_password_in_the_address_is_sent_and_never_shown(make: Make, request_: CommandRequest) -> None:
    with serving(lambda _: response({"error": "no joe:hunter22"}, 500)) as server:
        url = server.url.replace("http://", "http://joe:hunter22@")
        failure = failure_of(make(url), request_)
        assert "hunter22" not in failure.message
        assert server.url in failure.message
        if make is _ollama:
            assert server.requests[0].headers["authorization"].startswith("Basic ")
