"""The screening answers every text, the same way every time, and points inside the text."""

# ruff: noqa: RUF001 - letters that look alike are what is tested
from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cmdgen.core.records import Command, Level, Report
from cmdgen.safety.engine import MAX_LENGTH, screen
from cmdgen.safety.rules.book import builtin_book

DIALECTS = ("bash", "sh", "zsh", "fish", "powershell", "cmd")
PIECES = (
    *"$`\"'\\(){}[]<>|&;\n\t #!*?~=+-%^@:/,.a0_\r\x00\x1b",
    *(
        "rm",
        "-rf",
        "echo",
        "sudo",
        "x=1",
        "$x",
        "$(",
        "${",
        "<(",
        ">(",
        "$((",
        "))",
        "<<E\n",
        "<<<",
        "<<-E\n\t",
        "E\n",
        "[[ ",
        " ]]",
        "&&",
        "||",
        ">>",
        "2>&1",
    ),
    *(
        "if ",
        "then ",
        "fi",
        "for x in ",
        "do ",
        "done",
        "case x in ",
        ";;",
        "esac",
        "function f ",
        "f() ",
        "{a,b}",
        "{1..3}",
        "$@",
        "$'\\x41'",
        '$"',
        "%x%",
    ),
    *(
        "\ud800",
        "\udcff",
        "\ue000",
        "\ue004",
        "\uf8ff",
        "\u202e",
        "\u200b",
        "\u00a0",
        "é",
        "\U0001f389",
        "а",
        "xn--a.",
        "begin;",
        "end",
        "@{",
        "@(",
        "| %{",
    ),
)
LINES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def screened(text: str, dialect: str) -> Report:
    return screen(Command(text=text, dialect=dialect))


def holds_its_promises(text: str, dialect: str) -> None:
    report = screened(text, dialect)
    assert report == screened(text, dialect)
    assert "unreadable.failure" not in {finding.rule for finding in report.findings}
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.message
    levels = [finding.level for finding in report.findings]
    assert levels == sorted(levels, reverse=True)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=st.text(max_size=60))
@settings(max_examples=120, deadline=None)
@example("")
@example(" ")
@example("\n")
@example("\x00")
@example("\ud800")
@example("\ue000 \ue004/\ue002")
@example("rm -rf \ue006")
def test_any_text_is_answered(dialect: str, text: str) -> None:
    holds_its_promises(text, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.binary(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_answered(dialect: str, data: bytes) -> None:
    holds_its_promises(data.decode("utf-8", "surrogateescape"), dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=LINES)
@settings(max_examples=250, deadline=None)
def test_any_heap_of_shell_syntax_is_answered(dialect: str, text: str) -> None:
    holds_its_promises(text, dialect)


@given(data=st.data())
@settings(max_examples=600, deadline=None)
def test_any_damaged_command_is_answered(corpus: list[dict[str, Any]], data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(corpus))
    text = row["command"]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 8)))
        replacement = data.draw(st.sampled_from(("", text[start:end] * 2, *PIECES)))
        text = text[:start] + replacement + text[end:]
    holds_its_promises(text, row["shell"])


def test_every_command_of_the_corpus_is_answered(corpus: list[dict[str, Any]]) -> None:
    for row in corpus:
        holds_its_promises(row["command"], row["shell"])


def test_the_beginning_of_every_command_is_answered(corpus: list[dict[str, Any]]) -> None:
    for number, row in enumerate(corpus):
        text = row["command"]
        holds_its_promises(text[: 1 + number % max(len(text), 1)], row["shell"])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_text_that_is_too_long_to_be_followed_is_never_safe(dialect: str) -> None:
    report = screened("echo " + "a" * MAX_LENGTH, dialect)
    assert report.level is Level.HIGH
    assert report.findings[0].span.end == MAX_LENGTH + 5


def test_a_bug_in_the_screening_makes_the_answer_stricter() -> None:
    book = builtin_book()
    broken = dataclasses.replace(book, by_program={"ls": (None,)})  # type: ignore[dict-item]
    report = screen(Command(text="ls", dialect="bash"), broken)
    assert report.level is Level.HIGH
    assert [finding.rule for finding in report.findings] == ["unreadable.failure"]


def test_what_was_found_before_a_bug_is_kept() -> None:
    book = builtin_book()
    broken = dataclasses.replace(book, by_program={"ls": (None,)})  # type: ignore[dict-item]
    assert screen(Command(text="rm -rf /; ls", dialect="bash"), broken).level is Level.CRITICAL


def test_the_report_is_about_the_very_text_that_was_given() -> None:
    command = Command(text="rm  -rf \t/ # \ue004", dialect="bash")
    assert screen(command).command is command


@pytest.mark.parametrize("forged", ["rm -rf \ue006", "rm -rf \ue006/x", "rm -r \ue003"])
def test_private_use_characters_cannot_stand_for_a_fresh_folder(forged: str) -> None:
    assert screened(forged, "bash").level is Level.HIGH


@pytest.mark.parametrize(
    "text", ["rm -rf / '", 'rm -rf / ; echo "', "rm -rf / && if", "rm -rf /; (ls", "rm -rf /; }"]
)
def test_a_text_that_does_not_parse_is_followed_as_far_as_it_can_be_read(text: str) -> None:
    assert screened(text, "bash").level is Level.CRITICAL


@pytest.mark.parametrize(
    "text",
    [
        "echo 'a",
        'echo "a',
        "echo $(a",
        "echo ${a",
        "echo `a",
        "if true; then ls",
        "for x in a; do ls",
        "case x in",
        "(ls",
        "{ ls;",
        "ls |",
        "ls &&",
        "fi",
        "done",
        ")",
        "}",
        "ls ;;",
        "a=(b",
        "cat <<E\nx",
    ],
)
def test_a_text_that_does_not_parse_is_high(text: str) -> None:
    report = screened(text, "bash")
    assert report.level is Level.HIGH
    assert {finding.rule for finding in report.findings} == {"unreadable.syntax"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("echo a; rm -rf / ; echo b", "/"),
        ("sudo rm -rf '/'", "'/'"),
        ("x=1\nrm -r ~", "~"),
        ("echo $(rm -r ~)", "~"),
        ("bash -c 'rm -r ~'", "bash -c 'rm -r ~'"),
        ("for i in 1; do rm -r ~; done", "~"),
        ("é=1; rm -r ~", "~"),
        ("cat <<E\n$(rm -r ~)\nE", "~"),
    ],
)
def test_a_finding_points_at_the_word_that_it_is_about(text: str, word: str) -> None:
    span = next(
        finding.span for finding in screened(text, "bash").findings if finding.rule == "files.delete-root"
    )
    assert text[span.start : span.end] == word
