"""Turns messages into the text of a prompt, by the chat template of the model's own file.

Jinja templates are programs.  They come with the weights, so they run in Jinja's sandbox.
"""

from __future__ import annotations

import datetime
import functools
import json
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cmdgen.core.errors import BackendUnavailableError, ModelFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.core.records import Message

_PLAIN_CHATML: Final = frozenset(
    {
        "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}",
        "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content']"
        " + '<|im_end|>' + '\n'}}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}",
    }
)
"""Templates that say no more than `chatml`; knowing them spares the import of Jinja, which takes longer
than the starter model's answer."""


def render(template: str | None, messages: Sequence[Message], *, bos: str, eos: str) -> str:
    """Return the prompt that ends where the assistant's turn begins.

    Args:
        template: Jinja source; None, as in base models, means ChatML, as it does for llama.cpp.
        messages: the conversation.
        bos: text of the token that begins a sequence, for the template's use.
        eos: text of the token that ends one.

    Raises:
        ModelFileError: the template is broken, or refuses these messages.
        BackendUnavailableError: Jinja is not installed.
    """
    if template is None or template in _PLAIN_CHATML:
        return chatml(messages)
    compiled = _compiled(template)
    turns = [{"role": message.role, "content": message.content} for message in messages]
    try:
        text: str = compiled.render(messages=turns, add_generation_prompt=True, bos_token=bos, eos_token=eos)
    except Exception as error:  # a template may raise anything
        message = f"the model's chat template does not work: {error}"
        raise ModelFileError(message, hint="use another model with --model") from error
    return text


def chatml(messages: Sequence[Message]) -> str:
    """Return the prompt in ChatML."""
    turns = (f"<|im_start|>{message.role}\n{message.content}<|im_end|>\n" for message in messages)
    return "".join(turns) + "<|im_start|>assistant\n"


@functools.lru_cache(maxsize=4)
def _compiled(template: str) -> Any:
    try:
        from jinja2 import TemplateError  # noqa: PLC0415
        from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415
    except ImportError as error:
        message = "this model's chat template needs Jinja, which is not installed"
        raise BackendUnavailableError(message, hint="install it: pip install jinja2") from error

    def refuse(reason: str) -> NoReturn:
        raise TemplateError(reason)

    # The same settings and functions as in the library that the templates are written for.
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.filters["tojson"] = functools.partial(json.dumps, ensure_ascii=False)
    environment.globals["raise_exception"] = refuse
    environment.globals["strftime_now"] = _now
    try:
        return environment.from_string(template)
    except TemplateError as error:
        message = f"the model's chat template is broken: {error}"
        raise ModelFileError(message, hint="use another model with --model") from error


def _now(layout: str) -> str:
    return datetime.datetime.now(tz=datetime.timezone.utc).astimezone().strftime(layout)
