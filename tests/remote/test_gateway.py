"""The gateway of docs/deploy: a real nginx with its own configuration, and a real server behind it."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cmdgen.core.exit_codes import ExitCode
from scripts.bench.starter_server import StarterServer, starter_server
from tests.backends.remote.certificates import write_certificates
from tests.backends.remote.servers import free_port
from tests.remote.program import ROOT, Finished, cmdgen, environment

ALICE = "sk-example-of-alice-0123456789"
PAGES = ROOT / "docs/deploy/gateway"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or shutil.which("nginx")

pytestmark = [
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
    pytest.mark.skipif(
        importlib.util.find_spec("xllamacpp") is None, reason="the server is part of xllamacpp"
    ),
]


@dataclass(frozen=True, kw_only=True)
class Gateway:
    url: str
    folder: Path
    server: StarterServer

    def ask(self, home: Path, key: str, *options: str) -> Finished:
        """Ask as a person with this key does."""
        trust = {"SSL_CERT_FILE": str(self.folder / "gateway.pem")}
        settings = environment(
            home, vllm_url=self.url, vllm_model="cmdgen-starter", vllm_api_key=key, **trust
        )
        return cmdgen(["--backend", "vllm", "--json", *options, "find big files"], settings)


@pytest.fixture
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    folder = tmp_path_factory.mktemp("gateway")
    try:
        write_certificates(folder)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    for kind in ("pem", "key"):
        shutil.copy(folder / f"ours.{kind}", folder / f"gateway.{kind}")
    shutil.copy(PAGES / "keys.map", folder)
    port = free_port()
    with starter_server(parallel=2) as server:
        text = (PAGES / "nginx.conf").read_text()
        for line, ours in {
            "127.0.0.1:8001": f"127.0.0.1:{server.port}",
            "listen 8443": f"listen 127.0.0.1:{port}",
            "worker_processes auto": "worker_processes 1",
        }.items():
            assert line in text
            text = text.replace(line, ours)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        (folder / "nginx.conf").write_text(text.replace("http {", f"http {{ {places}", 1))
        assert NGINX is not None
        command = [NGINX, "-p", f"{folder}/", "-c", f"{folder}/nginx.conf", "-g", "daemon off;"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                _wait_for(port)
                yield Gateway(url=f"https://localhost:{port}", folder=folder, server=server)
            finally:
                process.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = "nginx did not start"
    raise AssertionError(message)


def test_a_person_with_a_key_gets_an_answer_and_the_log_says_who_and_not_what(
    gateway: Gateway, tmp_path: Path
) -> None:
    done = gateway.ask(tmp_path, ALICE, "--no-fallback")
    assert done.status == ExitCode.OK, done.stderr
    assert done.json["command"] == "find . -type f -size +100M"
    log = (gateway.folder / "access.log").read_text()
    assert " alice 200 " in log
    assert "big files" not in log
    assert ALICE not in log


def test_an_unknown_key_is_refused(gateway: Gateway, tmp_path: Path) -> None:
    done = gateway.ask(tmp_path, "sk-of-nobody-0123456789", "--no-fallback")
    assert done.status == ExitCode.NO_BACKEND
    assert "(401), with the key that ends in 6789" in done.stderr
    assert "unknown key" in done.stderr


def test_when_every_server_is_away_the_embedded_model_answers(gateway: Gateway, tmp_path: Path) -> None:
    gateway.server.kill()
    done = gateway.ask(tmp_path, ALICE)
    assert done.status == ExitCode.OK
    assert done.json["fallback_from"] == "vllm"
    assert "answered 502 (3 tries in" in done.stderr
