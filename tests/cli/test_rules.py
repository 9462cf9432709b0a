"""`cmdgen rules`, and own rules through the command line and the Python interface."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cmdgen
from cmdgen.cli.main import main
from cmdgen.core.errors import ConfigurationError
from cmdgen.core.records import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import FakeBackend

PACK = """
[[rule]]
id = "acme.launch"
level = "critical"
message = "launches {target}"
programs = ["launch"]
match = ["launch rocket"]
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return a function that writes the config file in use."""
    monkeypatch.setenv("CMDGEN_SHELL", "bash")
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> Path:
        file = tmp_path / "settings" / "config.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        monkeypatch.setenv("CMDGEN_CONFIG", str(file))
        return file.parent

    return write


def test_the_list_has_every_rule_with_its_level(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert any(line.startswith("HIGH ") and " git.push-force " in line for line in lines)
    assert len(lines) > 100


def test_the_list_of_one_pack_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--pack", "git", "--json"]) == 0
    rules = json.loads(capfd.readouterr().out)["rules"]
    assert {rule["pack"] for rule in rules} == {"git"}
    assert set(rules[0]) == {
        "id",
        "pack",
        "level",
        "message",
        "fix",
        "source",
        "shells",
        "match",
        "not_match",
        "page",
    }


def test_nothing_that_is_to_be_filled_in_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    from cmdgen.safety.rules.book import builtin_book  # noqa: PLC0415

    assert main(["rules", "list"]) == 0
    out = capfd.readouterr().out
    assert "{" not in out
    assert "git.delete-remote " in out
    assert "deletes … on the remote" in out
    for rule in builtin_book().rules.values():
        assert rule.summary.strip(" :()") == rule.summary
        assert "{target}" not in (rule.remedy or "")


def test_the_safer_form_names_what_it_is_about(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-s", "bash", "zfs destroy tank/a"]) == 4
    assert "zfs destroy -nv tank/a" in capfd.readouterr().out


def test_one_rule_with_its_examples(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "git.push-force"]) == 0
    out = capfd.readouterr().out
    assert "git push -f" in out
    assert "safer: use --force-with-lease" in out
    assert "page: docs/rules/git/push-force.md" in out


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["show", "git.push-forse"], "did you mean git.push-force"),
        (["list", "--pack", "gti"], "there is no pack"),
        (["test", "missing.toml"], "there is no file"),
        (["show"], "needs the id of a rule, such as git.push-force"),
        (["test"], "needs a file"),
        (["lst"], "did you mean cmdgen rules list"),
        ([], "missing argument"),
    ],
)
def test_a_mistake_is_told(arguments: list[str], text: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *arguments]) == 2
    assert text in capfd.readouterr().err.lower()


def test_a_pack_is_tested(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.toml").write_text(PACK)
    assert main(["rules", "test", str(tmp_path / "p.toml")]) == 0
    assert "loads, and every example holds (rules: 1, examples: 1)" in capfd.readouterr().out
    (tmp_path / "p.toml").write_text(PACK.replace("launch rocket", "lunch"))
    assert main(["rules", "test", str(tmp_path / "p.toml")]) == 78
    assert "acme.launch" in capfd.readouterr().err


def test_the_lines_of_a_file_are_tested(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "commands.txt"
    file.write_text("ls\n\nrm -rf src\n")
    assert main(["rules", "test", str(file), "--shell", "bash"]) == 3
    assert [line.split()[:2] for line in capfd.readouterr().out.splitlines()] == [
        ["1:", "safe"],
        ["3:", "HIGH"],
    ]
    file.write_text(
        '{"command": "ls", "level": "safe"}\n{"command": "rm -rf src", "level": "high", "shell": "zsh"}\n'
    )
    assert main(["rules", "test", str(file)]) == 0
    file.write_text('{"command": "rm -rf src", "level": "moderate"}\n')
    assert main(["rules", "test", str(file), "--json"]) == 78
    assert json.loads(capfd.readouterr().out.splitlines()[-1])["expected"] == "moderate"
    file.write_text('{"level": "safe"}\n')
    assert main(["rules", "test", str(file)]) == 78


# -- own rules in use --------------------------------------------------------------------------------


def test_check_and_the_python_interface_obey_the_config_file(config: Callable[[str], Path]) -> None:
    config("[[rules.deny]]\nprogram = 'make'\nlevel = 'critical'\nreason = 'no'\n")
    assert main(["check", "sudo make x"]) == 4
    assert cmdgen.check("make", shell="bash").level is Level.CRITICAL
    config("")
    assert cmdgen.check("make", shell="bash").level is Level.SAFE


def test_a_pack_is_found_beside_the_config_file(
    config: Callable[[str], Path], capfd: pytest.CaptureFixture[str]
) -> None:
    folder = config("[rules]\npacks = ['acme.toml']\n")
    (folder / "acme.toml").write_text(PACK)
    assert main(["check", "launch it"]) == 4
    assert main(["rules", "show", "acme.launch"]) == 0
    assert "page:" not in capfd.readouterr().out
    assert main(["rules", "test", str(folder / "acme.toml")]) == 0


@pytest.mark.parametrize("text", ["rules = 3\n", "[rules]\npacks = ['no.toml']\n", "[[rules.deny]]\nx = 1\n"])
def test_rules_that_cannot_be_used_stop_everything(
    config: Callable[[str], Path], text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    config(text)
    for arguments in (
        ["check", "ls"],
        ["check", "-"],
        ["scan", "x.sh"],
        ["rules", "list"],
        ["--print", "list files"],
    ):
        assert main(arguments) == 78
        assert capfd.readouterr().err.startswith("cmdgen: ")
    with pytest.raises(ConfigurationError):
        cmdgen.check("ls")


def test_a_denied_command_is_refused_in_a_request(
    config: Callable[[str], Path], backend: FakeBackend, capfd: pytest.CaptureFixture[str]
) -> None:
    config("[[rules.deny]]\nprogram = 'ls'\nlevel = 'critical'\nreason = 'because'\n")
    assert main(["--print", "list files"]) == 77
    assert "denied by your rule: because" in "".join(capfd.readouterr())


def test_a_projects_file_is_found_from_below_and_only_tightens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / ".cmdgen.toml").write_text(
        "[[rules.deny]]\nprogram = 'make'\nreason = 'no'\n[[rules.allow]]\nrules = ['git.push-force']\nreason = 'x'\n"
    )
    (tmp_path / "a" / ".cmdgen.toml").write_text("[rules.levels]\n'git.push-force' = 'critical'\n")
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert main(["check", "-s", "bash", "make"]) == 3
    assert main(["check", "-s", "bash", "git push -f"]) == 4
    assert "refused" in capfd.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert main(["check", "-s", "bash", "git push -f"]) == 3


def test_a_file_above_the_repository_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".cmdgen.toml").write_text("[[rules.deny]]\nprogram = 'make'\nreason = 'no'\n")
    inner = tmp_path / "repository"
    (inner / ".git").mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert main(["check", "-s", "bash", "make"]) == 0


def test_outside_of_repository_and_home_only_the_directory_itself_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".cmdgen.toml").write_text("[[rules.deny]]\nprogram = 'make'\nreason = 'no'\n")
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["check", "-s", "bash", "make"]) == 3
    monkeypatch.chdir(tmp_path / "sub")
    assert main(["check", "-s", "bash", "make"]) == 0


@pytest.mark.parametrize(
    "text", ["rules = 1", "[rulse]", "model = 'x'", "[rules", "[[rules.deny]]\nprogam = 'x'"]
)
def test_a_projects_file_that_cannot_be_used_stops(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".cmdgen.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "-s", "bash", "ls"]) == 78
    assert ".cmdgen.toml" in capfd.readouterr().err
