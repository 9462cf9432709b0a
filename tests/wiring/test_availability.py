"""What the pipeline hears about options that the installed programs do not know."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from cmdgen.core.records import BackendInfo, Certainty, Command, Confidence, GeneratedCommand, Platform
from cmdgen.wiring.availability import MACHINE, notes_for, option_error
from cmdgen.wiring.past import OWN_SOURCE

PLATFORM = Platform(system="linux", userland="gnu")
MODEL = BackendInfo(backend="embedded", engine="fake", model="big")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("ls") is None, reason="the options are those of GNU"
)


def answer(text: str, source: BackendInfo = MODEL) -> GeneratedCommand:
    return GeneratedCommand(
        command=Command(text=text, dialect="bash"),
        source=source,
        confidence=Confidence(certainty=Certainty.SURE),
    )


def unknown(text: str, source: BackendInfo = MODEL) -> str | None:
    look = notes_for(PLATFORM, {"PATH": os.environ.get("PATH", os.defpath)})
    return option_error(look)(answer(text, source))


def test_an_option_that_is_unknown_here_is_named() -> None:
    assert "ls has no option --frobnicate here" in (unknown("ls -l --frobnicate") or "")


@pytest.mark.parametrize("text", ["ls", "ls -l --sort=time", "program-that-is-not-there --frobnicate"])
def test_nothing_is_said_where_no_second_answer_would_help(text: str) -> None:
    assert unknown(text) is None


@pytest.mark.parametrize("source", [OWN_SOURCE, BackendInfo(backend=MACHINE, engine="repair", model="")])
def test_a_command_of_the_user_or_of_this_machine_is_left_alone(source: BackendInfo) -> None:
    assert unknown("ls --frobnicate", source) is None
