"""Claude Code, `PreToolUse`.

The question has `tool_name`, `tool_input.command`, `cwd` and `permission_mode`; the answer is
`hookSpecificOutput.permissionDecision` (allow, deny, ask) with `permissionDecisionReason`, exit status 0.
Exit status 2 blocks, any other one does not, so every answer of ours is JSON with status 0.

No decision is no output: `allow` would skip the permission question that the person has set up
(https://github.com/anthropics/claude-code/issues/28812).  `ask` is known to run the command without a question
in the modes `bypassPermissions` and `auto` (issues 77212 and 89561), so there it becomes a denial.

Source: https://code.claude.com/docs/en/hooks (PreToolUse input, PreToolUse decision control, exit codes)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from cmdgen.safety.hooks.asking import Asked, Decision, Format, dialect_of, optional_text, text_of

EVENT: Final = "PreToolUse"
_SHELL_TOOLS: Final = frozenset({"Bash", "PowerShell"})
_MODES_THAT_ASK: Final = frozenset({None, "default", "acceptEdits", "plan"})


def read(payload: Mapping[str, Any]) -> Asked | None:
    """Return the command that is asked about; None for other tools and events."""
    if payload.get("hook_event_name", EVENT) != EVENT:
        return None
    tool = text_of(payload, "tool_name", "tool")
    if tool not in _SHELL_TOOLS:
        return None
    return Asked(
        command=text_of(payload.get("tool_input"), "command", "command"),
        cwd=optional_text(payload, "cwd"),
        dialect=dialect_of(tool),
        can_ask=payload.get("permission_mode") in _MODES_THAT_ASK,
    )


def write(decision: Decision, reason: str) -> str:
    """Return the answer."""
    if decision is Decision.NONE:
        return ""
    output = {
        "hookEventName": EVENT,
        "permissionDecision": decision.value,
        "permissionDecisionReason": reason,
    }
    return json.dumps({"hookSpecificOutput": output})


FORMAT: Final = Format(name="claude-code", read=read, write=write)
