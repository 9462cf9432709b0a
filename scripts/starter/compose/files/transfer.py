"""What copying and moving have in common: several files at once, into a folder."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import draw_dir, draw_ext, draw_new_folder
from scripts.starter.compose.kit import Draft, Parts

COPYING: Parts = {"act": "copy", "tool": "cp"}
MOVING: Parts = {"act": "move", "tool": "mv"}


def beginning_alike(d: Draft, parts: Parts) -> Composed:
    """Files whose names begin alike."""
    d.draw("prefix")
    draw_dir(d, "dst")
    return d.made(
        f"files.{parts['tool']}begin",
        (
            "- @verb all files (starting with|that start with|beginning with) {prefix} @prep {dst}",
            "- @verb every file whose name (starts|begins) with {prefix} @prep {dst}",
        ),
        "@tool {prefix}* {dst}/",
        **parts,
    )


def of_two_kinds(d: Draft, parts: Parts) -> Composed | None:
    """Files of two kinds."""
    other = draw_ext(d, "ext2")
    if other == parts["ext"]:
        return None
    draw_dir(d, "dst")
    return d.made(
        f"files.{parts['tool']}exts",
        (
            "- @verb all {ext} and {ext2} files @prep {dst}",
            "- @verb the {ext} files and the {ext2} files @prep {dst}",
        ),
        f"@tool *.@ext *.{other} {{dst}}/",
        **parts,
    )


def all_but_a_kind(d: Draft, parts: Parts) -> Composed:
    """All files but those of a kind."""
    draw_new_folder(d, "dst")
    return d.made(
        f"files.{parts['tool']}except",
        (
            "- @act (everything|all files) (except|but) {ext} files (here|) to {dst}",
            "- @act all files (here|in this folder) that are not {ext} files to {dst}",
        ),
        'find . -maxdepth 1 -type f -not -name "*.@ext" -exec @tool {} {dst}/ \\;',
        **parts,
    )
