"""Which files the cmdlets of PowerShell name, and where that is left open."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command
from cmdgen.safety.effects import Effect, Kind, effects
from cmdgen.safety.effects.codes import decoded


def of(text: str) -> tuple[Effect, ...]:
    return effects(Command(text=text, dialect="powershell"))


def only(text: str) -> Effect:
    [found] = of(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Remove-Item *.o", Kind.DELETE, ["*.o"]),
        ("ri a.txt,b.txt", Kind.DELETE, ["a.txt", "b.txt"]),
        ("del .\\build\\x.o", Kind.DELETE, ["build/x.o"]),
        ("Remove-Item -Path 'x y.txt' -Force", Kind.DELETE, ["x y.txt"]),
        ("foreach ($f in 'a','b') { Remove-Item $f }", Kind.DELETE, ["a", "b"]),
        ("$d = 'old'; Remove-Item -Recurse $d\\sub", Kind.DELETE, ["old/sub"]),
        ("Remove-Item $HOME\\notes.txt", Kind.DELETE, ["~/notes.txt"]),
        ("Remove-Item C:\\data\\*.log", Kind.DELETE, ["C:/data/*.log"]),
        ("Rename-Item a.txt b.txt", Kind.MOVE, ["a.txt"]),
        ("Move-Item *.txt old", Kind.MOVE, ["*.txt"]),
        ("Set-Content -Path x.txt -Value hi", Kind.OVERWRITE, ["x.txt"]),
        ("sc x.txt hi", Kind.OVERWRITE, ["x.txt"]),
        ("Clear-Content *.log", Kind.OVERWRITE, ["*.log"]),
        ("Get-Process | Out-File p.txt", Kind.OVERWRITE, ["p.txt"]),
        ("Get-Process | Export-Csv p.csv -NoTypeInformation", Kind.OVERWRITE, ["p.csv"]),
        ("Get-Process > out\\p.txt", Kind.OVERWRITE, ["out/p.txt"]),
        ("iwr https://example.com/a.zip -OutFile a.zip", Kind.OVERWRITE, ["a.zip"]),
        ("New-Item -ItemType File -Path d -Name x -Force", Kind.OVERWRITE, ["d/x"]),
        ("Compress-Archive src -DestinationPath src -Force", Kind.OVERWRITE, ["src.zip"]),
    ],
)
def test_names_are_read_as_the_cmdlet_gets_them(text: str, kind: Kind, names: list[str]) -> None:
    effect = only(text)
    assert (effect.kind, [pattern.text for pattern in effect.patterns]) == (kind, names)
    assert effect.unknown is None


@pytest.mark.parametrize(
    "text",
    [
        "Remove-Item Env:FOO",
        "Remove-Item HKCU:\\Software\\X -Recurse",
        "Remove-Item Variable:x",
        "Remove-Item *.log -WhatIf",
        "Add-Content x.txt hi",
        "Get-Process | Out-File p.txt -Append",
        "Get-Process >> p.txt",
        "Get-Process > $null",
        "Copy-Item a.txt",
        "Get-ChildItem *.log | Sort-Object Length",
    ],
)
def test_what_touches_no_file_is_no_effect(text: str) -> None:
    assert of(text) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Remove-Item $x", "only when it runs"),
        ("Remove-Item $env:TEMP\\* -Recurse", "only when it runs"),
        ('Remove-Item "$env:APPDATA\\Old"', "only when it runs"),
        ("Remove-Item * -Exclude *.txt", "-Exclude chooses"),
        ("Remove-Item 'a`[1].txt'", "backtick"),
        ("Remove-Item \\\\server\\share\\x", "another machine"),
        ("Invoke-Command -ComputerName s1 { Remove-Item x }", "another machine"),
        ("Get-ChildItem *.log | Where-Object { $_.Length -gt 3 } | Remove-Item", "pipeline"),
        ("Get-ChildItem *.log | Select-Object -First 3 | Remove-Item", "pipeline"),
        ("Get-ChildItem *.log | ForEach-Object { Remove-Item $_.FullName }", "only when it runs"),
        ("Get-ChildItem -Exclude *.txt | Remove-Item", "pipeline"),
        ("Expand-Archive a.zip -Force", "archive"),
        ("Get-Process > p?.txt", "pattern"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_said_and_nothing_is_counted_for_it(text: str, why: str) -> None:
    effect = only(text)
    assert why in (effect.unknown or "")
    assert not effect.patterns
    assert not effect.listings


def test_wildcards_count_in_a_path_and_not_in_a_literal_one() -> None:
    assert only("Remove-Item '[x]*'").patterns[0].glob
    [literal] = only("Remove-Item -LiteralPath '[x]*'").patterns
    assert not literal.glob
    assert decoded(literal.code) == "[x]*"


def test_a_folder_is_touched_with_what_is_in_it_only_with_recurse() -> None:
    assert only("Remove-Item build -Recurse").recursive
    assert not only("Remove-Item build").recursive


def test_a_move_overwrites_only_with_force() -> None:
    assert [effect.kind for effect in of("Move-Item a b")] == [Kind.MOVE]
    moved, replaced = of("Move-Item a b -Force")
    assert (moved.kind, replaced.kind) == (Kind.MOVE, Kind.OVERWRITE)
    assert replaced.destination is not None
    assert replaced.destination.text == "b"


def test_a_copy_overwrites_with_and_without_force() -> None:
    assert [effect.kind for effect in (*of("Copy-Item a b"), *of("Copy-Item a b -Force"))] == [
        Kind.OVERWRITE,
        Kind.OVERWRITE,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Get-ChildItem -Recurse -Filter *.log | Remove-Item -Force",
        "Get-ChildItem . *.log -Recurse | Sort-Object Length | Remove-Item",
        "$old = Get-ChildItem -Recurse -Filter *.log; $old | Remove-Item",
        "(gci -Recurse -Filter *.log) | ri",
    ],
)
def test_what_is_listed_goes_down_the_pipeline(text: str) -> None:
    [listing] = only(text).listings
    assert (listing.name_filter, listing.recursive) == ("*.log", True)
    assert [start.text for start in listing.starts] == ["."]


def test_gits_losses_are_those_of_any_shell() -> None:
    effect = only("git reset --hard")
    assert effect.kind is Kind.DISCARD
    assert effect.work is not None


def test_a_change_of_folder_counts() -> None:
    [pattern] = only("Set-Location src; Remove-Item *.o").patterns
    assert pattern.folder.endswith("/src")
