from __future__ import annotations

from cmdgen.core.records import Level
from cmdgen.ui.paint import LEVEL_STYLES, LEVEL_WORDS, Paint


def test_no_color_keeps_bold_and_underline_only() -> None:
    paint = Paint(styles=True, colours=False)
    assert paint("x", "red bold underline") == "\x1b[1;4mx\x1b[0m"
    assert paint("x", "red") == "x"


def test_without_styles_nothing_is_written() -> None:
    assert Paint(styles=False, colours=False)("x", "red bold") == "x"


def test_every_level_has_a_word_and_a_style_of_its_own() -> None:
    assert len({LEVEL_WORDS[level] for level in Level}) == len(Level)
    assert len({LEVEL_STYLES[level] for level in Level}) == len(Level)
