"""Where the resident process listens."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cmdgen.resident.address import MAX_PATH_BYTES, SOCKET_NAME, folder, identity, why_unsafe

HOME = {"HOME": "/home/anna"}


def test_the_runtime_folder_comes_first_if_it_is_ours(tmp_path: Path) -> None:
    place = folder({**HOME, "XDG_RUNTIME_DIR": str(tmp_path)})
    assert place is not None
    assert Path(place).parent == tmp_path / "cmdgen"


@pytest.mark.parametrize("runtime", ["", "relative", "/nowhere/at/all", "/proc/1/root/x"])
def test_another_value_leaves_the_state_folder(runtime: str) -> None:
    place = folder({**HOME, "XDG_RUNTIME_DIR": runtime})
    assert place is not None
    assert place.startswith("/home/anna/")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="gives a folder to somebody else")
def test_the_runtime_folder_of_another_user_is_not_taken(tmp_path: Path) -> None:
    os.chown(tmp_path, 65534, 65534)
    place = folder({**HOME, "XDG_RUNTIME_DIR": str(tmp_path)})
    assert place is not None
    assert place.startswith("/home/anna/")


def test_without_a_home_there_is_no_place() -> None:
    assert folder({}) is None


def test_a_path_that_no_socket_can_have_is_no_place(tmp_path: Path) -> None:
    assert folder({"XDG_STATE_HOME": "/" + "x" * 100}) is None
    longest = folder({"XDG_STATE_HOME": "/" + "x" * 10})
    assert longest is not None
    assert len(f"{longest}/{SOCKET_NAME}") <= MAX_PATH_BYTES


@pytest.mark.parametrize("name", ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"])
def test_another_set_of_folders_has_another_process(name: str) -> None:
    base = {**HOME, "XDG_STATE_HOME": "/state"}
    assert folder(base) == folder(dict(base))
    assert folder({**base, name: "/elsewhere"}) != folder(base)


def test_the_identity_names_the_version_and_stays() -> None:
    assert identity().startswith("0.")
    assert identity() == identity()


class TestSafety:
    @pytest.fixture
    def place(self, tmp_path: Path) -> Path:
        tmp_path.chmod(0o700)
        place = tmp_path / "place"
        place.mkdir(mode=0o700)
        return place

    def test_a_private_folder_is_safe(self, place: Path) -> None:
        assert why_unsafe(str(place)) is None

    @pytest.mark.parametrize("mode", [0o777, 0o770, 0o750, 0o701, 0o704])
    def test_a_folder_that_is_open_to_others_is_not(self, place: Path, mode: int) -> None:
        place.chmod(mode)
        assert "open to other users" in (why_unsafe(str(place)) or "")

    def test_nor_is_one_whose_parent_others_can_write(self, place: Path) -> None:
        place.parent.chmod(0o777)
        assert "open to other users" in (why_unsafe(str(place)) or "")

    def test_nor_is_a_link(self, place: Path) -> None:
        link = place.parent / "link"
        link.symlink_to(place)
        assert "not a folder" in (why_unsafe(str(link)) or "")

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="gives a folder to somebody else")
    def test_nor_is_one_of_another_user(self, place: Path) -> None:
        os.chown(place, 65534, 65534)
        assert "another user" in (why_unsafe(str(place)) or "")

    def test_none_at_all_is_told_apart(self, place: Path) -> None:
        with pytest.raises(FileNotFoundError):
            why_unsafe(str(place / "missing"))
