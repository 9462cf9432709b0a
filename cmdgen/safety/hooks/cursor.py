"""Cursor, `beforeShellExecution`.

The question has `command`, `cwd` and `hook_event_name`; the answer is `permission` (allow, deny, ask) with
`user_message` for the person and `agent_message` for the model.  An empty object says nothing about the
permission.  The general event `preToolUse` (tool `Shell`, `tool_input.command`) is read as well.

`ask` is reported to be passed over in the auto-review mode of some versions; whoever uses that mode sets
`hook_high = "deny"` (https://forum.cursor.com/t/173694).

Source: https://cursor.com/docs/agent/hooks (beforeShellExecution)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from cmdgen.safety.hooks.asking import Asked, Decision, Format, optional_text, text_of

_EVENT: Final = "beforeShellExecution"
_GENERAL_EVENT: Final = "preToolUse"


def read(payload: Mapping[str, Any]) -> Asked | None:
    """Return the command that is asked about; None for other events and tools."""
    event = payload.get("hook_event_name", _EVENT)
    if event == _EVENT:
        return Asked(command=text_of(payload, "command", "command"), cwd=optional_text(payload, "cwd"))
    if event != _GENERAL_EVENT or text_of(payload, "tool_name", "tool") != "Shell":
        return None
    return Asked(
        command=text_of(payload.get("tool_input"), "command", "command"), cwd=optional_text(payload, "cwd")
    )


def write(decision: Decision, reason: str) -> str:
    """Return the answer."""
    if decision is Decision.NONE:
        return "{}"
    answer = {"permission": decision.value}
    if decision is not Decision.ALLOW:
        answer |= {"user_message": reason, "agent_message": reason}
    return json.dumps(answer)


FORMAT: Final = Format(name="cursor", read=read, write=write)
