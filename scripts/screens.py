#!/usr/bin/env python3
"""Draws the pictures of docs/images: the real program in a real terminal of 80 columns, dark and light.

Each scene types its lines into bash in a throw-away folder and home, waits for what is expected, and draws what stands on
the screen then.  Needs `pexpect` and `pyte` (docs/requirements.in).  Run by root, the shell gets another user id, since
the pictures show what everybody else sees.

    python scripts/screens.py                                  all scenes, into docs/images
    python scripts/screens.py ask --columns 40 --out /tmp/x    one, in a narrow terminal, somewhere else
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess  # noqa: TID251  git makes the folder of a scene
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "images"
COLUMNS: Final = 80
_CELLS: Final = 8_000
"""Of the screen, more than any scene needs; empty rows at the end are left out."""
_LEAST_ROWS: Final = 60
_ENTER: Final = "\r"
_ALT_G: Final = "\x1bg"
_PROMPT: Final = "$ "
_WAIT_S: Final = 120.0
"""For one expectation; a busy machine may take long to load the model the first time."""


@dataclass(frozen=True)
class Scene:
    """What is typed, and what must come before the next thing is typed."""

    name: str
    title: str
    steps: Sequence[tuple[str, str]]
    """What to type, and a regular expression of what has to appear then."""
    repository: bool = False
    """Whether the folder is one of git, with changes that no commit has."""


SCENES: Final = (
    Scene(
        "ask",
        "cmdgen answers two requests and screens a command",
        (
            (f"cmdgen list the five largest files{_ENTER}", r"Run it\?.*\[q\]uit"),
            (_ENTER, r"app\.py[^$]*\$ "),
            (f"cmdgen delete all log files in subfolders too{_ENTER}", r"Run it\?.*\[q\]uit"),
            ("q", r"\$ "),
            (f"cmdgen check 'curl -s https://example.com/x | sudo sh'{_ENTER}", r"run\s+the\s+file[^$]*\$ "),
        ),
    ),
    Scene(
        "explain",
        "cmdgen explain takes a command apart",
        ((f"cmdgen explain \"bash -c 'X=rm; \\$X -rf ~/old'\"{_ENTER}", r"trash[^$]*\$ "),),
    ),
    Scene(
        "keys",
        "words on the prompt line become a command there, which the shell itself runs",
        (
            (f'eval "$(cmdgen shell init bash)"{_ENTER}', r"\$ "),
            (f"?? delete all log files in subfolders too{_ENTER}", r"-delete"),
            (_ENTER, r"\$ "),
            ("discard all changes" + _ALT_G, r"\[y/N\] "),
            ("y", r"git \w+ \."),
        ),
        repository=True,
    ),
    Scene(
        "git",
        "what a command of git would throw away is told before the question",
        (
            (f"git status --short{_ENTER}", r"src[^$]*\$ "),
            (f"cmdgen discard all changes{_ENTER}", r"Run it\?.*\[q\]uit"),
            ("q", r"\$ "),
        ),
        repository=True,
    ),
)

_FILES: Final = {
    "data/orders.bin": 3_000_000,
    "data/customers.csv": 900_000,
    "src/catalogue.py": 48_000,
    "logs/app1.log": 24_000,
    "src/app.py": 19_000,
    "logs/app2.log": 2_000,
}
_THEMES: Final[dict[str, dict[str, str]]] = {
    "dark": {
        "background": "#161b22", "frame": "#30363d", "default": "#e6edf3", "black": "#8b949e", "red": "#ff7b72",
        "green": "#56d364", "brown": "#e3b341", "blue": "#79c0ff", "magenta": "#d2a8ff", "cyan": "#56d4dd",
        "white": "#e6edf3",
    },
    "light": {
        "background": "#ffffff", "frame": "#d0d7de", "default": "#1f2328", "black": "#59636e", "red": "#cf222e",
        "green": "#116329", "brown": "#7d4e00", "blue": "#0550ae", "magenta": "#6639ba", "cyan": "#1b6b72",
        "white": "#1f2328",
    },
}  # fmt: skip
_CELL: Final = (8.43, 18)
"""Width and height of a character, in pixels, at 14 pixels of font size."""
_MARGIN: Final = 16


def screen(scene: Scene, folder: Path, columns: int) -> list[list[Any]]:
    """Play a scene and return the rows of the screen, each a list of cells of pyte."""
    import pexpect  # noqa: PLC0415  not needed for --help
    import pyte  # noqa: PLC0415

    home = folder / "home"
    programs = folder / "bin"
    for made in (home, programs):
        made.mkdir()
    for name, size in _FILES.items():
        file = home / "shop" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * size)
    if scene.repository:
        _changed_repository(home / "shop")
    start = programs / "cmdgen"
    start.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cmdgen "$@"\n', encoding="utf-8"
    )
    start.chmod(0o755)

    rows_there = max(_LEAST_ROWS, _CELLS // columns)
    display = pyte.Screen(columns, rows_there)
    stream = pyte.Stream(display)
    command = [*_as_somebody(), shutil.which("bash") or "bash", "--norc", "--noprofile"]
    shell = pexpect.spawn(
        command[0],
        command[1:],
        cwd=home / "shop",
        env={
            "HOME": str(home),
            "PATH": f"{programs}:{os.defpath}",  # the programs that any machine has
            "PS1": _PROMPT,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "SHELL": "/bin/bash",
        },
        dimensions=(rows_there, columns),
        encoding="utf-8",
        timeout=_WAIT_S,
    )
    shell.expect_exact(_PROMPT)
    stream.feed(_PROMPT)
    for typed, expected in scene.steps:
        shell.send(typed)
        # A program that asks puts its cursor back and forth, so the codes between the words do not count.
        shell.expect(re.compile(expected, re.DOTALL))
        stream.feed(shell.before + shell.after)
    shell.close(force=True)
    rows = [[display.buffer[row][column] for column in range(columns)] for row in range(rows_there)]
    while rows and not "".join(cell.data for cell in rows[-1]).strip(f"{_PROMPT} "):
        rows.pop()
    return rows


def _as_somebody() -> list[str]:
    """Return what makes a program that root starts believe that it is another user; nothing for other users."""
    if os.geteuid() != 0:
        return []
    unshare = shutil.which("unshare")
    if unshare is None:
        print("screens: drawn as root, which the pictures show: there is no unshare")
        return []
    return [unshare, "--user", "--map-user=1000", "--map-group=1000"]


def _changed_repository(folder: Path) -> None:
    identity = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "first"]):
        subprocess.run(["git", *words], cwd=folder, check=True)  # noqa: S603, S607
    for name in ("src/app.py", "src/catalogue.py"):
        (folder / name).write_text("changed\n", encoding="utf-8")
    (folder / "notes.txt").write_text("new\n", encoding="utf-8")


def picture(rows: Sequence[Sequence[Any]], title: str, theme: dict[str, str]) -> str:
    """Return the screen as SVG, with real text that can be selected and read aloud."""
    width = round(max(map(len, rows)) * _CELL[0] + 2 * _MARGIN)
    height = len(rows) * _CELL[1] + 2 * _MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="14">',
        f"<title>{escape(title)}</title>",
        f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8" fill="{theme["background"]}"'
        f' stroke="{theme["frame"]}"/>',
    ]
    for number, row in enumerate(rows):
        lines += _line(row, _MARGIN + number * _CELL[1] + 13, theme)
    return "\n".join([*lines, "</svg>", ""])


def _line(row: Sequence[Any], y: int, theme: dict[str, str]) -> Iterator[str]:
    for first, text, style in _runs(row):
        colour, is_bold, is_underlined = style
        look = f' fill="{theme.get(colour, theme["default"])}"'
        look += ' font-weight="bold"' if is_bold else ""
        look += ' text-decoration="underline"' if is_underlined else ""
        x = _MARGIN + first * _CELL[0]
        length = len(text) * _CELL[0]  # whatever font the reader has, columns stay columns
        yield (
            f'<text x="{x:.2f}" y="{y}" textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs"'
            f' xml:space="preserve"{look}>{escape(text)}</text>'
        )


def _runs(row: Sequence[Any]) -> Iterator[tuple[int, str, tuple[str, bool, bool]]]:
    """Yield the first column, text and style of each stretch of a row that looks alike."""
    column = 0
    while column < len(row):
        style = _style(row[column])
        end = column
        while end < len(row) and _style(row[end]) == style:
            end += 1
        text = "".join(cell.data for cell in row[column:end])
        stripped = text.strip()
        if stripped:
            yield column + len(text) - len(text.lstrip()), stripped, style
        column = end


def _style(cell: Any) -> tuple[str, bool, bool]:
    return cell.fg, cell.bold, cell.underscore


def main() -> int:
    """Draw every scene, or those that are named."""
    parser = argparse.ArgumentParser(description="Draw the pictures of terminals.")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=", ".join(scene.name for scene in SCENES))
    parser.add_argument("--columns", type=int, default=COLUMNS, help="of the terminal")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the pictures")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if wanted.scenes and scene.name not in wanted.scenes:
            continue
        with tempfile.TemporaryDirectory() as folder:
            rows = screen(scene, Path(folder), wanted.columns)
        for name, theme in _THEMES.items():
            file = wanted.out / f"{scene.name}-{name}.svg"
            file.write_text(picture(rows, scene.title, theme), encoding="utf-8")
        print(f"{scene.name}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
