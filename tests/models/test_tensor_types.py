from __future__ import annotations

from cmdgen.models.tensor_types import size_bytes


def test_a_quantised_type_counts_whole_blocks() -> None:
    assert size_bytes(8, 64) == 2 * 34
    assert size_bytes(8, 65) == 3 * 34


def test_plain_floats_take_four_bytes() -> None:
    assert size_bytes(0, 10) == 40


def test_the_size_of_an_unknown_type_is_not_claimed() -> None:
    assert size_bytes(4711, 1000) == 0
