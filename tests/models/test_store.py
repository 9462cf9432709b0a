from __future__ import annotations

import hashlib

from cmdgen.models.store import starter_path


def test_the_starter_model_lies_in_the_package_with_its_card_and_licence() -> None:
    folder = starter_path().parent
    assert starter_path().is_file()
    assert (folder / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_the_model_card_is_about_exactly_this_file() -> None:
    card = (starter_path().parent / "MODEL_CARD.md").read_text(encoding="utf-8")
    data = starter_path().read_bytes()
    assert hashlib.sha256(data).hexdigest() in card
    assert f"{len(data):,} bytes" in card
