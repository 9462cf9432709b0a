#!/usr/bin/env python3
"""Draws the diagrams of docs/images: the layers, read from the rule that checks them, and two sequences of steps.

`--check` writes nothing, and ends with status 1 if a diagram is not up to date.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "images"
WIDTH: Final = 760
_SAYS: Final = {
    "cli": "options, arguments",
    "wiring": "joins the parts",
    "backends": "who answers",
    "ui": "terminal, JSON",
    "execute": "runs what was approved",
    "settings": "file, variables",
    "history": "what was asked",
    "preview": "what it would touch",
    "repair": "slips of the fingers",
    "manuals": "options, from the manuals",
    "availability": "what is installed",
    "completion": "the TAB key",
    "resident": "cmdgen serve",
    "evaluation": "cmdgen eval, bench",
    "pipeline": "the one use case",
    "prompting": "request to prompt",
    "safety": "command to report",
    "shells": "dialects",
    "host": "this machine",
    "models": "files, catalogue",
    "core": "values, roles, errors: standard library only",
}
"""A few words below the name of a package."""
_REQUEST: Final = (
    ("words", "what you typed, and facts about the machine"),
    ("prompt", "in the form that the model was trained on"),
    ("answer", "text: exactly one command is taken, or none"),
    ("command", "syntax checked by the shell's own parser; one repair"),
    ("report", "screened: level, findings, safer forms"),
    ("question", "shown with its risks; an edited command starts again at \u201ccommand\u201d"),
    ("approval", "holds the report on exactly the text that was shown"),
    ("execution", "that text, byte for byte; its exit status is ours"),
)
_SCREENING: Final = (
    ("characters", "hidden, direction-changing, look-alike"),
    ("reading", "statements and words, as the shell's grammar has them; for bash and sh twice"),
    ("words", "quotes, escapes, braces, variables resolved; the unknown counts as the worst"),
    ("inward", "sudo, xargs, sh -c, ssh, eval, here-documents, pipes into interpreters"),
    ("rules", "what each program would be handed: options, paths, effects"),
    ("report", "the worst part decides; what cannot be read is high"),
)
_LOOK: Final = """\
<style>
  svg { --ink: #1f2328; --soft: #59636e; --line: #8c959f; --box: #f6f8fa; --page: #ffffff }
  @media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --soft: #9198a1; --line: #6e7681; --box: #212830; --page: #0d1117 } }
  text { fill: var(--ink); font: 14px system-ui, sans-serif; text-anchor: middle }
  .name { font-weight: 600 }
  .says { fill: var(--soft); font-size: 12px }
  .left { text-anchor: start }
  rect { fill: var(--box); stroke: var(--line) }
  .page { fill: var(--page); stroke: none }
  path { stroke: var(--line); fill: none; marker-end: url(#head) }
  marker path { fill: var(--line); stroke: none; marker-end: none }
</style>
<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
  <path d="M0 0 8 4 0 8z"/>
</marker>"""


def diagrams() -> dict[str, str]:
    """Return every diagram by the name of its file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        "layers.svg": _layers([[name.strip() for name in layer.split("|")] for layer in layers]),
        "request.svg": _steps("One request, step by step", _REQUEST),
        "screening.svg": _steps("How a command is screened", _SCREENING),
    }


def _layers(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of boxes; imports point downwards, and never sideways."""
    parts, y = [], 12
    for row in rows:
        lines = [row[first : first + 4] for first in range(0, len(row), 4)] if len(row) > 5 else [row]
        for line in lines:
            box = min(480, (WIDTH - 24 - 10 * (len(line) - 1)) / len(line))
            left = (WIDTH - box * len(line) - 10 * (len(line) - 1)) / 2
            for number, name in enumerate(line):
                x = left + number * (box + 10)
                parts += [
                    f'<rect x="{x:.1f}" y="{y}" width="{box:.1f}" height="46" rx="6"/>',
                    f'<text class="name" x="{x + box / 2:.1f}" y="{y + 20}">{name}</text>',
                    f'<text class="says" x="{x + box / 2:.1f}" y="{y + 37}">{escape(_SAYS.get(name, ""))}</text>',
                ]
            y += 54
        if row is not rows[-1]:
            parts.append(f'<path d="M{WIDTH / 2} {y - 4} v20"/>')
            y += 22
    return _svg("The packages and which of them may import which: those above the ones below", parts, y + 4)


def _steps(title: str, steps: Sequence[tuple[str, str]]) -> str:
    parts, y = [], 12
    for name, says in steps:
        parts += [
            f'<rect x="12" y="{y}" width="130" height="34" rx="6"/>',
            f'<text class="name" x="77" y="{y + 22}">{escape(name)}</text>',
            f'<text class="left" x="160" y="{y + 22}">{escape(says)}</text>',
        ]
        if (name, says) != steps[-1]:
            parts.append(f'<path d="M77 {y + 36} v18"/>')
        y += 56
    return _svg(title, parts, y - 10)


def _svg(title: str, parts: Sequence[str], height: float) -> str:
    size = f'viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n<title>{escape(title)}</title>'
    page = f'<rect class="page" width="{WIDTH}" height="{height:g}" rx="6"/>'  # a site's own theme may differ from the system's
    return "\n".join([head, _LOOK, page, *parts, "</svg>", ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare the diagrams and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    wanted = parser.parse_args(arguments)
    status = 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, after in diagrams().items():
        file = FOLDER / name
        if wanted.check:
            if not file.is_file() or file.read_text(encoding="utf-8") != after:
                print(f"{file.relative_to(ROOT)} is not up to date; run scripts/diagrams.py")
                status = 1
        else:
            file.write_text(after, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
