"""How many threads the engine gets.

A second thread on the same core, or a thread without a core of its own, makes llama.cpp slower: its threads
wait for each other by spinning.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Any, Final

SMALL_MODEL_BYTES: Final = 64 << 20
"""Up to this size one thread is as fast as several, and leaves the other cores alone."""

_TOPOLOGY: Final = Path("/sys/devices/system/cpu")
_QUOTA: Final = Path("/sys/fs/cgroup/cpu.max")


def threads_for(model_bytes: int) -> int:
    """Return the number of threads for a model file of this size."""
    return 1 if model_bytes <= SMALL_MODEL_BYTES else physical_cores()


def physical_cores(topology: Path = _TOPOLOGY, quota: Path = _QUOTA) -> int:
    """Return how many cores this process may keep busy, at least 1.

    Args:
        topology: Linux' description of the processors; where it is missing, processors count as cores.
        quota: the limit of the container (cgroup version 2).
    """
    if sys.platform == "darwin":
        fast = apple_cores(ctypes.CDLL(None))
        if fast:
            return fast
    cores = {_siblings(topology, processor) for processor in _processors()}
    return max(1, min(len(cores), _limit(quota)))


def apple_cores(library: Any) -> int:
    """Return how many fast cores an Apple computer has, 0 if it does not say; the slow ones hold the others up.

    Args:
        library: the system's C library.
    """
    for name in (b"hw.perflevel0.physicalcpu", b"hw.physicalcpu"):
        value, size = ctypes.c_int(0), ctypes.c_size_t(ctypes.sizeof(ctypes.c_int))
        try:
            failed = library.sysctlbyname(
                name, ctypes.byref(value), ctypes.byref(size), None, ctypes.c_size_t(0)
            )
        except AttributeError:  # another system
            return 0
        if not failed and value.value > 0:
            return value.value
    return 0


def _processors() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return set(os.sched_getaffinity(0))
    return set(range(os.cpu_count() or 1))


def _siblings(topology: Path, processor: int) -> str:
    """Return the same text for all processors of one core."""
    try:
        siblings = topology / f"cpu{processor}" / "topology" / "thread_siblings_list"
        return siblings.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return str(processor)


def _limit(quota: Path) -> int:
    try:
        allowed, period = quota.read_text(encoding="ascii").split()[:2]
        return max(1, int(allowed) // int(period))
    except (OSError, ValueError, ZeroDivisionError):  # no container, or the text "max"
        return 1 << 16
