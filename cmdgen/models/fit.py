"""Whether a model fits this machine: its memory and its disk."""

from __future__ import annotations

import enum
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cmdgen.models.catalogue import Catalogue, Model, Variant

MEMORY_FACTOR: Final = 1.3
"""Peak memory over the size of the file: the weights, the context and the engine itself."""
COMFORTABLE: Final = 0.5
"""Share of the machine's memory that a model may take without being in anybody's way."""
POSSIBLE: Final = 0.85
"""Share beyond which the machine would begin to swap, whatever else is closed."""
DISK_MARGIN_BYTES: Final = 64 << 20
"""What a download leaves free on the disk."""
_CGROUP: Final = Path("/sys/fs/cgroup/memory.max")


class Fit(enum.Enum):
    """What may be expected of a model on this machine."""

    FITS = "fits"
    TIGHT = "tight"
    """It runs, but little else will beside it."""
    TOO_LARGE = "too large"
    NO_DISK = "no disk space"
    UNKNOWN = "unknown"
    """Its size, or the size of the machine, is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What there is to run a model with."""

    memory_bytes: int | None
    """What this process may use at all: the memory, or the limit of the container."""
    disk_free_bytes: int | None
    """Free space where models are kept."""

    @classmethod
    def here(cls, models_dir: Path) -> Machine:
        """Return the facts about this machine; the folder need not exist."""
        return cls(memory_bytes=_memory(), disk_free_bytes=free_bytes(models_dir))


def memory_needed(size_bytes: int) -> int:
    """Return the memory that a model of this file size takes at its peak, in bytes."""
    return int(size_bytes * MEMORY_FACTOR)


def fit(size_bytes: int | None, machine: Machine, *, stored: bool = False) -> Fit:
    """Return whether a model of this size fits; one that is stored already needs no disk space."""
    if size_bytes is None or machine.memory_bytes is None:
        return Fit.UNKNOWN
    share = memory_needed(size_bytes) / machine.memory_bytes
    if share > POSSIBLE:
        return Fit.TOO_LARGE
    free = machine.disk_free_bytes
    if not stored and free is not None and free < size_bytes + DISK_MARGIN_BYTES:
        return Fit.NO_DISK
    return Fit.FITS if share <= COMFORTABLE else Fit.TIGHT


def recommended(catalogue: Catalogue, machine: Machine) -> tuple[Model, Variant] | None:
    """Return the default model where it fits, else the largest smaller one that does.

    Not simply the largest that fits: on an ordinary machine speed is what runs out first.
    """
    usual = catalogue.models[catalogue.default]
    smaller = sorted(
        (model for model in catalogue.models.values() if model.kind == "instruct"),
        key=lambda model: model.parameters,
        reverse=True,
    )
    candidates = [usual, *(model for model in smaller if model.parameters < usual.parameters)]
    for wanted in (Fit.FITS, Fit.TIGHT):
        for model in candidates:
            if fit(model.usual.size_bytes, machine) is wanted:
                return model, model.usual
    return None


def free_bytes(folder: Path) -> int | None:
    """Return the free space on the disk of this folder, which need not exist; None if nobody can tell."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def _memory() -> int | None:
    total = _physical_memory()
    try:
        limit = int(_CGROUP.read_text(encoding="ascii"))
    except (OSError, ValueError):  # no container, or one without a limit, which says "max"
        return total
    return limit if total is None else min(total, limit)


if sys.platform == "win32":

    def _physical_memory() -> int | None:
        """Ask GlobalMemoryStatusEx.

        Source: https://learn.microsoft.com/windows/win32/api/sysinfoapi/ns-sysinfoapi-memorystatusex
        """
        import ctypes  # noqa: PLC0415  Windows only

        class MemoryStatus(ctypes.Structure):
            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                *((name, ctypes.c_ulonglong) for name in ("total", "free", "c", "d", "e", "f", "g")),
            )

        status = MemoryStatus()
        status.length = ctypes.sizeof(status)
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return None
        return int(status.total)

else:

    def _physical_memory() -> int | None:
        try:
            total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        except (AttributeError, OSError, ValueError):
            return None
        return total if total > 0 else None
