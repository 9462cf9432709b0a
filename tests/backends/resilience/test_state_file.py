"""The state folder may be damaged, shared, read-only or missing: never an error, never half a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.backends.resilience.state_file import StateFile, number_in

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, pipes and signals of POSIX")


def _put(file: StateFile, key: str, value: Any) -> None:
    file.update(lambda content: content.update({key: value}))


def test_what_was_put_in_is_there(tmp_path: Path) -> None:
    file = StateFile(tmp_path / "state", "a.json")
    assert file.read() == {}
    _put(file, "x", {"n": 1})
    _put(file, "y", {"n": 2})
    assert StateFile(tmp_path / "state", "a.json").read() == {"x": {"n": 1}, "y": {"n": 2}}
    assert sorted(path.name for path in (tmp_path / "state").iterdir()) == [".a.json.lock", "a.json"]


@posix
def test_only_the_user_may_look(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    _put(StateFile(folder, "a.json"), "x", {})
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_an_update_returns_its_result_even_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (None, tmp_path / "file" / "state", tmp_path / "nul\0l"):
        file = StateFile(folder, "a.json")
        assert file.update(lambda content: content.setdefault("x", {"n": 1})) == {"n": 1}
        assert file.read() == {}


def test_no_change_writes_nothing(tmp_path: Path) -> None:
    file = StateFile(tmp_path, "a.json")
    _put(file, "x", {})
    before = (tmp_path / "a.json").stat().st_ino
    _put(file, "x", {})
    assert (tmp_path / "a.json").stat().st_ino == before


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"7", b"null", b'{"x": 1}', b'{"x":', b"[" * 60_000, b'{"x": {}}' + b" " * 70_000 + b"!",
     b"1" * 60_000],
)  # fmt: skip
def test_damage_counts_as_nothing_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    file = StateFile(tmp_path, "a.json")
    assert file.read() in ({}, {"x": {}})
    _put(file, "y", {"n": 1})
    assert file.read()["y"] == {"n": 1}


@posix
def test_other_things_than_files_in_its_place_do_no_harm(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "dangling.json").symlink_to(tmp_path / "nowhere")
    for name in ("pipe.json", "folder.json", "dangling.json"):
        file = StateFile(tmp_path, name)
        assert file.read() == {}
        _put(file, "x", {})
    assert (tmp_path / "folder.json").is_dir()
    assert not (tmp_path / "nowhere").exists()


@posix
def test_a_folder_that_may_not_be_written_is_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    file = StateFile(folder, "a.json")
    _put(file, "x", {"n": 1})
    folder.chmod(0o500)
    try:
        _put(file, "x", {"n": 2})
        assert file.read()["x"]["n"] == 1 or os.geteuid() == 0  # nothing is forbidden to root
    finally:
        folder.chmod(0o700)


def test_the_oldest_of_many_entries_go(tmp_path: Path) -> None:
    file = StateFile(tmp_path, "a.json")
    file.update(lambda content: content.update({str(n): {} for n in range(100)}))
    assert list(file.read()) == [str(n) for n in range(36, 100)]


def test_what_a_killed_writer_leaves_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".a.json.new").write_text('{"x": {"n"')
    file = StateFile(tmp_path, "a.json")
    assert file.read() == {}
    _put(file, "x", {"n": 1})
    assert file.read() == {"x": {"n": 1}}
    assert not (tmp_path / ".a.json.new").exists()


COUNT = """
import pathlib, sys
from cmdgen.backends.resilience.state_file import StateFile
file = StateFile(pathlib.Path(sys.argv[1]), "a.json")
def add(content):
    content["x"] = {"n": content.get("x", {}).get("n", 0) + 1, "text": "t" * 3000}
while True:
    file.update(add)
    print("+", end="", flush=True)
"""


@posix
def test_a_writer_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    for written in range(1, 9):
        with subprocess.Popen([sys.executable, "-c", COUNT, str(tmp_path)], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert len(child.stdout.read(written * 3)) == written * 3
            child.kill()
        entry = json.loads((tmp_path / "a.json").read_bytes())["x"]
        assert len(entry["text"]) == 3000
        assert entry["n"] >= written * 3


def test_no_update_of_several_writers_is_lost_and_no_reader_sees_a_part(tmp_path: Path) -> None:
    file, done, seen = StateFile(tmp_path, "a.json"), threading.Event(), set()

    def add(content: dict[str, dict[str, Any]]) -> None:
        content["x"] = {"n": content.get("x", {}).get("n", 0) + 1}

    def write() -> None:
        for _ in range(5):
            StateFile(tmp_path, "a.json").update(add)

    def look() -> None:
        while not done.is_set():
            seen.add(json.dumps(file.read()))

    file.update(add)
    watcher = threading.Thread(target=look)
    writers = [threading.Thread(target=write) for _ in range(4)]
    for thread in (watcher, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    watcher.join()
    assert seen <= {json.dumps({"x": {"n": n}}) for n in range(1, 22)}
    # On a busy machine a writer may give up waiting for its turn; what is there was counted in turn.
    assert 1 < file.read()["x"]["n"] <= 21


@posix
def test_a_lock_that_is_never_given_back_stops_nobody(tmp_path: Path) -> None:
    import fcntl  # noqa: PLC0415  there is none on Windows

    file = StateFile(tmp_path, "a.json")
    _put(file, "x", {"n": 1})
    with (tmp_path / ".a.json.lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert file.update(lambda content: content.pop("x")) == {"n": 1}
    assert file.read() == {"x": {"n": 1}}


@given(value=st.none() | st.booleans() | st.floats() | st.integers() | st.text())
def test_a_number_from_a_file_is_one_within_its_limits(value: object) -> None:
    number = number_in(value, 0, 10)
    assert number is None or 0 <= number <= 10
    assert number_in(True, 0, 10) is None
    assert number_in(10**400, 0, 10) is None
