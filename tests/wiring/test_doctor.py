"""The doctor: each likely trouble is provoked for real, recognised, and its remedy named."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.resilience.breaker import Breaker
from cmdgen.backends.selection.candidates import Candidate
from cmdgen.cli.main import main
from cmdgen.models import fit
from cmdgen.models.store import starter_path
from cmdgen.settings import place
from cmdgen.shells.startup_files import MARK
from cmdgen.wiring import doctor_machine
from tests.backends.remote.servers import FakeOllama, FakeVllm, free_port, serving

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="needs the ways of POSIX")


@pytest.fixture(autouse=True)
def calm_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{free_port()}")
    monkeypatch.setenv("CMDGEN_SHELL", "sh")


@pytest.fixture
def config() -> Path:
    folder = place("config")
    assert folder is not None
    folder.mkdir(parents=True)
    return folder / "config.toml"


Problem = tuple[str, str]


def problems(capfd: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> list[Problem]:
    """Return what `cmdgen status` finds wrong, each with its remedy."""
    assert main(["status", "--json", *arguments]) == status
    found = json.loads(capfd.readouterr().out)["problems"]
    assert all(one["hint"] for one in found)  # whatever is wrong, there is something to do
    return [(one["message"], one["hint"]) for one in found]


def only(capfd: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Problem:
    (problem,) = problems(capfd, *arguments, status=status)
    return problem


def test_nothing_is_wrong_with_a_fresh_machine(capfd: pytest.CaptureFixture[str]) -> None:
    assert problems(capfd) == []


# -- servers ----------------------------------------------------------------------------------------------


def test_a_server_that_is_not_running(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    monkeypatch.setenv("CMDGEN_OLLAMA_URL", url)
    assert only(capfd, "-b", "ollama") == (f"Ollama is not running at {url}", "start it: ollama serve")


@pytest.fixture
def silent() -> Iterator[str]:
    """Yield the address of a server that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("backend", ["ollama", "vllm"])
def test_a_server_that_is_silent(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, silent: str, backend: str
) -> None:
    monkeypatch.setenv(f"CMDGEN_{backend.upper()}_URL", silent)
    message, hint = only(capfd, "-b", backend)
    assert message == f"{backend} at {silent} takes connections and says nothing"
    assert "look at the log of the server" in hint


