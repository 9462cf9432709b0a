"""What a folder in the layout of MLX says about itself, read without loading its weights.

Such a folder holds config.json, tokenizer.json and the weights in one or more safetensors files.  Everything that
is wrong with it is found here, so that the messages are about files and not about arrays.

Source: https://github.com/huggingface/safetensors#format
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cmdgen.core.errors import ModelFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_INDEX: Final = "model.safetensors.index.json"
_MAX_HEADER_BYTES: Final = 100 << 20
_MAX_JSON_BYTES: Final = 100 << 20
"""A tokenizer of 150,000 entries takes about 10 MB."""
_GET_AGAIN: Final = "download it again"
_GET_ANOTHER: Final = "name a GGUF file or an MLX folder with --model, or leave --model out"


@dataclass(frozen=True, slots=True, kw_only=True)
class MlxFolder:
    """An MLX model whose files are all there."""

    path: Path
    config: Mapping[str, Any]
    """The content of config.json."""
    weights: tuple[Path, ...]
    """The safetensors files."""
    size_bytes: int
    """Of the weights."""
    chat_template: str | None
    """Jinja template that turns messages into a prompt; None where there is none, as in base models."""
    bos: str
    """Text of the token that begins a sequence; empty if there is none."""
    eos: str
    """Text of the token that ends one."""
    end_tokens: frozenset[int]
    """Tokens that end an answer."""

    @property
    def name(self) -> str:
        """Name for people: the folder's."""
        return self.path.resolve().name

    @property
    def architecture(self) -> str:
        """Name of the network's shape, such as qwen2; empty if the folder does not say."""
        value = self.config.get("model_type")
        return value if isinstance(value, str) else ""

    @property
    def writes_text(self) -> bool:
        """True: MLX has no networks here that only read; an unknown shape is refused when it is loaded."""
        return True

    @property
    def context_tokens(self) -> int | None:
        """Longest context that the model was trained for, in tokens."""
        value = self.config.get("max_position_embeddings")
        return value if isinstance(value, int) and value > 0 else None


def read_folder(path: Path) -> MlxFolder:
    """Return what an MLX folder says about itself, having checked that its files are all there.

    Raises:
        ModelFileError: a file is missing, unreadable, damaged or cut short.
    """
    if not (path / "config.json").is_file():
        _refuse(path, "is a folder without config.json, so it is no MLX model", hint=_GET_ANOTHER)
    config = _object(path / "config.json")
    if "model_file" in config:
        _refuse(path, "brings program code of its own, which is not run", hint="use another model")
    if not (path / "tokenizer.json").is_file():
        _refuse(path, "lacks tokenizer.json", hint=_GET_AGAIN)
    weights = _weights(path)
    size_bytes = sum(_checked_size(file) for file in weights)
    settings = _optional(path / "tokenizer_config.json")
    return MlxFolder(
        path=path,
        config=config,
        weights=weights,
        size_bytes=size_bytes,
        chat_template=_template(path, settings),
        bos=_token_text(settings.get("bos_token")),
        eos=_token_text(settings.get("eos_token")),
        end_tokens=_end_tokens(config) | _end_tokens(_optional(path / "generation_config.json")),
    )


def _weights(path: Path) -> tuple[Path, ...]:
    if (path / _INDEX).is_file():
        table = _object(path / _INDEX).get("weight_map")
        names = set(table.values()) if isinstance(table, dict) else set()
        # A name is a plain one: the index must not lead out of the folder.
        files = tuple(path / str(name).rpartition("/")[2] for name in sorted(map(str, names)))
    else:
        files = tuple(sorted(path.glob("model*.safetensors")))
    if not files:
        _refuse(path, "holds no weights (model.safetensors)", hint=_GET_AGAIN)
    for file in files:
        if not file.is_file():
            _refuse(path, f"lacks {file.name}", hint=_GET_AGAIN)
    return files


def _checked_size(path: Path) -> int:
    """Return the size of a safetensors file that is whole."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
            length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
            if not 2 <= length <= min(_MAX_HEADER_BYTES, size - 8):
                _refuse(path, "is cut short, or no safetensors file", hint=_GET_AGAIN)
            header = json.loads(file.read(length))
        ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
        needed = 8 + length + max(ends, default=0)
    except OSError as error:
        _unreadable(path, error)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        _refuse(path, "is damaged: its table of contents makes no sense", hint=_GET_AGAIN)
    if size < needed:
        _refuse(path, f"is cut short: {size} of {needed} bytes are there", hint=_GET_AGAIN)
    return size


def _object(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MAX_JSON_BYTES:
            _refuse(path, "is far too large for what it should be", hint=_GET_AGAIN)
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        _unreadable(path, error)
    except (ValueError, RecursionError) as error:
        _refuse(path, f"is damaged: {error}", hint=_GET_AGAIN)
    if not isinstance(content, dict):
        _refuse(path, "is damaged: it holds no object", hint=_GET_AGAIN)
    return content


def _optional(path: Path) -> dict[str, Any]:
    return _object(path) if path.is_file() else {}


def _template(path: Path, settings: Mapping[str, Any]) -> str | None:
    file = path / "chat_template.jinja"
    if file.is_file():
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            _unreadable(file, error)
    value = settings.get("chat_template")
    if isinstance(value, list):  # several, each with a name
        named = {entry.get("name"): entry.get("template") for entry in value if isinstance(entry, dict)}
        value = named.get("default")
    return value if isinstance(value, str) and value else None


def _token_text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("content")
    return value if isinstance(value, str) else ""


def _end_tokens(config: Mapping[str, Any]) -> frozenset[int]:
    value = config.get("eos_token_id")
    values = value if isinstance(value, list) else [value]
    return frozenset(number for number in values if isinstance(number, int))


def _unreadable(path: Path, error: Exception) -> NoReturn:
    reason = getattr(error, "strerror", None) or error
    message = f"the model file {path} cannot be read: {reason}"
    raise ModelFileError(message, hint="check the permissions of the file") from error


def _refuse(path: Path, why: str, *, hint: str) -> NoReturn:
    message = f"the model {path} {why}"
    raise ModelFileError(message, hint=hint)
