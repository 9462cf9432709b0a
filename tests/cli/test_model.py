"""`cmdgen model` as users start it: real processes against a hub on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cmdgen.cli import model as command
from cmdgen.cli.app import run as run_parser
from cmdgen.cli.main import main
from cmdgen.cli.routing import ASK, route
from cmdgen.core.errors import UsageError
from cmdgen.models.store import starter_path
from tests.backends.remote.servers import FakeOllama, serving
from tests.models.local_hub import COMMIT, LocalHub, running

REPOSITORY = "acme/Coder-GGUF"
FILE = "coder-Q4_K_M.gguf"
WHOLE = starter_path().read_bytes()
CATALOGUE = f"""
schema = 1
default = "acme-coder"
[[model]]
name = "acme-coder"
title = "Acme Coder"
maker = "Acme"
licence = "MIT"
licence_url = "https://example.com"
parameters = 5_970_176
context_tokens = 512
kind = "instruct"
good_for = "tests"
repository = "{REPOSITORY}"
revision = "{COMMIT}"
quantisation = "Q4_K_M"
[[model.file]]
quantisation = "Q4_K_M"
name = "{FILE}"
bytes = {len(WHOLE)}
sha256 = "{hashlib.sha256(WHOLE).hexdigest()}"
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def hub() -> Iterator[LocalHub]:
    with running() as local:
        local.add(REPOSITORY, FILE, WHOLE)
        yield local


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the models, with an own catalogue in it."""
    models = tmp_path / "models"
    models.mkdir()
    (models / "catalogue.toml").write_text(CATALOGUE)
    monkeypatch.setenv("CMDGEN_MODELS_DIR", str(models))
    for name in [name for name in os.environ if name.startswith("HF_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    return models


def start(*arguments: str, environ: dict[str, str] | None = None, **how: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "cmdgen", "model", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environ or {})},
        **how,
    )


@pytest.fixture
def run(hub: LocalHub, folder: Path) -> Run:
    """Run `cmdgen model` with the local hub."""

    def go(*arguments: str, environ: dict[str, str] | None = None, **how: Any) -> Any:
        process = start(*arguments, environ={"HF_ENDPOINT": hub.hub_url, **(environ or {})}, **how)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    return go


def parts(folder: Path) -> list[Path]:
    return sorted((folder / ".partial").glob("*.part"))


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def holds_more(folder: Path, than: int) -> bool:
    return any(part.stat().st_size > than for part in parts(folder))


def stored(folder: Path) -> Path:
    return folder / "acme--Coder-GGUF" / FILE


# -- fetching -----------------------------------------------------------------------------------------


def test_a_pull_says_where_the_model_is_and_how_to_use_it(run: Run, folder: Path) -> None:
    done = run("pull", "acme-coder")
    assert done.returncode == 0, done.stderr
    assert str(stored(folder)) in done.stdout
    assert "checksum verified" in done.stdout
    assert "it answers from now on" in done.stdout  # it is the default of this catalogue
    assert f"fetching {FILE}, 6.6 MB" in done.stderr
    assert stored(folder).read_bytes() == WHOLE


def test_another_model_than_the_default_has_to_be_chosen(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(WHOLE)
    assert "cmdgen model use own.gguf" in run("pull", str(own)).stdout


@pytest.mark.skipif(os.name == "nt", reason="needs kill -9")
def test_a_pull_that_is_killed_twice_goes_on_each_time(run: Run, hub: LocalHub, folder: Path) -> None:
    hub.rate_bytes_s = 4_000_000
    kept = 0
    for _ in range(2):
        process = start("pull", "acme-coder", environ={"HF_ENDPOINT": hub.hub_url})
        until(partial(holds_more, folder, kept + 300_000))
        process.kill()
        process.communicate()
        (part,) = parts(folder)
        kept = part.stat().st_size
        assert WHOLE.startswith(part.read_bytes())
        listed = json.loads(run("list", "--json").stdout)
        assert listed["models"] == []
        assert listed["interrupted"] == [{"path": str(part), "bytes": kept}]
    hub.rate_bytes_s = None
    done = run("pull", "acme-coder")
    assert done.returncode == 0, done.stderr
    assert stored(folder).read_bytes() == WHOLE
    asked = [int(each.removeprefix("bytes=").rstrip("-")) for each in hub.ranges_asked if each]
    assert len(asked) == 2
    assert 300_000 < asked[0] < asked[1] == kept
    assert "are here already" in done.stderr
    assert parts(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="needs SIGINT")
def test_ctrl_c_says_how_to_go_on(hub: LocalHub, folder: Path) -> None:
    hub.rate_bytes_s = 2_000_000
    process = start("pull", "acme-coder", environ={"HF_ENDPOINT": hub.hub_url})
    until(lambda: any(part.stat().st_size for part in parts(folder)))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "this goes on from there: cmdgen model pull acme-coder" in err
    assert "Traceback" not in err


def test_of_two_at_once_one_fetches_and_the_other_waits_and_uses_it(hub: LocalHub, folder: Path) -> None:
    hub.rate_bytes_s = 3_000_000
    first = start("pull", "acme-coder", environ={"HF_ENDPOINT": hub.hub_url})
    until(lambda: bool(parts(folder)))
    second = start("pull", "acme-coder", environ={"HF_ENDPOINT": hub.hub_url})
    out, err = first.communicate(timeout=120)
    assert first.returncode == 0, err
    assert "is here, " in out
    out, err = second.communicate(timeout=120)
    assert second.returncode == 0, err
    assert "is here already" in out
    assert "another cmdgen is fetching" in err
    assert len(hub.requests("storage")) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs RLIMIT_FSIZE")
def test_a_disk_that_fills_up_is_told_and_the_beginning_is_kept(
    run: Run, hub: LocalHub, folder: Path
) -> None:
    resource = pytest.importorskip("resource")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    done = run("pull", "acme-coder", preexec_fn=limit)
    assert done.returncode == 69
    assert "is full" in done.stderr
    assert "cmdgen model pull acme-coder" in done.stderr
    (part,) = parts(folder)
    assert part.stat().st_size == 2_000_000
    assert run("pull", "acme-coder").returncode == 0
    assert hub.ranges_asked[-1] == "bytes=2000000-"


def test_json_tells_what_was_pulled(run: Run, folder: Path) -> None:
    done = run("pull", f"hf.co/{REPOSITORY}", "--json")
    facts = json.loads(done.stdout)
    assert facts["path"] == str(stored(folder))
    assert facts["sha256"] == hashlib.sha256(WHOLE).hexdigest()
    assert (facts["schema"], facts["bytes"], facts["revision"]) == (1, len(WHOLE), COMMIT)


@pytest.mark.parametrize(
    ("fault", "words", "to_do"),
    [
        ((403, {"X-Error-Code": "GatedRepo"}), "is gated", "hf auth login"),
        ((401, {"X-Error-Code": "RepoNotFound"}), "has no public", "check the spelling"),
        ((429, {"Retry-After": "900"}), "asked too often", "try again later: cmdgen model pull acme-coder"),
    ],
)
def test_a_refusal_is_two_lines_and_status_69(
    run: Run, hub: LocalHub, fault: Any, words: str, to_do: str
) -> None:
    hub.always = fault
    done = run("pull", "acme-coder")
    assert done.returncode == 69
    assert words in done.stderr
    assert to_do in done.stderr
    assert len(done.stderr.splitlines()) == 2


# -- without a network ----------------------------------------------------------------------------------

GUARD = """
import os, sys
def guard(event, arguments):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        os.write(2, f"SOCKET {event} {arguments}\\n".encode())
        os._exit(99)
