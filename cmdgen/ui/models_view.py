"""What `cmdgen model` shows: the catalogue, the folder, one model; for people, or as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cmdgen.models.catalogue import BROWSE_URL
from cmdgen.models.fit import Fit, Machine, fit, memory_needed
from cmdgen.models.hub_errors import megabytes
from cmdgen.ui.escape import printable
from cmdgen.ui.jsonout import SCHEMA
from cmdgen.ui.layout import wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from cmdgen.models.catalogue import Catalogue, Model, Variant
    from cmdgen.models.gguf import GgufHeader
    from cmdgen.models.pulling import Pulled
    from cmdgen.models.store_folder import StoredModel
    from cmdgen.ui.paint import Paint

_FIT_STYLES: Final[Mapping[Fit, str]] = {
    Fit.FITS: "green",
    Fit.TIGHT: "yellow",
    Fit.TOO_LARGE: "red",
    Fit.NO_DISK: "red",
    Fit.UNKNOWN: "dim",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The catalogue, looked at from one machine."""

    catalogue: Catalogue
    machine: Machine
    best: str | None
    """Name of the recommended model."""
    stored: Collection[str]
    """Spellings NAME:QUANT of what is in the folder."""


def render_available(offer: Offer, paint: Paint, width: int) -> str:
    """Return the catalogue as a table, the recommended model marked."""
    head = ("", "name", "size", "memory", "fits", "licence")
    rows, fits = [], []
    for model in offer.catalogue.models.values():
        for variant in model.variants:
            spelling = f"{model.name}:{variant.quantisation}"
            here = spelling in offer.stored
            verdict = fit(variant.size_bytes, offer.machine, stored=here)
            mark = "*" if model.name == offer.best and variant is model.usual else "+" if here else ""
            name = model.name if variant is model.usual else f"  :{variant.quantisation}"
            rows.append((mark, name, *_sizes(variant.size_bytes), verdict.value, model.licence))
            fits.append(verdict)
    widths = [max(len(line[column]) for line in (head, *rows)) for column in range(len(head))]
    lines = [paint(_line(head, widths), "bold")]
    for cells, verdict in zip(rows, fits, strict=True):
        plain = _line(cells, widths)
        lines.append(
            plain.replace(f" {verdict.value} ", f" {paint(verdict.value, _FIT_STYLES[verdict])} ", 1)
        )
    return "\n".join([*lines, "", *_advice(offer, width)])


def render_available_json(offer: Offer) -> str:
    """Return the catalogue as one line of ASCII."""
    catalogue, machine, stored = offer.catalogue, offer.machine, offer.stored
    models = [
        {
            "name": model.name,
            "title": model.title,
            "licence": model.licence,
            "licence_url": model.licence_url,
            "parameters": model.parameters,
            "context_tokens": model.context_tokens,
            "kind": model.kind,
            "good_for": model.good_for,
            "recommended": model.name == offer.best,
            "ollama": model.ollama,
            "files": [
                {
                    **_variant(variant, machine),
                    "spec": f"{model.name}:{variant.quantisation}",
                    "usual": variant is model.usual,
                    "stored": f"{model.name}:{variant.quantisation}" in stored,
                }
                for variant in model.variants
            ],
            "mlx": None if model.mlx is None else _variant(model.mlx, machine),
        }
        for model in catalogue.models.values()
    ]
    here = {"memory_bytes": machine.memory_bytes, "disk_free_bytes": machine.disk_free_bytes}
    return _dump(models=models, machine=here, default=catalogue.default, browse=BROWSE_URL)


def render_list(
    models: Sequence[StoredModel],
    leftovers: Sequence[tuple[Path, int]],
    folder: Path,
    in_use: Path | None,
    paint: Paint,
) -> str:
    """Return the models of the folder, the one in use marked."""
    if not models:
        lines = [f"no models in {folder}; the starter inside cmdgen answers", "cmdgen model available"]
    else:
        rows = [
            ("*" if in_use is not None and model.path == in_use else "", megabytes(model.size_bytes), model)
            for model in models
        ]
        wide = max(len(size) for _, size, _ in rows)
        lines = [
            f"{mark:1} {size:>{wide}}  {printable(str(model.path.relative_to(folder)))}"
            for mark, size, model in rows
        ]
        lines += ["", paint(f"in {folder}" + ("; * is in use" if any(row[0] for row in rows) else ""), "dim")]
    for part, size in leftovers:
        lines.append(f"interrupted: {megabytes(size)} in {part}; pull it again to go on")
    return "\n".join(lines)


def render_list_json(
    models: Sequence[StoredModel], leftovers: Sequence[tuple[Path, int]], folder: Path, in_use: Path | None
) -> str:
    """Return the models of the folder as one line of ASCII."""
    return _dump(
        folder=str(folder),
        models=[{**stored_facts(model), "in_use": model.path == in_use} for model in models],
        interrupted=[{"path": str(part), "bytes": size} for part, size in leftovers],
    )


