from __future__ import annotations

import os
import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.core.errors import ModelFileError
from cmdgen.models.gguf import read_header
from cmdgen.models.store import starter_path

WriteGguf = Callable[..., Path]


def refusal(path: Path) -> ModelFileError:
    with pytest.raises(ModelFileError) as caught:
        read_header(path)
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value


def test_the_starter_model_describes_itself() -> None:
    header = read_header(starter_path())
    assert header.architecture == "qwen2"
    assert header.context_tokens == 512
    assert header.parameter_count == 5_970_176
    assert header.size_bytes == starter_path().stat().st_size
    assert header.chat_template is not None
    assert "<|im_start|>" in header.chat_template


def test_every_type_of_value_is_read(write_gguf: WriteGguf) -> None:
    path = write_gguf(
        {
            "general.architecture": "qwen2",
            "general.name": "Größe",
            "qwen2.context_length": 4096,
            "some.ratio": 0.5,
            "some.truth": True,
            "tokenizer.ggml.tokens": ["a", "", "bc"],
            "last": "after the list",
        }
    )
    header = read_header(path)
    assert header.name == "Größe"
    assert header.context_tokens == 4096
    assert header.metadata["some.ratio"] == 0.5
    assert header.metadata["some.truth"] is True
    assert header.metadata["last"] == "after the list"
    assert "tokenizer.ggml.tokens" not in header.metadata


def test_a_file_without_a_name_is_called_by_its_file_name(write_gguf: WriteGguf) -> None:
    assert read_header(write_gguf()).name == "model"


def test_a_file_without_a_chat_template_is_accepted(write_gguf: WriteGguf) -> None:
    assert read_header(write_gguf()).chat_template is None


def test_embedding_models_are_known_to_write_no_text(write_gguf: WriteGguf) -> None:
    assert not read_header(write_gguf({"general.architecture": "nomic-bert-moe"})).writes_text
    assert read_header(write_gguf({"general.architecture": "qwen2"})).writes_text


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "none.gguf")
    assert str(tmp_path / "none.gguf") in error.message
    assert "does not exist" in error.message


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).message


def test_a_path_through_a_file_is_an_error_not_a_crash(write_gguf: WriteGguf) -> None:
    refusal(write_gguf() / "inside.gguf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gguf")
    assert "no regular file" in refusal(tmp_path / "pipe.gguf").message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_says_so(write_gguf: WriteGguf) -> None:
    path = write_gguf()
    path.chmod(0)
    assert "cannot be read" in refusal(path).message


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.gguf").touch()
    assert "is empty" in refusal(tmp_path / "empty.gguf").message


@pytest.mark.parametrize(
    ("beginning", "format_name"),
    [
        (b"PK\x03\x04rest of an archive", "zip archive"),
        (struct.pack("<Q", 300) + b'{"__metadata__":{"format":"pt"}', "safetensors"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        (b"<!DOCTYPE html><title>404</title>", "web page"),
        (b"These are my notes.\n", "text"),
        (b"lmgg" + bytes(40), "GGML"),
        (bytes(range(128, 256)), "something else"),
        (bytes(64), "something else"),
    ],
)
def test_a_foreign_file_is_recognised(tmp_path: Path, beginning: bytes, format_name: str) -> None:
    path = tmp_path / "foreign.gguf"
    path.write_bytes(beginning)
    message = refusal(path).message
    assert "no GGUF file" in message
    assert format_name in message


@pytest.mark.parametrize("version", [4, 255])
def test_a_newer_version_asks_for_an_update(write_gguf: WriteGguf, version: int) -> None:
    error = refusal(write_gguf(version=version))
    assert f"version {version}" in error.message
    assert "update" in (error.hint or "")


def test_version_1_is_too_old(write_gguf: WriteGguf) -> None:
    assert "no longer supported" in refusal(write_gguf(version=1)).message


def test_a_big_endian_file_is_recognised(write_gguf: WriteGguf) -> None:
    swapped = struct.unpack("<I", struct.pack(">I", 3))[0]
    assert "big-endian" in refusal(write_gguf(version=swapped)).message


def test_a_later_part_of_a_split_model_points_to_the_first(write_gguf: WriteGguf) -> None:
    error = refusal(write_gguf({"general.architecture": "qwen2", "split.no": 1}))
    assert "part 2" in error.message


def test_a_small_file_cut_at_any_byte_is_cut_short(write_gguf: WriteGguf, tmp_path: Path) -> None:
    whole = write_gguf({"general.architecture": "qwen2", "list": ["a", "b"], "n": 1}).read_bytes()
    cut = tmp_path / "cut.gguf"
    for length in range(1, len(whole)):
        cut.write_bytes(whole[:length])
        assert "cut short" in refusal(cut).message, length


def test_the_starter_model_cut_anywhere_is_cut_short(tmp_path: Path) -> None:
    whole = starter_path().read_bytes()
    cut = tmp_path / "cut.gguf"
    chance = random.Random(1)
    for length in [len(whole) - 1, *(chance.randrange(1, len(whole)) for _ in range(60))]:
        cut.write_bytes(whole[:length])
        assert "cut short" in refusal(cut).message, length


@pytest.mark.parametrize("alignment", [0, 48, 1 << 30])
def test_a_senseless_alignment_is_damage(write_gguf: WriteGguf, alignment: int) -> None:
    path = write_gguf({"general.architecture": "qwen2", "general.alignment": alignment})
    assert "damaged" in refusal(path).message


@pytest.mark.parametrize(
    "header",
    [
        struct.pack("<IQQ", 3, 2**63, 0),
        struct.pack("<IQQ", 3, 0, 2**64 - 1),
        struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q", 2**62),
        struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q1sIIQ", 1, b"k", 9, 8, 2**61),
        struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q1sIIQ", 1, b"k", 9, 10, 2**61),
        struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q1sIIQ", 1, b"k", 9, 9, 1),
        struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q1sI", 1, b"k", 77),
        struct.pack("<IQQ", 3, 1, 0) + struct.pack("<Q1sI", 1, b"t", 2**31),
        struct.pack("<IQQ", 3, 0, 0),
    ],
)
def test_senseless_counts_are_refused_at_once(tmp_path: Path, header: bytes) -> None:
    path = tmp_path / "bogus.gguf"
    path.write_bytes(b"GGUF" + header + bytes(200))
    refusal(path)


def test_noise_in_the_header_never_makes_it_hang_or_crash(tmp_path: Path) -> None:
    whole = bytearray(starter_path().read_bytes())
    path = tmp_path / "noise.gguf"
    chance = random.Random(2)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(4, 2000)] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            read_header(path)
        except ModelFileError as error:
            assert "\n" not in error.message


def test_a_tensor_type_from_the_future_is_left_to_the_engine(write_gguf: WriteGguf) -> None:
    assert read_header(write_gguf(kind=99)).tensor_count == 1
