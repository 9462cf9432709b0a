"""llama.cpp through llama-cpp-python's C functions: the shortest way from a prompt to an answer.

Source: https://github.com/abetlen/llama-cpp-python
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.backends.embedded.llama_cpp_model import LlamaCppModel
from cmdgen.backends.embedded.model_files import fingerprint
from cmdgen.backends.embedded.prefix_store import PrefixStore
from cmdgen.backends.embedded.saved_prefixes import SavedPrefixes
from cmdgen.backends.embedded.token_engine import TokenEngine

if TYPE_CHECKING:
    from cmdgen.backends.embedded.engine import EngineOptions
    from cmdgen.backends.embedded.model_files import ModelFiles

NAME: Final = "llama-cpp-python"


def open_llama_cpp(model: ModelFiles, options: EngineOptions) -> TokenEngine:
    """Load a GGUF file.

    Args:
        model: the checked file.
        options: threads, context and device.

    Raises:
        ModelFileError: llama.cpp cannot use this model.
        BackendUnavailableError: the library does not load.
    """
    loaded = LlamaCppModel(model.path, options)
    return TokenEngine(NAME, loaded.device, loaded, model.chat_template, _prefixes(model, loaded, options))


def _prefixes(model: ModelFiles, loaded: LlamaCppModel, options: EngineOptions) -> SavedPrefixes | None:
    if options.prefix_cache is None:
        return None
    # The library instead of its version: another build of the same version may lay a state out differently.
    library = Path(loaded.api.__file__).parent / "lib"
    try:
        identity = (
            NAME,
            fingerprint(library),
            fingerprint(model.path.resolve()),
            loaded.device,
            options.gpu_layers,
        )
    except OSError:
        return None
    return SavedPrefixes(loaded, PrefixStore(options.prefix_cache, identity))
