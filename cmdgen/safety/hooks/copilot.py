"""GitHub Copilot CLI and coding agent, `preToolUse`.

The question has `toolName`, `cwd`, and `toolArgs`: a JSON text with `command` in it (an object in the SDK).
The answer is `permissionDecision` with `permissionDecisionReason`; only `deny` is processed, so what ought to be
asked is denied, and no output leaves the decision to the program.

Source: https://docs.github.com/en/copilot/reference/hooks-configuration (pre-tool use hook)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from cmdgen.safety.hooks.asking import (
    Asked,
    Decision,
    Format,
    dialect_of,
    optional_text,
    read_payload,
    text_of,
)

_SHELL_TOOLS: Final = frozenset({"bash", "powershell", "shell"})


def read(payload: Mapping[str, Any]) -> Asked | None:
    """Return the command that is asked about; None for other tools."""
    tool = text_of(payload, "toolName", "tool")
    if tool.lower() not in _SHELL_TOOLS:
        return None
    arguments = payload.get("toolArgs")
    if isinstance(arguments, str):
        arguments = read_payload(arguments.encode("utf-8", "surrogatepass"))
    return Asked(
        command=text_of(arguments, "command", "command"),
        cwd=optional_text(payload, "cwd"),
        dialect=dialect_of(tool),
    )


def write(decision: Decision, reason: str) -> str:
    """Return the answer."""
    if decision is not Decision.DENY:
        return ""
    return json.dumps({"permissionDecision": decision.value, "permissionDecisionReason": reason})


FORMAT: Final = Format(name="copilot", read=read, write=write, asks=False)