sys.addaudithook(guard)
from cmdgen.cli import model as command
from cmdgen.cli.app import run as run_parser
from cmdgen.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["pull", "acme-coder", "--offline"], 69),
        (["pull", f"hf.co/{REPOSITORY}", "--offline"], 69),
        (["pull", "phi-3-mini@ollama", "--offline"], 69),
        (["available"], 0),
        (["list"], 0),
        (["info", "acme-coder"], 0),
        (["pull", str(starter_path()), "--offline"], 0),
    ],
)
def test_no_socket_is_opened_where_none_may_be(
    hub: LocalHub, folder: Path, arguments: list[str], status: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARD, "model", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "HF_ENDPOINT": hub.hub_url},
    )
    assert done.returncode == status, done.stderr
    assert "SOCKET" not in done.stderr
    assert hub.log == []


def test_the_guard_of_these_tests_notices_a_socket(hub: LocalHub, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARD, "model", "pull", "acme-coder"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "HF_ENDPOINT": hub.hub_url},
    )
    assert done.returncode == 99
    assert "SOCKET socket." in done.stderr


def test_the_librarys_own_offline_setting_is_respected_and_named(run: Run, hub: LocalHub) -> None:
    done = run("pull", "acme-coder", environ={"HF_HUB_OFFLINE": "1"})
    assert done.returncode == 69
    assert "HF_HUB_OFFLINE forbids" in done.stderr
    assert hub.log == []


