from __future__ import annotations

import os

import pytest

from cmdgen.backends.embedded.openmp import calm_threads


def test_the_spin_is_short_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOMP_SPINCOUNT", raising=False)
    calm_threads()
    assert os.environ["GOMP_SPINCOUNT"] == "300"


def test_the_users_own_setting_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")
    calm_threads()
    assert os.environ["GOMP_SPINCOUNT"] == "7"
