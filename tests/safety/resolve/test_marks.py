"""What stands for the unknown is shown in a form that people can read."""

from __future__ import annotations

import pytest

from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import HOME, STAR, UNKNOWN

LIST, BLOCK, ALL, TYPE, PAIR, VALUE = "\ue020\ue021\ue022\ue023\ue024\ue025"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        (f"{HOME}/a{STAR}{UNKNOWN}", "~/a*…"),
        (f"a{LIST}b", "a,b"),
        (f"{PAIR}a{VALUE}1{PAIR}b{VALUE}{UNKNOWN}", "@{a=1;b=…}"),
        (f"x {PAIR}a{VALUE}1\nnext", "x @{a=1}\nnext"),
        (f"{BLOCK} Get-Date ", " Get-Date "),
        (f"{TYPE}stream", "stream"),
        (f"{TYPE}process{ALL}", "process(all of them)"),
    ],
)
def test_marks_are_shown_in_words(text: str, shown: str) -> None:
    assert marks.show(text) == shown


def test_no_mark_is_left(  # the ranges that the readers use
) -> None:
    every = "".join(map(chr, [*range(0xE000, 0xE011), *range(0xE020, 0xE026)]))
    assert marks.without_forgeries(marks.show(every)) == marks.show(every)


def test_a_text_of_the_user_cannot_hold_a_mark() -> None:
    assert marks.without_forgeries("a\ue020b\ue000") == "a\ufffdb\ufffd"
