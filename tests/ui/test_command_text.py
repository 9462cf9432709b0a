from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from cmdgen.core.records import Command, Finding, Level, Report, Span
from cmdgen.ui.command_text import render_command, words_of
from cmdgen.ui.escape import printable
from cmdgen.ui.paint import Paint

COLOURS = Paint(styles=True, colours=True)
UNDERLINED = re.compile(r"\x1b\[([0-9;]*)m(.*?)\x1b\[0m", re.DOTALL)


def report(text: str, *spans: tuple[int, int], level: Level = Level.HIGH) -> Report:
    findings = tuple(
        Finding(rule="x", level=level, message="careful", span=Span(start, end)) for start, end in spans
    )
    return Report(command=Command(text=text, dialect="bash"), findings=findings)


def underlined(text: str) -> str:
    return "".join(words for codes, words in UNDERLINED.findall(text) if "4" in codes.split(";"))


def without_styles(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_the_risky_words_are_underlined() -> None:
    assert underlined(render_command(report("ls; rm -rf x; ls", (4, 12)), COLOURS)) == "rm -rf x"


def test_the_underline_stays_on_the_words_after_escaped_and_wide_characters() -> None:
    text = "echo \x1b\u202e日; rm x"
    start = text.index("rm x")
    assert underlined(render_command(report(text, (start, start + 4)), COLOURS)) == "rm x"


def test_the_underline_does_not_run_over_line_ends() -> None:
    shown = render_command(report("a\nb", (0, 3)), COLOURS)
    assert underlined(shown) == "ab"
    assert all(line.endswith("\x1b[0m") for line in shown.split("\n"))


@given(st.text(), st.integers(-5, 60), st.integers(-5, 60))
def test_nothing_but_styles_is_added_wherever_the_span_lies(text: str, start: int, end: int) -> None:
    shown = render_command(report(text, (start, end)), COLOURS)
    assert without_styles(shown) == printable(text)
    assert render_command(report(text, (start, end)), Paint(styles=False, colours=False)) == printable(text)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30), st.data())
def test_exactly_the_span_is_underlined(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert underlined(render_command(report(text, (start, end)), COLOURS)) == text[start:end]


def test_words_of_a_span_outside_of_the_text_are_empty() -> None:
    assert words_of(report("ls"), Span(5, 9)) == ""
    assert words_of(report("ls -l"), Span(3, 5)) == "-l"
