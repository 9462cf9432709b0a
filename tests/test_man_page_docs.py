"""The man page is the one that the parsers make, and formatters have nothing against it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cmdgen.cli.routing import SHAPES
from cmdgen.manuals.man_page import read_page
from cmdgen.settings import KEYS

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "man" / "cmdgen.1"


def test_the_page_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "man_page.py", "--check"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_and_every_variable_is_there() -> None:
    text = PAGE.read_text("utf-8")
    for name in SHAPES:
        assert f'.SS "cmdgen {name}' in text
    for key in KEYS.values():
        assert f".B {key.variable}\n" in text


@pytest.mark.parametrize(
    "command", [["groff", "-man", "-Tutf8", "-ww", "-z"], ["mandoc", "-T", "lint", "-W", "warning"]]
)
def test_a_formatter_has_no_complaint(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, PAGE], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_our_own_reader_understands_it() -> None:
    manual = read_page(PAGE.read_text("utf-8"), "cmdgen", "man cmdgen(1)", time.monotonic() + 60)
    assert manual.summary == "turns plain words into one shell command"
    option = manual.find("-b")
    assert option is not None
    assert (option.argument, option.text) == ("NAME", "Backend: embedded, ollama or vllm")
