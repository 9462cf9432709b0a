"""Whole trees, files and folders apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.permissions.words import RIGHTS, WHO, draw_mode

WEIGHTS: Final = {
    "all": 2.0,
    "files": 2.4,
    "dirs": 2.4,
    "std": 1.2,
    "ext": 1.4,
    "X": 0.6,
    "exts": 0.6,
    "private": 0.8,
    "symfiles": 1.2,
}


def _dirs(d: Draft, parts: Parts) -> Composed:
    dirs = "(folders|directories|subfolders|subdirectories|dirs)"
    return d.made(
        "perm.deepdirs",
        (
            f"- set (the|) (permissions|mode) of (all|the) {dirs} @where {{obj}} to {{mode}}",
            f"- chmod (all|only the|just the) {dirs} @where {{obj}} to {{mode}}",
            f"- give all {dirs} @where {{obj}} mode {{mode}}",
            f"* {{mode}} for all {dirs} @where {{obj}}",
            f"- change all {dirs} (not files|but not the files|) @where {{obj}} to {{mode}}",
        ),
        "find {obj} -type d -exec chmod {mode} {} +",
        **parts,
    )


def _exts(d: Draft, parts: Parts) -> Composed:
    who = d.one(("g", "o", "a", "go"))
    right = d.one(("r", "w", "rw"))
    take = d.chance(0.5)
    noun, to = d.one(RIGHTS[right][0]), d.one(WHO[who][0])
    line = f'find {{obj}} -type f -name "*.{{ext}}" -exec chmod {who}{"-" if take else "+"}{right} {{}} +'
    return d.made(
        "perm.deepsym",
        (
            (
                f"- remove {noun} permission from {to} on all {{ext}} files @where {{obj}}",
                f"- take {noun} permission on the {{ext}} files @where {{obj}} away from {to}",
            )
            if take
            else (
                f"- give {to} {noun} permission on all {{ext}} files @where {{obj}}",
                f"- let {to} {RIGHTS[right][1][0]} all {{ext}} files @where {{obj}}",
            )
        ),
        line,
        **parts,
    )


def _symfiles(d: Draft, parts: Parts) -> Composed:
    who, right = d.one(("g", "o", "a", "go")), d.one(("r", "w", "rw", "x"))
    kind, letter = d.one((("files", "f"), ("(folders|directories)", "d")))
    take = d.chance(0.5)
    noun, to = d.one(RIGHTS[right][0]), d.one(WHO[who][0])
    ways = (
        (
            f"- remove {noun} permission from {to} on all {kind} @where {{obj}}",
            f"- take {noun} permission on all {kind} @where {{obj}} away from {to}",
        )
        if take
        else (
            f"- give {to} {noun} permission on all {kind} @where {{obj}}",
            f"- add {noun} permission for {to} to all {kind} @where {{obj}}",
        )
    )
    return d.made(
        "perm.deepsymall",
        ways,
        f"find {{obj}} -type {letter} -exec chmod {who}{'-' if take else '+'}{right} {{}} +",
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "all": Form(
        "perm.deep",
        (
            "- chmod {obj} @rec to {mode}",
            "- set (the|) permissions of {obj} @rec to {mode}",
            "- recursively (chmod|set) {obj} to {mode}",
            "- change (the|) (permissions|mode) of {obj} to {mode} recursively",
            "* chmod -R {mode} {obj}",
            "- give everything in {obj}, the folder included, mode {mode}",
        ),
        "chmod -R {mode} {obj}",
    ),
    "files": Form(
        "perm.deepfiles",
        (
            "- set (the|) (permissions|mode) of (all|the) files @where {obj} to {mode} (but not the (folders|directories)|, not the (folders|directories)|)",
            "- chmod (all|only the|just the) files @where {obj} to {mode}",
            "- give all files in {obj} (permissions|mode) {mode}",
            "* {mode} for all files @where {obj}",
            "- recursively chmod only the files (in|of) {obj} to {mode}",
            "- change all files (not (folders|directories)|) @where {obj} to {mode}",
        ),
        "find {obj} -type f -exec chmod {mode} {} +",
    ),
    "dirs": _dirs,
    "std": Form(
        "perm.deepstd",
        (
            "- set (folders|directories) to 755 and files to 644 in {obj}",
            "- chmod 755 for (folders|directories) and 644 for files (in|under) {obj} (recursively|)",
            "- in {obj} make all directories 755 and all files 644",
            "- fix (the|) permissions (of|in) {obj}: (dirs|directories|folders) 755, files 644",
            "* files 644 and directories 755 (under|in) {obj}",
        ),
        "find {obj} -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +",
    ),
    "ext": Form(
        "perm.deepext",
        (
            "- set (the|) (permissions|mode) of all {ext} files @where {obj} to {mode}",
            "- chmod all {ext} files @where {obj} (recursively|) to {mode}",
            "- give every {ext} file @where {obj} mode {mode}",
            "- recursively chmod {mode} all {ext} files in {obj}",
        ),
        'find {obj} -type f -name "*.{ext}" -exec chmod {mode} {} +',
    ),
    "exts": _exts,
    "symfiles": _symfiles,
    "private": Form(
        "perm.deepprivate",
        (
            "- make {obj} and everything in it (private|accessible only to me)",
            "- remove all (permissions|access) for group and others (from|on) {obj} recursively",
            "- recursively keep (group and others|everyone else) out of {obj}",
            "- (make|set) {obj} recursively private",
        ),
        "chmod -R go-rwx {obj}",
    ),
    "X": Form(
        "perm.deepX",
        (
            "- make {obj} readable for everyone recursively, with (folders|directories) (enterable|accessible|searchable)",
            "- let everyone read {obj} and enter its (folders|directories), recursively",
            "- recursively give everyone read permission on {obj} and execute only on (directories|folders)",
        ),
        "chmod -R a+rX {obj}",
    ),
}


def whole_tree(d: Draft) -> Composed | None:
    """Whole trees, files and folders apart."""
    value = d.draw("ownd")
    d.put_arg("obj", value)
    draw_mode(d)
    what = d.among(WEIGHTS)
    where = "(in|under|inside|below)"
    rec = "(recursively|and everything (in|below) it|including everything in it|and all its contents)"
    return composed(d, KINDS[what], {"where": where, "rec": rec})