def test_a_proxy_is_used(hub: LocalHub, folder: Path) -> None:
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(self.path)
            self.send_response(403)
            self.send_header("X-Error-Code", "GatedRepo")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        process = start(
            "pull", "acme-coder", environ={"HF_ENDPOINT": "http://hub.invalid", "HTTP_PROXY": address}
        )
        _, err = process.communicate(timeout=60)
    finally:
        server.shutdown()
        server.server_close()
    assert process.returncode == 69
    assert "is gated" in err
    assert asked == [f"http://hub.invalid/{REPOSITORY}/resolve/{COMMIT}/{FILE}"]


# -- what is here ---------------------------------------------------------------------------------------


@pytest.fixture
def model(folder: Path) -> Path:
    path = stored(folder)
    path.parent.mkdir()
    shutil.copyfile(starter_path(), path)
    return path


def test_the_catalogue_shows_what_fits_what_is_here_and_where_to_look_on(
    model: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "available"]) == 0
    out = capfd.readouterr().out
    line = next(line for line in out.splitlines() if "acme-coder " in line)
    assert line.split() == ["*", "acme-coder", "6.6", "MB", "8.6", "MB", "fits", "MIT"]
    assert "huggingface.co/models?library=gguf" in out
    assert "qwen2.5-coder-7b" in out
    assert main(["model", "available", "--json"]) == 0
    facts = json.loads(capfd.readouterr().out)
    (acme,) = [each for each in facts["models"] if each["name"] == "acme-coder"]
    assert acme["recommended"]
    assert acme["files"][0]["stored"]
    assert acme["files"][0]["fit"] == "fits"
    assert facts["machine"]["memory_bytes"] > 0
    (coder,) = [each for each in facts["models"] if each["name"] == "qwen2.5-coder-1.5b"]
    assert coder["files"][0]["sha256"].startswith("cc324af0")
    assert coder["mlx"]["repository"] == "mlx-community/Qwen2.5-Coder-1.5B-Instruct-4bit"


def test_info_puts_catalogue_folder_and_file_together(model: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "info", "acme-coder", "--json"]) == 0
    facts = json.loads(capfd.readouterr().out)
    assert facts["catalogue"]["licence"] == "MIT"
    assert facts["stored"]["path"] == str(model)
    assert facts["file"]["architecture"] == "qwen2"
    assert facts["file"]["parameters"] == 5_970_176
    for name in (FILE, str(model), "starter"):
        assert main(["model", "info", name]) == 0
        assert "qwen2" in capfd.readouterr().out
    assert main(["model", "info", "phi-3-mini"]) == 0
    assert "no; cmdgen model pull phi-3-mini" in capfd.readouterr().out


