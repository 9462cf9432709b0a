from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.ui.escape import hides_something, printable


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("ls -l", "ls -l"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\r", r"\x0d"),
        ("\x7f", r"\x7f"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb", r"a\u202eb"),
        ("\u2066", r"\u2066"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("\ufeff", r"\ufeff"),
        ("a\u00a0b", r"a\xa0b"),
        ("\u3000", r"\u3000"),
        ("\u2028", r"\u2028"),
        ("\u3164", r"\u3164"),
        ("\u2800", r"\u2800"),
        ("\U000e0041", r"\U000e0041"),
        ("\udcff", r"\xff"),
        ("\ud800", r"\ud800"),
        ("grüße 日本 🎉", "grüße 日本 🎉"),
        (r"\x1b", r"\x1b"),
    ],
)
def test_what_would_not_be_seen_is_escaped(raw: str, shown: str) -> None:
    assert printable(raw) == shown
    assert hides_something(raw) == (raw != shown)


@given(st.text())
def test_no_text_brings_a_control_or_invisible_character_to_the_terminal(text: str) -> None:
    for char in printable(text):
        assert char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp", "Cs"}


@given(st.text())
def test_escaping_twice_changes_nothing_more(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text
