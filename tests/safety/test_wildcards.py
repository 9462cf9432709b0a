from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.safety.wildcards import fits

LETTERS = st.text("ab.*?[]!-\n", max_size=6)


@given(LETTERS, LETTERS)
def test_a_text_fits_exactly_where_fnmatch_says_so(text: str, pattern: str) -> None:
    assert fits(text, pattern) is fnmatchcase(text, pattern)


@given(LETTERS)
def test_a_pattern_is_no_name_for_itself_where_fnmatch_says_so(pattern: str) -> None:
    assert fits(pattern, pattern) is fnmatchcase(pattern, pattern)


@pytest.mark.parametrize(
    ("text", "pattern"), [("mkfs.ext4", "mkfs.*"), ("mkfs.ext4", "mkfs.e[!m]*"), ("rm", "r?")]
)
def test_wildcards_stand_for_what_they_do_in_file_names(text: str, pattern: str) -> None:
    assert fits(text, pattern)


def test_case_counts() -> None:
    assert not fits("RM", "r*")
