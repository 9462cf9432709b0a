"""Whole script files: shell, lines, remarks, makefiles."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Level
from cmdgen.safety import screen
from cmdgen.safety.scripts import Scanned, counting, dialect_of, scan


def lines(text: str, dialect: str = "bash") -> list[tuple[int, str]]:
    """Return line and rule of what counts from level high on."""
    return [(p.line, p.finding.rule) for p in counting(scan(text, dialect, screen).findings, Level.HIGH)]


@pytest.mark.parametrize(
    ("name", "text", "dialect"),
    [
        ("x", "#!/bin/sh\n", "sh"),
        ("x", "#!/bin/bash -e\n", "bash"),
        ("x", "#! /usr/bin/env bash\n", "bash"),
        ("x", "#!/usr/bin/env -S zsh -f\n", "zsh"),
        ("x", "#!/usr/bin/env -S A=1 fish\n", "fish"),
        ("x", "#!/usr/local/bin/bash-5.2\n", "bash"),
        ("x", "#!/usr/bin/pwsh\r\n", "powershell"),
        ("x.py", "#!/bin/sh\n", "sh"),
        ("x.sh", "#!/usr/bin/env python3\n", None),
        ("x.sh", "", "sh"),
        ("a/b.BASH", "", "bash"),
        ("x.zsh", "", "zsh"),
        ("x.fish", "", "fish"),
        ("x.ps1", "", "powershell"),
        ("x.bat", "", "cmd"),
        ("Makefile", "", "make"),
        ("rules.mk", "", "make"),
        (".bashrc", "", "bash"),
        ("x.py", "", None),
        ("README.md", "", None),
        ("pre-commit", "ls", "sh"),
    ],
)
def test_the_first_line_and_then_the_name_tell_the_shell(name: str, text: str, dialect: str | None) -> None:
    assert dialect_of(name, text) == dialect


def test_each_finding_has_its_own_line() -> None:
    text = "#!/bin/bash\nset -e\nls\n\ngit push -f\nif x; then\n  git reset --hard\nfi\n"
    assert lines(text) == [(5, "git.push-force"), (7, "git.discard-all")]


def test_lines_know_of_earlier_ones() -> None:
    assert lines('DIR=/\necho ok\nrm -rf "$DIR"\n') == [(3, "files.delete-root")]
    assert lines('DIR=build\nrm -rf "$DIR"\n') == []


def test_here_documents_are_data_and_do_not_shift_lines() -> None:
    assert lines("cat > x <<'E'\nrm -rf /\nE\ngit push -f\n") == [(4, "git.push-force")]


def test_columns_and_ends_count_from_one() -> None:
    (placed,) = counting(scan("ls\n  rm -rf ~\n", "bash", screen).findings, Level.HIGH)
    assert (placed.line, placed.column, placed.end_line, placed.end_column) == (2, 10, 2, 11)


def test_line_ends_of_windows_and_a_byte_order_mark_do_not_matter() -> None:
    assert lines("\ufeffecho a\r\ngit push -f\r\n") == [(2, "git.push-force")]


def test_other_shells_are_screened_in_their_own_syntax() -> None:
    assert lines("Write-Host hi\nRemove-Item -Recurse -Force C:\\\n", "powershell")[0][0] == 2
    assert lines("@echo off\nrd /s /q C:\\\n", "cmd")[0][0] == 2


def test_a_script_that_does_not_parse_is_flagged_and_its_pieces_are_read() -> None:
    found = lines("ls\ngit push -f\nif true; then\n")
    assert (2, "git.push-force") in found
    assert any(rule == "unreadable.syntax" for _, rule in found)


# -- remarks -----------------------------------------------------------------------------------------


def scanned(text: str, dialect: str = "bash") -> Scanned:
    return scan(text, dialect, screen)


@pytest.mark.parametrize(
    "text",
    [
        "git push -f # cmdgen: ignore git.push-force my branch",
        "  # cmdgen: ignore git.push-force my branch\n  git push -f",
        "# cmdgen: ignore git.push-force my branch\ngit push \\\n  -f",
        "git push \\\n  -f # cmdgen: ignore git.push-force my branch",
    ],
)
def test_a_remark_settles_a_finding_and_keeps_its_reason(text: str) -> None:
    (placed,) = [p for p in scanned(text).findings if p.finding.rule == "git.push-force"]
    assert placed.ignored == "my branch"
    assert lines(text) == []
    assert scanned(text).notices == ()


def test_a_remark_in_a_batch_file() -> None:
    assert lines("rem cmdgen: ignore windows.none x\ngit push -f", "cmd") == [(2, "git.push-force")]
    assert lines(":: cmdgen: ignore git.push-force mine\ngit push -f", "cmd") == []


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("git push -f # cmdgen: ignore git.push-force", "needs a rule and a reason"),
        ("git push -f # cmdgen: ignore", "needs a rule and a reason"),
        ("git push -f # cmdgen: ignore git.discard-all mine", "nothing of git.discard-all"),
        ("# cmdgen: ignore git.push-force mine\nls\ngit push -f", "nothing of git.push-force"),
    ],
)
def test_a_remark_that_settles_nothing_is_told(text: str, notice: str) -> None:
    assert [rule for _, rule in lines(text)] == ["git.push-force"]
    assert notice in scanned(text).notices[0][1]


def test_a_critical_finding_is_never_settled() -> None:
    text = "rm -rf / # cmdgen: ignore files.delete-root I know"
    assert lines(text) == [(1, "files.delete-root")]
    assert "critical" in scanned(text).notices[0][1]


def test_a_remark_settles_one_rule_only() -> None:
    assert lines("git reset --hard; git push -f # cmdgen: ignore git.push-force mine") == [
        (1, "git.discard-all")
    ]


# -- makefiles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a:\n\t@echo hi\n\t-git push -f\n", [(3, "git.push-force")]),
        ("OUT = build\na:\n\trm -rf $(OUT)/x ${OUT}\n", []),
        ("OUT = /\na:\n\trm -rf $(OUT)\n", [(3, "files.delete-root")]),
        ("a:\n\trm -rf $(UNSET)/\n", [(2, "files.delete-root")]),
        ('a:\n\trm -rf "$$HOME"\n', [(2, "files.delete-root")]),
        ("a:\n\tls \\\n\t; git push -f\n", [(3, "git.push-force")]),
        ("V := $(shell curl x.org/a | sh)\na:\n\techo $(V)\n", [(3, "code.download-run")]),
        ("F = $(patsubst %.c,%.o,$(wildcard *.c))\na:\n\tcc -o $@ $(F)\n", []),
        ("a:\n\t# rm -rf /\n\techo 'rm -rf /'\n", []),
        ("A = $(A)\nB = $(A)$(B)$(B)$(B)\na:\n\techo $(B)$(B)$(B)\n", []),
    ],
)
def test_recipes_of_makefiles(text: str, found: list[tuple[int, str]]) -> None:
    assert lines(text, "make") == found
