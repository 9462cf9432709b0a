"""The second reading notices every command that the first one lost."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

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
