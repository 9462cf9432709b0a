from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from cmdgen.backends.embedded.prefix_store import PrefixStore

BEGINNING = b"beginning"
STATE = bytes(range(256)) * 40
IDENTITY = ("engine", "model", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "prefixes"


@pytest.fixture
def store(folder: Path) -> PrefixStore:
    return PrefixStore(folder, IDENTITY)


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_was_written_is_read(store: PrefixStore, folder: Path) -> None:
    assert store.read(BEGINNING) is None
    store.write(BEGINNING, STATE)
    assert PrefixStore(folder, IDENTITY).read(BEGINNING) == STATE


def test_other_beginnings_and_other_models_have_states_of_their_own(store: PrefixStore, folder: Path) -> None:
    store.write(BEGINNING, STATE)
    assert store.read(BEGINNING + b"1") is None
    assert store.read(BEGINNING[:-1]) is None
    assert PrefixStore(folder, ("engine", "model", 2)).read(BEGINNING) is None


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_only_this_user_can_read_it(store: PrefixStore, folder: Path) -> None:
    store.write(BEGINNING, STATE)
    assert stat.S_IMODE(only_file(folder).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("place", [0, 20, 50, 85, 90, 5000, -1])
def test_one_wrong_bit_anywhere_is_noticed_and_the_file_deleted(
    store: PrefixStore, folder: Path, place: int
) -> None:
    store.write(BEGINNING, STATE)
    file = only_file(folder)
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    assert store.read(BEGINNING) is None
    assert not file.exists()


@pytest.mark.parametrize("length", [0, 1, 50, 88, 89, 5000])
def test_a_file_that_was_cut_short_is_noticed(store: PrefixStore, folder: Path, length: int) -> None:
    store.write(BEGINNING, STATE)
    file = only_file(folder)
    file.write_bytes(file.read_bytes()[:length])
    assert store.read(BEGINNING) is None
    store.write(BEGINNING, STATE)
    assert store.read(BEGINNING) == STATE


def test_the_state_of_another_model_under_this_name_is_not_used(store: PrefixStore, folder: Path) -> None:
    store.write(BEGINNING, STATE)
    file = only_file(folder)
    other = PrefixStore(folder.with_name("other"), ("another",))
    other.write(BEGINNING, STATE)
    only_file(folder.with_name("other")).replace(file)
    assert store.read(BEGINNING) is None


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_a_file_that_others_could_have_written_is_not_used(store: PrefixStore, folder: Path) -> None:
    store.write(BEGINNING, STATE)
    only_file(folder).chmod(0o666)
    assert store.read(BEGINNING) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_not_followed(store: PrefixStore, folder: Path, tmp_path: Path) -> None:
    store.write(BEGINNING, STATE)
    file = only_file(folder)
    target = tmp_path / "target"
    file.rename(target)
    file.symlink_to(target)
    assert store.read(BEGINNING) is None
    assert target.exists()


def test_the_states_used_longest_ago_go_first(folder: Path) -> None:
    store = PrefixStore(folder, IDENTITY, max_bytes=3 * len(STATE))
    for number in range(2):
        store.write(bytes([number]), STATE)
    for age, file in enumerate(sorted(folder.iterdir())):
        os.utime(file, (1000 + age, 1000 + age))
    store.read(bytes([0]))
    store.write(bytes([2]), STATE)
    assert store.read(bytes([0])) is not None
    assert store.read(bytes([1])) is None
    assert store.read(bytes([2])) is not None


def test_a_state_larger_than_the_cap_is_not_kept(folder: Path) -> None:
    store = PrefixStore(folder, IDENTITY, max_bytes=100)
    store.write(BEGINNING, STATE)
    assert not folder.exists()


def test_what_dead_processes_left_is_cleared_away(store: PrefixStore, folder: Path) -> None:
    folder.mkdir(parents=True)
    old, new = folder / "old.part", folder / "new.part"
    for file in (old, new):
        file.write_bytes(b"x")
    os.utime(old, (1000, 1000))
    store.write(BEGINNING, STATE)
    assert not old.exists()
    assert new.exists()


def test_a_folder_that_cannot_be_made_costs_nothing_but_the_state(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = PrefixStore(tmp_path / "file" / "prefixes", IDENTITY)
    store.write(BEGINNING, STATE)
    assert store.read(BEGINNING) is None


def test_a_forgotten_state_is_gone(store: PrefixStore, folder: Path) -> None:
    store.write(BEGINNING, STATE)
    store.forget(BEGINNING)
    store.forget(BEGINNING)
    assert list(folder.iterdir()) == []
