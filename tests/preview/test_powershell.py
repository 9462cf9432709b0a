"""What cmdlets meet in a folder: by the rules of PowerShell, which are not those of the shell that this runs under."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cmdgen.core.records import Command
from cmdgen.preview import preview
from cmdgen.safety.effects import Preview, effects


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "a.txt", "B.TXT", "c.log", ".hidden.txt", "[x].txt", "x.txt", "src/main.c", "src/old.LOG", "src/deep/d.log", "src/.git/config", "empty/",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        else:
            path.write_text(name)
    return tmp_path


def look(text: str, folder: Path) -> tuple[Preview, ...]:
    return preview(effects(Command(text=text, dialect="powershell")), folder, limit_s=60, home=folder)


def only(text: str, folder: Path) -> Preview:
    [found] = look(text, folder)
    return found


def names(found: Preview) -> set[str]:
    return {example.path for example in found.examples}


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("Remove-Item *.txt", {"a.txt", "B.TXT", "[x].txt", "x.txt"}),
        ("Remove-Item *.txt -Force", {"a.txt", "B.TXT", "[x].txt", "x.txt", ".hidden.txt"}),
        ("Remove-Item ?.txt", {"a.txt", "B.TXT", "x.txt"}),
        ("Remove-Item [ab].txt", {"a.txt", "B.TXT"}),
        ("Remove-Item '[x].txt'", {"x.txt"}),
        ("Remove-Item -LiteralPath '[x].txt'", {"[x].txt"}),
        ("Remove-Item src\\*.c", {"src/main.c"}),
        ("Remove-Item s*\\*.c", {"src/main.c"}),
        ("Set-Location src; Remove-Item *.c", {"main.c"}),
        ("Remove-Item .\\a.txt, ~\\c.log", {"a.txt", "c.log"}),
        ("Get-ChildItem *.txt | Remove-Item", {"a.txt", "B.TXT", "[x].txt", "x.txt"}),
        ("Get-ChildItem -Recurse -Include *.log | Remove-Item", {"c.log", "src/old.LOG", "src/deep/d.log"}),
        ("Get-ChildItem *.log -Recurse | Remove-Item", {"c.log", "src/old.LOG", "src/deep/d.log"}),
        ("Get-ChildItem src -File | Remove-Item", {"src/main.c", "src/old.LOG"}),
        ("Get-ChildItem a.txt | Remove-Item", {"a.txt"}),
        ("Remove-Item nothing*", set()),
        ("Remove-Item nothing", set()),
    ],
)
def test_a_wildcard_matches_as_powershell_says(text: str, matched: set[str], folder: Path) -> None:
    found = only(text, folder)
    assert found.unknown is None
    assert found.matched == len(matched)
    # Of many, only three are kept as examples.
    shown = {os.path.relpath(folder / name, folder).replace("\\", "/") for name in names(found)}
    assert shown <= {name.replace("\\", "/") for name in matched}


@pytest.mark.skipif(os.name == "nt", reason="capitals count in -Filter where they do in the file system")
def test_a_filter_is_compared_by_the_file_system(folder: Path) -> None:
    found = only("Get-ChildItem -Recurse -Filter *.log | Remove-Item", folder)
    assert found.files in (2, 3)  # 3 on macOS


def test_with_recurse_a_folder_counts_with_everything_in_it(folder: Path) -> None:
    found = only("Remove-Item src -Recurse -Force", folder)
    assert (found.files, found.folders) == (4, 3)


def test_without_recurse_a_folder_with_something_in_it_is_asked_about(folder: Path) -> None:
    found = only("Remove-Item src", folder)
    assert "asks about src" in (found.unknown or "")
    assert only("Remove-Item empty", folder).folders == 1


def test_a_copy_counts_what_it_replaces(folder: Path) -> None:
    (folder / "empty" / "a.txt").write_text("old")
    found = only("Copy-Item *.txt empty", folder)
    assert names(found) == {"empty/a.txt"}
    assert only("Copy-Item *.txt nowhere", folder).nothing


def test_a_move_with_force_tells_both(folder: Path) -> None:
    moved, replaced = look("Move-Item a.txt c.log -Force", folder)
    assert names(moved) == {"a.txt"}
    assert names(replaced) == {"c.log"}


@pytest.mark.parametrize("text", ["Set-Content a.txt hi", "'hi' > a.txt", "Clear-Content a.txt"])
def test_what_is_written_over_is_told(text: str, folder: Path) -> None:
    assert names(only(text, folder)) == {"a.txt"}


@pytest.mark.skipif(os.name == "nt", reason="there it is a path like any other")
def test_a_drive_is_not_looked_for_on_another_system(folder: Path) -> None:
    (folder / "C:").mkdir()
    (folder / "C:" / "a.txt").write_text("a trap")
    assert "another system" in (only("Remove-Item C:\\a.txt", folder).unknown or "")
    assert "another system" in (only("Set-Location C:\\; Remove-Item a.txt", folder).unknown or "")


def test_the_limit_holds(folder: Path) -> None:
    found = preview(
        effects(Command(text="Get-ChildItem -Recurse | Remove-Item", dialect="powershell")),
        folder,
        limit_entries=3,
    )
    assert found[0].more
