"""The user's own commands: for the same request, and for similar ones."""

from __future__ import annotations

from cmdgen.prompting.own_examples import OwnExamples

PAIRS = [
    ("Show disk usage", "df -h /"),
    ("deploy the blog", "make deploy"),
    ("show  disk usage.", "df -hT"),
]


def test_the_newest_command_of_a_request_counts() -> None:
    own = OwnExamples(PAIRS)
    assert len(own) == 2
    assert own.exact("show disk usage?") == "df -hT"
    assert own.exact(" SHOW disk\tusage ") == "df -hT"
    assert own.exact("show disk usage of /home") is None


def test_similar_requests_are_found_as_own_examples() -> None:
    (found,) = OwnExamples(PAIRS).similar("please deploy my blog", 4)
    assert (found.request, found.command, found.is_own) == ("deploy the blog", "make deploy", True)
    assert OwnExamples(PAIRS).similar("please deploy my blog", 0) == ()
    assert OwnExamples(PAIRS).similar("resize a picture", 4) == ()
    assert OwnExamples([]).similar("anything", 4) == ()


def test_what_is_too_long_for_a_prompt_is_no_example_but_still_an_answer() -> None:
    for request, command in (
        ("deploy the blog", "x" * 301),
        ("deploy the blog", "a\nb"),
        ("deploy " * 40, "x"),
    ):
        own = OwnExamples([(request, command)])
        assert own.similar("deploy the blog", 4) == ()
        assert own.exact(request) == command
