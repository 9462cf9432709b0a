"""Answering touches no network: neither as a client nor by listening."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

ANSWER = """
import json, os, sys
from pathlib import Path
from cmdgen.backends.embedded.backend import EmbeddedBackend
from cmdgen.core.records import CommandRequest, Platform, Sampling

def sockets():
    mine = {os.readlink(entry.path) for entry in os.scandir("/proc/self/fd") if os.path.islink(entry.path)}
    kinds = {}
    for kind, column in (("tcp", 9), ("tcp6", 9), ("udp", 9), ("udp6", 9), ("raw", 9), ("unix", 6)):
        table = Path("/proc/self/net", kind)
        lines = table.read_text().splitlines()[1:] if table.exists() else []
        inodes = [line.split()[column] for line in lines]
        kinds[kind] = sum(f"socket:[{inode}]" in mine for inode in inodes)
    return kinds

backend = EmbeddedBackend(Path(sys.argv[2]) if sys.argv[2] else None, engine=sys.argv[1])
platform = Platform(system="linux", userland="gnu")
request = CommandRequest(text="find big files", dialect="bash", platform=platform)
command = backend.generate(request, Sampling()).command.text
print(json.dumps({"command": command, "sockets": sockets()}))
"""


def answer(engine_name: str, model_path: Path | None, *before: str) -> dict[str, object]:
    run = subprocess.run(
        [*before, sys.executable, "-c", ANSWER, engine_name, str(model_path or "")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    result: dict[str, object] = json.loads(run.stdout)
    return result


def test_no_socket_of_the_process_belongs_to_a_network(engine_name: str, model_path: Path | None) -> None:
    result = answer(engine_name, model_path)
    sockets = result["sockets"]
    assert isinstance(sockets, dict)
    local = sockets.pop("unix")
    assert set(sockets.values()) == {0}
    assert local <= 1  # the nameless address of xllamacpp's server


def test_it_answers_in_an_empty_network_namespace(engine_name: str, model_path: Path | None) -> None:
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("network namespaces are not permitted here")
    assert answer(engine_name, model_path, *alone)["command"] == "find . -type f -size +100M"


def test_the_server_can_be_reached_by_nobody(
    engine_name: str, model_path: Path | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert answer(engine_name, model_path)["command"]
    assert list(tmp_path.iterdir()) == []
