"""Writing the file: whole or not at all, one at a time, private."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cmdgen.core.errors import ConfigurationError
from cmdgen.settings import locking
from cmdgen.settings.editing import set_value, unset_value
from cmdgen.settings.locking import locked
from cmdgen.settings.saving import change

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these modes nor these links")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@posix
def test_a_new_file_and_its_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "a" / "config.toml"
    before = os.umask(0)
    try:
        set_value(file, "seed", "1")
    finally:
        os.umask(before)
    assert mode(file) == 0o600
    assert mode(file.parent) == 0o700
    assert names(file.parent) == ["config.toml"]


@posix
@pytest.mark.parametrize(
    ("name", "value", "after"),
    [
        ("seed", "1", 0o644),
        ("vllm.api_key", "sk-1", 0o600),
        ("profiles.w.vllm.api_key", "sk-1", 0o600),
    ],
)
def test_the_mode_stays_unless_the_file_holds_a_key(file: Path, name: str, value: str, after: int) -> None:
    file.write_text("")
    file.chmod(0o644)
    set_value(file, name, value)
    assert mode(file) == after


@posix
def test_a_file_that_held_a_key_already_is_closed_by_the_next_change(file: Path) -> None:
    file.write_text('[vllm]\napi_key = "sk-1"\n')
    file.chmod(0o644)
    set_value(file, "seed", "1")
    assert mode(file) == 0o600


@posix
def test_a_symbolic_link_stays_one_even_to_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    link, real = tmp_path / "config.toml", tmp_path / "dotfiles" / "cmdgen.toml"
    link.symlink_to("dotfiles/cmdgen.toml")
    for value in ("1", "2"):
        set_value(link, "seed", value)
        assert link.is_symlink()
        assert real.read_text() == f"seed = {value}\n"
    assert names(tmp_path) == ["config.toml", "dotfiles"]
    assert names(real.parent) == ["cmdgen.toml"]


@posix
def test_links_in_a_circle_folders_and_devices_are_refused(tmp_path: Path) -> None:
    circle, folder, pipe = tmp_path / "circle", tmp_path / "folder", tmp_path / "pipe"
    circle.symlink_to(circle)
    folder.mkdir()
    os.mkfifo(pipe)
    for path, words in ((circle, "cannot"), (folder, "it is a folder"), (pipe, "it is no regular file")):
        with pytest.raises(ConfigurationError, match=words):
            set_value(path, "seed", "1")
    with pytest.raises(ConfigurationError, match="cannot write"):
        set_value(tmp_path / "circle" / "config.toml", "seed", "1")
    assert names(tmp_path) == ["circle", "folder", "pipe"]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "cmdgen").write_text("")
    with pytest.raises(ConfigurationError, match="cannot write the configuration file"):
        set_value(tmp_path / "cmdgen" / "config.toml", "seed", "1")


LIMITED = """
import resource, sys
from pathlib import Path
from cmdgen.core.errors import ConfigurationError
from cmdgen.settings.editing import set_value
set_value(Path(sys.argv[1]).with_name("other.toml"), "seed", "1")  # all is imported now
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
try:
    set_value(Path(sys.argv[1]), "seed", "1")
except ConfigurationError as error:
    print(error.message)
"""


@posix
def test_a_write_that_fails_half_way_leaves_the_file_and_nothing_else(file: Path) -> None:
    text = "# more than ten bytes\n"
    file.write_text(text)
    done = python(LIMITED, file)
    assert "cannot write" in done.stdout
    assert "it is as it was" in done.stdout
    assert file.read_text() == text
    assert names(file.parent) == ["config.toml", "other.toml"]


ROOT = Path(__file__).parent.parent.parent
BWRAP = shutil.which("bwrap")


def in_sandbox(script: str, *mounts: str) -> subprocess.CompletedProcess[str]:
    """Run a script that may say PYTHON on a file system that nothing but these mounts can be written to."""
    return subprocess.run(
        [
            str(BWRAP),
            *("--ro-bind", "/", "/", "--dev", "/dev"),
            *mounts,
            *("sh", "-c", script.replace("PYTHON", sys.executable)),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def sandbox_works(*arguments: str) -> bool:
    if BWRAP is None:
        return False
    call = [BWRAP, "--ro-bind", "/", "/", *arguments, "true"]
    return subprocess.run(call, capture_output=True, timeout=60, check=False).returncode == 0


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.skipif(not sandbox_works(), reason="bubblewrap makes no file system here")
def test_a_read_only_file_system_is_told(file: Path) -> None:
    file.write_text("")
    for path in (file, file.parent / "folder" / "config.toml"):
        done = in_sandbox(f"PYTHON -m cmdgen config --config {path} set seed 1")
        assert done.returncode == 78
        assert "Read-only file system" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.skipif(
    not sandbox_works("--size", "4096", "--tmpfs", "/tmp"),
    reason="bubblewrap makes no small file system here",
)
def test_a_full_disk_is_told_and_leaves_the_file(tmp_path: Path) -> None:
    small = ("--size", "4096", "--tmpfs", str(tmp_path))  # one page: the second file finds no room
    call = f"PYTHON -m cmdgen config --config {tmp_path}/config.toml set seed"
    done = in_sandbox(f"{call} 1; {call} 2; cat {tmp_path}/config.toml; ls -A {tmp_path}", *small)
    assert done.stdout.splitlines() == ["seed = 1", "config.toml"], done.stderr
    assert "No space left on device; it is as it was" in done.stderr
    assert "Traceback" not in done.stderr


KILLED = """
import os, signal, sys
from pathlib import Path
from cmdgen.settings.editing import set_value

