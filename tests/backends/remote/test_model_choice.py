from __future__ import annotations

import pytest

from cmdgen.backends.remote.model_choice import ServerModel, best_model, billions_in


def best(*names: str) -> str | None:
    chosen = best_model(ServerModel(name=name) for name in names)
    return None if chosen is None else chosen.name


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("llama3.2:3b", "qwen2.5-coder:7b", "codellama:13b"), "qwen2.5-coder:7b"),
        (("qwen2.5-coder:1.5b", "qwen2.5-coder:7b", "qwen2.5-coder:14b"), "qwen2.5-coder:14b"),
        (("qwen2.5-coder:7b", "qwen2.5-coder:32b"), "qwen2.5-coder:7b"),
        (("qwen2.5-coder:0.5b", "deepseek-coder:6.7b"), "deepseek-coder:6.7b"),
        (("qwen2.5-coder:0.5b", "llama3.1:8b"), "qwen2.5-coder:0.5b"),
        (("qwen3-coder:480b-cloud", "llama3.2:3b"), "llama3.2:3b"),
        (("starcoder2:7b-base", "gemma3:4b"), "gemma3:4b"),
        (("nomic-embed-text", "mxbai-embed-large", "bge-m3", "all-minilm"), None),
        (("deepseek-r1:7b", "llama3.2:3b"), "llama3.2:3b"),
        (("Qwen/Qwen2.5-Coder-7B-Instruct", "meta-llama/Llama-3.1-70B"), "Qwen/Qwen2.5-Coder-7B-Instruct"),
        (("my-own-model",), "my-own-model"),
        (("mistral:7b", "llama3.2:3b", "qwen3:8b"), "qwen3:8b"),
        ((), None),
    ],
)
def test_the_best_model_for_commands(names: tuple[str, ...], expected: str | None) -> None:
    assert best(*names) == expected
    assert best(*reversed(names)) == expected


def test_models_on_somebody_elses_machine_and_of_other_families_are_never_proposed() -> None:
    models = [
        ServerModel(name="coder", is_elsewhere=True),
        ServerModel(name="plain", family="bert"),
    ]
    assert best_model(models) is None


@pytest.mark.parametrize(
    ("text", "billions"),
    [
        ("7.6B", 7.6),
        ("494.03M", 0.49403),
        ("qwen2.5-coder:7b", 7.0),
        ("x-1.5b-instruct-q4", 1.5),
        ("phi3", None),
    ],
)
def test_the_number_of_parameters_is_read_from_names(text: str, billions: float | None) -> None:
    assert billions_in(text) == (None if billions is None else pytest.approx(billions))
