"""Imports a part of a large package without running the package's own `__init__`.

`llama_cpp` brings NumPy and a disk cache, and `mlx_lm` brings transformers and lowers the limit of open files; all
that we call lies in submodules that need none of it.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()


def import_submodule(package: str, name: str) -> Any:
    """Return the submodule `package.name`; the package's `__init__` runs only if that does not work.

    Raises:
        ImportError: there is no such module, or something that it needs is missing.
    """
    full = f"{package}.{name}"
    with _lock:
        if full in sys.modules or package in sys.modules:
            return importlib.import_module(full)
        try:
            with _package_not_executed(package):
                return importlib.import_module(full)
        except ImportError:  # a release whose submodule needs its package: slower, and right
            return importlib.import_module(full)


@contextlib.contextmanager
def _package_not_executed(package: str) -> Iterator[None]:
    """Let submodules of the package be imported without running its `__init__`.

    Afterwards the package counts as not imported, so that an `import` of it elsewhere works as usual and reuses
    the submodules.
    """
    spec = importlib.util.find_spec(package)
    if spec is None:
        message = f"No module named {package!r}"
        raise ImportError(message, name=package)
    sys.modules[package] = importlib.util.module_from_spec(spec)
    try:
        yield
    finally:
        del sys.modules[package]
