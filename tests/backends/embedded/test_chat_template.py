from __future__ import annotations

import pytest

from cmdgen.backends.embedded.chat_template import chatml, render
from cmdgen.core.errors import ModelFileError
from cmdgen.core.records import Message
from cmdgen.models.gguf import read_header
from cmdgen.models.store import starter_path

MESSAGES = (Message(role="system", content="linux bash"), Message(role="user", content="a <b> & {{ c }}"))
EXPECTED = (
    "<|im_start|>system\nlinux bash<|im_end|>\n"
    "<|im_start|>user\na <b> & {{ c }}<|im_end|>\n"
    "<|im_start|>assistant\n"
)


def rendered(template: str | None) -> str:
    return render(template, MESSAGES, bos="<s>", eos="</s>")


def test_the_starters_template_is_the_prompt_that_it_was_trained_on() -> None:
    assert rendered(read_header(starter_path()).chat_template) == EXPECTED


def test_no_template_means_chatml() -> None:
    assert rendered(None) == EXPECTED == chatml(MESSAGES)


def test_the_shortcut_for_plain_chatml_equals_jinja() -> None:
    pytest.importorskip("jinja2")
    template = read_header(starter_path()).chat_template
    assert template is not None
    assert rendered(template + "{# not known #}") == EXPECTED


def test_any_other_template_is_followed() -> None:
    pytest.importorskip("jinja2")
    template = (
        "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content }}{{ eos_token }}{% endfor %}"
    )
    assert rendered(template) == "<s>[system]linux bash</s>[user]a <b> & {{ c }}</s>"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{% for m in messages %}", "is broken"),
        ("{{ raise_exception('no system role') }}", "no system role"),
        ("{{ messages.__class__.__mro__ }}", "does not work"),
        ("{{ messages.clear() }}", "does not work"),
    ],
)
def test_a_broken_refusing_or_malicious_template_is_an_error(template: str, reason: str) -> None:
    pytest.importorskip("jinja2")
    with pytest.raises(ModelFileError, match=reason):
        rendered(template)
