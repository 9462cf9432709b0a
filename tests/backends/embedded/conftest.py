"""Every engine in turn, each with models in the form that it reads."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.backends.embedded.engine import ENGINES, FOLDER_ENGINES
from cmdgen.models.store import starter_path

MODULES = {name: runtime.module for name, runtime in {**ENGINES, **FOLDER_ENGINES}.items()}


@pytest.fixture(params=tuple(MODULES))
def engine_name(request: pytest.FixtureRequest) -> str:
    """Every engine in turn; the test is skipped where its binding is not installed."""
    name = str(request.param)
    if importlib.util.find_spec(MODULES[name]) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture(scope="session")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the starter model with the same weights twice: (MLX folder, GGUF file)."""
    pytest.importorskip("mlx.core", reason="mlx is not installed", exc_type=ImportError)
    from scripts.starter.twin import write_twins  # noqa: PLC0415  (needs MLX)

    folder, file = write_twins(tmp_path_factory.mktemp("twins"), "f32")
    for model in (folder, file):
        shutil.copy(
            starter_path().with_name("starter.profile.toml"), model.with_name(f"{model.stem}.profile.toml")
        )
    shutil.copy(starter_path().with_name("starter.vocabulary.txt"), folder.parent)
    return folder, file


@pytest.fixture
def starter_model(engine_name: str, request: pytest.FixtureRequest) -> Path:
    """Return the starter model as the engine reads it."""
    if engine_name in ENGINES:
        return starter_path()
    folder: Path = request.getfixturevalue("twins")[0]
    return folder


@pytest.fixture
def model_path(engine_name: str, starter_model: Path) -> Path | None:
    """Return what a backend has to be told for answering with the starter model; None: nothing."""
    return None if engine_name in ENGINES else starter_model


@pytest.fixture
def noise(engine_name: str, noise_model: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a tiny model with random weights as the engine reads it."""

    def write(**metadata: str | bool | float) -> Path:
        file = noise_model(**metadata)
        if engine_name in ENGINES:
            return file
        from scripts.starter.twin import write_twins  # noqa: PLC0415  (needs MLX)

        return write_twins(tmp_path / "twins", "f32", file)[0]

    return write
