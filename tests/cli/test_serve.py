"""`cmdgen serve`, and the calls that it answers: the real program, the real model, real processes."""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.cli import quick
from cmdgen.cli.routing import SHAPES
from cmdgen.resident.address import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).resolve().parents[2]
START = "import sys; from cmdgen.__main__ import main; status = main(); {then}sys.exit(status)"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs Unix sockets")

REQUESTS = (
    "find big files",
    "delete all log files older than 30 days",
    "show what is listening on port 8080",
    "how do i bake a cake",
    "remove the folder build",
)


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.chdir(tmp_path)
    # The address of a socket is short, and the folders of tests are not.
    with tempfile.TemporaryDirectory(prefix="cmdgen-", dir="/tmp") as short:
        monkeypatch.setenv("XDG_STATE_HOME", short)
        yield


@pytest.fixture
def run() -> Run:
    def call(
        *arguments: str, environ: dict[str, str] | None = None, cwd: Path | None = None, then: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", START.format(then=then), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, **(environ or {})},
            cwd=cwd,
            text=True,
            timeout=120,
            check=False,
        )

    return call


@pytest.fixture
def server(run: Run) -> Iterator[Callable[..., int]]:
    """Start `cmdgen serve --background` and return its process."""
    pids = []

    def start(*arguments: str) -> int:
        done = run("serve", "--background", *arguments)
        assert done.returncode == 0, done.stderr
        pids.append(int(done.stdout.split()[-1]))
        return pids[-1]

    yield start
    for pid in pids:
        try:
            os.kill(pid, signal.SIGCONT)
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def state(run: Run) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("serve", "--status", "--json").stdout)
    return content


