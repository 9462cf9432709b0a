"""Checks: all at once, never too long, remembered for a minute."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from cmdgen.backends.selection.health import FILE_NAME, Health

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.core.errors import CmdgenError
    from tests.backends.selection.conftest import Clock, Server


@pytest.fixture
def health(tmp_path: Path, clock: Clock) -> Health:
    return Health(tmp_path, clock=clock, limit_s=30)


def test_who_can_answer_is_told_by_name(
    health: Health, embedded: Server, vllm: Server, ollama: Server, broken: CmdgenError
) -> None:
    ollama.is_well = False
    everybody = [server.candidate for server in (embedded, vllm, ollama)]
    assert health.check(everybody) == {"embedded": True, "vllm": True, "ollama": False}
    assert [server.shutdowns for server in (embedded, vllm, ollama)] == [1, 1, 1]
    vllm.problem = broken
    assert not health.check([vllm.candidate], fresh=True)["vllm"]
    assert health.check([]) == {}


def test_servers_are_asked_at_the_same_time(health: Health, vllm: Server, ollama: Server) -> None:
    barrier = threading.Barrier(2, timeout=30)

    class Meeting(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            return barrier.wait() >= 0  # broken, and so an error, unless both are here

    vllm.gate = ollama.gate = Meeting()
    assert health.check([vllm.candidate, ollama.candidate]) == {"vllm": True, "ollama": True}


def test_a_server_that_says_nothing_is_not_waited_for(
    tmp_path: Path, clock: Clock, embedded: Server, vllm: Server, ollama: Server
) -> None:
    vllm.gate = ollama.gate = threading.Event()
    started = time.monotonic()
    everybody = [server.candidate for server in (embedded, vllm, ollama)]
    found = Health(tmp_path, clock=clock).check(everybody)
    assert time.monotonic() - started < 30  # the gate opens after 60 s for each
    vllm.gate.set()
    assert found == {"embedded": True, "vllm": False, "ollama": False}


def test_for_a_minute_a_server_is_not_asked_again(
    health: Health, tmp_path: Path, clock: Clock, embedded: Server, vllm: Server
) -> None:
    both = [embedded.candidate, vllm.candidate]
    health.check(both)
    vllm.is_well = False
    clock.now += 59
    assert Health(tmp_path, clock=clock).check(both) == {"embedded": True, "vllm": True}
    assert (embedded.checks, vllm.checks) == (2, 1)
    assert health.check(both, fresh=True)["vllm"] is False
    vllm.is_well = True
    clock.now += 60
    assert health.check(both)["vllm"] is True


def test_after_the_clock_was_set_back_it_is_asked_again(health: Health, clock: Clock, vllm: Server) -> None:
    health.check([vllm.candidate])
    clock.now -= 3600
    health.check([vllm.candidate])
    assert vllm.checks == 2


def test_another_address_is_asked_again(health: Health, vllm: Server) -> None:
    health.check([vllm.candidate])
    vllm.url = "http://other:8000"
    health.check([vllm.candidate])
    assert vllm.checks == 2


def test_a_bug_of_one_backend_hides_no_other(
    health: Health, vllm: Server, ollama: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_available() -> bool:
        message = "a bug"
        raise ValueError(message)

    monkeypatch.setattr(vllm, "is_available", is_available)
    assert health.check([vllm.candidate, ollama.candidate]) == {"vllm": False, "ollama": True}


def test_the_file_holds_neither_address_nor_password(health: Health, tmp_path: Path, vllm: Server) -> None:
    health.check([vllm.candidate])
    text = (tmp_path / FILE_NAME).read_text()
    assert "vllm" in text
    assert "gpu" not in text
    assert "secret" not in text


@pytest.mark.parametrize("content", [b"", b"[]", b'{"vllm": 1}'])
def test_a_damaged_file_means_asking(health: Health, tmp_path: Path, vllm: Server, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert health.check([vllm.candidate]) == {"vllm": True}
    assert health.check([vllm.candidate]) == {"vllm": True}
    assert vllm.checks == 1
