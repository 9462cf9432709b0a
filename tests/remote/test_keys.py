"""A key is sent to its server, and is seen nowhere else, whichever way the program gets it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.core.exit_codes import ExitCode
from tests.backends.remote.servers import (
    EVENTS,
    Answer,
    FakeVllm,
    Received,
    response,
    serving,
    stream,
    vllm_events,
)
from tests.remote.faults import KEY
from tests.remote.program import Finished, cmdgen, environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
ASK = ["--backend", "vllm", "--json", "--verbose"]
Provide = Callable[[Path, str], dict[str, str]]


def by_variable(_: Path, url: str) -> dict[str, str]:
    return {"vllm_url": url, "vllm_api_key": KEY}


def by_file(home: Path, url: str) -> dict[str, str]:
    file = home / "config" / "cmdgen" / "config.toml"
    file.parent.mkdir(parents=True)
    file.touch(mode=0o600)
    file.write_text(f'[vllm]\nurl = "{url}"\napi_key = "{KEY}"\n')
    return {}


def by_command(home: Path, url: str) -> dict[str, str]:
    safe = home / "safe"
    safe.write_text(f"{KEY}\n")
    return {"vllm_url": url, "vllm_api_key_command": f"cat {safe}"}


@pytest.fixture(params=[by_variable, by_file, by_command])
def provide(request: pytest.FixtureRequest) -> Provide:
    chosen: Provide = request.param
    return chosen


def outputs(done: Finished, home: Path) -> str:
    """Return everything that the program has written, on its streams and in its folders."""
    kept = [file.read_text(errors="replace") for file in (home / "state").rglob("*") if file.is_file()]
    kept += [file.read_text(errors="replace") for file in (home / "cache").rglob("*") if file.is_file()]
    assert kept
    return "\n".join([done.stdout, done.stderr, *kept])


@pytest.mark.parametrize(
    "answer",
    [
        FakeVllm(key=KEY),
        lambda request: response({"error": f"no such key: {request.headers['authorization']}"}, 401),
        lambda request: response({"error": {"message": request.headers["authorization"]}}, 500),
        lambda request: response(
            b"", 307, location=f"http://elsewhere.example/?{request.headers['authorization']}"
        ),
        lambda request: stream([f"data: {request.headers['authorization']}\n\n".encode()], EVENTS),
        lambda request: b"HTTP/1.1 200 OK\r\n" + request.headers["authorization"].encode() + b"\r\n\r\n",
    ],
    ids=["right", "401", "500", "redirect", "no JSON", "broken header"],
)
def test_it_is_sent_and_never_shown(
    provide: Provide, answer: Callable[[Received], Answer], tmp_path: Path
) -> None:
    with serving(answer) as server:
        done = cmdgen([*ASK, "find big files"], environment(tmp_path, **provide(tmp_path, server.url)))
    assert server.requests
    assert {request.headers["authorization"] for request in server.requests} == {f"Bearer {KEY}"}
    assert KEY not in outputs(done, tmp_path)
    assert done.status == ExitCode.OK


def test_status_and_the_settings_do_not_show_it(provide: Provide, tmp_path: Path) -> None:
    with serving(FakeVllm(key=KEY)) as server:
        settings = environment(tmp_path, **provide(tmp_path, server.url))
        for arguments in (["status"], ["status", "--json"], ["config", "show"], ["--list-backends"]):
            done = cmdgen(arguments, settings)
            assert done.status == ExitCode.OK
            assert done.stdout
            assert KEY not in done.stdout + done.stderr


def _children(parent: int) -> list[Path]:
    """Return the folders in /proc of all processes below one."""
    above = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            above[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, fresh = [], {parent}
    while fresh:
        fresh = {child for child, its in above.items() if its in fresh}
        found += [Path("/proc", str(child)) for child in fresh]
    return found


def test_the_process_list_does_not_show_it(provide: Provide, tmp_path: Path) -> None:
    asked, looked = threading.Event(), threading.Event()

    def answer(_: Received) -> Answer:
        asked.set()
        looked.wait(30)
        return stream(vllm_events("echo done"), EVENTS)

    with serving(answer) as server:
        settings = environment(tmp_path, vllm_model="coder", **provide(tmp_path, server.url))
        command = [sys.executable, "-m", "cmdgen", *ASK, "say done"]
        with subprocess.Popen(
            command,
            env=settings,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert asked.wait(60)
            for folder in (Path("/proc", str(process.pid)), *_children(process.pid)):
                assert KEY.encode() not in (folder / "cmdline").read_bytes()
            looked.set()
            process.communicate(timeout=60)
    assert process.returncode == ExitCode.OK


def test_programs_that_it_starts_do_not_get_it(provide: Provide, tmp_path: Path) -> None:
    """The shell, once to read the command and once to run it, writes down what it was given."""
    programs, log = tmp_path / "bin", tmp_path / "log"
    programs.mkdir()
    shell = programs / "bash"
    shell.write_text(
        f'#!/bin/sh\ncat /proc/$$/environ /proc/$$/cmdline >>{log}\nexec {shutil.which("bash")} "$@"\n'
    )
    shell.chmod(0o700)
    with serving(lambda _: stream(vllm_events("echo done"), EVENTS)) as server:
        settings = environment(tmp_path, vllm_model="coder", **provide(tmp_path, server.url))
        settings["PATH"] = f"{programs}{os.pathsep}{settings['PATH']}"
        done = cmdgen([*ASK, "--yes", "say done"], settings)
    assert done.json["executed"] is True
    seen = log.read_bytes()
    assert seen.count(b"echo done") == 2
    assert b"PATH=" in seen
    assert KEY.encode() not in seen