def the_same(done: subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
    # The hint about bigger models is shown once, and who answers first is told it.
    return done.returncode, done.stdout, done.stderr


def test_it_answers_as_a_call_of_its_own_would(run: Run, server: Callable[..., int]) -> None:
    alone = [the_same(run(*request.split())) for request in REQUESTS]
    server()
    assert [the_same(run(*request.split())) for request in REQUESTS] == alone
    assert state(run)["answered"] == len(REQUESTS)


@pytest.mark.usefixtures("unmeasured")
def test_a_call_through_it_imports_next_to_nothing(run: Run, server: Callable[..., int]) -> None:
    server()
    done = run("find", "big", "files", then="print('MODULES', sorted(sys.modules)); ")
    assert done.stdout.startswith("find ")
    modules = set(ast.literal_eval(done.stdout.rpartition("MODULES ")[2]))
    own = {name for name in modules if name.startswith("cmdgen")}
    assert own == {
        "cmdgen",
        "cmdgen.__main__",
        "cmdgen.cli",
        "cmdgen.cli.quick",
        "cmdgen.resident",
        "cmdgen.resident.address",
        "cmdgen.resident.client",
        "cmdgen.resident.peer",
        "cmdgen.resident.wire",
    }
    assert not {"typing", "dataclasses", "enum", "re", "json", "socket", "pathlib", "subprocess"} & modules


def test_a_whole_candidate_goes_over_the_wire_for_other_options(run: Run, server: Callable[..., int]) -> None:
    alone = json.loads(run("--json", "--no-fallback", "find", "big", "files").stdout)
    server()
    there = json.loads(run("--json", "--no-fallback", "find", "big", "files").stdout)
    assert there.pop("timings")["load_ms"] == 0.0
    alone.pop("timings")
    assert there == alone
    assert state(run)["answered"] == 1


@pytest.mark.parametrize("option", ["--print", "--dry-run", "--json"])
@pytest.mark.parametrize("words", ["delete all log files older than 30 days", "how do i bake a cake"])
def test_what_is_only_printed_is_answered_there_as_a_whole(
    run: Run, server: Callable[..., int], option: str, words: str
) -> None:
    def without_timings(done: subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
        return done.returncode, re.sub(r'"timings": {[^}]*}', "", done.stdout), done.stderr

    run("find", "big", "files")  # who answers first says more
    alone = run(option, *words.split())
    server()
    assert without_timings(run(option, *words.split())) == without_timings(alone)
    assert state(run)["answered"] == 1


@pytest.mark.parametrize("option", ["--yes", "--verbose", "--quiet"])
def test_other_options_are_read_here(option: str) -> None:
    assert not quick._is_plain([option, "find", "big", "files"])


def test_yes_runs_here_and_not_there(run: Run, server: Callable[..., int], tmp_path: Path) -> None:
    pid = server()
    done = run("--yes", "current", "directory")
    assert done.stdout == f"{tmp_path}\n"
    assert done.returncode == 0
    after = state(run)
    assert (after["pid"], after["answered"]) == (pid, 1)


def test_the_key_of_a_shell_is_answered(run: Run, server: Callable[..., int]) -> None:
    arguments = (
        "shell",
        "--widget",
        "bash",
        "--columns",
        "60",
        "--",
        "delete all log files older than 30 days",
    )
    alone = run(*arguments)
    server()
    assert the_same(run(*arguments)) == the_same(alone)
    assert state(run)["answered"] == 1


def test_the_rules_of_the_callers_project_hold(run: Run, server: Callable[..., int], tmp_path: Path) -> None:
    server()
    project = tmp_path / "project"
    project.mkdir()
    (project / ".cmdgen.toml").write_text('[[rules.deny]]\npattern = "find *"\nreason = "not here"\n')
    alone = run("find", "big", "files", cwd=project, environ={"CMDGEN_RESIDENT": "off"})
    there = run("find", "big", "files", cwd=project)
    assert the_same(there) == the_same(alone)
    assert there.returncode != 0
    assert run("find", "big", "files").returncode == 0
    assert state(run)["declined"] == 1  # a refusal is told by the caller
    assert state(run)["answered"] == 1


def test_the_history_has_the_callers_folder(run: Run, server: Callable[..., int], tmp_path: Path) -> None:
    server()
    run("find", "big", "files")
    (entry,) = [json.loads(line) for line in run("history", "--json").stdout.splitlines()]
    assert (entry["request"], entry["cwd"]) == ("find big files", str(tmp_path))
    assert state(run)["answered"] == 1


def test_a_config_that_changes_is_followed(run: Run, server: Callable[..., int]) -> None:
    server()
    assert run("config", "set", "threads", "1").returncode == 0
    assert run("find", "big", "files").stdout.startswith("find ")
    assert state(run)["answered"] == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"CMDGEN_THREADS": "1"},
        {"CMDGEN_BACKENDS": "ollama,embedded"},
        {"XDG_CACHE_HOME": "/tmp/another"},
        {"CMDGEN_RESIDENT": "off"},
    ],
)
def test_a_call_with_other_settings_answers_by_itself(
    run: Run, server: Callable[..., int], environ: dict[str, str]
) -> None:
    server()
    assert run("find", "big", "files", environ=environ).stdout.startswith("find ")
    assert state(run)["answered"] == 0


def test_another_model_file_is_not_loaded_there(run: Run, server: Callable[..., int], tmp_path: Path) -> None:
    server()
    (tmp_path / "other.gguf").write_bytes(b"GGUF")
    done = run("--model", "other.gguf", "find", "big", "files")
    assert done.returncode == 69
    assert state(run)["model"] == "cmdgen-starter"


def test_twenty_calls_at_once_all_have_their_own_answer(run: Run, server: Callable[..., int]) -> None:
    server()
    requests = [f"find files bigger than {number} megabytes" for number in range(2, 22)]
    one_by_one = [run(*request.split()).stdout for request in requests]
    with ThreadPoolExecutor(20) as pool:
        at_once = list(pool.map(lambda request: run(*request.split()).stdout, requests))
    assert at_once == one_by_one
    assert len(set(at_once)) == 20
    assert state(run)["answered"] > 20