def test_a_server_without_a_model(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(FakeOllama(models=["nomic-embed-text:latest"])) as server:
        monkeypatch.setenv("CMDGEN_OLLAMA_URL", server.url)
        message, hint = only(capfd, "-b", "ollama")
        assert "has no model that writes text; it has nomic-embed-text:latest" in message
        assert hint == "fetch one: ollama pull qwen2.5-coder:7b"
        monkeypatch.setenv("CMDGEN_OLLAMA_MODEL", "llama9")
        message, hint = only(capfd, "-b", "ollama")
        assert "has no model 'llama9'" in message
        assert hint == "fetch it: ollama pull llama9"


def test_a_refused_key(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = FakeVllm(key="sk-right-0123456789")

    def without_health_path(request: Any) -> Any:
        return (
            guarded(request) if request.path != "/health" else guarded._error(404, "no", "NotFound", "path")
        )

    with serving(without_health_path) as server:
        monkeypatch.setenv("CMDGEN_VLLM_URL", server.url)
        monkeypatch.setenv("CMDGEN_VLLM_API_KEY", "sk-wrong-9876543210")
        message, hint = only(capfd, "-b", "vllm")
    assert "3210" in message + hint
    assert "sk-wrong" not in message + hint


def test_an_open_circuit_breaker(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(FakeOllama()) as server:
        monkeypatch.setenv("CMDGEN_BACKEND", "ollama")
        monkeypatch.setenv("CMDGEN_OLLAMA_URL", server.url)
        candidate = Candidate(name="ollama", make=lambda: pytest.fail("not asked"), url=server.url)
        for _ in range(5):
            Breaker(place("state"), candidate.key).failed("timed out")
        message, hint = only(capfd)
    assert "ollama failed 5 times in a row (timed out) and is skipped for" in message
    assert hint == "ask it all the same: cmdgen -b ollama REQUEST"


def test_a_key_over_plain_http(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMDGEN_VLLM_URL", "http://llm.invalid:8000")
    monkeypatch.setenv("CMDGEN_VLLM_API_KEY", "sk-0123456789")
    found = dict(problems(capfd, "-b", "vllm"))
    assert "https://" in found["requests and the key are sent to http://llm.invalid:8000 unencrypted"]


def test_several_servers_are_each_told(capfd: pytest.CaptureFixture[str], config: Path, silent: str) -> None:
    config.write_text(f'backends = ["ollama", "vllm"]\n[vllm]\nurl = "{silent}"\n')
    found = [message for message, _ in problems(capfd)]
    assert len(found) == 2
    assert any("Ollama is not running" in message for message in found)
    assert any(f"{silent} takes connections" in message for message in found)


def test_offline_asks_no_server(capfd: pytest.CaptureFixture[str], config: Path) -> None:
    with serving(FakeOllama()) as server:
        config.write_text(f'offline = true\nbackend = "ollama"\n[ollama]\nurl = "{server.url}"\n')
        assert problems(capfd) == []
        assert server.requests == []


# -- configuration ----------------------------------------------------------------------------------------


@posix
def test_a_loose_mode_of_a_file_with_a_key(capfd: pytest.CaptureFixture[str], config: Path) -> None:
    config.write_text('[vllm]\napi_key = "sk-0123456789"\n')
    config.chmod(0o644)
    message, hint = only(capfd)
    assert message == f"{config} holds a key and can be read by other users"
    assert hint == f"close it: chmod 600 {config}"


def test_an_unknown_setting(capfd: pytest.CaptureFixture[str], config: Path) -> None:
    config.write_text('backedn = "ollama"\n')
    assert only(capfd) == (
        "unknown setting backedn; did you mean backend?",
        "correct it: cmdgen config edit",
    )


def test_a_misspelt_variable(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMDGEN_BACKNED", "ollama")
    message, hint = only(capfd)
    assert "did you mean CMDGEN_BACKEND?" in message
    assert "environment" in hint


# -- the shell --------------------------------------------------------------------------------------------


def test_a_shell_that_is_not_installed(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sh = shutil.which("sh")
    assert sh is not None
    (tmp_path / "sh").symlink_to(sh)
    monkeypatch.setenv("PATH", str(tmp_path))
    message, hint = only(capfd, "--shell", "fish")
    assert message.startswith("fish is not installed")
    assert hint == "name the shell you use: cmdgen config set shell sh"


def test_a_startup_line_for_a_program_that_is_not_found(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path, tmp_path: Path
) -> None:
    (home / ".bashrc").write_text(f"x  {MARK}\n")
    (tmp_path / "bash").symlink_to("/bin/sh")
    monkeypatch.setenv("PATH", str(tmp_path))
    message, hint = only(capfd, "--shell", "bash")
    assert f"the line in {home / '.bashrc'} does nothing" in message
    assert "cmdgen init --remove-keys" in hint


@posix
def test_several_programs_of_the_name(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cmdgen").write_text("#!/bin/sh\n")
        (tmp_path / name / "cmdgen").chmod(0o755)
    (tmp_path / "three").symlink_to(tmp_path / "two")  # the same once more
    folders = [str(tmp_path / name) for name in ("one", "two", "three")]
    monkeypatch.setenv("PATH", os.pathsep.join([*folders, "/usr/bin", "/bin"]))
    message, hint = only(capfd)
    assert "there are 2 programs cmdgen on the PATH" in message
    assert f"the shell runs {tmp_path / 'one' / 'cmdgen'}, not {tmp_path / 'two' / 'cmdgen'}" in message
    assert "type -a cmdgen" in hint


# -- folders and disk -------------------------------------------------------------------------------------


def test_a_state_folder_that_is_a_file(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a file"))
    message, hint = only(capfd)
    assert message.endswith("is a file where a folder belongs, so neither history nor statistics are kept")
    assert hint == f"move it away: mv '{tmp_path / 'a file'}' '{tmp_path / 'a file'}'.old"


BWRAP = shutil.which("bwrap")


def in_sandbox(*mounts: str) -> subprocess.CompletedProcess[str]:
    """Run `cmdgen status --json` with these mounts over the file system."""
    return subprocess.run(
        [
            str(BWRAP),
            "--bind",
            "/",
            "/",
            "--dev",
            "/dev",
            *mounts,
            sys.executable,
            "-m",
            "cmdgen",
            "status",
            "--json",
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def sandbox_works() -> bool:
    if BWRAP is None:
        return False
    call = [BWRAP, "--bind", "/", "/", "--size", "4096", "--tmpfs", "/tmp", "true"]
    return subprocess.run(call, capture_output=True, timeout=60, check=False).returncode == 0


@pytest.mark.skipif(not sandbox_works(), reason="bubblewrap makes no file system here")
def test_folders_that_cannot_be_written(home: Path) -> None:
    done = in_sandbox("--ro-bind", str(home), str(home))
    found = [(one["message"], one["hint"]) for one in json.loads(done.stdout)["problems"]]
    assert [message.partition(" cannot be written, so ")[2] for message, _ in found] == [
        "neither history nor statistics are kept",
        "no model can be fetched",
    ]
    assert "XDG_STATE_HOME=/path" in found[0][1]
    assert "CMDGEN_MODELS_DIR=/path" in found[1][1]


@pytest.mark.skipif(not sandbox_works(), reason="bubblewrap makes no file system here")
def test_a_disk_that_is_nearly_full(home: Path) -> None:
    done = in_sandbox("--size", "8000000", "--tmpfs", str(home))
    (problem,) = json.loads(done.stdout)["problems"]
    assert "is nearly full (8 MB left), so no model can be fetched" in problem["message"]
    assert "CMDGEN_MODELS_DIR=/path" in problem["hint"]


# -- models -----------------------------------------------------------------------------------------------


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "models"
    (folder / ".partial").mkdir(parents=True)
    monkeypatch.setenv("CMDGEN_MODELS_DIR", str(folder))
    return folder


OWNER = "Qwen--Qwen2.5-Coder-1.5B-Instruct-GGUF"
DEFAULT = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        (f"{OWNER}--{DEFAULT}", "go on with it: cmdgen model pull qwen2.5-coder-1.5b"),
        (
            f"{OWNER}--qwen2.5-coder-1.5b-instruct-q8_0.gguf",
            "go on with it: cmdgen model pull qwen2.5-coder-1.5b:Q8_0",
        ),
        ("acme--coder--x.gguf", "go on with it: cmdgen model pull hf.co/acme/coder:x.gguf"),
        ("what.gguf", "delete it: rm "),
    ],
)
def test_an_interrupted_download(
    capfd: pytest.CaptureFixture[str], models: Path, name: str, remedy: str
) -> None:
    (models / ".partial" / f"{name}.0123456789abcdef.part").write_bytes(b"x" * 2_000_000)
    message, hint = only(capfd)
    assert "was interrupted; 2 MB of it are here" in message
    assert hint.startswith(remedy)


def test_a_download_under_way_is_no_trouble(capfd: pytest.CaptureFixture[str], models: Path) -> None:
    filelock = pytest.importorskip("filelock")
    (models / ".partial" / f"{OWNER}--{DEFAULT}.0123456789abcdef.part").write_bytes(b"x")
    with filelock.FileLock(models / ".partial" / f"{OWNER}--{DEFAULT}.lock"):
        assert problems(capfd) == []
    assert len(problems(capfd)) == 1


def damaged_default(models: Path) -> Path:
    path = models / OWNER / DEFAULT
    path.parent.mkdir()
    path.write_bytes(starter_path().read_bytes()[:1_000_000])
    return path


def test_a_damaged_default_model(capfd: pytest.CaptureFixture[str], models: Path) -> None:
    path = damaged_default(models)
    message, hint = only(capfd)
    assert message.startswith(f"the model file {path} is cut short")
    name = "qwen2.5-coder-1.5b:Q4_K_M"
    assert hint == f"fetch it again: cmdgen model rm {name} --yes; cmdgen model pull {name}"


def test_a_model_that_is_set_and_gone(
    capfd: pytest.CaptureFixture[str], models: Path, config: Path, tmp_path: Path
) -> None:
    config.write_text(f'model = "{models / OWNER / DEFAULT}"\n')
    message, hint = only(capfd)
    assert "does not exist" in message
    assert hint == "fetch it: cmdgen model pull qwen2.5-coder-1.5b:Q4_K_M"
    config.write_text(f'model = "{tmp_path / "own.gguf"}"\n')
    assert only(capfd)[1] == "choose another: cmdgen model list, then cmdgen model use NAME"


def test_who_answers_instead_of_a_damaged_model_is_shown(
    capfd: pytest.CaptureFixture[str], models: Path
) -> None:
    damaged_default(models)
    assert main(["status", "--json"]) == 0
    facts = json.loads(capfd.readouterr().out)
    assert facts["can_answer"]
    assert facts["embedded"]["is_starter"]


def test_nobody_answers_where_nobody_may_stand_in(
    capfd: pytest.CaptureFixture[str], models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged_default(models)
    monkeypatch.setenv("CMDGEN_FALLBACK", "false")
    problems(capfd, status=69)


# -- the machine ------------------------------------------------------------------------------------------


def test_a_model_larger_than_the_memory(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The limit of a container is read from a file; the one of this test leaves 5 MB."""
    limit = tmp_path / "memory.max"
    limit.write_text("5000000\n")
    monkeypatch.setattr(fit, "_CGROUP", limit)
    message, hint = only(capfd)
    assert "of memory, and there are 0.0 GB" in message
    assert hint == "choose a smaller one: cmdgen model available"


@pytest.mark.parametrize(
    ("facts", "is_told"),
    [
        ("processor\t: 0\nflags\t\t: fpu sse2 avx\n", True),
        ("processor\t: 0\nflags\t\t: fpu sse2 avx avx2 fma\n", False),
        ("processor\t: 0\nFeatures\t: fp asimd\n", False),  # ARM
    ],
)
def test_a_processor_without_avx2(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    facts: str,
    is_told: bool,
) -> None:
    (tmp_path / "cpuinfo").write_text(facts)
    monkeypatch.setattr(doctor_machine, "CPU_FACTS", tmp_path / "cpuinfo")
    monkeypatch.setattr(sys, "platform", "linux")
    found = problems(capfd)
    assert [hint for _, hint in found] == (["use a server: cmdgen init --backend ollama"] if is_told else [])


NO_ENGINE = """
import importlib.abc, importlib.util, sys
real = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name in {"llama_cpp", "xllamacpp", "mlx_lm"} else real(name, *more)
from cmdgen.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def test_no_engine_installed() -> None:
    """An installation without its engines: nobody can answer, and the status says what to install."""
    done = subprocess.run(
        [sys.executable, "-c", NO_ENGINE, "status", "--json"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 69
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["message"] == "no engine for the embedded model is installed"
    assert "pip install" in problem["hint"]
