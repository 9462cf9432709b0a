from __future__ import annotations

import pytest

from cmdgen.core.errors import UsageError
from cmdgen.models.selection import choose_file, mlx_files, nearest_file

SEVERAL = {"README.md": 1, "m-q4_k_m.gguf": 4, "m-q4_k_s.gguf": 4, "m-q8_0.gguf": 8, "m-Q5_K_M.gguf": 5}


def test_the_only_file_needs_no_name() -> None:
    assert choose_file("o/r", {"x.gguf": 1, "config.json": 1}, None) == "x.gguf"


@pytest.mark.parametrize(
    ("wanted", "file"),
    [
        (None, "m-q4_k_m.gguf"),
        ("Q4_K_S", "m-q4_k_s.gguf"),
        ("q5_k_m", "m-Q5_K_M.gguf"),
        ("Q8_0", "m-q8_0.gguf"),
    ],
)
def test_a_quantisation_picks_its_file(wanted: str | None, file: str) -> None:
    assert choose_file("o/r", SEVERAL, wanted) == file


def test_a_quantisation_is_a_whole_word() -> None:
    with pytest.raises(UsageError, match="no file of quantisation Q4_K"):
        choose_file("o/r", SEVERAL, "Q4_K")


def test_without_a_match_the_files_are_listed_with_a_command() -> None:
    with pytest.raises(UsageError) as caught:
        choose_file("o/r", SEVERAL, "Q6_K")
    assert "m-q8_0.gguf" in caught.value.message
    assert (caught.value.hint or "").startswith("cmdgen model pull hf.co/o/r:m-")


def test_two_files_of_one_quantisation_have_to_be_told_apart() -> None:
    with pytest.raises(UsageError, match="several files of quantisation Q4_K_M"):
        choose_file("o/r", {"a-Q4_K_M.gguf": 1, "b-Q4_K_M.gguf": 1}, None)


def test_a_model_in_pieces_is_refused() -> None:
    files = {
        "m-q8_0-00001-of-00002.gguf": 1,
        "m-q8_0-00002-of-00002.gguf": 1,
        "m-q4_k_m.gguf": 1,
        "n.gguf": 1,
    }
    with pytest.raises(UsageError, match="in several files"):
        choose_file("o/r", files, "Q8_0")


def test_a_repository_without_gguf_says_where_to_look() -> None:
    with pytest.raises(UsageError) as caught:
        choose_file("o/r", {"model.safetensors": 1}, None)
    assert "library=gguf" in (caught.value.hint or "")


def test_mlx_takes_weights_and_descriptions_and_nothing_else() -> None:
    files = {
        "README.md": 1,
        ".gitattributes": 1,
        "config.json": 2,
        "model.safetensors": 900,
        "tokenizer.json": 30,
    }
    assert mlx_files("o/r", files) == ["config.json", "tokenizer.json", "model.safetensors"]
    with pytest.raises(UsageError, match="no weights for MLX"):
        mlx_files("o/r", {"config.json": 1, "x.gguf": 1})


def test_the_nearest_file_is_found_in_any_case() -> None:
    assert nearest_file("M-Q4_KM.gguf", SEVERAL) == "m-q4_k_m.gguf"
    assert nearest_file("zzz", SEVERAL) is None
