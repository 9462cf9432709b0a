"""Expressions of scripting languages."""

from __future__ import annotations

import pytest

from cmdgen.safety.inline import literals
from cmdgen.safety.resolve.marks import HOME, STAR, UNKNOWN


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('"a" . "b"', "ab"),
        ("'x'", "x"),
        ('Dir.home + "/x"', HOME + "/x"),
        ('require("os").homedir()', HOME),
        ('path.join(os.homedir(), "x")', HOME + "/x"),
        ('"$d/x"', "/srv/x"),
        ("$d", "/srv"),
        ('glob "*"', STAR),
        ("Dir['*.log']", STAR + ".log"),
        ("q(a b)", "a b"),
        (r'"\x72\x6d"', "rm"),
        ("somewhere", UNKNOWN),
    ],
)
def test_an_expression_gives_what_the_text_tells(expression: str, value: str) -> None:
    assert literals.evaluate(expression, {"d": "/srv"}) == value


def test_a_mask_keeps_the_length_and_hides_strings_comments_and_patterns() -> None:
    code = "print 'system(1)'; # system(2)\nif (/system(3)/) { system(4) }"
    masked = literals.mask(code, "perl")
    assert len(masked) == len(code)
    assert masked.count("system") == 1


def test_a_variable_that_is_set_twice_is_not_known() -> None:
    assert literals.variables('$a = "x"; $b = "y"; $a = "z";') == {"b": "y"}
