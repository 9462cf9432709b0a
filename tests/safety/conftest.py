"""What the tests of the screening share: the labelled corpus, and random input that is the same in every run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

CORPUS = Path(__file__).parent / "corpus"

# Random input finds bugs when the code changes; a run of the suite must not differ from the one before it.
settings.register_profile(
    "screening", derandomize=True, database=None, deadline=None, suppress_health_check=(HealthCheck.too_slow,)
)


@pytest.fixture(autouse=True, scope="session")
def _same_input_in_every_run() -> None:
    settings.load_profile("screening")


@pytest.fixture(scope="session")
def corpus() -> list[dict[str, Any]]:
    """Every labelled command: id, command, shell, level, family, why."""
    return [
        json.loads(line)
        for file in sorted(CORPUS.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
        if line
    ]
