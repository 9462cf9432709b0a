"""MLX: the networks of mlx-lm on Apple Silicon, and on other processors where MLX has a build for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cmdgen.backends.embedded.devices import CPU
from cmdgen.backends.embedded.mlx_api import MlxApi, load_api
from cmdgen.backends.embedded.mlx_folder import MlxFolder
from cmdgen.backends.embedded.mlx_model import NAME, MlxModel, mlx_device
from cmdgen.backends.embedded.token_engine import TokenEngine
from cmdgen.core.errors import ModelFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cmdgen.backends.embedded.engine import EngineOptions
    from cmdgen.backends.embedded.model_files import ModelFiles

_MAX_REASON: Final = 200
_OWN_MODES: Final = frozenset({"affine", None})
"""Of quantisation; None: the folder does not say, since there was only one."""


def open_mlx(model: ModelFiles, options: EngineOptions) -> TokenEngine:
    """Load an MLX folder.

    Args:
        model: the checked folder.
        options: context and device; MLX chooses its threads itself.

    Raises:
        ModelFileError: MLX cannot use this model.
        BackendUnavailableError: MLX does not load.
    """
    if not isinstance(model, MlxFolder):
        message = f"MLX reads folders, and {model.path} is a file"
        raise ModelFileError(message, hint="use another engine for this model")
    api = load_api()
    if options.device == CPU:
        # Compiled functions are C++ there: they would need a compiler, and seconds, on the user's machine.
        api.core.disable_compile()
    try:
        network = _network(api, model, options.device)
        tokenizer = api.tokenizers.Tokenizer.from_file(str(model.path / "tokenizer.json"))
    except ModelFileError:
        raise
    except (
        Exception
    ) as error:  # damaged numbers show in any way: missing keys, wrong shapes, division by zero
        lines = str(error).split("\n") if str(error) else [type(error).__name__]
        raise _refused(model, " ".join(line.strip() for line in lines)[:_MAX_REASON]) from error
    loaded = MlxModel(api, network, tokenizer, model, options)
    return TokenEngine(NAME, options.device, loaded, model.chat_template)


def _network(api: MlxApi, folder: MlxFolder, device: str) -> Any:
    """Return the network of the folder's architecture, with its weights in memory."""
    architecture = api.architecture(folder.architecture)
    if architecture is None:
        raise _refused(folder, f"unknown model architecture: {folder.architecture!r}")
    with api.core.stream(mlx_device(api, device)):
        network = architecture.Model(architecture.ModelArgs.from_dict(dict(folder.config)))
        weights: dict[str, Any] = {}
        for file in folder.weights:
            weights.update(api.core.load(str(file)))
        if hasattr(network, "sanitize"):
            weights = network.sanitize(weights)
        _quantise(api, network, weights, folder)
        network.eval()
        network.load_weights(list(weights.items()), strict=True)
        api.core.eval(list(_arrays(network.parameters())))
    return network


def _quantise(api: MlxApi, network: Any, weights: dict[str, Any], folder: MlxFolder) -> None:
    """Replace those layers by quantised ones whose weights are quantised."""
    settings = folder.config.get("quantization")
    if settings is None and "quantization_config" not in folder.config:
        return
    if not isinstance(settings, dict) or settings.get("mode") not in _OWN_MODES:
        raise _refused(folder, "its quantisation is not MLX's own")

    def how(path: str, layer: Any) -> Any:
        own = settings.get(path)  # some layers may have settings of their own
        return own if own is not None else hasattr(layer, "to_quantized") and f"{path}.scales" in weights

    api.nn.quantize(network, group_size=settings["group_size"], bits=settings["bits"], class_predicate=how)


def _arrays(parameters: object) -> Iterator[Any]:
    """Yield every array of a network, which MLX describes as dicts and lists of each other."""
    if isinstance(parameters, dict):
        parameters = list(parameters.values())
    if isinstance(parameters, list):
        for part in parameters:
            yield from _arrays(part)
    else:
        yield parameters


def _refused(folder: MlxFolder, reason: str) -> ModelFileError:
    message = f"MLX cannot use {folder.path}: {reason}"
    return ModelFileError(message, hint="use another model, or a newer engine: pip install -U mlx-lm")
