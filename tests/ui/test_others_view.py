"""Other candidates name their difference."""

from __future__ import annotations

import pytest

from cmdgen.ui.others_view import difference


@pytest.mark.parametrize(
    ("first", "other", "told"),
    [
        ("find . -size +100M", "find . -size +1G", "+1G instead of +100M"),
        ("ls", "ls -a", "adds -a"),
        ("ls -l -a", "ls -l", "leaves out -a"),
        ("du -sh * | sort -h", "du -sh * | sort -rh | head", "-rh | head instead of -h"),
        ("grep 'a b' x", "grep 'a c' x", "'a c' instead of 'a b'"),
        ("ls", "find . -maxdepth 1", "find instead of ls"),
        ("ls -1", "ls -1a", "-1a instead of -1"),
        ("ls | wc -l", "find . -type f | grep -c x", "find, grep instead of ls, wc"),
        ("ls", "ls", ""),
        (
            "a 1 b 2 c 3 d 4 e",
            "a 5 b 6 c 7 d 8 e",
            "adds 5, 6, 7, ...; leaves out 1, 2, 3, ...",
        ),
    ],
)
def test_the_difference_is_told_in_words(first: str, other: str, told: str) -> None:
    assert difference(first, other) == told


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in difference("ls", "ls \x1b[31m")
