"""The beginning of a prompt that is the same for every request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.core.records import Prompt


def fixed_text(text: str, prompt: Prompt) -> str:
    """Return what a rendered prompt says before the user's first word: usually the system message.

    Args:
        text: the prompt after the chat template.
        prompt: what was rendered; a template may have changed or dropped parts of it.
    """
    start = 0
    for message in prompt.messages:
        content = message.content.strip()
        at = text.find(content, start)
        if message.role != "system":
            return text[:at] if content and at >= 0 else ""
        if at >= 0:
            start = at + len(content)
    return ""


def shared_beginning(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many tokens two sequences begin with in common."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
