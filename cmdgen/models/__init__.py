"""Models: the starter weights in the package, the catalogue, downloads, and what any model file says about itself.

>>> import cmdgen
>>> cmdgen.models.pull("qwen2.5-coder-1.5b")  # doctest: +SKIP
>>> [model.path.name for model in cmdgen.models.stored()]  # doctest: +SKIP

These three functions are for programs; nothing is printed, and nothing is imported before the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.models.catalogue import Model
    from cmdgen.models.progress import Progress
    from cmdgen.models.pulling import Pulled
    from cmdgen.models.store_folder import StoredModel

__all__ = ["available", "pull", "stored"]


def available() -> Sequence[Model]:
    """Return the models of the catalogue.

    Raises:
        cmdgen.core.errors.ConfigurationError: an own catalogue, or the configuration, cannot be used.
    """
    from cmdgen.wiring import model_api  # noqa: PLC0415

    return model_api.available()


def stored() -> Sequence[StoredModel]:
    """Return the models that are on this machine, in the folder that the settings name.

    Raises:
        cmdgen.core.errors.ConfigurationError: the configuration cannot be used.
    """
    from cmdgen.wiring import model_api  # noqa: PLC0415

    return model_api.stored()


def pull(name: str, *, progress: Progress | None = None, offline: bool = False) -> Pulled:
    """Return a model, fetched if it is not here; an interrupted download goes on where it stopped.

    Args:
        name: `NAME[:QUANT][@BACKEND]`, `hf.co/OWNER/REPO[:FILE]`, or a GGUF file to take over.
        progress: is told about the download; None tells nobody.
        offline: open no socket.

    Raises:
        cmdgen.core.errors.UsageError: there is no such model.
        cmdgen.core.errors.CmdgenError: it could not be fetched; the message says why.
    """
    from cmdgen.wiring import model_api  # noqa: PLC0415

    return model_api.pull(name, progress=progress, offline=offline)
