"""Records as JSON and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.core.records import CommandRequest, Level, Platform, Report, Sampling, Span
from cmdgen.pipeline import Candidate
from cmdgen.resident.codec import CodecError, decoded, encoded

# Every character, halves of surrogate pairs too: they stand for bytes that are not UTF-8.
st.register_type_strategy(str, st.text(st.characters(codec=None, exclude_categories=()), max_size=20))
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(Span, st.builds(Span, st.integers(), st.integers()))


@given(st.builds(Candidate))
def test_a_candidate_comes_back_equal(candidate: Candidate) -> None:
    assert decoded(Candidate, encoded(candidate)) == candidate


@given(st.builds(CommandRequest))
def test_a_request_comes_back_equal(request: CommandRequest) -> None:
    assert decoded(CommandRequest, encoded(request)) == request


@given(st.builds(Sampling))
def test_sampling_comes_back_equal_to_the_last_bit(sampling: Sampling) -> None:
    assert decoded(Sampling, encoded(sampling)) == sampling


@given(st.builds(Report))
def test_a_report_keeps_level_and_order(report: Report) -> None:
    again = decoded(Report, encoded(report))
    assert again.level == report.level
    assert again.findings == report.findings


def test_the_text_is_ascii_in_one_line() -> None:
    text = encoded(Platform(system="linux", userland="gnu", distribution="ä\n\ud800"))
    assert text.isascii()
    assert b"\n" not in text


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)


@given(_JSON)
def test_any_other_json_is_refused(value: Any) -> None:
    with pytest.raises(CodecError):
        decoded(Candidate, json.dumps(value).encode())


@given(st.binary(max_size=50))
def test_any_bytes_are_refused_with_the_one_error(data: bytes) -> None:
    with pytest.raises(CodecError):
        decoded(Candidate, data)


@given(st.builds(Report), st.data())
def test_a_value_of_another_type_is_refused(report: Report, data: st.DataObject) -> None:
    raw = json.loads(encoded(report))
    raw[0][data.draw(st.integers(0, 1))] = data.draw(st.sampled_from([None, 1, True, [], {}]))
    with pytest.raises(CodecError):
        decoded(Report, json.dumps(raw).encode())


def test_a_level_that_there_is_not_is_refused() -> None:
    with pytest.raises(CodecError):
        decoded(Level, b'"HARMLESS"')
    assert decoded(Level, b'"CRITICAL"') is Level.CRITICAL


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(CodecError):
        decoded(Candidate, b"[" * 100_000)
