"""The catalogue: models that can be fetched by a short name, as data.

`models/catalogue.toml` at the top of the repository is the source; a built package carries it beside this module.
A `catalogue.toml` in the folder of the models adds entries, or replaces those of the same name: a company can name
its own models and mirrors there.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.models.catalogue_table import Table, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME: Final = "catalogue.toml"
BROWSE_URL: Final = "https://huggingface.co/models?library=gguf"
"""Where to look for models that are not in the catalogue."""
_SCHEMA: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One quantisation of a model: a GGUF file, or a folder of MLX weights."""

    quantisation: str
    """As llama.cpp or MLX spells it: Q4_K_M, 4bit."""
    repository: str
    """OWNER/NAME on the hub."""
    revision: str
    """Commit, or a branch where no commit is recorded."""
    file: str | None
    """Name of the GGUF file; None for MLX, where the whole repository is the model."""
    exact_bytes: int | None = None
    about_bytes: int | None = None
    sha256: str | None = None

    @property
    def size_bytes(self) -> int | None:
        """Size of the download as far as it is known."""
        return self.exact_bytes if self.exact_bytes is not None else self.about_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model with its variants."""

    name: str
    """What people type."""
    title: str
    maker: str
    licence: str
    licence_url: str
    parameters: int
    context_tokens: int
    kind: str
    """instruct or base; a base model only continues text."""
    good_for: str
    quantisation: str
    """The variant that the bare name means."""
    variants: tuple[Variant, ...]
    mlx: Variant | None = None
    ollama: str | None = None
    """Its name in Ollama's library."""

    @property
    def usual(self) -> Variant:
        """The variant that the bare name means."""
        return next(variant for variant in self.variants if variant.quantisation == self.quantisation)

    def variant(self, quantisation: str | None) -> Variant:
        """Return the variant of this quantisation, whatever the case of its letters.

        Raises:
            UsageError: there is none.
        """
        if quantisation is None:
            return self.usual
        for variant in self.variants:
            if variant.quantisation.lower() == quantisation.lower():
                return variant
        known = [variant.quantisation for variant in self.variants]
        near = difflib.get_close_matches(quantisation.upper(), known, n=1, cutoff=0.3)
        message = f"{self.name} has no quantisation {quantisation!r}; there is {', '.join(known)}"
        raise UsageError(message, hint=f"cmdgen model pull {self.name}:{(near or known)[0]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every model that has a short name."""

    models: Mapping[str, Model]
    default: str

    @classmethod
    def load(cls, models_dir: Path | None = None) -> Catalogue:
        """Return the catalogue of the package with the additions in this folder.

        Raises:
            ConfigurationError: the additions cannot be read, or break the schema.
        """
        models, default = _read(_packaged())
        own = None if models_dir is None else models_dir / FILE_NAME
        if own is not None and own.is_file():
            added, own_default = _read(own)
            models, default = {**models, **added}, own_default or default
        if default not in models:
            message = f"{own or _packaged()}: default names {default!r}, which is not in the catalogue"
            raise ConfigurationError(message, hint="correct it, or remove the line")
        return cls(models=models, default=default)

    def get(self, name: str) -> Model:
        """Return the model of this name.

        Raises:
            UsageError: there is none; the message names the nearest.
        """
        model = self.models.get(name.lower())
        if model is not None:
            return model
        near = self.nearest(name)
        message = f"there is no model {name!r} in the catalogue" + (f"; did you mean {near}?" if near else "")
        command = f"cmdgen model pull {near}" if near else "cmdgen model available"
        raise UsageError(message, hint=f"{command}; any other model: cmdgen model pull hf.co/OWNER/REPO")

    def nearest(self, name: str) -> str | None:
        """Return the known name that looks or sounds most like this one."""
        wanted = name.lower()
        inside = [known for known in self.models if wanted and (wanted in known or known in wanted)]
        if self.default in inside:
            return self.default
        found = inside[:1] or difflib.get_close_matches(wanted, list(self.models), n=1, cutoff=0.5)
        return found[0] if found else None

    def nearest_repository(self, repository: str) -> str | None:
        """Return the repository of the catalogue whose name looks most like this one, but is another."""
        known = {model.usual.repository.lower(): model.usual.repository for model in self.models.values()}
        near = difflib.get_close_matches(repository.lower(), known, n=1, cutoff=0.8)
        found = known[near[0]] if near else None
        return None if found == repository else found


def _packaged() -> Path:
    beside = Path(__file__).with_name(FILE_NAME)
    return beside if beside.is_file() else Path(__file__).parents[2] / "models" / FILE_NAME


def _read(path: Path) -> tuple[dict[str, Model], str]:
    top = Table(path, "", read_toml(path))
    top.expect({"schema", "default", "model"})
    if top.number("schema") != _SCHEMA:
        top.refuse("schema", f"must be {_SCHEMA}")
    models = {}
    for entry in top.tables("model"):
        model = _model(entry)
        if model.name in models:
            entry.refuse("name", "is given twice")
        models[model.name] = model
    return models, top.optional_text("default") or ""


def _model(entry: Table) -> Model:
    required = {"name", "title", "maker", "licence", "licence_url", "parameters", "context_tokens", "kind"}
    entry.expect(
        required | {"good_for", "repository", "revision", "quantisation", "file", "mlx", "ollama"},
    )
    repository, revision = entry.repository("repository"), entry.optional_text("revision") or "main"
    variants = tuple(_variant(each, repository, revision) for each in entry.tables("file"))
    usual = entry.text("quantisation")
    names = [variant.quantisation for variant in variants]
    if usual not in names or len(set(names)) != len(names):
        entry.refuse("quantisation", f"must be one of its files', each once: {', '.join(names)}")
    if entry.text("kind") not in {"instruct", "base"}:
        entry.refuse("kind", "must be instruct or base")
    return Model(
        name=entry.text("name").lower(),
        title=entry.text("title"),
        maker=entry.text("maker"),
        licence=entry.text("licence"),
        licence_url=entry.text("licence_url"),
        parameters=entry.number("parameters"),
        context_tokens=entry.number("context_tokens"),
        kind=entry.text("kind"),
        good_for=entry.text("good_for"),
        quantisation=usual,
        variants=variants,
        mlx=_mlx(entry.optional_table("mlx")),
        ollama=entry.optional_text("ollama"),
    )


def _variant(entry: Table, repository: str, revision: str) -> Variant:
    entry.expect({"quantisation", "name", "bytes", "about_bytes", "sha256"})
    return Variant(
        quantisation=entry.text("quantisation"),
        repository=repository,
        revision=revision,
        file=entry.gguf_name("name"),
        exact_bytes=entry.optional_number("bytes"),
        about_bytes=entry.optional_number("about_bytes"),
        sha256=entry.sha256("sha256"),
    )


def _mlx(entry: Table | None) -> Variant | None:
    if entry is None:
        return None
    entry.expect({"repository", "revision", "quantisation", "about_bytes"})
    return Variant(
        quantisation=entry.text("quantisation"),
        repository=entry.repository("repository"),
        revision=entry.optional_text("revision") or "main",
        file=None,
        about_bytes=entry.optional_number("about_bytes"),
    )
