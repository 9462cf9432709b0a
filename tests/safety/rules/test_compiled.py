"""The compiled form of the packs says what the packs say, or is not used."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.safety.rules import compiled, compiling
from cmdgen.safety.rules.book import book_from_packs, builtin_book


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the packs with their compiled form."""
    for file in compiled.FOLDER.iterdir():
        if file.suffix in {".toml", ".jsonl"}:
            shutil.copy(file, tmp_path)
    return tmp_path


def test_the_compiled_form_is_up_to_date() -> None:
    made = (compiled.FOLDER / compiled.FILE).read_text(encoding="utf-8")
    assert made == compiling.text(), "run python -m cmdgen.safety.rules.compiling"


def test_it_is_what_the_screening_uses() -> None:
    assert isinstance(builtin_book().rules, compiled.OnDemand)


def test_it_holds_every_rule_in_order_and_every_way_to_find_one() -> None:
    made, read = compiled.book(), book_from_packs()
    assert made is not None
    assert list(made.rules.items()) == list(read.rules.items())
    assert dict(made.by_program) == dict(read.by_program)
    assert made.patterned == read.patterned
    assert dict(made.grammars) == dict(read.grammars)


def test_a_rule_is_one_object_however_it_is_found() -> None:
    book = compiled.book()
    assert book is not None
    rule = book["machine.shutdown"]
    assert rule in book.by_program["shutdown"]
    assert next(found for found in book.by_program["shutdown"] if found == rule) is rule


def test_a_program_without_rules_has_none() -> None:
    book = compiled.book()
    assert book is not None
    assert book.by_program.get("frobnicate", ()) == ()
    assert "frobnicate" not in book.by_program


def test_a_copy_is_as_good(folder: Path) -> None:
    assert compiled.book(folder) is not None


def _edited(folder: Path) -> None:
    pack = folder / "files.toml"
    pack.write_text(pack.read_text(encoding="utf-8").replace('"critical"', '"high"'), encoding="utf-8")


def _more(folder: Path) -> None:
    (folder / "zz.toml").write_text("", encoding="utf-8")


def _fewer(folder: Path) -> None:
    (folder / "files.toml").unlink()


def _renamed(folder: Path) -> None:
    (folder / "git.toml").rename(folder / "gitt.toml")


@pytest.mark.parametrize("change", [_edited, _more, _fewer, _renamed])
def test_it_is_not_used_where_the_packs_are_others(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder)
    assert compiled.book(folder) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[len(data) // 2 :],
        lambda data: data.replace(b"\n", b"", 1),
        lambda data: data[: data.rstrip(b"\n").rindex(b"\n") + 1],  # the last rule is lost
        lambda data: data.replace(b'"programs":', b'"program":', 1),
        lambda data: data.replace(b'"patterned":[', b'"patterned":[99999,', 1),
        lambda data: b"[]\n" + data,
        lambda data: b"null\n",
        lambda data: b"\xff\xfe" + data,
    ],
)
def test_a_damaged_file_is_not_used(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    file = folder / compiled.FILE
    file.write_bytes(damage(file.read_bytes()))
    assert compiled.book(folder) is None


def test_without_it_the_packs_are_read(folder: Path) -> None:
    (folder / compiled.FILE).unlink()
    assert compiled.book(folder) is None
