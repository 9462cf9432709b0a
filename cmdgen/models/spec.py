"""What people type to name a model: `NAME[:QUANT][@BACKEND]`, `hf.co/OWNER/REPO[:FILE]`, a file, `starter`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from cmdgen.core.errors import UsageError
from cmdgen.models.catalogue_table import REPOSITORY

STARTER: Final = "starter"
BACKENDS: Final = ("embedded", "mlx", "ollama")
"""What may stand behind `@`: llama.cpp in this process, MLX, an Ollama server."""
_HUB: Final = re.compile(r"(?:https?://)?(?:www\.)?(?:hf\.co|huggingface\.co)/(.+)")
_PAGE: Final = re.compile(r"(?P<repository>[^/]+/[^/]+)/(?:blob|resolve)/(?P<revision>[^/]+)/(?P<file>.+)")
_QUANTISATION: Final = re.compile(r"(?:I?Q[0-9][A-Z0-9_]*|B?F(?:16|32)|FP16)", re.IGNORECASE)
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*\.gguf", re.IGNORECASE)
_EXAMPLE: Final = "hf.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF:Q4_K_M"


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterSpec:
    """The model inside the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSpec:
    """A file on this machine."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSpec:
    """A repository of the hub."""

    repository: str
    revision: str = "main"
    file: str | None = None
    """Path of the file inside the repository."""
    quantisation: str | None = None
    """Which of its GGUF files, where `file` does not say; None takes the only or the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpec:
    """A name of the catalogue, or of Ollama's library."""

    name: str
    quantisation: str | None = None
    backend: str = "embedded"


ModelSpec: TypeAlias = StarterSpec | LocalSpec | HubSpec | NamedSpec


def parse(text: str) -> ModelSpec:
    """Return what this text names; nothing is looked up.

    Raises:
        UsageError: it is none of the forms.
    """
    spec = text.strip()
    if not spec:
        message = "the name of the model is empty"
        raise UsageError(message, hint="cmdgen model available")
    if spec.lower() == STARTER:
        return StarterSpec()
    hub = _HUB.fullmatch(spec)
    if hub:
        return _hub(hub[1].partition("?")[0].rstrip("/"), spec)
    if _looks_like_a_file(spec):
        return LocalSpec(path=Path(spec).expanduser())
    if "/" in spec:
        message = f"{spec!r} is neither a file nor a name of the catalogue"
        raise UsageError(
            message, hint=f"for a repository of the hub: cmdgen model pull hf.co/{spec.lstrip('/')}"
        )
    return _named(spec)


def _looks_like_a_file(spec: str) -> bool:
    return (
        spec.lower().endswith(".gguf")
        or spec.startswith((".", "~", "/", "\\"))
        or "\\" in spec
        or Path(spec).is_file()
    )


def _hub(rest: str, spec: str) -> HubSpec:
    page = _PAGE.fullmatch(rest)
    if page:
        repository, revision, file = page["repository"], page["revision"], page["file"]
    else:
        revision, (repository, _, file) = "main", rest.partition(":")
    repository = repository.removesuffix("/tree/main")
    if not REPOSITORY.fullmatch(repository):
        message = f"{spec!r} does not name a repository: it takes OWNER/REPO behind hf.co/"
        raise UsageError(message, hint=f"write it like this: cmdgen model pull {_EXAMPLE}")
    if not file:
        return HubSpec(repository=repository, revision=revision)
    if _FILE.fullmatch(file) and ".." not in file:
        return HubSpec(repository=repository, revision=revision, file=file)
    if not page and _QUANTISATION.fullmatch(file):
        return HubSpec(repository=repository, quantisation=file)
    message = f"{file!r} is neither a .gguf file nor a quantisation such as Q4_K_M"
    raise UsageError(message, hint=f"write it like this: cmdgen model pull {_EXAMPLE}")


def _named(spec: str) -> NamedSpec:
    rest, at, backend = spec.rpartition("@") if "@" in spec else (spec, "", "embedded")
    if at and backend not in BACKENDS:
        message = f"a model cannot be pulled for {backend!r}; behind @ goes {', '.join(BACKENDS)}"
        raise UsageError(message, hint=f"cmdgen model pull {rest or 'NAME'}")
    name, _, quantisation = rest.partition(":")
    if not name:
        message = f"{spec!r} has no name in it"
        raise UsageError(message, hint="cmdgen model available")
    return NamedSpec(name=name, quantisation=quantisation or None, backend=backend)
