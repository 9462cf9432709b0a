"""Sandboxes that really run commands; tests that need one are skipped where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cmdgen.evaluation.checking import Checker
from cmdgen.evaluation.sandbox import Room, SandboxMaker
from cmdgen.evaluation.supervision import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cmdgen.evaluation.sandbox import Sandbox


@pytest.fixture(scope="session", params=["bubblewrap", "unshare"])
def each_sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Return each kind of sandbox that works here, with limits that tests can reach."""
    limits = Limits(
        wall_s=3.0, processes=40, resident_bytes=200_000_000, file_bytes=5_000_000, output_bytes=100_000
    )
    with SandboxMaker(limits, only=request.param) as sandbox:
        if sandbox is None:
            pytest.skip(f"{request.param} does not work here")
        yield sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Return the sandbox that `cmdgen eval` would use."""
    with SandboxMaker() as found:
        if found is None:
            pytest.skip("there is no sandbox here")
        yield found


@pytest.fixture
def room() -> Iterator[Room]:
    with Room() as made:
        yield made


@pytest.fixture(scope="session")
def checker(sandbox: Sandbox) -> Checker:
    return Checker(sandbox)
