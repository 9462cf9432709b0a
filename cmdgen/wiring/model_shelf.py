"""The models at hand: settings, folder and catalogue together, and what a name means among them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmdgen.core.errors import CmdgenError, ConfigurationError, UsageError
from cmdgen.models import spec as specs
from cmdgen.models.catalogue import Catalogue
from cmdgen.models.store import starter_path
from cmdgen.models.store_folder import ModelFolder
from cmdgen.settings import environment, load
from cmdgen.wiring.model_choice import model_file, model_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cmdgen.models.store_folder import StoredModel
    from cmdgen.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Everything that the subcommands share."""

    settings: Settings
    folder: ModelFolder
    catalogue: Catalogue

    @property
    def in_use(self) -> Path | None:
        """The model file that would be loaded; None for the starter model, or if it is not here."""
        try:
            return model_file(self.settings)
        except CmdgenError:
            return None

    def spelling(self, model: StoredModel) -> str | None:
        """Return NAME:QUANT of the catalogue for a stored model."""
        for entry in self.catalogue.models.values():
            for variant in entry.variants:
                if variant.file and model.path == self.folder.gguf_path(variant.repository, variant.file):
                    return f"{entry.name}:{variant.quantisation}"
            if entry.mlx is not None and model.path == self.folder.mlx_path(entry.mlx.repository):
                return f"{entry.name}@mlx"
        return None

    def path(self, spec: specs.ModelSpec) -> Path | None:
        """Return where the model that this names lies; None if it is not here."""
        if isinstance(spec, specs.StarterSpec):
            return starter_path()
        if isinstance(spec, specs.LocalSpec):
            named = [model.path for model in self.folder.models() if model.path.name == str(spec.path)]
            return spec.path if spec.path.exists() else _only(named)
        if isinstance(spec, specs.HubSpec):
            return _only(
                [
                    model.path
                    for model in self.folder.models()
                    if model.source.repository == spec.repository and spec.file in {None, model.source.file}
                ]
            )
        return self._named(spec)

    def unknown(self, text: str) -> UsageError:
        """Return the error for a name of which nothing is here."""
        if text.lower().endswith("@ollama"):
            message = f"{text} is a model of the Ollama server, which keeps it"
            return UsageError(message, hint="see what the server has: ollama list")
        if text.partition(":")[0].partition("@")[0].lower() in self.catalogue.models:
            return UsageError(f"{text} is not here", hint=f"fetch it: cmdgen model pull {text}")
        spellings = [(self.spelling(model), model.path.name) for model in self.folder.models()]
        here = [name for names in spellings for name in names if name]
        near = difflib.get_close_matches(text, [*here, specs.STARTER], n=1, cutoff=0.4)
        other = difflib.get_close_matches(text, self.catalogue.models, n=1, cutoff=0.8)
        if other and not difflib.get_close_matches(text, here, n=1, cutoff=0.8):
            message = f"there is no model {text!r}; did you mean {other[0]}, which is not here?"
            return UsageError(message, hint=f"fetch it: cmdgen model pull {other[0]}")
        message = f"there is no model {text!r} here" + (f"; did you mean {near[0]}?" if near else "")
        return UsageError(message, hint="cmdgen model list shows what is here")

    def _named(self, spec: specs.NamedSpec) -> Path | None:
        """Return the variant that is named; for a bare name the usual one, else any that is here."""
        entry = self.catalogue.models.get(spec.name.lower())
        if entry is None:
            return None
        if spec.backend == "mlx":
            folder = None if entry.mlx is None else self.folder.mlx_path(entry.mlx.repository)
            return folder if folder is not None and folder.is_dir() else None
        wanted = (spec.quantisation or "").lower()
        for variant in (entry.usual, *entry.variants):
            if variant.file is not None and wanted in {"", variant.quantisation.lower()}:
                path = self.folder.gguf_path(variant.repository, variant.file)
                if path.is_file():
                    return path
        return None


def _only(paths: Sequence[Path]) -> Path | None:
    return paths[0] if len(paths) == 1 else None


def models_folder(settings: Settings) -> ModelFolder:
    """Return the folder of the models.

    Raises:
        ConfigurationError: the machine has no place for one.
    """
    folder = model_folder(settings)
    if folder is None:
        message = "there is no cache folder for models: the user has no home directory"
        raise ConfigurationError(message, hint="name one: CMDGEN_MODELS_DIR=/path")
    return ModelFolder(folder)


def open_shelf(flags: Mapping[str, object], config: Path | None) -> Shelf:
    """Return what the subcommands work with.

    Raises:
        ConfigurationError: the configuration, or an own catalogue, cannot be used.
    """
    return shelf_of(load(environment(), config, flags))


def shelf_of(settings: Settings) -> Shelf:
    """Return the models that these settings lead to.

    Raises:
        ConfigurationError: an own catalogue cannot be used, or there is no place for models.
    """
    folder = models_folder(settings)
    return Shelf(settings=settings, folder=folder, catalogue=Catalogue.load(folder.root))
