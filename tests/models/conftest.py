"""Small GGUF files, written byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from cmdgen.models.store import starter_path
from tests.models.local_hub import LocalHub, running

REPOSITORY = "acme/Coder-GGUF"
FILE = "coder-Q4_K_M.gguf"

Value = str | bool | int | float | list[str]
WriteGguf = Callable[..., Path]

F32 = 0


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def entry(key: str, value: Value) -> bytes:
    if isinstance(value, str):
        return text(key) + struct.pack("<I", 8) + text(value)
    if isinstance(value, bool):
        return text(key) + struct.pack("<I?", 7, value)
    if isinstance(value, int):
        return text(key) + struct.pack("<II", 4, value)
    if isinstance(value, float):
        return text(key) + struct.pack("<If", 6, value)
    items = b"".join(map(text, value))
    return text(key) + struct.pack("<IIQ", 9, 8, len(value)) + items


def gguf(metadata: Mapping[str, Value], *, values: int = 64, version: int = 3, kind: int = F32) -> bytes:
    """Return a file with one tensor of `values` numbers of four bytes."""
    entries = b"".join(entry(key, value) for key, value in metadata.items())
    tensor = text("token_embd.weight") + struct.pack("<IQIQ", 1, values, kind, 0)
    header = b"GGUF" + struct.pack("<IQQ", version, 1, len(metadata)) + entries + tensor
    return header + bytes(-len(header) % 32) + bytes(4 * values)


@pytest.fixture
def write_gguf(tmp_path: Path) -> WriteGguf:
    """Return a function that writes a GGUF file with these metadata and returns its path."""

    def write(metadata: Mapping[str, Value] | None = None, **how: int) -> Path:
        path = tmp_path / "model.gguf"
        path.write_bytes(gguf(metadata or {"general.architecture": "qwen2"}, **how))
        return path

    return write


@pytest.fixture
def hub() -> Iterator[LocalHub]:
    """Return a hub of our own that holds the starter model under a name of somebody else's."""
    with running() as local:
        local.add(REPOSITORY, FILE, starter_path().read_bytes())
        yield local
