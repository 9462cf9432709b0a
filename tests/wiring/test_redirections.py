"""Redirections are explained in words."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command
from cmdgen.wiring.redirections import redirections


def said(text: str, dialect: str = "bash") -> list[tuple[str, str]]:
    return [(found.shown, found.text) for found in redirections(Command(text=text, dialect=dialect))]


@pytest.mark.parametrize(
    ("text", "shown", "meaning"),
    [
        ("ls > a.txt", "> a.txt", "the output goes into a.txt, in place of what is in it"),
        ("ls >> 'a b'", ">> 'a b'", "the output goes to the end of 'a b'"),
        ("ls 2>&1", "2>&1", "the error messages go where the output goes"),
        ("ls >&2", ">&2", "the output goes where the error messages go"),
        ("ls 2>/dev/null", "2>/dev/null", "the error messages go nowhere"),
        ("ls 2>&-", "2>&-", "closes the error messages"),
        ("sort < a", "< a", "the input is read from a"),
        ("sort <&3", "<&3", "the input comes from where number 3 does"),
        ("sort <<< a", "<<< a", "the input is this text"),
        ("cat <<'E'\na\nE", "<<'E'", "the input is the lines that follow, up to that word"),
        ("ls >| a", ">| a", "the output goes into a, in place of what is in it, even if noclobber is set"),
        ("exec 3<>a", "3<>a", "a is opened for reading and writing"),
    ],
)
def test_each_has_its_meaning(text: str, shown: str, meaning: str) -> None:
    assert said(text) == [(shown, meaning)]


@pytest.mark.parametrize("text", ["ls &> a", "ls >& a"])
def test_both_streams_may_go_together(text: str) -> None:
    ((_, meaning),) = said(text)
    assert meaning == "the output and the error messages go into a, in place of what is in it"


def test_they_come_in_the_order_of_the_text_wherever_they_stand() -> None:
    text = "if x < a; then echo $(y 2> b); fi > c"
    assert [shown for shown, _ in said(text)] == ["< a", "2> b", "> c"]


def test_fish_has_them_too() -> None:
    assert said("ls > a", "fish") == [("> a", "the output goes into a, in place of what is in it")]


@pytest.mark.parametrize(("text", "dialect"), [("ls", "bash"), ("ls > 'a", "bash"), ("dir > a", "cmd")])
def test_where_there_are_none_or_they_are_not_read_nothing_is_said(text: str, dialect: str) -> None:
    assert said(text, dialect) == []
