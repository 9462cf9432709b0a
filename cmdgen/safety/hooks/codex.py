"""Codex, `PreToolUse`.

The question is like that of Claude Code.  Of the answers only `deny` is obeyed: `ask`, and `allow` without a
changed input, count as a failed hook, after which the command runs.  So what ought to be asked is denied, and
everything else gets no answer at all.

Sources: https://developers.openai.com/codex/hooks and, in https://github.com/openai/codex,
codex-rs/hooks/schema/generated/pre-tool-use.command.input.schema.json, codex-rs/hooks/src/events/pre_tool_use.rs
"""

from __future__ import annotations

from typing import Final

from cmdgen.safety.hooks import claude_code
from cmdgen.safety.hooks.asking import Decision, Format


def write(decision: Decision, reason: str) -> str:
    """Return the answer."""
    return claude_code.write(decision, reason) if decision is Decision.DENY else ""


FORMAT: Final = Format(name="codex", read=claude_code.read, write=write, asks=False)
