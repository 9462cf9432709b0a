"""A command with an option that the installed program does not know, from the words to what is printed."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from cmdgen.cli.main import main

if TYPE_CHECKING:
    from cmdgen.core.records import CommandRequest, GeneratedCommand, Sampling
    from tests.cli.conftest import FakeBackend

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("ls") is None, reason="the options are those of GNU"
)


def first_says(backend: FakeBackend, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Give the first request another answer than all others."""
    answer = type(backend).generate

    def generate(self: FakeBackend, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        then = self.says
        self.says = text if not self.requests else then
        try:
            return answer(self, request, sampling)
        finally:
            self.says = then

    monkeypatch.setattr(type(backend), "generate", generate)


def test_the_model_is_asked_once_more_and_told_which_option_it_is(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    first_says(backend, monkeypatch, "ls --frobnicate")
    backend.says = "ls -l"
    assert main(["--print", "list", "it"]) == 0
    out, err = capfd.readouterr()
    assert out == "ls -l\n"
    assert "frobnicate" not in err
    assert "--frobnicate" in backend.requests[1].revisions[0].wish


def test_what_stays_unknown_is_a_warning_and_no_failure(
    backend: FakeBackend, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = "ls --frobnicate"
    assert main(["--print", "list", "it"]) == 0
    out, err = capfd.readouterr()
    assert out == "ls --frobnicate\n"
    assert "ls has no option --frobnicate here" in err
    assert len(backend.requests) == 2


def test_quiet_says_nothing(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    backend.says = "ls --frobnicate"
    assert main(["--print", "-q", "list", "it"]) == 0
    assert capfd.readouterr().err == ""


def test_the_starter_is_not_told_but_drawn_from_again(backend: FakeBackend) -> None:
    backend.says, backend.starter = "ls --frobnicate", True
    assert main(["--print", "list", "it"]) == 0
    assert [request.revisions for request in backend.requests] == [(), ()]
    assert backend.samplings[1].temperature > backend.samplings[0].temperature
