"""The status as lines for a person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from cmdgen.settings import environment
from cmdgen.ui.escape import printable
from cmdgen.ui.layout import wrap
from cmdgen.ui.paint import Paint
from cmdgen.ui.terminal import detect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LABEL_WIDTH: Final = 12
_NARROW: Final = 60
"""In fewer columns a label stands above its text."""
_LIMIT: Final = 100
"""Longer lines of prose are hard to read, however wide the terminal is."""
_TO_BE_COPIED: Final = frozenset({"do", "file", "config", "setting"})
"""Paths and commands: the terminal may break them, which leaves them whole when they are copied."""


def render_status(facts: Mapping[str, Any]) -> str:
    """Return the lines for a person; painted and wrapped if stdout is a terminal."""
    terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)
    paint = Paint.of(terminal)
    width = min(terminal.width, _LIMIT) if terminal.stdout_is_tty else None
    lines: list[str] = []
    for label, style, text in _rows(facts):
        lines += _laid_out(label, paint(label, style), printable(text), width)
    return "\n".join(lines)


def _laid_out(label: str, painted: str, text: str, width: int | None) -> list[str]:
    """Return a label with its text beside it, or below it where it is narrow; None does not break lines."""
    if width is None:
        return [painted + " " * (_LABEL_WIDTH - len(label)) + text]
    is_narrow = width < _NARROW
    indent = 2 if is_narrow else _LABEL_WIDTH
    body = [text] if label in _TO_BE_COPIED else wrap(text, width - indent)
    if is_narrow:
        return [painted, *(" " * indent + line for line in body)]
    first, *rest = body
    return [painted + " " * (indent - len(label)) + first, *(" " * indent + line for line in rest)]


def _rows(facts: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield label, style and text of each row."""
    embedded, config, platform, latency = (facts[n] for n in ("embedded", "config", "platform", "latency"))
    count = len(facts["problems"])
    verdict = "ready" if facts["can_answer"] else "cannot answer"
    told = f"; {count} problem{'' if count == 1 else 's'}, see below" if count else ""
    yield "cmdgen", "bold", f"{facts['version']}, {verdict}{told}"
    for backend in facts["backends"]:
        asked = backend["place"] is not None
        style = "green" if backend["available"] else "red bold"
        yield "backend", style if asked else "dim", _backend(backend)
    device = f" on {embedded['device']}" if embedded["device"] else ""
    yield "engine", "bold", f"{embedded['engine'] or 'none'}{device}"
    yield "model", "bold", _model(embedded, facts["backends"])
    if embedded["model_path"] is not None:
        yield "file", "bold", f"{embedded['model_path']}{_size(embedded['model_bytes'])}"
    if latency is not None:
        many = f"{latency['count']} answer{'' if latency['count'] == 1 else 's'}"
        times = f"last {latency['last_ms']:.0f} ms, mean {latency['mean_ms']:.0f} ms of {many}"
        yield "answer time", "bold", times
    yield "shell", "bold", facts["shell"]
    parts = [platform[name] for name in ("system", "distribution", "userland", "package_manager")]
    yield "machine", "bold", ", ".join(part for part in parts if part)
    found = "" if config["found"] else " (not there; defaults are used)"
    place = f"{config['file']}{found}" if config["file"] else "no place for one: there is no home directory"
    yield "config", "bold", place
    if config["profile"] is not None:
        yield "profile", "bold", config["profile"]
    for key, setting in facts["settings"].items():
        # What nobody has set is shown by `cmdgen config show`.
        if setting["origin"] != "default":
            value = setting["value"]
            word = ", ".join(value) if isinstance(value, list) else value
            word = word if isinstance(word, str) else str(word).lower()
            # The file was named above.
            origin = "config" if setting["origin"] == config["file"] else setting["origin"]
            yield "setting", "bold", f"{key} = {word}  ({origin})"
    for problem in facts["problems"]:
        yield "problem", "red bold", problem["message"]
        if problem["hint"]:
            yield "do", "yellow", problem["hint"]


def _model(embedded: Mapping[str, Any], backends: Sequence[Mapping[str, Any]]) -> str:
    """Return the model of this machine, and what it is there for."""
    name = str(embedded["model"] or "none")
    first = next((backend["name"] for backend in backends if backend["place"] == 0), "embedded")
    if first != "embedded":
        return f"{name} (on this machine; {first} chooses its own)"
    # Not among the problems: the starter is a choice like any other.
    return (
        f"{name} (ships with cmdgen; a bigger one knows more: cmdgen init)"
        if embedded["is_starter"]
        else name
    )


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
