"""A model as it lies on the disk: a GGUF file for llama.cpp, or a folder in the layout of MLX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.models.gguf import GgufHeader, read_header

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    from cmdgen.backends.embedded.mlx_folder import MlxFolder

    ModelFiles: TypeAlias = GgufHeader | MlxFolder
    """What is known about a model whose files were all checked to be whole."""


def read_model(path: Path) -> ModelFiles:
    """Return what a model's files say about themselves, having checked that they are all there.

    Raises:
        ModelFileError: missing, damaged, cut short, or neither a GGUF file nor an MLX folder.
    """
    if not path.is_dir():
        return read_header(path)
    from cmdgen.backends.embedded.mlx_folder import read_folder  # noqa: PLC0415  (most models are GGUF files)

    return read_folder(path)


def fingerprint(path: Path) -> tuple[object, ...]:
    """Return a value that changes when the files do: which they are, their sizes and times.

    Raises:
        OSError: they cannot be looked at.
    """
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    states = ((file.name, file.stat()) for file in files)
    return (path, *((name, one.st_ino, one.st_size, one.st_mtime_ns) for name, one in states))
