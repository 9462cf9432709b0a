"""The statistics file: exact, and never worth an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cmdgen.wiring.latency import Latency, read, record

if TYPE_CHECKING:
    from pathlib import Path


def test_last_and_mean_are_exact(tmp_path: Path) -> None:
    for total_ms in (10.0, 20.0, 60.0):
        record(tmp_path / "state", total_ms)
    assert read(tmp_path / "state") == Latency(3, 60.0, 30.0)
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["latency.json"]


def test_nothing_measured_is_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    assert read(None) is None
    record(None, 1.0)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b'{"count": 0, "last_ms": 1, "mean_ms": 1}', b"[" * 4000,
     b'{"count": 1, "last_ms": NaN, "mean_ms": 1}', b'{"count": "1", "last_ms": 1, "mean_ms": 1}'],
)  # fmt: skip
def test_a_damaged_file_counts_as_none_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "latency.json").write_bytes(content)
    assert read(tmp_path) is None
    record(tmp_path, 5.0)
    assert read(tmp_path) == Latency(1, 5.0, 5.0)


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    record(tmp_path / "file" / "state", 1.0)
    assert (tmp_path / "file").read_text() == ""
