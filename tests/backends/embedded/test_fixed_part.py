from __future__ import annotations

from cmdgen.backends.embedded.fixed_part import fixed_text, shared_beginning
from cmdgen.core.records import Message, Prompt, Role


def prompt(*turns: tuple[Role, str]) -> Prompt:
    return Prompt(messages=tuple(Message(role=role, content=content) for role, content in turns))


def test_it_ends_where_the_user_begins_even_if_the_instructions_say_the_same_words() -> None:
    asked = prompt(("system", "answer: list files"), ("user", "list files"))
    assert fixed_text("<s>answer: list files<u>list files<a>", asked) == "<s>answer: list files<u>"


def test_a_template_without_a_system_role_still_has_a_beginning() -> None:
    assert fixed_text("<u>list files", prompt(("system", "brief"), ("user", "list files"))) == "<u>"


def test_a_prompt_that_does_not_show_the_users_words_has_no_fixed_part() -> None:
    assert fixed_text("<u>LIST FILES", prompt(("user", "list files"))) == ""
    assert fixed_text("<s>brief", prompt(("system", "brief"))) == ""
    assert fixed_text("<s>brief<u>", prompt(("system", "brief"), ("user", " "))) == ""


def test_common_tokens_are_counted_from_the_beginning() -> None:
    assert shared_beginning([1, 2, 3], [1, 2, 4, 3]) == 2
    assert shared_beginning([], [1]) == 0
    assert shared_beginning([1, 2], [1, 2]) == 2
