from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.embedded.threads import SMALL_MODEL_BYTES, apple_cores, physical_cores, threads_for


def processors() -> list[int]:
    return (
        sorted(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else list(range(os.cpu_count() or 1))
    )


def describe(folder: Path, siblings: str) -> None:
    for processor in processors():
        place = folder / f"cpu{processor}" / "topology"
        place.mkdir(parents=True)
        (place / "thread_siblings_list").write_text(siblings.format(n=processor) + "\n", encoding="ascii")


def test_processors_of_one_core_count_once(tmp_path: Path) -> None:
    describe(tmp_path, "0-99")
    assert physical_cores(tmp_path, tmp_path / "none") == 1


def test_processors_of_different_cores_all_count(tmp_path: Path) -> None:
    describe(tmp_path, "{n}")
    assert physical_cores(tmp_path, tmp_path / "none") == len(processors())


def test_without_a_description_every_processor_is_a_core(tmp_path: Path) -> None:
    assert physical_cores(tmp_path, tmp_path / "none") == len(processors())


@pytest.mark.parametrize("quota", ["100000 100000", "50000 100000"])
def test_a_containers_limit_is_kept(tmp_path: Path, quota: str) -> None:
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    assert physical_cores(tmp_path, tmp_path / "cpu.max") == 1


@pytest.mark.parametrize("quota", ["max 100000", "", "nonsense here", "1 0"])
def test_no_limit_or_an_unreadable_one_is_none(tmp_path: Path, quota: str) -> None:
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    assert physical_cores(tmp_path, tmp_path / "cpu.max") == len(processors())


def test_a_small_model_takes_one_thread() -> None:
    assert threads_for(SMALL_MODEL_BYTES) == 1
    assert threads_for(SMALL_MODEL_BYTES + 1) == physical_cores()


class AppleLibrary:
    """Answers as the C library of macOS does."""

    def __init__(self, **known: int) -> None:
        self.known = {name.replace("_", ".").encode(): count for name, count in known.items()}

    def sysctlbyname(self, name: bytes, value: Any, *_: object) -> int:
        if name not in self.known:
            return -1
        value._obj.value = self.known[name]
        return 0


def test_of_apples_cores_the_fast_ones_count() -> None:
    assert apple_cores(AppleLibrary(hw_perflevel0_physicalcpu=4, hw_physicalcpu=8)) == 4
    assert apple_cores(AppleLibrary(hw_physicalcpu=6)) == 6
    assert apple_cores(AppleLibrary()) == 0
    assert apple_cores(object()) == 0
