"""Which shell the user sits in."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.shells.dialects import known_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAX_ANCESTORS: Final = 12
_PS_TIMEOUT_S: Final = 2.0


def detect(environ: Mapping[str, str], parent_names: Sequence[str]) -> str:
    """Return the name of the user's shell.

    The nearest ancestor process that is a shell counts, then `$SHELL`, then what the system usually has.

    Args:
        parent_names: program names of the ancestor processes, nearest first.
    """
    for program in parent_names:
        name = known_name(program)
        if name is not None:
            return name
    if environ.get("SHELL"):
        name = known_name(environ["SHELL"])
        if name is not None:
            return name
    if environ.get("OS") == "Windows_NT":
        # cmd.exe sets PROMPT for its children, PowerShell does not.
        return "cmd" if "PROMPT" in environ else "powershell"
    return "bash"


def parent_names(pid: int, proc: Path = Path("/proc")) -> list[str]:
    """Return the program names of a process's ancestors, nearest first; never raises.

    Args:
        pid: the process whose ancestors are wanted, usually `os.getpid()`.
        proc: where the proc file system is mounted.
    """
    if os.name == "nt":
        from cmdgen.shells.windows_processes import process_table  # noqa: PLC0415  (loads ctypes)

        return _ancestors(pid, process_table())
    if (proc / "self").exists() or (proc / str(pid)).exists():
        return _from_proc(pid, proc)
    return _ancestors(pid, _table_of_ps())


def _from_proc(pid: int, proc: Path) -> list[str]:
    names: list[str] = []
    while len(names) <= _MAX_ANCESTORS and pid > 0:
        try:
            stat = (proc / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            break
        # "pid (name) state ppid ...": the name may hold blanks and parentheses, so its end is the last one.
        found = re.match(r"\d+ \((.*)\) \S (\d+)", stat, re.DOTALL)
        if found is None:
            break
        names.append(found.group(1))
        pid = int(found.group(2))
    return names[1:]


def _ancestors(pid: int, table: Mapping[int, tuple[int, str]]) -> list[str]:
    """Follow a process table of parent and name by process id."""
    names: list[str] = []
    parent = table.get(pid, (0, ""))[0]
    while parent in table and len(names) < _MAX_ANCESTORS:
        next_parent, name = table[parent]
        names.append(name)
        if next_parent == parent:
            break
        parent = next_parent
    return names


def _table_of_ps() -> dict[int, tuple[int, str]]:
    # macOS and the BSDs have no /proc; asking ps is the only way without native code.  Outside execute.py
    # because it runs no text of anybody: a fixed argument list, no shell.
    try:
        done = subprocess.run(
            ["/bin/ps", "-axo", "pid=,ppid=,comm="],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PS_TIMEOUT_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    return parse_ps(done.stdout)


def parse_ps(output: str) -> dict[int, tuple[int, str]]:
    """Return parent and program name by process id from the output of `ps -axo pid=,ppid=,comm=`."""
    table: dict[int, tuple[int, str]] = {}
    for line in output.splitlines():
        parts = line.split(None, 2)
        if len(parts) == 3 and parts[0].isdigit() and parts[1].isdigit():
            table[int(parts[0])] = (int(parts[1]), parts[2])
    return table
