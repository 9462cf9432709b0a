"""What a GGUF file says about itself, read without loading its weights.

Everything that is wrong with a file is found here, before an engine sees it: the engines answer damage with a
bare "failed", or not at all.

Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import mmap
import stat
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from cmdgen.core.errors import ModelFileError
from cmdgen.models.gguf_bytes import (
    ARRAY,
    FIXED,
    MAX_KEY_BYTES,
    Cursor,
    CutShortError,
    NonsenseError,
    Scalar,
)
from cmdgen.models.tensor_types import size_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NEWEST_VERSION: Final = 3
OLDEST_VERSION: Final = 2
"""Version 1 (32-bit counts) existed for a few weeks in 2023; llama.cpp reads it no more."""

_MAGIC: Final = b"GGUF"
_UNSIGNED: Final = FIXED[4]
_MAX_ENTRIES: Final = 100_000
"""More metadata entries or tensors than any model has; the largest have a few thousand."""
_MAX_DIMENSIONS: Final = 4
_DEFAULT_ALIGNMENT: Final = 32
_MAX_ALIGNMENT: Final = 1 << 20

_NO_TEXT: Final = (
    "bert",
    "clip",
    "eurobert",
    "gemma-embedding",
    "jina-bert",
    "modern-bert",
    "neo-bert",
    "nomic-bert",
    "t5",
)
"""Beginnings of the architecture names that llama.cpp has for networks without text output of their own."""

_OTHER_FORMATS: Final = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"ggml", "a GGML file, the predecessor of GGUF"),
    (b"lmgg", "a GGML file, the predecessor of GGUF"),
    (b"tjgg", "a GGJT file, a predecessor of GGUF"),
    (b"version https://git-lfs", "a Git LFS pointer instead of the weights"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x7fELF", "a program"),
)
_GET_ANOTHER: Final = "name a GGUF file with --model, or leave --model out to use the model inside cmdgen"
_GET_AGAIN: Final = "download it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class GgufHeader:
    """The header of a GGUF file whose weights are all there."""

    path: Path
    size_bytes: int
    version: int
    metadata: Mapping[str, Scalar]
    """Numbers, truth values and texts by key; lists, such as the vocabulary, are left out."""
    tensor_count: int
    parameter_count: int

    @property
    def architecture(self) -> str:
        """Name of the network's shape, such as qwen2; empty if the file does not say."""
        return self._text("general.architecture") or ""

    @property
    def name(self) -> str:
        """Name for people: the one in the file, else the file's own."""
        return self._text("general.name") or self.path.stem

    @property
    def writes_text(self) -> bool:
        """False for networks that only read, such as embedding models, and for parts such as image encoders.

        llama.cpp loads some of these, but a completion with them ends the process.
        """
        return not self.architecture.startswith(_NO_TEXT)

    @property
    def chat_template(self) -> str | None:
        """Jinja template that turns messages into a prompt; None where the file has none, as base models."""
        return self._text("tokenizer.chat_template")

    @property
    def context_tokens(self) -> int | None:
        """Longest context that the model was trained for, in tokens."""
        value = self.metadata.get(f"{self.architecture}.context_length")
        return value if isinstance(value, int) and value > 0 else None

    def _text(self, key: str) -> str | None:
        value = self.metadata.get(key)
        return value if isinstance(value, str) and value else None


