from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmdgen.ui.layout import cells, row, shorten, wrap


@given(st.text(), st.integers(min_value=8, max_value=120))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cells(line) <= width for line in wrap(text, width))


@given(st.text(st.sampled_from("ab c\n")), st.integers(min_value=8, max_value=40))
def test_wrapping_loses_no_words(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("deletes every file", 12) == ["deletes", "every file"]


def test_wide_characters_count_twice() -> None:
    assert cells("日本") == 4
    assert wrap("日本日本", 5) == ["日本", "日本"]


@given(st.text(), st.integers(min_value=8, max_value=60))
def test_shortened_text_is_one_line_that_fits(text: str, width: int) -> None:
    line = shorten(text, width)
    assert "\n" not in line
    assert cells(line) <= width


def test_a_label_stands_beside_the_text_or_above_it_where_it_is_narrow() -> None:
    assert row("safe", "safe", ["one", "two"], 80) == ["safe       one", "           two"]
    assert row("safe", "safe", ["one", "two"], 20) == ["safe", "  one", "  two"]
