"""The second reading notices every command that the first one lost."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.safety.ir import Block, Pipeline, Script, Simple, SyntaxProblem, TooComplex
from cmdgen.safety.syntax import posix, witness

TEXTS = (
    "ls; rm -rf /",
    "ls && rm x",
    "a | b | c",
    "if a; then b; else c; fi",
    "for x in 1; do a; done",
    "while a; do b; done",
    "case x in a) b;; esac",
    "f() { a; }; f",
    "( a; b )",
    "{ a; b; }",
    "echo $(a)",
    "echo `a`",
    'echo "$(a)"',
    "diff <(a) <(b)",
    "x=$(a) b",
    "cat <<E\n$(a)\nE",
    "echo ${x:-$(a)}",
    "x=é; größe; b",
)


@pytest.mark.parametrize("text", TEXTS)
def test_two_readings_of_a_plain_text_agree(text: str) -> None:
    assert witness.overlooked(text, posix.parse(text)) is None


@pytest.mark.parametrize("text", TEXTS)
def test_an_empty_reading_is_contradicted(text: str) -> None:
    missed = witness.overlooked(text, Script())
    assert missed is not None
    assert text[missed.start : missed.end].isalnum()


@pytest.mark.parametrize("text", [text for text in TEXTS if len(posix.parse(text).items) > 1])
def test_a_statement_that_is_lost_is_missed(text: str) -> None:
    script = posix.parse(text)
    for index, item in enumerate(script.items):
        if isinstance(item, Simple) and not item.words:
            continue
        rest = dataclasses.replace(script, items=(*script.items[:index], *script.items[index + 1 :]))
        assert witness.overlooked(text, rest) is not None


def test_a_stage_of_a_pipeline_that_is_lost_is_missed() -> None:
    text = "cat x | sh"
    (pipeline,) = posix.parse(text).items
    assert isinstance(pipeline, Pipeline)
    lost = Script((dataclasses.replace(pipeline, stages=pipeline.stages[:1]),))
    missed = witness.overlooked(text, lost)
    assert missed is not None
    assert text[missed.start : missed.end] == "sh"


def test_a_body_that_is_lost_is_missed() -> None:
    text = "if a; then b; else c; fi"
    (block,) = posix.parse(text).items
    assert isinstance(block, Block)
    for index in range(len(block.bodies)):
        lost = dataclasses.replace(block, bodies=(*block.bodies[:index], *block.bodies[index + 1 :]))
        assert witness.overlooked(text, Script((lost,))) is not None


def test_a_text_that_the_second_reader_cannot_parse_is_no_testimony() -> None:
    assert witness.overlooked("if then fi (", Script()) is None


def test_no_command_of_the_corpus_is_read_differently(corpus: list[dict[str, Any]]) -> None:
    disputed = []
    for row in corpus:
        if row["shell"] not in {"bash", "sh"} or "! {" in row["command"]:
            continue
        try:
            script = posix.parse(row["command"])
        except (SyntaxProblem, TooComplex):
            continue
        if witness.overlooked(row["command"], script) is not None:
            disputed.append(row["command"])
    assert disputed == []


PLAIN_WORDS = (
    "if then else fi for while until do done case esac in function select coproc time a ls - -- -x 1 . .. ./a a/b export "
    "declare local readonly unset let eval exec test true repeat end foreach typeset x.y @ % : , + alias %1 /bin/ls _ a:b"
).split()


@given(st.lists(st.sampled_from(PLAIN_WORDS), min_size=1, max_size=5).map(" ".join))
def test_a_text_of_plain_words_holds_nothing_that_the_second_reader_would_miss(text: str) -> None:
    try:
        script = posix.parse(text)
    except SyntaxProblem:
        return
    if witness._is_one_plain_command(text, script):
        assert witness._testimony(text, script) is None


def test_plain_commands_of_the_corpus_need_no_second_reader(corpus: list[dict[str, Any]]) -> None:
    plain = 0
    for row in corpus:
        if row["shell"] not in {"bash", "sh"}:
            continue
        try:
            script = posix.parse(row["command"])
        except (SyntaxProblem, TooComplex):
            continue
        if witness._is_one_plain_command(row["command"], script):
            plain += 1
            assert witness._testimony(row["command"], script) is None
    assert plain > 1000


@pytest.mark.parametrize(
    "text", ["ls\nrm x", "ls; rm x", "ls $x", "x=1 ls", "ls 'a'", "ls *", "ls >x", "ls #x", "ls é"]
)
def test_a_text_with_more_than_words_is_read_a_second_time(text: str) -> None:
    assert not witness._is_one_plain_command(text, posix.parse(text))


def test_a_plain_text_whose_command_is_lost_is_missed() -> None:
    assert witness.overlooked("rm x", Script()) is not None
