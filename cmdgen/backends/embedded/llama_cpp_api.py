"""The C functions of llama.cpp as llama-cpp-python declares them, without the rest of that package.

Importing `llama_cpp` loads NumPy, Jinja and a disk cache, which takes longer than loading the starter model
and answering with it.  The declarations are all in the submodule `llama_cpp.llama_cpp`, which needs none of
them.
"""

from __future__ import annotations

import collections
import functools
from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.foreign_package import import_submodule
from cmdgen.backends.embedded.openmp import calm_threads
from cmdgen.core.errors import BackendUnavailableError

if TYPE_CHECKING:
    import ctypes

_PACKAGE: Final = "llama_cpp"
_ERROR_LEVEL: Final = 4

_errors: Final[collections.deque[str]] = collections.deque(maxlen=50)
"""The last things that the library complained about."""


@functools.cache
def load_api() -> Any:
    """Return the module of C functions, with the library loaded, initialised and silent.

    Raises:
        BackendUnavailableError: the binding or its shared library cannot be loaded.
    """
    calm_threads()
    try:
        api = import_submodule(_PACKAGE, "llama_cpp")
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        message = f"llama-cpp-python is installed but does not load: {error}"
        raise BackendUnavailableError(message, hint="use the other engine: pip install xllamacpp") from error
    api.llama_log_set(_keep_error(api), None)
    api.llama_backend_init()
    return api


def recent_errors() -> str:
    """Return what the library has complained about lately, one message a line."""
    return "".join(_errors)


def forget_errors() -> None:
    """Start a new record for `recent_errors`."""
    _errors.clear()


@functools.cache  # the library keeps calling it, so it must stay alive
def _keep_error(api: Any) -> Any:
    def receive(level: int, text: bytes, _: ctypes.c_void_p) -> None:
        if level == _ERROR_LEVEL:
            _errors.append(text.decode("utf-8", "replace"))

    return api.llama_log_callback(receive)
