from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.models.catalogue import FILE_NAME, Catalogue

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MODELS = Path(__file__).parents[2] / "models"
OWN = """
schema = 1
[[model]]
name = "acme"
title = "Acme Coder"
maker = "Acme"
licence = "MIT"
licence_url = "https://example.com/licence"
parameters = 5_970_176
context_tokens = 512
kind = "instruct"
good_for = "rockets"
repository = "acme/coder"
quantisation = "Q8_0"
[[model.file]]
quantisation = "Q8_0"
name = "coder-q8_0.gguf"
"""


def schema() -> Any:
    return json.loads((MODELS / "catalogue.schema.json").read_text(encoding="utf-8"))


def test_the_catalogue_keeps_its_schema() -> None:
    content = tomllib.loads((MODELS / FILE_NAME).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(content, schema())


def test_the_schema_refuses_a_misspelt_checksum() -> None:
    content = tomllib.loads(OWN)
    jsonschema.validate(content, schema())
    content["model"][0]["file"][0]["sha265"] = "0" * 64
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, schema())


def test_the_default_is_pinned_to_a_commit_a_size_and_a_checksum() -> None:
    catalogue = Catalogue.load()
    assert catalogue.default == "qwen2.5-coder-1.5b"
    usual = catalogue.get(catalogue.default).usual
    assert usual.quantisation == "Q4_K_M"
    assert usual.exact_bytes is not None
    assert usual.sha256 is not None
    assert len(usual.revision) == 40


def test_every_model_of_the_contract_is_there_with_its_mlx_twin() -> None:
    models = Catalogue.load().models
    wanted = {f"qwen2.5-coder-{size}" for size in ("0.5b", "1.5b", "3b", "7b")}
    assert set(models) == wanted | {"phi-3-mini", "starcoder2-3b"}
    for model in models.values():
        assert model.mlx is not None
        assert model.mlx.repository.startswith("mlx-community/")
        assert model.ollama


def test_exact_and_rough_sizes_fit_the_number_of_parameters() -> None:
    for model in Catalogue.load().models.values():
        for variant in (*model.variants, *([model.mlx] if model.mlx else [])):
            if variant.size_bytes is not None:
                bits = 8 * variant.size_bytes / model.parameters
                assert 4 <= bits <= 17, (model.name, variant.quantisation, bits)


def test_the_default_models_folder_has_its_papers() -> None:
    folder = MODELS / "qwen2.5-coder-1.5b-instruct"
    usual = Catalogue.load().get("qwen2.5-coder-1.5b").usual
    source = (folder / "SOURCE").read_text(encoding="utf-8")
    assert {usual.repository, usual.revision, usual.file, usual.sha256} <= set(source.split())
    assert "Apache" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert (folder / "README.md").is_file()


def test_a_quantisation_is_found_in_any_case() -> None:
    model = Catalogue.load().get("Qwen2.5-Coder-1.5B")
    assert model.variant("q8_0").file == "qwen2.5-coder-1.5b-instruct-q8_0.gguf"
    assert model.variant(None) is model.usual


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("qwen2.5-coder-1.5", "qwen2.5-coder-1.5b"),
        ("qwen", "qwen2.5-coder-1.5b"),
        ("phi3", "phi-3-mini"),
        ("starcoder", "starcoder2-3b"),
        ("qwen2.5-coder-7B-instruct", "qwen2.5-coder-7b"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_command_for_the_nearest(typed: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        Catalogue.load().get(typed)
    assert f"did you mean {meant}?" in caught.value.message
    assert f"cmdgen model pull {meant}" in (caught.value.hint or "")


def test_a_name_like_no_other_points_to_the_list() -> None:
    with pytest.raises(UsageError) as caught:
        Catalogue.load().get("zzzzzz")
    assert "cmdgen model available" in (caught.value.hint or "")


def test_an_unknown_quantisation_names_those_that_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        Catalogue.load().get("qwen2.5-coder-3b").variant("Q4_K_S")
    assert "Q4_K_M, Q5_K_M, Q8_0" in caught.value.message
    assert caught.value.hint == "cmdgen model pull qwen2.5-coder-3b:Q4_K_M"


def test_an_own_catalogue_adds_and_replaces(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('default = "acme"\n' + OWN)
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.default == "acme"
    assert catalogue.get("acme").usual.revision == "main"
    assert "phi-3-mini" in catalogue.models
    (tmp_path / FILE_NAME).write_text(OWN.replace('"acme"', '"phi-3-mini"', 1))
    assert Catalogue.load(tmp_path).get("phi-3-mini").maker == "Acme"


@pytest.mark.parametrize(
    ("good", "bad", "text"),
    [
        ("schema = 1", "schema = 2", "schema must be 1"),
        ("[[model]]", "[[modle]]", "did you mean model?"),
        ('name = "acme"', 'nmae = "acme"', "did you mean name?"),
        ('repository = "acme/coder"', 'repository = "../etc"', "OWNER/NAME"),
        ('repository = "acme/coder"', 'repository = "a/b/c"', "OWNER/NAME"),
        ('"coder-q8_0.gguf"', '"../../x.gguf"', "name of a .gguf file"),
        ('"coder-q8_0.gguf"', '"coder.bin"', "name of a .gguf file"),
        ("parameters = 5_970_176", "parameters = true", "whole number"),
        ("parameters = 5_970_176", "", "parameters is missing"),
        ('quantisation = "Q8_0"\n[[', 'quantisation = "Q4"\n[[', "must be one of its files'"),
        ('kind = "instruct"', 'kind = "chat"', "instruct or base"),
        ("schema = 1", 'schema = 1\ndefault = "nobody"', "which is not in the catalogue"),
        ("schema = 1", "schema = = 1", "cannot be read"),
        ('name = "coder-q8_0.gguf"', 'name = "coder-q8_0.gguf"\nsha256 = "abc"', "64 hexadecimal digits"),
    ],
)
def test_an_own_catalogue_that_breaks_the_schema_stops(
    tmp_path: Path, good: str, bad: str, text: str
) -> None:
    assert good in OWN
    (tmp_path / FILE_NAME).write_text(OWN.replace(good, bad, 1))
    with pytest.raises(ConfigurationError) as caught:
        Catalogue.load(tmp_path)
    assert text in caught.value.message
    assert str(tmp_path) in caught.value.message


def test_a_repository_given_twice_under_one_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(OWN + OWN.replace("schema = 1", ""))
    with pytest.raises(ConfigurationError, match="given twice"):
        Catalogue.load(tmp_path)
