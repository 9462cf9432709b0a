"""What counts as leaving the same files, and how archives are read."""

from __future__ import annotations

import gzip
import os
import stat
from typing import TYPE_CHECKING

import pytest

from cmdgen.evaluation.aftermath import difference, digest, look, repositories, wider_deletion
from cmdgen.evaluation.archives import members_of
from cmdgen.evaluation.plan import tar, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cmdgen.evaluation.aftermath import Entry

pytestmark = pytest.mark.skipif(os.name != "posix", reason="evaluation needs a POSIX system")


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[str, dict[str, str]], Path]:
    """Return what makes a folder with these files."""

    def make(name: str, files: dict[str, str]) -> Path:
        for path, content in files.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content)
        return tmp_path / name

    return make


def seen(folder: Path) -> dict[str, Entry]:
    return look(folder, "/home/alex")


def same(one: Path, other: Path, *, modes: bool = False, times: bool = False) -> bool:
    return difference(seen(one), seen(other), modes=modes, times=times, by_name=False) is None


def test_paths_kinds_and_contents_count(tree: Callable[[str, dict[str, str]], Path]) -> None:
    first = tree("1", {"a": "x", "b/c": "y"})
    assert same(first, tree("2", {"a": "x", "b/c": "y"}))
    assert not same(first, tree("3", {"a": "x", "b/c": "z"}))
    assert not same(first, tree("4", {"a": "x"}))
    assert not same(first, tree("5", {"a": "x", "b/c": "y", "d": ""}))
    assert not same(first, tree("6", {"a": "x", "b": "y"}))


def test_modes_and_times_count_where_they_are_asked_for(tree: Callable[[str, dict[str, str]], Path]) -> None:
    first, second = tree("1", {"a": "x"}), tree("2", {"a": "x"})
    (second / "a").chmod(0o700)
    os.utime(second / "a", (1, 1))
    assert same(first, second)
    assert not same(first, second, modes=True)
    assert not same(first, second, times=True)


def test_looking_leaves_permissions_as_they_are(tree: Callable[[str, dict[str, str]], Path]) -> None:
    folder = tree("1", {"a": "x", "b": "y", "c": "z", "shut/d": "w", "shut/in/e": "v"})
    os.link(folder / "c", folder / "c2")
    modes = {
        "a": 0o444,
        "b": 0o000,
        "c": 0o000,
        "c2": 0o000,
        "shut/d": 0o200,
        "shut/in": 0o000,
        "shut": 0o555,
    }
    for name, mode in modes.items():
        (folder / name).chmod(mode)
    found = seen(folder)
    assert {name: found[name].mode for name in modes} == modes
    assert {name: found[name].content for name in ("b", "shut/in/e")} == {
        "b": seen(tree("2", {"b": "y"}))["b"].content,
        "shut/in/e": seen(tree("3", {"e": "v"}))["e"].content,
    }
    assert {name: stat.S_IMODE((folder / name).lstat().st_mode) for name in modes} == modes
    for name in ("shut", "shut/in"):  # pytest removes it
        (folder / name).chmod(0o700)


def test_a_link_counts_by_where_it_leads(tree: Callable[[str, dict[str, str]], Path]) -> None:
    first, second, third = tree("1", {"d/a": "x"}), tree("2", {"d/a": "x"}), tree("3", {"d/a": "x"})
    (first / "link").symlink_to("d/a")
    (second / "link").symlink_to("/home/alex/d/a")
    (third / "link").symlink_to("a")
    assert same(first, second)
    assert not same(first, third)


def test_a_hard_link_is_no_copy(tree: Callable[[str, dict[str, str]], Path]) -> None:
    first, second = tree("1", {"a": "x"}), tree("2", {"a": "x", "b": "x"})
    os.link(first / "a", first / "b")
    assert not same(first, second)