def read_header(path: Path) -> GgufHeader:
    """Return the header of a model file, having checked that the whole file is there.

    Only the header's pages are read; a vocabulary of 150,000 entries takes some 50 ms.

    Args:
        path: the file; a relative path is taken from the working directory.

    Raises:
        ModelFileError: missing, unreadable, empty, of another format, of an unsupported version, damaged or
        cut short.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            _refuse(path, "is a folder", hint="name the .gguf file inside it")
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for a writer
            _refuse(path, "is no regular file", hint=_GET_ANOTHER)
        if status.st_size == 0:
            _refuse(path, "is empty", hint=_GET_AGAIN)
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _parse(path, data)
    except FileNotFoundError as error:
        message = f"the model file {path} does not exist"
        raise ModelFileError(message, hint=_GET_ANOTHER) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"the model file {path} cannot be read: {reason}"
        raise ModelFileError(message, hint="check the path and the permissions of the file") from error


def _parse(path: Path, data: mmap.mmap) -> GgufHeader:
    cursor = Cursor(data)
    try:
        version = _version(path, data, cursor)
        return _body(path, data, cursor, version)
    except CutShortError as error:
        message = f"the model file {path} is cut short: its {len(data)} bytes end within the header"
        raise ModelFileError(message, hint=_GET_AGAIN) from error
    except NonsenseError as error:
        message = f"the model file {path} is damaged: {error}"
        raise ModelFileError(message, hint=_GET_AGAIN) from error


def _version(path: Path, data: mmap.mmap, cursor: Cursor) -> int:
    magic = bytes(data[:4])
    if magic != _MAGIC:
        if _MAGIC.startswith(magic):
            raise CutShortError
        _refuse(path, f"is no GGUF file but {_guess(bytes(data[:64]))}", hint=_GET_ANOTHER)
    cursor.position = len(_MAGIC)
    version = int(cursor.number(_UNSIGNED))
    swapped = int(struct.unpack(">I", struct.pack("<I", version))[0])
    if version > NEWEST_VERSION and swapped <= NEWEST_VERSION:
        why = "is a big-endian GGUF file, and the engine reads little-endian ones"
        _refuse(path, why, hint="get the little-endian file")
    if version > NEWEST_VERSION:
        why = f"has GGUF version {version}, newer than the newest supported one, {NEWEST_VERSION}"
        _refuse(path, why, hint="update cmdgen and its llama.cpp binding")
    if version < OLDEST_VERSION:
        why = f"has GGUF version {version}, which is no longer supported"
        _refuse(path, why, hint="get a newer conversion of the model")
    return version


def _body(path: Path, data: mmap.mmap, cursor: Cursor, version: int) -> GgufHeader:
    tensor_count = cursor.count(each=24, what="tensors", limit=_MAX_ENTRIES)
    entry_count = cursor.count(each=13, what="metadata entries", limit=_MAX_ENTRIES)
    metadata = _metadata(cursor, entry_count)
    needed, parameters = 0, 0
    for _ in range(tensor_count):
        end, values = _tensor(cursor)
        needed, parameters = max(needed, end), parameters + values
    alignment = _alignment(metadata)
    start = -(-cursor.position // alignment) * alignment
    if tensor_count and start + needed > len(data):
        missing = f"{len(data)} of {start + needed} bytes are there"
        _refuse(path, f"is cut short: {missing}", hint=_GET_AGAIN)
    if not tensor_count:
        _refuse(path, "holds no weights", hint=_GET_ANOTHER)
    part = metadata.get("split.no")
    if isinstance(part, int) and part > 0:
        _refuse(path, f"is part {part + 1} of a model in several files", hint="name the first part")
    return GgufHeader(
        path=path,
        size_bytes=len(data),
        version=version,
        metadata=metadata,
        tensor_count=tensor_count,
        parameter_count=parameters,
    )


def _metadata(cursor: Cursor, count: int) -> dict[str, Scalar]:
    metadata: dict[str, Scalar] = {}
    for _ in range(count):
        key = cursor.text(what="a key", limit=MAX_KEY_BYTES)
        kind = int(cursor.number(_UNSIGNED))
        value = cursor.value(kind)
        if kind != ARRAY and value is not None:
            metadata[key] = value
    return metadata


def _tensor(cursor: Cursor) -> tuple[int, int]:
    """Read one tensor's description and return (end of its data, number of its values)."""
    cursor.text(what="a tensor's name", limit=MAX_KEY_BYTES)
    dimensions = int(cursor.number(_UNSIGNED))
    if dimensions > _MAX_DIMENSIONS:
        message = f"it has a tensor of {dimensions} dimensions"
        raise NonsenseError(message)
    values = 1
    for _ in range(dimensions):
        values *= int(cursor.number(FIXED[10]))
    kind = int(cursor.number(_UNSIGNED))
    offset = int(cursor.number(FIXED[10]))
    return offset + size_bytes(kind, values), values


def _alignment(metadata: Mapping[str, Scalar]) -> int:
    alignment = metadata.get("general.alignment", _DEFAULT_ALIGNMENT)
    if not isinstance(alignment, int) or not 0 < alignment <= _MAX_ALIGNMENT or alignment & (alignment - 1):
        message = f"its data is aligned to {alignment} bytes"
        raise NonsenseError(message)
    return alignment


def _guess(beginning: bytes) -> str:
    for signature, description in _OTHER_FORMATS:
        if beginning.startswith(signature):
            return description
    if len(beginning) > 8 and beginning[8:9] == b"{" and beginning[4:8] == b"\0\0\0\0":
        return "a safetensors file"
    try:
        beginning.decode("ascii")
    except UnicodeDecodeError:
        return "something else"
    return "text" if b"\0" not in beginning else "something else"


def _refuse(path: Path, why: str, *, hint: str) -> NoReturn:
    message = f"the model file {path} {why}"
    raise ModelFileError(message, hint=hint)
