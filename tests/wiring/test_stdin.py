"""Data on stdin: how much is read, and for how long."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cmdgen.wiring import stdin

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Put a pipe in place of stdin and give its other end."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        yield writing


def test_a_pipe_is_a_source_and_the_empty_device_is_none(
    writer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stdin.has_data_source()
    os.close(writer)
    with open(os.devnull, "rb") as stream:  # noqa: PTH123
        monkeypatch.setattr("sys.stdin", stream)
        assert not stdin.has_data_source()
    assert not stdin.has_data_source()  # closed
    monkeypatch.setattr("sys.stdin", None)
    assert not stdin.has_data_source()


def test_all_of_it_is_read_up_to_the_limit(writer: int) -> None:
    os.write(writer, b"first\n")
    os.write(writer, b"second\n" * 10)
    os.close(writer)
    assert stdin.excerpt(max_bytes=13) == "first\nsecond\n"


def test_bytes_that_are_not_text_do_no_harm(writer: int) -> None:
    os.write(writer, b"a\xff\x00b")
    os.close(writer)
    assert stdin.excerpt() == "a\ufffd\ufffdb"


def test_a_character_cut_by_the_limit_is_left_out(writer: int) -> None:
    os.write(writer, "aä".encode())
    os.close(writer)
    assert stdin.excerpt(max_bytes=2) == "a"


def test_a_silent_open_pipe_does_not_hold_the_program_up(writer: int) -> None:
    os.write(writer, b"so far")
    assert stdin.excerpt(patience_s=0.2) == "so far"
    os.close(writer)
