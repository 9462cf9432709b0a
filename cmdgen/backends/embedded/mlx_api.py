"""MLX and the networks of mlx-lm, without the rest of that package.

Importing `mlx_lm` takes seconds: it brings transformers, and PyTorch where that is installed.  Its networks
(`mlx_lm.models`) and the `tokenizers` library need neither and load within a tenth of a second.

Source: https://github.com/ml-explore/mlx-lm
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import re
from dataclasses import dataclass
from typing import Any, Final

from cmdgen.backends.embedded.devices import CPU, CUDA, METAL
from cmdgen.backends.embedded.foreign_package import import_submodule
from cmdgen.core.errors import BackendUnavailableError

_PACKAGE: Final = "mlx_lm"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class MlxApi:
    """The modules that are needed to run a network."""

    core: Any
    """mlx.core: arrays."""
    nn: Any
    """mlx.nn: layers."""
    cache: Any
    """mlx_lm.models.cache: keys and values of the tokens so far."""
    tokenizers: Any

    def architecture(self, name: str) -> Any | None:
        """Return the module with the network of this name, such as qwen2; None if mlx-lm has none."""
        # The name comes from a downloaded file: it may choose among mlx-lm's networks, and nothing else.
        if not _NAME.fullmatch(name):
            return None
        try:
            module = import_submodule(_PACKAGE, f"models.{name}")
        except ImportError:
            return None
        return module if hasattr(module, "Model") and hasattr(module, "ModelArgs") else None


@functools.cache
def load_api() -> MlxApi:
    """Return the modules, imported.

    Raises:
        BackendUnavailableError: one of them does not load.
    """
    try:
        return MlxApi(
            core=importlib.import_module("mlx.core"),
            nn=importlib.import_module("mlx.nn"),
            cache=import_submodule(_PACKAGE, "models.cache"),
            tokenizers=importlib.import_module("tokenizers"),
        )
    except (ImportError, OSError, RuntimeError) as error:
        message = f"MLX is installed but does not load: {error}"
        raise BackendUnavailableError(message, hint="use a GGUF model, which needs no MLX") from error


def devices() -> tuple[str, ...]:
    """Return what MLX can compute on here, the best first; no model is loaded.

    Raises:
        BackendUnavailableError: MLX does not load.
    """
    core = load_api().core
    present = [kind for kind, part in ((METAL, "metal"), (CUDA, "cuda")) if _works(core, part)]
    return (*present, CPU)


def _works(core: Any, part: str) -> bool:
    module = getattr(core, part, None)
    return module is not None and bool(module.is_available())
