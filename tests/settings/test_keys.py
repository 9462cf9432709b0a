"""Values of keys: what is taken, what is refused, and what is said then."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from cmdgen.core.errors import ConfigurationError
from cmdgen.settings import KEYS, Settings, load, shown, spelled
from cmdgen.settings.addresses import from_ollama_host
from cmdgen.settings.keys import nearest_key


@pytest.mark.parametrize(
    ("variable", "text", "field", "value"),
    [
        ("CMDGEN_BACKENDS", "vllm, ollama vllm", "backends", ("vllm", "ollama")),
        ("CMDGEN_BACKENDS", " , ", "backends", ()),
        ("CMDGEN_FALLBACK", "off", "fallback", False),
        ("CMDGEN_OFFLINE", "1", "offline", True),
        ("CMDGEN_MODELS_DIR", "/m", "models_dir", Path("/m")),
        ("CMDGEN_DEVICE", "auto", "device", None),
        ("CMDGEN_DEVICE", "cuda", "device", "cuda"),
        ("CMDGEN_THREADS", "4", "threads", 4),
        ("CMDGEN_THREADS", "auto", "threads", None),
        ("CMDGEN_RETRIES", "0", "retries", 0),
        ("CMDGEN_MAX_WAIT_S", "1.5", "max_wait_s", 1.5),
        ("CMDGEN_MAX_WAIT_S", "off", "max_wait_s", None),
        ("CMDGEN_CONNECT_TIMEOUT_S", "1", "connect_timeout_s", 1.0),
        ("CMDGEN_OLLAMA_URL", "http://h:1/", "ollama_url", "http://h:1"),
        ("CMDGEN_OLLAMA_KEEP_ALIVE", "300", "ollama_keep_alive", "300s"),
        ("CMDGEN_OLLAMA_KEEP_ALIVE", "1h30m", "ollama_keep_alive", "1h30m"),
        ("CMDGEN_OLLAMA_KEEP_ALIVE", "forever", "ollama_keep_alive", "-1s"),
        ("CMDGEN_OLLAMA_AUTO_START", "yes", "ollama_auto_start", True),
        ("CMDGEN_VLLM_URL", "https://[::1]:8000/base/", "vllm_url", "https://[::1]:8000/base"),
        ("CMDGEN_VLLM_API_KEY", " sk-1 ", "vllm_api_key", "sk-1"),
        ("CMDGEN_VLLM_API_KEY_COMMAND", "pass show llm", "vllm_api_key_command", "pass show llm"),
        ("CMDGEN_HISTORY", "private", "history", "private"),
    ],
)
def test_variables_are_read_as_the_type_of_their_key(
    variable: str, text: str, field: str, value: object
) -> None:
    settings = load({variable: text}, None, {})
    assert getattr(settings, field) == value
    assert str(settings.origin(field)) == variable
    assert settings.warnings == ()


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("CMDGEN_BACKENDS", "a\x1bb"),
        ("CMDGEN_DEVICE", "gpu"),
        ("CMDGEN_THREADS", "0"),
        ("CMDGEN_RETRIES", "-1"),
        ("CMDGEN_MAX_WAIT_S", "-1"),
        ("CMDGEN_OLLAMA_KEEP_ALIVE", "soon"),
        ("CMDGEN_HISTORY", "maybe"),
        ("CMDGEN_MODEL", "a\nb"),
        *(
            ("CMDGEN_VLLM_URL", text)
            for text in (
                *("localhost:8000", "ftp://h", "http://", "http://h:99999", "http://h:x", "http://h:0"),
                *("http://h /", "http://h?x=1", "file:///etc/passwd", "http://[::1", "http://h\\x"),
            )
        ),
    ],
)
def test_a_value_that_is_not_allowed_names_its_variable(variable: str, text: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"\({variable}\) must be"):
        load({variable: text}, None, {})


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("CMDGEN_VLLM_API_KEY", "sk-secret with space"),
        ("CMDGEN_VLLM_API_KEY", "sk-secret\r\nX-Other: 1"),
        ("CMDGEN_VLLM_URL", "https://me:sk-secret@h"),
        ("CMDGEN_OLLAMA_URL", "https://me:sk-secret@h"),
    ],
)
def test_a_refused_key_or_password_is_not_repeated(variable: str, text: str) -> None:
    with pytest.raises(ConfigurationError, match="must be") as caught:
        load({variable: text}, None, {})
    assert "secret" not in caught.value.message + str(caught.value.hint)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("gpu-box", "http://gpu-box:11434"),
        ("gpu-box:1234", "http://gpu-box:1234"),
        (":1234", "http://127.0.0.1:1234"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:80", "http://127.0.0.1:80"),
        ("::", "http://[::1]:11434"),
        ("[::]:5", "http://[::1]:5"),
        ("[2001:db8::1]:5", "http://[2001:db8::1]:5"),
        ("http://h", "http://h:80"),
        ("https://h/ollama/", "https://h:443/ollama"),
        ('"http://h:1"', "http://h:1"),
    ],
)
def test_ollamas_own_variable_is_the_default_of_its_address(value: str, address: str) -> None:
    assert from_ollama_host(value) == address
    settings = load({"OLLAMA_HOST": value}, None, {})
    assert settings.ollama_url == address
    assert str(settings.origin("ollama_url")) == "OLLAMA_HOST"
    assert settings.origin("ollama_url").source == "default"


@pytest.mark.parametrize("value", ["ftp://h", "h:port", "a b", "http://u:sk-secret@h", "h:70000", "http://"])
def test_an_ollama_host_that_is_no_address_is_a_warning(value: str) -> None:
    settings = load({"OLLAMA_HOST": value}, None, {})
    assert settings.ollama_url is None
    (warning,) = settings.warnings
    assert warning.startswith("OLLAMA_HOST must be")
    assert "secret" not in warning


def test_an_address_that_is_set_comes_before_ollamas_own_variable(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('[ollama]\nurl = "http://file"\n')
    settings = load({"OLLAMA_HOST": "variable"}, file, {})
    assert settings.ollama_url == "http://file"
    assert settings.origin("ollama_url").source == "file"


def test_a_switch_that_was_turned_off_on_the_command_line_says_so() -> None:
    flags = {"fallback": False, "offline": True, "max_wait_s": 2.0}
    settings = load({}, None, flags)
    assert [str(settings.origin(name)) for name in flags] == [
        "flag --no-fallback",
        "flag --offline",
        "flag --max-wait",
    ]


def test_what_is_said_closer_to_the_call_decides_among_backends(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('backend = "ollama"\nbackends = ["vllm", "ollama"]\n')
    assert load({}, None, {}).candidates == ("embedded",)
    assert load({}, file, {}).candidates == ("vllm", "ollama")
    assert load({}, file, {"backend": "embedded"}).candidates == ("embedded",)
    assert load({"CMDGEN_BACKENDS": "x"}, None, {"backend": "embedded"}).candidates == ("embedded",)
    assert load({"CMDGEN_BACKENDS": "x"}, file, {}).candidates == ("x",)
    assert load({}, file, {"profile": "ollama"}).candidates == ("ollama",)


def test_keys_and_fields_belong_together() -> None:
    others = {"rules", "profile", "config_file", "config_found", "origins", "warnings"}
    assert {field.name for field in dataclasses.fields(Settings)} - others == set(KEYS)
    assert len({key.dotted for key in KEYS.values()}) == len(KEYS)
    for key in KEYS.values():
        assert key.variable == f"CMDGEN_{key.name.upper()}"
        assert key.allowed


def test_every_default_is_a_value_that_its_key_takes() -> None:
    for key in KEYS.values():
        default = getattr(Settings(), key.name)
        text = spelled(key, default)
        if text:
            assert key.parse(text) == default


def test_the_key_is_not_in_the_representation_and_shown_by_its_end_only() -> None:
    settings = load({"CMDGEN_VLLM_API_KEY": "sk-verysecret-9876"}, None, {})
    assert "verysecret" not in repr(settings)
    assert shown(settings, "vllm_api_key") == "****9876"
    assert shown(settings, "vllm_api_key", reveal=True) == "sk-verysecret-9876"
    assert shown(load({"CMDGEN_VLLM_API_KEY": "secret1"}, None, {}), "vllm_api_key") == "****"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("backedn", "backend"),
        ("ollama.ulr", "ollama.url"),
        ("vllm.api_kye", "vllm.api_key"),
        ("api_key", "vllm.api_key"),
        ("keep_alive", "ollama.keep_alive"),
        ("timeout", "timeout_s"),
        ("zzz", None),
    ],
)
def test_the_nearest_key_has_its_table(name: str, nearest: str | None) -> None:
    assert nearest_key(name) == nearest