def die(*arguments, **named):
    os.kill(os.getpid(), signal.SIGKILL)

place = sys.argv[2]
if place == "Path.replace":
    Path.replace = die
else:
    setattr(os, place, die)
set_value(Path(sys.argv[1]), "seed", "2")
"""


@posix
@pytest.mark.parametrize("place", ["fsync", "chown", "Path.replace"])
def test_who_is_killed_while_writing_leaves_the_old_file_and_stops_nobody(file: Path, place: str) -> None:
    file.write_text("seed = 1\n")
    done = python(KILLED, file, place)
    assert done.returncode == -signal.SIGKILL
    assert file.read_text() == "seed = 1\n"
    assert len(names(file.parent)) > 1  # it was killed in the middle
    set_value(file, "seed", "3")
    assert file.read_text() == "seed = 3\n"
    assert names(file.parent) == ["config.toml"]


WRITER = """
import sys
from pathlib import Path
from cmdgen.settings.editing import set_value
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    set_value(Path(sys.argv[1]), f"profiles.{sys.argv[2]}x{number}.seed", str(number))
"""


def test_processes_that_write_at_once_lose_nothing(file: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file), name, "12"], stdin=subprocess.PIPE)
        for name in "abcd"
    ]
    for writer in writers:  # all at once, when all have started
        assert writer.stdin is not None
        writer.stdin.write(b"go\n")
        writer.stdin.close()
    assert [writer.wait(120) for writer in writers] == [0] * 4
    text = file.read_text()
    for name in "abcd":
        for number in range(12):
            assert f"[profiles.{name}x{number}]" in text
    assert [name for name in names(file.parent) if not name.endswith(".lock")] == ["config.toml"]


def test_readers_never_see_half_a_file(file: Path) -> None:
    set_value(file, "model", "a" * 5000)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(file), "w", "60"], stdin=subprocess.PIPE)
    assert writer.stdin is not None
    writer.stdin.write(b"go\n")
    writer.stdin.close()
    while writer.poll() is None:
        assert f'model = "{"a" * 5000}"\n' in file.read_text()
    assert writer.returncode == 0


def test_who_waits_too_long_for_another_writer_is_told(file: Path) -> None:
    with (
        locked(file),
        pytest.raises(ConfigurationError, match="another program has been writing"),
        locked(file, wait_s=0.05),
    ):
        pass
    with locked(file, wait_s=0):
        pass


def test_threads_of_one_process_wait_for_each_other_too(file: Path) -> None:
    threads = [
        threading.Thread(target=set_value, args=(file, f"profiles.t{number}.seed", "1"))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_text().count("seed = 1") == 8


def test_an_edit_that_says_nothing_changes_nothing(file: Path) -> None:
    file.write_text("seed = 1\n")
    before = file.stat()
    assert not change(file, lambda _: None, secret=lambda _: False)
    assert not unset_value(file, "model")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@posix
def test_a_lock_whose_file_was_removed_meanwhile_is_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = locking._lock
    removed: list[bool] = []

    def slow(descriptor: int) -> bool:
        if (
            not removed
        ):  # between opening and locking, the last holder removed it and the next one made it anew
            removed.append(True)
            lock = file.with_name(".config.toml.lock")
            lock.unlink()
            lock.touch()
        return taken(descriptor)

    monkeypatch.setattr(locking, "_lock", slow)
    with locked(file), pytest.raises(ConfigurationError), locked(file, wait_s=0):
        pass
    assert removed