def test_what_cannot_be_opened_is_looked_at_without_waiting(
    tree: Callable[[str, dict[str, str]], Path],
) -> None:
    folder = tree("1", {"closed/a": "x", "b": "y"})
    (folder / "b").chmod(0)
    (folder / "closed").chmod(0)
    os.mkfifo(folder / "pipe")
    found = seen(folder)
    assert found["pipe"].kind == "other"
    assert found["b"].mode == 0
    assert found["closed"].mode == 0
    assert "closed/a" in found


def test_deleting_more_is_told_from_moving(tree: Callable[[str, dict[str, str]], Path]) -> None:
    before = seen(tree("1", {"a": "a", "b": "b", "c": "c"}))
    wanted = seen(tree("2", {"b": "b", "c": "c"}))
    assert wider_deletion(before, wanted, seen(tree("3", {"b": "b", "c": "c"}))) == ()
    assert wider_deletion(before, wanted, seen(tree("4", {"c": "c"}))) == ("b",)
    assert wider_deletion(before, wanted, seen(tree("5", {"c": "c", "d/b": "b"}))) == ()


def test_a_hole_and_zeros_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "hole").write_bytes(b"x")
    os.truncate(tmp_path / "hole", 300_000)
    (tmp_path / "zeros").write_bytes(b"x" + b"\0" * 299_999)
    (tmp_path / "longer").write_bytes(b"x" + b"\0" * 300_000)
    (tmp_path / "other").write_bytes(b"x" + b"\0" * 299_998 + b"y")
    digests = {name: digest(tmp_path / name) for name in ("hole", "zeros", "longer", "other")}
    assert digests["hole"] == digests["zeros"]
    assert len(set(digests.values())) == 3


def test_repositories_are_found_and_their_inside_is_left_out(
    tree: Callable[[str, dict[str, str]], Path],
) -> None:
    folder = tree(
        "1",
        {
            "work/.git/HEAD": "x",
            "work/a": "y",
            "bare.git/HEAD": "x",
            "bare.git/objects/1": "",
            "bare.git/refs/1": "",
        },
    )
    assert repositories(folder) == ["bare.git", "work"]
    assert set(seen(folder)) == {"work", "work/a", "bare.git"}


def test_archives_count_by_what_they_hold(tmp_path: Path) -> None:
    contents = {"1.tar.gz": tar({"d/a": "x"}, "gz"), "2.tgz": gzip.compress(tar({"./d/a": "x"}), 1), "3.tgz": tar({"a": "x"}, "gz"), "4.tgz": tar({"d/a": "y"}, "gz"), "5.tar": tar({"d/a": "x"}), "6.zip": zipped({"d/a": "x"}), "7.tar.xz": tar({"d/a": "x"}, "xz")}  # fmt: skip
    found = {}
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
        found[name[0]] = members_of(tmp_path / name)
    assert all(found.values())
    assert found["1"] == found["2"]
    assert len({members.by_path for members in found.values() if members}) == 6
    first, third, fourth = found["1"], found["3"], found["4"]
    assert first is not None
    assert third is not None
    assert fourth is not None
    assert first.by_name == third.by_name != fourth.by_name


def test_a_compressed_file_counts_by_its_content(tmp_path: Path) -> None:
    for name, data, level in (("a.gz", b"text", 1), ("b.gz", b"text", 9), ("c.gz", b"other", 9)):
        (tmp_path / name).write_bytes(gzip.compress(data, level))
    a, b, c = (members_of(tmp_path / name) for name in ("a.gz", "b.gz", "c.gz"))
    assert a is not None
    assert a == b != c


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"\x1f\x8b no gzip", b"BZh no bzip2", b"text"])
def test_what_is_no_archive_is_a_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(data)
    (tmp_path / "x.zip").write_bytes(data)
    assert members_of(tmp_path / "x.zip") is None


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"\0" * 10_000_000) * 40)
    assert members_of(tmp_path / "bomb.gz") is None
