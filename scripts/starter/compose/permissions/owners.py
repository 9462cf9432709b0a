"""Owners and groups."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft


def owner(d: Draft) -> Composed | None:
    """Owner and group of files and trees set."""
    kind = d.among({"file": 3.0, "folder": 2.6, "two": 0.5, "ext": 0.9, "find": 0.9})
    what = d.among({"user": 3.0, "both": 2.4, "group": 2.0, "me": 1.2, "root": 0.5})
    d.draw("uname")
    d.draw("group")
    user = "{uname}"
    group = "{group}"
    if kind in {"file", "two"}:
        d.values["obj"] = d.draw("file")
        target, flag, rec = "{obj}", "", ""
        if kind == "two":
            d.draw("file2")
            target = "{file} {file2}"
            d.put("obj", f"{d.values['file'].words} and {d.values['file2'].words}", "x")
    elif kind == "folder":
        value = d.draw("ownd")
        d.put_arg("obj", value)
        target, flag, rec = (
            "{obj}",
            " -R",
            d.one(
                (
                    "recursively",
                    "and everything (in|inside|below) it",
                    "and all its contents",
                    "including (everything|all files) in it",
                    "with all files in it",
                )
            ),
        )
        if d.chance(0.12):
            flag, rec = (
                "",
                d.one(("(itself|itself only)", "but not what is in it", "not recursively")).replace(
                    "(itself|itself only)", "itself, not its contents"
                ),
            )
    else:
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
        target, flag, rec = f"*.{value.written}", "", ""
        if kind == "find":
            d.put("obj", f"all {value.words} files", "x")
            rec = "{in} recursively"
    if what == "user":
        ways: tuple[str, ...] = (
            f"- (change|set) the owner of {{obj}} @r to {user}",
            f"- (change|set) the owner of {{obj}} to {user} @r",
            f"- make {user} the owner of {{obj}} @r",
            f"- chown {{obj}} @r to {user}",
            f"- give {{obj}} @r to {user}",
            f"* owner of {{obj}} should be {user} @r",
            f"- transfer ownership of {{obj}} to {user} @r",
            f"* chown {user} {{obj}} @r",
            f"- let {user} own {{obj}} @r",
        )
        new, tool = user, "chown"
    elif what == "both":
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
        ways = (
            "- (change|set) (the|) (owner and group|owner|ownership) of {obj} @r to {owner}",
            "- (change|set) (the|) (owner and group|ownership) of {obj} to {owner} @r",
            "- chown {obj} @r to {owner}",
            f"- make {user} the owner and {group} the group of {{obj}} @r",
            f"* {{obj}} should belong to {user} and (the|) group {group} @r",
            "* chown {owner} {obj} @r",
        )
        new, tool = "{uname}:{group}", "chown"
    elif what == "group":
        ways = (
            f"- (change|set) the group of {{obj}} @r to {group}",
            f"- (change|set) the group of {{obj}} to {group} @r",
            f"- make {group} the group of {{obj}} @r",
            f"- chgrp {{obj}} @r to {group}",
            f"- assign {{obj}} to (the|) group {group} @r",
            f"* {{obj}} should belong to (the|) group {group} @r",
            f"- change (the|) group ownership of {{obj}} to {group} @r",
            f"* chgrp {group} {{obj}} @r",
        )
        new, tool = group, "chgrp"
    elif what == "root":
        ways = (
            "- (change|set) the owner of {obj} to root @r",
            "- make root the owner of {obj} @r",
            "- chown {obj} to root @r",
            "* {obj} should belong to root @r",
        )
        new, tool = "root", "chown"
    else:
        ways = (
            "- make me the owner of {obj} @r",
            "- take ownership of {obj} @r",
            "- give me {obj} @r, i want to own it",
            "- change the owner of {obj} to (me|myself|my user) @r",
            "* i want to own {obj} @r",
            "* {obj} belongs to root, make it mine @r",
        )
        new, tool = '"$USER"', "chown"
    if kind == "find":
        line = f'find {{in}} -type f -name "{target}" -exec sudo {tool} {new} {{}} +'
    else:
        line = f"sudo {tool}{flag} {new} {target}"
    mentions = [w for w in ways if "@r" in w]
    return d.made(f"perm.own{what}", mentions, line, r=rec)


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
