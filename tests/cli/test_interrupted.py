"""Ctrl-C at any moment ends the program quietly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def interrupted_after(delay_s: float) -> tuple[int, bytes]:
    """Return status and stderr of a check that gets SIGINT this many seconds after its first own instruction."""
    code = (
        "import os, sys; os.write(1, b'.'); sys.argv = ['cmdgen', 'check', 'ls'];"
        " import runpy; runpy.run_module('cmdgen', run_name='__main__')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(1)
        time.sleep(delay_s)
        child.send_signal(signal.SIGINT)
        said = child.stderr.read()
        child.stdout.read()
    return child.returncode, said


@pytest.mark.parametrize("delay_s", [0.02, 0.05, 0.1, 0.2])
def test_no_traceback(delay_s: float) -> None:
    status, said = interrupted_after(delay_s)
    assert status in {0, 130, -signal.SIGINT}
    assert b"Traceback" not in said


def test_ctrl_c_during_the_imports_of_the_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins  # noqa: PLC0415

    from cmdgen.__main__ import main  # noqa: PLC0415

    real = builtins.__import__

    def interrupted(name: str, *arguments: object, **named: object) -> object:
        if name == "cmdgen.cli.main":
            raise KeyboardInterrupt
        return real(name, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", interrupted)
    assert main() == 130
