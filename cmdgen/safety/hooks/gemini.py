"""Gemini CLI, `BeforeTool`.

The question has `tool_name` (`run_shell_command`), `tool_input.command` and `cwd`; the answer is `decision`
(allow or deny) with `reason`.  There is no way to have the person asked, so what ought to be asked is denied.  stdout must
hold JSON and nothing else: an empty object makes no decision.

Source: https://geminicli.com/docs/hooks/reference (BeforeTool, base input schema, exit codes)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from cmdgen.safety.hooks.asking import Asked, Decision, Format, optional_text, text_of

_EVENT: Final = "BeforeTool"
_SHELL_TOOL: Final = "run_shell_command"


def read(payload: Mapping[str, Any]) -> Asked | None:
    """Return the command that is asked about; None for other tools and events."""
    if (
        payload.get("hook_event_name", _EVENT) != _EVENT
        or text_of(payload, "tool_name", "tool") != _SHELL_TOOL
    ):
        return None
    return Asked(
        command=text_of(payload.get("tool_input"), "command", "command"), cwd=optional_text(payload, "cwd")
    )


def write(decision: Decision, reason: str) -> str:
    """Return the answer."""
    if decision is Decision.NONE:
        return "{}"
    answer = {"decision": decision.value}
    if decision is not Decision.ALLOW:
        answer |= {"reason": reason, "systemMessage": reason}
    return json.dumps(answer)


FORMAT: Final = Format(name="gemini", read=read, write=write, asks=False)
