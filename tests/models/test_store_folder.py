from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cmdgen.core.errors import UsageError
from cmdgen.models.store import starter_path
from cmdgen.models.store_folder import ModelFolder, Source, StoredModel

SOURCE = Source(repository="o/r", file="x.gguf", commit="c0ffee", sha256="ab")


@pytest.fixture
def folder(tmp_path: Path) -> ModelFolder:
    return ModelFolder(tmp_path / "models")


def put(folder: ModelFolder, file: str = "x.gguf") -> StoredModel:
    part = folder.partial_path("o/r", file)
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"weights")
    return folder.publish(part, folder.gguf_path("o/r", file), SOURCE)


def test_a_folder_that_is_not_there_is_empty(folder: ModelFolder) -> None:
    assert folder.models() == []
    assert folder.leftovers() == []


def test_a_published_model_is_listed_with_its_origin(folder: ModelFolder) -> None:
    stored = put(folder)
    assert folder.models() == [stored]
    assert stored.path == folder.root / "o--r" / "x.gguf"
    assert (stored.size_bytes, stored.source) == (7, replace(SOURCE, size_bytes=7))
    assert not folder.leftovers()


def test_a_download_under_way_is_no_model_whatever_its_content(folder: ModelFolder) -> None:
    part = folder.partial_path("o/r", "x.gguf")
    part.parent.mkdir(parents=True)
    shutil.copyfile(starter_path(), part)
    assert folder.models() == []
    assert folder.leftovers() == [(part, starter_path().stat().st_size)]
    assert part.suffix != ".gguf"


def test_a_folder_inside_the_repository_becomes_part_of_the_name(folder: ModelFolder) -> None:
    assert folder.gguf_path("o/r", "a/b.gguf").name == "a--b.gguf"


def test_a_file_put_there_by_hand_is_listed_without_an_origin(folder: ModelFolder) -> None:
    for path in (folder.root / "by-hand.gguf", folder.root / "mine" / "x.gguf"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"1")
    assert [(model.path.name, model.source) for model in folder.models()] == [
        ("by-hand.gguf", Source()),
        ("x.gguf", Source()),
    ]


def test_damaged_notes_about_the_origin_do_not_hide_the_model(folder: ModelFolder) -> None:
    stored = put(folder)
    notes = stored.path.with_name("x.gguf.source.json")
    for text in ("", "[]", '{"repository": 3}', "\x00"):
        notes.write_text(text)
        assert [model.source for model in folder.models()] == [Source()]


def test_a_folder_of_mlx_weights_appears_in_one_step_and_replaces_the_old(folder: ModelFolder) -> None:
    for content in ("old", "new"):
        staging = folder.root / ".partial" / "o--r.c0ffee"
        staging.mkdir(parents=True)
        (staging / "config.json").write_text(content)
        assert folder.models() == [] or content == "new"
        folder.publish(staging, folder.mlx_path("o/r"), SOURCE)
    (stored,) = folder.models()
    assert stored.is_mlx
    assert (stored.path / "config.json").read_text() == "new"
    assert list((folder.root / ".partial").iterdir()) == []


def test_a_file_of_this_machine_is_taken_over_without_taking_room(
    folder: ModelFolder, tmp_path: Path
) -> None:
    original = tmp_path / "mine.gguf"
    original.write_bytes(b"weights")
    stored = folder.add_file(original)
    assert stored.path.samefile(original)
    assert stored.source.imported_from == str(original)
    assert folder.add_file(original).path == stored.path
    original.unlink()
    assert stored.path.read_bytes() == b"weights"


def test_where_no_link_can_be_made_the_file_is_copied(
    folder: ModelFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    original = tmp_path / "mine.gguf"
    original.write_bytes(b"weights")
    stored = folder.add_file(original)
    assert not stored.path.samefile(original)
    assert stored.path.read_bytes() == b"weights"


def test_a_copy_that_fails_leaves_nothing_behind(
    folder: ModelFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    def full(_: Path, part: Path) -> None:
        part.write_bytes(b"GG")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", no_link)
    monkeypatch.setattr(shutil, "copyfile", full)
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF and more")
    with pytest.raises(UsageError, match="No space left"):
        folder.add_file(own)
    assert folder.leftovers() == []
    assert own.read_bytes() == b"GGUF and more"


def test_another_file_of_the_same_name_is_not_overwritten(folder: ModelFolder, tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "x.gguf").write_bytes(place.encode())
    kept = folder.add_file(tmp_path / "a" / "x.gguf")
    with pytest.raises(UsageError, match="another one than"):
        folder.add_file(tmp_path / "b" / "x.gguf")
    assert kept.path.read_bytes() == b"a"


def test_removing_takes_the_notes_and_the_empty_folder_along(folder: ModelFolder) -> None:
    first, second = put(folder), put(folder, "y.gguf")
    folder.remove(first)
    assert folder.models() == [second]
    folder.remove(second)
    assert not (folder.root / "o--r").exists()


def test_removing_what_is_gone_says_so(folder: ModelFolder) -> None:
    stored = put(folder)
    folder.remove(stored)
    with pytest.raises(UsageError, match="cannot be deleted"):
        folder.remove(stored)
