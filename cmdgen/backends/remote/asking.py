"""What both kinds of servers have in common: secrets taken out, a prompt, one command."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from cmdgen.prompting.generate import generate_with
from cmdgen.prompting.redaction import redacted_request
from cmdgen.prompting.render import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.core.records import (
        BackendInfo,
        CommandRequest,
        Completion,
        GeneratedCommand,
        Prompt,
        Sampling,
    )
    from cmdgen.prompting.profile import PromptProfile


def ask(
    complete: Callable[[Prompt, Sampling], Completion],
    request: CommandRequest,
    sampling: Sampling,
    profile: PromptProfile,
    info: Callable[[], BackendInfo],
) -> GeneratedCommand:
    """Return the command; secrets in the request stay here.

    Args:
        info: asked after the answer, when the model is known.
    """
    safe, _ = redacted_request(request)
    generated = generate_with(complete, safe, sampling, profile, info())
    return dataclasses.replace(generated, source=info())


def prompt_for(request: CommandRequest, profile: PromptProfile) -> Prompt:
    """Return the prompt that `ask` would send."""
    safe, _ = redacted_request(request)
    return render(safe, profile)
