from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

from cmdgen import safety
from cmdgen.safety import lazy_re


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    lazy, compiled = lazy_re.compile(r"(?P<x>a+)|b", re.IGNORECASE), re.compile(r"(?P<x>a+)|b", re.IGNORECASE)
    text = "xAAbbAy"
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert lazy.findall(text) == compiled.findall(text)
    assert lazy.sub("-", text) == compiled.sub("-", text)
    assert lazy.subn("-", text) == compiled.subn("-", text)
    assert lazy.split(text) == compiled.split(text)
    assert (lazy.match(text), lazy.fullmatch(text)) == (None, None)
    assert (lazy.pattern, lazy.flags, lazy.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert lazy.groupindex == compiled.groupindex
    found = lazy.search(text, 3)
    assert found is not None
    assert found.span() == (3, 4)


def test_nothing_is_compiled_before_the_first_use() -> None:
    pattern = lazy_re.compile("(")
    with pytest.raises(re.error):
        pattern.search("x")


def test_it_is_compiled_once() -> None:
    pattern = lazy_re.compile("a")
    assert pattern.search.__self__ is pattern.match.__self__  # type: ignore[attr-defined]


def test_what_no_pattern_has_is_missing() -> None:
    with pytest.raises(AttributeError):
        _ = lazy_re.compile("a").nothing  # type: ignore[attr-defined]


def test_every_pattern_of_the_screening_is_valid() -> None:
    for info in pkgutil.walk_packages(safety.__path__, "cmdgen.safety."):
        importlib.import_module(info.name)
    patterns = [thing for thing in gc.get_objects() if type(thing) is lazy_re._Pattern]
    assert len(patterns) > 300
    for pattern in patterns:
        if pattern._source != "(":
            re.compile(pattern._source, pattern._flags)
