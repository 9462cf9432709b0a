"""Every format: what it reads, what it writes, what it does not understand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cmdgen.safety.hooks import FORMATS, Asked, Decision, NotUnderstood, read_payload
from cmdgen.safety.hooks.asking import MAX_BYTES

# A question of each format, as its documentation shows it.
QUESTIONS: dict[str, dict[str, Any]] = {
    "claude-code": {
        "session_id": "abc",
        "transcript_path": "/t.jsonl",
        "cwd": "/project",
        "permission_mode": "default",
        "hook_event_name": "PreToolUse",
        "tool_name": "Bash",
        "tool_input": {"command": "ls", "description": "List", "timeout": 120000},
        "tool_use_id": "toolu_1",
    },
    "codex": {
        "session_id": "abc",
        "turn_id": "1",
        "transcript_path": None,
        "cwd": "/project",
        "hook_event_name": "PreToolUse",
        "model": "m",
        "permission_mode": "default",
        "tool_name": "Bash",
        "tool_input": {"command": "ls"},
        "tool_use_id": "1",
    },
    "copilot": {
        "timestamp": 1704614600000,
        "cwd": "/project",
        "toolName": "bash",
        "toolArgs": '{"command":"ls","description":"List"}',
    },
    "cursor": {
        "conversation_id": "c",
        "generation_id": "g",
        "hook_event_name": "beforeShellExecution",
        "workspace_roots": ["/project"],
        "command": "ls",
        "cwd": "/project",
    },
    "gemini": {
        "session_id": "abc",
        "transcript_path": "/t.json",
        "cwd": "/project",
        "hook_event_name": "BeforeTool",
        "timestamp": "2026-01-01T00:00:00Z",
        "tool_name": "run_shell_command",
        "tool_input": {"command": "ls"},
    },
}
OTHER_TOOLS: dict[str, dict[str, Any]] = {
    "claude-code": {"tool_name": "Read", "tool_input": {"file_path": "x"}},
    "codex": {"tool_name": "apply_patch", "tool_input": {"command": "*** Begin Patch"}},
    "copilot": {"toolName": "edit", "toolArgs": "{}"},
    "cursor": {"hook_event_name": "beforeMCPExecution", "command": "npx server"},
    "gemini": {"tool_name": "read_file", "tool_input": {}},
}


def test_every_format_has_an_example_here() -> None:
    assert set(QUESTIONS) == set(OTHER_TOOLS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_documented_question_is_read(name: str) -> None:
    asked = FORMATS[name].read(read_payload(json.dumps(QUESTIONS[name]).encode()))
    assert asked == Asked(command="ls", cwd="/project")


@pytest.mark.parametrize("name", FORMATS)
def test_other_tools_are_none_of_our_business(name: str) -> None:
    assert FORMATS[name].read({**QUESTIONS[name], **OTHER_TOOLS[name]}) is None


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("command", [None, 3, ["ls"], {"a": 1}])
def test_a_question_without_a_command_is_not_understood(name: str, command: object) -> None:
    payload = QUESTIONS[name] | {"command": command, "tool_input": {"command": command}}
    payload |= {"toolArgs": json.dumps({"command": command})}
    with pytest.raises(NotUnderstood, match="command"):
        FORMATS[name].read(payload)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "cursor"])
def test_a_question_without_a_tool_is_not_understood(name: str) -> None:
    with pytest.raises(NotUnderstood, match="tool"):
        FORMATS[name].read({})


@pytest.mark.parametrize("arguments", ["{", "[]", '{"command":"ls","command":"rm -rf /"}', None, 1])
def test_arguments_inside_a_text_are_read_as_strictly(arguments: object) -> None:
    with pytest.raises(NotUnderstood):
        FORMATS["copilot"].read({"toolName": "bash", "toolArgs": arguments})


def test_cursors_general_event_is_read_as_well() -> None:
    payload = {"hook_event_name": "preToolUse", "tool_name": "Shell", "tool_input": {"command": "ls"}}
    assert FORMATS["cursor"].read(payload) == Asked(command="ls")
    assert FORMATS["cursor"].read({**payload, "tool_name": "Write"}) is None


@pytest.mark.parametrize(
    ("name", "tool"), [("claude-code", {"tool_name": "PowerShell"}), ("copilot", {"toolName": "powershell"})]
)
def test_the_name_of_the_tool_tells_the_shell(name: str, tool: dict[str, str]) -> None:
    asked = FORMATS[name].read(QUESTIONS[name] | tool)
    assert asked is not None
    assert asked.dialect == "powershell"


@pytest.mark.parametrize(
    ("mode", "can_ask"),
    [
        ("default", True),
        ("plan", True),
        ("acceptEdits", True),
        ("auto", False),
        ("bypassPermissions", False),
        (7, False),
    ],
)
def test_only_known_modes_really_ask(mode: object, can_ask: bool) -> None:
    asked = FORMATS["claude-code"].read(QUESTIONS["claude-code"] | {"permission_mode": mode})
    assert asked is not None
    assert asked.can_ask is can_ask


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"ls"',
        b"\xff",
        b"[" * 100_000,
        b'{"tool_input":{"command":"ls","command":"rm -rf /"}}',
        b" " * (MAX_BYTES + 1),
    ],
    ids=["empty", "cut", "list", "null", "text", "bytes", "deep", "twice", "huge"],
)
def test_what_is_no_plain_object_is_not_understood(data: bytes) -> None:
    with pytest.raises(NotUnderstood):
        read_payload(data)


@pytest.mark.parametrize("name", ["claude-code", "codex"])
def test_denial_for_claude_code_and_codex(name: str) -> None:
    assert json.loads(FORMATS[name].write(Decision.DENY, "why")) == {
        "hookSpecificOutput": {
            "hookEventName": "PreToolUse",
            "permissionDecision": "deny",
            "permissionDecisionReason": "why",
        }
    }


def test_claude_code_can_be_asked_and_allowed() -> None:
    for decision in (Decision.ASK, Decision.ALLOW):
        answer = json.loads(FORMATS["claude-code"].write(decision, "why"))["hookSpecificOutput"]
        assert answer["permissionDecision"] == decision.value


def test_copilot_gets_its_flat_answer() -> None:
    answer = json.loads(FORMATS["copilot"].write(Decision.DENY, "why"))
    assert answer == {"permissionDecision": "deny", "permissionDecisionReason": "why"}


def test_cursor_tells_the_person_and_the_model() -> None:
    answer = json.loads(FORMATS["cursor"].write(Decision.ASK, "why"))
    assert answer == {"permission": "ask", "user_message": "why", "agent_message": "why"}
    assert json.loads(FORMATS["cursor"].write(Decision.ALLOW, "")) == {"permission": "allow"}


def test_gemini_gets_a_decision() -> None:
    answer = json.loads(FORMATS["gemini"].write(Decision.DENY, "why"))
    assert answer == {"decision": "deny", "reason": "why", "systemMessage": "why"}


@pytest.mark.parametrize(
    ("name", "text"),
    [("claude-code", ""), ("codex", ""), ("copilot", ""), ("cursor", "{}"), ("gemini", "{}")],
)
def test_no_decision_is_never_an_allowance(name: str, text: str) -> None:
    assert FORMATS[name].write(Decision.NONE, "why") == text


@pytest.mark.parametrize("name", ["codex", "copilot"])
def test_agents_that_obey_only_denials_get_nothing_else(name: str) -> None:
    # An answer that they do not know counts as a failed hook, and the command runs.
    assert FORMATS[name].write(Decision.ASK, "why") == FORMATS[name].write(Decision.ALLOW, "why") == ""
    assert not FORMATS[name].asks
