"""What is special about MLX; what it shares with the others is in test_engines.py."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.embedded.engine import EngineOptions, open_engine
from cmdgen.backends.embedded.model_files import read_model
from cmdgen.core.errors import ModelFileError
from cmdgen.core.records import Prompt, Sampling

pytest.importorskip("mlx_lm.models.base", reason="mlx-lm is not installed", exc_type=ImportError)
OPTIONS = EngineOptions(threads=1, context_tokens=512)


@pytest.fixture
def copy(twins: tuple[Path, Path], tmp_path: Path) -> Path:
    """Return a folder that may be changed."""
    return Path(shutil.copytree(twins[0], tmp_path / "copy"))


def changed(folder: Path, **config: object) -> Path:
    file = folder / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **config}), encoding="utf-8")
    return folder


def test_answering_imports_neither_transformers_nor_torch_and_keeps_the_limit_of_open_files(
    twins: tuple[Path, Path],
) -> None:
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from cmdgen.backends.embedded.engine import EngineOptions, open_engine\n"
        "from cmdgen.backends.embedded.model_files import read_model\n"
        "from cmdgen.core.records import Message, Prompt, Sampling\n"
        "before = resource.getrlimit(resource.RLIMIT_NOFILE)\n"
        "engine = open_engine(read_model(Path(sys.argv[1])), EngineOptions(threads=1, context_tokens=512))\n"
        "words = Prompt(messages=(Message(role='user', content='find big files'),))\n"
        "print(len(engine.complete(words, Sampling(max_tokens=2)).token_logprobs))\n"
        "print(sorted({'transformers', 'torch', 'numpy', 'jinja2', 'mlx_lm'} & set(sys.modules)))\n"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE) == before)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(twins[0])], capture_output=True, text=True, check=True
    )
    assert run.stdout == "2\n[]\nTrue\n"


def test_a_model_loaded_in_one_thread_answers_in_another(
    twins: tuple[Path, Path], prompt: Callable[..., Prompt]
) -> None:
    loaded: list[Any] = []
    worker = threading.Thread(target=lambda: loaded.append(open_engine(read_model(twins[0]), OPTIONS)))
    worker.start()
    worker.join()
    (engine,) = loaded
    assert engine.complete(prompt("find big files"), Sampling()).text == "find . -type f -size +100M"
    engine.close()


def test_weights_that_mlx_has_quantised_are_read(twins: tuple[Path, Path], copy: Path) -> None:
    core: Any = pytest.importorskip("mlx.core")
    weights = core.load(str(twins[0] / "model.safetensors"))
    stored: dict[str, Any] = {}
    for name, value in weights.items():
        if value.ndim == 1 or not name.endswith(".weight"):
            stored[name] = value
            continue
        parts = core.quantize(value, group_size=32, bits=8)
        stored |= {
            name.replace(".weight", end): part
            for end, part in zip((".weight", ".scales", ".biases"), parts, strict=True)
        }
    core.save_safetensors(str(copy / "model.safetensors"), stored)
    changed(copy, quantization={"group_size": 32, "bits": 8})
    engine = open_engine(read_model(copy), OPTIONS)
    from cmdgen.core.records import Message  # noqa: PLC0415

    words = Prompt(
        messages=(
            Message(role="system", content="linux bash"),
            Message(role="user", content="find big files"),
        )
    )
    assert engine.complete(words, Sampling()).text == "find . -type f -size +100M"
    engine.close()


@pytest.mark.parametrize("name", ["qwen99", "../evil", "base", "os", ""])
def test_a_file_cannot_choose_any_module_as_its_network(copy: Path, name: str) -> None:
    with pytest.raises(ModelFileError, match="unknown model architecture"):
        open_engine(read_model(changed(copy, model_type=name)), OPTIONS)


@pytest.mark.parametrize(
    "config",
    [
        {"hidden_size": 128},
        {"num_hidden_layers": 7},
        {"num_attention_heads": 0},
        {"quantization": {"mode": "mxfp4", "bits": 4, "group_size": 32}},
        {"quantization_config": {"quant_method": "gptq"}},
    ],
)
def test_numbers_that_do_not_fit_the_weights_are_refused_in_one_line(
    copy: Path, config: dict[str, object]
) -> None:
    with pytest.raises(ModelFileError, match="MLX cannot use") as caught:
        open_engine(read_model(changed(copy, **config)), OPTIONS)
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_a_tokenizer_that_cannot_be_read_is_refused(copy: Path) -> None:
    (copy / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelFileError, match="MLX cannot use"):
        open_engine(read_model(copy), OPTIONS)
