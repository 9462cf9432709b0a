"""The one-shot: what reaches the backend, what is written where."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cmdgen import __version__
from cmdgen.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import FakeBackend

    Program = Callable[..., subprocess.CompletedProcess[bytes]]


def test_words_need_no_quotes(backend: FakeBackend) -> None:
    main(["find", "big", "files"])
    main(["find big files"])
    main(["--", "find", "big", "files"])
    assert {request.text for request in backend.requests} == {"find big files"}


def test_options_may_stand_anywhere_in_front_of_the_two_dashes(backend: FakeBackend) -> None:
    main(["find", "--seed", "0", "big", "--temperature", "0.5", "files", "--timeout", "9"])
    main(["--", "explain", "--json"])
    assert [request.text for request in backend.requests] == ["find big files", "explain --json"]
    (sampling, _) = backend.samplings
    assert (sampling.seed, sampling.temperature, sampling.timeout_s) == (0, 0.5, 9.0)


@pytest.mark.parametrize("flag", [["--print"], [], ["--dry-run"], ["-q"]])
def test_stdout_carries_the_command_and_nothing_else(
    backend: FakeBackend, capfd: pytest.CaptureFixture[str], flag: list[str]
) -> None:
    backend.says = "ls  -l\t'[bold]x[/bold]'"
    assert main([*flag, "list"]) == 0
    assert capfd.readouterr().out == backend.says + "\n"


def test_a_risky_command_for_a_pipe_comes_with_its_reason_on_stderr(
    backend: FakeBackend, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = "rm -rf src"
    assert main(["--print", "remove"]) == 0
    said = capfd.readouterr()
    assert said.out == "rm -rf src\n"
    assert "HIGH" in said.err


def test_a_dry_run_never_runs_even_with_yes(backend: FakeBackend, tmp_path: Path) -> None:
    backend.says = f"echo x > {tmp_path / 'made'}"
    assert main(["--dry-run", "-y", "write"]) == 0
    assert list(tmp_path.iterdir()) == []


def test_json_is_one_line_and_complete(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    backend.says = "ls"
    assert main(["--json", "list", "files"]) == 0
    (line,) = capfd.readouterr().out.splitlines()
    answer = json.loads(line)
    assert answer["schema"] == 1
    assert (answer["request"], answer["command"], answer["executed"]) == ("list files", "ls", False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
def test_json_stays_alone_on_stdout_when_the_command_runs(program: Program) -> None:
    done = program("--json", "-y", "--shell", "bash", "current directory")
    answer = json.loads(done.stdout)
    assert answer["executed"]
    assert answer["exit_code"] == done.returncode == 0
    assert b"/" in done.stderr


def test_a_refusal_is_in_the_json_with_the_command(
    backend: FakeBackend, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = "rm -rf /"
    assert main(["--json", "clean"]) == 77
    answer = json.loads(capfd.readouterr().out)
    assert answer["command"] == "rm -rf /"
    assert answer["risk"]["level"] == "critical"
    assert answer["error"]["exit_code"] == 77


def test_warnings_about_the_configuration_go_to_stderr_unless_quiet(
    backend: FakeBackend, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c.toml").write_text('sehll = "bash"\n')
    main(["--config", str(tmp_path / "c.toml"), "list"])
    assert "did you mean shell" in capfd.readouterr().err
    main(["-q", "--config", str(tmp_path / "c.toml"), "list"])
    assert "did you mean shell" not in capfd.readouterr().err
    assert len(backend.requests) == 2


def test_verbose_tells_who_answered_and_where_settings_come_from(
    backend: FakeBackend, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["-v", "--seed", "3", "list"]) == 0
    said = capfd.readouterr()
    assert "fake, none, fake: answered in" in said.err
    assert "seed = 3 from flag --seed" in said.err
    assert said.out == "ls\n"


def test_offline_refuses_a_backend_that_could_use_the_network(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["--offline", "-b", "ollama", "list"]) == 69
    assert "--offline forbids" in capfd.readouterr().err
    assert main(["--offline", "-b", "embedded", "list", "files"]) == 0


def test_a_backend_that_cannot_answer_is_replaced_or_told(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_OLLAMA_URL", "http://127.0.0.1:9")  # the port of discard, where nobody listens
    monkeypatch.setenv("CMDGEN_RETRIES", "0")
    assert main(["--json", "-b", "ollama", "find", "big", "files"]) == 0
    said = capfd.readouterr()
    assert json.loads(said.out)["fallback_from"] == "ollama"
    assert said.err.count("Ollama is not running at http://127.0.0.1:9") == 1
    assert main(["--no-fallback", "-b", "ollama", "find", "big", "files"]) == 69


def test_the_prompt_can_be_looked_at(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--show-prompt", "list", "all", "files"]) == 0
    out = capfd.readouterr().out
    assert "[user]\nlist all files\n" in out


def test_the_backends_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--list-backends"]) == 0
    first, *others = capfd.readouterr().out.splitlines()
    assert first == "* embedded  can answer"
    assert [line.split()[0] for line in others] == ["ollama", "vllm"]


@pytest.mark.parametrize("arguments", [["--version"], ["--version", "-v"], ["list", "--version"]])
def test_the_version(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert capfd.readouterr().out == f"cmdgen {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"]])
def test_help_teaches_by_examples_before_it_lists_options(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    text = capfd.readouterr().out
    assert text.index("Examples:") < text.index("Options:") < text.index("Exit status:")
