from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from cmdgen.core.errors import UsageError
from cmdgen.ui.sink import Messages, write_line

PROGRAM = """
import sys
from cmdgen.core.errors import CmdgenError
from cmdgen.ui.sink import write_line
try:
    received = write_line(sys.stdout, "ls " + "x" * 100_000)
except CmdgenError as error:
    print(error.message, file=sys.stderr)
    sys.exit(int(error.exit_code))
sys.exit(0 if received else 141)
"""


@pytest.mark.parametrize(
    ("encoding", "text", "written"),
    [
        ("utf-8", "echo grüße", "echo grüße\n".encode()),
        ("latin-1", "echo grüße", "echo grüße\n".encode("latin-1")),
        ("ascii", "echo grüße", "echo grüße\n".encode()),
        ("ascii", "rm \udcff", b"rm \xff\n"),
        ("utf-8", "printf '\x1b[0m'", b"printf '\x1b[0m'\n"),
        ("utf-8", "odd \ud800", "odd \ud800\n".encode("utf-8", "surrogatepass")),
    ],
)
def test_a_pipe_gets_exactly_the_text(encoding: str, text: str, written: bytes) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    assert write_line(stream, text)
    assert raw.getvalue() == written


def test_a_terminal_gets_nothing_raw() -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    assert write_line(screen, "printf '\x1b[2J'")
    assert screen.getvalue() == "printf '\\x1b[2J'\n"


def test_a_closed_stdout_is_an_error_with_a_reason() -> None:
    closed = io.StringIO()
    closed.close()
    for stream in (None, closed):
        with pytest.raises(UsageError, match="closed"):
            write_line(stream, "ls")


def test_a_reader_who_went_away_is_no_traceback() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM], stdout=write_end, stderr=subprocess.PIPE, check=False
    )
    os.close(write_end)
    assert (process.returncode, process.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = subprocess.run(
            [sys.executable, "-c", PROGRAM], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert process.returncode == 2
    assert b"No space left on device" in process.stderr
    assert b"Traceback" not in process.stderr


def test_messages_survive_a_closed_or_missing_stderr() -> None:
    closed = io.StringIO()
    closed.close()
    for stream in (None, closed):
        Messages(stream).write("x")


def test_messages_escape_what_the_encoding_lacks() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    Messages(stream).write("grün")
    assert raw.getvalue() == rb"gr\xfcn"
