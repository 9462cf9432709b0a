"""What is shown about the files that a command would touch, before anybody agrees to it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from cmdgen.cli.main import main
from cmdgen.wiring.looking import surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import FakeBackend


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    (folder / "build").mkdir(parents=True)
    for number in range(3):
        (folder / "build" / f"{number}.o").write_bytes(b"x" * 1000)
    (folder / "notes.txt").write_text("text\n")
    monkeypatch.chdir(folder)
    return folder


def test_a_deletion_tells_what_it_meets(
    backend: FakeBackend, work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = "rm -r build"
    assert main(["--dry-run", "delete", "build"]) == 0
    said = capfd.readouterr().err
    assert "deletes    3 files and 1 folder, 3.0 kB" in said.replace("kB", "kB")
    assert (work / "build" / "0.o").exists()


def test_what_is_refused_is_not_offered_in_another_form(
    backend: FakeBackend, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    trash = tmp_path / "programs" / "gio"
    trash.parent.mkdir()
    trash.write_text("#!/bin/sh\n")
    trash.chmod(0o700)
    monkeypatch.setenv("PATH", str(trash.parent), prepend=os.pathsep)
    (tmp_path / "x").touch()
    monkeypatch.chdir(tmp_path)
    for command, is_offered in (("rm x", True), ("rm -r /", False)):
        backend.says = command
        main(["--dry-run", "delete", "it"])
        assert ("to the trash" in capfd.readouterr().err) is is_offered


def test_a_file_that_dd_would_write_over_is_named(
    backend: FakeBackend, work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = "dd if=/dev/zero of=notes.txt bs=1 count=1"
    assert main(["--dry-run", "empty", "the", "notes"]) == 0
    said = capfd.readouterr().err
    assert "overwrites" in said
    assert "notes.txt" in said.split("overwrites")[1]


def test_no_undo_is_offered_for_a_move_that_must_fail(
    backend: FakeBackend, work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for command, is_offered in (("mv notes.txt nowhere/", False), ("mv notes.txt new.txt", True)):
        backend.says = command
        assert main(["--dry-run", "move", "it"]) == 0
        assert ("undo" in capfd.readouterr().err) is is_offered


def test_a_command_that_only_reads_gets_no_such_lines(
    backend: FakeBackend, work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    backend.says = "ls build"
    assert main(["--dry-run", "list", "build"]) == 0
    said = capfd.readouterr().err
    assert "deletes" not in said
    assert "where" not in said


def test_what_was_run_can_be_taken_back_from_the_history(
    backend: FakeBackend, work: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_YES_LEVEL", "moderate")
    backend.says = "mv notes.txt old.txt"
    assert main(["--yes", "rename", "notes"]) == 0
    assert (work / "old.txt").exists()
    main(["history", "--json"])
    assert json.loads(capfd.readouterr().out.splitlines()[-1])["undo"] == "mv old.txt notes.txt"
    assert main(["history", "undo"]) == 0
    assert capfd.readouterr().out == "mv old.txt notes.txt\n"


def test_a_command_that_failed_is_not_taken_back(
    backend: FakeBackend, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_YES_LEVEL", "moderate")
    backend.says = "mkdir build"
    assert main(["--yes", "make", "build"]) == 1
    assert main(["history", "undo"]) == 65


def test_root_ssh_and_production_are_named(tmp_path: Path) -> None:
    config = tmp_path / "kube"
    config.write_text("apiVersion: v1\ncurrent-context: eu-prod-1\n")
    environ = {"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22", "KUBECONFIG": str(config)}
    told = surroundings("kubectl delete pod x", environ)
    assert "over ssh" in told
    assert "kube context eu-prod-1, which looks like production" in told
    assert "kube" not in surroundings("rm x", environ)
    config.write_text("current-context: product-demo\n")
    assert "production" not in surroundings("kubectl delete pod x", environ)
