from __future__ import annotations

from dataclasses import dataclass

import pytest

from cmdgen.backends.registry import FACTORIES, factory
from cmdgen.core.errors import UsageError


@dataclass(frozen=True)
class Options:
    model: str | None = None
    engine: str | None = None


def test_every_factory_makes_a_backend_of_its_own_name() -> None:
    for name, make in FACTORIES.items():
        assert make(Options()).info().backend == name


def test_the_model_of_the_options_is_used() -> None:
    assert factory("embedded")(Options(model="some/where.gguf")).info().model == "where"


def test_an_unknown_backend_names_the_nearest_one() -> None:
    with pytest.raises(UsageError) as caught:
        factory("embeded")
    assert caught.value.hint == "did you mean embedded?"


def test_an_unknown_backend_that_resembles_none_lists_all() -> None:
    with pytest.raises(UsageError) as caught:
        factory("zzz")
    assert "embedded" in (caught.value.hint or "")
