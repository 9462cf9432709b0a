"""The history keeps what it is given, whatever happens to its file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cmdgen.history import FILE_NAME, Entry, History

ENTRY = Entry(
    time="2026-01-02T03:04:05+00:00", request="find big files", command="find . -size +100M", shell="bash",
    level="safe", backend="embedded", model="starter", executed=True, exit_code=0, cwd="/tmp",
)  # fmt: skip
ROOT = Path(__file__).parents[2]


def test_what_is_added_is_found_again(tmp_path: Path) -> None:
    history = History(tmp_path / "state")
    assert history.add(ENTRY)
    assert list(history.entries()) == [ENTRY]


def test_the_file_is_for_the_user_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        History(tmp_path / "state").add(ENTRY)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "state" / FILE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


def test_a_search_wants_all_its_words_in_any_case_and_gives_the_newest(tmp_path: Path) -> None:
    history = History(tmp_path)
    for number in range(5):
        history.add(replace(ENTRY, request=f"Find file {number}"))
    history.add(replace(ENTRY, request="show the date", command="date"))
    assert [entry.request for entry in history.search("FIND file", limit=2)] == ["Find file 3", "Find file 4"]
    assert history.search("find date", limit=9) == []
    assert len(history.search("", limit=100)) == 6


@pytest.mark.parametrize(
    "damage", [b'{"time": 1', b"null\n", b"\xff\xfe\n", b'{"request": "x"}\n', b"[" * 100_000]
)
def test_damaged_lines_are_passed_over_and_lose_no_others(tmp_path: Path, damage: bytes) -> None:
    history = History(tmp_path)
    history.add(ENTRY)
    with (tmp_path / FILE_NAME).open("ab") as file:
        file.write(damage)
    history.add(replace(ENTRY, request="after"))
    assert [entry.request for entry in history.entries()] == ["find big files", "after"]


def test_strange_texts_survive(tmp_path: Path) -> None:
    strange = replace(ENTRY, command="printf '\u202e\x1b[31m\n\ud800 ä\U0001f600'")
    history = History(tmp_path)
    assert history.add(strange)
    assert list(history.entries()) == [strange]


def test_a_file_that_grows_too_long_loses_its_oldest_lines(tmp_path: Path) -> None:
    history = History(tmp_path, max_bytes=3000)
    for number in range(100):
        history.add(replace(ENTRY, request=f"request {number}"))
    kept = [entry.request for entry in history.entries()]
    assert kept[-1] == "request 99"
    assert kept == [f"request {number}" for number in range(100 - len(kept), 100)]
    assert (tmp_path / FILE_NAME).stat().st_size < 7000


def test_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from cmdgen.history import Entry, History\n"
        "history = History(Path(sys.argv[2]))\n"
        "for n in range(50):\n"
        "    history.add(Entry(time='', request=f'{sys.argv[3]}-{n}', command='x' * 3000, shell='sh', level='safe',\n"
        "        backend='', model='', executed=False))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(ROOT), str(tmp_path), name])
        for name in ("a", "b", "c")
    ]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    assert {entry.request for entry in History(tmp_path).entries()} == {
        f"{name}-{number}" for name in "abc" for number in range(50)
    }


def test_clearing_deletes_and_says_whether_there_was_something(tmp_path: Path) -> None:
    history = History(tmp_path)
    assert history.clear() is False
    history.add(ENTRY)
    assert history.clear() is True
    assert list(history.entries()) == []


def test_without_a_place_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    for history in (History(None), History(blocked)):
        assert history.add(ENTRY) is False
        assert list(history.entries()) == []
        assert history.search("x", limit=5) == []
