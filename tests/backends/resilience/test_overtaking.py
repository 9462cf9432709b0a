"""Waiting for an answer no longer than that."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cmdgen.backends.resilience.overtaking import LateError, answer_within
from cmdgen.core.errors import NoCommandError
from cmdgen.core.records import CommandRequest, Sampling

if TYPE_CHECKING:
    from tests.backends.resilience.conftest import Scripted


def test_an_answer_in_time_is_the_answer(scripted: type[Scripted], request_: CommandRequest) -> None:
    generator = scripted("ls")
    assert answer_within(60, generator, request_, Sampling()).command.text == "ls"
    assert not generator.stopped.is_set()


@pytest.mark.parametrize("error", [NoCommandError("prose"), ValueError("a bug"), SystemExit(3)])
def test_a_failure_in_time_is_the_failure(
    scripted: type[Scripted], request_: CommandRequest, error: BaseException
) -> None:
    with pytest.raises(type(error)) as caught:
        answer_within(60, scripted(error), request_, Sampling())
    assert caught.value is error


def test_a_late_one_is_called_off(scripted: type[Scripted], request_: CommandRequest) -> None:
    def wait(_request: CommandRequest, _sampling: Sampling) -> str:
        assert generator.stopped.wait(60)
        ended.append(True)
        return "too late"

    ended: list[bool] = []
    generator = scripted(wait)
    with pytest.raises(LateError):
        answer_within(0.05, generator, request_, Sampling())
    assert generator.stopped.is_set()


CHILD = """
import signal, sys, threading, time
from cmdgen.backends.resilience.overtaking import answer_within
signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background it is ignored
class Deaf:
    def generate(self, request, sampling):
        print("asked", flush=True)
        time.sleep(3600)
    def shutdown(self): print("called off", flush=True)
try:
    answer_within(float(sys.argv[1]), Deaf(), None, None)
except BaseException as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize(("limit", "error"), [("3600", "KeyboardInterrupt"), ("0.3", "LateError")])
def test_neither_ctrl_c_nor_the_end_of_the_program_waits_for_one_that_is_deaf(limit: str, error: str) -> None:
    with subprocess.Popen([sys.executable, "-c", CHILD, limit], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "asked\n"
        if error == "KeyboardInterrupt":
            child.send_signal(signal.SIGINT)
        try:
            said, _ = child.communicate(timeout=60)
        finally:
            child.kill()
    assert said == f"called off\n{error}\n"
    assert child.returncode == 0
