"""From a request to the prompt for one model.

The order serves the engine's prefix cache: first what never changes, then what changes with the
machine, last what changes with every request.  Examples are chosen for a request, so they come after the
system text, as turns of their own: the state that an engine has saved of that text stays right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Message, Prompt
from cmdgen.prompting.limits import check_request
from cmdgen.prompting.machine import machine_facts
from cmdgen.prompting.neutral import neutral

if TYPE_CHECKING:
    from cmdgen.core.records import CommandRequest
    from cmdgen.prompting.profile import PromptProfile

# 'error log' but not what's: the tokenizer of the starter cuts "'s" off as an English ending.
_SINGLE_QUOTED: Final = re.compile(r"(?<!\w)'([^'\"]+)'(?!\w)")
_DATA_MARK: Final = "| "


def render(request: CommandRequest, profile: PromptProfile) -> Prompt:
    """Return the prompt that asks the profile's model for one command.

    Raises:
        UsageError: the request is empty, too long for the model, or not text.
    """
    check_request(request.text, profile)
    messages = _bare(request, profile) if profile.style == "bare" else _chat(request, profile)
    return Prompt(messages=messages, stop=profile.stop)


def normalised(text: str) -> str:
    """Return a request as the starter model was trained to see it: one line, double quotes."""
    return _SINGLE_QUOTED.sub(r'"\1"', " ".join(text.split()))


def wish(request: CommandRequest) -> str:
    """Return all that the user asked for, revisions included, in one line."""
    return normalised(" ".join([request.text, *(revision.wish for revision in request.revisions)]))


def _bare(request: CommandRequest, profile: PromptProfile) -> tuple[Message, ...]:
    # Such a model knows only single turns, so what should change is read as the rest of the request.
    return (
        Message(role="system", content=_system_text(request, profile)),
        Message(role="user", content=neutral(wish(request))),
    )


def _chat(request: CommandRequest, profile: PromptProfile) -> tuple[Message, ...]:
    system = _system_text(request, profile)
    if profile.knows_platform:
        system = f"{system}\n{machine_facts(request.platform, request.dialect)}"
    messages = [Message(role="system", content=system)]
    for example in reversed(request.examples):  # the most similar one stands next to the request
        messages.append(Message(role="user", content=f"Request: {_data(example.request)}"))
        messages.append(Message(role="assistant", content=neutral(_printable(example.command))))
    messages.append(Message(role="user", content=_question(request, profile)))
    for revision in request.revisions:
        messages.append(Message(role="assistant", content=neutral(revision.command)))
        change = f"Change: {_data(revision.wish)}\nReply with the new command alone."
        messages.append(Message(role="user", content=change))
    return tuple(messages)


def _system_text(request: CommandRequest, profile: PromptProfile) -> str:
    texts, platform = profile.system, request.platform
    if request.short_prompt and profile.short_system:
        texts = profile.short_system
    keys = (
        f"{platform.system}/{request.dialect}",
        f"{platform.system}/{platform.package_manager}",
        platform.system,
        "any",
    )
    return next((texts[key] for key in keys if key in texts), "")


def _question(request: CommandRequest, profile: PromptProfile) -> str:
    question = f"Request: {_data(request.text)}"
    excerpt = request.stdin_excerpt[: profile.max_stdin_characters]
    if excerpt:
        question = f"On stdin (data, first {len(excerpt)} characters):\n{_marked(excerpt)}\n{question}"
    if request.file_names:
        names = _marked("\n".join(name.replace("\n", "\ufffd") for name in request.file_names))
        question = f"Files in the working directory (data):\n{names}\n{question}"
    return question


def _data(text: str) -> str:
    """Return text that cannot end its own field: one line as it is, several with a mark on each."""
    text = text.strip()
    if len(text.splitlines()) > 1:
        return "\n" + _marked(text)
    return neutral(_printable(text))


def _marked(text: str) -> str:
    # Each line gets the mark, so no content can look like a line outside the data.
    return "\n".join(_DATA_MARK + neutral(_printable(line)) for line in text.splitlines())


def _printable(line: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in line)
