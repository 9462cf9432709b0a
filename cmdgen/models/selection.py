"""Picks the files of a repository that make up one model."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import UsageError
from cmdgen.models.hub_errors import megabytes

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL: Final = "Q4_K_M"
"""The quantisation that is meant where several are there and none is named."""
_PART: Final = re.compile(r"-\d{5}-of-\d{5}\.gguf$", re.IGNORECASE)
_MLX_SUFFIXES: Final = (".safetensors", ".json", ".txt", ".jinja", ".model", ".tiktoken")
_MOST_LISTED: Final = 12


def choose_file(repository: str, files: Mapping[str, int], quantisation: str | None) -> str:
    """Return the one GGUF file that is meant.

    Args:
        files: path -> size in bytes.
        quantisation: such as Q4_K_M; None takes the only file, or the one of the usual quantisation.

    Raises:
        UsageError: there is none, or more than one.
    """
    models = sorted(path for path in files if path.lower().endswith(".gguf"))
    whole = [path for path in models if not _PART.search(path)]
    if not models:
        message = f"{repository} has no GGUF file"
        hint = f"search for {repository.partition('/')[2]} at huggingface.co/models?library=gguf"
        raise UsageError(message, hint=hint)
    if quantisation is None and len(whole) == 1:
        return whole[0]
    wanted = quantisation or USUAL
    fitting = [path for path in whole if _has(path, wanted)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting and any(_has(path, wanted) for path in models):
        message = f"the {wanted} of {repository} is in several files, which cmdgen cannot pull"
    else:
        message = f"{repository} has {'several files' if fitting else 'no file'} of quantisation {wanted}"
    others = fitting or whole
    listed = ", ".join(f"{path} ({megabytes(files[path])})" for path in others[:_MOST_LISTED])
    near = difflib.get_close_matches(wanted.lower(), others, n=1, cutoff=0.0) or models[:1]
    message += f"; there is: {listed or 'nothing else'}"
    raise UsageError(message, hint=f"cmdgen model pull hf.co/{repository}:{near[0]}")


def nearest_file(file: str, files: Mapping[str, int]) -> str | None:
    """Return the model file of a repository whose name looks most like this one."""
    models = {path.lower(): path for path in files if path.lower().endswith(".gguf")}
    near = difflib.get_close_matches(file.lower(), models, n=1)
    return models[near[0]] if near else None


def mlx_files(repository: str, files: Mapping[str, int]) -> list[str]:
    """Return the files that MLX reads, the small ones first.

    Raises:
        UsageError: the repository holds no such model.
    """
    wanted = [
        path
        for path in files
        if path.endswith(_MLX_SUFFIXES) and "/" not in path and not path.startswith(".") and ".." not in path
    ]
    if "config.json" not in wanted or not any(path.endswith(".safetensors") for path in wanted):
        message = f"{repository} holds no weights for MLX: config.json and .safetensors"
        raise UsageError(message, hint="look for one at huggingface.co/mlx-community")
    return sorted(wanted, key=lambda path: (files[path], path))


def _has(path: str, quantisation: str) -> bool:
    """Return whether the name says this quantisation: as a word of its own, Q4_K is not Q4_K_M."""
    name = path.rpartition("/")[2].lower().removesuffix(".gguf")
    name = _PART.sub("", name + ".gguf").removesuffix(".gguf")
    return re.search(rf"(?:^|[-._]){re.escape(quantisation.lower())}$", name) is not None
