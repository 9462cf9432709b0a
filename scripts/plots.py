#!/usr/bin/env python3
"""Draws the plots of docs/explanation/benchmarks.md into docs/plots, from the tables that hold the figures.

`--check` writes nothing, and ends with status 1 if a plot does not show what its table says.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "plots"
CARD: Final = ROOT / "cmdgen" / "models" / "starter" / "MODEL_CARD.md"
SCREENING: Final = ROOT / "docs" / "screening-figures.md"
README: Final = ROOT / "README.md"
WIDTH: Final = 610
_LABELS: Final = 224
"""Room for the names, left of the bars."""
_FIGURES: Final = 170
"""Room for what a bar says, right of it."""
_STEP: Final = 30
_LOOK: Final = """\
<style>
  svg { --ink: #1f2328; --soft: #59636e; --line: #8c959f; --bar: #4f7cac; --other: #b0b8c1; --page: #ffffff }
  @media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --soft: #9198a1; --line: #8b949e; --bar: #5b8dc4; --other: #444c56; --page: #0d1117 } }
  text { fill: var(--ink); font: 14px system-ui, sans-serif }
  .name { text-anchor: end }
  .title { font-weight: 600 }
  .soft { fill: var(--soft); font-size: 12px }
  .bar { fill: var(--bar) }
  .other { fill: var(--other) }
  .page { fill: var(--page) }
  path { stroke: var(--ink); stroke-width: 1.5; fill: none }
</style>"""


@dataclass(frozen=True)
class Bar:
    """One row of a plot."""

    name: str
    value: float
    says: str
    interval: tuple[float, float] | None = None
    is_other: bool = False
    """Drawn in the colour of what ours is compared with."""


def table(page: Path, first: str) -> list[dict[str, str]]:
    """Return the rows of the first table whose head begins with this cell: head -> cell.

    Raises:
        LookupError: the page has no such table.
    """
    rows: list[list[str]] = []
    for line in page.read_text(encoding="utf-8").split("\n"):
        cells = (
            [cell.strip().strip("*") for cell in line.strip("| ").split("|")] if line.startswith("|") else []
        )
        if line.startswith("| |"):
            cells.insert(0, "")
        if rows and not cells:
            break
        if rows or (cells and cells[0] == first):
            rows.append(cells)
    if len(rows) < 3:
        message = f"{page.name} has no table that begins with {first!r}"
        raise LookupError(message)
    head, _, *body = rows
    return [dict(zip(head, cells, strict=True)) for cells in body]


def numbers(cell: str) -> list[float]:
    """Return the numbers in a cell, in their order."""
    return [float(text.replace(",", "")) for text in re.findall(r"\d[\d,]*(?:\.\d+)?", cell)]


def plots() -> dict[str, str]:
    """Return every plot by the name of its file."""
    return {"answers.svg": _answers(), "screening.svg": _screening(), "start.svg": _start()}


def _answers() -> str:
    bars = []
    for row in table(CARD, "subject"):
        share = next(cell for head, cell in row.items() if head.startswith("share"))
        value, low, high = numbers(share)
        bars.append(Bar(row["subject"], value, f"{value:g} %  of {_last(row['right'])}", (low, high)))
    return _drawn("Requests answered right, in percent, with 95 % intervals", bars, 100)


def _screening() -> str:
    bars = []
    for row in table(SCREENING, "part, at first look"):
        name = row["part, at first look"].partition(",")[0]
        flagged, alarms = (
            float(row["dangerous flagged %"].strip("*")),
            float(row["false alarms %"].strip("*")),
        )
        bars.append(Bar(name, flagged, f"{flagged:g} %, false alarms {alarms:g} %"))
    return _drawn("Dangerous commands flagged at the first look, in percent", bars, 100)


def _start() -> str:
    (row,) = [row for row in table(README, "") if row[""].startswith("processor time")]
    bars = [
        Bar(name, numbers(cell)[0], cell, is_other=name != "cmdgen") for name, cell in row.items() if name
    ]
    title = "Processor time of --version, in milliseconds"
    return _drawn(title, bars, max(bar.value for bar in bars))


def _last(cell: str) -> str:
    return cell.rpartition(" ")[2]


def _drawn(title: str, bars: Sequence[Bar], most: float) -> str:
    scale = (WIDTH - _LABELS - _FIGURES) / most
    parts = [f'<text class="title" x="12" y="26">{escape(title)}</text>']
    for number, bar in enumerate(bars):
        y = 44 + number * _STEP
        style = "other" if bar.is_other else "bar"
        end = _LABELS + bar.value * scale
        parts += [
            f'<text class="name" x="{_LABELS - 10}" y="{y + 15}">{escape(bar.name)}</text>',
            f'<rect class="{style}" x="{_LABELS}" y="{y}" width="{max(bar.value * scale, 1):.1f}" height="20"/>',
        ]
        if bar.interval is not None:
            low, high = (_LABELS + bound * scale for bound in bar.interval)
            parts.append(f'<path d="M{low:.1f} {y + 6}v8m0-4H{high:.1f}m0-4v8"/>')
            end = max(end, high)
        parts.append(f'<text class="soft" x="{end + 8:.1f}" y="{y + 15}">{escape(bar.says)}</text>')
    height = 44 + len(bars) * _STEP + 4
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n<title>{escape(title)}</title>'
    page = f'<rect class="page" width="{WIDTH}" height="{height}" rx="6"/>'
    return "\n".join([head, _LOOK, page, *parts, "</svg>", ""])


def _differing(wanted: Mapping[str, str]) -> list[str]:
    files = {name: FOLDER / name for name in wanted}
    return [
        name
        for name, file in files.items()
        if not file.is_file() or file.read_text(encoding="utf-8") != wanted[name]
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the plots, or compare them, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    wanted = plots()
    if parser.parse_args(arguments).check:
        old = _differing(wanted)
        if old:
            print(f"not up to date: {', '.join(old)}; run scripts/plots.py", file=sys.stderr)
        return 1 if old else 0
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
