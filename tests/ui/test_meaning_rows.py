"""Words and meanings beside each other, or below each other where it is narrow."""

from __future__ import annotations

import pytest

from cmdgen.manuals import Meaning
from cmdgen.ui.meaning_rows import meaning_rows
from cmdgen.ui.paint import Paint

PLAIN = Paint(styles=False, colours=False)


def meaning(shown: str, kind: str, text: str, source: str = "man thing(1)") -> Meaning:
    return Meaning(words=(0, 1), shown=shown, kind=kind, text=text, source=source if text else "")


CALL = (
    meaning("thing", "program", "does something"),
    meaning("-x a", "option", "a sentence that is too long for one line of a narrow terminal"),
    meaning("--own", "option", "from elsewhere", "cmdgen"),
    meaning("--zzz", "option", ""),
    meaning("word", "operand", ""),
)


def test_the_source_is_named_once_and_where_another_one_speaks() -> None:
    text = "\n".join(meaning_rows(CALL, PLAIN, 80, 4))
    assert text.count("[man thing(1)]") == 1
    assert "does something [man thing(1)]" in text
    assert "from elsewhere [cmdgen]" in text


def test_an_option_without_a_meaning_says_so_and_an_operand_is_left_out() -> None:
    lines = meaning_rows(CALL, PLAIN, 80, 4)
    assert "    --zzz  not known here" in lines
    assert not any("word" in line for line in lines)


@pytest.mark.parametrize("width", range(12, 120))
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, meaning_rows(CALL, PLAIN, width, 2))) <= max(width, 14)


def test_where_it_is_narrow_the_text_stands_below() -> None:
    assert meaning_rows(CALL[:1], PLAIN, 20, 0)[:2] == ["thing", "  does something"]


def test_nothing_known_is_nothing_shown() -> None:
    assert meaning_rows(CALL[3:], PLAIN, 80, 0) == []


def test_nothing_of_a_page_reaches_the_terminal_raw() -> None:
    rows = meaning_rows([meaning("a\x1b[2J", "program", "b\x1b]0;c\x07")], PLAIN, 80, 0)
    assert not any("\x1b" in row or "\x07" in row for row in rows)
