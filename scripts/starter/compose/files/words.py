"""Folders, extensions and conditions on files: how they are said and written."""

from __future__ import annotations

from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose.kit import Draft, arg, draw_folder

HERE: Final = (
    "here",
    "in this folder",
    "in this directory",
    "in the current directory",
    "in the current folder",
    "in here",
)


def draw_dir(d: Draft, key: str = "src", *, own: bool = False) -> str:
    """Draw a folder and return it as it is written in a command."""
    others = [d.values[k].written for k in ("src", "dst") if k in d.values and k != key]
    return arg(draw_folder(d, key, kind="ownd" if own else "dir", never=(".", *others)))


def draw_new_folder(d: Draft, key: str) -> str:
    """Draw a folder that may be new, said in one of several ways."""
    name = pool.stem_plain(d.rng)
    d.put(
        key,
        d.one(
            (
                name,
                name,
                f"the {name} folder",
                f"{name}/",
                f"the folder {name}",
                f"the {name} directory",
                f"directory {name}",
            )
        ),
        name,
        "arg",
    )
    return name


def draw_ext(d: Draft, key: str = "ext") -> str:
    """Draw an extension, said as such or by the name of the format."""
    value = d.draw(key)
    d.put(key, d.one((value.words, value.words, value.written)), value.written)
    return value.written


def all_of_kind(d: Draft, ext: str) -> str:
    """Say "all files of a kind"."""
    return d.one(
        (
            "all {ext} files",
            "the {ext} files",
            "all the {ext} files",
            "every {ext} file",
            f"*.{ext}",
            "all files ending in .EXT".replace("EXT", ext),
            "files with extension {ext}" if ext == d.values["ext"].words else "all {ext} files",
        )
    )


def joined_path(d: Draft, folder: str, name: str) -> str:
    """Write folder/name, quoted as one argument."""
    return arg(f"{d.values[folder].written.rstrip('/')}/{d.values[name].written}")


def draw_condition(d: Draft) -> tuple[str, str]:
    """A condition on files, as words after the noun and as a test of find."""
    what = d.among({"older": 3.0, "since": 1.6, "bigger": 1.6, "smaller": 0.7, "empty": 0.5, "user": 0.5})
    if what == "older":
        d.draw("older")
        words = d.values["older"].words
        return (
            d.one(("that are {older}", "{older}"))
            if words.startswith(("older", "more", "over"))
            else "{older}"
        ), "{older}"
    if what == "since":
        value = d.draw("since")
        if value.words == "today":
            return "modified today", "-mtime -1" if d.mac else "-daystart -mtime 0"
        return d.one(
            (
                "modified {since}",
                "changed {since}",
                "that were modified {since}",
            )
        ), "{since}"
    if what in {"bigger", "smaller"}:
        d.draw("size")
        sign = "+" if what == "bigger" else "-"
        return d.one(
            (
                "(larger|bigger) than {size}",
                "over {size}",
                "that are (larger|bigger) than {size}",
                "above {size}",
            )
        ) if what == "bigger" else d.one(
            ("smaller than {size}", "under {size}", "that are smaller than {size}")
        ), f"-size {sign}{{size}}"
    if what == "empty":
        return "that are empty", "-empty"
    d.draw("uname")
    return d.one(("owned by {uname}", "belonging to {uname}", "that belong to {uname}")), "-user {uname}"