def stored_facts(model: StoredModel) -> dict[str, Any]:
    """Return what the folder knows about a model."""
    return {
        "path": str(model.path),
        "bytes": model.size_bytes,
        "format": "mlx" if model.is_mlx else "gguf",
        "repository": model.source.repository,
        "file": model.source.file,
        "revision": model.source.commit,
        "sha256": model.source.sha256,
    }


def header_facts(header: GgufHeader) -> dict[str, Any]:
    """Return what a GGUF file says about itself."""
    return {
        "name": header.name,
        "architecture": header.architecture,
        "parameters": header.parameter_count,
        "context_tokens": header.context_tokens,
        "licence": header.metadata.get("general.license"),
        "chat_template": header.chat_template is not None,
        "gguf_version": header.version,
        "tensors": header.tensor_count,
    }


def entry_facts(model: Model, variant: Variant | None = None) -> dict[str, Any]:
    """Return what the catalogue says about a model, and about the file that a variant of it is."""
    variant = variant or model.usual
    return {
        "name": f"{model.name}:{variant.quantisation}",
        "title": model.title,
        "maker": model.maker,
        "licence": model.licence,
        "licence_url": model.licence_url,
        "context_tokens": model.context_tokens,
        "good_for": model.good_for,
        "repository": variant.repository,
        "revision": variant.revision,
        "file": variant.file,
        "bytes": variant.exact_bytes,
        "sha256": variant.sha256,
    }


def render_info(parts: Mapping[str, Mapping[str, Any]], paint: Paint, width: int) -> str:
    """Return facts in groups, each fact with its label; what is not known is left out."""
    wide = max(len(key) for facts in parts.values() for key in facts) + 2
    lines: list[str] = []
    for title, facts in parts.items():
        lines += ["", paint(title, "bold")] if lines else [paint(title, "bold")]
        for key, value in facts.items():
            if value is not None:
                first, *rest = _words(key, value, width - wide)
                lines.append(paint(key.replace("_", " "), "dim") + " " * (wide - len(key)) + first)
                lines += [" " * wide + line for line in rest]
    return "\n".join(lines)


def render_info_json(parts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the facts as one line of ASCII."""
    return _dump(**parts)


def render_pulled_json(pulled: Pulled, spec: str) -> str:
    """Return what was pulled as one line of ASCII."""
    return _dump(
        spec=spec,
        path=None if pulled.path is None else str(pulled.path),
        bytes=pulled.size_bytes,
        was_there=pulled.was_there,
        repository=pulled.source.repository,
        file=pulled.source.file,
        revision=pulled.source.commit,
        sha256=pulled.source.sha256,
    )


def render_done_json(**facts: Any) -> str:
    """Return what was done as one line of ASCII."""
    return _dump(**facts)


def _advice(offer: Offer, width: int) -> list[str]:
    machine, best = offer.machine, offer.best
    memory = "unknown" if machine.memory_bytes is None else megabytes(machine.memory_bytes)
    free = "unknown" if machine.disk_free_bytes is None else megabytes(machine.disk_free_bytes)
    said = [f"This machine: {memory} of memory, {free} free on the disk of the models."]
    if best is not None:
        model = offer.catalogue.models[best]
        said.append(f"* recommended: {model.title}, {model.good_for}: cmdgen model pull {best}")
    else:
        said.append("No model of this list fits; the starter inside cmdgen needs next to nothing.")
    said.append(f"+ is here already. Others: {BROWSE_URL}, then cmdgen model pull hf.co/OWNER/REPO")
    return [line for text in said for line in wrap(text, width)]


def _sizes(size: int | None) -> tuple[str, str]:
    return ("?", "?") if size is None else (megabytes(size), megabytes(memory_needed(size)))


def _variant(variant: Variant, machine: Machine) -> dict[str, Any]:
    size = variant.size_bytes
    return {
        "quantisation": variant.quantisation,
        "repository": variant.repository,
        "revision": variant.revision,
        "file": variant.file,
        "bytes": size,
        "bytes_exact": variant.exact_bytes is not None,
        "sha256": variant.sha256,
        "memory_bytes": None if size is None else memory_needed(size),
        "fit": fit(size, machine).value,
    }


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    mark, name, size, memory, fits, licence = cells
    return (
        f"{mark:{max(widths[0], 1)}} {name:{widths[1]}}  {size:>{widths[2]}}  {memory:>{widths[3]}}"
        f"  {fits:{widths[4]}}  {licence}"
    )


def _words(key: str, value: Any, width: int) -> list[str]:
    if key == "bytes":
        return [f"{value:,} ({megabytes(value)})"]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, int):
        return [f"{value:,}"]
    # Paths and checksums are copied: never broken by us.
    text = printable(str(value))
    return wrap(text, max(width, 8)) if " " in text and key != "path" else [text]


def _dump(**facts: Any) -> str:
    return json.dumps({"schema": SCHEMA, **facts}, ensure_ascii=True)
