"""How many threads the engine gets.

A second thread on the same core, or a thread without a core of its own, makes llama.cpp slower: its threads
wait for each other by spinning.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

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
        topology: Linux' description of the processors; elsewhere it is missing, and processors count as
        cores.
        quota: the limit of the container (cgroup version 2).
    """
    cores = {_siblings(topology, processor) for processor in _processors()}
    return max(1, min(len(cores), _limit(quota)))


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
