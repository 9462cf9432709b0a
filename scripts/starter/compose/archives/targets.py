"""What goes into an archive, and what stays out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from scripts.starter import values as pool
from scripts.starter.compose.archives.kinds import draw_plain_folder, draw_source
from scripts.starter.compose.kit import Draft

SKIPPED: Final = ("node_modules", ".git", "build", "dist", "cache", "logs", "venv", "__pycache__", "tmp", "target",
                  "vendor", ".cache", "uploads", "backups", ".venv", "coverage", ".idea", "out")  # fmt: skip
SAID_FOLDER: Final = ("the {src} (folder|directory)", "{src}", "{src}", "(folder|directory) {src}", "my {src} (folder|dir)",
                  "everything in {src}", "the whole {src} (folder|directory)", "the (folder|dir) {src}", "{src}/")  # fmt: skip


Target: TypeAlias = tuple[str, str, "str | None"]
"""What goes in: its words, how the command names it, and the stem that an unnamed archive gets."""

TARGET_WEIGHTS: Final = {"folder": 5.0, "path": 3.0, "files": 1.6, "file": 1.0, "folders": 1.2, "ext": 1.6, "exts": 0.5,
                    "here": 1.2, "mixed": 0.6, "contents": 0.5}  # fmt: skip


def _folder(d: Draft) -> Target:
    stem = draw_plain_folder(d)
    return d.one(SAID_FOLDER), "{src}", stem


def _path(d: Draft) -> Target:
    draw_source(d)
    return (
        d.one(("{src}", "everything (in|under) {src}", "{src}", "{src} (recursively|and everything in it|)")),
        "{src}",
        None,
    )


def _files(d: Draft) -> Target:
    d.draw("file")
    d.draw("file2")
    if d.chance(0.35):
        d.draw("file3")
        return (
            d.one(
                (
                    "{file}, {file2} and {file3}",
                    "{file} {file2} {file3}",
                    "the files {file}, {file2}, {file3}",
                )
            ),
            "{file} {file2} {file3}",
            "archive",
        )
    return (
        d.one(
            (
                "{file} and {file2}",
                "{file} {file2}",
                "(the|) files {file} and {file2}",
                "both {file} and {file2}",
            )
        ),
        "{file} {file2}",
        "archive",
    )


def _file(d: Draft) -> Target:
    d.draw("file")
    return d.one(("{file}", "the (single|) file {file}")), "{file}", None


def _folders(d: Draft) -> Target:
    d.draw("stem")
    d.draw("stem2")
    if d.chance(0.3):
        d.draw("stem3")
        return (
            d.one(("{stem}, {stem2} and {stem3}", "the (folders|directories) {stem}, {stem2} and {stem3}")),
            "{stem} {stem2} {stem3}",
            "archive",
        )
    return d.one(("the (folders|directories|dirs) {stem} and {stem2}", "{stem} and {stem2}", "both {stem} and {stem2} (folders|directories)",
                  "the {stem} and {stem2} (folders|directories)")), "{stem} {stem2}", "archive"  # fmt: skip


def _ext(d: Draft) -> Target:
    return d.one(("all (the|) {ext} files", "the {ext} files", "every {ext} file (here|in this folder)", "all {ext} files in (this|the current) (folder|directory)",
                  "*.EXT", "my {ext} files", "just the {ext} files (here|)")), "*.{ext}", "archive"  # fmt: skip


def _exts(d: Draft) -> Target:
    d.draw("ext")
    d.draw("ext2")
    return (
        d.one(
            (
                "all {ext} and {ext2} files",
                "the {ext} and {ext2} files",
                "every {ext} and {ext2} file here",
            )
        ),
        "*.{ext} *.{ext2}",
        "archive",
    )


def _here(d: Draft) -> Target:
    return d.one(("(the current|this) (folder|directory)", "everything (here|in this folder|in the current directory)",
                  "all (the|) files (here|in this folder|in the current directory)", "the folder i am in", "this whole directory", "the current dir",
                  "the contents of this directory")), ".", "archive"  # fmt: skip


def _mixed(d: Draft) -> Target:
    d.draw("stem")
    d.draw("file")
    return (
        d.one(
            (
                "the {stem} (folder|directory) and {file}",
                "{file} and the (folder|directory) {stem}",
                "{stem}/ and {file}",
            )
        ),
        "{stem} {file}",
        "archive",
    )


TARGETS: Final[Mapping[str, Callable[[Draft], Target]]] = {
    "folder": _folder,
    "path": _path,
    "files": _files,
    "file": _file,
    "folders": _folders,
    "ext": _ext,
    "exts": _exts,
    "here": _here,
    "mixed": _mixed,
}


def draw_target(d: Draft, kind: str) -> Target:
    """Draw what goes in."""
    what = d.among(TARGET_WEIGHTS)
    if what in TARGETS:
        return TARGETS[what](d)
    if kind in {"zip", "7z"}:
        return "", "", None
    draw_source(d)
    return d.one(("(only|just|) the contents of {src} (but|) not the folder itself", "what is inside {src} without the (folder|parent folder) (itself|name)",
                  "the contents of {src}, without the leading (folder|directory)")), "-C {src} .", None  # fmt: skip


def draw_excluded(d: Draft, key: str, *, here: bool) -> tuple[str, str, str]:
    """What stays out: options before the target, after it, and the words."""
    which = d.among({"folder": 5.0, "two": 1.5, "ext": 3.0, "hidden": 0.6, "both": 0.8})
    names = d.rng.sample(SKIPPED, 2) if d.chance(0.7) else [pool.stem_plain(d.rng), pool.stem_plain(d.rng)]
    d.put("skip", names[0])
    d.put("skip2", names[1])
    ext = d.draw("ext3")
    patterns = {
        "folder": [names[0]],
        "two": names,
        "ext": [f"*.{ext.written}"],
        "hidden": [".*"],
        "both": [names[0], f"*.{ext.written}"],
    }[which]
    words = {
        "folder": (
            "{skip}",
            "the {skip} (folder|directory|dir|subfolder)",
            "{skip}/",
            "anything (in|under) {skip}",
        ),
        "two": ("{skip} and {skip2}", "the (folders|directories) {skip} and {skip2}", "{skip}, {skip2}"),
        "ext": ("(all|the|any|) {ext3} files", f"*.{ext.written}", "files ending in ." + ext.written),
        "hidden": ("(all|) hidden files", "dotfiles", "dot files", "hidden files and folders"),
        "both": ("{skip} and (all|) {ext3} files", "the {skip} (folder|directory) and *." + ext.written),
    }[which]
    lead = d.one(("excluding", "without", "except", "but not", "leaving out", "ignoring", "skipping", "but (skip|exclude|leave out|ignore)", "minus", "everything except", "and exclude",
                  "but no", "not including")) if which != "ext" or d.chance(0.85) else "with no"  # fmt: skip
    if lead == "but no" and which not in {"ext", "hidden"}:
        lead = "excluding"
    if lead == "everything except":
        lead = ", everything except"
    said = f"{lead} {d.one(words)}"
    if key == "zip":
        return "", " -x " + " ".join(f'"{p}"' if "*" in p else f'"*{p}/*"' for p in patterns), said
    if key == "7z":
        return "", " " + " ".join(f'-xr!"{p}"' if "*" in p else f"-xr!{p}" for p in patterns), said
    options = "".join(
        f' --exclude="{p}"' if "*" in p else f" --exclude={'./' if here else ''}{p}" for p in patterns
    )
    if which == "hidden" and here:
        options = ' --exclude="./.*"'
    return options, "", said
