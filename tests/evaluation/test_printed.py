"""What counts as printing the same."""

from __future__ import annotations

import pytest

from cmdgen.evaluation.printed import Surroundings, difference, numbers
from cmdgen.evaluation.tasks import Compare

AROUND = Surroundings(
    paths=frozenset({
        "project", "project/a.py", "project/src", "project/src/b.py", "project/src/My Report.txt", "project/notes.txt",
        "project/old", "project/old/notes.txt", "project/link", "Downloads",
    }),
    folder="project",
    home="/home/alex",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "expected", "printed", "same"),
    [
        ("text", "a  b\n", "a  b   \n\n", True),
        ("text", "a  b\n", "a b\n", False),
        ("text", "  a\n", "a\n", False),
        ("lines", "  3 a\n", "3    a", True),
        ("lines", "./a:1: x\n./b:2: y\n", "a:1: x\nb:2: y\n", True),
        ("lines", "a\nb\n", "b\na\n", False),
        ("lines", "a\n\nb\n", "a\nb\n", False),
        ("lines", "a\n", "a\na\n", False),
        ("lines", "\x1b[31ma\x1b[0m\n", "a\n", True),
        ("lines", "version ../a", "version a", False),
        ("set", "a\nb\n", "b\na\n", True),
        ("set", "a\na\nb\n", "a\nb\n", False),
        ("set", "a\n", "a\nc\n", False),
        ("set", "a\n\nb", "b\na", True),
        ("number", "12\n", "  12 notes.txt\n", True),
        ("number", "12\n", "photo2.jpg: 12\n", True),
        ("number", "12\n", "13\n", False),
        ("number", "12\n", "", False),
        ("number", "1234567\n", "1,234,567 bytes\n", True),
        ("number", "0.5\n", ".50\n", False),
        ("numbers", "1 2.50\n", "first 1, second 2.5\n", True),
        ("numbers", "1 2\n", "2 1\n", False),
        ("numbers", "1\n", "1 2\n", False),
        ("nothing", "a", "b", True),
    ],
)  # fmt: skip
def test_two_texts_are_the_same_or_not(kind: str, expected: str, printed: str, same: bool) -> None:
    assert (difference(Compare(kind), expected, printed, AROUND) is None) is same


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("./a.py\n./src/b.py\n", "a.py\nsrc/b.py\n", True),
        ("./a.py\n./src/b.py\n", "/home/alex/project/src/b.py\n/home/alex/project/a.py\n", True),
        ("./a.py\n", "-rw-r--r-- 1 alex alex 12 Jan  1 10:00 a.py\n", True),
        ("./a.py\n", "a.py: Python script, ASCII text\n", True),
        ("./src/My Report.txt\n", "4.0K\t./src/My Report.txt\n", True),
        ("src/My Report.txt\n", "'src/My Report.txt'\n", True),
        ("src\nold\n", "src/\nold/\n", True),
        ("link\n", "lrwxrwxrwx 1 alex alex 5 Jan 1 10:00 link -> a.py\n", True),
        ("src/b.py\n", ".\n└── src\n    └── b.py\n", True),
        ("src/b.py\n", "./src:\nb.py\n", True),
        ("src/b.py\n", ".:\nsrc\n\n./src:\nb.py\n", True),
        ("notes.txt\n", "/home/alex/project/old:\nnotes.txt\n", True),
        ("src\n", "../Downloads:\n\n'src':\nsrc\n", True),
        ("src/b.py\n", "src/b.py:4:def greet(name):\n", True),
        ("src/b.py\n", "src/b.py:4:def greet(name):\na.py:1:def greet():\n", True),
        ("a.py\nsrc/b.py\n", "src/b.py:4:def greet(name):\na.py:1:def greet():\n", True),
        ("a.py\nsrc/b.py\n", "src/b.py:4:def greet(name):\n", False),
        ("./a.py\n./src/b.py\n", "a.py\n", False),
        ("./a.py\n", "a.py\nnotes.txt\n", False),
        ("./a.py\n", "a.pyc\n", False),
        ("./a.py\n", "aa.py\n", False),
        ("./a.py\n", "", False),
        ("notes.txt\n", "notes.txt\nold/notes.txt\n", False),
        ("notes.txt\nold/notes.txt\n", "notes.txt\n", False),
        ("b.py\n", "My Report.txt\nb.py\n", False),
    ],
)  # fmt: skip
def test_names_of_files_are_told_from_others(expected: str, printed: str, same: bool) -> None:
    assert (difference(Compare.NAMES, expected, printed, AROUND) is None) is same


def test_words_that_must_be_absent_are_found_anywhere() -> None:
    assert difference(Compare.NAMES, "a.py\n", "a.py removed.txt x\n", AROUND, ["removed.txt"]) is not None
    assert difference(Compare.NAMES, "a.py\n", "a.py unremoved.txt x\n", AROUND, ["removed.txt"]) is None


def test_numbers_stand_for_themselves() -> None:
    assert numbers("photo2.jpg v1.2.3 12 -4 7.5% 10. 4K x9 2024-03-01") == [12, -4, 7.5, 10, 4, 2024]
