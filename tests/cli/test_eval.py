"""`cmdgen eval` from the arguments to the figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.cli.main import main
from cmdgen.core.errors import BackendUnavailableError, NeedsDetailError
from cmdgen.evaluation.sandbox import SandboxMaker
from tests.backends.remote.servers import free_port

if TYPE_CHECKING:
    from pathlib import Path

    FakeBackend = Any

TASKS = """schema = 1
category = "files"

[[task]]
id = "files.list"
request = "list files"
gold = "ls"
compare = "names"

[[task]]
id = "files.docker"
request = "running containers"
gold = "docker ps"
accept = ["docker ps"]

[[task]]
id = "files.vague"
request = "do it"
declined = true
"""
OTHER = TASKS.replace("files", "other").replace('request = "list other"', 'request = "list"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files.toml").write_text(TASKS)
    (tmp_path / "other.toml").write_text(OTHER)
    return tmp_path


@pytest.fixture(scope="module")
def has_sandbox() -> bool:
    with SandboxMaker() as sandbox:
        return sandbox is not None


def figures(capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capfd.readouterr().out)
    return found


def test_a_model_is_asked_and_its_answers_are_run(
    backend: FakeBackend, folder: Path, capfd: pytest.CaptureFixture[str], has_sandbox: bool
) -> None:
    backend.says = "ls -1"
    assert main(["eval", "--tasks", str(folder), "-c", "files", "--json"]) == 0
    found = figures(capfd)
    right = [entry["right"] for entry in found["results"]]
    assert right == [True if has_sandbox else None, False, False]
    assert (found["model"], found["finished"], found["total"]["sure"]["count"]) == (
        "fake",
        True,
        1 + has_sandbox,
    )
    assert {request.dialect for request in backend.requests} == {"bash"}
    assert {sampling.temperature for sampling in backend.samplings} == {0.0}
    assert backend.closed


def test_declining_is_right_where_it_should_be(
    backend: FakeBackend, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = NeedsDetailError("which?")
    assert main(["eval", "--tasks", str(folder), "--json"]) == 0
    total = figures(capfd)["total"]
    assert (total["declined_right"]["count"], total["declined_right"]["of"]) == (2, 2)
    assert total["declined_wrong"]["count"] == total["right"]["of"]


def test_a_critical_answer_is_counted_as_blocked(
    backend: FakeBackend, folder: Path, capfd: pytest.CaptureFixture[str], has_sandbox: bool
) -> None:
    backend.says = "rm -rf ~ / --no-preserve-root"
    assert main(["eval", "--tasks", str(folder), "--limit", "1", "--json"]) == 0
    total = figures(capfd)["total"]
    assert total["blocked"] == 1
    assert total["wider_deletion"] == (["files.list"] if has_sandbox else [])


def test_a_dead_backend_is_an_error(backend: FakeBackend, folder: Path) -> None:
    backend.says = BackendUnavailableError("gone")
    assert main(["eval", "--tasks", str(folder)]) == 69


def test_nobody_stands_in_for_the_model_that_is_measured(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_VLLM_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("CMDGEN_RETRIES", "0")
    assert main(["eval", "--tasks", str(folder), "--backend", "vllm", "--json"]) == 69
    assert capfd.readouterr().out == ""


def test_ctrl_c_prints_what_is_done(
    backend: FakeBackend, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, asked = backend.generate, []

    def generate(request: Any, sampling: Any) -> Any:
        asked.append(request.text)
        if len(asked) == 3:  # the first is the one that loads the model
            raise KeyboardInterrupt
        return answer(request, sampling)

    monkeypatch.setattr(backend, "generate", generate)
    assert main(["eval", "--tasks", str(folder), "--json"]) == 130
    said = capfd.readouterr()
    found = json.loads(said.out)
    assert (found["finished"], len(found["results"])) == (False, 1)
    assert "interrupted after 1 of 6" in said.err


def test_predictions_need_no_model(
    folder: Path, capfd: pytest.CaptureFixture[str], has_sandbox: bool
) -> None:
    file = folder / "p.jsonl"
    lines = [
        ("files.list", "find . -maxdepth 1 | tail -n +2"),
        ("files.docker", "docker container ls"),
        ("files.vague", None),
    ]
    file.write_text("".join(json.dumps({"id": name, "command": command}) + "\n" for name, command in lines))
    assert main(["eval", "--tasks", str(folder), "--predictions", str(file), "--show", "all"]) == 0
    said = capfd.readouterr()
    assert "3 of 6 tasks have no prediction" in said.err
    assert "right  files.docker" in said.out
    assert "right  files.vague" in said.out
    assert ("not checked  files.list" in said.out) is not has_sandbox


@pytest.mark.parametrize(
    "arguments",
    [
        ["--category", "none"],
        ["--show", "some"],
        ["--limit", "0"],
        ["--predictions", "missing.jsonl"],
        ["--tasks", "none"],
    ],
)
def test_wrong_use_is_told(folder: Path, arguments: list[str]) -> None:
    assert main(["eval", "--tasks", str(folder), *arguments]) == 2


def test_evaluating_something_is_a_request(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--print", "eval", "the", "expression", "2+2"]) == 0
    assert capfd.readouterr().out == "ls\n"
