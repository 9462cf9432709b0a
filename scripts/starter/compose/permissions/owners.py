"""Owners and groups."""

from __future__ import annotations

from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft

RECURSIVELY: Final = (
    "recursively",
    "and everything (in|inside|below) it",
    "and all its contents",
    "including (everything|all files) in it",
    "with all files in it",
)
OWNERS: Final = {
    "user": (
        "chown",
        "{uname}",
        (
            "- (change|set) the owner of {obj} @r to {uname}",
            "- (change|set) the owner of {obj} to {uname} @r",
            "- make {uname} the owner of {obj} @r",
            "- chown {obj} @r to {uname}",
            "- give {obj} @r to {uname}",
            "* owner of {obj} should be {uname} @r",
            "- transfer ownership of {obj} to {uname} @r",
            "* chown {uname} {obj} @r",
            "- let {uname} own {obj} @r",
        ),
    ),
    "both": (
        "chown",
        "{uname}:{group}",
        (
            "- (change|set) (the|) (owner and group|owner|ownership) of {obj} @r to {owner}",
            "- (change|set) (the|) (owner and group|ownership) of {obj} to {owner} @r",
            "- chown {obj} @r to {owner}",
            "- make {uname} the owner and {group} the group of {obj} @r",
            "* {obj} should belong to {uname} and (the|) group {group} @r",
            "* chown {owner} {obj} @r",
        ),
    ),
    "group": (
        "chgrp",
        "{group}",
        (
            "- (change|set) the group of {obj} @r to {group}",
            "- (change|set) the group of {obj} to {group} @r",
            "- make {group} the group of {obj} @r",
            "- chgrp {obj} @r to {group}",
            "- assign {obj} to (the|) group {group} @r",
            "* {obj} should belong to (the|) group {group} @r",
            "- change (the|) group ownership of {obj} to {group} @r",
            "* chgrp {group} {obj} @r",
        ),
    ),
    "me": (
        "chown",
        '"$USER"',
        (
            "- make me the owner of {obj} @r",
            "- take ownership of {obj} @r",
            "- give me {obj} @r, i want to own it",
            "- change the owner of {obj} to (me|myself|my user) @r",
            "* i want to own {obj} @r",
            "* {obj} belongs to root, make it mine @r",
        ),
    ),
    "root": (
        "chown",
        "root",
        (
            "- (change|set) the owner of {obj} to root @r",
            "- make root the owner of {obj} @r",
            "- chown {obj} to root @r",
            "* {obj} should belong to root @r",
        ),
    ),
}
"""Who gets it: the program, how it is written, and the sentences."""


def _draw_target(d: Draft, kind: str) -> tuple[str, str, str]:
    """Draw whose owner is set, as ``obj``: how the command names it, the option for trees, and the words for that."""
    if kind in {"file", "two"}:
        d.values["obj"] = d.draw("file")
        if kind == "file":
            return "{obj}", "", ""
        d.draw("file2")
        d.put("obj", f"{d.values['file'].words} and {d.values['file2'].words}", "x")
        return "{file} {file2}", "", ""
    if kind == "folder":
        d.put_arg("obj", d.draw("ownd"))
        rec = d.one(RECURSIVELY)
        if d.chance(0.12):
            return (
                "{obj}",
                "",
                d.one(("itself, not its contents", "but not what is in it", "not recursively")),
            )
        return "{obj}", " -R", rec
    value = d.draw("ext")
    d.put(
        "obj",
        d.one(
            (
                f"all {value.words} files",
                f"the {value.words} files here",
                f"all {value.words} files in this folder",
                f"*.{value.written}",
            )
        ),
        "x",
    )
    if kind == "find":
        d.put("obj", f"all {value.words} files", "x")
        return f"*.{value.written}", "", "{in} recursively"
    return f"*.{value.written}", "", ""


def owner(d: Draft) -> Composed | None:
    """Owner and group of files and trees set."""
    kind = d.among({"file": 3.0, "folder": 2.6, "two": 0.5, "ext": 0.9, "find": 0.9})
    what = d.among({"user": 3.0, "both": 2.4, "group": 2.0, "me": 1.2, "root": 0.5})
    d.draw("uname")
    d.draw("group")
    target, flag, rec = _draw_target(d, kind)
    if what == "both":
        d.put(
            "owner",
            d.one(
                (
                    f"{d.values['uname'].written}:{d.values['group'].written}",
                    f"{d.values['uname'].written}:{d.values['group'].written}",
                    f"user {d.values['uname'].written} and group {d.values['group'].written}",
                )
            ),
            f"{d.values['uname'].written}:{d.values['group'].written}",
        )
    tool, new, ways = OWNERS[what]
    if kind == "find":
        line = f'find {{in}} -type f -name "{target}" -exec sudo {tool} {new} {{}} +'
    else:
        line = f"sudo {tool}{flag} {new} {target}"
    return d.made(f"perm.own{what}", ways, line, r=rec)


def like_another(d: Draft) -> Composed | None:
    """Mode or owner as another file has them."""
    d.draw("file")
    d.draw("file2")
    if d.chance(0.6):
        return d.made(
            "perm.reference",
            (
                "- give {file2} the same (permissions|mode|rights) as {file}",
                "- copy the (permissions|mode) (of|from) {file} to {file2}",
                "- set (the|) permissions of {file2} to (those|the same as those) of {file}",
                "* chmod {file2} like {file}",
            ),
            "chmod --reference={file} {file2}",
            mac='chmod "$(stat -f %Lp {file})" {file2}',
        )
    return d.made(
        "perm.ownreference",
        (
            "- give {file2} the same (owner|owner and group) as {file}",
            "- copy the (owner|ownership) (of|from) {file} to {file2}",
            "* chown {file2} like {file}",
        ),
        "sudo chown --reference={file} {file2}",
        mac="-",
    )
