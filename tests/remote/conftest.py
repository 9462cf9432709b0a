"""The marker of the tests that need a real vLLM."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "vllm: asks a real vLLM, which scripts/vllm_cpu.sh sets up")
