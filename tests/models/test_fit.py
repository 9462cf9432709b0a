from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen.models.catalogue import Catalogue
from cmdgen.models.fit import Fit, Machine, fit, free_bytes, memory_needed, recommended

GB = 1_000_000_000


@pytest.mark.parametrize(
    ("size", "memory", "disk", "verdict"),
    [
        (1 * GB, 8 * GB, 100 * GB, Fit.FITS),
        (1 * GB, 2 * GB, 100 * GB, Fit.TIGHT),
        (1 * GB, 1 * GB, 100 * GB, Fit.TOO_LARGE),
        (1 * GB, 8 * GB, 1 * GB, Fit.NO_DISK),
        (1 * GB, 8 * GB, None, Fit.FITS),
        (1 * GB, None, 100 * GB, Fit.UNKNOWN),
        (None, 8 * GB, 100 * GB, Fit.UNKNOWN),
    ],
)
def test_memory_and_disk_decide(size: int | None, memory: int | None, disk: int | None, verdict: Fit) -> None:
    assert fit(size, Machine(memory_bytes=memory, disk_free_bytes=disk)) is verdict


def test_a_model_that_is_here_needs_no_more_disk() -> None:
    machine = Machine(memory_bytes=8 * GB, disk_free_bytes=0)
    assert fit(1 * GB, machine, stored=True) is Fit.FITS


def test_the_need_for_memory_is_the_promised_multiple_of_the_file() -> None:
    assert memory_needed(1000) == 1300


@pytest.mark.parametrize(
    ("memory", "name"),
    [
        (16 * GB, "qwen2.5-coder-1.5b"),
        (256 * GB, "qwen2.5-coder-1.5b"),
        (2 * GB, "qwen2.5-coder-0.5b"),
        (GB // 4, None),
        (None, None),
    ],
)
def test_the_default_is_recommended_where_it_fits_and_a_smaller_one_below(
    memory: int | None, name: str | None
) -> None:
    best = recommended(Catalogue.load(), Machine(memory_bytes=memory, disk_free_bytes=1000 * GB))
    assert (best and best[0].name) == name


def test_this_machine_can_be_asked_also_about_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    machine = Machine.here(tmp_path / "a" / "b")
    assert machine.memory_bytes is not None
    assert machine.memory_bytes > 100_000_000
    assert machine.disk_free_bytes == pytest.approx(free_bytes(tmp_path), rel=0.1)