def test_a_killed_server_is_not_missed(run: Run, server: Callable[..., int]) -> None:
    pid = server()
    os.kill(pid, signal.SIGKILL)
    assert run("find", "big", "files").stdout.startswith("find ")
    server()
    assert run("find", "big", "files").stdout.startswith("find ")
    assert state(run)["answered"] == 1


def test_a_server_that_is_killed_while_it_is_asked_is_not_missed(
    run: Run, server: Callable[..., int]
) -> None:
    pid = server()
    os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(run, "find", "big", "files")
        time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
        done = call.result()
    assert done.stdout.startswith("find ")
    assert done.returncode == 0


def test_a_stopped_server_is_not_waited_for_but_told_about(run: Run, server: Callable[..., int]) -> None:
    pid = server()
    os.kill(pid, signal.SIGSTOP)
    assert run("find", "big", "files").stdout.startswith("find ")
    assert f"kill -9 {pid}" in run("serve", "--stop").stderr


def test_stop_ends_it_and_gives_everything_back(run: Run, server: Callable[..., int]) -> None:
    pid = server()
    run("find", "big", "files")
    done = run("serve", "--stop")
    assert done.returncode == 0, done.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    place = Path(folder(os.environ) or "")
    assert list(place.iterdir()) == []
    assert run("serve", "--stop").returncode == 69


def test_a_second_start_finds_the_first(run: Run, server: Callable[..., int]) -> None:
    pid = server()
    assert server() == pid
    done = run("serve")
    assert done.returncode == 69
    assert "running already" in done.stderr


def test_on_starts_one_for_the_next_call(run: Run) -> None:
    environ = {"CMDGEN_RESIDENT": "on"}
    try:
        assert run("find", "big", "files", environ=environ).stdout.startswith("find ")
        deadline = time.monotonic() + 60
        while not state(run)["running"]:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        run("find", "big", "files", environ=environ)
        assert state(run)["answered"] == 1
    finally:
        run("serve", "--stop")


def test_warm_says_nothing_and_leaves_one(run: Run) -> None:
    try:
        done = run("serve", "--warm")
        assert the_same(done) == (0, "", "")
        deadline = time.monotonic() + 60
        while not state(run)["running"]:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        run("serve", "--stop")


def test_nobody_is_there(run: Run) -> None:
    assert run("serve", "--status").returncode == 69
    assert state(run) == {"schema": 1, "running": False}


def test_the_status_is_for_people_too(run: Run, server: Callable[..., int]) -> None:
    pid = server("--idle", "0")
    text = run("serve", "--status").stdout
    assert re.search(rf"^process +{pid}, ", text, re.MULTILINE)
    assert re.search(r"^ends +never$", text, re.MULTILINE)


def test_a_broken_config_is_told_at_the_start(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("threads = ")
    done = run("serve", "--config", "bad.toml")
    assert done.returncode == 78
    assert "bad.toml" in done.stderr


def test_every_first_word_of_a_subcommand_is_looked_at_here() -> None:
    assert set(SHAPES) <= quick.COMMANDS


@pytest.mark.parametrize("words", ["serve the folder over http", "serve files on port 8000"])
def test_a_request_that_begins_with_serve_is_one(run: Run, words: str) -> None:
    done = run("--print", *words.split())
    assert "option" not in done.stderr
    assert done.returncode in {0, 65, 79}


@pytest.mark.terminal
def test_at_a_terminal_the_question_is_asked_here(
    run: Run, server: Callable[..., int], tmp_path: Path
) -> None:
    import pexpect  # noqa: PLC0415

    server()
    child = pexpect.spawn(
        sys.executable,
        ["-c", START.format(then=""), "current", "directory"],
        env={**os.environ, "TERM": "xterm"},
        encoding="utf-8",
        dimensions=(24, 100),
        timeout=60,
    )
    child.expect("Run it\\?")
    assert child.before.count("pwd") == 1  # shown there, and not again
    child.send("\r")
    child.expect(str(tmp_path))
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert state(run)["answered"] == 1
