"""The graphics processors that llama-cpp-python's llama.cpp finds."""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.devices import CPU, kind_of, usable
from cmdgen.backends.embedded.llama_cpp_api import load_api

if TYPE_CHECKING:
    from collections.abc import Iterator

_GRAPHICS: Final = frozenset({1, 2})
"""ggml's numbers for a graphics processor with memory of its own, and one that shares the processor's."""


def devices() -> tuple[str, ...]:
    """Return what llama.cpp can compute on here, the best first; no model is loaded.

    Raises:
        BackendUnavailableError: the library does not load.
    """
    return usable(name for name, _ in _graphics(load_api()))


def device_list(api: Any, device: str) -> Any:
    """Return the list of C pointers that ties a model to one kind of device; an empty one means the processor.

    None leaves the choice to llama.cpp.
    """
    chosen = [] if device == CPU else [handle for name, handle in _graphics(api) if kind_of(name) == device]
    return None if None in chosen else (ctypes.c_void_p * (len(chosen) + 1))(*chosen, None)


def _graphics(api: Any) -> Iterator[tuple[str, int | None]]:
    """Yield name and C pointer of each graphics processor."""
    if not api.llama_supports_gpu_offload():
        return
    library = api._lib  # noqa: SLF001  (the binding declares none of these functions)
    try:
        count = _function(library, "ggml_backend_dev_count", ctypes.c_size_t)
        get = _function(library, "ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
        kind = _function(library, "ggml_backend_dev_type", ctypes.c_int, ctypes.c_void_p)
        name = _function(library, "ggml_backend_dev_name", ctypes.c_char_p, ctypes.c_void_p)
    except AttributeError:  # Windows looks for functions in the library itself, not in those that it uses
        yield "Metal" if sys.platform == "darwin" else "CUDA", None
        return
    for number in range(count()):
        handle = get(number)
        if kind(handle) in _GRAPHICS:
            yield name(handle).decode("utf-8", "replace"), handle


def _function(library: Any, name: str, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)((name, library))
