"""Messages on the socket."""

from __future__ import annotations

import contextlib
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.resident import wire


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=20))
def test_what_is_packed_comes_out_again(fields: list[bytes]) -> None:
    assert wire.unpacked(wire.packed(fields)[4:]) == fields


@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_refused(data: bytes) -> None:
    try:
        fields = wire.unpacked(data)
    except wire.WireError:
        return
    assert wire.packed(fields)[4:] == data


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=5), st.data())
def test_a_message_that_was_cut_is_refused_or_has_fewer_fields(
    fields: list[bytes], data: st.DataObject
) -> None:
    body = wire.packed(fields)[4:]
    cut = body[: data.draw(st.integers(0, len(body) - 1))]
    with contextlib.suppress(wire.WireError):
        assert len(wire.unpacked(cut)) < len(fields)


def test_too_many_fields_are_refused() -> None:
    with pytest.raises(wire.WireError):
        wire.unpacked(b"\0\0\0\0" * 100_000)


@pytest.fixture
def pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair()


def test_a_message_in_pieces_arrives_whole(pair: tuple[socket.socket, socket.socket]) -> None:
    near, far = pair
    data = wire.packed([b"x" * 300_000, b""])
    with near, far:
        sender = threading.Thread(target=far.sendall, args=(data,))
        sender.start()
        assert wire.receive(near, max_bytes=1_000_000, within_s=30) == [b"x" * 300_000, b""]
        sender.join()


def test_a_length_over_the_limit_is_refused_before_anything_else_is_read(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    near, far = pair
    with near, far:
        far.sendall((2**32 - 1).to_bytes(4, "big"))
        with pytest.raises(wire.WireError, match="4294967295 bytes"):
            wire.receive(near, max_bytes=1000, within_s=30)


@pytest.mark.parametrize("beginning", [b"", b"\0", b"\0\0\0\x09\0\0"])
def test_an_end_in_the_middle_is_noticed(beginning: bytes, pair: tuple[socket.socket, socket.socket]) -> None:
    near, far = pair
    with near:
        far.sendall(beginning)
        far.close()
        with pytest.raises(wire.WireError, match="has ended"):
            wire.receive(near, max_bytes=1000, within_s=30)


def test_the_time_is_for_the_whole_message(pair: tuple[socket.socket, socket.socket]) -> None:
    near, far = pair
    done = threading.Event()

    def trickle() -> None:
        far.sendall((100).to_bytes(4, "big"))
        while not done.wait(0.05):
            far.sendall(b"x")

    with near, far:
        sender = threading.Thread(target=trickle)
        sender.start()
        with pytest.raises(wire.WireError):
            wire.receive(near, max_bytes=1000, within_s=0.3)
        done.set()
        sender.join()
