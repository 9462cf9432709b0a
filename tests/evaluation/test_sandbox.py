"""What a command can do in the sandbox, and what it cannot, by trying it."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cmdgen.evaluation.supervision import Ended

if TYPE_CHECKING:
    from cmdgen.evaluation.sandbox import Room, Sandbox
    from cmdgen.evaluation.supervision import Ran


def run(sandbox: Sandbox, room: Room, command: str, *, patience: float = 6) -> Ran:
    """Run with more time than a busy machine needs, unless the time is what is tested."""
    return sandbox.run(room, command, "", {}, patience=patience)


def test_what_a_command_writes_in_its_home_and_tmp_is_there_afterwards(
    each_sandbox: Sandbox, room: Room
) -> None:
    ran = run(each_sandbox, room, "echo one > a.txt; echo two > ~/b.txt; echo three > /tmp/c.txt; echo done")
    assert (ran.stdout, ran.status, ran.ended) == ("done\n", 0, Ended.ITSELF)
    assert (room.home / "a.txt").read_text() == "one\n"
    assert (room.home / "b.txt").read_text() == "two\n"
    assert (room.tmp / "c.txt").read_text() == "three\n"


@pytest.mark.parametrize(
    "place",
    ["/usr/x", "/etc/x", "/etc/passwd", "/bin/x", "/x", "/root/x", "/var/log/x", "/lib/x", "/run/tools/sudo"],
)
def test_the_system_cannot_be_written_to(each_sandbox: Sandbox, room: Room, place: str) -> None:
    assert run(each_sandbox, room, f"echo x >> {place}").status != 0


def test_files_of_the_host_cannot_be_seen(each_sandbox: Sandbox, room: Room, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    ran = run(each_sandbox, room, f"cat {tmp_path}/secret.txt; cat /etc/shadow; ls -A /root /home /mnt /opt")
    assert "secret" not in ran.stdout
    assert ran.stdout.split() == ["/home:", "alex", "/mnt:", "/opt:", "/root:"]


def test_there_is_no_network(each_sandbox: Sandbox, room: Room) -> None:
    listening = "import socket; s = socket.create_connection(('192.0.2.1', 80), 1)"
    ran = run(
        each_sandbox,
        room,
        f'/usr/bin/python3 -c "{listening}"; cat /proc/net/route | wc -l; ls /sys/class/net',
    )
    assert "unreachable" in ran.stderr
    assert ran.stdout.split()[0] in {"0", "1"}  # the heading, where the loopback device is up


def test_processes_of_the_host_cannot_be_seen_or_killed(each_sandbox: Sandbox, room: Room) -> None:
    ran = run(each_sandbox, room, f"kill -0 {os.getpid()} 2>&1; ls -d /proc/[0-9]* | wc -l; kill -9 -1")
    assert int(ran.stdout.splitlines()[-1]) < 10
    os.kill(os.getpid(), 0)


def test_the_user_is_an_ordinary_one_without_rights(each_sandbox: Sandbox, room: Room) -> None:
    ran = run(
        each_sandbox, room, "id -un; whoami; hostname; grep CapEff /proc/self/status; mount -t tmpfs x /mnt"
    )
    assert ran.stdout.split() == ["alex", "alex", "box", "CapEff:", "0000000000000000"]
    assert ran.status != 0


def test_sudo_does_what_stands_behind_it(each_sandbox: Sandbox, room: Room) -> None:
    ran = run(each_sandbox, room, "sudo -u sam -E NAME=x -- printenv NAME; sudo touch /usr/x")
    assert ran.stdout == "x\n"
    assert ran.status != 0


def test_what_takes_too_long_is_ended_with_its_children(each_sandbox: Sandbox, room: Room) -> None:
    mark = f"31.{time.time_ns()}"
    assert run(each_sandbox, room, f"sleep {mark} & sleep {mark}", patience=1).ended is Ended.TIME
    assert mark not in _running()


def test_what_stays_in_the_background_is_ended(each_sandbox: Sandbox, room: Room) -> None:
    mark = f"32.{time.time_ns()}"
    ran = run(each_sandbox, room, f"nohup setsid sleep {mark} > /dev/null 2>&1 & echo started")
    assert (ran.stdout, ran.ended) == ("started\n", Ended.ITSELF)
    assert mark not in _running()


def test_a_fork_bomb_is_ended(each_sandbox: Sandbox, room: Room) -> None:
    ran = run(each_sandbox, room, "for i in $(seq 60); do sleep 60 & done; wait")
    assert ran.ended is Ended.PROCESSES


def test_too_much_output_is_ended(each_sandbox: Sandbox, room: Room) -> None:
    ran = run(each_sandbox, room, "yes")
    assert ran.ended is Ended.OUTPUT
    assert len(ran.stdout) < 1_000_000


def test_complaints_without_end_do_not_fill_the_memory(each_sandbox: Sandbox, room: Room) -> None:
    ran = run(each_sandbox, room, "yes >&2", patience=1)
    assert ran.ended is Ended.TIME
    assert len(ran.stderr) < 1_000_000


def test_too_much_memory_in_many_processes_is_ended(each_sandbox: Sandbox, room: Room) -> None:
    hold = "import time; held = b'x' * 60_000_000; time.sleep(60)"
    ran = run(each_sandbox, room, f'for i in 1 2 3 4 5 6; do /usr/bin/python3 -c "{hold}" & done; wait')
    assert ran.ended is Ended.MEMORY


def test_too_large_a_file_is_not_written(each_sandbox: Sandbox, room: Room) -> None:
    ran = run(each_sandbox, room, "head -c 9000000 /dev/zero > big")
    assert ran.status != 0
    assert (room.home / "big").stat().st_size <= 5_000_000


def test_the_environment_of_the_host_stays_outside(
    each_sandbox: Sandbox, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    ran = each_sandbox.run(room, "env", "", {"MORE": "1"}, patience=6)
    assert "SECRET_TOKEN" not in ran.stdout
    assert {"HOME=/home/alex", "USER=alex", "TZ=UTC", "MORE=1"} <= set(ran.stdout.splitlines())


def test_nothing_waits_for_input(each_sandbox: Sandbox, room: Room) -> None:
    assert run(each_sandbox, room, "cat; read answer; echo end").stdout == "end\n"


def test_a_room_goes_away_whatever_was_done_to_it(each_sandbox: Sandbox, room: Room) -> None:
    run(each_sandbox, room, "mkdir -p a/b; touch a/b/c; chmod 0 a/b; chmod 0 a; mkfifo pipe; ln -s / root")
    folder = room.home.parent
    room.remove()
    assert not folder.exists()
    assert Path("/etc").exists()


def _running() -> str:
    """Return the command lines of the processes on this machine."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(entry.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
    # The test's own process does not carry the mark in its command line.
    return "\n".join(found)
