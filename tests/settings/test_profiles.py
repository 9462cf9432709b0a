"""Profiles and tables of a config file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cmdgen.core.errors import ConfigurationError
from cmdgen.settings import load
from cmdgen.settings.profiles import BUILT_IN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_profile_works_without_any_file(name: str) -> None:
    settings = load({}, None, {"profile": name})
    assert settings.profile == name
    assert settings.warnings == ()
    assert str(settings.origin("profile")) == "flag --profile"
    said = [origin for origin in settings.origins.values() if origin.source == "profile"]
    assert said
    assert {origin.detail for origin in said} == {f"built-in profile {name}"}


def test_offline_and_paranoid_leave_nobody_but_this_machine(file: Path) -> None:
    file.write_text('backend = "vllm"\nbackends = ["vllm"]\noffline = false\nhistory = "on"\n')
    for name in ("offline", "paranoid"):
        settings = load({}, file, {"profile": name})
        assert (settings.candidates, settings.offline) == (("embedded",), True)
    assert load({}, file, {"profile": "paranoid"}).history == "off"


def test_an_own_profile_extends_and_overrides_the_built_in_one_of_its_name(file: Path) -> None:
    file.write_text("[profiles.fast]\ntimeout_s = 4\nseed = 1\n")
    settings = load({}, file, {"profile": "fast"})
    assert (settings.timeout_s, settings.seed, settings.retries) == (4.0, 1, 0)
    assert str(settings.origin("timeout_s")) == "profile fast"
    assert str(settings.origin("retries")) == "built-in profile fast"


@pytest.mark.parametrize(
    "text",
    [
        '[ollama]\nurl = "http://h"\n',
        'ollama.url = "http://h"\n',
        'ollama = {url = "http://h"}\n',
        'ollama_url = "http://h"\n',
        'ollama_url = "http://other"\n[ollama]\nurl = "http://h"\n',
        'profile = "w"\n[profiles.w.ollama]\nurl = "http://h"\n',
        'profile = "w"\n[profiles.w]\nollama.url = "http://h"\n',
        'profile = "w"\nollama.url = "http://other"\n[profiles.w]\nollama_url = "http://h"\n',
    ],
)
def test_a_key_of_a_table_may_be_written_in_every_way_of_toml(file: Path, text: str) -> None:
    file.write_text(text)
    settings = load({}, file, {})
    assert settings.ollama_url == "http://h"
    assert settings.warnings == ()


def test_unknown_keys_in_tables_and_profiles_have_the_nearest_one_as_a_hint(file: Path) -> None:
    file.write_text(
        '[ollama]\nulr = "x"\n[vllm]\nkey = "sk-secret"\n[profiles.a]\nbackedn = "x"\n'
        '[profiles.b.vllm]\napi_kye = "sk-secret"\n[profiles.fast]\nprofile = "x"\n[olama]\nurl = "x"\n'
    )
    warnings = load({}, file, {}).warnings
    assert warnings == (
        "unknown setting ollama.ulr; did you mean ollama.url?",
        "unknown setting vllm.key; did you mean vllm.api_key?",
        "unknown setting olama; did you mean ollama?",
        "unknown setting profiles.a.backedn; did you mean backend?",
        "unknown setting profiles.b.vllm.api_kye; did you mean vllm.api_key?",
        "unknown setting profiles.fast.profile",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ollama = "http://h"', "ollama must be a table"),
        ('vllm = "sk-secret"', "vllm must be a table"),
        ("profiles = 1", "profiles must be a table"),
        ("[profiles]\nwork = 1", "profiles: work must be a table"),
        ('profile = "work"\n[profiles.work]\nvllm = "sk-secret"', "profiles.work: vllm must be a table"),
    ],
)
def test_a_value_in_the_place_of_a_table_is_told_and_not_repeated(
    file: Path, text: str, message: str
) -> None:
    file.write_text(text + "\n")
    with pytest.raises(ConfigurationError, match=message) as caught:
        load({}, file, {})
    assert "secret" not in caught.value.message


def test_a_misspelt_profile_has_the_nearest_one_as_a_hint(file: Path) -> None:
    file.write_text("[profiles.work]\n")
    with pytest.raises(ConfigurationError, match="no profile 'ofline'; known: work, fast, offline") as caught:
        load({}, file, {"profile": "ofline"})
    assert "did you mean offline?" in str(caught.value.hint)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize(
    ("mode", "text", "warned"),
    [
        (0o600, '[vllm]\napi_key = "sk-secret-1"\n', []),
        (0o640, '[vllm]\napi_key = "sk-secret-1"\n', ["holds a key"]),
        (0o604, '[vllm]\napi_key = "sk-secret-1"\n', ["holds a key"]),
        (0o644, 'vllm_api_key = "sk-secret-1"\n', ["holds a key"]),
        (0o644, '[profiles.w.vllm]\napi_key = "sk-secret-1"\n', ["holds a key"]),
        (0o620, '[vllm]\napi_key = "sk-secret-1"\n', []),
        (0o666, '[vllm]\napi_key = "sk-secret-1"\n', ["can be written", "holds a key"]),
        (0o644, '[vllm]\nurl = "http://h"\n', []),
    ],
)
def test_a_file_with_a_key_that_others_can_read_is_a_warning(
    file: Path, mode: int, text: str, warned: list[str]
) -> None:
    file.write_text(text)
    file.chmod(mode)
    warnings = load({}, file, {}).warnings
    assert len(warnings) == len(warned)
    for warning, words in zip(warnings, warned, strict=True):
        assert words in warning
        assert "chmod 600" in warning
        assert "secret" not in warning
