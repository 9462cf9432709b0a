from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.backends.embedded.mlx_folder import read_folder
from cmdgen.core.errors import ModelFileError

VALUES = bytes(64)
CONFIG = {"model_type": "qwen2", "max_position_embeddings": 2048, "eos_token_id": 2}
Change = Callable[[Path], object]


def safetensors(data: bytes = VALUES) -> bytes:
    header = json.dumps({"w": {"dtype": "F32", "shape": [16], "data_offsets": [0, len(VALUES)]}}).encode()
    return struct.pack("<Q", len(header)) + header + data


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Tiny-4bit"
    path.mkdir()
    write(path / "config.json", CONFIG)
    write(path / "tokenizer.json", {})
    write(path / "tokenizer_config.json", {"eos_token": {"content": "</s>"}, "chat_template": "T"})
    (path / "model.safetensors").write_bytes(safetensors())
    return path


def test_it_tells_what_an_engine_wants_to_know(folder: Path) -> None:
    write(folder / "generation_config.json", {"eos_token_id": [2, 5]})
    model = read_folder(folder)
    assert (model.name, model.architecture, model.context_tokens) == ("Tiny-4bit", "qwen2", 2048)
    assert (model.chat_template, model.bos, model.eos) == ("T", "", "</s>")
    assert model.end_tokens == {2, 5}
    assert model.size_bytes == len(safetensors())


def test_a_template_in_a_file_of_its_own_wins(folder: Path) -> None:
    (folder / "chat_template.jinja").write_text("own", encoding="utf-8")
    assert read_folder(folder).chat_template == "own"


def test_of_several_templates_the_default_is_taken(folder: Path) -> None:
    named = [{"name": "tool_use", "template": "a"}, {"name": "default", "template": "b"}]
    write(folder / "tokenizer_config.json", {"chat_template": named})
    assert read_folder(folder).chat_template == "b"


def test_weights_in_several_files_are_all_counted(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "model-00001-of-00002.safetensors")
    (folder / "model-00002-of-00002.safetensors").write_bytes(safetensors())
    names = {f"w{number}": f"model-0000{number}-of-00002.safetensors" for number in (1, 2)}
    write(folder / "model.safetensors.index.json", {"weight_map": names})
    assert read_folder(folder).size_bytes == 2 * len(safetensors())


def test_an_index_does_not_lead_out_of_the_folder(folder: Path) -> None:
    write(folder / "model.safetensors.index.json", {"weight_map": {"w": "../../outside.safetensors"}})
    with pytest.raises(ModelFileError, match=r"lacks outside\.safetensors"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda path: (path / "config.json").unlink(), "without config.json"),
        (lambda path: (path / "config.json").write_text("{"), "damaged"),
        (lambda path: (path / "config.json").write_text("[]"), "holds no object"),
        (lambda path: (path / "config.json").write_bytes(b"\xff"), "damaged"),
        (lambda path: write(path / "config.json", {**CONFIG, "model_file": "x.py"}), "program code"),
        (lambda path: (path / "tokenizer.json").unlink(), "lacks tokenizer.json"),
        (lambda path: (path / "model.safetensors").unlink(), "no weights"),
        (lambda path: (path / "model.safetensors").write_bytes(b""), "cut short"),
        (lambda path: (path / "model.safetensors").write_bytes(safetensors(VALUES[:-1])), "cut short"),
        (lambda path: (path / "model.safetensors").write_bytes(b"version https://git-lfs"), "cut short"),
        (
            lambda path: (path / "model.safetensors").write_bytes(struct.pack("<Q", 4) + b"[[1]" + VALUES),
            "damaged",
        ),
        (
            lambda path: (path / "model.safetensors").write_bytes(struct.pack("<Q", 2) + b"[]" + VALUES),
            "damaged",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_one_thing_to_do(
    folder: Path, damage: Change, says: str
) -> None:
    damage(folder)
    with pytest.raises(ModelFileError, match=says) as caught:
        read_folder(folder)
    assert "\n" not in caught.value.message
    assert caught.value.hint
