from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.backends.embedded import engine as engines
from cmdgen.backends.embedded.backend import EmbeddedBackend
from cmdgen.backends.embedded.devices import CHOICES, choose_device, kind_of, usable
from cmdgen.backends.embedded.engine import EngineOptions, Runtime, device_in_use, open_engine
from cmdgen.backends.embedded.model_files import read_model
from cmdgen.core.errors import BackendUnavailableError, ModelFileError, UsageError
from cmdgen.models.store import starter_path

OPTIONS = EngineOptions(threads=1, context_tokens=64)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CUDA0", "cuda"),
        ("MTL0", "metal"),
        ("Metal", "metal"),
        ("Vulkan1", "vulkan"),
        ("ROCm0", "rocm"),
        ("BLAS", "blas"),
    ],
)
def test_the_names_of_llama_cpp_become_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_every_kind_counts_once_and_the_processor_comes_last() -> None:
    assert usable(["CUDA0", "CUDA1", "Vulkan0"]) == ("cuda", "vulkan", "cpu")
    assert usable([]) == ("cpu",)


def test_auto_takes_the_best_and_a_present_device_is_taken() -> None:
    assert choose_device("auto", ("vulkan", "cpu"), "x") == "vulkan"
    assert choose_device("cpu", ("cuda", "cpu"), "x") == "cpu"
    assert choose_device("cuda", ("cuda", "cpu"), "x") == "cuda"


@pytest.mark.parametrize("wanted", ["cuda", "metal"])
def test_a_device_that_is_not_there_is_an_error_with_one_thing_to_do(wanted: str) -> None:
    with pytest.raises(BackendUnavailableError, match=rf"{wanted}.*some engine finds only cpu") as caught:
        choose_device(wanted, ("cpu",), "some engine")
    assert caught.value.hint is not None
    assert "--device auto" in caught.value.hint


def test_an_unknown_device_is_the_users_error() -> None:
    with pytest.raises(UsageError, match="'abacus'") as caught:
        choose_device("abacus", ("cpu",), "x")
    assert caught.value.hint == f"use one of {', '.join(CHOICES)}"


def test_what_would_be_used_is_what_is_used(engine_name: str, noise: Callable[..., Path]) -> None:
    path = noise()
    expected = device_in_use(engine_name, folder=path.is_dir())
    loaded = open_engine(read_model(path), OPTIONS, prefer=engine_name)
    assert loaded.device == expected
    loaded.close()


def test_the_processor_can_always_be_had(engine_name: str, noise: Callable[..., Path]) -> None:
    options = dataclasses.replace(OPTIONS, device="cpu")
    loaded = open_engine(read_model(noise()), options, prefer=engine_name)
    assert loaded.device == "cpu"
    loaded.close()


def test_a_backend_without_the_device_is_not_available_and_says_why(
    engine_name: str, starter_model: Path
) -> None:
    present = engines.device_in_use(engine_name, folder=starter_model.is_dir())
    missing = "metal" if present != "metal" else "cuda"
    backend = EmbeddedBackend(starter_model, engine=engine_name, device=missing)
    assert not backend.is_available()
    error = backend.why_unavailable()
    assert isinstance(error, BackendUnavailableError)
    assert missing in error.message
    with pytest.raises(BackendUnavailableError, match=missing):
        backend.device_in_use()


def test_no_layers_on_the_graphics_processor_means_the_processor(
    engine_name: str, starter_model: Path
) -> None:
    if starter_model.is_dir():
        pytest.skip("MLX does not split models")
    assert EmbeddedBackend(starter_model, engine=engine_name, gpu_layers=0).device_in_use() == "cpu"


class _Loads:
    """An engine module with a graphics processor that has too little memory."""

    name = "fake"

    def __init__(self, device: str) -> None:
        self.device = device


@pytest.fixture
def small_gpu(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    tried: list[str] = []

    def load(model: object, options: EngineOptions) -> _Loads:
        tried.append(options.device)
        if options.device != "cpu":
            message = "out of memory"
            raise ModelFileError(message)
        return _Loads(options.device)

    runtime = Runtime("json", load, lambda: ("cuda", "cpu"))  # type: ignore[arg-type]  # it never completes
    monkeypatch.setattr(engines, "ENGINES", {"fake": runtime})
    return tried


def test_a_model_too_big_for_the_graphics_processor_goes_to_the_processor(small_gpu: list[str]) -> None:
    loaded = open_engine(read_model(starter_path()), OPTIONS)
    assert loaded.device == "cpu"
    assert small_gpu == ["cuda", "cpu"]


def test_a_device_that_was_asked_for_is_not_replaced(small_gpu: list[str]) -> None:
    with pytest.raises(ModelFileError, match="out of memory"):
        open_engine(read_model(starter_path()), dataclasses.replace(OPTIONS, device="cuda"))
    assert small_gpu == ["cuda"]
