"""Pages are found where `man` finds them, and nothing else is read."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
from pathlib import Path

import pytest

from cmdgen.manuals.page_files import find_page, page_folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for section in ("man1", "man8"):
        (tmp_path / section).mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("ending", "pack"), [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_pages_may_be_compressed(ending: str, pack: object, folder: Path) -> None:
    assert callable(pack)
    (folder / "man8" / f"thing.8{ending}").write_bytes(pack(b".SH NAME\n"))
    assert find_page("thing", (folder,)) == ("8", ".SH NAME\n")


def test_a_page_may_be_another_one(folder: Path) -> None:
    (folder / "man1" / "a.1").write_text(".so man1/b.1\n")
    (folder / "man1" / "b.1.gz").write_bytes(gzip.compress(b"text"))
    assert find_page("a", (folder,)) == ("1", "text")


def test_pages_that_name_each_other_end(folder: Path) -> None:
    (folder / "man1" / "a.1").write_text(".so man1/b.1\n")
    (folder / "man1" / "b.1").write_text(".so man1/a.1\n")
    assert find_page("a", (folder,)) is not None


@pytest.mark.parametrize("name", ["../man8/x", "", "-x", "a/b", "a\nb"])
def test_a_name_is_no_path(name: str, folder: Path) -> None:
    (folder / "man8" / "x.8").write_text("text")
    assert find_page(name, (folder,)) is None


def test_what_is_broken_huge_or_no_file_is_not_there(folder: Path) -> None:
    (folder / "man1" / "broken.1.gz").write_bytes(b"\x1f\x8b nothing")
    (folder / "man1" / "huge.1").write_bytes(b"x" * 1_000_001)
    os.mkfifo(folder / "man1" / "pipe.1")
    assert [find_page(name, (folder,)) for name in ("broken", "huge", "pipe")] == [None, None, None]


def test_a_small_file_does_not_unpack_to_any_size(folder: Path) -> None:
    (folder / "man1" / "bomb.1.gz").write_bytes(gzip.compress(b"x" * 20_000_000))
    found = find_page("bomb", (folder,))
    assert found is not None
    assert len(found[1]) == 2_000_000


def test_relative_entries_of_the_variables_are_left_out() -> None:
    folders = page_folders({"MANPATH": "man:/opt/man", "PATH": ".:bin:/opt/x/bin"})
    assert folders[:3] == (Path("/opt/man"), Path("/opt/x/share/man"), Path("/opt/x/man"))
    assert all(folder.is_absolute() for folder in folders)
