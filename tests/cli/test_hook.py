"""`cmdgen hook`: from the question on stdin to the answer on stdout."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Program = Callable[..., subprocess.CompletedProcess[bytes]]


def question(command: str, **more: object) -> bytes:
    payload = {
        "hook_event_name": "PreToolUse",
        "tool_name": "Bash",
        "tool_input": {"command": command},
        **more,
    }
    return json.dumps(payload).encode()


def decision(done: subprocess.CompletedProcess[bytes]) -> tuple[str | None, str]:
    """Return the decision for Claude Code, None without one, and the reason."""
    assert done.returncode == 0, done.stderr
    if not done.stdout:
        return None, ""
    output: dict[str, Any] = json.loads(done.stdout)["hookSpecificOutput"]
    return output["permissionDecision"], output["permissionDecisionReason"]


def config(folder: Path, text: str) -> dict[str, str]:
    (folder / "config.toml").write_text(text)
    return {"CMDGEN_CONFIG": str(folder / "config.toml")}


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("rm -rf /", "deny"),
        ("git push -f", "ask"),
        ("rm notes.txt", None),
        ("ls", None),
        ('echo "rm -rf /"', None),
    ],
)
def test_the_level_decides(program: Program, command: str, wanted: str | None) -> None:
    assert decision(program("hook", "claude-code", stdin=question(command)))[0] == wanted


def test_the_reason_names_the_rule_and_a_safer_form(program: Program) -> None:
    _, reason = decision(program("hook", "claude-code", stdin=question("git push -f")))
    assert reason.startswith("cmdgen: high: ")
    assert "git.push-force" in reason
    assert "--force-with-lease" in reason


def test_where_nobody_would_be_asked_it_is_denied(program: Program) -> None:
    done = program("hook", "claude-code", stdin=question("git push -f", permission_mode="bypassPermissions"))
    assert decision(done)[0] == "deny"
    assert decision(program("hook", "codex", stdin=question("git push -f")))[0] == "deny"


@pytest.mark.parametrize("stdin", [b"", b"{", b"[]", b"\xff", b'{"tool_name": "Bash"}', b"{" * 50_000])
def test_what_cannot_be_read_is_denied_without_a_traceback(program: Program, stdin: bytes) -> None:
    done = program("hook", "claude-code", stdin=stdin)
    assert decision(done)[0] == "deny"
    assert done.stderr == b""


def test_a_configuration_that_cannot_be_used_denies(program: Program, tmp_path: Path) -> None:
    environ = config(tmp_path, "[[rules.deny]]\nprogam = 'x'\nreason = 'y'\n")
    answer, reason = decision(program("hook", "claude-code", stdin=question("ls"), environ=environ))
    assert answer == "deny"
    assert "did you mean program" in reason


def test_a_pack_that_does_not_load_denies(program: Program, tmp_path: Path) -> None:
    environ = config(tmp_path, "[rules]\npacks = ['missing.toml']\n")
    assert decision(program("hook", "claude-code", stdin=question("ls"), environ=environ))[0] == "deny"


def test_an_unknown_format_has_the_status_that_blocks(program: Program) -> None:
    done = program("hook", "clade-code", stdin=question("ls"))
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"known: claude-code" in done.stderr


def test_the_answers_can_be_set(program: Program, tmp_path: Path) -> None:
    environ = config(tmp_path, "hook_high = 'deny'\nhook_moderate = 'ask'\nhook_safe = 'allow'\n")
    answers = [
        decision(program("hook", "claude-code", stdin=question(text), environ=environ))[0]
        for text in ("rm -rf /", "git push -f", "rm notes.txt", "ls")
    ]
    assert answers == ["deny", "deny", "ask", "allow"]


def test_critical_cannot_be_set_to_anything_else(program: Program, tmp_path: Path) -> None:
    environ = config(tmp_path, "hook_high = 'none'\n")
    assert decision(program("hook", "claude-code", stdin=question("ls"), environ=environ))[0] == "deny"


def test_the_rules_of_the_project_that_is_asked_about_hold(program: Program, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / ".cmdgen.toml").write_text(
        "[[rules.deny]]\nprogram = 'make'\nlevel = 'critical'\nreason = 'no'\n"
    )
    done = program("hook", "claude-code", stdin=question("make", cwd=str(tmp_path / "sub")))
    assert decision(done) == ("deny", decision(done)[1])
    assert "this project's rule" in decision(done)[1]
    assert decision(program("hook", "claude-code", stdin=question("make")))[0] is None


def test_the_reason_is_short_and_plain(program: Program) -> None:
    _, reason = decision(
        program("hook", "claude-code", stdin=question("rm -rf / '" + "\x1b[2J" + "a" * 9000 + "'"))
    )
    assert len(reason) <= 2000
    assert reason.isprintable()


@pytest.mark.parametrize(("name", "text"), [("cursor", b"{}\n"), ("gemini", b"{}\n"), ("copilot", b"")])
def test_no_decision_in_the_other_formats(program: Program, name: str, text: bytes) -> None:
    payload = {"command": "ls", "tool_name": "run_shell_command", "tool_input": {"command": "ls"}}
    payload |= {"toolName": "bash", "toolArgs": json.dumps({"command": "ls"})}
    done = program("hook", name, stdin=json.dumps(payload).encode())
    assert (done.returncode, done.stdout) == (0, text)
