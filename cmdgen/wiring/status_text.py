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
    embedded, config, platform, latency = (facts[n] for n in ("embedded", "config", "platform", "latency"))
    yield "cmdgen", facts["version"]
    for backend in facts["backends"]:
        yield "backend", _backend(backend)
    device = f" on {embedded['device']}" if embedded["device"] else ""
    yield "engine", f"{embedded['engine'] or 'none'}{device}"
    name = str(embedded["model"] or "none")
    yield "model", f"{name} (ships with cmdgen)" if embedded["is_starter"] else name
    if embedded["model_path"] is not None:
        yield "file", f"{embedded['model_path']}{_size(embedded['model_bytes'])}"
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
        # What nobody has set is shown by `cmdgen config show`.
        if setting["origin"] != "default":
            value = setting["value"]
            word = value if isinstance(value, str) else str(value).lower()
            yield "setting", f"{key} = {word}  ({setting['origin']})"
    for problem in facts["problems"]:
        yield "problem", problem["message"]
        if problem["hint"]:
            yield "do", problem["hint"]


def _backend(backend: Mapping[str, Any]) -> str:
    """Return one line: who it is, whether it is asked, and how it has been."""
    order = {None: "not asked", 0: "asked first"}.get(backend["place"], "stands in")
    details = ["can answer" if backend["available"] else "cannot answer", order]
    if backend["url"]:
        details.append(backend["url"])
    if backend["skipped_s"]:
        details.append(f"skipped for {backend['skipped_s']:.0f} s after {backend['failures']} failures")
    if backend["latency_ms"] is not None:
        details.append(f"{backend['latency_ms']:.0f} ms an answer")
    return f"{backend['name']}: {', '.join(details)}"


def _size(size_bytes: int | None) -> str:
    if size_bytes is None:
        return " (no such file)"
    megabytes = size_bytes / 1_000_000
    return f" ({megabytes:,.1f} MB)" if megabytes < 1000 else f" ({megabytes / 1000:,.2f} GB)"
