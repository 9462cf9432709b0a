"""Which file the embedded backend loads: the one that was named, else the default model where it has been fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError
from cmdgen.settings import place

if TYPE_CHECKING:
    from cmdgen.settings import Settings

_SAID_FOR_THIS_CALL: Final = frozenset({"flag", "environment"})


def model_file(settings: Settings) -> Path | None:
    """Return the model file or folder to load; None stands for the starter model inside the package.

    Raises:
        UsageError: a model is named that is not here.
        ConfigurationError: the catalogue cannot be used.
    """
    named = settings.model
    if named is None or names_model_of_server(settings):
        return _fetched_default(settings)
    path = Path(named).expanduser()
    if path.exists() or path.is_absolute() or named.startswith("."):
        return path  # the backend says what is wrong with it
    from cmdgen.models.spec import LocalSpec, StarterSpec, parse  # noqa: PLC0415  most calls name no model
    from cmdgen.wiring.model_shelf import shelf_of  # noqa: PLC0415

    shelf = shelf_of(settings)
    spec = parse(named)
    if isinstance(spec, StarterSpec):
        return None
    found = shelf.path(spec)
    if found is None and isinstance(spec, LocalSpec):
        return spec.path
    if found is None:
        raise shelf.unknown(named)
    return found


def names_model_of_server(settings: Settings) -> bool:
    """Return whether `--model` of this call names a model of the server that is asked, and no file of ours."""
    is_said_now = settings.origin("model").source in _SAID_FOR_THIS_CALL
    return is_said_now and settings.model is not None and settings.candidates[0] != "embedded"


def starter_may_stand_in(settings: Settings) -> bool:
    """Return whether the starter may answer where the model cannot be used.

    Not for a model that was named for this very call: whoever names one wants to hear what is wrong with it.
    """
    is_named_now = settings.origin("model").source in _SAID_FOR_THIS_CALL
    return settings.fallback and (not is_named_now or names_model_of_server(settings))


def model_folder(settings: Settings) -> Path | None:
    """Return where fetched models lie; None on a machine that has no place for them."""
    if settings.models_dir is not None:
        return settings.models_dir.expanduser()
    cache = place("cache")
    return None if cache is None else cache / "models"


def _fetched_default(settings: Settings) -> Path | None:
    """Return the default model's file if it is here; a machine without any fetched model reads no catalogue."""
    folder = model_folder(settings)
    try:
        if folder is None or not any(folder.iterdir()):
            return None
    except OSError:
        return None
    from cmdgen.models.spec import parse  # noqa: PLC0415
    from cmdgen.wiring.model_shelf import shelf_of  # noqa: PLC0415

    try:
        shelf = shelf_of(settings)
        return shelf.path(parse(shelf.catalogue.default))
    except ConfigurationError:
        return None  # said by `cmdgen model`; an answer is still owed
