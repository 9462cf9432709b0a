"""An answer as a JSON object of a known shape, for servers that can hold a model to a schema."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.core.records import Prompt

SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {"command": {"type": "string"}, "question": {"type": "string"}},
    "required": ["command", "question"],
    "additionalProperties": False,
}
"""What `cmdgen.prompting.reply` reads; one of the two stays empty.  OpenAI's strict mode wants all required."""

_ORDER: Final = (
    'Write the reply as JSON: {"command": "...", "question": ""}. '
    "If you must ask first, leave the command empty and put the question where it belongs."
)


def as_json(prompt: Prompt) -> Prompt:
    """Return the prompt that asks for the object instead of the bare command.

    Stop texts are taken off: they may be part of the JSON.
    """
    first, *rest = prompt.messages
    first = dataclasses.replace(first, content=f"{first.content}\n{_ORDER}")
    return dataclasses.replace(prompt, messages=(first, *rest), stop=())
