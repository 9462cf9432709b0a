from __future__ import annotations

import pytest

from cmdgen.safety.effects.find_expression import Act, All, Any, Not, Predicate, parse


def test_side_by_side_binds_stronger_than_or() -> None:
    tree = parse(["-name", "a", "-o", "-name", "b", "-type", "f"]).root
    assert tree == Any((Predicate("-name", "a"), All((Predicate("-name", "b"), Predicate("-type", "f")))))


def test_not_binds_strongest_and_parentheses_group() -> None:
    assert parse(["!", "-empty", "-true"]).root == All((Not(Predicate("-empty")), Predicate("-true")))
    assert parse(["!", "(", "-empty", "-true", ")"]).root == Not(
        All((Predicate("-empty"), Predicate("-true")))
    )


def test_depths_and_devices_hold_for_the_whole() -> None:
    found = parse(["-name", "a", "-maxdepth", "2", "-mindepth", "1", "-xdev"])
    assert (found.min_depth, found.max_depth, found.one_device) == (1, 2, True)


def test_actions_are_counted_in_their_order() -> None:
    found = parse(["-exec", "rm", "{}", "+", "-print", "-o", "-delete"])
    assert found.acts == (Act("-exec+", 0, ("rm", "{}")), Act("-print", 1), Act("-delete", 2))
    assert found.contents_first


@pytest.mark.parametrize(
    "words",
    [["-name"], ["(", "-true"], ["-regex", "x"], ["-maxdepth", "x"], [")"], ["-newerXY", "a"], ["!"] * 2_000],
)
def test_what_is_not_followed_is_named(words: list[str]) -> None:
    assert parse(words).unknown


def test_the_actions_of_an_unknown_expression_are_still_known() -> None:
    found = parse(["-regex", "x", "-exec", "rm", "{}", ";", "-delete"])
    assert [act.name for act in found.acts] == ["-exec", "-delete"]
