"""Moving, and renaming of single files and folders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.files.transfer import MOVING, all_but_a_kind, beginning_alike, of_two_kinds
from scripts.starter.compose.files.words import (
    all_of_kind,
    draw_condition,
    draw_dir,
    draw_ext,
    draw_new_folder,
    joined_path,
)
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {
    "file": 2.6,
    "rename": 1.6,
    "two": 1.2,
    "ext": 2.2,
    "exts": 0.8,
    "folder": 1.2,
    "contents": 0.9,
    "here": 0.8,
    "newdir": 1.0,
    "up": 0.5,
    "all": 0.5,
    "except": 0.6,
    "begin": 0.8,
    "deep": 1.2,
    "extdir": 1.0,
    "renamedir": 0.8,
    "contain": 0.5,
    "cond": 1.4,
}


def _rename(d: Draft, parts: Parts) -> Composed | None:
    d.draw("file")
    d.draw("bname2")
    if d.values["file"].written.rpartition("/")[0]:
        return None
    d.put("lbl", d.values["bname2"].words, d.values["bname2"].written, "arg")
    return d.made(
        "files.rename",
        (
            "- rename {file} to {lbl}",
            "- change the name of {file} to {lbl}",
            "- (call|name) {file} {lbl} instead",
            "* rename {file} {lbl}",
            "- give {file} the (new|) name {lbl}",
            "* {file} should be (called|named) {lbl}",
        ),
        "mv {file} {lbl}",
        **parts,
    )


def _renamedir(d: Draft, parts: Parts) -> Composed:
    d.draw("stem")
    d.draw("stem2")
    return d.made(
        "files.renamedir",
        (
            "- rename the (folder|directory) {stem} to {stem2}",
            "- change the name of the {stem} (folder|directory) to {stem2}",
            "* rename folder {stem} {stem2}",
        ),
        "mv {stem} {stem2}",
        **parts,
    )


def _file(d: Draft, parts: Parts, items: str, obj: str) -> Composed:
    d.draw("file")
    d.draw("file2")
    draw_dir(d, "dst")
    put = parts["verb"] == "put"
    return d.made(
        "files.mv",
        (
            f"- @verb {obj} @prep {{dst}} @m",
            f"- move {obj} to {{dst}} @m" if put else f"* @verb {obj} {{dst}} @m",
            f"- put {obj} in {{dst}} @m" if put else f"- @verb {obj} over to {{dst}} @m",
        ),
        f"mv@flag {items} {{dst}}/",
        **parts,
    )


def _contain(d: Draft, parts: Parts) -> Composed:
    d.draw("prefix")
    draw_dir(d, "dst")
    return d.made(
        "files.mvcontain",
        (
            "- @verb all files with {prefix} in (the|their) name @prep {dst}",
            "- @verb every file whose name contains {prefix} @prep {dst}",
        ),
        "mv *{prefix}* {dst}/",
        **parts,
    )


def _here(d: Draft, parts: Parts) -> Composed:
    d.draw("bname")
    draw_dir(d, "src")
    return d.made(
        "files.mvhere",
        (
            "- move {bname} from {src} (here|to this folder|into the current directory)",
            "- bring {bname} from {src} (here|into this folder)",
        ),
        f"mv {joined_path(d, 'src', 'bname')} .",
        **parts,
    )


def _up(d: Draft, parts: Parts) -> Composed:
    d.draw("bname")
    return d.made(
        "files.mvup",
        (
            "- move {bname} (one (folder|directory|level) up|to the parent (folder|directory)|up one (level|folder))",
        ),
        "mv {bname} ..",
        **parts,
    )


def _all(d: Draft, parts: Parts) -> Composed | None:
    draw_dir(d, "dst")
    return (
        d.made(
            "files.mvall",
            ("- @verb (everything|all files) (here|in this folder|in the current directory) @prep {dst}",),
            "mv * {dst}/",
            **parts,
        )
        if d.values["dst"].written.startswith(("/", "~"))
        else None
    )


def _ext(d: Draft, parts: Parts) -> Composed:
    draw_dir(d, "dst")
    return d.made(
        "files.mvext",
        (
            "- @verb @all @prep {dst} @m",
            "- @verb @all (here|in this folder|from here) @prep {dst} @m",
            "* @all to {dst} \\(move, not copy\\) @m",
        ),
        "mv@flag *.@ext {dst}/",
        **parts,
    )


def _newdir(d: Draft, parts: Parts) -> Composed:
    name = pool.stem_plain(d.rng)
    d.put("dst", name)
    return d.made(
        "files.mvnew",
        (
            "- (create|make) (a|the) (folder|directory) {dst} and move @all (into it|there)",
            "- move @all into a new (folder|directory) (called|named|) {dst}",
            "- mkdir {dst} and put @all (in it|there)",
        ),
        "mkdir {dst} && mv *.@ext {dst}/",
        **parts,
    )


def _deep(d: Draft, parts: Parts) -> Composed:
    draw_new_folder(d, "dst")
    return d.made(
        "files.mvdeep",
        (
            "- move all {ext} files {in} (recursively|and its subfolders|including subfolders) (in|)to {dst}",
            "- find all {ext} files {in} and move them (in|)to {dst}",
            "- gather all {ext} files {in} \\(subfolders too\\) in {dst}",
        ),
        'find {in} -type f -name "*.@ext" -exec mv {} {dst}/ \\;',
        **parts,
    )


def _cond(d: Draft, parts: Parts) -> Composed:
    draw_new_folder(d, "dst")
    cond, test = draw_condition(d)
    kind, name = d.one((("files", ""), ("{ext} files", '-name "*.@ext" ')))
    return d.made(
        "files.mvcond",
        (
            f"- move (all|the|) {kind} {{in}} {cond} (in|)to {{dst}}",
            f"- move {kind} {cond} {{in}} (in|)to {{dst}}",
            f"- find {kind} {{in}} {cond} and move them to {{dst}}",
        ),
        f"find {{in}} -type f {name}{test} -exec mv {{}} {{dst}}/ \\;",
        **parts,
    )


def _extdir(d: Draft, parts: Parts) -> Composed:
    draw_dir(d, "dst")
    return d.made(
        "files.mvextdir",
        (
            "- @verb all {ext} files from {src} @prep {dst}",
            "- @verb the {ext} files (in|of) {src} @prep {dst}",
        ),
        "mv @folder/*.@ext {dst}/",
        **parts,
    )


NAMED: Final[Mapping[str, Form | PartBuilder]] = {
    "rename": _rename,
    "renamedir": _renamedir,
    "file": partial(_file, items="{file}", obj="{file}"),
    "two": partial(_file, items="{file} {file2}", obj="{file} and {file2}"),
    "begin": beginning_alike,
    "contain": _contain,
    "here": _here,
    "up": _up,
    "all": _all,
}


OF_KIND: Final[Mapping[str, Form | PartBuilder]] = {
    "ext": _ext,
    "exts": of_two_kinds,
    "newdir": _newdir,
    "except": all_but_a_kind,
    "deep": _deep,
    "cond": _cond,
}


OF_FOLDER: Final[Mapping[str, Form | PartBuilder]] = {
    "extdir": _extdir,
}


IN_FOLDER: Final[Mapping[str, Form | PartBuilder]] = {
    "folder": Form(
        "files.mvdir",
        (
            "- @verb the (folder|directory) {src} into {dst}",
            "- @verb the (whole|entire|) {src} into {dst}",
        ),
        "mv {src} {dst}/",
    ),
    "contents": Form(
        "files.mvcontents",
        (
            "- @verb (everything|all files) (in|from|inside) {src} @prep {dst}",
            "- @verb the contents of {src} @prep {dst}",
        ),
        "mv @folder/* {dst}/",
    ),
}


def move(d: Draft) -> Composed | None:
    """Files and folders moved, one, several or all that fulfil a condition."""
    what = d.among(WEIGHTS)
    mv = d.one(("move", "move", "move", "mv", "transfer", "put"))
    into = d.one(("to", "into", "into")) if mv != "put" else "into"
    flag, said = "", ""
    if what in {"file", "two", "ext"} and d.chance(0.25):
        flag, said = d.one(
            (
                (" -n", "(without overwriting (anything|)|but do not overwrite anything)"),
                (" -i", "(but ask before|asking before) overwriting"),
                (" -v", "(verbosely|and (show|print) what (is|gets) moved)"),
            )
        )
    parts: dict[str, str] = {**MOVING, "verb": mv, "prep": into, "flag": flag, "m": said}
    if what in NAMED:
        return composed(d, NAMED[what], parts)
    ext = draw_ext(d)
    all_ = all_of_kind(d, ext)
    parts |= {"ext": ext, "all": all_}
    if what in OF_KIND:
        return composed(d, OF_KIND[what], parts)
    src = draw_dir(d, "src", own=True)
    parts |= {"folder": src}
    if what in OF_FOLDER:
        return composed(d, OF_FOLDER[what], parts)
    draw_dir(d, "dst")
    return composed(d, IN_FOLDER[what], parts)
