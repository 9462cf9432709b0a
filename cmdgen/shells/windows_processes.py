"""The process table of Windows, through the Toolhelp functions of kernel32.

Source: https://learn.microsoft.com/windows/win32/toolhelp/taking-a-snapshot-and-viewing-processes
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_SNAPSHOT_OF_PROCESSES: Final = 0x2
_MAX_PATH: Final = 260


class _ProcessEntry(ctypes.Structure):
    """PROCESSENTRY32W."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("usage", ctypes.c_uint32),
        ("pid", ctypes.c_uint32),
        ("heap", ctypes.c_void_p),
        ("module", ctypes.c_uint32),
        ("threads", ctypes.c_uint32),
        ("parent", ctypes.c_uint32),
        ("priority", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("name", ctypes.c_wchar * _MAX_PATH),
    )


def process_table() -> dict[int, tuple[int, str]]:
    """Return parent and program name by process id; empty on other systems or when Windows refuses."""
    table: dict[int, tuple[int, str]] = {}
    if sys.platform == "win32":
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.CreateToolhelp32Snapshot.restype = ctypes.c_void_p
        for function in (kernel32.Process32FirstW, kernel32.Process32NextW):
            function.argtypes = (ctypes.c_void_p, ctypes.POINTER(_ProcessEntry))
        kernel32.CloseHandle.argtypes = (ctypes.c_void_p,)
        snapshot = kernel32.CreateToolhelp32Snapshot(_SNAPSHOT_OF_PROCESSES, 0)
        if snapshot in (None, ctypes.c_void_p(-1).value):
            return table
        try:
            entry = _ProcessEntry(size=ctypes.sizeof(_ProcessEntry))
            more = kernel32.Process32FirstW(snapshot, ctypes.byref(entry))
            while more:
                table[entry.pid] = (entry.parent, entry.name)
                more = kernel32.Process32NextW(snapshot, ctypes.byref(entry))
        finally:
            kernel32.CloseHandle(snapshot)
    return table
