"""`cmdgen scan`: files in, lines and a status out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cmdgen.cli.main import main


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with scripts, which is the working directory."""
    (tmp_path / "safe.sh").write_text("#!/bin/sh\nls\n")
    (tmp_path / "high.sh").write_text("#!/bin/bash\nls\ngit push -f\n")
    (tmp_path / "critical.sh").write_text("git push -f # cmdgen: ignore git.push-force mine\nrm -rf /\n")
    (tmp_path / "tool").write_text("#!/usr/bin/env bash\ngit reset --hard\n")
    (tmp_path / "notes.txt").write_text("rm -rf /\n")
    (tmp_path / "run.py").write_text("#!/usr/bin/env python3\n")
    (tmp_path / "data").write_text("rm -rf /\n")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.sh").write_text("rm -rf /\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["safe.sh"], 0),
        (["high.sh"], 3),
        (["safe.sh", "high.sh", "critical.sh"], 4),
        (["--level", "critical", "high.sh"], 0),
        (["missing.sh"], 2),
        (["missing.sh", "high.sh"], 3),
        (["run.py"], 0),
        (["--shell", "bash", "notes.txt"], 4),
    ],
)
def test_the_status_tells_the_worst(project: Path, arguments: list[str], status: int) -> None:
    assert main(["scan", *arguments]) == status


def test_each_finding_stands_in_one_line_as_compilers_write_it(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["scan", "high.sh"])
    first, second = capfd.readouterr().out.splitlines()
    assert first.startswith("high.sh:3:1: HIGH ")
    assert first.endswith("[git.push-force]")
    assert second == "    safer: use --force-with-lease"


def test_in_a_folder_only_what_is_evidently_a_script_counts(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", "--format", "json", "."]) == 4
    files = [Path(entry["file"]).name for entry in json.loads(capfd.readouterr().out)["files"]]
    assert files == ["critical.sh", "high.sh", "safe.sh", "tool"]


def test_a_folder_without_scripts_says_so(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "empty").mkdir()
    assert main(["scan", "empty"]) == 0
    assert capfd.readouterr().err == "cmdgen: no scripts found in empty\n"
    assert main(["scan", ".", "safe.sh"]) == 4
    assert "no scripts found" not in capfd.readouterr().err


def test_json_has_the_lines_and_what_is_ignored(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["scan", "--format", "json", "critical.sh"])
    (entry,) = json.loads(capfd.readouterr().out)["files"]
    assert entry["shell"] == "sh"
    assert [(f["line"], f["rule"], f["ignored"]) for f in entry["findings"]] == [
        (1, "git.push-force", "mine"),
        (2, "files.delete-root", None),
    ]


def sarif(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["scan", "--format", "sarif", *arguments])
    log: dict[str, Any] = json.loads(capfd.readouterr().out)
    return log


def test_sarif_has_what_its_schema_requires(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = sarif(capfd, "high.sh", "critical.sh", "missing.sh")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "cmdgen"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert all(region[key] >= 1 for key in ("startLine", "startColumn", "endLine", "endColumn"))
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_marks_what_a_remark_settles(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    results = sarif(capfd, "critical.sh")["runs"][0]["results"]
    assert [result.get("suppressions") for result in results] == [
        [{"kind": "inSource", "justification": "mine"}],
        None,
    ]


def test_file_names_are_written_as_addresses(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "a b#ä.sh").write_text("git push -f\n")
    (result,) = sarif(capfd, "a b#ä.sh")["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b%23%C3%A4.sh"


@pytest.mark.parametrize(
    "arguments", [["--format", "xml", "x.sh"], ["--level", "safe", "x.sh"], ["--format", "json"]]
)
def test_a_wrong_option_is_told(
    project: Path, arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", *arguments]) == 2
    assert capfd.readouterr().err.startswith("cmdgen: ")


def test_own_rules_hold_in_scripts_too(project: Path) -> None:
    (project / ".cmdgen.toml").write_text(
        "[[rules.deny]]\nprogram = 'ls'\nlevel = 'critical'\nreason = 'no'\n"
    )
    assert main(["scan", "safe.sh"]) == 4


@pytest.mark.parametrize("data", [b"", b"\0\xff\xfe", b"$(" * 20_000, b"\x1b[2J\nrm -rf \xc3\n"])
def test_a_strange_file_is_answered(project: Path, data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "x.sh").write_bytes(data)
    assert main(["scan", "x.sh"]) in {0, 3, 4}
    assert "\x1b" not in capfd.readouterr().out
