"""The status as lines for a person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cmdgen.settings import environment
from cmdgen.ui.escape import printable
from cmdgen.ui.paint import Paint
from cmdgen.ui.terminal import detect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LABEL_WIDTH = 12


def render_status(facts: Mapping[str, Any]) -> str:
    """Return the lines, painted if stdout takes colours."""
    paint = Paint.of(detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout))
    lines = []
    for label, text in _rows(facts):
        style = {"problem": "red bold", "do": "yellow"}.get(label, "bold")
        lines.append(paint(label, style) + " " * (_LABEL_WIDTH - len(label)) + printable(text))
    return "\n".join(lines)


def _rows(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    backend, config, platform, latency = (facts[n] for n in ("backend", "config", "platform", "latency"))
    yield "cmdgen", facts["version"]
    yield "backend", f"{backend['name']}, {'can answer' if backend['available'] else 'cannot answer'}"
    yield "engine", backend["engine"] or "none"
    name = (
        f"{backend['model']} (ships with cmdgen)"
        if backend["is_starter"]
        else str(backend["model"] or "none")
    )
    yield "model", name
    if backend["model_path"] is not None:
        yield "file", f"{backend['model_path']}{_size(backend['model_bytes'])}"
    if latency is not None:
        many = f"{latency['count']} answer{'' if latency['count'] == 1 else 's'}"
        yield "answer time", f"last {latency['last_ms']:.0f} ms, mean {latency['mean_ms']:.0f} ms of {many}"
    yield "shell", facts["shell"]
    parts = [platform[name] for name in ("system", "distribution", "userland", "package_manager")]
    yield "machine", ", ".join(part for part in parts if part)
    found = "" if config["found"] else " (not there; defaults are used)"
    yield (
        "config",
        f"{config['file']}{found}" if config["file"] else "no place for one: there is no home directory",
    )
    if config["profile"] is not None:
        yield "profile", config["profile"]
    for key, setting in facts["settings"].items():
        value = "auto" if setting["value"] is None else str(setting["value"]).lower()
        value = (
            value if setting["value"] is None or not isinstance(setting["value"], str) else setting["value"]
        )
        yield "setting", f"{key} = {value}  ({setting['origin']})"
    for problem in facts["problems"]:
        yield "problem", problem["message"]
        if problem["hint"]:
            yield "do", problem["hint"]


def _size(size_bytes: int | None) -> str:
    if size_bytes is None:
        return " (no such file)"
    megabytes = size_bytes / 1_000_000
    return f" ({megabytes:,.1f} MB)" if megabytes < 1000 else f" ({megabytes / 1000:,.2f} GB)"
