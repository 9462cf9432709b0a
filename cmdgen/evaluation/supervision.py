"""Starts a program, watches it, and ends it when it takes too long or too much."""

from __future__ import annotations

import contextlib
import enum
import os
import select
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WATCH_S: Final = 0.05
_CHUNK: Final = 65_536
_END_S: Final = 5.0
"""How long killed processes may take to end."""


class Ended(enum.Enum):
    """What ended a command."""

    ITSELF = "itself"
    TIME = "it took too long"
    OUTPUT = "it printed too much"
    PROCESSES = "it started too many processes"
    MEMORY = "it took too much memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a command may use."""

    wall_s: float = 5.0
    processor_s: int = 10
    """Processor time of each process."""
    process_bytes: int = 2_147_483_648
    """Address space of each process."""
    resident_bytes: int = 1_073_741_824
    """Memory of all its processes together."""
    processes: int = 128
    file_bytes: int = 268_435_456
    """Largest file that it may write."""
    output_bytes: int = 4_194_304

    def longer(self, times: float) -> Limits:
        """Return the same limits with more time."""
        return replace(self, wall_s=self.wall_s * times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of a command."""

    stdout: str
    stderr: str
    status: int
    """Its exit status; negative when a signal ended it."""
    ended: Ended = Ended.ITSELF


def supervise(arguments: Sequence[str], environ: Mapping[str, str], limits: Limits) -> Ran:
    """Run a program without input and return what it printed.

    Args:
        arguments: the program and its arguments.  It has to end after its last child, and to take them with it
            when it is killed.
        environ: its whole environment.

    Raises:
        OSError: it cannot be started.
    """
    with subprocess.Popen(
        list(arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environ),
        start_new_session=True,
    ) as process:
        try:
            watch = _Watch(process, limits)
            ended = watch.until_the_end()
        finally:
            _kill(process)
        return Ran(
            stdout=watch.text("stdout"),
            stderr=watch.text("stderr"),
            status=process.wait(),
            ended=ended,
        )


class _Watch:
    """Reads what a process prints, and looks at its use of the machine now and then."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._printed: dict[str, bytearray] = {"stdout": bytearray(), "stderr": bytearray()}
        self._selector = selectors.DefaultSelector()
        for name in self._printed:
            stream = getattr(process, name)
            os.set_blocking(stream.fileno(), False)
            self._selector.register(stream, selectors.EVENT_READ, name)

    def text(self, name: str) -> str:
        return self._printed[name].decode("utf-8", "replace")

    def until_the_end(self) -> Ended:
        deadline = time.monotonic() + self._limits.wall_s
        next_look = time.monotonic() + _WATCH_S
        with self._selector:
            while True:
                over = self._process.poll() is not None
                self._read(0 if over else _WATCH_S)
                if over:
                    self._drain()
                    return Ended.ITSELF
                if len(self._printed["stdout"]) > self._limits.output_bytes:
                    return Ended.OUTPUT
                now = time.monotonic()
                if now >= deadline:
                    return Ended.TIME
                if now >= next_look:
                    next_look = now + _WATCH_S
                    excess = _excess(self._process.pid, self._limits)
                    if excess is not None:
                        return excess

    def _read(self, wait_s: float) -> bool:
        """Read what is there; return whether anything was."""
        if not self._selector.get_map():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(wait_s)
            return False
        ready = self._selector.select(wait_s)
        for key, _ in ready:
            data = os.read(key.fd, _CHUNK)
            if not data:
                self._selector.unregister(key.fileobj)
                continue
            kept = self._printed[key.data]
            # A complaint may be as long as it likes: it is read, so that nothing waits, and forgotten.
            if len(kept) <= self._limits.output_bytes:
                kept += data
        return bool(ready)

    def _drain(self) -> None:
        while len(self._printed["stdout"]) <= self._limits.output_bytes and self._read(0):
            pass


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process with what else is in its session, and wait until its namespaces are empty."""
    if process.returncode is not None:
        return
    first = [descriptor for child in _children(process.pid) if (descriptor := _handle(child)) is not None]
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for descriptor in first:
        # The first process of a namespace counts as ended when all others in it have.
        select.select([descriptor], [], [], _END_S)
        os.close(descriptor)


def _handle(pid: int) -> int | None:
    """Return a descriptor that can be read once the process has ended; None where there is none."""
    if sys.platform != "linux":
        return None
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None


def _excess(pid: int, limits: Limits) -> Ended | None:
    """Return which limit a process and its descendants break; None too where /proc cannot tell."""
    family = _descendants(pid, limits.processes)
    if len(family) > limits.processes:
        return Ended.PROCESSES
    return Ended.MEMORY if sum(map(_resident, family)) > limits.resident_bytes else None


def _descendants(pid: int, enough: int) -> list[int]:
    """Return the processes that come from this one, itself included; not many more than `enough`."""
    found = [pid]
    for known in found:
        found += _children(known)
        if len(found) > enough + 8:
            break
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [int(child) for child in children.read_text(encoding="ascii").split()]
    return found


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