def test_info_has_the_checksum_of_a_model_that_is_not_here(
    model: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    model.unlink()
    assert main(["model", "info", "acme-coder"]) == 0
    text = capfd.readouterr().out
    assert FILE in text
    assert COMMIT in text
    assert hashlib.sha256(WHOLE).hexdigest() in text


def test_a_model_in_use_is_written_into_the_config_and_so_is_the_starter(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("# mine\nseed = 3\n")
    monkeypatch.setenv("CMDGEN_CONFIG", str(config))
    assert main(["model", "use", "acme-coder"]) == 0
    assert config.read_text().startswith("# mine\nseed = 3\n")
    assert str(model) in config.read_text()
    capfd.readouterr()
    assert main(["--print", "list files"]) == 0
    capfd.readouterr()
    assert main(["model", "list", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["models"][0]["in_use"]
    assert main(["model", "use", "starter", "--json"]) == 0
    assert config.read_text() == '# mine\nseed = 3\nmodel = "starter"\n'


def test_a_model_of_ollama_is_used_by_naming_the_server_and_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("# mine\n")
    monkeypatch.setenv("CMDGEN_CONFIG", str(config))
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    assert main(["model", "use", "phi-3-mini@ollama"]) == 0
    said = capfd.readouterr()
    assert config.read_text() == '# mine\nbackend = "ollama"\n\n[ollama]\nmodel = "phi3:mini"\n'
    assert said.out.startswith("the Ollama server answers with phi3:mini from now on")
    assert "but it cannot yet; why, and what to do: cmdgen status" in said.err
    monkeypatch.setenv("CMDGEN_BACKEND", "embedded")
    monkeypatch.setenv("CMDGEN_OLLAMA_MODEL", "other")
    assert main(["model", "use", "own:latest@ollama"]) == 0
    said = capfd.readouterr()
    assert 'model = "own:latest"' in config.read_text()
    assert "asks embedded first" in said.err
    assert "names another model and wins" in said.err


def test_a_server_that_has_the_model_says_nothing_more(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CMDGEN_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "config.toml").touch()
    with serving(FakeOllama(models=["phi3:mini"])) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        assert main(["model", "use", "phi-3-mini@ollama"]) == 0
    assert capfd.readouterr().err == ""


def test_a_path_that_leads_nowhere_is_said_to_be_checked(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "pull", "./nosuch.gguf"]) == 69
    err = capfd.readouterr().err
    assert "the file nosuch.gguf does not exist" in err
    assert "check the path" in err
    assert "--model" not in err


def test_what_cannot_answer_is_not_put_to_use(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.touch()
    monkeypatch.setenv("CMDGEN_CONFIG", str(config))
    model.write_bytes(model.read_bytes()[:1000])
    assert main(["model", "use", "acme-coder"]) == 69
    assert main(["model", "use", "phi-3-mini"]) == 2
    assert "fetch it: cmdgen model pull phi-3-mini" in capfd.readouterr().err
    assert config.read_text() == ""


def test_a_variable_that_names_another_model_is_told(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("CMDGEN_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("CMDGEN_MODEL", str(starter_path()))
    assert main(["model", "use", "acme-coder"]) == 0
    assert "CMDGEN_MODEL names another model and wins" in capfd.readouterr().err


def test_without_a_terminal_nothing_is_removed_unless_yes_is_said(run: Run, model: Path) -> None:
    refused = run("rm", "acme-coder")
    assert refused.returncode == 2
    assert "--yes" in refused.stderr
    assert model.is_file()
    done = run("rm", "acme-coder", "--yes", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["removed"] == str(model)
    assert not model.parent.exists()


@pytest.mark.terminal
@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("n", 1), ("", 1)])
def test_on_a_terminal_a_removal_is_asked_for(model: Path, answer: str, status: int) -> None:
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(sys.executable, ["-m", "cmdgen", "model", "rm", "acme-coder"], timeout=60)
    child.expect(r"remove coder-Q4_K_M.gguf \(6.6 MB(, which is in use)?\)\? \[y/N\] ")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == status
    assert model.exists() is (status == 1)


@pytest.mark.terminal
def test_on_a_terminal_a_bar_shows_speed_and_time_left(hub: LocalHub, folder: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    hub.rate_bytes_s = 4_000_000
    environ = {**os.environ, "HF_ENDPOINT": hub.hub_url, "TERM": "xterm", "NO_COLOR": ""}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "cmdgen", "model", "pull", "acme-coder"],
        timeout=90,
        env=environ,
        dimensions=(24, 120),
    )
    child.expect(r"/6\.6 MB.*MB/s.*0:00:0[0-9]")
    child.expect("checksum verified")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_what_lies_outside_the_folder_is_never_removed(model: Path, tmp_path: Path) -> None:
    outside = tmp_path / "mine.gguf"
    shutil.copyfile(starter_path(), outside)
    assert main(["model", "rm", str(outside), "--yes"]) == 2
    assert main(["model", "rm", "starter", "--yes"]) == 2
    assert outside.is_file()
    assert starter_path().is_file()


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["pull"], "needs the name of a model"),
        (["rm"], "needs the name of a model"),
        (["lst"], "there is no model 'lst'"),
        (["list", "x"], "takes no name"),
        (["pull", "qwen2.5-coder-15b"], "did you mean qwen2.5-coder-1.5b?"),
        (["info", "nothing-like-it"], "there is no model 'nothing-like-it' here"),
        (["rm", "codr-Q4_K_M.gguf"], "did you mean coder-Q4_K_M.gguf?"),
        (["info", "qwen2.5-coder-1.5b:Q1"], "has no quantisation"),
        (["rm", "phi-3-mini@ollama"], "is a model of the Ollama server, which keeps it"),
    ],
)
def test_a_mistake_is_told(
    model: Path, arguments: list[str], text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        if arguments in (["lst"], ["list", "x"]):  # as words of a request they do not get so far
            command.model(arguments[0], arguments[1] if len(arguments) > 1 else None)
        else:
            run_parser(["model", *arguments])
    assert text in caught.value.message


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("model list", "model"),
        ("model pull x", "model"),
        ("model --json available", "model"),
        ("model --config f list", "model"),
        ("model", "model"),
        ("model train station", ASK),
        ("model list of cars", ASK),
        ("model pull two things apart", ASK),
    ],
)
def test_a_line_about_models_is_told_from_a_request(line: str, command: str) -> None:
    assert route(line.split()).command == command
