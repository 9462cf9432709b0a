"""The server as a process of its own, with callers that behave and callers that do not."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.resident import client, wire
from cmdgen.resident.address import identity
from cmdgen.resident.client import Exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    Serve = Callable[..., subprocess.Popen[str]]
    Ask = Callable[..., list[bytes] | None]
    Eventually = Callable[[Callable[[], bool]], None]

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs Unix sockets")


def state() -> dict[str, Any]:
    with Exchange(os.environ) as exchange:
        assert exchange.connect()
        reply = exchange.ask(wire.STATUS, [])
    assert reply is not None
    content: dict[str, Any] = json.loads(reply[1])
    return content


def raw(place: Path) -> socket.socket:
    stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    stream.settimeout(30)
    try:
        stream.connect(str(place / "socket"))
    except BaseException:
        stream.close()
        raise
    return stream


def hung_up(stream: socket.socket) -> bool:
    """Return whether the other side has closed the connection without a word."""
    try:
        return stream.recv(1) == b""
    except ConnectionResetError:  # with something of ours unread
        return True


def test_nobody_there_is_no_answer(place: Path, ask: Ask) -> None:
    assert ask() is None


def test_a_request_is_answered(serve: Serve, ask: Ask) -> None:
    serve()
    assert ask(0, b"\xff\0") == [b"done", b"\xff\0"]


def test_only_the_user_can_reach_it(serve: Serve, place: Path) -> None:
    serve()
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / "socket").lstat().st_mode) == 0o600


def test_twenty_callers_at_once_are_answered_one_at_a_time(serve: Serve, ask: Ask) -> None:
    serve()
    with ThreadPoolExecutor(20) as pool:
        replies = list(pool.map(lambda number: ask(0.01, b"%d" % number), range(20)))
    assert replies == [[b"done", b"%d" % number] for number in range(20)]
    assert state()["most_at_once"] == 1


def test_who_comes_to_a_full_queue_is_sent_away(serve: Serve, ask: Ask) -> None:
    serve()
    with ThreadPoolExecutor(45) as pool:
        replies = list(pool.map(lambda _: ask(0.4), range(45)))
    told = [reply for reply in replies if reply and reply[0] == wire.YOURS]
    assert told
    assert all(reply is None or reply[0] in {wire.YOURS, wire.DONE} for reply in replies)


def test_a_killed_server_lets_its_caller_go_in_the_middle_of_an_answer(
    serve: Serve, ask: Ask, place: Path, eventually: Eventually
) -> None:
    server = serve()
    replies: list[list[bytes] | None] = []
    caller = threading.Thread(target=lambda: replies.append(ask(3600)))
    caller.start()
    eventually(lambda: state()["most_at_once"] == 1)
    server.kill()
    caller.join(30)
    assert replies == [None]


def test_what_a_killed_server_leaves_is_no_answer_and_does_not_stop_the_next_one(
    serve: Serve, ask: Ask, place: Path
) -> None:
    server = serve()
    server.kill()
    server.wait()
    assert (place / "socket").exists()
    assert ask() is None
    serve()
    assert ask() == [b"done", b"text"]


def test_a_stopped_server_is_not_waited_for(serve: Serve, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve()
    server.send_signal(signal.SIGSTOP)
    before = time.monotonic()
    assert ask() is None
    # Far below the time that an answer may take, and far above what the caller grants, on any machine.
    assert time.monotonic() - before < client.LONGEST_S / 100


def test_of_two_servers_at_once_one_serves_and_the_other_says_so(serve: Serve, ask: Ask) -> None:
    both = [serve(waits=False), serve(waits=False)]
    outputs = []
    for server in both:
        assert server.stdout is not None
        outputs.append(server.stdout.readline())
    assert sorted(outputs) == ["", "listens\n"]
    (loser,) = (server for server, output in zip(both, outputs, strict=True) if not output)
    assert loser.stderr is not None
    assert "is running already" in loser.stderr.read()
    assert ask() == [b"done", b"text"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_and_nothing_is_left(
    serve: Serve, ask: Ask, place: Path, number: signal.Signals
) -> None:
    server = serve()
    assert ask() is not None
    server.send_signal(number)
    out, err = server.communicate(timeout=30)
    assert out == f"closed\n{number.name}\n"
    assert not err
    assert server.returncode == 0
    assert list(place.iterdir()) == []


def test_a_signal_in_the_middle_of_an_answer_ends_it_too(
    serve: Serve, ask: Ask, place: Path, eventually: Eventually
) -> None:
    server = serve()
    replies: list[list[bytes] | None] = []
    caller = threading.Thread(target=lambda: replies.append(ask(3600)))
    caller.start()
    eventually(lambda: state()["most_at_once"] == 1)
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) == 0
    caller.join(30)
    assert replies[0] is None or replies[0][0] == wire.YOURS
    assert list(place.iterdir()) == []


def test_it_ends_when_nobody_asks(serve: Serve, ask: Ask, place: Path) -> None:
    server = serve(idle_s=0.5)
    ask()
    out, _ = server.communicate(timeout=30)
    assert out == "closed\nnobody has asked for 0.5 s\n"
    assert list(place.iterdir()) == []


def test_it_ends_when_its_socket_is_gone(serve: Serve, place: Path) -> None:
    server = serve(idle_s=2)
    (place / "socket").unlink()
    out, _ = server.communicate(timeout=30)
    assert "its socket was removed" in out


def test_it_does_not_take_away_the_socket_of_another(serve: Serve, place: Path) -> None:
    server = serve(idle_s=2)
    (place / "socket").unlink()
    (place / "socket").touch()
    server.communicate(timeout=30)
    assert (place / "socket").exists()


def test_it_stops_when_told(serve: Serve, place: Path) -> None:
    server = serve()
    with Exchange(os.environ) as exchange:
        assert exchange.connect()
        assert exchange.peer_pid == server.pid
        assert exchange.ask(wire.STOP, []) == [wire.ENDED]
    out, _ = server.communicate(timeout=30)
    assert out == "closed\nit was told to\n"


def test_another_version_answers_by_itself_and_a_current_server_stays(
    serve: Serve, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()
    monkeypatch.setattr(client, "identity", lambda: "0.0.0 1 2")
    reply = ask()
    assert reply is not None
    assert reply[0] == wire.YOURS
    monkeypatch.undo()
    assert server.poll() is None


def test_a_server_whose_own_files_were_replaced_ends(serve: Serve, ask: Ask, tmp_path: Path) -> None:
    mine = tmp_path / "init.py"
    mine.touch()
    server = serve(first=f"import cmdgen; cmdgen.__file__ = {str(mine)!r}")
    mine.write_text("new")
    reply = ask()
    assert reply is None or reply[0] == wire.YOURS
    out, _ = server.communicate(timeout=30)
    assert out == "closed\nanother version was installed\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xff" * 100,
        (2**31).to_bytes(4, "big"),
        wire.packed([b""]),
        wire.packed([b"one field"]),
        b"\0\0\0\x09\0\0",
    ],
)
def test_what_is_no_request_does_no_harm(serve: Serve, ask: Ask, place: Path, sent: bytes) -> None:
    server = serve()
    with raw(place) as stream:
        stream.sendall(sent)
        stream.shutdown(socket.SHUT_WR)
        assert hung_up(stream)
    assert ask() == [b"done", b"text"]
    assert server.poll() is None


def test_callers_that_send_nothing_do_not_hold_up_others(serve: Serve, ask: Ask, place: Path) -> None:
    serve()
    silent = [raw(place) for _ in range(40)]
    assert ask() == [b"done", b"text"]
    for stream in silent:
        stream.close()


def test_more_connections_than_it_takes_are_refused_and_the_next_one_is_served(
    serve: Serve, ask: Ask, place: Path
) -> None:
    serve()
    silent: list[socket.socket] = []
    refused = 0
    for _ in range(100):
        try:
            silent.append(raw(place))
        except BlockingIOError:  # the system's own queue is full
            refused += 1
    assert refused + sum(map(hung_up, silent)) == 100
    for stream in silent:
        stream.close()
    assert ask() == [b"done", b"text"]


def test_a_caller_that_hangs_up_before_its_turn_costs_no_answer(
    serve: Serve, ask: Ask, place: Path, eventually: Eventually
) -> None:
    serve()
    first = threading.Thread(target=ask, args=(1.0,))
    first.start()
    eventually(lambda: state()["most_at_once"] == 1)
    with raw(place) as stream:
        stream.sendall(wire.packed([identity().encode(), wire.CALL, b"3600", b""]))
        wire.receive(stream, max_bytes=100, within_s=30)
    first.join()
    eventually(lambda: state()["waiting"] == 0)
    assert ask() == [b"done", b"text"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="becomes another user")
def test_another_user_is_hung_up_on_even_where_the_folder_is_open(
    serve: Serve, ask: Ask, place: Path
) -> None:
    serve()
    for folder in (place, *place.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(0o755)
    (place / "socket").chmod(0o666)
    program = (
        "import os, socket, sys; os.setgid(65534); os.setuid(65534);"
        "s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.settimeout(30);"
        "s.sendall(bytes.fromhex(sys.argv[2])); print(s.recv(10))"
    )
    question = wire.packed([b"", wire.STATUS])
    done = subprocess.run(
        [sys.executable, "-c", program, str(place / "socket"), question.hex()],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    hung_up_on = ("ConnectionResetError", "BrokenPipeError")
    assert done.stdout == "b''\n" or any(name in done.stderr for name in hung_up_on)
    with raw(place) as stream:  # the same question from its own user
        stream.sendall(question)
        assert wire.receive(stream, max_bytes=10_000, within_s=30)[0] == wire.STATE
    # And with the folder open like that, its own user does not trust it any more.
    assert ask() is None
    place.chmod(0o700)
    assert ask() == [b"done", b"text"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="becomes another user")
def test_a_socket_of_another_user_in_our_folder_is_not_asked(place: Path, ask: Ask) -> None:
    place.mkdir(parents=True, mode=0o700)
    place.parent.chmod(0o700)
    left, right = os.pipe()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(place / "socket"))
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        listener.listen(1)  # whose process listens is who the kernel names
        os.write(right, b".")
        time.sleep(30)
        os._exit(0)
    try:
        os.read(left, 1)
        with Exchange(os.environ) as exchange:
            assert not exchange.connect()
            assert exchange.refusal == "another user listens there"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        listener.close()
        os.close(left)
        os.close(right)
