"""Whole trees, files and folders apart."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.permissions.words import RIGHTS, WHO, draw_mode


def whole_tree(d: Draft) -> Composed | None:
    """Whole trees, files and folders apart."""
    value = d.draw("ownd")
    d.put_arg("obj", value)
    draw_mode(d)
    what = d.among(
        {
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
    )
    where = "(in|under|inside|below)"
    rec = "(recursively|and everything (in|below) it|including everything in it|and all its contents)"
    if what == "all":
        return d.made(
            "perm.deep",
            (
                f"- chmod {{obj}} {rec} to {{mode}}",
                f"- set (the|) permissions of {{obj}} {rec} to {{mode}}",
                "- recursively (chmod|set) {obj} to {mode}",
                "- change (the|) (permissions|mode) of {obj} to {mode} recursively",
                "* chmod -R {mode} {obj}",
                "- give everything in {obj}, the folder included, mode {mode}",
            ),
            "chmod -R {mode} {obj}",
        )
    if what == "files":
        return d.made(
            "perm.deepfiles",
            (
                f"- set (the|) (permissions|mode) of (all|the) files {where} {{obj}} to {{mode}} (but not the (folders|directories)|, not the (folders|directories)|)",
                f"- chmod (all|only the|just the) files {where} {{obj}} to {{mode}}",
                "- give all files in {obj} (permissions|mode) {mode}",
                f"* {{mode}} for all files {where} {{obj}}",
                "- recursively chmod only the files (in|of) {obj} to {mode}",
                f"- change all files (not (folders|directories)|) {where} {{obj}} to {{mode}}",
            ),
            "find {obj} -type f -exec chmod {mode} {} +",
        )
    if what == "dirs":
        dirs = "(folders|directories|subfolders|subdirectories|dirs)"
        return d.made(
            "perm.deepdirs",
            (
                f"- set (the|) (permissions|mode) of (all|the) {dirs} {where} {{obj}} to {{mode}}",
                f"- chmod (all|only the|just the) {dirs} {where} {{obj}} to {{mode}}",
                f"- give all {dirs} {where} {{obj}} mode {{mode}}",
                f"* {{mode}} for all {dirs} {where} {{obj}}",
                f"- change all {dirs} (not files|but not the files|) {where} {{obj}} to {{mode}}",
            ),
            "find {obj} -type d -exec chmod {mode} {} +",
        )
    if what == "std":
        return d.made(
            "perm.deepstd",
            (
                "- set (folders|directories) to 755 and files to 644 in {obj}",
                "- chmod 755 for (folders|directories) and 644 for files (in|under) {obj} (recursively|)",
                "- in {obj} make all directories 755 and all files 644",
                "- fix (the|) permissions (of|in) {obj}: (dirs|directories|folders) 755, files 644",
                "* files 644 and directories 755 (under|in) {obj}",
            ),
            "find {obj} -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +",
        )
    if what == "ext":
        return d.made(
            "perm.deepext",
            (
                f"- set (the|) (permissions|mode) of all {{ext}} files {where} {{obj}} to {{mode}}",
                f"- chmod all {{ext}} files {where} {{obj}} (recursively|) to {{mode}}",
                f"- give every {{ext}} file {where} {{obj}} mode {{mode}}",
                "- recursively chmod {mode} all {ext} files in {obj}",
            ),
            'find {obj} -type f -name "*.{ext}" -exec chmod {mode} {} +',
        )
    if what == "exts":
        who = d.one(("g", "o", "a", "go"))
        right = d.one(("r", "w", "rw"))
        take = d.chance(0.5)
        noun, to = d.one(RIGHTS[right][0]), d.one(WHO[who][0])
        line = f'find {{obj}} -type f -name "*.{{ext}}" -exec chmod {who}{"-" if take else "+"}{right} {{}} +'
        return d.made(
            "perm.deepsym",
            (
                (
                    f"- remove {noun} permission from {to} on all {{ext}} files {where} {{obj}}",
                    f"- take {noun} permission on the {{ext}} files {where} {{obj}} away from {to}",
                )
                if take
                else (
                    f"- give {to} {noun} permission on all {{ext}} files {where} {{obj}}",
                    f"- let {to} {RIGHTS[right][1][0]} all {{ext}} files {where} {{obj}}",
                )
            ),
            line,
        )
    if what == "symfiles":
        who, right = d.one(("g", "o", "a", "go")), d.one(("r", "w", "rw", "x"))
        kind, letter = d.one((("files", "f"), ("(folders|directories)", "d")))
        take = d.chance(0.5)
        noun, to = d.one(RIGHTS[right][0]), d.one(WHO[who][0])
        ways = (
            (
                f"- remove {noun} permission from {to} on all {kind} {where} {{obj}}",
                f"- take {noun} permission on all {kind} {where} {{obj}} away from {to}",
            )
            if take
            else (
                f"- give {to} {noun} permission on all {kind} {where} {{obj}}",
                f"- add {noun} permission for {to} to all {kind} {where} {{obj}}",
            )
        )
        return d.made(
            "perm.deepsymall",
            ways,
            f"find {{obj}} -type {letter} -exec chmod {who}{'-' if take else '+'}{right} {{}} +",
        )
    if what == "private":
        return d.made(
            "perm.deepprivate",
            (
                "- make {obj} and everything in it (private|accessible only to me)",
                "- remove all (permissions|access) for group and others (from|on) {obj} recursively",
                "- recursively keep (group and others|everyone else) out of {obj}",
                "- (make|set) {obj} recursively private",
            ),
            "chmod -R go-rwx {obj}",
        )
    return d.made(
        "perm.deepX",
        (
            "- make {obj} readable for everyone recursively, with (folders|directories) (enterable|accessible|searchable)",
            "- let everyone read {obj} and enter its (folders|directories), recursively",
            "- recursively give everyone read permission on {obj} and execute only on (directories|folders)",
        ),
        "chmod -R a+rX {obj}",
    )
