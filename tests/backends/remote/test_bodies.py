from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.backends.remote.bodies import (
    BadBodyError,
    beginning,
    error_text,
    json_object,
    limited,
    lines,
    shown,
)


@given(st.lists(st.binary(max_size=20)))
def test_lines_do_not_depend_on_how_the_stream_is_cut(chunks: list[bytes]) -> None:
    whole = b"".join(chunks)
    expected = [line.strip() for line in whole.split(b"\n") if line.strip()]
    assert list(lines(chunks)) == expected
    assert list(lines(whole[place : place + 1] for place in range(len(whole)))) == expected


def test_a_line_without_end_is_given_up() -> None:
    with pytest.raises(BadBodyError, match="line"):
        list(lines((b"x" * 10 for _ in range(100)), max_line_bytes=50))


def test_more_than_allowed_is_given_up_and_errors_are_read_to_a_point() -> None:
    with pytest.raises(BadBodyError, match="larger"):
        list(limited([b"x" * 10] * 10, 99))
    assert b"".join(limited([b"x" * 10] * 10, 100)) == b"x" * 100
    assert beginning(iter([b"abc"] * 10), 7) == b"abcabca"


@pytest.mark.parametrize("data", [b"", b"[]", b"[" * 100_000, b"1" * 5000, b"\xff", b"nul", b'{"a":'])
def test_what_is_no_object_is_one_kind_of_error(data: bytes) -> None:
    with pytest.raises(BadBodyError):
        json_object(data)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"error": "gone"}', "gone"),
        (b'{"error": {"message": "gone", "code": 404}}', "gone"),
        (b'{"detail": "gone"}', "gone"),
        (b'{"message": "gone"}', "gone"),
        (b"gone", "gone"),
        (b"<html>gone</html>", ""),
        (b'{"detail": [{"loc": []}]}', ""),
        (b"", ""),
    ],
)
def test_every_usual_style_of_error_is_read(body: bytes, said: str) -> None:
    assert error_text(body) == said


@given(st.text(), st.text(alphabet="abcK-", min_size=3))
def test_what_is_shown_is_one_printable_line_without_the_key(text: str, key: str) -> None:
    line = shown(f"{text}{key}{text}", key)
    assert line.isprintable()
    assert len(line) < 310
    assert key not in line or key in "[key]"
