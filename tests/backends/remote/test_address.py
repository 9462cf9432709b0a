from __future__ import annotations

import pytest

from cmdgen.backends.remote.address import ollama_address, openai_address
from cmdgen.core.errors import ConfigurationError


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (None, "http://localhost:11434"),
        ("", "http://localhost:11434"),
        ("gpu", "http://gpu:11434"),
        ("gpu:80", "http://gpu"),
        ("gpu:1234", "http://gpu:1234"),
        (":1234", "http://127.0.0.1:1234"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:1234", "http://127.0.0.1:1234"),
        ("[::]:1234", "http://[::1]:1234"),
        ("::1", "http://[::1]:11434"),
        ("[::1]", "http://[::1]:11434"),
        ("[fe80::2]:5", "http://[fe80::2]:5"),
        ("http://gpu", "http://gpu"),
        ("https://gpu", "https://gpu"),
        ("https://gpu:444/ollama/", "https://gpu:444/ollama"),
        ('"gpu:5"', "http://gpu:5"),
        (" gpu ", "http://gpu:11434"),
    ],
)
def test_ollama_host_in_all_its_forms(text: str | None, url: str) -> None:
    assert ollama_address(text).url == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://gpu:8000/v1", "http://gpu:8000"),
        ("http://gpu:8000/v1/", "http://gpu:8000"),
        ("https://gateway.example/llm/v1", "https://gateway.example/llm"),
        ("gpu", "http://gpu:8000"),
        ("HTTPS://GPU.example", "https://gpu.example"),
    ],
)
def test_an_openai_address_needs_no_v1(text: str, url: str) -> None:
    assert openai_address(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        "ftp://gpu",
        "http://",
        "http://:80",
        "http://gpu:x",
        "http://gpu:99999",
        "http://a b",
        "http://gpu/?key=1",
        "http://gpu#x",
        "http://[::1",
        "unix:///run/ollama.sock",
        "http://gpu\x1b[2J",
        "http://joe:hunter22@gpu:x",
    ],
)
def test_what_is_no_address_is_said_with_the_setting_to_correct(text: str) -> None:
    for read, setting in ((ollama_address, "ollama.url"), (openai_address, "vllm.url")):
        with pytest.raises(ConfigurationError) as caught:
            read(text)
        assert setting in (caught.value.hint or "")
        assert caught.value.message.isprintable()
        assert "hunter22" not in caught.value.message


def test_a_password_in_the_address_is_kept_apart() -> None:
    address = openai_address("https://joe:p%40ss-w0rd-long@gpu.example")
    assert address.url == "https://gpu.example"
    assert address.login is not None
    assert address.login.reveal() == "joe:p@ss-w0rd-long"
    assert "w0rd" not in repr(address)


@pytest.mark.parametrize(
    ("text", "is_loopback"),
    [
        ("localhost", True),
        ("a.localhost", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("gpu", False),
        ("10.0.0.1", False),
    ],
)
def test_this_machine_is_told_from_others(text: str, is_loopback: bool) -> None:
    assert ollama_address(text).is_loopback is is_loopback
