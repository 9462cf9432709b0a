"""Profiles: the built-in one and those beside model files."""

from __future__ import annotations

from pathlib import Path

import pytest

import cmdgen
from cmdgen.core.errors import ConfigurationError
from cmdgen.prompting.profile import chat_profile, profile_for

STARTER = Path(cmdgen.__file__).parent / "models" / "starter" / "starter.gguf"
MINIMAL = 'schema = 1\nname = "tiny"\n'


def beside(tmp_path: Path, text: str) -> Path:
    (tmp_path / "tiny.profile.toml").write_text(text, encoding="utf-8")
    return tmp_path / "tiny.gguf"


def test_a_model_without_a_sidecar_is_asked_as_a_chat_model(tmp_path: Path) -> None:
    profile = profile_for(tmp_path / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf")
    assert profile is chat_profile()
    assert profile.knows_platform
    assert not profile.is_starter
    assert profile.rating is None


def test_the_starter_brings_its_own_profile() -> None:
    profile = profile_for(STARTER)
    assert profile.is_starter
    assert profile.known_dialects == {"bash", "zsh", "sh"}
    assert profile.rating is not None
    assert profile.rating.guess_at < profile.rating.sure_at
    assert profile.rating.vocabulary is not None
    assert {"find", "mtime", "uniq"} <= profile.rating.vocabulary.command
    assert {"biggest", "folder", "downloads"} & profile.rating.vocabulary.request


def test_a_sidecar_replaces_the_built_in_profile(tmp_path: Path) -> None:
    profile = profile_for(beside(tmp_path, MINIMAL + 'stop = ["x"]\n[limits]\nrequest_characters = 7\n'))
    assert (profile.name, profile.stop, profile.max_request_characters) == ("tiny", ("x",), 7)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("schema = ", "Invalid value"),
        ('name = "tiny"', "schema"),
        ("schema = 2", "schema"),
        (MINIMAL + "colour = 1", "unknown key colour"),
        (MINIMAL + "[limits]\nwords = 1", "unknown key limits.words"),
        (MINIMAL + 'style = "haiku"', "haiku"),
        (MINIMAL + "is_starter = 1", "is_starter"),
        (MINIMAL + "stop = [1]", "stop"),
        (MINIMAL + 'stop = "x"', "stop"),
        (MINIMAL + "limits = 3", "limits"),
        (MINIMAL + "[limits]\nrequest_characters = true", "request_characters"),
        (MINIMAL + "[system]\nlinux = 1", "system"),
        (MINIMAL + '[dialects]\nknown = ["tcsh"]', "tcsh"),
        (MINIMAL + "[rating]\nsure_at = 0.9", "calibration"),
        (MINIMAL + "[rating]\ncalibration = [[0, 0], [0, 1]]", "calibration"),
        (MINIMAL + "[rating]\ncalibration = [[0, 0], [1]]", "calibration"),
        (MINIMAL + '[rating]\ncalibration = [[0, 0], [1, 1]]\nvocabulary = "none.txt"', "none.txt"),
        (MINIMAL + "[rating]\ncalibration = [[0, 0], [1, 1]]\nx = 1", "rating.x"),
    ],
)
def test_a_broken_sidecar_says_what_is_wrong_with_it(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        profile_for(beside(tmp_path, text))
    assert reason in caught.value.message
    assert "tiny.profile.toml" in caught.value.message


@pytest.mark.parametrize("words", ["loose words\n[command]\n", "[nouns]\nx\n"])
def test_a_vocabulary_file_of_another_form_is_refused(tmp_path: Path, words: str) -> None:
    (tmp_path / "words.txt").write_text(words, encoding="utf-8")
    rating = '[rating]\ncalibration = [[0, 0], [1, 1]]\nvocabulary = "words.txt"'
    with pytest.raises(ConfigurationError, match=r"words\.txt"):
        profile_for(beside(tmp_path, MINIMAL + rating))
